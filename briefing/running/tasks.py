"""What is done with one file or one article, by whichever process: bytes in, bytes out, kept in the cache.

Packed data crosses between processes faster than objects do. Each step is a map over many of its tasks; a result that
rests on a failure is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from briefing.compose.stories import repeats
from briefing.compose.stories.arrays.blocks import Made, Spread, Task
from briefing.compose.stories.repeats import Counts
from briefing.model import Problem, Sentence
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import annotate_or_problem
from briefing.running import records, shares
from briefing.running.limits import Limits, TimeExceeded, limited
from briefing.running.records import FileRecord, Record
from briefing.running.shares import Share, ShareTask, read_share
from briefing.running.workers import Map, Means, ProcessLost, cached_map, here, is_worker
from briefing.storage.shelf import Shelf

File = tuple[str, bytes]  # its name and its bytes


def read(
    files: Sequence[File],
    recipe: str,
    options: PrepareOptions,
    *,
    means: Means,
    shelf: Shelf | None = None,
) -> Iterator[FileRecord]:
    """Each file as it is read. recipe: of the options, see `records.recipe_of`. shelf: where the packed parts of the
    articles are put aside."""
    every = [share for file in files for share in shares.shares_of(*file, options.read)]
    found = _made(every, recipe, options, means=means, shelf=shelf)

    def joined(first: int) -> FileRecord:
        of_file = every[first : first + every[first].shares]
        made = [next(found) for _ in of_file]
        if of_file[0].lines is None:
            return shares.joined(made)
        if (file := shares.joined_pieces(made)) is not None:
            return file
        return shares.joined(list(_made(shares.whole_of(of_file), recipe, options, means=means, shelf=shelf)))

    return (joined(at) for at, one in enumerate(every) if one.number == 0)


def _made(
    every: Sequence[Share], recipe: str, options: PrepareOptions, *, means: Means, shelf: Shelf | None
) -> Iterator[FileRecord]:
    """What each share holds."""

    def lost(task: ShareTask, fault: ProcessLost) -> FileRecord:
        return FileRecord(task[0], (), (_problem(task[0], fault),))

    return cached_map(
        partial(_read, options),
        [(one.key(recipe), one.task) for one in every],
        partial(_opened_file, shelf),
        means=means,
        keep=lambda found: found.sound,
        lost=lost,
    )


def _problem(path: str, fault: ProcessLost) -> Problem:
    return Problem(path, fault.message, fault.remedy, failure=True)


def _read(options: PrepareOptions, task: ShareTask) -> bytes:
    try:
        with limited(_limits(options.read), own_process=is_worker()):
            return records.packed(*read_share(options, task))
    except (TimeExceeded, MemoryError) as fault:
        return records.packed((), (_beyond(task[0], options.read, fault),))


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


def _opened_file(shelf: Shelf | None, task: ShareTask, key: str, data: bytes) -> FileRecord | None:
    return records.unpacked(task[0], key, data if shelf is None else shelf.put(data))


def without_repeats(found: Sequence[Record], aside: Mapping[str, Counts], *, means: Means) -> Iterator[Record]:
    """The records without the blocks that others repeat (by path), their light parts made anew."""
    by_key = {records.made_key("repeats", record, aside[record.path]): record for record in found}
    tasks = [(bytes(record.text), bytes(record.parts), dict(aside[record.path])) for record in by_key.values()]

    def opened(task: object, key: str, data: bytes) -> Record | None:
        return records.without_repeats(by_key[key], aside[by_key[key].path], data)

    return cached_map(_without_repeats, list(zip(by_key, tasks, strict=True)), opened, means=means)


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
    found: Sequence[Record], options: ReaderOptions | None = None, *, means: Means
) -> Iterator[tuple[Sentence, ...] | Problem]:
    """Of each record all sentences, with the dates that they name and who says them; or what stood in the way.
    options: of which the bounds of time and memory count."""
    tasks = [
        (records.made_key("sentences", record), (bytes(record.text), bytes(record.parts), record.path))
        for record in found
    ]

    def lost(task: tuple[bytes, bytes, str], fault: ProcessLost) -> Problem:
        return _problem(task[2], fault)

    work = partial(_annotate, options or ReaderOptions())
    return cached_map(work, tasks, _opened_sentences, means=means, keep=_is_no_problem, lost=lost)


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
