"""An office before a name is that of the name, not of somebody who belongs to it."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

ROLES = [
    ("Ida Dunn, the grandmother of senate candidate Hugo Venn, left town. Hugo Venn said it was sad.", "candidate"),
    ("A spokesman for House Speaker Hugo Venn left town. Hugo Venn said it was sad.", "House Speaker"),
    ("The wife of Mayor Hugo Venn left town. Hugo Venn said it was sad.", "Mayor"),
    ("Secretary of Defense Hugo Venn left town. Hugo Venn said it was sad.", "Secretary of Defense"),
    ("Senate President Pro Tem Hugo Venn left town. Hugo Venn said it was sad.", "Senate President Pro Tem"),
    ("The harbour pilot Hugo Venn left town. Hugo Venn said it was sad.", "pilot"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_a_role_is_of_the_one_who_is_named_behind_it(text: str, role: str) -> None:
    found = spoken([f"{sentence.rstrip('.')}." for sentence in text.split(". ")])[-1]
    assert found.speaker == "Hugo Venn"
    assert found.role is not None and found.role.endswith(role)
    assert not any(word in found.role for word in ("grandmother", "spokesman", "wife"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The wife of Mayor Hugo Venn said that she would leave.", "The wife of Mayor Hugo Venn"),
        ("The wife of Hugo Venn said that she would leave.", "The wife of Hugo Venn"),
        ("The Bank of Tarn President Hugo Venn said that he would leave.", "Hugo Venn"),
        ("Attorney for the District of Tarn Hugo Venn said that he would leave.", "Hugo Venn"),
    ],
)
def test_who_belongs_to_somebody_speaks_for_himself(text: str, speaker: str) -> None:
    assert spoken(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Pilots and Republican Mayor Hugo Venn said no.", "Republican Mayor"),
        ("The mayor and party leader Hugo Venn said no.", "mayor and party leader"),
    ],
)
def test_who_else_speaks_is_no_part_of_the_office(text: str, role: str) -> None:
    assert spoken(text)[0].role == role
