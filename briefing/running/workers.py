"""Where the work is done: here, or in processes. Offers a `map` that keeps the order of its items, and one with a
cache.

A process is copied (fork) where this one has a single thread, which costs next to nothing. Beside threads, such as a
library for linear algebra starts, a copy can hang: there new processes come from a server process that has none.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing.errors import BriefingError, UsageError
from briefing.running.sockets import place_sockets
from briefing.running.stops import end_with_starter

if TYPE_CHECKING:  # takes a while to import, which a command with few files need not
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")
Cache = MutableMapping[str, bytes]

MANY = 64  # items: fewer are done sooner than processes are started,
HEAVY = 1_000_000  # unless they hold so many bytes;
GROWTH = 10  # and a byte of what grows when it is read counts as so many,
GROWING = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"%PDF-", b"{\\rtf")  # which is what opens like this.
CHUNK = 8  # items that are handed over together
SELDOM = 50_000  # new objects between two looks for those that go in circles: hardly any here do


class Map(Protocol):
    """Results in the order of the items, whoever makes them. Work may begin before the first result is asked for."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]: ...


class WideMap:
    """A map that has work for `width` processes at a time, which may be more than one batch of files keeps busy."""

    def __init__(self, map_: Map, width: int) -> None:
        self._map = map_
        self.width = width

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        return self._map(function, items)


def width(map_: Map) -> int:
    """How many processes a map has work for; 1 where it does not say."""
    return map_.width if isinstance(map_, WideMap) else 1


def here(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
    """The builtin map."""
    return map(function, items)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Means:
    """What a step of the pipeline is done with. map_: where the work of many files and articles is done; cache: what is
    kept of it for the next run, None for nothing; state: the folder for what is done of a long step, should the run be
    stopped, None for none. None of them changes what comes out."""

    map_: Map = here
    cache: Cache | None = None
    state: Path | None = None


HERE = Means()


@contextmanager
def processes(count: int | None = None) -> Iterator[Map]:
    """A map over `count` processes (one a processor, unless given), which start when a call first has enough to do.

    A process that ends before its time (the system takes it for want of memory, a library breaks it) costs one item:
    what was under way is done again, an item at a time in a fresh process. For one whose process ends then too, `next`
    raises ProcessLost, and goes on with the following item when it is called again."""
    number = count or processors()
    pools = _Pools(number)

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        tasks = list(items)
        if number < 2 or not worth_it(tasks):
            return map(function, tasks)
        return Outcomes(pools.outcomes(function, tasks))

    try:
        yield spread
    finally:
        pools.close()


class ProcessLost(BriefingError):
    """The process that worked on an item ended, the second time with nothing else under way."""

    def __init__(self) -> None:
        super().__init__(
            "ended the process that worked on it, twice",
            "It may need more memory than there is, or hold what breaks a library: split it, or save it anew.",
        )


class Outcomes(Iterator[Result]):
    """Results; ProcessLost is raised for an item without one. A generator could not go on after that."""

    def __init__(self, outcomes: Iterator[Result | ProcessLost]) -> None:
        self._outcomes = outcomes

    def __next__(self) -> Result:
        outcome = next(self._outcomes)
        if isinstance(outcome, ProcessLost):
            raise outcome
        return outcome


class _Pools:
    """The processes of one map: `number` of them together, and one for what is tried alone."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._together: Executor | None = None
        self._alone: Executor | None = None

    def outcomes(self, function: Callable[[Item], Result], tasks: Sequence[Item]) -> Iterator[Result | ProcessLost]:
        """Begins all tasks; gives what comes of each, in their order."""
        from concurrent.futures.process import BrokenProcessPool

        size = max(1, min(CHUNK, len(tasks) // (4 * self._number)))
        chunks = [tasks[at : at + size] for at in range(0, len(tasks), size)]
        begun = deque((chunk, self._begin(partial(_each, function), chunk)) for chunk in chunks)

        def each() -> Iterator[Result | ProcessLost]:
            while begun:
                chunk, future = begun.popleft()
                try:
                    done: Iterable[Result | ProcessLost] = future.result()
                except BrokenProcessPool:
                    done = (self._tried_alone(function, task) for task in chunk)
                yield from done

        return each()

    def _begin(self, work: Callable[[Sequence[Item]], list[Result]], chunk: Sequence[Item]) -> Future[list[Result]]:
        from concurrent.futures.process import BrokenProcessPool

        if self._together is None:
            self._together = _pool(self._number)
        try:
            return self._together.submit(work, chunk)
        except BrokenProcessPool:
            _end(self._together)
            self._together = _pool(self._number)
            return self._together.submit(work, chunk)

    def _tried_alone(self, function: Callable[[Item], Result], task: Item) -> Result | ProcessLost:
        from concurrent.futures.process import BrokenProcessPool

        if self._alone is None:
            self._alone = _pool(1)
        try:
            return self._alone.submit(function, task).result()
        except BrokenProcessPool:
            _end(self._alone)
            self._alone = None
            return ProcessLost()

    def close(self) -> None:
        """Ends all processes, whatever they are at."""
        for pool in (self._together, self._alone):
            if pool is not None:
                _end(pool)


def _each(function: Callable[[Item], Result], chunk: Sequence[Item]) -> list[Result]:
    return list(map(function, chunk))


def _end(pool: Executor) -> None:
    for process in list((getattr(pool, "_processes", None) or {}).values()):  # no method of the pool does this
        process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


def worth_it(tasks: Sequence[object]) -> bool:
    """Whether there is enough to do for several processes: many tasks, a few that hold many bytes, or that say that
    they are laborious. One alone too, if it may grow: what ends its process then ends no more than that."""
    if len(tasks) > 1 and any(getattr(task, "laborious", False) for task in tasks):
        return True
    sizes = [(len(part), part.startswith(GROWING)) for task in tasks for part in _bytes_of(task)]
    heavy = sum(size * (GROWTH if grows else 1) for size, grows in sizes) >= HEAVY
    return len(tasks) >= MANY or (heavy and (len(tasks) > 1 or any(grows for _, grows in sizes)))


def _bytes_of(task: object) -> Iterator[bytes]:
    parts = task if isinstance(task, tuple) else (task,)
    return (part for part in parts if isinstance(part, bytes))


def _pool(number: int) -> Executor:
    """Raises UsageError where no process can be started."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import current_process, get_context

    if getattr(current_process(), "_inheriting", False):  # this process is being made, and runs the program once more
        raise UsageError(_UNGUARDED, _GUARD)
    way = _way()
    if way == "forkserver":
        place_sockets()
    pool = ProcessPoolExecutor(number, get_context(way), initializer=_begun)
    if way != "fork":  # a copy runs already; another process imports the program first
        try:
            pool.submit(_ready).result()
        except (BrokenProcessPool, OSError, EOFError) as fault:
            _end(pool)
            raise UsageError(_UNGUARDED, _GUARD) from fault
    return pool


_UNGUARDED = "no process could be started for the work on many files: a new process runs the main program once more"
_GUARD = 'put the main program under `if __name__ == "__main__":`, or use the workers "here"'


def _ready() -> None:
    """Done by a process that could be started."""


def _way() -> str:
    """How processes are started here: fork, forkserver or spawn."""
    from multiprocessing import get_all_start_methods

    known = get_all_start_methods()
    return "fork" if "fork" in known and threads() == 1 else "forkserver" if "forkserver" in known else "spawn"


def threads() -> int:
    """How many threads this process has, those of libraries among them; 2 where nobody says."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return 2


def _begun() -> None:
    end_with_starter()
    _seldom_collected()


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


def in_own_process() -> None:
    """Says that this process was started for such work, by other means than this module's."""
    global _STARTED_FOR_WORK
    _STARTED_FOR_WORK = True
    _seldom_collected()


_STARTED_FOR_WORK = False


def is_worker() -> bool:
    """Whether this process was started for such work."""
    from multiprocessing import parent_process

    return _STARTED_FOR_WORK or parent_process() is not None


def ahead(batches: Iterable[Iterator[Result]], number: int = 1) -> Iterator[Result]:
    """The results of all batches; `number` of them are begun before the results of the one before are asked for: so
    that the processes have work while this one reads."""
    begun: deque[Iterator[Result]] = deque()
    for batch in batches:
        begun.append(batch)
        if len(begun) > number:
            yield from begun.popleft()
    for batch in begun:
        yield from batch


def always(result: object) -> bool:
    """Every result may be kept."""
    return True


def cached_map(
    work: Callable[[Item], bytes],
    tasks: Sequence[tuple[str, Item]],
    opened: Callable[[Item, str, bytes], Result | None],
    *,
    means: Means = HERE,
    keep: Callable[[Result], bool] = always,
    lost: Callable[[Item, ProcessLost], Result] | None = None,
) -> Iterator[Result]:
    """What `work` makes of each task, in their order. tasks: each with its key; what the cache holds under that is
    taken from there; the rest is begun at once, and put there where `keep` says so of the result. opened: the result,
    from a task, its key and packed data; None where the data does not fit. lost: the result for a task that ended its
    process; without it ProcessLost is raised."""
    cache = means.cache
    held = [None if cache is None else cache.get(key) for key, _ in tasks]
    known = [None if data is None else opened(task, key, data) for (key, task), data in zip(tasks, held, strict=True)]
    fresh = means.map_(work, [task for (_, task), result in zip(tasks, known, strict=True) if result is None])

    def results() -> Iterator[Result]:
        for (key, task), result in zip(tasks, known, strict=True):
            if result is None:
                try:
                    data = next(fresh)
                except ProcessLost as fault:
                    if lost is None:
                        raise
                    yield lost(task, fault)
                    continue
                result = opened(task, key, data)
                assert result is not None
                if cache is not None and keep(result):
                    cache[key] = data
            yield result

    return results()
