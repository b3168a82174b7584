"""A large file of many records in shares, which several processes make: of JSON Lines and tables each share is a piece
of the file, of other forms all of it with the part of its articles that is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from briefing.model import Article, Problem
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import read_file, read_lines
from briefing.prepare.readers.decoding import sniff
from briefing.prepare.readers.records import rows
from briefing.prepare.readers.records.lines import Piece, joined_problems, pieces
from briefing.prepare.reading import Lines, reader_of
from briefing.running import records
from briefing.running.records import FileRecord

SHARE = 6_000_000  # bytes of a file of records whose articles one process makes; reading them takes little of the time,
PIECE = 2_000_000  # and of the lines of one that is cut
SHARED = ("json", "csv")  # kinds of such files


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some of the articles of a file: which, of how many such shares. data: the bytes of the file; where it was cut, of
    the lines alone, or of the rows behind their header."""

    name: str
    data: bytes
    number: int = 0
    shares: int = 1
    lines: Lines | None = None

    def key(self, recipe: str) -> str:
        """What its entry in the cache is called."""
        of_lines = f"/{self.lines.before}/{self.lines.sha256}" if self.lines else ""
        return records.file_key(f"{recipe}\0{self.number}/{self.shares}{of_lines}", self.name, self.data)

    @property
    def task(self) -> ShareTask:
        return self.name, self.data, self.number, self.shares, self.lines


# a share as it goes to another process, which sees how large it is
ShareTask = tuple[str, bytes, int, int, Lines | None]


def read_share(options: PrepareOptions, task: ShareTask) -> tuple[list[Article], list[Problem]]:
    """The articles of a share, and what stood in the way."""
    name, data, number, shares, lines = task
    if lines is not None:
        return read_lines(name, data, lines, options)
    return read_file(name, data, options, (number, shares))


def shares_of(name: str, data: bytes, options: ReaderOptions) -> list[Share]:
    """The whole of a file; of a large one of many records, what several processes can make."""
    kind = sniff.kind(name, data) if len(data) > PIECE else ""
    if kind not in SHARED:
        return [Share(name=name, data=data)]
    found = [] if reader_of(name, options) else _pieces(kind, data, options)
    digest = sha256(data).hexdigest() if found else ""
    cut = [
        Share(
            name=name,
            data=piece.data,
            number=number,
            shares=len(found),
            lines=Lines(piece.before, digest, piece.head),
        )
        for number, piece in enumerate(found)
    ]
    return cut or of_whole(name, data)


def _pieces(kind: str, data: bytes, options: ReaderOptions) -> list[Piece]:
    return rows.pieces(data, PIECE, options) if kind == "csv" else pieces(data, PIECE, options.articles)


def whole_of(parts: Sequence[Share]) -> list[Share]:
    """The file that these pieces were cut from, in shares that each read all of it."""
    head = parts[0].data[: parts[0].lines.head] if parts[0].lines else b""
    return of_whole(parts[0].name, head + b"".join(one.data[len(head) :] for one in parts))


def of_whole(name: str, data: bytes) -> list[Share]:
    """A file in shares that each read all of it."""
    shares = -(-len(data) // SHARE)
    return [Share(name=name, data=data, number=number, shares=shares) for number in range(shares)]


def joined(shares: Sequence[FileRecord]) -> FileRecord:
    """The file of these shares. Where one takes more than it may the file is left out, as if it had been made whole."""
    if len(shares) == 1:
        return shares[0]
    name = shares[0].name
    problems = [problem for share in shares for problem in share.problems]
    beyond = [problem for problem in problems if problem.failure and problem.path == name]
    if beyond:
        return FileRecord(name, (), tuple(beyond[:1]))
    return FileRecord(name, tuple(record for share in shares for record in share.records), tuple(problems))


def joined_pieces(found: Sequence[FileRecord]) -> FileRecord | None:
    """The file of these pieces. None where the whole might give something else: where it holds no article, two records
    want one name, or a piece says something of the file that cannot be said of all together."""
    file = joined(found)
    if any(problem.failure and problem.path == file.name for problem in file.problems):
        return file
    problems = joined_problems(file.name, file.problems)
    paths = {record.path for record in file.records}
    if problems is None or not paths or len(paths) < len(file.records):
        return None
    return FileRecord(file.name, file.records, tuple(problems))
