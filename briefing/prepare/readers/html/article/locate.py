"""Where the extracted blocks of a page stand in its text stream: an in-order match blind to white space.

Long blocks that stand in the stream once are anchors (the heaviest chain of them that is in order); the others are
looked for between their neighbours. What cannot be located is left out, never guessed.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from briefing.prepare.readers.bounds import PAGE_BOUNDS
from briefing.prepare.readers.html.stream import INVISIBLE
from briefing.prepare.readers.html.tuning import LOCATED

Range = tuple[int, int]


class _Finder:
    """str.find with a budget."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.work = PAGE_BOUNDS.compared

    def find(self, key: str, low: int, high: int) -> int:
        if self.work <= 0 or high - low < len(key):
            return -1
        at = self.text.find(key, low, high)
        self.work -= (high if at < 0 else at) - low
        return at

    def rfind(self, key: str, low: int, high: int) -> int:
        if self.work <= 0 or high - low < len(key):
            return -1
        at = self.text.rfind(key, low, high)
        self.work -= high - (low if at < 0 else at)
        return at


def located(visible: str, blocks: Sequence[str]) -> list[tuple[Range, ...]]:
    """For each block the ranges of `visible` that it consists of, () where it is not found; all in rising order."""
    finder = _Finder(visible)
    keys = ["".join(block.split()).translate(INVISIBLE) for block in blocks]
    places: list[tuple[Range, ...]] = [()] * len(keys)
    anchors = _anchors(finder, keys)
    for index, at in anchors:
        places[index] = ((at, at + len(keys[index])),)
    bounds = [-1, *(index for index, _ in anchors), len(keys)]
    for left, right in itertools.pairwise(bounds):
        low = places[left][-1][1] if left >= 0 else 0
        high = places[right][0][0] if right < len(keys) else len(visible)
        if left < 0 and right < len(keys):
            _fill_backwards(finder, keys, places, range(right - 1, -1, -1), high)
        else:
            _fill(finder, keys, places, range(left + 1, right), low, high)
    return places


def _anchors(finder: _Finder, keys: Sequence[str]) -> list[tuple[int, int]]:
    """(block, place) of blocks that occur once, the heaviest chain in order."""
    once: list[tuple[int, int]] = []
    hint = 0
    for index, key in enumerate(keys):
        if len(key) < LOCATED.anchor:
            continue
        at = finder.find(key, hint, len(finder.text))
        if at < 0 and hint:
            at = finder.find(key, 0, len(finder.text))
        if at < 0 or finder.find(key, 0, at) >= 0 or finder.find(key, at + 1, len(finder.text)) >= 0:
            continue
        once.append((index, at))
        hint = at + len(key)
    return _rising(once, keys)


def _rising(once: Sequence[tuple[int, int]], keys: Sequence[str]) -> list[tuple[int, int]]:
    """The heaviest subsequence whose places do not overlap and rise (quadratic in anchors only where out of order)."""
    if all(a[1] + len(keys[a[0]]) <= b[1] for a, b in itertools.pairwise(once)):
        return list(once)
    once = once[:2000]
    best = [len(keys[index]) for index, _ in once]
    before = [-1] * len(once)
    for i, (index, at) in enumerate(once):
        for j in range(i):
            weight = best[j] + len(keys[index])
            if once[j][1] + len(keys[once[j][0]]) <= at and weight > best[i]:
                best[i], before[i] = weight, j
    chain: list[tuple[int, int]] = []
    i = max(range(len(once)), key=best.__getitem__)
    while i >= 0:
        chain.append(once[i])
        i = before[i]
    return chain[::-1]


def _fill(
    finder: _Finder, keys: Sequence[str], places: list[tuple[Range, ...]], wanted: Sequence[int], low: int, high: int
) -> None:
    for index in wanted:
        found = _place(finder, keys[index], low, high)
        if found:
            places[index] = found
            low = found[-1][1]


def _fill_backwards(
    finder: _Finder, keys: Sequence[str], places: list[tuple[Range, ...]], wanted: Sequence[int], high: int
) -> None:
    """Before the first anchor the nearest place is the likeliest: the same words often stand in the menu above."""
    for index in wanted:
        key = keys[index]
        at = finder.rfind(key, 0, high) if key else -1
        found: tuple[Range, ...] = ((at, at + len(key)),) if at >= 0 else _in_parts(finder, key, 0, high)
        if found:
            places[index] = found
            high = found[0][0]


def _place(finder: _Finder, key: str, low: int, high: int) -> tuple[Range, ...]:
    if not key:
        return ()
    at = finder.find(key, low, high)
    return ((at, at + len(key)),) if at >= 0 else _in_parts(finder, key, low, high)


def _in_parts(finder: _Finder, key: str, low: int, high: int) -> tuple[Range, ...]:
    """A block of which the extraction left something out (a note, a picture's words): its longest parts in order."""
    parts: list[Range] = []
    at = 0
    while len(key) - at >= LOCATED.part:
        start = finder.find(key[at : at + LOCATED.part], low, high)
        if start < 0:
            at += LOCATED.part
            continue
        size = _common(key, at, finder.text, start, high)
        parts.append((start, start + size))
        at += size
        low, high = start + size, min(high, start + size + LOCATED.reach)
    found = sum(end - start for start, end in parts)
    return tuple(parts) if found * 2 >= len(key) else ()


def _common(key: str, at: int, text: str, start: int, high: int) -> int:
    """How far key[at:] and text[start:high] agree: by halving, each comparison in C."""
    most = min(len(key) - at, high - start)
    sizes = range(1, most + 1)
    return bisect_left(sizes, True, key=lambda size: key[at : at + size] != text[start : start + size])
