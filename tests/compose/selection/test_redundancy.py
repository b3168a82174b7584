from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.sections.rules import DEFAULT_SECTIONS
from briefing.compose.sections.score import Router
from briefing.compose.selection.candidates import Candidate, candidates
from briefing.compose.selection.redundancy import says_the_same, superseded
from briefing.model import Article, DateMention
from tests.articles import from_lines


def found(*texts: str) -> list[Candidate]:
    articles = [from_lines(text, f"{k}.txt") for k, text in enumerate(texts)]
    return candidates(articles, Router(DEFAULT_SECTIONS), date(2024, 5, 7))


def on(told: Article, day: str) -> Article:
    """The article with a day named in its first sentence."""
    first = told.sentences[0]
    return replace(told, sentences=(replace(first, dates=(DateMention(first.span, day),)), *told.sentences[1:]))


APPROVED = "The council of Ostrau approved a toll bridge over the river Lune on Tuesday."


def test_two_leads_of_one_event_say_the_same() -> None:
    one, other = found(APPROVED, "A toll bridge over the Lune was approved by the Ostrau council.")
    assert says_the_same(one, other)


def test_a_confirmation_is_no_repeat_of_a_report() -> None:
    one, other = found(
        "The council of Ostrau has approved a bridge, the harbour gazette reported.",
        "The mayor confirmed on Tuesday that the council approved a toll bridge for the night mail from Prell.",
    )
    assert not says_the_same(one, other)


def test_the_next_days_step_is_no_repeat_of_the_first() -> None:
    asked = from_lines(
        "The governor of Ostrau asked lawmakers to rewrite the toll bill after protests of ferrymen.", "a.txt"
    )
    signed = from_lines(
        "An amended toll bill became law with a signature of the governor, who had sent the first one back.", "b.txt"
    )
    one, other = candidates(
        [on(asked, "2024-05-07"), on(signed, "2024-05-08")], Router(DEFAULT_SECTIONS), date(2024, 5, 8)
    )
    assert not says_the_same(one, other)
    one, other = candidates(
        [on(asked, "2024-05-07"), on(signed, "2024-05-07")], Router(DEFAULT_SECTIONS), date(2024, 5, 8)
    )
    assert says_the_same(one, other)


def test_other_news_is_other_news() -> None:
    one, other = found(APPROVED, "Ferrymen sing old songs at dawn while their nets dry in Prell.")
    assert not says_the_same(one, other)


@given(
    st.sampled_from([APPROVED, "It rains.", "A toll bridge over the Lune was approved."]),
    st.sampled_from([APPROVED, "Snow."]),
)
def test_sameness_goes_both_ways_and_with_oneself(first: str, second: str) -> None:
    one, other = found(first, second)
    assert says_the_same(one, other) == says_the_same(other, one)
    assert says_the_same(one, one)


def test_a_refusal_is_overtaken_by_the_confirmation_of_the_same() -> None:
    refused, confirmed = found(
        "[Tom Hale] Tom Hale declined to confirm that Ostrau approved the toll bridge.",
        "The mayor confirmed on Tuesday that Ostrau approved the toll bridge.",
    )
    assert list(superseded([refused, confirmed])) == [refused.passage.key]


def test_a_refusal_about_something_else_stays() -> None:
    refused, confirmed = found(
        "[Tom Hale] Tom Hale declined to comment on the bakery.",
        "The mayor confirmed on Tuesday that Ostrau approved the toll bridge.",
    )
    assert superseded([refused, confirmed]) == {}


def test_a_sentence_in_two_places_is_one_whatever_leads_in() -> None:
    before = "It had rained.\nThe quay was wet.\n"
    shot = "keepers of Ostrau shot the lion twice after it had hurt a man on the quay, the council said."
    fed = "The keepers of Ostrau fed the lion at noon, as they do each day, Ada Roe said."
    told = found(*(before + text for text in (f"1 of 10 Pictures The {shot}", f"Caption The {shot}", fed)))
    one, other, last = (candidate for candidate in told if candidate.place[1] == 2)
    assert says_the_same(one, other)
    assert not says_the_same(one, last)
