"""Labels: every language has every phrase, with the numbers that the phrase needs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date

import pytest

from briefing.compose.stories.options import WindowOptions
from briefing.compose.stories.window import until
from briefing.model import LEFT_OUT, LeftOut
from briefing.publish.page.labels import (
    counted,
    direction,
    labels,
    languages,
    left_out_for,
    long_date,
    moment,
    short_date,
    zone,
)
from tests.articles import article

NEEDED = ("ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "uk")
FORMS = ("_zero", "_two", "_few", "_many")
COUNTED = (
    *("reading_time", "independent", "outlets", "corroborated", "edited", "compiled", "files", "more"),
    *("cut_statements", "cut_stories", "stories_new"),
)
# forms that stand for one number alone and say it in words: Arabic has a singular and a dual
SAID_IN_WORDS = {"ar": {f"{key}_{form}" for key in COUNTED for form in ("one", "two")}}


def test_the_languages_are_the_files() -> None:
    assert set(NEEDED) <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_phrase(language: str) -> None:
    english, found = labels("en"), labels(language)
    assert set(english) - set(found) == set()
    assert [key for key in set(found) - set(english) if not key.endswith(FORMS)] == []
    for key, text in found.items():
        model = (
            english.get(key) or english.get(re.sub("_[a-z]+$", "_other", key)) or english[re.sub("_[a-z]+$", "", key)]
        )
        assert text.strip(), key
        if key in SAID_IN_WORDS.get(language, ()):
            assert "{" not in text, key
            continue
        assert sorted(re.findall(r"\{.*?\}", text)) == sorted(re.findall(r"\{.*?\}", model)), key


@pytest.mark.parametrize("language", languages())
def test_no_phrase_of_the_page_can_be_taken_for_the_heading_of_the_notes(language: str) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text.lower() if c.isalnum())

    found = labels(language)
    assert [key for key, text in found.items() if letters(text) == letters(found["sources"])] in (
        ["sources"],
        ["sources", "note"],  # one source note in a language that has one word for both; it never fills a line
    )


def test_an_unknown_language_is_labelled_in_english() -> None:
    assert labels("xx") == labels("en")
    assert long_date("2026-03-03", "xx") == "Tuesday 3 March 2026"


def test_plural_forms_follow_the_language() -> None:
    english, polish = labels("en"), labels("pl")
    assert counted(english, "independent", 1, "en") == "1 independent source"
    assert counted(english, "independent", 2, "en") == "2 independent sources"
    assert [counted(polish, "files", n, "pl") for n in (1, 3, 5)] == ["1 plik", "3 pliki", "5 plików"]
    arabic = labels("ar")
    assert [counted(arabic, "files", n, "ar") for n in (1, 2, 3, 11)] == ["ملف واحد", "ملفان", "3 ملفات", "11 ملفًا"]
    assert counted(english, "stories_left_out", 7, "en").startswith("7 stories")


def test_a_language_without_labels_counts_as_its_english_words_do() -> None:
    assert counted(labels("zh"), "reading_time", 1, "zh") == "1 minute to read"
    assert counted(labels("ja"), "reading_time", 2, "ja") == "2 minutes to read"
    assert counted(labels("pl"), "files", 5, "pl") == "5 plików"


def test_why_a_file_was_left_out_is_said_in_the_language_of_the_edition() -> None:
    day, folder = date(2024, 3, 5), WindowOptions(undated="only-in-the-folder-of-the-day")
    prose = ["The council of Orland closed the harbour on Monday."]
    articles = [
        article("later", prose, published="2024-03-06"),
        article("undated", prose),
        replace(article("satire", prose, published="2024-03-05"), genre="satire"),
        article("empty", [], published="2024-03-05"),
        article("gone", ["Sorry, the page you requested has moved or was never there."], published="2024-03-05"),
    ]
    left = [
        *until(articles, day, folder)[1],
        LeftOut.of("old", "older", "2024-02-20"),
        LeftOut.of("tax", "rule", "tax"),
    ]
    left += [LeftOut.of(code, code) for code in ("hidden", "beyond", "withdrawn", "page")]
    reasons = [one.reason for one in left]
    assert {one.code for one in left} == set(LEFT_OUT)
    for language in set(languages()) - {"en"}:
        found = [left_out_for(labels(language), one) for one in left]
        assert not set(found) & set(reasons) and len(set(found)) == len(LEFT_OUT)
        assert ("2024-03-06" in found[0], "2024-02-20" in found[5], "tax" in found[6]) == (True, True, True)
    assert [left_out_for(labels("en"), one) for one in left] == reasons
    damaged = LeftOut("a.pdf", "damaged: no end of the file")
    assert left_out_for(labels("de"), damaged) == damaged.reason


def test_a_reason_that_a_reader_of_files_words_alike_is_not_taken_for_one_of_the_day() -> None:
    """A message is never read back: only its code says what it is."""
    assert left_out_for(labels("de"), LeftOut("a.txt", LEFT_OUT["hidden"])) == LEFT_OUT["hidden"]


def test_dates_are_as_precise_as_what_is_known() -> None:
    assert long_date("2026-03-03", "de") == "Dienstag, 3. März 2026"
    assert long_date("no day", "en") == "no day"
    assert [short_date(iso, "en") for iso in ("2026", "2026-03", "2026-03-03")] == ["2026", "Mar 2026", "3 Mar 2026"]
    assert short_date("2026-03-02T18:40:00+00:00", "en", zone("Europe/Kyiv")) == "2 Mar 2026, 20:40"
    assert moment("2026-03-02T18:40:00+00:00", "en") == "2 Mar 2026, 18:40 UTC"
    assert moment("2026-03-02", "en") == "2 Mar 2026"
    assert zone("No/Where") is UTC


def test_direction() -> None:
    assert [direction(language) for language in ("ar", "he-IL", "en", None)] == ["rtl", "rtl", "ltr", "ltr"]
