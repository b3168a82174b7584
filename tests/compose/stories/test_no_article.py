from __future__ import annotations

from datetime import date

import pytest

from briefing.compose.stories.options import WindowOptions
from briefing.compose.stories.window import until
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from tests.articles import article

DAY = date(2024, 3, 5)
PAGE = "a page of links, offers or announcements, no article"


@pytest.mark.parametrize(
    ("title", "lines", "code"),
    [
        (
            "Storm jacket, navy",
            ["Three layers keep you dry.", "In stock: ships within two days.", "Add to basket.", "It has a hood."],
            "en",
        ),
        ("Sign up for the morning letter", ["By signing up you agree to our terms."], "en"),
        ("Regenjacke", ["Drei Lagen halten trocken.", "Auf Lager.", "In den Warenkorb legen."], "de"),
        ("La lettre du matin", ["Inscrivez-vous à notre lettre.", "Votre adresse e-mail nous suffit."], "fr"),
        (
            "Watch live: Minister speaks on ferry",
            ["Watch live as Ada Roe speaks on the ferry.", "If the video does not play, refresh the page."],
            "en",
        ),
    ],
)
def test_a_page_that_reports_nothing_is_left_out(title: str, lines: list[str], code: str) -> None:
    kept, left = until([article("a", lines, title=title, language=code)], DAY, WindowOptions())
    assert not kept
    assert [one.reason for one in left] == [PAGE]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "Shop fined for hidden prices",
            [
                "A court in Orland fined the shop Marrow on Tuesday.",
                "Its button “Add to basket” had hidden a fee of 9 euros.",
                "The shop said the jacket was still in stock.",
                "It will appeal.",
                "The fine is 40,000 euros.",
                "Two other shops were warned.",
                "The court is in Velm.",
            ],
        ),
        (
            "Farmers urged to sign up for flood aid",
            ["The council of Orland urged farmers to sign up for aid on Tuesday.", "It has 2 million euros for it."],
        ),
        (
            "Watch live: Ferry sinks off Orland",
            [
                "A ferry sank off Orland on Tuesday.",
                "Fifteen people died, the coast guard said.",
                "Rescuers look for nine more.",
            ],
        ),
        ("Live stream of killing leads to arrest", ["Police in Orland arrested a man on Tuesday over a killing."]),
    ],
)
def test_news_of_such_things_stays(title: str, lines: list[str]) -> None:
    kept, left = until([article("a", lines, title=title)], DAY, WindowOptions())
    assert len(kept) == 1
    assert not left


TEASERS = [
    ("Fifteen dead as ferry sinks off Orland", "The ferry went down in heavy seas."),
    ("Council bans phones from primary schools", "It voted by 18 to 12 on Tuesday."),
    ("Shares of the ferry line fall by a fifth", "Investors fear what it will have to pay."),
    ("Orland City win the cup again", "A late goal decided the final on Monday."),
]
PROSE = "The ferry went down within minutes on Monday, and its crew of nine was taken to the harbour of Orland."


def _page(inner: str) -> bytes:
    head = "<!doctype html><html lang='en'><head><title>The north</title></head><body><main><article>"
    return f"{head}<h1>News from the north of Orland</h1>{inner}</article></main></body></html>".encode()


def test_a_list_of_links_with_a_line_on_each_is_left_out() -> None:
    rows = "".join(f"<li><a href='/{n}'>{title}</a><p>{line}</p></li>" for n, (title, line) in enumerate(TEASERS))
    found, _ = prepare_file("front.html", _page(f"<ul>{rows}</ul>"), PrepareOptions())
    kept, left = until(found, DAY, WindowOptions())
    assert not kept
    assert [one.reason for one in left] == [PAGE]


def test_an_article_with_links_among_its_paragraphs_stays() -> None:
    rows = "".join(
        f"<p>{PROSE}</p><p><a href='/{n}'>{title}</a></p><p>{line}</p>" for n, (title, line) in enumerate(TEASERS)
    )
    found, _ = prepare_file("ferry.html", _page(rows), PrepareOptions())
    assert [one.genre for one in found] == ["news"]
