"""Of the words before a verb of saying, the noun phrase that stands next to it answers."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

SPOKEN = [
    (
        "a verb with its object",
        "Although quite legal, the auction violated Orland's rules which state that no bone may be sold.",
        "Orland's rules",
    ),
    (
        "a participle",
        "An editorial published in the Lisk Courier said that no bone may be sold.",
        "An editorial published",
    ),
    ("by whom", "He was found asleep at home by his bandmates, who say he meant to leave.", "his bandmates"),
    (
        "a writing by somebody",
        "A family statement released by Ida Venn said he left in peace.",
        "Ida Venn",
    ),
    (
        "what somebody says he held",
        "The accord is one result of several meetings Mayor Venn said he held with miners.",
        "Venn",
    ),
    ("an owner within", "The policy lets the firm listen in on everything their users say.", "their users"),
    ("an owner at the head", "Their users say that the firm listens in.", "Their users"),
    ("in a writing", "“We lost the bus,” said the band in a video statement.", "the band"),
    ("in an office", "“We lost the bus,” said a clerk in the parks department.", "a clerk in the parks department"),
    ("a price", "The fortune was estimated by Orland Business magazine at $4.77 billion.", "Orland Business magazine"),
    ("a clause of a pronoun", "They were upset because he let up on demands for a halt to building.", None),
    ("two sentences without a space", "They found a shoe inside, Corina said.He added that the work goes on.", None),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in SPOKEN], ids=[row[0] for row in SPOKEN])
def test_the_noun_phrase_next_to_the_verb_answers(text: str, speaker: str | None) -> None:
    found = spoken(text)[0].speaker
    assert (found or "").startswith(speaker or "") and bool(found) == bool(speaker)
