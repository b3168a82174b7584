"""What kind of text an article is, by its own marks, and what only looks like one."""

from __future__ import annotations

import pytest

from briefing.language.rules import Rule
from briefing.model import Genre
from briefing.prepare.details.genre import GENRE, Words, genre_of


@pytest.mark.parametrize("rule", GENRE.rules, ids=lambda rule: rule.name)
def test_each_rule_decides_its_example(rule: Rule[[Words], Genre | None]) -> None:
    text, genre = rule.example
    seen: set[str] = set()
    with GENRE.noting(seen):
        assert GENRE.run(text) == genre
    assert rule.name in seen


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Satirical paper fined for cartoon of president", ["A court fined the satirical weekly The Nail on Tuesday."]),
        ("Opinion poll: Lund ahead in Ardo", ["An opinion poll shows President Ester Lund ahead with 44 percent."]),
        ("Letters found in the attic of a mill", ["Sir John Orr wrote them in 1880, the museum said."]),
        (
            "Weather kills 12 in Marrow",
            ["A storm killed 12 people.", "It goes on.", "Roads are shut.", "Help came."],
        ),
        ("Minister answers critics", ["Lund: I will not resign.", "He said so on Monday.", "Nobody asked again."]),
        ("Five live in a cave for a month", ["Five people lived in a cave, the university said."]),
    ],
)
def test_news_about_such_things_is_news(title: str, lines: list[str]) -> None:
    assert genre_of(Words(title=title, outlet="Marrow Post", address="", lines=lines, code="en")) is None


@pytest.mark.parametrize(
    ("title", "code", "genre"),
    [
        ("Kommentar: Die Fähre ist teuer", "de", "opinion"),
        ("Leserbriefe", "de", "letter"),
        ("Tribune : Le prix du bac", "fr", "opinion"),
        ("En bref", "fr", "round-up"),
        ("Editorial: El precio del barco", "es", "opinion"),
    ],
)
def test_other_languages_have_their_words(title: str, code: str, genre: Genre) -> None:
    assert genre_of(Words(title=title, outlet="", address="", lines=["Text."], code=code)) == genre
