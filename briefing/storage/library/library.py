"""The library as commands use it: opened, brought up to date, asked; what it finds is read from the editions.

The file is held by one run at a time. `library.lock` beside it holds what the file looked like when a run closed it in
order: whoever finds another file than that makes it anew, so that a run that was killed, a copy from elsewhere or a
change by another program leaves nothing wrong behind.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, TypeVar

from briefing.errors import StateError
from briefing.publish.editions import UNFIT, PrintedPlace, Sign, days
from briefing.storage.library import filling, tables
from briefing.storage.library.hits import Hit, Withdrawn, withdrawn
from briefing.storage.library.impact import Rest, resting
from briefing.storage.library.people import QuotedPerson, quoted, said_by
from briefing.storage.library.printed import PrintedEditions, Untrue
from briefing.storage.library.queries import Query
from briefing.storage.library.search import Filter, hits
from briefing.storage.locks import hold

FILE = "library.sqlite"

Answer = TypeVar("Answer")
Progress = Callable[[Iterable[str], int], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """A statement as its edition has it. place: where in the edition; source: the entry of the source that it is quoted
    from; withdrawn: that a later edition put it right; marks: where the words that were asked for stand in its text."""

    edition: str
    place: PrintedPlace
    source: Mapping[str, Any] | None
    withdrawn: Withdrawn | None = None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Resting:
    """What of an edition rests on a source: the entries of the source there, the statements, and the headlines."""

    edition: str
    sources: tuple[Mapping[str, Any], ...]
    statements: tuple[FoundStatement, ...]
    headlines: tuple[str, ...]


@contextmanager
def library(
    state: Path,
    out: Path,
    *,
    own: bool = True,
    progress: Progress | None = None,
    wait: Callable[[], None] | None = None,
) -> Iterator[Library]:
    """The library of the editions in `out`, up to date. Raises StateError where the state folder cannot be used.

    own: the state folder is kept for this `out` alone; otherwise the library has a name that no other `out` gives.
    progress: gets the names of editions as they are read, and how many there are; wait: is called where another run has
    the library."""
    name = FILE if own else f"library-{sha256(str(out.resolve()).encode('utf-8', 'replace')).hexdigest()[:12]}.sqlite"
    file = state / name
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = file.with_suffix(".lock").open("a+")
    except OSError as fault:
        raise tables.unusable(file, fault) from fault
    with lock:
        hold(lock, wait or (lambda: None))
        made = Library(file, out, lock, progress)
        try:
            yield made
        finally:
            made.close()


class Library:
    """The library of the editions in `out`; see `library`."""

    def __init__(self, file: Path, out: Path, lock: IO[str], progress: Progress | None) -> None:
        self._file, self._out, self._lock = file, out, lock
        self._progress: Progress = progress or (lambda names, size: names)
        self._printed = PrintedEditions(out)
        self._withdrawn: Mapping[tuple[str, str], Withdrawn] = {}
        sign = Sign.of(file)
        if sign is None or _noted(lock) != list(sign):
            self._connection = tables.anew(file)
        else:
            self._connection = tables.connected(file)
        self._asked(lambda: None)

    # -- what can be asked

    def search(
        self, query: Query, only: Filter | None = None, limit: int | None = None
    ) -> tuple[int, list[FoundStatement]]:
        """How many statements meet the query, and the best `limit` of them."""

        def ask() -> tuple[int, list[FoundStatement]]:
            number, found = hits(self._connection, query, only or Filter(), limit)
            return number, [self._found(hit, query) for hit in found]

        return self._asked(ask)

    def people(self, name: str | None = None) -> list[QuotedPerson]:
        """All who are quoted, or those that a name can mean."""
        return self._asked(lambda: quoted(self._connection, name))

    def said(self, person: QuotedPerson) -> list[FoundStatement]:
        """What a person said, in the order of the editions."""
        return self._asked(lambda: [self._found(hit) for hit in said_by(self._connection, person)])

    def impact(self, names: Iterable[str]) -> list[Resting]:
        """What rests on a source that has one of these names: a path, an address, a digest."""
        wanted = list(names)
        return self._asked(lambda: [self._resting(rest) for rest in resting(self._connection, wanted)])

    def damaged(self) -> list[tuple[str, str]]:
        """The editions that cannot be read, each with why."""
        rows = "SELECT name, fault FROM editions WHERE fault <> '' ORDER BY name"
        return self._asked(lambda: self._connection.execute(rows).fetchall())

    def editions(self) -> int:
        """How many editions there are."""
        return self._asked(lambda: int(self._connection.execute("SELECT count(*) FROM editions").fetchone()[0]))

    def named(self, what: str) -> list[str]:
        """All names of a kind: "sections" or "outlets"."""
        rows = f"SELECT name FROM {what} WHERE id IN (SELECT {_USED[what]}) ORDER BY name"  # noqa: S608
        return self._asked(lambda: [row[0] for row in self._connection.execute(rows)])

    def close(self) -> None:
        """Closes the file and notes what it looks like."""
        self._printed.close()
        self._connection.close()
        sign = Sign.of(self._file)
        if sign is not None and _noted(self._lock) != list(sign):
            with suppress(OSError):
                _sync(self._file)
                _note(self._lock, json.dumps(sign))

    # -- how it is kept true

    def _asked(self, ask: Callable[[], Answer]) -> Answer:
        """The answer of a library that is up to date; where it shows to be wrong, of one that was made anew. What is
        wrong even then is a fault of the program or of the disk."""
        for attempt in (1, 2):
            try:
                self._refresh()
                self._withdrawn = withdrawn(self._connection)
                return ask()
            except sqlite3.DatabaseError as fault:
                if attempt == 2 or not tables.is_damage(fault):
                    raise tables.unusable(self._file, fault) from fault
            except Untrue as fault:
                if attempt == 2:
                    raise StateError(f"the editions in {self._out} change while they are read: {fault}") from fault
            except UNFIT:
                if attempt == 2:
                    raise
            self._printed.close()
            self._connection.close()
            self._connection = tables.anew(self._file)
        raise AssertionError("unreachable")

    def _refresh(self) -> None:
        what = filling.changes(self._connection, self._out)
        if what:
            self._printed.close()
            _note(self._lock, "")
            filled = filling.fill(self._connection, self._out, what)
            for _ in self._progress(filled, len(what.read)):
                pass

    # -- what the editions say

    def _found(self, hit: Hit, query: Query | None = None) -> FoundStatement:
        place = self._printed.place(hit)
        marks = query.marks(str(place.statement["text"])) if query else []
        if marks is None:
            raise Untrue(f"{hit.edition} {hit.statement}")
        source = None if hit.source is None else self._printed.entry(hit.edition, hit.source)
        day = (days(hit.edition) or (hit.edition,))[0]
        return FoundStatement(
            edition=hit.edition,
            place=place,
            source=source,
            withdrawn=self._withdrawn.get((day, hit.statement)),
            marks=tuple(marks),
        )

    def _resting(self, rest: Rest) -> Resting:
        return Resting(
            rest.edition,
            tuple(self._printed.entry(rest.edition, at) for at in rest.sources),
            tuple(self._found(hit) for hit in rest.statements),
            tuple(self._printed.words(rest.edition, at) for at in rest.headlines),
        )


_USED = {
    "sections": "section FROM statements",
    "outlets": "outlet FROM sources",
}


def _noted(lock: IO[str]) -> object:
    """What the file looked like when it was closed in order; None where that is not known."""
    lock.seek(0)
    try:
        return json.loads(lock.read(1000))
    except ValueError:
        return None


def _note(lock: IO[str], text: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(text)
    lock.flush()


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
