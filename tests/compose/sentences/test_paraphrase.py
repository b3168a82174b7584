from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.sentences.paraphrase import groups
from briefing.model import Speech
from tests.articles import article, passages

FIRE = "At least 12 people were killed when a fire tore through a hotel in Marlow on Monday night."


def together(one: str, other: str, first: Speech | None = None, second: Speech | None = None) -> bool:
    a = article("a", [one], speech=[first or Speech()])
    b = article("b", [other], speech=[second or Speech()])
    numbers = groups(passages(a, b))
    return numbers[0] == numbers[1]


@pytest.mark.parametrize(
    "other",
    [
        FIRE,
        "A fire in a Marlow hotel killed at least 12 people on Monday night.",
        "At least twelve people died when a fire tore through a Marlow hotel on Monday night.",
    ],
)
def test_the_same_in_other_words(other: str) -> None:
    assert together(FIRE, other)


@pytest.mark.parametrize(
    "other",
    [
        "At least 17 people were killed when a fire tore through a hotel in Marlow on Monday night.",
        "At least 12 people were killed when a fire tore through a hotel in Tarvin on Monday night.",
        "No one was killed when a fire tore through a hotel in Marlow on Monday night.",
        "At least 12 people may have been killed when a fire tore through a hotel in Marlow on Monday night.",
        "The weather in Marlow stayed dry on Monday.",
    ],
)
def test_traps_are_not_the_same(other: str) -> None:
    assert not together(FIRE, other)


def test_quoted_is_not_asserted() -> None:
    text = "The dam above Tarvin was blown up by retreating soldiers of the northern army."
    said = Speech(speaker="Ola Brandt", quote="direct", attributed=True)
    other = Speech(speaker="Ines Maro", quote="direct", attributed=True)
    assert not together(text, text, said, None)
    assert not together(text, text, said, other)
    assert together(text, text, said, said)
    a, b = article("a", [text], speech=[said]), article("b", [text])
    assert groups(passages(a, b), compare_speakers=False) == (0, 0)


def test_a_thousand_copies_are_one_group() -> None:
    assert set(groups(passages(article("a", [FIRE] * 1000)))) == {0}


def test_nothing_and_headings_and_numbers() -> None:
    assert groups([]) == ()
    assert len(groups(passages(article("a", ["12 34 56", "7", "Sport", "…"])))) == 4


WORDS = st.sampled_from(
    ["fire", "hotel", "Marlow", "mayor", "12", "14", "not", "killed", "resigned", "police", "Tarvin", "river", "may"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=14), st.integers(0, 99))
def test_groups_do_not_depend_on_order(texts: list[str], seed: int) -> None:
    rows = passages(article("a", texts))
    mixed = list(range(len(rows)))
    random.Random(seed).shuffle(mixed)
    straight, shuffled = groups(rows), groups([rows[i] for i in mixed])
    back = {i: shuffled[place] for place, i in enumerate(mixed)}
    assert all((straight[i] == straight[j]) == (back[i] == back[j]) for i in mixed for j in mixed)
    assert list(dict.fromkeys(straight)) == list(range(len(set(straight))))
