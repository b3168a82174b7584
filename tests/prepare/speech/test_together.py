"""Who speaks where several say it together, where a verb stands before its subject, and which acts say nothing."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# label, sentence, speaker
SAID = [
    ("names and an office", "Venn, Salk, the mediator Ana Roe and the bishop of Tarn said it would end.", "Venn"),
    ("the last between commas", "Venn, Salk and a pilot, Bea Lund, said it was late.", "Venn"),
    (
        "offices and bodies",
        "Tarn’s mayor, the city’s Chamber of Trade and the firm Roe all urged Salk to go.",
        "Tarn’s mayor",
    ),
    ("the subject, with an office", "Ada Venn, the mayor and a lawyer, said it was late.", "Ada Venn"),
    ("behind a connective", "However, Jill Roe, vice president and counsel for the port, said no.", "Jill Roe"),
    ("said in between", "The report, Venn and Salk said, is late.", "Venn"),
    ("behind where it was said", "In Tarn, Salk and Venn said it was late.", "Salk"),
    ("behind a clause", "Drum lost, Venn was hurt and Ada Salk said it was late.", "Ada Salk"),
    ("behind its verb, an office and a name", "Nobody was hurt, said the harbour pilot, Ada Venn.", "Ada Venn"),
    ("behind its verb, inside", "The quay is not safe, said Venn, but it will do.", "Venn"),
    ("an apposition before the verb", "Ada Venn, a pilot, said Salk, who was there, was late.", "Ada Venn"),
    ("claimed to have", "Her rival, Karl Dent, claimed to have asked for it.", "Karl Dent"),
    ("is said to be", "A player said to be tired stayed at home.", None),
    ("spoke of", "Ada Venn spoke of a good mood.", "Ada Venn"),
    ("spoke at", "Ada Venn spoke at the gate.", None),
    ("refused to do", "A judge refused on Monday to throw out the charges.", None),
    ("refused to say", "A judge refused on Monday to comment.", "A judge"),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_who_of_several_says_it(text: str, speaker: str | None) -> None:
    assert spoken(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lead author Ada Venn, an ecologist at the college, left.|The ecologist said no.", "Ada Venn"),
        ("Dr. Ada Venn, a surgeon, left.|The surgeon said no.", "Ada Venn"),
        ("Ada Venn, a surgeon, met Ivo Salk, a surgeon.|The surgeon said no.", "The surgeon"),
        ("Mayor Ada Venn met Ivo Salk, the mayor of Drum.|The mayor said no.", "Ada Venn"),
        ("Ada Venn, a former mayor, met Salk.|The mayor said no.", "The mayor"),
        ("Salk met Ada Venn, the pilot.|The pilot said no.", "Ada Venn"),
        ("In a talk with Salk and Ada Venn, the pilot said no.", "the pilot"),
        ("Ada Venn, a friend of the surgeon, left.|The surgeon said no.", "The surgeon"),
        ("Ada Venn, said the surgeon, left.|The surgeon said no.", "The surgeon"),
    ],
)
def test_an_office_behind_a_name_is_its_bearers(text: str, speaker: str) -> None:
    assert spoken(*text.split("|"))[-1].speaker in (speaker, speaker.lower())
