"""Pairs of articles, seen from each of their two articles.

Pairs are ordered by their first article. What is asked of an article needs those too where it is the second one: of
these the numbers are kept, ordered by it. The articles are gone through in windows, so that no more than the pairs of a
few thousand of them are sorted at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.scratch import Scratch
from briefing.compose.stories.tuning import SCRATCH

Values = Callable[[Any], Any]  # numbers of pairs → what is asked of each


@dataclass(frozen=True, slots=True)
class Side:
    """Sides of pairs, arrays of one length: the article, the pair's number, the other article."""

    row: Any
    pair: Any
    other: Any


@dataclass(frozen=True, slots=True)
class RankedSide:
    """Sides of pairs, ordered by article, then by falling value (equal ones as they come): the article, the pair's
    number, the value, and its rank for the article."""

    row: Any
    pair: Any
    value: Any
    rank: Any


class Sides:
    """The pairs of `size` articles: first (ascending) and second, rows of articles."""

    def __init__(self, first: Any, second: Any, size: int, scratch: Scratch | None = None) -> None:
        import numpy as np

        self.first, self.second, self.size = first, second, size
        self.scratch = scratch or Scratch()
        self.starts = np.searchsorted(first, np.arange(size + 1))
        self.ends = np.zeros(size + 1, dtype=np.int64)
        for part in self.parts():
            np.add.at(self.ends, second[part] + 1, 1)
        self.ends = np.cumsum(self.ends)
        self._by_second = self._turned()

    def _turned(self) -> Any:
        """The numbers of the pairs, ordered by their second article, then as they come."""
        import numpy as np

        found = self.scratch.zeros(len(self.second), np.int64)
        placed = self.ends[:-1].copy()
        for part in self.parts():
            order = np.argsort(self.second[part], kind="stable")
            row = self.second[part][order]
            found[placed[row] + np.arange(len(row)) - np.searchsorted(row, row)] = order + part.start
            np.add.at(placed, row, 1)
        return found

    def parts(self) -> Iterator[slice]:
        """All pairs, some at a time."""
        size = len(self.first)
        return (slice(at, min(size, at + SCRATCH.pairs)) for at in range(0, size, SCRATCH.pairs))

    def windows(self) -> Iterator[slice]:
        """All articles, some at a time: as many as have `SCRATCH.pairs` pairs, at least one."""
        import numpy as np

        sides = self.starts + self.ends
        at = 0
        while at < self.size:
            stop = int(np.searchsorted(sides, sides[at] + SCRATCH.pairs, "right")) - 1
            stop = min(self.size, max(at + 1, stop), at + SCRATCH.pairs // 8)
            yield slice(at, stop)
            at = stop
            self.scratch.release()

    def of(self, rows: Any) -> Side:
        """All sides of these articles (ascending): first those where they stand first, then the others."""
        import numpy as np

        row, pair = _spans(self.starts, rows)
        turned, place = _spans(self.ends, rows)
        own = self._by_second[place]
        return Side(
            np.concatenate([row, turned]),
            np.concatenate([pair, own]),
            np.concatenate([self.second[pair], self.first[own]]),
        )

    def ranked(self, rows: slice, values: Values) -> RankedSide:
        """The sides of these articles, ranked."""
        import numpy as np

        own = self.of(np.arange(rows.start, rows.stop))
        value = values(own.pair)
        order = np.lexsort((-value, own.row))
        row = own.row[order]
        return RankedSide(row, own.pair[order], value[order], np.arange(len(row)) - np.searchsorted(row, row))

    def means(self, values: Values, *ranks: tuple[int, int]) -> list[Any]:
        """Per article, for each of the ranges [start, stop) of ranks, the mean value of its pairs of these ranks.
        Absent ones count 0; of the first ranks only those that there are."""
        import numpy as np

        found = [np.zeros(self.size) for _ in ranks]
        for rows in self.windows():
            own = self.ranked(rows, values)
            number = rows.stop - rows.start
            for total, (start, stop) in zip(found, ranks, strict=True):
                keep = (own.rank >= start) & (own.rank < stop)
                row = own.row[keep] - rows.start
                count = np.bincount(row, minlength=number) if start == 0 else np.full(number, stop - start)
                sums = np.bincount(row, weights=own.value[keep], minlength=number)
                total[rows] = sums / np.maximum(1, count)
        return found


def _spans(bounds: Any, rows: Any) -> tuple[Any, Any]:
    """Of each row the numbers [bounds[row], bounds[row + 1]), one after the other; and beside each its row."""
    import numpy as np

    start = bounds[rows]
    count = bounds[rows + 1] - start
    before = np.cumsum(count) - count
    return np.repeat(rows, count), np.arange(int(count.sum())) + np.repeat(start - before, count)
