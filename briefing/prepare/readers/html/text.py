"""Ranges of a page's text stream → Text that knows, character for character, where in the file it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import unescape

from briefing.prepare.readers.html.stream import ENTITY, INVISIBLE, Stream, TextPiece
from briefing.text import Run, Text

_TOKEN = re.compile(r"\s+|[^\s\u00ad\u200b\u2060\ufeff]+|[\u00ad\u200b\u2060\ufeff]+")

_STRETCH = re.compile(r"[^\s\u00ad\u200b\u2060\ufeff]+(?: [^\s\u00ad\u200b\u2060\ufeff]+)*")

_Segment = tuple[str, int, int, bool]  # characters, start in the file, length there, verbatim?


class _Line:
    """Collects characters and their runs; white space becomes one space."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.size = 0
        self.space: tuple[int | None, int] | None = None  # where in the file the white space stands that is due

    def put(self, text: str, start: int, length: int, verbatim: bool) -> None:
        if self.space is not None and self.size:
            at, extent = self.space
            self._add(" ", at, extent, at is not None and extent == 1)
        self.space = None
        self._add(text, start, length, verbatim)

    def due(self, start: int | None, length: int) -> None:
        if self.space is None:
            self.space = (start, length)

    def _add(self, text: str, start: int | None, length: int, verbatim: bool) -> None:
        last = self.runs[-1] if self.runs else None
        goes_on = (
            verbatim
            and last is not None
            and last.verbatim
            and last.source is not None
            and last.source + self.size - last.at == start
        )
        if not goes_on:
            self.runs.append(Run(self.size, start, verbatim, 0 if verbatim else length))
        self.parts.append(text)
        self.size += len(text)


def text_of(stream: Stream, ranges: Iterable[tuple[int, int]]) -> Text:
    """The characters of these ranges of `stream.visible` in one line, white space between them folded."""
    line = _Line()
    for low, high in ranges:
        if line.size:
            line.due(None, 0)
        index = max(0, bisect_right(stream.pieces, low, key=lambda piece: piece.at) - 1)
        before: TextPiece | None = None
        while index < len(stream.pieces) and stream.pieces[index].at < high:
            piece = stream.pieces[index]
            if piece.after or (before is not None and before.block != piece.block):
                line.due(None, 0)
            index += 1
            end = stream.pieces[index].at if index < len(stream.pieces) else len(stream.visible)
            if low <= piece.at and end <= high:
                _put_whole(line, stream.source, piece)
            else:
                _put(line, stream.source, piece, low - piece.at, high - piece.at)
            before = piece
    return Text("".join(line.parts), tuple(line.runs))


def _put_whole(line: _Line, source: str, piece: TextPiece) -> None:
    """All of a piece, in stretches that have but single spaces."""
    for text, start, length, verbatim in _segments(source, piece):
        if not verbatim:
            for token in _STRETCH.findall(text):
                line.put(token, start, length, False)
            if text.isspace():
                line.due(start, length)
            continue
        at = 0
        for found in _STRETCH.finditer(text):
            gap = text[at : found.start()]
            if gap and gap.translate(INVISIBLE) != "":
                line.due(start + at, len(gap))
            line.put(found.group(), start + found.start(), 0, True)
            at = found.end()
        if text[at:].translate(INVISIBLE):
            line.due(start + at, len(text) - at)


def _put(line: _Line, source: str, piece: TextPiece, low: int, high: int) -> None:
    """The visible characters [low, high) of a piece, counted from its first."""
    seen = 0
    for text, start, length, verbatim in _segments(source, piece):
        for found in _TOKEN.finditer(text):
            token, here = found.group(), start + found.start() if verbatim else start
            if token.isspace():
                if low < seen < high or (low < 0 and not seen):
                    line.due(here, len(token) if verbatim else length)
                continue
            if ord(token[0]) in INVISIBLE:
                continue
            first, last = max(low - seen, 0), min(high - seen, len(token))
            seen += len(token)
            if first < last:
                line.put(token[first:last], here + first if verbatim else here, length, verbatim)


def _segments(source: str, piece: TextPiece) -> Iterator[_Segment]:
    """A piece cut at its entities."""
    raw = source[piece.start : piece.end]
    if "&" not in raw:
        yield raw, piece.start, len(raw), True
        return
    at = 0
    for found in ENTITY.finditer(raw):
        text = unescape(found.group())
        if text == found.group():
            continue
        if found.start() > at:
            yield raw[at : found.start()], piece.start + at, found.start() - at, True
        yield text, piece.start + found.start(), len(found.group()), False
        at = found.end()
    if at < len(raw):
        yield raw[at:], piece.start + at, len(raw) - at, True
