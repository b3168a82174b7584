"""The files that an edition is made from: where they are, and looked at again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefing.config import EARLIER, Project, of_the_days
from briefing.errors import UsageError
from briefing.prepare import reading
from briefing.prepare.options import ReaderOptions
from briefing.prepare.readers.pdf.pages import attachments as of_pdf
from briefing.proof.bounds import bounded_pdf
from briefing.proof.citations import ReadAgain, digest
from briefing.proof.places import Original


def read_again(found: Original, path: str, options: ReaderOptions) -> ReadAgain:
    """What a path of an edition (`FILE`, `FILE#ID`, `FILE!/INNER`) is today, from its file."""
    unknown = ReadAgain("" if found.inner(path) else digest(found.file), None)
    with found.file.open("rb") as stream:
        data = stream.read((options.most_megabytes << 20) + 1)
    if len(data) > options.most_megabytes << 20:
        return unknown
    articles, _ = reading.read(found.name, data, options)
    same = next((raw for raw in articles if raw.path == path), None)
    return ReadAgain(same.source.sha256, same.body.string) if same is not None else unknown


def attachments(data: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name; none where it is no PDF. Raises CitationError where they take more than a
    PDF may that somebody sent."""
    return bounded_pdf(of_pdf, data)


def sources_of(project: Project, day: date, begins: date | None = None) -> list[Path]:
    """The folders and files that the config names, {date} filled in, each once; of several days, and of days before,
    those that are there. Raises UsageError for another that is not."""
    found: dict[Path, None] = {}
    for source in project.config.source_paths:
        names = of_the_days(source, day, begins)
        may_be_missing = len(names) > 1 or EARLIER in source
        for path in (project.folder / name for name in names):
            if path.exists():
                found[path] = None
            elif not may_be_missing:
                raise UsageError(
                    f"sources: {path} is not there",
                    "make it and put the day's articles in, or change `sources:`; `briefing init DIR` makes a sample",
                )
    return list(found)
