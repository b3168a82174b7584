"""What one claim is to another: pairs that an editor would tell apart, each beside the nearest that is otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.sentences.claims import Kind, compare, of_words
from briefing.model import When

MORNING, EVENING, NEXT_DAY = "2026-05-11T06:00:00+00:00", "2026-05-11T20:00:00+00:00", "2026-05-12T06:00:00+00:00"

# first, second, kind
AT_ONE_TIME: tuple[tuple[str, str, Kind], ...] = (
    (
        "A fire in a textile mill in Marlow killed 14 workers on Sunday night.",
        "Fourteen workers were killed on Sunday night by a fire in a textile mill in Marlow.",
        "same",
    ),
    (
        "A fire in a textile mill in Marlow killed 14 workers on Sunday night.",
        "Nineteen workers died in a fire at a textile mill in Marlow on Sunday night.",
        "contradicts",
    ),
    (
        "The council of Ostrau approved the toll bridge over the river Lune.",
        "The council of Ostrau rejected the toll bridge over the river Lune.",
        "contradicts",
    ),
    (
        "The hospital in Tolvern will close its maternity ward in July because it cannot find midwives.",
        "The maternity ward of the hospital in Tolvern is to shut in July for lack of midwives.",
        "same",
    ),
    (
        "The harbour master of Quenby sold the lifeboat Linnet to a scrap dealer.",
        "The harbour master of Quenby never sold the lifeboat Linnet to a scrap dealer.",
        "contradicts",
    ),
    (
        "The banker Jonas Reve was sentenced to six years in prison.",
        "A court in Bresk sentenced the banker Jonas Reve to six years in prison for fraud after a trial of nine"
        " months, in which forty witnesses were heard, among them his former secretary, two auditors of the savings"
        " bank and the caretaker who had carried the ledgers to the incinerator in a wheelbarrow.",
        "adds",
    ),
    (
        "The ferry Linnet ran aground off Quenby with 212 passengers on board.",
        "The winegrowers of the Arle valley expect their best harvest for a decade.",
        "unrelated",
    ),
    (
        "The mayor of Quenby opened the new fish market on the northern quay.",
        "The mayor of Dorn opened the new fish market on the northern quay.",
        "unrelated",
    ),
)

# first and its time, second and its time, kind
IN_TIME: tuple[tuple[str, str, str, str, Kind], ...] = (
    (
        "The flood of the Oste in Lom killed 12 people, police said.",
        MORNING,
        "The flood of the Oste in Lom killed 47 people, police said.",
        EVENING,
        "updates",
    ),
    (
        "The flood of the Oste in Lom killed 47 people, police said.",
        EVENING,
        "The flood of the Oste in Lom killed 47 people, police said.",
        NEXT_DAY,
        "same",
    ),
    (
        "Dockers in the port of Velm began a strike over night shifts.",
        MORNING,
        "Dockers in the port of Velm ended their strike over night shifts.",
        NEXT_DAY,
        "updates",
    ),
    (
        "The court in Bresk jailed the banker Jonas Reve for fraud.",
        MORNING,
        "The court in Bresk freed the banker Jonas Reve, jailed for fraud.",
        NEXT_DAY,
        "updates",
    ),
)


@pytest.mark.parametrize(("one", "other", "kind"), AT_ONE_TIME)
def test_two_claims_of_one_time(one: str, other: str, kind: Kind) -> None:
    assert compare(of_words(one, "en"), of_words(other, "en")).kind == kind


@pytest.mark.parametrize(("one", "at", "other", "then", "kind"), IN_TIME)
def test_a_later_claim(one: str, at: str, other: str, then: str, kind: Kind) -> None:
    earlier, later = (
        of_words(text, "en", published=When(value=time, precision="second", origin="test"))
        for text, time in ((one, at), (other, then))
    )
    assert compare(earlier, later).kind == kind
    assert compare(later, earlier).kind != "updates"


def test_the_reason_names_both_figures() -> None:
    one, other = (of_words(text, "en") for text in AT_ONE_TIME[1][:2])
    assert compare(one, other).reason == '"killed 14 workers" against "Nineteen workers died"'


def test_two_people_who_say_one_thing_make_two_claims() -> None:
    text = "The valley will rebuild each of its schools before the winter, down to the last desk."
    one, other = (of_words(text, "en", speaker=name) for name in ("Maren Holt", "Bo Carr"))
    assert compare(one, other).kind != "same"
    assert compare(one, other, compare_speakers=False).kind == "same"


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_can_be_compared(one: str, other: str) -> None:
    first, second = of_words(one or ".", "en"), of_words(other or ".", "en")
    assert compare(first, second).reason
