from __future__ import annotations

import pytest

from briefing.compose.sentences.passages import passages
from briefing.compose.sentences.speakers.countries import country_of, named_country
from tests.articles import from_lines


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("the French foreign minister", "France"),
        ("Ottawa's envoy", "Canada"),
        ("a spokesman in Beijing for Norway", "China"),
        ("nobody at all", None),
        ("", None),
    ],
)
def test_the_first_country_that_is_named(text: str, country: str | None) -> None:
    assert named_country(text, "en") == country


def test_the_speakers_country_goes_before_those_that_are_spoken_of() -> None:
    (told,) = passages(from_lines("[the Norwegian government] France is wrong about the ferry, the government said."))
    assert country_of(told) == "Norway"


def test_a_language_without_a_table_falls_back() -> None:
    assert named_country("Canada", "xx") == "Canada"
