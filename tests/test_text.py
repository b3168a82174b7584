from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.text import Span, Text, folded, line_of


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[tuple[Span, str]]]:
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    return text, [(span, draw(st.text(max_size=4))) for span in spans]


@given(edits())
def test_what_an_edit_leaves_keeps_its_origin(case: tuple[str, list[tuple[Span, str]]]) -> None:
    original, changes = case
    changed = Text.whole(original).replaced(changes)
    kept = [i for i in range(len(original)) if not any(span.start <= i < span.end for span, _ in changes)]
    found = []
    for i in range(len(changed)):
        origin = changed.source_of(Span(i, i + 1))
        if origin is not None and len(origin) == 1 and changed.string[i] == original[origin.start]:
            found.append(origin.start)
    assert set(kept) <= set(found)


@given(edits(), st.data())
def test_chained_edits_keep_pointing_into_the_file(
    case: tuple[str, list[tuple[Span, str]]], data: st.DataObject
) -> None:
    original, changes = case
    once = Text.whole(original).replaced(changes)
    cut = data.draw(st.integers(0, len(once)))
    end = data.draw(st.integers(cut, len(once)))
    twice = once.replaced([(Span(cut, end), "·")] if cut < end else [])
    for i in range(len(twice)):
        origin = twice.source_of(Span(i, i + 1))
        assert origin is None or 0 <= origin.start < origin.end <= len(original)


def test_white_space_and_lines() -> None:
    assert folded(" a \n\u00a0 b ") == "a b"
    assert line_of("a\nb\r\nc", 5) == 3
