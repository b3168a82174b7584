"""What is done with one file or one article, by whichever process: bytes in, bytes out, kept in the cache.

Packed data crosses between processes faster than objects do. Each step is a map over many of its tasks; a result that
rests on a failure is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from briefing.compose.stories import repeats
from briefing.compose.stories.grouping.blocks import Made, Spread, Task
from briefing.compose.stories.repeats import Counts
from briefing.model import Problem, Sentence
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import annotate_or_problem, read_file
from briefing.prepare.readers.decoding import sniff
from briefing.running import records
from briefing.running.limits import Limits, TimeExceeded, limited
from briefing.running.records import FileRecord, Record
from briefing.running.workers import Cache, Map, ProcessLost, cached_map, here, is_worker
from briefing.storage.shelf import Shelf

File = tuple[str, bytes]  # its name and its bytes
SHARE = 6_000_000  # bytes of a file of records whose articles one process makes; reading them takes little of the time
SHARED = ("json", "csv")  # kinds of such files


@dataclass(frozen=True, slots=True)
class _Share:
    """Some of the articles of a file: which, of how many such shares."""

    name: str
    data: bytes
    number: int = 0
    shares: int = 1


def read(
    files: Sequence[File],
    recipe: str,
    options: PrepareOptions,
    *,
    map_: Map,
    cache: Cache | None,
    shelf: Shelf | None = None,
) -> Iterator[FileRecord]:
    """Each file as it is read. recipe: of the options, see `records.recipe_of`. shelf: where the packed parts of the
    articles are put aside."""
    shares = [share for file in files for share in _shares(*file)]
    keys = [records.file_key(f"{recipe}\0{one.number}/{one.shares}", one.name, one.data) for one in shares]
    tasks = [(one.name, one.data, one.number, one.shares) for one in shares]

    def lost(task: _Task, fault: ProcessLost) -> FileRecord:
        return FileRecord(task[0], (), (_problem(task[0], fault),))

    found = cached_map(
        partial(_read, options),
        tasks,
        keys,
        partial(_opened_file, shelf),
        map_=map_,
        cache=cache,
        keep=lambda found: found.sound,
        lost=lost,
    )
    return (_joined([next(found) for _ in range(one.shares)]) for one in shares if one.number == 0)


def _shares(name: str, data: bytes) -> list[_Share]:
    """The whole of a file; of a large one of many records, parts that several processes can make."""
    many = len(data) > SHARE and sniff.kind(name, data) in SHARED
    shares = -(-len(data) // SHARE) if many else 1
    return [_Share(name, data, number, shares) for number in range(shares)]


def _joined(shares: Sequence[FileRecord]) -> FileRecord:
    """The file of these shares. Where one takes more than it may the file is left out, as if it had been made whole."""
    if len(shares) == 1:
        return shares[0]
    name = shares[0].name
    problems = [problem for share in shares for problem in share.problems]
    beyond = [problem for problem in problems if problem.failure and problem.path == name]
    if beyond:
        return FileRecord(name, (), tuple(beyond[:1]))
    return FileRecord(name, tuple(record for share in shares for record in share.records), tuple(problems))


def _problem(path: str, fault: ProcessLost) -> Problem:
    return Problem(path, fault.message, fault.remedy, failure=True)


_Task = tuple[str, bytes, int, int]  # a share of a file, as it goes to another process


def _read(options: PrepareOptions, task: _Task) -> bytes:
    name, data, number, shares = task
    try:
        with limited(_limits(options.read), own_process=is_worker()):
            return records.packed(*read_file(name, data, options, (number, shares)))
    except (TimeExceeded, MemoryError) as fault:
        return records.packed((), (_beyond(name, options.read, fault),))


def _limits(options: ReaderOptions) -> Limits:
    return Limits(options.seconds, options.megabytes)


def _beyond(path: str, options: ReaderOptions, fault: BaseException) -> Problem:
    if isinstance(fault, MemoryError):
        message, key = f"needs more than {options.megabytes} MB of memory", "megabytes"
    else:
        message, key = f"takes more than {options.seconds} seconds of processor time", "seconds"
    return Problem(
        path, message, f"Split it, or raise `{key}` under `reading: read:` in the configuration.", failure=True
    )


def _opened_file(shelf: Shelf | None, task: _Task, key: str, data: bytes) -> FileRecord | None:
    return records.unpacked(task[0], key, data if shelf is None else shelf.put(data))


def without_repeats(
    found: Sequence[Record], aside: Mapping[str, Counts], *, map_: Map, cache: Cache | None
) -> Iterator[Record]:
    """The records without the blocks that others repeat (by path), their light parts made anew."""
    by_key = {records.made_key("repeats", record, aside[record.path]): record for record in found}
    tasks = [(bytes(record.text), bytes(record.parts), dict(aside[record.path])) for record in found]

    def opened(task: object, key: str, data: bytes) -> Record | None:
        return records.without_repeats(by_key[key], aside[by_key[key].path], data)

    return cached_map(_without_repeats, tasks, list(by_key), opened, map_=map_, cache=cache)


def _without_repeats(task: tuple[bytes, bytes, Counts]) -> bytes:
    text, parts, aside = task
    return records.light_part(repeats.without(records.opened_whole(text, parts), aside))


def spread_over(map_: Map) -> Spread | None:
    """The map for blocks of the comparing, which gives None for one that was lost; None for this process alone."""
    if map_ is here:
        return None

    def spread(function: Callable[[Task], Made], items: Iterable[Task], /) -> Iterator[Made | None]:
        tasks = list(items)
        made = map_(function, tasks)

        def results() -> Iterator[Made | None]:
            for _ in tasks:
                try:
                    yield next(made)
                except ProcessLost:
                    yield None

        return results()

    return spread


def annotate(
    found: Sequence[Record], options: ReaderOptions | None = None, *, map_: Map, cache: Cache | None
) -> Iterator[tuple[Sentence, ...] | Problem]:
    """Of each record all sentences, with the dates that they name and who says them; or what stood in the way.
    options: of which the bounds of time and memory count."""
    keys = [records.made_key("sentences", record) for record in found]
    tasks = [(bytes(record.text), bytes(record.parts), record.path) for record in found]

    def lost(task: tuple[bytes, bytes, str], fault: ProcessLost) -> Problem:
        return _problem(task[2], fault)

    work = partial(_annotate, options or ReaderOptions())
    return cached_map(work, tasks, keys, _opened_sentences, map_=map_, cache=cache, keep=_is_no_problem, lost=lost)


def _annotate(options: ReaderOptions, task: tuple[bytes, bytes, str]) -> bytes:
    text, parts, path = task
    try:
        with limited(_limits(options), own_process=is_worker()):
            return records.packed_sentences(annotate_or_problem(records.opened_whole(text, parts)))
    except (TimeExceeded, MemoryError) as fault:
        return records.packed_sentences(_beyond(path, options, fault))


def _opened_sentences(task: object, key: str, data: bytes) -> tuple[Sentence, ...] | Problem | None:
    return records.opened_sentences(data)


def _is_no_problem(found: object) -> bool:
    return not isinstance(found, Problem)
