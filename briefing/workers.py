"""Where the work is done: here, or in processes. Lends a `map` that keeps the order of its items."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SMALL = 40  # below so many items a pool costs more than it brings


class Map(Protocol):
    """Results in the order of the items, whoever makes them. `size` is the number of items, where known."""

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item], size: int | None = None
    ) -> Iterator[Result]: ...


def here(function: Callable[[Item], Result], items: Iterable[Item], size: int | None = None) -> Iterator[Result]:
    """The builtin map."""
    return map(function, items)


@contextmanager
def processes(count: int | None = None) -> Iterator[Map]:
    """A map over `count` processes (the machine's processors, unless given); small jobs stay here."""
    number = (
        count or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (count or os.cpu_count() or 1)
    )

    def spread(function: Callable[[Item], Result], items: Iterable[Item], size: int | None = None) -> Iterator[Result]:
        if number < 2 or (size is not None and size < SMALL):
            yield from map(function, items)
            return
        from multiprocessing import get_context

        with get_context("fork" if hasattr(os, "fork") else "spawn").Pool(number) as pool:
            yield from pool.imap(function, items, chunksize=16)

    yield spread
