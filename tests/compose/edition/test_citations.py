"""Citations: what stands on either side of a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.edition.citations import surroundings
from briefing.compose.edition.tuning import EDITION
from briefing.text import Span

TEXT = "Jets took off at once and hit back swiftly, killing 10 of the infiltrators from the north.\n\nA second day."


@given(st.text(alphabet="ab \n.\u3000", max_size=100), st.integers(0, 99), st.integers(1, 9))
def test_surroundings_are_slices_and_empty_only_at_the_ends(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    prefix, suffix = surroundings(text, span)
    assert len(prefix) <= EDITION.around
    assert len(suffix) <= EDITION.around
    assert text[: span.start].endswith(prefix)
    assert text[span.end :].startswith(suffix)
    assert bool(prefix) == bool(span.start)
    assert bool(suffix) == (span.end < len(text))


def test_surroundings_are_whole_words() -> None:
    start = TEXT.index("killing")
    assert surroundings(TEXT, Span(start, start + len("killing 10"))) == (
        "at once and hit back swiftly, ",
        " of the infiltrators from the",
    )


def test_surroundings_keep_to_the_paragraph_where_it_has_words() -> None:
    start = TEXT.index("day.")
    assert surroundings(TEXT, Span(start, start + 4)) == ("A second ", "")
    start = TEXT.index("A second")
    before, _ = surroundings(TEXT, Span(start, start + 8))
    assert before == TEXT[start - EDITION.around : start]


def test_a_long_word_is_cut() -> None:
    text = "x" * 50 + "word" + "y" * 50
    assert surroundings(text, Span(50, 54)) == ("x" * EDITION.around, "y" * EDITION.around)
