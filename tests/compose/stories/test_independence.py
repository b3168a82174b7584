"""How many sources stand behind a story, and what day it is of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.compose.stories.copies import find
from briefing.compose.stories.independence import day_of, independent, relayed, relays, with_dates_of_copies
from briefing.model import Block
from briefing.text import Span
from tests.articles import article, from_prose
from tests.helpers.newsroom import COMET, FERRY, FERRY_AGAIN, FURNITURE


def test_copies_outlets_and_wire_text_are_joined() -> None:
    articles = [
        from_prose("a", FERRY, outlet="The Mellick Post"),
        from_prose("b", FERRY[:400]),
        from_prose("c", FERRY_AGAIN, outlet="mellick post"),
        from_prose("d", FERRY[FERRY.index("Captain") :] + " Our own man on Tarn saw gulls."),
        from_prose("e", COMET, outlet="Lagos Star"),
    ]
    assert independent(articles, find(articles[:2])) == (("a", "b", "c", "d"), ("e",))


def test_a_contributing_credit_joins_nobody() -> None:
    articles = [replace(from_prose(p, t), credits=("AFP",)) for p, t in (("a", FERRY), ("b", FERRY_AGAIN))]
    assert len(independent(articles, ())) == 2


def test_one_appeal_makes_one_outlet_where_none_is_named() -> None:
    def with_appeal(path: str, text: str, outlet: str | None = None) -> object:
        whole = from_prose(path, text + "\n" + FURNITURE, outlet=outlet)
        block = Block(span=Span(len(text) + 1, len(whole.body)), kind="appeal", kept=False, why="asks for support")
        return replace(whole, blocks=(block,), sentences=from_prose(path, text).sentences)

    unnamed = [with_appeal("a", FERRY), with_appeal("b", COMET)]
    assert independent(unnamed, ()) == (("a", "b"),)  # type: ignore[arg-type]
    named = [with_appeal("a", FERRY, "One"), with_appeal("b", COMET, "Two")]
    assert len(independent(named, ())) == 2  # type: ignore[arg-type]


def test_an_undated_article_gets_the_day_of_its_dated_copy() -> None:
    articles = [from_prose("a", FERRY, published="2031-05-06"), from_prose("b", FERRY[:400]), from_prose("c", COMET)]
    lent = with_dates_of_copies(articles, find(articles))
    assert [a.published.day if a.published else None for a in lent] == ["2031-05-06", "2031-05-06", None]
    assert lent[1].published is not None and lent[1].published.inferred
    assert day_of(lent) == "2031-05-06" and day_of(lent[2:]) is None


def test_an_article_that_passes_on_anothers_report_is_no_second_source() -> None:
    wire = article("1.txt", ["Parliament in Tarn banned sea mining on Tuesday."], outlet="Harbour Wire")
    passed_on = article(
        "2.txt", ["Sea mining was banned in Tarn on Tuesday, the Harbour Wire agency reported."], outlet="Marrow Post"
    )
    told = article("3.txt", ["The minister told the Harbour Wire that the sea floor is no quarry."], outlet="Lisk Echo")
    assert relays(passed_on, [wire, passed_on]) is wire
    assert independent([wire, passed_on, told], []) == (("1.txt", "2.txt", "3.txt"),)


@pytest.mark.parametrize(
    ("sentences", "outlet"),
    [
        (["Sea mining was banned in Tarn, the Harbour Wire agency reported.", "It was new."], "Harbour Wire"),
        (["The ban is near, according to the New York Times."], "New York Times"),
        (["The minister told the Harbour Wire that the sea floor is no quarry."], "Harbour Wire"),
        (["A miner sued the Harbour Wire over its pictures on Tuesday."], None),
        (["The ban was praised by Marrow Post, said the minister.", "Nobody reported more."], None),
        (["A miner told the Council of Tarn that the law is theft."], None),
        (["The ban holds.", "It is new.", "The minister told the Harbour Wire that it stays."], None),
    ],
)
def test_an_article_alone_says_whose_report_it_passes_on(sentences: list[str], outlet: str | None) -> None:
    assert relayed(article("1.txt", sentences, outlet="Marrow Post")) == outlet
    assert relayed(article("1.txt", sentences, outlet=outlet or "Marrow Post")) is None


def test_an_outlet_that_is_only_mentioned_is_not_passed_on() -> None:
    wire = article("1.txt", ["Parliament in Tarn banned sea mining on Tuesday."], outlet="Harbour Wire")
    sued = article("2.txt", ["A miner sued the Harbour Wire over its pictures on Tuesday."], outlet="Marrow Post")
    own = article("3.txt", ["A miner told Lisk Echo that the law is theft."], outlet="Lisk Echo")
    assert relays(sued, [wire, sued]) is None
    assert relays(own, [wire, own]) is None
    assert independent([wire, sued, own], []) == (("1.txt",), ("2.txt",), ("3.txt",))
