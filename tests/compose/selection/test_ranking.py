from __future__ import annotations

from dataclasses import replace

from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import Router
from briefing.compose.selection.candidates import candidates
from briefing.compose.selection.ranking import in_turn, merits, ordered, total
from tests.articles import from_lines

TOLD = from_lines(
    """
    [Ben Ashe] The ferry of Ostrau is a disgrace to the valley, Ben Ashe said.
    [Ada Roe] The bridge of Ostrau is good for the valley, Ada Roe said.
    [Ada Roe] The toll of the bridge is low for everybody, Ada Roe said.
    Work on the bridge of Ostrau began in 1911 and ended in 1920.
    """
)
RULE = SectionRule(id="all", prefer={"lead": 1.0}, earlier_names=2.0, summarizer="last")
FOUND = candidates([TOLD], Router([RULE]), None)


def last(passages: object, words: int) -> list[int]:
    return [3, 2]


def test_the_merit_is_a_sum_of_its_terms() -> None:
    made = merits(RULE, FOUND, last, 0.5, {"ostrau"})
    first, fourth = made[FOUND[0].passage.key], made[FOUND[3].passage.key]
    assert {term.name: round(term.points, 2) for term in first} == {
        "score": 0.5,
        "prefer: lead": 1.0,
        "earlier_names": 0.67,
    }
    assert {term.name: round(term.points, 2) for term in fourth} == {
        "score": 0.5,
        "summarizer: last": 0.5,
        "earlier_names": 0.67,
    }
    assert total(first) > total(fourth)


def test_speakers_take_turns() -> None:
    assert [c.speaker for c in in_turn(FOUND[1:] + FOUND[:1], "speaker")] == ["Ada Roe", None, "Ben Ashe", "Ada Roe"]


def test_orders_of_print() -> None:
    mixed = [FOUND[2], FOUND[0], FOUND[1]]
    assert ordered(SectionRule(id="a", order="score"), mixed) == mixed
    assert ordered(SectionRule(id="a", order="place"), mixed) == FOUND[:3]
    assert [c.speaker for c in ordered(SectionRule(id="a", order="speaker"), mixed)] == [
        "Ben Ashe",
        "Ada Roe",
        "Ada Roe",
    ]
    grouped = ordered(SectionRule(id="a", order="score", group_by="speaker"), mixed)
    assert [c.speaker for c in grouped] == ["Ada Roe", "Ada Roe", "Ben Ashe"]


def test_what_was_said_before_the_news_stands_last_among_speakers() -> None:
    old = replace(FOUND[0], of_a_fake=True)  # one of the ways to say no longer how things stand
    assert not old.current
    by_speaker = ordered(SectionRule(id="a", order="place", group_by="speaker"), [old, *FOUND[1:3]])
    assert by_speaker == [*FOUND[1:3], old]
    assert ordered(SectionRule(id="a", order="place"), [*FOUND[1:3], old]) == [old, *FOUND[1:3]]
