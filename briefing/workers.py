"""Where the work is done: here, or in processes. Offers a `map` that keeps the order of its items, and one with a
cache.

A process is copied (fork) where this one has a single thread, which costs next to nothing. Beside threads, such as a
library for linear algebra starts, a copy can hang: there new processes come from a server process that has none.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Cache = MutableMapping[str, bytes]

MANY = 64  # items: fewer are done sooner than processes are started,
HEAVY = 1_000_000  # unless they hold so many bytes
CHUNK = 8  # items that are handed over together
SELDOM = 50_000  # new objects between two looks for those that go in circles: hardly any here do


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
    """A map over `count` processes (one a processor, unless given), which start when a call first has enough to do."""
    number = count or processors()
    pools: list[Any] = []

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        tasks = list(items)
        if number < 2 or not worth_it(tasks):
            return map(function, tasks)
        if not pools:
            pools.append(_pool(number))
        chunk = max(1, min(CHUNK, len(tasks) // (4 * number)))
        results: Iterator[Result] = pools[0].imap(function, tasks, chunksize=chunk)
        return results

    try:
        yield spread
    finally:
        for pool in pools:
            pool.terminate()
            pool.join()


def worth_it(tasks: Sequence[object]) -> bool:
    """Whether there is enough to do for several processes: many tasks, or a few that hold many bytes."""
    return len(tasks) >= MANY or (len(tasks) > 1 and sum(map(_size, tasks)) >= HEAVY)


def _size(task: object) -> int:
    """The bytes in a task."""
    parts = task if isinstance(task, tuple) else (task,)
    return sum(len(part) for part in parts if isinstance(part, bytes))


def _pool(number: int) -> Any:
    from multiprocessing import get_all_start_methods, get_context

    known = get_all_start_methods()
    way = "fork" if "fork" in known and threads() == 1 else "forkserver" if "forkserver" in known else "spawn"
    return get_context(way).Pool(number, initializer=_seldom_collected)


def threads() -> int:
    """How many threads this process has, those of libraries among them; 2 where nobody says."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return 2


def _seldom_collected() -> None:
    gc.set_threshold(SELDOM)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """While it lasts, objects that go in circles are looked for less often: it takes a tenth of the time of reading."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], SELDOM) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def ahead(batches: Iterable[Iterator[Result]]) -> Iterator[Result]:
    """The results of all batches, each batch begun before the results of the one before are asked for: so that the
    processes have work while this one reads."""
    begun: Iterator[Result] = iter(())
    for batch in batches:
        yield from begun
        begun = batch
    yield from begun


def always(result: object) -> bool:
    """Every result may be kept."""
    return True


def cached_map(
    work: Callable[[Item], bytes],
    tasks: Sequence[Item],
    keys: Sequence[str],
    opened: Callable[[Item, str, bytes], Result | None],
    *,
    map_: Map = here,
    cache: Cache | None = None,
    keep: Callable[[Result], bool] = always,
) -> Iterator[Result]:
    """What `work` makes of each task, in their order. What the cache holds under a task's key is taken from there; the
    rest is begun at once, and put there where `keep` says so of the result. opened: the result, from a task, its key
    and packed data; None where the data does not fit."""
    held = [None if cache is None else cache.get(key) for key in keys]
    known = [
        None if data is None else opened(task, key, data) for task, key, data in zip(tasks, keys, held, strict=True)
    ]
    fresh = map_(work, [task for task, result in zip(tasks, known, strict=True) if result is None])

    def results() -> Iterator[Result]:
        for task, key, result in zip(tasks, keys, known, strict=True):
            if result is None:
                data = next(fresh)
                result = opened(task, key, data)
                assert result is not None
                if cache is not None and keep(result):
                    cache[key] = data
            yield result

    return results()
