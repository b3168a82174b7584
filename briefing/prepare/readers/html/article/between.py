"""What an extraction leaves out within an article: its headings and lists.

Headings that repeat each other or are links, and short lists, look like what stands around an article. Where they
stand in one element with the paragraphs before and after them, they are part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.prepare.raw import Tag
from briefing.prepare.readers.html.article.complete import FoundBlock, lines_of, linked_share, piece_at
from briefing.prepare.readers.html.article.locate import Range
from briefing.prepare.readers.html.stream import Node, Stream
from briefing.prepare.readers.html.tuning import BETWEEN

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "h1", "li", "ul", "ol", "blockquote", *_HEADINGS})
_HEADS = re.compile(r"sub-?head|cross-?head|zwischen-?(?:titel|ueberschrift)|intertit|ladillo|mellanrubrik", re.I)
"""Classes that pages give to headings which are no heading elements."""


def filled(stream: Stream, parts: Sequence[FoundBlock]) -> list[FoundBlock]:
    """The article's blocks with those of its headings and lists that were left out."""
    more = list(_between(stream, parts, lines_of(stream))) if parts else []
    new = {part.ranges[0] for part in more}
    kept = [part for part in parts if part.ranges[0] not in new]
    return sorted([*kept, *more], key=lambda part: part.ranges[0])


def _between(stream: Stream, parts: Sequence[FoundBlock], lines: Sequence[Range]) -> Iterator[FoundBlock]:
    starts = [low for low, _ in lines]
    taken = sorted(found for part in parts if not part.why for found in part.ranges)
    for before, after in pairwise(taken):
        first, last = bisect_left(starts, before[1]), bisect_right(starts, after[0]) - 1
        if 0 < last - first <= BETWEEN.lines:
            home = _home(piece_at(stream, before[1] - 1).node)
            if home is _home(piece_at(stream, after[0]).node):
                for tag, line in _within(stream, lines[first:last], home):
                    yield FoundBlock(tag, (line,))


def _within(stream: Stream, lines: Sequence[Range], home: Node) -> Iterator[tuple[Tag, Range]]:
    """Of lines between two blocks in `home`: headings over text of it, and its lists that are no lists of links."""
    heads: list[Range] = []
    items: list[Range] = []
    for line in lines:
        kind = _kind(piece_at(stream, line[0]).node, home)
        if kind == "item":
            items.append(line)
            continue
        yield from _listed(stream, heads, items)
        if kind == "heading" and line[1] - line[0] <= BETWEEN.heading:
            heads.append(line)
        else:
            heads.clear()
    yield from _listed(stream, heads, items)
    yield from (("heading", line) for line in heads)


def _listed(stream: Stream, heads: list[Range], items: list[Range]) -> Iterator[tuple[Tag, Range]]:
    """The list read so far with the headings over it; empties both."""
    if not items:
        return
    if linked_share(stream, items) <= BETWEEN.linked:
        yield from (("heading", line) for line in heads)
        yield from (("item", line) for line in items)
    heads.clear()
    items.clear()


def _kind(node: Node, home: Node) -> Tag | None:
    """What a line in this element is to the paragraphs of `home`: None where it is part of something else."""
    if node.parent is home and (node.name in _HEADINGS or _HEADS.search(node.kind)):
        return "heading"
    return "item" if node.name == "li" and _home(node) is home else None


def _home(node: Node) -> Node:
    """The element in which a block stands: around its paragraph or heading, or around its list."""
    while node.parent is not None and node.name in _BLOCKS:
        node = node.parent
    return node
