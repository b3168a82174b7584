"""What the desk says: every phrase in each language of the printed page; its pages name language and direction."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from babel import Locale

from briefing.desk.views.words import FOLDER, languages, words
from briefing.publish.page import labels
from tests.desk.browser import PAGE, opened
from tests.helpers.running import SAMPLE

OTHERS = tuple(name for name in languages() if name != "en")
# Phrases that a language writes as English does.
SAME = {
    "de": {"kind_feed"},
    "fr": {"sources", "source", "kind_page", "part_article"},
    "it": {"kind_feed"},
    "nl": {"help", "kind_feed"},
    "pt": {"kind_feed"},
}


Written = dict[str, str | dict[str, str]]  # what is counted has a form for each plural


def written(language: str) -> Written:
    found: Written = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return found


def forms(phrase: str | dict[str, str]) -> list[str]:
    return [phrase] if isinstance(phrase, str) else list(phrase.values())


def test_the_desk_speaks_the_languages_of_the_printed_page() -> None:
    assert languages() == labels.languages()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_exactly_the_phrases_of_english(language: str) -> None:
    english, found = written("en"), written(language)
    assert list(found) == list(english)
    for key, phrase in found.items():
        assert isinstance(phrase, str) == isinstance(english[key], str), key
        for text in forms(phrase):
            assert text.strip() == text != "", key
            assert sorted(re.findall(r"\{.*?\}", text)) == sorted(re.findall(r"\{.*?\}", forms(english[key])[0])), key


@pytest.mark.parametrize("language", OTHERS)
def test_no_phrase_is_left_in_english(language: str) -> None:
    english, found = written("en"), written(language)
    assert {key for key in found if found[key] == english[key]} == SAME.get(language, set())


# How a language would speak to the reader beside the way in which the desk does.
OTHER_ADDRESS = {
    "de": r"\b(du|dir|dich|dein\w*)\b",
    "es": r"\b(tú|tus?|ti|elige|abre|marca|mira)\b",
    "fr": r"\b(tu|ton|tes|toi)\b",
    "it": r"\b(tu|tu[oa]|hai|scegli)\b",
    "nl": r"\b(u|uw)\b",
    "uk": r"\b(ти|твої?|твоя|тебе)\b",
}


@pytest.mark.parametrize("language", OTHER_ADDRESS)
def test_a_language_speaks_to_the_reader_in_one_way(language: str) -> None:
    found = words(language)
    other = re.compile(OTHER_ADDRESS[language], re.I)
    assert {key: text for key, text in found.texts.items() if other.search(text)} == {}


@pytest.mark.parametrize("language", languages())
def test_what_is_counted_has_a_form_for_every_number(language: str) -> None:
    locale = Locale.parse(language)
    wanted = {locale.plural_form(n) for n in range(200)}
    counted = {key: phrase for key, phrase in written(language).items() if not isinstance(phrase, str)}
    assert counted
    for key, phrase in counted.items():
        assert set(phrase) == wanted, key
        assert words(language).counted(key, 5) == phrase[locale.plural_form(5)].replace("{n}", "5")


@pytest.mark.parametrize("language", languages())
def test_the_help_names_buttons_as_they_are_called(language: str) -> None:
    found = words(language)
    assert found["why"] in found["how_1"] and found["put_in"] in found["how_3"]
    assert found["undo"] in found["how_2"] and found["put_sentence"] in found["how_3"]


def test_no_phrase_is_one_that_no_page_says() -> None:
    desk = FOLDER.parents[1]
    said = "".join(file.read_text("utf-8") for kind in ("*.j2", "*.py") for file in desk.rglob(kind))
    built = ("state_", "is_", "since_", "kind_", "standing_")  # a page puts these together
    for key in written("en"):
        assert key.startswith(built) or re.search(rf"\bt\.{key}\b|[\"']{key}[\"']", said), key


def test_an_unknown_language_speaks_english() -> None:
    assert words("xx") == words("en")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("de", "ltr")])
def test_a_page_names_its_language_and_direction(tmp_path: Path, language: str, direction: str) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text(f"language: {language}\nformats: [txt]\n")
    _, browser = opened(tmp_path)
    for path in (PAGE, "/help", "/sections", "/library"):
        page = browser.get(path)
        assert page.status == 200 and f'<html lang="{language}" dir="{direction}">' in page.text
        assert words(language)["skip"] in page.text


@pytest.mark.parametrize(("language", "comma", "other"), [("ar", "، ", ", "), ("de", ", ", "، ")])
def test_lists_have_the_comma_of_the_language(tmp_path: Path, language: str, comma: str, other: str) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text(f"language: {language}\nformats: [txt]\n")
    page = opened(tmp_path)[1].get(PAGE).text
    said = re.findall(r"<bdi>[^<]*</bdi>(.{2})<bdi>", page)
    assert comma in said and other not in said
    assert f"{comma}" in re.findall(r"<h1>(.*?)</h1>", page)[0]
