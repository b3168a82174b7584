"""What carries another claim, and what only looks as if it did."""

from __future__ import annotations

import pytest

from briefing.compose.evidence.corroboration import says
from briefing.compose.sentences.carried import held, longest_run
from briefing.compose.sentences.claims import claim, compare, of_words
from briefing.model import Passage, Quote, Speech
from tests.articles import article


def carried(one: str, other: str, *voices: str | None, quote: Quote = "indirect") -> bool:
    """Does the second sentence say all that the first says? voices: who answers for each."""
    made = []
    for number, text in enumerate((one, other)):
        voice = voices[number] if number < len(voices) else None
        speech = Speech(speaker=voice, attributed=True, quote=quote, cue="said") if voice else Speech()
        made.append(claim(Passage(article(f"{number}.txt", [text], speech=[speech]), 0, 0)))
    return compare(*made).kind in ("same", "adds")


DEPOT = "The tram depot of Quenby was flooded on Monday and 14 trams were ruined by the water"
LONGER = (
    "After a night of storms that took roofs off houses in three villages of the Arle valley, water flooded the tram"
    " depot of Quenby, where 14 trams were ruined, and the line to Senna will stay shut for weeks."
)


def test_a_long_sentence_carries_the_news_of_a_short_one() -> None:
    assert carried(DEPOT + ".", LONGER)
    assert not says(of_words(DEPOT + ".", "en"), of_words(LONGER, "en"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # names in common, and nothing told of them
        (
            "The ferry Linnet of Quenby ran aground off Senna in thick fog.",
            "The ferry Linnet of Quenby was built in Lund.",
        ),
        # other words in one frame
        (
            "Rescuers pulled a girl alive from the rubble of a school in Dorn.",
            "Rescuers pulled a dog alive from the rubble of a bakery in Dorn.",
        ),
        # it is over
        (
            "Investors feared a rise of the bank rate in Quenby in the autumn, traders said.",
            "The fear of a rise of the bank rate in Quenby in the autumn had gone, traders said.",
        ),
        # the harm is told by one alone
        (
            "Forty people were injured in Quenby on Monday when 18,000 marched against the harbour tax.",
            "In Quenby on Monday 18,000 people marched against the harbour tax, more than ever before.",
        ),
    ],
)
def test_what_shares_words_and_no_claim(one: str, other: str) -> None:
    assert not carried(one, other)


def test_who_tells_what_happened_makes_no_difference() -> None:
    assert carried(DEPOT + ", police said.", LONGER, "police", None)
    assert carried(DEPOT + ", police said.", LONGER, "police", "The fire brigade")
    assert carried(DEPOT + ", police said.", LONGER, "police", "The fire brigade", quote="indirect")


def test_what_one_person_is_said_to_say_is_not_what_another_says() -> None:
    told = DEPOT + ", Ada Roe said."
    assert not carried(told, LONGER, "Ada Roe", "Jan Holt")
    assert not carried(DEPOT + ".", LONGER, None, "Jan Holt")
    assert carried(told, LONGER, "Ada Roe", "Ada Roe")


def test_a_body_that_speaks_of_itself_is_no_witness_of_another() -> None:
    text = "{} said it would pay for the tram depot of Quenby that the water ruined on Monday."
    one, other = text.format("The city"), "On Monday night, " + text.format("the railway")
    assert not carried(one, other, "The city", "the railway")


def test_the_words_that_somebody_was_quoted_with_are_the_claim() -> None:
    one = "Asked by reporters at the gate, Roe called it “the saddest night that this old depot has ever seen”."
    other = (
        "“It was the saddest night that this old depot has ever seen,” the driver told the Dorn Mirror at breakfast."
    )
    assert carried(one, other, "Ada Roe", "Ada Roe", quote="mixed")
    assert not carried(one, other.replace("saddest night", "longest winter"), "Ada Roe", "Ada Roe", quote="mixed")


def test_two_articles_that_open_with_one_toll_tell_of_one_event() -> None:
    one = article(
        "1.txt", ["An explosion in a sugar mill in southern Quenby killed six workers on Monday."], title="Mill"
    )
    other = article(
        "2.txt", ["Six men died when a boiler burst at the mill that Arle Sugar runs in Quenby."], title="Mill"
    )
    seven = article("3.txt", ["Seven men died when a boiler burst at the mill of Arle Sugar in Quenby."], title="Mill")
    said = [claim(Passage(a, 0, 0)) for a in (one, other, seven)]
    assert compare(said[0], said[1]).kind == "adds"
    assert compare(said[0], said[2]).kind not in ("adds", "same")


def test_the_share_that_is_held_is_of_the_first() -> None:
    short, long = (of_words(text, "en").said for text in (DEPOT, LONGER))
    assert held(short, long).told > held(long, short).told
    assert longest_run(["a", "b", "c"], ["x", "b", "c", "a"]) == ["b", "c"]
