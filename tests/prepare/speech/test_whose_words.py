"""Whose words a writing and an office pass on: "a report by the Tarn Institute", "Roe's office"."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# label, sentences, speaker of the last one
WHOSE = [
    (
        "of whom it is told",
        "According to a report published in June by the Tarn Institute, it was shut.",
        "Tarn Institute",
    ),
    (
        "a writing named before",
        "A report by the Tarn Institute said it was shut.|The report said it was old.",
        "Tarn Institute",
    ),
    (
        "two such writings",
        "A report by the Tarn Institute said no.|A report by the Drum Bank said no.|The report said no.",
        "The report",
    ),
    (
        "who only has it",
        "A letter obtained by the Tarn Times warns that it is shut.",
        "A letter obtained by the Tarn Times",
    ),
    ("of nobody", "A report said it was shut.|The report said it was old.", "The report"),
    ("a writing about an act by somebody", "A report said that a theft by Ada Venn was likely.", "A report"),
    ("the office of somebody named", "Mayor Ada Venn left.|Venn’s office said she was ill.", "Ada Venn"),
    (
        "the government of somebody named",
        "Mayor Ada Venn left.|Venn’s government said she was ill.",
        "Venn’s government",
    ),
    ("the office of a place", "Tarn’s office said the quay was shut.", "Tarn’s office"),
    ("a spokesman with a name", "Mayor Ada Venn left.|Venn’s spokesman, Ivo Salk, said she was ill.", "Ivo Salk"),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in WHOSE], ids=[row[0] for row in WHOSE])
def test_whose_words_they_are(text: str, speaker: str) -> None:
    found = spoken(*text.split("|"))[-1].speaker or ""
    assert found.lower().removeprefix("the ") == speaker.lower().removeprefix("the ")
