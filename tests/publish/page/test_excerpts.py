"""Excerpts: cited words in their surroundings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.publish.page.excerpts import after, before, excerpts
from tests.helpers import editions

TEXT = """A heading

The first sentence stands here and runs on for a while. The second one is **bold and** [linked](https://a.example).
The third follows. Far away from it all, many words later than anybody would care to read, comes the fourth.
"""


def marked(pieces: object) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]  # type: ignore[attr-defined]


def test_surroundings_end_at_words_and_paragraphs() -> None:
    source = editions.source(1, "A heading", TEXT)
    first = editions.cite(source, "The first … a while.")
    assert before(first, source) == ""
    assert after(first, source) == " The second one is bold and …"
    third = editions.cite(source, "The third follows.")
    assert before(third, source).startswith("… ")
    assert "https" not in before(third, source)


def test_passages_that_stand_close_are_one_excerpt() -> None:
    source = editions.source(1, "A heading", TEXT)
    cited = [
        (editions.cite(source, words), None)
        for words in ("The third follows.", "The first … a while.", "The second … example).", "comes the fourth.")
    ]
    found = excerpts(source, cited)
    first, *rest = [marked(pieces) for pieces in found]
    assert first[:2] == [
        "The first sentence stands here and runs on for a while.",
        "The second one is bold and linked.",
    ]
    assert first[2:] == ["The third follows."]
    assert rest == [["comes the fourth."]]


SPANS = st.lists(st.tuples(st.integers(0, 119), st.integers(1, 30)), max_size=6)


@given(st.text(alphabet="ab*[]() \n`", max_size=120), SPANS)
def test_any_passages_whatever_are_shown(text: str, spans: list[tuple[int, int]]) -> None:
    source = editions.source(1, "T", text or " ")
    cited = []
    for start, length in spans:
        words = source.text[start : start + length]
        if words.strip():
            cited.append((editions.cite(source, words), None))
    found = excerpts(source, cited)
    assert bool(found) == bool(cited)
    for pieces in found:
        assert all(piece.text for piece in pieces)
