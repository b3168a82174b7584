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
    """Results in the order of the items, whoever makes them. Work may begin before the first result is asked for."""

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
            return map(function, tasks)
        if not pools:
            from multiprocessing import get_context

            pools.append(get_context("fork" if hasattr(os, "fork") else "spawn").Pool(number))
        results: Iterator[Result] = pools[0].imap(function, tasks, chunksize=8)
        return results

    try:
        yield spread
    finally:
        for pool in pools:
            pool.terminate()
            pool.join()


def ahead(batches: Iterable[Iterator[Result]]) -> Iterator[Result]:
    """The results of all batches, each batch begun before the results of the one before are asked for: so that the
    processes have work while this one reads."""
    begun: Iterator[Result] = iter(())
    for batch in batches:
        yield from begun
        begun = batch
    yield from begun
