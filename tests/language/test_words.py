from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language import detect, document_frequency, stem, stems, stop_words, words


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "Ostmere's 3.5% of 1,000 U.S. ferries don’t run.", "ostmere 3.5 of 1,000 u.s ferries don't run"),
        ("fr", "L’été d'Ostmere, aujourd'hui", "l été d ostmere aujourd hui"),
        ("uk", "П’ять суден", "п'ять суден"),
        ("zh", "港口关闭", "港口 口关 关闭"),
        (None, "Straße 7", "straße 7"),
    ],
)
def test_words(language: str | None, text: str, tokens: str) -> None:
    assert words(text, language) == tokens.split()


def test_stems_of_languages_with_and_without_snowball() -> None:
    assert stems(["ferries", "running"], "en") == ["ferri", "run"]
    assert stem("häusern", "de") == stem("haus", "de")
    assert stem("komisariatu", "pl") == stem("komisariatem", "pl")
    assert stem("порталу", "uk") == stem("порталом", "uk")
    assert stem("anything", "xx") == "anything"


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "pl", "ja", None]))
def test_words_are_lower_case_and_stem_one_by_one(text: str, language: str | None) -> None:
    tokens = words(text, language)
    assert all(token and token == token.lower() for token in tokens if token.isascii())
    assert stems(tokens, language) == [stem(token, language) for token in tokens]


def test_common_words_stand_in_more_documents_than_rare_ones() -> None:
    common, known, rare = (document_frequency(word, "en") for word in ("the", "harbour", "zzyzxq"))
    assert 0.99 < common <= 1
    assert common > known > rare > 0
    assert document_frequency("hafen", "de") > document_frequency("hafen", "en")
    assert document_frequency("2019", "en") > document_frequency("84719", "en") > 0
    assert "the" in stop_words("en")
    assert stop_words("xx") == frozenset()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The harbour council has said that the ferry will not run again before the end of the year, it said.",
        ),
        (
            "de",
            "Der Rat der Stadt hat gesagt, dass die Fähre nicht vor dem Ende des Jahres fährt, und das ist so.",
        ),
        (
            "fr",
            "Le conseil de la ville a dit que le ferry ne partira pas avant la fin de l'année, et qu'il en est désolé.",
        ),
        ("pl", "Rada miasta powiedziała, że prom nie popłynie przed końcem roku i że jest jej z tego powodu przykro."),
        ("uk", "Міська рада заявила, що пором не вийде до кінця року і що вона про це шкодує разом з усіма."),
        ("ru", "Городской совет заявил, что паром не выйдет до конца года и что он об этом сожалеет вместе со всеми."),
        ("zh", "市议会表示，渡轮今年内不会恢复运行，并对此表示遗憾。"),
        ("ja", "市議会は、フェリーは年内には運航しないと述べた。"),
        (None, "12:30 — 4"),
    ],
)
def test_detect(language: str | None, text: str) -> None:
    assert detect(text) == language
