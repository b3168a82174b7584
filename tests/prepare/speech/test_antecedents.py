"""Which body is meant by its noun ("the service") or its initials ("the AUC"), and where that is not sure."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# label, sentences, speaker of the last one
MEANT = [
    (
        "its noun",
        "The Tarn Fire and Rescue Service sent help.|The service said it was late.",
        "Tarn Fire and Rescue Service",
    ),
    ("its head", "Pilots of the University of Tarn sat down.|The university said it was late.", "University of Tarn"),
    ("how such are called", "Tarn Reach Airlines cut 84 flights.|The airline said it was late.", "Tarn Reach Airlines"),
    ("an owner's mark", "Coastal Trust’s vault is open.|The bank said it was late.", "Coastal Trust"),
    ("two of one kind", "The Tarn Bank bought the Salk Bank.|The bank said it was late.", "The bank"),
    ("another without its name", "The Tarn Union met the pilots' union.|The union said it was late.", "The union"),
    ("what somebody was before", "Tarn Trust let a former bank manager go.|The bank said it was late.", "Tarn Trust"),
    ("named only afterwards", "The board said it was late.", "The board"),
    ("a noun inside a name", "The Journal of Tarn Board Games closed.|The board said it was late.", "The board"),
    ("a writing", "The Tarn Report was lost.|The report said it was late.", "The report"),
    ("initials in brackets", "The Tarn Users’ Council (TUC) met.|The TUC said it was late.", "Tarn Users’ Council"),
    ("other initials", "The Tarn Users’ Council (AFC) met.|The TUC said it was late.", "The TUC"),
    ("initials without brackets", "The Tarn Users’ Council met.|The TUC said it was late.", "The TUC"),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in MEANT], ids=[row[0] for row in MEANT])
def test_a_body_is_called_by_its_full_name_where_one_can_be_meant(text: str, speaker: str) -> None:
    assert (spoken(*text.split("|"))[-1].speaker or "").removeprefix("The ") == speaker.removeprefix("The ")


def test_it_is_the_body_that_its_noun_meant() -> None:
    found = spoken("The Tarn Fire Service sent help.", ["The service said it was late.", "It said it would stay."])
    assert [speech.speaker for speech in found[1:]] == ["Tarn Fire Service", "Tarn Fire Service"]


def test_a_body_stays_one_voice_under_its_name_and_its_noun() -> None:
    found = spoken("The Tarn Harbour Board said no.", "The board said it was late.", "The Tarn Harbour Board left.")
    assert found[0].speaker == found[1].speaker == "The Tarn Harbour Board"
