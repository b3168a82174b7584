"""What looking at an edition may take, which somebody may have sent: bounds on its files and on the work with a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from briefing.errors import CitationError, RenderError
from briefing.publish import bounded
from briefing.publish.bounded import ProcessBounds

Result = TypeVar("Result")

MOST_MEGABYTES = 500  # of all files of an edition
_REMEDY = "it is no edition that this program makes; ask whoever sent it for another"
_PDF = ProcessBounds(what="reading the PDF", seconds=60, megabytes=2000)


def weigh(name: str, files: Sequence[Path]) -> None:
    """Raises CitationError where the files of the edition of this name are larger than an edition can be. They are
    looked at before any of them is read."""
    megabytes = sum(file.stat().st_size for file in files) / 1_000_000
    if megabytes > MOST_MEGABYTES:
        largest = max(files, key=lambda file: file.stat().st_size)
        said = (
            f"{name} holds {megabytes:,.0f} MB, the largest file {largest.name}; at most {MOST_MEGABYTES} MB are read"
        )
        raise CitationError(said, _REMEDY)


def bounded_pdf(work: Callable[..., Result], data: bytes, *arguments: object) -> Result:
    """What a function makes of a PDF, in a process of its own. Raises CitationError where that takes too much."""
    try:
        return bounded.run(_PDF, work, data, *arguments)
    except RenderError as fault:
        raise CitationError(fault.message, _REMEDY) from None
