from __future__ import annotations

import pytest

from briefing.language import data, languages, table
from briefing.language.data import DATE_ROLES, KEYS, LanguageData

CODES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "uk", "zh")


def test_the_languages_are_there() -> None:
    assert languages() == CODES


@pytest.mark.parametrize("code", CODES)
def test_no_key_is_missing_and_none_is_strange(code: str) -> None:
    plain = table("language", code)
    assert sorted(plain) == sorted(KEYS)
    assert sorted(plain["date_words"]) == sorted(DATE_ROLES)


@pytest.mark.parametrize("code", CODES)
def test_words_are_lower_case_and_tables_complete(code: str) -> None:
    known = data(code)
    words = known.stop_words | known.abbreviations | known.abbreviations_final | known.starters | known.speech_verbs
    assert all(word == word.lower() for word in words)
    assert not {word for word in known.abbreviations | known.abbreviations_final if word.endswith(".")}
    assert set(known.weekdays.values()) == set(range(7))
    assert set(known.months.values()) == (set(range(1, 13)) if known.spaces else set())
    assert not known.abbreviations & known.abbreviations_final
    assert known.stop_words
    assert known.speech_verbs


def test_codes_with_a_region_and_unknown_ones() -> None:
    assert data("en-GB") is data("en_US") is data("en")
    assert data(None) == data("xx") == data("../en") == LanguageData()
    assert table("no_such_table", "en") == table("language", "xx") == {}
