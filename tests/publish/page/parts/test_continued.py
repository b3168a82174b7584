"""The lead on paper goes on where the first page left it."""

from __future__ import annotations

from dataclasses import replace

import briefing
from briefing.publish.page.elements import Brief
from briefing.publish.page.options import PageOptions
from briefing.publish.page.parts.continued import MOST_TOLD, continued
from briefing.publish.page.render import print_page_of
from briefing.publish.page.view import view

FIRST = "The council of Tarvin approved a ferry quay on Tuesday."
TEXT = {
    "title": "Tarvin approves a quay",
    "text": f"{FIRST} The quay costs 4 million crowns. “We waited for years,” said the mayor, Ada Brandt. "
    "Two islands depend on the ferries. A storm broke the old quay in 2019.",
    "published": "2031-05-13",
}
EDITION = briefing.build([TEXT], day="2031-05-13")


def printed(brief: Brief) -> list[str]:
    return [item.text for chapter in brief.chapters for item in chapter.quoted]


def test_what_the_first_page_says_is_not_said_again() -> None:
    whole = view(EDITION)
    short = continued(whole)
    assert short is not None and whole.front[0].quoted[0].text == FIRST
    assert printed(short) == printed(whole)[1:] and FIRST not in printed(short)


def test_nothing_is_left_out_where_the_lead_begins_on_another_page() -> None:
    whole = view(EDITION)
    assert continued(replace(whole, front=whole.front * (MOST_TOLD + 1))) is None
    assert continued(replace(whole, unchanged=whole.also[:0] or (None,))) is None  # type: ignore[arg-type]
    assert continued(replace(whole, layout="one-page")) is None
    told = replace(whole.front[0], quoted=whole.chapters[0].quoted[1:2])
    assert continued(replace(whole, front=(told,))) is None  # the day opens with another of its statements


def test_paper_says_it_once_and_a_tablet_in_both_places() -> None:
    assert print_page_of(EDITION, PageOptions(), None, "UTC").count(FIRST) == 1
    assert print_page_of(EDITION, PageOptions(size="tablet"), None, "UTC").count(FIRST) == 2
