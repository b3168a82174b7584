"""The bounds within which days are looked for and resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOptions:
    """How far a date without its year may lie from the article, and how much text is looked at."""

    near: timedelta = field(
        default=timedelta(days=20), metadata={"doc": "7/5 is read in the order that puts it so near to the article"}
    )
    leeway: timedelta = field(
        default=timedelta(days=3), metadata={"doc": "An article's stated day may lag behind what it reports"}
    )
    soon: timedelta = field(
        default=timedelta(days=45),
        metadata={"doc": "A day that comes so soon is meant rather than that of a year ago: the June 19 election"},
    )
    most: int = field(default=100, metadata={"doc": "Dates of one sentence; a “sentence” with more is a table"})
    heading: int = field(default=80, metadata={"doc": "Characters of a heading, or of a date line, at most"})
    word: int = field(
        default=24, metadata={"doc": "Characters before a date in which the word before it is looked for"}
    )
    reach: int = field(default=400, metadata={"doc": "Characters on either side of a date in which its verb stands"})
    dateline: int = field(default=6, metadata={"doc": "Blocks at the top among which the article's own date line is"})


DATES = DateOptions()
