"""Lines that a machine wrapped, told by the document's own width: a wrapped line is as full as its next word allows.

A width is looked for that most lines keep which have another below them: none is longer, with the first word of the
next line each would be, and most of them break off within a sentence. Verse, lists, tables and addresses keep none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

WIDEST = 100  # characters; nobody wraps plain text wider
_NARROWEST = 40
_FEWEST = 3  # lines that show a width
_MOST_APART = 0.75  # share of the longer lines that must keep it
_LIST = re.compile(r"\s*(?:[-*•–+►▪‣◦]|\(?\d{1,3}[.)])\s+\S")
_COLUMNS = re.compile(r"\S(?:\t+| {3,})\S.*\S(?:\t+| {3,})\S|\|.*\|")
_STOPS = (".", "!", "?", ":", "”", '"', "…", ")", "«", "»")
_SAMPLED = 400_000  # characters of a text in which its width is looked for
_DEEPER = 2  # columns by which a paragraph's first line is indented, at least
_SHORT = 0.5  # of the width; a shorter line was ended on purpose


def width_of(lines: Sequence[str]) -> int:
    """The width at which the lines were wrapped, in characters; 0 where they were not. Empty lines part paragraphs."""
    if _runs_on(lines):
        return 0
    indented = _begin_indented(lines)
    pairs = [
        (len(before.rstrip()), len(_first(after)), not before.rstrip().endswith(_STOPS))
        for before, after in pairwise(lines)
        if _of_one_paragraph(before, after, indented)
    ]
    pairs = [pair for pair in pairs if pair[0] <= WIDEST]
    if len(pairs) < _FEWEST:
        return 0
    width, kept = _most_kept([(size, word) for size, word, _ in pairs])
    longer = sum(size >= _SHORT * width for size, _, _ in pairs)
    broken = sum(size <= width < size + 1 + word for size, word, within in pairs if within)
    enough = kept >= _FEWEST and width >= _NARROWEST and kept >= _MOST_APART * longer
    return width if enough and 2 * broken >= kept else 0


def _of_one_paragraph(before: str, after: str, indented: bool) -> bool:
    """Can two neighbouring lines be one paragraph's? indented: paragraphs are begun by an indent."""
    if not before.strip() or not after.strip() or is_apart(after) or is_apart(before):
        return False
    return not indented or bool(_indent(before) + _indent(after) and _indent(after) < _indent(before) + _DEEPER)


def _begin_indented(lines: Sequence[str]) -> bool:
    """Are paragraphs begun by an indent? Then lines of its head, which has none, are no wrapped ones, and a line over
    such a beginning was ended on purpose."""
    begun = sum(
        bool(before.strip() and after.strip()) and _indent(after) >= _indent(before) + _DEEPER
        for before, after in pairwise(lines)
    )
    return begun >= _FEWEST


def width_of_text(text: str) -> int:
    """The width at which a plain text was wrapped, told by its beginning; 0 where it was not."""
    return width_of(text[:_SAMPLED].split("\n"))


def _runs_on(lines: Sequence[str]) -> bool:
    """Are many lines longer than anybody wraps? Then each is a paragraph."""
    long = sum(len(line) > WIDEST for line in lines)
    return long * 5 > sum(1 for line in lines if line.strip())


def _most_kept(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """(width, lines that keep it) of the width that most lines keep; of several such, the narrowest."""
    edges: dict[int, int] = {}
    for size, word in pairs:
        edges[size] = edges.get(size, 0) + 1
        edges[size + 1 + word] = edges.get(size + 1 + word, 0) - 1
    best = (0, 0)
    count = 0
    for width in sorted(edges):
        count += edges[width]
        best = (width, count) if count > best[1] and width <= WIDEST else best
    return best


def _first(line: str) -> str:
    return line.split(None, 1)[0]


def is_apart(line: str) -> bool:
    """A list's item or a table's row: it never goes on from the line before."""
    return _LIST.match(line) is not None or _COLUMNS.search(line) is not None


def goes_on(before: str, after: str, width: int) -> bool:
    """Is `after` the rest of the paragraph whose line `before` is, in a text wrapped at `width`?"""
    if not width or not after.strip() or is_apart(after) or _indent(before) + _DEEPER <= _indent(after):
        return False
    size = len(before.rstrip())
    if size > width + 2 or size < _SHORT * width:
        return False
    full = size + 1 + len(_first(after)) > width
    return full or (after.lstrip()[:1].islower() and not before.rstrip().endswith(_STOPS))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
