"""A fuller extraction where the first one, made for precision, has plainly left text of the article behind.

Chosen on half of 160 pages of a public benchmark and 95 others, checked on the other half: what the full extraction
finds between the first and the last paragraph of the precise one is of the article (lists, sections with a layout of
their own); what it finds before and after mostly is not. Where the precise one has less than a quarter of what the
plain one finds, it has found a box of the page and not the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.prepare.raw import Tag
from briefing.prepare.readers.html.article.body import extracted
from briefing.prepare.readers.html.article.locate import Range, located
from briefing.prepare.readers.html.stream import Stream
from briefing.prepare.readers.html.tuning import FULLER

Places = list[tuple[Tag, tuple[Range, ...]]]


def found_in(stream: Stream) -> Places:
    """The blocks of the article with their places in `stream.visible`, in their order there."""
    source = "" if stream.crowded else stream.reduced()
    first = _places(stream, extracted(source))
    size = _size(first)
    if size < FULLER.collapsed * _unlinked(stream, [(0, len(stream.visible))]):
        second = _places(stream, extracted(source, "plain"))
        if size < FULLER.collapsed * _size(second):
            first, size = second, _size(second)
    if not first:
        return first
    within = _gaps(first)
    left = _unlinked(stream, within)
    if left < max(FULLER.least_left, FULLER.left_within * size):
        return first
    more = [(tag, ranges) for tag, ranges in _places(stream, extracted(source, "full")) if _inside(ranges, within)]
    return sorted([*first, *more], key=lambda place: place[1][0])


def _places(stream: Stream, blocks: Sequence[tuple[Tag, str]]) -> Places:
    places = located(stream.visible, [text for _, text in blocks])
    return [(tag, ranges) for (tag, _), ranges in zip(blocks, places, strict=True) if ranges]


def _size(places: Places) -> int:
    return sum(high - low for _, ranges in places for low, high in ranges)


def _gaps(places: Places) -> list[Range]:
    """The ranges between the first and the last place that no place holds."""
    every = sorted(found for _, ranges in places for found in ranges)
    gaps: list[Range] = []
    at = every[0][1]
    for low, high in every[1:]:
        if low > at:
            gaps.append((at, low))
        at = max(at, high)
    return gaps


def _inside(ranges: Sequence[Range], gaps: Sequence[Range]) -> bool:
    return all(any(low <= start and end <= high for low, high in gaps) for start, end in ranges)


def _unlinked(stream: Stream, within: Sequence[Range]) -> int:
    """Visible characters that are no link's, within rising ranges."""
    count, index = 0, 0
    ends = [piece.at for piece in stream.pieces[1:]] + [len(stream.visible)]
    for piece, end in zip(stream.pieces, ends, strict=bool(stream.pieces)):
        while index < len(within) and within[index][1] <= piece.at:
            index += 1
        at = index
        while not piece.link and at < len(within) and within[at][0] < end:
            count += max(0, min(end, within[at][1]) - max(piece.at, within[at][0]))
            at += 1
    return count
