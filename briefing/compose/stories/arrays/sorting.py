"""What many numbers hold, looked at in parts: the distinct ones, how often each stands there, which stand there twice.

Many numbers are divided into ranges, of which each is sorted by itself: so that sorting takes no more memory for many
than for some.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefing.compose.stories.fingerprint import distinct
from briefing.compose.stories.tuning import SCRATCH


class Tally:
    """Hashes (uint32) that come in parts, each with how often it came there; and how often in all."""

    def __init__(self) -> None:
        import numpy as np

        self._known = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int32)
        self._parts: list[tuple[Any, Any]] = []
        self._waiting = 0

    def add(self, hashes: Any, times: Any) -> None:
        """hashes: distinct, ascending."""
        import numpy as np

        self._parts.append((hashes, times.astype(np.int32)))
        self._waiting += len(hashes)
        if self._waiting >= max(SCRATCH.numbers, len(self._known[0])):
            self._merge()

    def counts(self) -> tuple[Any, Any]:
        """The distinct hashes, ascending, and how often each came (int32)."""
        self._merge()
        return self._known

    def _merge(self) -> None:
        import numpy as np

        hashes = np.concatenate([self._known[0], *(part[0] for part in self._parts)])
        times = np.concatenate([self._known[1], *(part[1] for part in self._parts)])
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        first = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])[: len(hashes)])
        added = np.add.reduceat(times[order], first) if len(first) else times
        self._known = hashes[first], added.astype(np.int32)
        self._parts, self._waiting = [], 0


def ranges(numbers: Any) -> Iterator[Any]:
    """The numbers in parts, each of a range above that of the part before; within a part they are in no order."""
    import numpy as np

    parts = -(-len(numbers) // SCRATCH.numbers)
    if parts < 2:
        yield np.asarray(numbers)
        return
    sample = np.sort(numbers[:: max(1, len(numbers) // (SCRATCH.sampled * parts))])
    bounds = distinct(sample[SCRATCH.sampled :: SCRATCH.sampled])
    ends = [None, *bounds.tolist(), None]
    for low, high in pairwise(ends):
        yield np.concatenate([_between(part, low, high) for part in chunks(numbers)])


def _between(numbers: Any, low: int | None, high: int | None) -> Any:
    """Those from low on that are below high, where these are given."""
    if low is not None:
        numbers = numbers[numbers >= low]
    return numbers if high is None else numbers[numbers < high]


def chunks(numbers: Any) -> Iterator[Any]:
    """The numbers in parts, as they stand."""
    return (numbers[at : at + SCRATCH.numbers] for at in range(0, len(numbers), SCRATCH.numbers))


def distinct_in_parts(numbers: Any) -> Iterator[Any]:
    """The different numbers, ascending, in parts."""
    return (distinct(part) for part in ranges(numbers))


def held_twice(hashes: Any) -> Any:
    """The hashes (uint32) that stand there twice or more, ascending."""
    import numpy as np

    found = [np.zeros(0, dtype=np.uint32)]
    for part in ranges(hashes):
        ordered = np.sort(part)
        found.append(distinct(ordered[1:][ordered[1:] == ordered[:-1]]))
    return np.concatenate(found)


def stand_in(known: Any, numbers: Any) -> Any:
    """Which of the numbers are among the known ones, which ascend."""
    import numpy as np

    if len(known) == 0:
        return np.zeros(len(numbers), dtype=bool)
    return known[np.minimum(np.searchsorted(known, numbers), len(known) - 1)] == numbers
