from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language import detect, document_frequency, stem, stop_words
from briefing.language.vocabulary.stems import stems


def test_stems_of_languages_with_and_without_snowball() -> None:
    assert stems(["ferries", "running"], "en") == ["ferri", "run"]
    assert stem("häusern", "de") == stem("haus", "de")
    assert stem("komisariatu", "pl") == stem("komisariatem", "pl")
    assert stem("порталу", "uk") == stem("порталом", "uk")
    assert stem("anything", "xx") == "anything"


@given(st.lists(st.text(min_size=1, max_size=30)), st.sampled_from(["en", "fr", "pl", "ja", None]))
def test_words_are_stemmed_one_by_one(words: list[str], language: str | None) -> None:
    assert stems(words, language) == [stem(word, language) for word in words]


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
