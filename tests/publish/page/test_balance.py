"""Balanced headlines: as many lines as before, about equally long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.publish.page.styles.balance import _lines, balanced, width


def test_a_headline_of_three_lines_leaves_no_word_alone() -> None:
    headline = "Ferry owners cheer, island towns worry as the Varn strait opens to the world"
    found = balanced(headline, 15.0)
    assert found is not None
    assert found < 14.5


def test_what_needs_no_balance() -> None:
    assert balanced("Short", 15.0) is None
    assert balanced("", 15.0) is None
    assert balanced("x" * 80, 15.0) is None


def test_letters_of_faces_that_are_not_ours_are_not_balanced() -> None:
    assert balanced("مجلس الميناء يغلق الحوض الداخلي أمام الناقلات في حزيران", 15.0) is None
    assert balanced("Порт Кесселя закрывает внутренний бассейн для танкеров", 15.0) is not None
    assert balanced("Port of Kessel – “inner basin” is shut to tankers…", 15.0) is not None


@given(st.text(alphabet="abcdefghij ilmW,é港", max_size=120), st.floats(8, 30))
def test_it_never_takes_more_lines(headline: str, full: float) -> None:
    found = balanced(headline, full)
    if found is not None:
        words = [width(word) * 1.02 for word in headline.split()]
        assert found <= full + 0.1
        assert _lines(words, found + 0.1) <= _lines(words, full)
