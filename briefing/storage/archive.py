"""SQLite: prepared files (the cache), and what was sent to whom (the journal).

`cache.sqlite` in the state folder is safe to delete; it never changes what an edition says. Entries are plain JSON, so
that a state folder from elsewhere can hold wrong data but no code; what does not decode counts as absent.

`journal.sqlite` is never deleted by the program. Each step of a mail's way is stored before the step is made, so that a
killed process leaves it exact. What a power cut would take is covered by intents: see Journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from briefing.errors import StateError
from briefing.storage.locks import hold

CACHE = "cache.sqlite"
JOURNAL = "journal.sqlite"
MOST_ENTRIES = 200_000  # that stay, or as many as one run asked for, if those are more
TOGETHER = 500  # entries that are stored together,
SOON = 2.0  # seconds after which those there are do not wait for others: what a killed run loses


class Cache(MutableMapping[str, bytes]):
    """Digest of bytes and recipe → prepared articles, packed. Writes are kept together, some hundreds or two seconds
    long, and stored at `flush`: a run that is stopped, however it is, loses no more than these."""

    def __init__(self, file: Path) -> None:
        """Raises StateError where the file cannot be used."""
        self._file = file
        self._connection = _open(file)
        self._new: dict[str, bytes] = {}
        self._stored_at = monotonic()
        self._asked = 0

    def __getitem__(self, key: str) -> bytes:
        self._asked += 1
        if key in self._new:
            return self._new[key]
        rows = self._found("SELECT data FROM prepared WHERE key = ?", key)
        if not rows or not isinstance(rows[0][0], bytes):
            raise KeyError(key)
        return rows[0][0]

    def __setitem__(self, key: str, data: bytes) -> None:
        self._new[key] = data
        if len(self._new) >= TOGETHER or monotonic() - self._stored_at >= SOON:
            self.flush()

    def __delitem__(self, key: str) -> None:
        self._new.pop(key, None)
        self._found("DELETE FROM prepared WHERE key = ?", key)

    def __iter__(self) -> Iterator[str]:
        self.flush()
        return iter([str(row[0]) for row in self._found("SELECT key FROM prepared ORDER BY key")])

    def __len__(self) -> int:
        self.flush()
        found = self._found("SELECT count(*) FROM prepared")
        return int(found[0][0]) if found else 0

    def _found(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        """The rows; none where the file cannot be read. One that is damaged is made anew."""
        try:
            with self._connection:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError:
            return []
        except sqlite3.DatabaseError:
            self._renew()
            return []

    def flush(self) -> None:
        """Stores what is new; the oldest entries go when there are too many. A full disk costs the cache, no more."""
        if not self._new:
            return
        try:
            self._store()
        except sqlite3.OperationalError:
            pass
        except sqlite3.DatabaseError:
            self._renew()
            with suppress(sqlite3.DatabaseError):
                self._store()
        self._new.clear()
        self._stored_at = monotonic()

    def _store(self) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO prepared VALUES (?, ?)", self._new.items())
            self._connection.execute(
                "DELETE FROM prepared WHERE rowid <= (SELECT max(rowid) FROM prepared) - ?",
                (max(MOST_ENTRIES, self._asked),),
            )

    def _renew(self) -> None:
        self._connection.close()
        _delete(self._file)
        self._connection = _open(self._file)

    def close(self) -> None:
        self._connection.close()


@contextmanager
def cache(state: Path) -> Iterator[MutableMapping[str, bytes]]:
    """The cache in the state folder. One that is damaged, or of another form, is made anew; raises StateError where the
    folder cannot be used."""
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StateError(
            f"the state folder {state} cannot be used: {fault.strerror}",
            "set `state:` in config.yaml to a folder you can write",
        ) from fault
    store = Cache(state / CACHE)
    try:
        yield store
    finally:  # also when the run is interrupted: the next one goes on from here
        store.flush()
        store.close()


def _open(file: Path) -> sqlite3.Connection:
    for attempt in (1, 2):
        try:
            return _connected(file)
        except sqlite3.OperationalError as fault:
            raise StateError(
                f"the state folder {file.parent} cannot be used: {fault}",
                "set `state:` in config.yaml to a folder you can write",
            ) from fault
        except sqlite3.DatabaseError:
            if attempt == 2:
                raise
            _delete(file)
    raise AssertionError("unreachable")


def _delete(file: Path) -> None:
    for name in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
        name.unlink(missing_ok=True)


def _connected(file: Path) -> sqlite3.Connection:
    """The cache's connection, proved by a first look; none stays open where that fails."""
    connection = sqlite3.connect(file, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("CREATE TABLE IF NOT EXISTS prepared (key TEXT PRIMARY KEY, data BLOB NOT NULL)")
        if _columns(connection, "prepared") != ["key", "data"]:
            raise sqlite3.DatabaseError("another form")
        connection.execute("SELECT key FROM prepared LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns; none where there is no such table."""
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]


# --- the journal ----------------------------------------------------------------------------------------------------

_TABLES = """
CREATE TABLE IF NOT EXISTS sent (
    date TEXT NOT NULL, digest TEXT NOT NULL, recipient TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (date, digest, recipient));
CREATE TABLE IF NOT EXISTS intended (
    date TEXT NOT NULL, digest TEXT NOT NULL, recipient TEXT NOT NULL, machine TEXT NOT NULL,
    PRIMARY KEY (date, digest, recipient));
"""
_REMEDY = "set `state:` in config.yaml to a folder you can write; without the journal nothing is sent"
CUT_SHORT = "the run ended while this mail went out"

State = Literal["queued", "sending", "accepted", "refused", "unknown"]


_COLUMNS = ("date", "digest", "recipient", "state", "words")  # of the table of receipts, as they are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is known of one recipient of one edition. digest: of the edition's brief.json; words: the server's."""

    date: str
    digest: str
    recipient: str
    state: State
    words: str


class Journal:
    """Per edition date, version and recipient: queued → sending → accepted | refused | unknown.

    A note is with the operating system when `note` returns: it outlives the process, however that ends. Only a stop of
    the machine could take it. So before the first of some recipients is served, `intend` stores and syncs that they are
    about to be; found again after a restart of the machine, those whose outcome is not stored are unknown. One sync
    thus serves many recipients.
    """

    def __init__(self, connection: sqlite3.Connection, machine: str) -> None:
        """machine: a name of the machine's present run, another after each start; "" where there is none."""
        self._connection, self._machine = connection, machine

    def of(self, date: str) -> list[Receipt]:
        """All entries of an edition date, in the order in which they were first made."""
        rows = self._connection.execute(
            "SELECT date, digest, recipient, state, words FROM sent WHERE date = ? ORDER BY rowid", (date,)
        )
        return [Receipt(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]

    def note(self, *entries: Receipt) -> None:
        """Stores what is known now."""
        with self._connection:
            self._connection.executemany(
                "INSERT INTO sent (date, digest, recipient, state, words) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (date, digest, recipient) DO UPDATE SET state = excluded.state, words = excluded.words",
                [(e.date, e.digest, e.recipient, e.state, e.words) for e in entries],
            )

    def note_new(self, entries: Iterable[Receipt]) -> None:
        """Stores entries that are not there yet; those that are stay as they are."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR IGNORE INTO sent (date, digest, recipient, state, words) VALUES (?, ?, ?, ?, ?)",
                [(e.date, e.digest, e.recipient, e.state, e.words) for e in entries],
            )

    def intend(self, entries: Iterable[Receipt]) -> None:
        """These are served next, and no others: on the disk, with all notes before, when this returns."""
        self._connection.execute("PRAGMA synchronous = FULL")
        with self._connection:
            self._connection.execute("DELETE FROM intended")
            self._connection.executemany(
                "INSERT INTO intended (date, digest, recipient, machine) VALUES (?, ?, ?, ?)",
                [(e.date, e.digest, e.recipient, self._machine) for e in entries],
            )
        self._connection.execute("PRAGMA synchronous = NORMAL")

    def interrupted(self) -> list[Receipt]:
        """Entries of which no run can say what became of them: the run was killed, or the machine stopped."""
        rows = self._connection.execute(
            "SELECT date, digest, recipient, state, words FROM sent WHERE state = 'sending' "
            "OR (state = 'queued' AND EXISTS (SELECT 1 FROM intended AS i WHERE i.date = sent.date "
            "AND i.digest = sent.digest AND i.recipient = sent.recipient AND (i.machine <> ? OR i.machine = '')))",
            (self._machine,),
        )
        return [Receipt(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]


@contextmanager
def journal(state: Path, wait: Callable[[], None]) -> Iterator[Journal]:
    """The journal, held by one run at a time; `wait` is called once where another run holds it. Raises StateError.

    What an interrupted run left open is unknown from here on."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        with (state / "journal.lock").open("w") as lock:
            hold(lock, wait)
            if not (state / JOURNAL).exists():
                _begin(state / JOURNAL)
            connection = sqlite3.connect(state / JOURNAL, timeout=10)
            try:
                _must_be_journal(connection, state)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_TABLES)
                book = Journal(connection, _machine())
                book.note(*(replace(entry, state="unknown", words=CUT_SHORT) for entry in book.interrupted()))
                yield book
                book.intend(())
            finally:
                connection.close()
    except (OSError, sqlite3.DatabaseError) as fault:
        raise StateError(f"the journal in {state} cannot be used: {fault}", _REMEDY) from fault


def noted(state: Path, date: str) -> list[Receipt]:
    """What the journal says of an edition date, without waiting for a run that holds it. Raises StateError."""
    if not (state / JOURNAL).is_file():
        return []
    try:
        connection = sqlite3.connect(state / JOURNAL, timeout=10)
        try:
            _must_be_journal(connection, state)
            return Journal(connection, "").of(date)
        finally:
            connection.close()
    except sqlite3.DatabaseError as fault:
        raise StateError(f"the journal in {state} cannot be read: {fault}", _REMEDY) from fault


def _begin(file: Path) -> None:
    """A new journal, there whole or not at all: an empty one would say that nobody was served."""
    scratch = file.with_name(file.name + ".new")
    _delete(scratch)
    scratch.touch(mode=0o600)  # addresses are nobody else's business
    connection = sqlite3.connect(scratch)
    try:
        connection.executescript(_TABLES)
    finally:
        connection.close()
    scratch.replace(file)


def _must_be_journal(connection: sqlite3.Connection, state: Path) -> None:
    """Raises StateError for a file that holds no journal: one that lost what it held, or another program's."""
    if _columns(connection, "sent") != ["date", "digest", "recipient", "state", "words"]:
        raise StateError(
            f"{state / JOURNAL} is no journal of what was sent: it is empty, or of another program",
            "put back a copy of it, or take it away if you are sure that nobody would be served twice",
        )


def _machine() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
