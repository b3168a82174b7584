"""Editions → rows of the library. What is there is compared with `out/`: what is new or changed is read, what is gone
is taken out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefing.compose.sentences.speakers.people import bearers
from briefing.language.folding import pieces
from briefing.publish.editions import EDITIONS_A_DAY, DamagedEdition, Sign, days, read, there
from briefing.storage.library.editions import Contents, KeptStatement, KeptStory, Origin, contents
from briefing.storage.library.tables import FIRST_DAY, STATEMENTS_AN_EDITION


@dataclass(frozen=True, slots=True)
class LibraryChanges:
    """What is to be done: editions of `out` to be read, and rows of editions that are no more."""

    read: dict[str, Sign]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.read or self.gone)


def changes(connection: sqlite3.Connection, out: Path) -> LibraryChanges:
    """How the library differs from `out`."""
    found = there(out)
    known = dict(connection.execute("SELECT name, sign FROM editions"))
    changed = {name: sign for name, sign in found.items() if known.get(name) != str(tuple(sign))}
    return LibraryChanges(changed, tuple(name for name in known if name not in found))


def fill(connection: sqlite3.Connection, out: Path, what: LibraryChanges) -> Iterator[str]:
    """Brings the library up to date; yields each edition's name when it is done. All of it or nothing is stored."""
    connection.execute("BEGIN")
    before = _speakers(connection)
    _Filler(connection).take_out(what.gone)
    for name, sign in what.read.items():
        _read(connection, out, name, sign)
        yield name
    if _speakers(connection) != before:
        _join_names(connection)
    connection.execute("COMMIT")


def _read(connection: sqlite3.Connection, out: Path, name: str, sign: Sign) -> None:
    """One edition. One whose file is as it was (copied, say) is only noted; one that is damaged has no statements."""
    digest, fault, found = "", "", Contents(language="", said=(), told=(), origins=())
    try:
        raw = read(out, name)
        digest = sha256(raw).hexdigest()
        if _noted(connection, name, sign, digest):
            return
        found = contents(raw)
    except DamagedEdition as damage:
        fault = damage.message
    filler = _Filler(connection)
    filler.take_out([name])
    filler.add((name, *(days(name) or ("", "")), str(tuple(sign)), digest, found.language, fault), found)


def _noted(connection: sqlite3.Connection, name: str, sign: Sign, digest: str) -> bool:
    row = "UPDATE editions SET sign = ? WHERE name = ? AND sha256 = ? AND fault = ''"
    return connection.execute(row, (str(tuple(sign)), name, digest)).rowcount > 0


class _Filler:
    """Writes the rows of editions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.known: dict[tuple[str, str], int] = {}

    def take_out(self, names: Sequence[str]) -> None:
        run = self.connection.execute
        for name in names:
            for (edition,) in run("SELECT id FROM editions WHERE name = ?", (name,)).fetchall():
                of = (edition,)
                within = (edition * STATEMENTS_AN_EDITION, (edition + 1) * STATEMENTS_AN_EDITION)
                run("DELETE FROM names WHERE source >= ? AND source < ?", within)
                run("DELETE FROM told WHERE id >= ? AND id < ?", within)
                for table, column in (("quoted", "statement"), ("spaced", "rowid"), ("unspaced", "rowid")):
                    run(f"DELETE FROM {table} WHERE {column} >= ? AND {column} < ?", within)  # noqa: S608
                run("DELETE FROM put_right WHERE by = ?", of)
                run("DELETE FROM sources WHERE edition = ?", of)
                run("DELETE FROM statements WHERE edition = ?", of)
                run("DELETE FROM editions WHERE id = ?", of)

    def add(self, row: tuple[str, ...], found: Contents) -> None:
        """row: name, last and first day, sign, digest, language, fault."""
        run = self.connection.execute
        edition = self.free_id(row[1])
        run(
            "INSERT INTO editions (id, name, last, first, sign, sha256, language, fault) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (edition, *row),
        )
        rows = [(edition, one.edition, one.statement, one.why) for one in found.put_right]
        self.connection.executemany("INSERT INTO put_right VALUES (?, ?, ?, ?)", rows)
        sources = self.add_sources(edition, found.origins)
        self.add_stories(edition, found.told, sources)
        for place, said in enumerate(found.said):
            statement = edition * STATEMENTS_AN_EDITION + place
            cited = [(statement, sources[number]) for number in said.sources if number in sources]
            self.connection.executemany("INSERT INTO quoted VALUES (?, ?)", cited)
            self.add_statement(statement, edition, said, sources)

    def add_sources(self, edition: int, origins: Sequence[Origin]) -> dict[int, int]:
        """The rows of an edition's sources by their numbers."""
        sources: dict[int, int] = {}
        for place, origin in enumerate(origins):
            source = sources[origin.number] = edition * STATEMENTS_AN_EDITION + place
            row = (source, edition, origin.number, self.id_of("outlets", origin.outlet), *origin.at)
            self.connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", row)
            rows = [(name, source) for name in origin.names]
            self.connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", rows)
        return sources

    def add_stories(self, edition: int, told: Sequence[KeptStory], sources: Mapping[int, int]) -> None:
        first = edition * STATEMENTS_AN_EDITION
        rows = [
            (first + place, sources.get(one.source), *(one.at.id or (None, None)), *one.at.headline)
            for place, one in enumerate(told)
        ]
        self.connection.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?)", rows)

    def free_id(self, last: str) -> int:
        """An id for an edition whose last day this is."""
        lowest = (date.fromisoformat(last).toordinal() - FIRST_DAY) * EDITIONS_A_DAY
        taken = self.connection.execute(
            "SELECT id FROM editions WHERE id >= ? AND id < ?", (lowest, lowest + EDITIONS_A_DAY)
        ).fetchall()
        return next(number for number in range(lowest, lowest + EDITIONS_A_DAY) if (number,) not in taken)

    def add_statement(self, statement: int, edition: int, said: KeptStatement, sources: Mapping[int, int]) -> None:
        run = self.connection.execute
        origin = sources.get(said.sources[0]) if said.sources else None
        row = (
            statement,
            edition,
            said.id,
            self.id_of("sections", said.section),
            self.id_of("speakers", said.speaker),
            self.id_of("roles", said.role),
            said.story,
            None if origin is None else origin - edition * STATEMENTS_AN_EDITION,
            *said.at,
        )
        run("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        words, runs = searchable(said.text)
        run("INSERT INTO spaced (rowid, words) VALUES (?, ?)", (statement, words))
        if runs:
            run("INSERT INTO unspaced (rowid, runs) VALUES (?, ?)", (statement, runs))

    def id_of(self, table: str, name: str | None) -> int | None:
        """The row of a name in a table of names, made if there is none."""
        if name is None:
            return None
        if (table, name) not in self.known:
            self.connection.execute(f"INSERT OR IGNORE INTO {table} (name) VALUES (?)", (name,))  # noqa: S608
            row = self.connection.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()  # noqa: S608
            self.known[table, name] = int(row[0])
        return self.known[table, name]


def searchable(text: str) -> tuple[str, str]:
    """A text as the two tables hold it: its words with spaces between them; its runs without spaces, each on a line."""
    found = list(pieces(text))
    words = " ".join(piece.text for piece in found if not piece.unspaced)
    return words, "\n".join(piece.text for piece in found if piece.unspaced)


def _speakers(connection: sqlite3.Connection) -> list[tuple[str, str | None]]:
    return connection.execute(
        "SELECT DISTINCT s.name, r.name FROM statements t JOIN speakers s ON s.id = t.speaker "
        "LEFT JOIN roles r ON r.id = t.role ORDER BY 1, 2"
    ).fetchall()


def _join_names(connection: sqlite3.Connection) -> None:
    """Finds anew which names are one person's or one body's, by the language that most editions have."""
    found = _speakers(connection)
    languages = Counter(row[0] for row in connection.execute("SELECT language FROM editions WHERE fault = ''"))
    code = languages.most_common(1)[0][0] if languages else "en"
    owner = bearers({name for name, _ in found}, code, {name for name, role in found if role})
    connection.execute(
        "DELETE FROM speakers WHERE id NOT IN (SELECT speaker FROM statements WHERE speaker IS NOT NULL)"
    )
    ids = dict(connection.execute("SELECT name, id FROM speakers"))
    rows = [(ids[bearer], ids[name]) for name, bearer in owner.items()]
    connection.executemany("UPDATE speakers SET bearer = ? WHERE id = ?", rows)
