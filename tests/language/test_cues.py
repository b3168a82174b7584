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
        ("de", "Ihrem Boot fehlte ein Segel.", "Dem Boot von Ada Roe fehlte ein Segel."),
        ("de", "Am Montag verlor sie mit ihrem Boot.", "Am Montag verlor Ada Roe mit ihrem Boot."),
        ("es", "El pueblo quiere un puente.", "El pueblo de Ostrau quiere un puente."),
        ("fr", "La commune refuse le pont.", "La commune d'Ostrau refuse le pont."),
        ("it", "La scuola chiude il ponte.", "La scuola di Ostrau chiude il ponte."),
        ("nl", "Het dorp wil een brug.", "Het dorp Ostrau wil een brug."),
        ("pt", "A aldeia fecha a ponte.", "A aldeia de Ostrau fecha a ponte."),
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
        ("pt", "A empresa fecha a ponte.", "A empresa de pontes de Ostrau fecha a ponte."),
        ("pt", "A empresa fecha a ponte.", "A empresa Pontes do Tarn fecha a ponte."),
        ("pt", "Muitos temem o encerramento.", "Muitos pescadores de Ostrau temem o encerramento."),
        ("pt", "Ostrau, por sua vez, quer uma ponte.", "Ostrau quer uma ponte."),
        ("pt", "Ostrau apoia tal decisão.", "Ostrau apoia a decisão de fechar a ponte."),
        ("pt", "Em resposta, Ostrau fechou a ponte.", "Em resposta à tempestade, Ostrau fechou a ponte."),
        ("nl", "Het bedrijf sluit de brug.", "Het bedrijf Tarn Bruggen sluit de brug."),
        ("nl", "Het bedrijf sluit de brug.", "Het bedrijf van Ada Roe sluit de brug."),
        ("nl", "Het werd maandag gesloten.", "Het kabinet van Ostrau sluit de brug."),
        ("nl", "Maandag sprak ze met haar broer.", "De bruggen zijn maandag gesloten door Ostrau."),
        ("nl", "Velen vrezen een sluiting.", "Vele vissers van Ostrau vrezen een sluiting."),
        ("nl", "Enkele willen een veer.", "Enkele vissers van Ostrau willen een veer."),
        ("nl", "Daarmee is de brug dicht.", "Met de brug van Ostrau is het gedaan."),
        ("nl", "Ostrau wil ook een brug.", "Ostrau wil een brug."),
        ("sv", "Företaget stänger bron.", "Företaget bakom bron i Ostrau stänger den."),
        ("sv", "Företaget stänger bron.", "Företaget Tarn Broar stänger bron."),
        ("sv", "De har stängt bron.", "De boende i Ostrau har stängt bron."),
        ("sv", "Många fruktar en stängning.", "Många fiskare i Ostrau fruktar en stängning."),
        ("sv", "Den misstänkte nekar.", "Den misstänkte Bo Tarn nekar."),
        ("sv", "Som svar stängde Ostrau bron.", "Som svar på stormen stängde Ostrau bron."),
        ("pl", "Firma zamknęła most.", "Firma budowlana z Ostrau zamknęła most."),
        ("pl", "Niektórzy obawiają się zamknięcia.", "Niektórzy rybacy z Ostrau obawiają się zamknięcia."),
        ("pl", "Ostrau chce także mostu.", "Ostrau chce mostu."),
        ("pl", "W odpowiedzi Ostrau zamknęło most.", "W odpowiedzi na sztorm Ostrau zamknęło most."),
        ("pl", "Jego zdaniem most jest drogi.", "Zdaniem burmistrza Ostrau most jest drogi."),
        ("uk", "Компанія закрила міст.", "Компанія з Острау закрила міст."),
        ("uk", "Багато хто побоюється закриття.", "Багато рибалок з Острау побоюється закриття."),
        ("uk", "На її думку, міст дорогий.", "На думку мера Острау, міст дорогий."),
        ("uk", "Острау також хоче мосту.", "Острау хоче мосту."),
        ("ru", "Компания закрыла мост.", "Компания из Острау закрыла мост."),
        ("ru", "Многие опасаются закрытия.", "Многие рыбаки Острау опасаются закрытия."),
        ("ru", "По её мнению, мост дорогой.", "По мнению мэра Острау, мост дорогой."),
        ("ru", "В ответ Острау закрыл мост.", "В ответ на шторм Острау закрыл мост."),
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
    ("code", "text"),
    [
        ("pl", "– To zły dzień dla Ostrau – powiedziała Ada Venn."),
        ("sv", "”Det är en dålig dag för Ostrau”, sade Ada Venn."),
        ("pl", "„To zły dzień dla Ostrau” – powiedziała Ada Venn."),
        ("ru", "В компании «Ада-Венн» утверждают, что мост исправен."),
        ("ru", "Сам Ивелин вину не признаёт."),
        ("ru", "«Мост закрыт, — сказала Ада Венн. — Мы ждём»."),
    ],
)
def test_what_stands_by_who_says_it(code: str, text: str) -> None:
    before = {"ru": "Суд арестовал директора Олега Ивелина."}.get(code, "Ostrau.")
    sentence = from_lines(f"{before}\n{text}").sentences[-1]
    speech = spoken(before, text, language=code)[-1]
    assert speech.speaker
    assert leaning(replace(sentence, speech=speech), code) is None


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
