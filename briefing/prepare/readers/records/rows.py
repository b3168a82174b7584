"""A large table in pieces of whole rows, each with the table's header before it, so that each process that reads it
holds a part of it.

Where a row ends only a reader of CSV knows, since a cell may hold ends of lines: it goes once over all of it, which
takes little of the time that the articles take.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from briefing.prepare.options import ReaderOptions
from briefing.prepare.readers.bounds import RECORD_BOUNDS
from briefing.prepare.readers.records import fields, tables
from briefing.prepare.readers.records.lines import OTHER_SETS, Piece

_MARK = b"\xef\xbb\xbf"
Row = tuple[Sequence[str], int]  # its cells, and the place behind it in the bytes of the file


class _TooLong(Exception):
    """A row is longer than is looked at before any bound of time and memory holds."""


def pieces(data: bytes, size: int, options: ReaderOptions) -> list[Piece]:
    """The rows of a table in pieces of about `size` bytes, two at least; [] where it has no header, is not in UTF-8, or
    holds more rows than articles are read."""
    if any(mark in data for mark in OTHER_SETS):
        return []
    try:
        rows = _Rows(data)
        begins = _header(rows, options)
        return [] if begins is None else _cut(data, rows, begins, size, options.articles)
    except (UnicodeDecodeError, csv.Error, _TooLong):
        return []


def _header(rows: _Rows, options: ReaderOptions) -> int | None:
    """Where the rows begin, behind the header."""
    known = fields.names_of(options.record_fields)
    head = islice(rows, tables.HEADER)
    return next((end for cells, end in head if tables.is_header(cells, known)), None)


def _cut(data: bytes, rows: _Rows, begins: int, size: int, most: int) -> list[Piece]:
    found: list[Piece] = []
    start, before, number = begins, 0, 0
    for _, end in rows:
        number += 1
        if end - start >= size or end == len(data):
            found.append(Piece(data[:begins] + data[start:end], before, begins))
            start, before = end, number
    return found if len(found) > 1 and number <= most and start == len(data) else []


class _Rows(Iterator[Row]):
    """The rows as `tables` reads them."""

    def __init__(self, data: bytes) -> None:
        self._end = self._begun = len(_MARK) if data.startswith(_MARK) else 0
        self._text = io.TextIOWrapper(io.BytesIO(data[self._end :]), "utf-8", newline="")
        self._cells = tables.cells(
            self._lines(), tables.delimiter(data[: RECORD_BOUNDS.line + 4].decode("utf-8", "replace"))
        )

    def _lines(self) -> Iterator[str]:
        while line := self._text.readline(RECORD_BOUNDS.line + 1):
            self._end += len(line) if line.isascii() else len(line.encode())
            if self._end - self._begun > RECORD_BOUNDS.line:
                raise _TooLong
            yield line

    def __next__(self) -> Row:
        self._begun = self._end
        return next(self._cells), self._end
