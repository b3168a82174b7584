"""What a page shows around its article: the short lines between title and text, and those that follow the text.

Bylines and dates stand there, often unmarked. They are no part of the article's text; details are looked for in them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from briefing.prepare.readers.html.article.complete import FoundBlock, lines_of
from briefing.prepare.readers.html.stream import Stream
from briefing.prepare.readers.html.text import text_of
from briefing.prepare.readers.html.tuning import AROUND

_YEAR = re.compile(r"(?:19|20)\d\d")


def near(stream: Stream, title: str, parts: Sequence[FoundBlock]) -> list[tuple[str, str]]:
    """("near", line) for the lines between title and text, in their order; then ("below", line) for those that follow
    the text, ("above", line) for those above the title."""
    if not parts:
        return []
    lines = lines_of(stream)
    starts = [low for low, _ in lines]
    first, last = parts[0].ranges[0][0], max(part.ranges[-1][1] for part in parts)
    top = bisect_right(starts, first) - 1
    end = bisect_left(starts, last)
    key = "".join(title.split())
    at = stream.visible.rfind(key, 0, first) if key else -1
    under = bisect_right(starts, at) if at >= 0 else max(0, top - AROUND.above_title)
    under = max(under, top - AROUND.above_text)
    above = max(0, min(under, top) - 1)
    chosen = [
        ("near", range(under, max(under, top))),
        ("near", _passed_over(starts, parts, top)),
        ("below", range(end, min(len(lines), end + AROUND.below))),
        ("above", range(max(0, above - AROUND.above_title), above)),
    ]
    foot = range(max(end + AROUND.below, len(lines) - AROUND.foot), len(lines))
    found = [(name, text) for name, indices in chosen for index in indices if (text := _text(stream, lines[index]))]
    found += [("below", text) for index in foot if (text := _text(stream, lines[index])) and _YEAR.search(text)]
    found += [
        ("lead", text_of(stream, [(low, low + 80)]).string)
        for low, high in lines[under:top]
        if high > low + AROUND.line
    ]
    return found


def _passed_over(starts: Sequence[int], parts: Sequence[FoundBlock], top: int) -> list[int]:
    """The numbers of the lines that the article's first parts leave out, as far as its second paragraph of prose."""
    held: set[int] = set()
    prose = 0
    for part in parts:
        lines = {bisect_right(starts, low) - 1 for low, _ in part.ranges}
        prose += part.ranges[-1][1] - part.ranges[0][0] > AROUND.prose
        if prose > 1 or max(lines) > top + AROUND.above_text:
            return [number for number in range(top, max(lines)) if number not in held]
        held |= lines
    return []


def _text(stream: Stream, line: tuple[int, int]) -> str:
    return text_of(stream, [line]).string if 1 < line[1] - line[0] <= AROUND.line else ""
