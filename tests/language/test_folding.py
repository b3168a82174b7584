from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language.folding import pieces


@pytest.mark.parametrize(
    "text, words",
    [
        ("Kyiv's F-16s", ["kyiv", "s", "f", "16s"]),
        ("Čaputová, Łódź, Straße", ["caputova", "lodz", "strasse"]),
        ("cafe\u0301 ÅÆØ", ["cafe", "aaeo"]),
        ("Песков и Зеленський", ["песков", "и", "зеленськии"]),
        ("مُحَمَّد قـال", ["محمد", "قال"]),
        ("ﬁsh ²", ["fish", "2"]),
        ("snake_case", ["snake", "case"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("총리는 말했다", ["총리는", "말했다"]),
        ("\u202e—…!", []),
    ],
)
def test_words_in_small_letters_without_accents(text: str, words: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == words


def test_what_is_written_without_spaces_is_one_run() -> None:
    found = [(piece.text, piece.unspaced) for piece in pieces("NATOは声明を発表、ﾄｳｷｮｳ 2026年")]
    assert found == [("nato", False), ("は声明を発表", True), ("トウキョウ", True), ("2026", False), ("年", True)]


def test_kana_keep_their_voicing_marks() -> None:
    assert [piece.text for piece in pieces("が か")] == ["が", "か"]


@settings(deadline=None)
@given(st.text())
def test_each_piece_stands_where_it_says_and_holds_no_space(text: str) -> None:
    at = 0
    for piece in pieces(text):
        assert at <= piece.start < piece.end <= len(text)
        assert piece.text and not any(c.isspace() for c in piece.text)
        at = piece.end


@settings(deadline=None)
@given(st.text())
def test_a_folded_text_is_folded(text: str) -> None:
    once = " ".join(piece.text for piece in pieces(text))
    assert " ".join(piece.text for piece in pieces(once)) == once
