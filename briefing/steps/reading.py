"""Files and folders → articles: read, one record a file; or whole, with dates and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from briefing.model import Article, Problem
from briefing.prepare.options import PrepareOptions
from briefing.prepare.scan import FoundFile, content, files
from briefing.running import records, tasks
from briefing.running.records import FileRecord
from briefing.running.workers import HERE, Means, ahead, width
from briefing.storage.shelf import Shelf

BATCH_FILES = 512
BATCH_BYTES = 64_000_000


def read(
    paths: Sequence[Path],
    folder: Path,
    options: PrepareOptions,
    *,
    means: Means = HERE,
    within: Sequence[Path] | None = None,
) -> Iterator[FileRecord]:
    """Reads files and folders, one record a file. Names are relative to `folder`; within: as of `files`.

    Raises ConfigError for a user's reader that cannot be found or takes other arguments."""
    if options.read.readers:  # the table of readers takes a while to import, which a run with a full cache need not
        from briefing.prepare.reading import own

        own(options.read.readers.values())
    found, problems = files(paths, folder, follow_links=options.follow_links, within=within)
    if problems:
        yield FileRecord("", (), tuple(problems))
    recipe = records.recipe_of(options)
    batches = _batches(found, options.read.most_megabytes)
    shelf = Shelf()

    def begun(batch: Sequence[tuple[str, bytes | Problem]]) -> Iterator[FileRecord]:
        opened = [(name, data) for name, data in batch if not isinstance(data, Problem)]
        results = tasks.read(opened, recipe, options, means=means, shelf=shelf)
        return (FileRecord(name, (), (data,)) if isinstance(data, Problem) else next(results) for name, data in batch)

    yield from ahead((begun(batch) for batch in batches), width(means.map_))


def _batches(found: Iterable[FoundFile], most_megabytes: int) -> Iterator[list[tuple[str, bytes | Problem]]]:
    batch: list[tuple[str, bytes | Problem]] = []
    size = 0
    for file in found:
        data = content(file, most_megabytes)
        batch.append((file.name, data))
        size += len(data) if isinstance(data, bytes) else 0
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class FileArticles:
    """The whole articles of a file, with dates and speakers, and what stood in the way."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def whole(found: Iterable[FileRecord], *, means: Means = HERE) -> Iterator[FileArticles]:
    """All articles of all files with dates and speakers, whether or not they can be printed."""
    each = iter(found)
    batches = iter(lambda: list(islice(each, BATCH_FILES)), [])
    yield from ahead(_whole_batch(batch, means) for batch in batches)


def _whole_batch(batch: Sequence[FileRecord], means: Means) -> Iterator[FileArticles]:
    results = tasks.annotate([record for file in batch for record in file.records], means=means)

    def of(file: FileRecord) -> FileArticles:
        pairs = [(record, next(results)) for record in file.records]
        problems = [result for _, result in pairs if isinstance(result, Problem)]
        articles = [record.whole(result) for record, result in pairs if not isinstance(result, Problem)]
        return FileArticles(tuple(articles), (*file.problems, *problems))

    return map(of, batch)
