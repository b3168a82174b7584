"""A large file of JSON Lines in pieces of whole lines, so that each process that reads it holds a part of it.

All pieces together give what the file as a whole gives: `pieces` cuts nothing of which that is not sure beforehand, and
`joined_problems` says where it shows only afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model import Problem, Unread
from briefing.prepare.readers.bounds import RECORD_BOUNDS
from briefing.prepare.readers.records.json_records import counted, is_json_lines

_NEXT = b"\n{"  # a piece begins with an object, so that neither a mark of byte order nor an empty line opens it
OTHER_SETS = (b"\0", b"\x1b$")  # in UTF-16, and in ISO 2022


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines or rows of a file; before: the records that stand before them; head: so many bytes of the file's
    beginning are repeated before them."""

    data: bytes
    before: int
    head: int = 0


def pieces(data: bytes, size: int, most: int) -> list[Piece]:
    """The lines of a file of JSON Lines in pieces of about `size` bytes, two at least; [] where it is no such file,
    is not in UTF-8, or holds more than `most` records."""
    if any(mark in data for mark in OTHER_SETS) or b"\n" not in data[: RECORD_BOUNDS.line]:
        return []
    found: list[Piece] = []
    before = 0
    for piece in _cut(data, size):
        try:
            text = piece.decode("utf-8")
        except UnicodeDecodeError:
            return []
        if not found and not is_json_lines(text.removeprefix("\ufeff")):
            return []
        found.append(Piece(piece, before))
        before += sum(1 for line in text.split("\n") if line.strip())
    return found if len(found) > 1 and before <= most else []


def _cut(data: bytes, size: int) -> Iterator[bytes]:
    start = 0
    while start < len(data):
        end = data.find(_NEXT, start + size) + 1 or len(data)
        yield data[start:end]
        start = end


def joined_problems(path: str, problems: Sequence[Problem]) -> list[Problem] | None:
    """What stood in the way of pieces of a file, as the whole file says it: what each counted, as one count. None where
    a piece says something else of the file."""
    of_file = [problem for problem in problems if problem.path == path]
    counts = [problem.unread for problem in of_file if problem.unread is not None]
    if len(counts) < len(of_file):
        return None
    first = next((count.first for count in counts if count.bad), "")
    every = Unread(sum(count.bad for count in counts), sum(count.number for count in counts), first)
    others = [problem for problem in problems if problem.path != path]
    return [*([counted(path, every)] if every.bad else []), *others]
