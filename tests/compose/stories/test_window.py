from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.compose.stories.options import WindowOptions
from briefing.compose.stories.window import until
from briefing.model import Problem
from tests.articles import article

GONE = "Sorry, the page you requested has moved or was never there."
DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("title", "lines", "code"),
    [
        (None, [GONE, "Check that you have typed the address in lower case."], "en"),
        ("Page not found", ["Go back to the harbour news of the day and start again there."], "en"),
        ("Harbour Post", ["Die von Ihnen aufgerufene Seite gibt es nicht mehr."], "de"),
        ("Oops", ["La page que vous recherchez n'existe plus."], "fr"),
    ],
)
def test_an_error_page_is_left_out_with_that_reason(title: str | None, lines: list[str], code: str) -> None:
    kept, left = until([article("a", lines, title=title, language=code)], DAY, WindowOptions())
    assert not kept
    assert [one.reason for one in left] == ["a site's error page, no article"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Page not found: the ministry's archive is gone", ["The archive of the ministry of Orland is gone."]),
        ("Missing diary", ["The page that Orland's detectives were looking for was torn out of the diary."]),
        (None, ["The council of Orland deleted the page on water prices.", GONE]),
        (None, [GONE, *(f"The council of Orland answered complaint {n} on Tuesday." for n in range(9))]),
    ],
)
def test_news_of_a_page_that_is_gone_stays(title: str | None, lines: list[str]) -> None:
    kept, left = until([article("a", lines, title=title)], DAY, WindowOptions())
    assert len(kept) == 1
    assert not left


def test_an_article_without_sentences_is_left_out_for_what_they_are() -> None:
    plain = replace(article("a", ["The ferry sank."]), sentences=())
    turned = replace(
        plain, problems=(Problem("a", "2 sentences hold controls, and not quoted", "Look.", unquoted=True),)
    )
    dated = replace(plain, problems=(Problem("a", "published: 'soon' is no date", "Write dates."),))
    reasons = [until([one], DAY, WindowOptions())[1][0].reason for one in (plain, turned, dated)]
    prose = "holds no sentence of prose"
    assert reasons == [prose, "2 sentences hold controls, and not quoted", prose]
