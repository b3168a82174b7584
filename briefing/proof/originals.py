"""The files that an edition is made from: where they are, and looked at again."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from briefing.config import EARLIER, Project, of_the_days
from briefing.errors import UsageError
from briefing.prepare import reading
from briefing.prepare.options import ReaderOptions
from briefing.prepare.readers.pdf.pages import attachments as of_pdf
from briefing.proof.citations import ReadAgain


def read_again(path: str, data: bytes) -> ReadAgain:
    """What a path of an edition (`FILE`, `FILE#ID`, `FILE!/INNER`) is today, from the bytes of its file."""
    outer = path.split("!/")[0].split("#")[0] if "!/" in path else path.rsplit("#", 1)[0]
    for name in (outer, path):
        found, _ = reading.read(name, data, ReaderOptions())
        for raw in found:
            if raw.path == path:
                return ReadAgain(raw.source.sha256, raw.body.string)
    return ReadAgain("" if "!/" in path else hashlib.sha256(data).hexdigest(), None)


def attachments(data: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name; none where it is no PDF."""
    return of_pdf(data)


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
