"""The cue tables of every language: readable, complete, and made of words as the program cuts them."""

from __future__ import annotations

import pytest

from briefing import language
from briefing.compose.sections.views import cue_lists
from briefing.compose.sentences.standalone import leaning
from tests.articles import from_lines

CODES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "ru", "sv")
SHARED = {"connectives", "soft_connectives", "pronouns", "people", "expletives"}


@pytest.mark.parametrize("code", CODES)
def test_a_table_has_every_list(code: str) -> None:
    table = language.table("sections", code)
    english = set(language.table("sections", "en")["cues"])
    assert set(table["cues"]) | {"saying"} == english  # who says it is told from the speech rules in other languages
    assert set(table["alone"]) >= SHARED
    assert all(cues for group in table.values() for cues in group.values())


@pytest.mark.parametrize("code", CODES)
def test_every_cue_is_made_of_words_as_they_are_cut(code: str) -> None:
    table = language.table("sections", code)
    for group in table.values():
        for name, cues in group.items():
            for cue in cues:
                plain = " ".join(part.replace("*", "") for part in cue.split() if part != "*")
                assert language.words(plain, code) == plain.split(), f"{code} {name}: {cue}"


@pytest.mark.parametrize("code", CODES)
def test_no_cue_stands_twice_in_a_list(code: str) -> None:
    for name, cues in cue_lists(code).items():
        assert len(cues) == len(set(cues)), name


@pytest.mark.parametrize(
    ("code", "leans", "stands"),
    [
        ("de", "Er verließ die Halle am Montag.", "Ada Roe verließ die Halle am Montag."),
        ("de", "Allerdings stimmte Ostrau dagegen.", "Ostrau stimmte am Montag dagegen."),
        ("fr", "Elle a quitté la salle lundi.", "Ada Roe a quitté la salle lundi."),
        ("es", "Sin embargo, el puente es caro.", "El puente de Ostrau es caro."),
        ("it", "Tuttavia il ponte è caro.", "Il ponte di Ostrau è caro."),
        ("pt", "No entanto, a ponte é cara.", "A ponte de Ostrau é cara."),
        ("nl", "Hij verliet maandag de zaal.", "Ada Roe verliet maandag de zaal."),
        ("sv", "Däremot är bron dyr.", "Bron i Ostrau är dyr."),
        ("pl", "Jednak most jest drogi.", "Most w Ostrau jest drogi."),
        ("uk", "Однак міст дорогий.", "Міст в Острау дорогий."),
        ("ru", "Однако мост дорогой.", "Мост в Острау дорогой."),
    ],
)
def test_what_leans_in_each_language(code: str, leans: str, stands: str) -> None:
    assert leaning(from_lines(leans).sentences[0], code)
    assert leaning(from_lines(stands).sentences[0], code) is None
