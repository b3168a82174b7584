"""What all readers share: their options, the making of a reader's own text, block by block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Detail, Source
from briefing.prepare.raw import RawBlock, Tag
from briefing.prepare.readers.decoding.encoding import printable
from briefing.prepare.readers.decoding.repair import mended
from briefing.text import Run, Span, Text

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff<>\"'`\\]{3,2000}", re.I)


def source(path: str, reader: str, encoding: str | None) -> Source:
    """The digest of the file's bytes is put in once for all its articles by `reading.read`."""
    return Source(path, "", reader, encoding)


class TextMaker:
    """Builds a reader's text: one block a line, white space folded, no control characters, mojibake mended."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._blocks: list[RawBlock] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def start_of_next(self) -> int:
        """Where the next block will begin."""
        return self._size + 1 if self._pieces else 0

    def add(self, string: str, tag: Tag = "paragraph", why: str = "") -> bool:
        """A block whose place in the file has no characters to point at. False where there is nothing to see."""
        return self.add_text(Text(" ".join(printable(string).split())), tag, why)

    def add_text(self, text: Text, tag: Tag = "paragraph", why: str = "") -> bool:
        """A block of one line that knows its origin."""
        text = mended(text)
        if not text.string or text.string.isspace():
            return False
        if self._pieces:
            self._runs.append(Run(self._size, None, False))
            self._pieces.append("\n")
            self._size += 1
        start = self._size
        self._runs += [Run(run.at + start, run.source, run.verbatim, run.length) for run in text.runs]
        if not text.runs:
            self._runs.append(Run(start, None, False))
        self._pieces.append(text.string)
        self._size += len(text.string)
        self._blocks.append(RawBlock(Span(start, self._size), tag, why))
        return True

    def text(self) -> Text:
        runs = tuple(self._runs) if any(run.source is not None for run in self._runs) else ()
        return Text("".join(self._pieces), runs)

    def blocks(self) -> tuple[RawBlock, ...]:
        return tuple(self._blocks)


def unique(wanted: str, position: int, taken: set[str]) -> str:
    """A record's name within its file: its own where it has one that nobody took, else its number from 1."""
    name = "".join(c if c.isprintable() else "�" for c in wanted[:200]).replace("#", "%23").strip()
    for candidate in (name, str(position), f"{name}.{position}"):
        if candidate and candidate not in taken:
            taken.add(candidate)
            return candidate
    count = 2
    while f"{position}.{count}" in taken:
        count += 1
    taken.add(f"{position}.{count}")
    return f"{position}.{count}"


def first_text(*values: object) -> str | None:
    """The first value that is a string with something to see, white space folded."""
    for value in values:
        if isinstance(value, str):
            text = " ".join(printable(value).split())
            if text:
                return text
    return None


def names(values: Sequence[object]) -> str | None:
    """Several names as one value, "; " between them, each once."""
    found = list(dict.fromkeys(text for value in values if (text := first_text(value))))
    return "; ".join(found) or None


def web_address(value: object, origin: str) -> Detail | None:
    """An http(s) address without white space, quotation marks or control characters; None for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    return Detail(text, origin) if _ADDRESS.fullmatch(text) else None
