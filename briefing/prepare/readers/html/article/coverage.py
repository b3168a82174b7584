"""How much of what a page shows its article holds, and how much prose is left that is in neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.prepare.readers.html.article.complete import FoundBlock, lines_of, piece_at
from briefing.prepare.readers.html.stream import Node, Stream
from briefing.prepare.readers.html.text import text_of
from briefing.prepare.readers.html.tuning import COVERAGE

_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "figure", "figcaption"})
_OTHERS = re.compile(
    r"comment|respon[ds]|related|teaser|promo|newsletter|cookie|consent|sidebar|widget|recommend|footer|modal|popup|disqus"
    r"|outbrain|taboola|author-?bio|biograph|disclaimer|subscribe|paywall|recirc|trending|more-?(?:from|stories)|next-",
    re.I,
)
_WORD = re.compile(r"\w+")
_ENDS = '.!?”"’…»)'


def visible_words(stream: Stream) -> int:
    return len(_WORD.findall(text_of(stream, [(0, len(stream.visible))]).string)) if stream.visible else 0


def left_behind(stream: Stream, parts: Sequence[FoundBlock]) -> int:
    """Words of prose that is not in `parts`: paragraphs that are no links, outside what pages call comments, teasers,
    menus and the like. 0 where it is little beside the article."""
    held = sorted(found for part in parts for found in part.ranges)
    taken = sum(_words(stream, part.ranges) for part in parts if not part.why)
    left = 0
    index = 0
    for low, high in lines_of(stream):
        while index < len(held) and held[index][1] <= low:
            index += 1
        if index < len(held) and held[index][0] < high:
            continue
        if high - low > 40 and stream.visible[high - 1] in _ENDS and not _is_around(stream, low):
            words = _words(stream, [(low, high)])
            left += words if words >= COVERAGE.prose else 0
    return left if left >= max(COVERAGE.least, COVERAGE.much * taken) else 0


def _words(stream: Stream, ranges: Sequence[tuple[int, int]]) -> int:
    return len(_WORD.findall(text_of(stream, ranges).string))


def _is_around(stream: Stream, at: int) -> bool:
    piece = piece_at(stream, at)
    node: Node | None = piece.node
    while node is not None and node.name != "body":
        if node.name in _AROUND or (node.kind and _is_other(node.kind[:300])):
            return True
        node = node.parent
    return piece.link


@lru_cache(maxsize=4096)
def _is_other(kind: str) -> bool:
    return _OTHERS.search(kind) is not None
