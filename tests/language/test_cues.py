"""The cue tables of every language: readable, complete, and made of words as the program cuts them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing import language
from briefing.compose.sections.views import cue_lists
from briefing.compose.sentences.standalone import leaning
from tests.articles import from_lines
from tests.prepare.speech.test_attribution import spoken

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
        ("de", "Zugleich stimmte Ostrau gegen die Brücke.", "Ostrau stimmte zu gleichen Teilen für beide Brücken."),
        ("de", "Viele fordern eine Brücke.", "Viele Fischer fordern eine Brücke für Ostrau."),
        ("de", "Der Verein lehnt die Brücke ab.", "Der Verein Brücke Jetzt lehnt die Fähre ab."),
        ("de", "Der Verein lehnt die Brücke ab.", "Der Verein der Fischer lehnt die Brücke ab."),
        ("fr", "La société ferme le pont.", "La société des ponts d'Ostrau ferme le pont."),
        ("fr", "Certains craignent une fermeture.", "Certains pêcheurs d'Ostrau craignent une fermeture."),
        ("fr", "Cette dernière refuse le pont.", "La dernière barque a quitté Ostrau."),
        ("es", "La empresa cierra el puente.", "La empresa Puentes de Tarn cierra el paso."),
        ("es", "Ostrau pidió asimismo un puente.", "Ostrau pidió un puente."),
        ("it", "L'azienda chiude il ponte.", "L'azienda di trasporti di Ostrau chiude il ponte."),
        ("it", "Alcuni temono la chiusura.", "Alcuni pescatori di Ostrau temono la chiusura."),
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


@pytest.mark.parametrize(
    ("code", "before", "leans", "stands"),
    [
        (
            "es",
            "La alcaldesa Ada Venn cerró ayer el puente de Ostrau.",
            "«No es seguro para nadie», dijo.",
            "«No es seguro para nadie», dijo Ada Venn.",
        ),
        (
            "it",
            "La sindaca Ada Venn ha chiuso ieri il ponte di Ostrau.",
            "«Non è sicuro per nessuno», ha detto.",
            "«Non è sicuro per nessuno», ha detto la sindaca.",
        ),
    ],
)
def test_who_speaks_is_named_in_the_sentence(code: str, before: str, leans: str, stands: str) -> None:
    found = []
    for text in (leans, stands):
        sentences = from_lines(f"{before}\n{text}").sentences
        speech = spoken(before, text, language=code)
        found.append(leaning(replace(sentences[-1], speech=speech[-1]), code))
    assert found[0] and found[1] is None
