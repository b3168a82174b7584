"""Pairs of articles, seen from each of their two articles.

Pairs are ordered by their first article. What is asked of an article needs those too where it is the second one: of
these the numbers are kept, ordered by it. The articles are gone through in windows, so that no more than the pairs of a
few thousand of them are sorted at a time; a window is a block that any process may do (see `blocks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.blocks import Rows
from briefing.compose.stories.arrays.scratch import Scratch
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The pairs of `size` articles: first (ascending) and second, rows of articles. starts, ends: where the pairs of
    each article begin among those ordered by the first one, and by the second one (int64, one more than articles);
    by_second: the numbers of the pairs, ordered by their second article, then as they come (int64)."""

    first: Any
    second: Any
    starts: Any
    ends: Any
    by_second: Any

    @property
    def size(self) -> int:
        return len(self.starts) - 1

    def __len__(self) -> int:
        return len(self.first)

    def parts(self) -> Iterator[Rows]:
        """All pairs, some at a time."""
        return parts_of(len(self))

    def windows(self) -> Iterator[Rows]:
        """All articles, some at a time: as many as have `SCRATCH.pairs` pairs, at least one."""
        import numpy as np

        sides = self.starts + self.ends
        at = 0
        while at < self.size:
            stop = int(np.searchsorted(sides, sides[at] + SCRATCH.pairs, "right")) - 1
            stop = min(self.size, max(at + 1, stop), at + SCRATCH.pairs // 8)
            yield Rows(at, stop)
            at = stop

    def pairs_of(self, rows: Rows) -> slice:
        """The pairs in which these articles stand first."""
        return slice(int(self.starts[rows.start]), int(self.starts[rows.stop]))

    def of(self, rows: Any) -> Side:
        """All sides of these articles (ascending): first those where they stand first, then the others."""
        import numpy as np

        row, pair = _spans(self.starts, rows)
        turned, place = _spans(self.ends, rows)
        own = self.by_second[place]
        return Side(
            np.concatenate([row, turned]),
            np.concatenate([pair, own]),
            np.concatenate([self.second[pair], self.first[own]]),
        )

    def ranked(self, rows: Rows, values: Values) -> RankedSide:
        """The sides of these articles, ranked."""
        import numpy as np

        own = self.of(np.arange(rows.start, rows.stop))
        value = values(own.pair)
        order = np.lexsort((-value, own.row))
        row = own.row[order]
        return RankedSide(row, own.pair[order], value[order], np.arange(len(row)) - np.searchsorted(row, row))

    def means(self, rows: Rows, values: Values, ranks: tuple[int, int]) -> Any:
        """Per article of these, the mean value of its pairs of the ranks [start, stop). Absent ones count 0; of the
        first ranks only those that there are."""
        import numpy as np

        own, number, (start, stop) = self.ranked(rows, values), rows.stop - rows.start, ranks
        keep = (own.rank >= start) & (own.rank < stop)
        row = own.row[keep] - rows.start
        count = np.bincount(row, minlength=number) if start == 0 else np.full(number, stop - start)
        return np.bincount(row, weights=own.value[keep], minlength=number) / np.maximum(1, count)


def sides_of(first: Any, second: Any, size: int, scratch: Scratch | None = None, name: str = "sides") -> Sides:
    """The pairs of so many articles. scratch: where what is made of them is put, in files of that name."""
    import numpy as np

    scratch = scratch or Scratch()
    counts = np.zeros(size + 1, dtype=np.int64)
    for part in parts_of(len(first)):
        np.add.at(counts, second[part.start : part.stop] + 1, 1)
    ends = np.cumsum(counts)
    by_second = scratch.zeros(len(first), np.int64, f"{name}.by_second")
    placed = ends[:-1].copy()
    for part in parts_of(len(first)):
        own = second[part.start : part.stop]
        order = np.argsort(own, kind="stable")
        row = own[order]
        by_second[placed[row] + np.arange(len(row)) - np.searchsorted(row, row)] = order + part.start
        np.add.at(placed, row, 1)
    scratch.release()
    starts = np.searchsorted(first, np.arange(size + 1))
    return Sides(
        first=first,
        second=second,
        starts=scratch.kept(starts, f"{name}.starts"),
        ends=scratch.kept(ends, f"{name}.ends"),
        by_second=by_second,
    )


def parts_of(size: int) -> Iterator[Rows]:
    """So many pairs, some at a time."""
    return (Rows(at, min(size, at + SCRATCH.pairs)) for at in range(0, size, SCRATCH.pairs))


def _spans(bounds: Any, rows: Any) -> tuple[Any, Any]:
    """Of each row the numbers [bounds[row], bounds[row + 1]), one after the other; and beside each its row."""
    import numpy as np

    start = bounds[rows]
    count = bounds[rows + 1] - start
    before = np.cumsum(count) - count
    return np.repeat(rows, count), np.arange(int(count.sum())) + np.repeat(start - before, count)
