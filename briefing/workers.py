"""Where the work is done: here, or in processes. Lends a `map` that keeps the order of its items."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SMALL = 64  # below so many items a pool costs more than it brings


class Map(Protocol):
    """Results in the order of the items, whoever makes them."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]: ...


def here(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
    """The builtin map."""
    return map(function, items)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def processes(count: int | None = None) -> Iterator[Map]:
    """A map over `count` processes (one a processor, unless given), which start when a call first has enough items."""
    number = count or processors()
    pools: list[Any] = []

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        tasks = list(items)
        if number < 2 or len(tasks) < SMALL:
            yield from map(function, tasks)
            return
        if not pools:
            from multiprocessing import get_context

            pools.append(get_context("fork" if hasattr(os, "fork") else "spawn").Pool(number))
        yield from pools[0].imap(function, tasks, chunksize=8)

    try:
        yield spread
    finally:
        for pool in pools:
            pool.terminate()
            pool.join()
