"""Remarks of the author inside a quotation, in the languages that put them between dashes."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

SAID = [
    ("ru", ["«Лодка ушла, — вспоминает рыбак Пётр Венн.", "— Мы ждём»."], "Пётр Венн"),
    ("ru", ["«Лодка ушла, — вспоминает рыбак Пётр Венн, — и мы ждём»."], "Пётр Венн"),
    ("ru", ["«Лодка ушла, — вспоминает рыбак Пётр Венн»."], "Пётр Венн"),
    ("uk", ["«Човен пішов, — пригадує рибалка Петро Венн.", "— Ми чекаємо»."], "Петро Венн"),
    ("pl", ["„Łódź odpłynęła – wspomina rybak Piotr Wenn – i czekamy”."], "Piotr Wenn"),
    ("pl", ["„Łódź odpłynęła – wspomina rybak Piotr Wenn.", "– Czekamy”."], "Piotr Wenn"),
    ("it", ["«La barca è partita – ha detto Ada Venn – e aspettiamo»."], "Ada Venn"),
    ("it", ["«La barca è partita – spiega il sindaco Ugo Tarn –.", "Aspettiamo»."], "Ugo Tarn"),
    ("es", ["«El barco zarpó –dijo Ada Venn– y esperamos»."], "Ada Venn"),
    ("es", ["«El barco zarpó —afirmó la alcaldesa Ada Venn—.", "Esperamos»."], "Ada Venn"),
    ("fr", ["« Le bateau est parti – assure la maire Ada Venn – et nous attendons. »"], "Ada Venn"),
]


@pytest.mark.parametrize(("code", "sentences", "speaker"), SAID)
def test_who_is_named_in_a_remark_speaks_before_and_behind_it(code: str, sentences: list[str], speaker: str) -> None:
    assert [one.speaker for one in spoken(sentences, language=code)] == [speaker] * len(sentences)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("it", "«Il ponte – che dice molto – chiude», dice Ada Venn."),
        ("fr", "« Le pont – il faut le dire – ferme », dit Ada Venn."),
        ("de", "„Die Brücke – sagen wir es offen – ist zu“, sagte Ada Venn."),
        ("ru", "«Мост — наша гордость — закрыт», — сказала Ada Venn."),
        ("pl", "„Most – nasza duma – jest zamknięty” – powiedziała Ada Venn."),
    ],
)
def test_what_else_stands_between_dashes_is_said(code: str, sentence: str) -> None:
    (one,) = spoken(sentence, language=code)
    assert (one.speaker, one.quote) == ("Ada Venn", "direct")
