"""What acronyms stand for: invented bodies."""

from __future__ import annotations

import pytest

from briefing.compose.sentences.speakers.acronyms import letters_of, spelled_out
from briefing.compose.sentences.speakers.people import resolve
from tests.compose.sentences.speakers.test_people import article, speakers

SMALL = frozenset(("of", "and", "the", "des", "du"))
BODIES = frozenset(("union", "service"))


@pytest.mark.parametrize(
    ("letters", "text", "name"),
    [
        ("DWU", "The Dock Workers Union left.", "Dock Workers Union"),
        ("FTS", "The Marland Ferry and Tug Service met.", "Ferry and Tug Service"),
        ("LTP", "La ligue des travailleurs du port (LTP) a voté.", "ligue des travailleurs du port"),
        ("LTP", "La ligue des travailleurs du port a voté.", None),
        ("DWU", "Does Work Urgently matter?", None),
        ("DWU", "Does Work Urgently (DWU) met.", "Does Work Urgently"),
        ("DWU", "The Dock Union left.", None),
    ],
)
def test_the_name_that_is_spelled_out(letters: str, text: str, name: str | None) -> None:
    assert spelled_out(letters, [text], SMALL, BODIES) == name


@pytest.mark.parametrize(
    ("name", "letters"), [("The DWU", "DWU"), ("D.W.U.", "DWU"), ("DW", ""), ("Tarn DWU", ""), ("Dwu", "")]
)
def test_what_is_an_acronym(name: str, letters: str) -> None:
    assert letters_of(name, ("the",)) == letters


def test_an_acronym_speaks_under_the_name_that_another_article_prints() -> None:
    done = resolve(
        (
            article("a", ("The DWU said no.", "The DWU", None)),
            article("b", ("The quay of the Dock Workers Union is shut.", None, None)),
        )
    )
    assert speakers(done)[0] == ("Dock Workers Union", None)


def test_a_name_with_other_initials_stays_away() -> None:
    done = resolve(
        (
            article("a", ("The DWU said no.", "The DWU", None)),
            article("b", ("The quay of the Dock Owners Union is shut.", None, None)),
        )
    )
    assert speakers(done)[0] == ("The DWU", None)
