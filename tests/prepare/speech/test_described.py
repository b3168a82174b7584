"""Whom a description means: somebody of a place, the only one who can be meant, the author of a writing; and whose
words a passive, a relay and an apposition are."""

from __future__ import annotations

import pytest

from briefing.prepare.speech.described import person_described
from briefing.prepare.speech.mentions import Registry
from briefing.prepare.speech.phrases.naming import NamedSource
from briefing.prepare.speech.words.lexicon import lexicon_of
from tests.prepare.speech.test_attribution import spoken

# label, sentences, speaker of the last one
MEANT = [
    (
        "of a place, by a party's mark",
        "Chair Orla Venn (R-Calif.) won the vote, ahead of Rep. Ivo Salk (D-Ohio).|The California Republican said it "
        "was late.",
        "Orla Venn",
    ),
    ("of a place, by the office", "Ohio Rep. Ivo Salk lost.|The Ohio Democrat said it was late.", "Ivo Salk"),
    ("of a place, by of", "Senator Orla Venn of South Dakota won.|The South Dakota senator said no.", "Orla Venn"),
    (
        "of no such place",
        "Ohio Rep. Ivo Salk lost.|The Texas Democrat said it was late.",
        "The Texas Democrat",
    ),
    (
        "two of one place",
        "Ohio Rep. Ivo Salk lost to Ohio Rep. Orla Venn.|The Ohio Democrat said it was late.",
        "The Ohio Democrat",
    ),
    (
        "the only one named",
        "Senator Orla Venn sat down.|The failed presidential candidate said she was tired.",
        "Orla Venn",
    ),
    (
        "two were named",
        "Senator Orla Venn met Senator Ivo Salk.|The failed presidential candidate said it was late.",
        "The failed presidential candidate",
    ),
    (
        "named within a quotation only",
        "“Senator Orla Venn is late,” an aide said.|The 46-year-old said nothing more about it.",
        "The 46-year-old",
    ),
    ("an official is nobody named before", "Senator Orla Venn sat down.|The official said no.", "The official"),
    (
        "who sent the letter",
        "The harbour pilots sent the mayor a letter on Monday.|“The quay is not safe for us,” the letter said.",
        "The harbour pilots",
    ),
    (
        "who said so in a statement",
        "The pilots' union said in a joint statement that it was over.|The statement added that the quay was not safe.",
        "The pilots' union",
    ),
    (
        "a letter of which nothing is told",
        "The mayor read a letter.|“The quay is not safe for us,” the letter said.",
        "the letter",
    ),
    ("a body that has a noun", "The Harbour Front, one of three, claimed it.|The front said no.", "The Harbour Front"),
]


@pytest.mark.parametrize(("label", "text", "speaker"), MEANT, ids=[row[0] for row in MEANT])
def test_a_description_means_who_was_named_and_nobody_else(label: str, text: str, speaker: str) -> None:
    assert spoken(text.split("|"))[-1].speaker == speaker


# label, text, speaker of its first sentence
WHOSE = [
    ("an act is done to somebody", "The mayor was challenged by Orla Venn in a secret ballot.", None),
    ("words about somebody", "The mayor was criticized by Orla Venn in a speech.", "Orla Venn"),
    ("an act beside its words", "The mayor was attacked by Orla Venn as “a liar and a thief.”", "Orla Venn"),
    (
        "what somebody is called",
        "The mayor has been called a charlatan by fellow pilots for selling quays.",
        "fellow pilots",
    ),
    ("a meeting is called", "The council called an emergency meeting to discuss the quay.", None),
    ("a name is called", "The council called the meeting a “sad and lonely farce.”", "The council"),
    (
        "who only passes on",
        "Asked whether it was over, Venn, according to a reporter, replied: “Oh yes, it is.”",
        "Venn",
    ),
    (
        "who is reported",
        "The Harbour Herald reports that it was over, according to the Harbour Research Board.",
        "the Harbour Research Board",
    ),
    (
        "an outlet of its own papers",
        "The Harbour Herald reports that it was over, according to a study of letters.",
        "The Harbour Herald",
    ),
    ("a profession before a name", "Cameraman Ivo Salk said it was over.", "Ivo Salk"),
    ("for example", "A ferry is slower than, say, a plane.", None),
    ("several say", "“The ferries are slow,” say pilots.", "pilots"),
]


@pytest.mark.parametrize(("label", "text", "speaker"), WHOSE, ids=[row[0] for row in WHOSE])
def test_an_act_is_no_statement_and_who_said_it_answers(label: str, text: str, speaker: str | None) -> None:
    assert spoken(text)[0].speaker == speaker


# label, text, role
ROLES = [
    ("whose attorneys, no office", "The mayor’s attorneys Ivo Salk and Orla Venn said it was over.", None),
    ("a title with a name is no role", "“No,” said Ivo Salk, Ms. Venn and Mr. Lund in tow.", None),
    ("a profession before a name", "Cameraman Ivo Salk said it was over.", "Cameraman"),
    (
        "a degree is no part of an office",
        "Marland harbour physician Dr. Ivo Salk said it was over.",
        "Marland harbour physician",
    ),
    ("a title alone is one", "Dr. Ivo Salk said it was over.", "Dr."),
    (
        "a title in marks",
        "“It is over,” said Ivo Salk, author of “The Quay” and a former pilot.",
        "author of “The Quay” and a former pilot",
    ),
    (
        "a long one is whole",
        "“It is over,” said Ivo Salk, chief of the section of tides of the northern coast at the Marland Institute of "
        "Harbours and Quays.",
        "chief of the section of tides of the northern coast at the Marland Institute of Harbours and Quays",
    ),
    (
        "of a longer one, whole parts",
        "“It is over,” said Ivo Salk, a director of the Marland Centre for the Study of Tides and a professor at the "
        "School of Quays of the University of the Northern Coast in the old town of Lisk.",
        "director of the Marland Centre for the Study of Tides",
    ),
    (
        "who says what stands before is no role",
        "It was the voice of Ivo Salk, an official said.|“No,” Salk said.",
        None,
    ),
    ("what stands between commas is one", "Ivo Salk, a harbour official, said it was over.", "harbour official"),
]


@pytest.mark.parametrize(("label", "text", "role"), ROLES, ids=[row[0] for row in ROLES])
def test_a_role_is_whole(label: str, text: str, role: str | None) -> None:
    assert spoken(text.split("|"))[-1].role == role


def test_a_description_with_an_end_of_its_own_means_nobody_named() -> None:
    words = lexicon_of("en")
    registry = Registry(["Ohio Rep. Ivo Salk lost."], words)
    found = NamedSource(kind="described", name="The Ohio Democrat of old", noun="democrat", definite=True)
    assert person_described(registry, words, 0, 30, found) is None
