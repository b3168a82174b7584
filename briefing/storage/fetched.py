"""What `briefing fetch` remembers: `intake.sqlite` in the state folder, held by one run at a time.

An answer and what is remembered of it are stored together. Files are kept in the table `arriving` too until they stand
in their folder for certain, on the disk: a run that is killed leaves them there, and the next one writes them. So
nothing that was received is lost, and nothing is asked for again. A state that is damaged is put aside as
intake.sqlite.damaged, and begun anew: what is lost by that is when to ask next.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.errors import StateError
from briefing.intake.state import Plain, StateChanges
from briefing.storage.locks import hold
from briefing.text import counted

FILE = "intake.sqlite"
LOCK = "intake.lock"
LONGEST_NAME = 250  # bytes of a file's name: the system's 255 without those of the name under which it is written first
LONGEST_ENDING = 16  # characters of what is kept as a name's ending
LONGEST_PATH = 3700  # bytes of a folder's path: the system's 4,096 with a name in it
_TABLES = """
CREATE TABLE IF NOT EXISTS known (kind TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS begun (key TEXT PRIMARY KEY, data BLOB NOT NULL, plan TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS arriving (path TEXT PRIMARY KEY, data BLOB NOT NULL);
"""
_REMEDY = "set `state:` in config.yaml to a folder you can write"


class Fetched:
    """The state of the intake; implements briefing.intake.state.State."""

    def __init__(self, connection: sqlite3.Connection, root: Path) -> None:
        """root: the project's folder, which the paths of files are below."""
        self._connection, self._root = connection, root

    def get(self, kind: str, key: str) -> Plain | None:
        rows = self._connection.execute("SELECT data FROM known WHERE kind = ? AND key = ?", (kind, key)).fetchall()
        return _plain(rows[0][0]) if rows else None

    def every(self, kind: str) -> Mapping[str, Plain]:
        rows = self._connection.execute("SELECT key, data FROM known WHERE kind = ? ORDER BY rowid", (kind,))
        return {str(key): _plain(data) for key, data in rows}

    def begun(self) -> Sequence[tuple[str, bytes, Plain]]:
        rows = self._connection.execute("SELECT key, data, plan FROM begun ORDER BY rowid")
        return [(str(key), bytes(data), _plain(plan)) for key, data, plan in rows]

    def commit(self, changes: StateChanges) -> None:
        """Stores all, with the operating system when this returns; then writes the files. One that cannot be written
        goes on waiting: `settle` tries again."""
        with self._connection:
            run = self._connection.executemany
            run("INSERT OR REPLACE INTO arriving VALUES (?, ?)", changes.files.items())
            run("DELETE FROM known WHERE kind = ? AND key = ?", changes.forgotten)
            run("INSERT OR REPLACE INTO known VALUES (?, ?, ?)",
                [(kind, key, json.dumps(data)) for kind, key, data in changes.known])  # fmt: skip
            run("INSERT OR REPLACE INTO begun VALUES (?, ?, ?)",
                [(key, data, json.dumps(plan)) for key, (data, plan) in changes.begun.items()])  # fmt: skip
            run("DELETE FROM begun WHERE key = ?", [(key,) for key in changes.finished])
        for path, data in changes.files.items():
            with suppress(OSError):
                _write(self._root, self.stands_at(path), data)

    def stands_at(self, path: str) -> str:
        """Where the file of a path is: there, or under another name where no file can have this one."""
        return possible(self._root, path)

    def settle(self) -> list[tuple[str, str]]:
        """Sees to it that all files stand on the disk, those too that a run before did not come to. Returns those that
        cannot be written and go on waiting, each with the reason."""
        paths = [str(row[0]) for row in self._connection.execute("SELECT path FROM arriving ORDER BY rowid")]
        waiting = []
        for path in paths:
            (data,) = self._connection.execute("SELECT data FROM arriving WHERE path = ?", (path,)).fetchone()
            try:
                self._stand(path, bytes(data))
            except OSError as fault:
                waiting.append((path, str(fault.strerror or fault)))
        there = sorted(set(paths) - {path for path, _ in waiting})
        if there:
            with self._connection:
                self._connection.executemany("DELETE FROM arriving WHERE path = ?", [(path,) for path in there])
        return waiting

    def _stand(self, path: str, data: bytes) -> None:
        """Raises OSError."""
        stands = self.stands_at(path)
        if not _is_there(self._root / stands, data):
            _write(self._root, stands, data)
        with suppress(OSError), (self._root / stands).open("rb") as stream:
            os.fsync(stream.fileno())


class Nothing:
    """The state before the first run."""

    def get(self, kind: str, key: str) -> Plain | None:
        return None

    def every(self, kind: str) -> Mapping[str, Plain]:
        return {}

    def begun(self) -> Sequence[tuple[str, bytes, Plain]]:
        return ()

    def commit(self, changes: StateChanges) -> None:
        raise AssertionError("nothing is stored")


@contextmanager
def fetched(state: Path, root: Path, wait: Callable[[], None]) -> Iterator[Fetched]:
    """The state, held by one run at a time; `wait` is called once where another run holds it. Raises StateError, at the
    end where a file could not be written."""
    waiting: list[tuple[str, str]] = []
    try:
        state.mkdir(parents=True, exist_ok=True)
        with (state / LOCK).open("w") as lock:
            hold(lock, wait)
            connection = _opened(state / FILE)
            try:
                held = Fetched(connection, root)
                held.settle()
                yield held
                waiting = held.settle()
            finally:
                connection.close()
    except (OSError, sqlite3.DatabaseError) as fault:
        raise StateError(f"the state folder {state} cannot be used: {fault}", _REMEDY) from fault
    if waiting:
        path, reason = waiting[0]
        more = f" (and {counted(len(waiting) - 1, 'other file')})" if waiting[1:] else ""
        raise StateError(
            f"cannot write {path}{more}: {reason}",
            "what was received is kept in the state folder and is written by the next run",
        )


@contextmanager
def seen(state: Path, root: Path) -> Iterator[Fetched | Nothing]:
    """The state as it is, without waiting and without writing: for a run that only shows what it would do."""
    file = state / FILE
    if not file.is_file():
        yield Nothing()
        return
    try:
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            yield Fetched(connection, root)
        finally:
            connection.close()
    except sqlite3.DatabaseError as fault:
        raise StateError(f"the state folder {state} cannot be read: {fault}", _REMEDY) from fault


def _opened(file: Path) -> sqlite3.Connection:
    if not file.is_dir():
        try:
            return _connected(file)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            pass
    file.replace(file.with_name(file.name + ".damaged"))
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    return _connected(file)


def _connected(file: Path) -> sqlite3.Connection:
    if not file.exists():
        file.touch(mode=0o600)  # which sources somebody reads is nobody else's business
    connection = sqlite3.connect(file, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
        for table in ("known", "begun", "arriving"):
            connection.execute(f"SELECT rowid FROM {table} LIMIT 1").fetchone()  # noqa: S608
    except BaseException:
        connection.close()
        raise
    return connection


def _plain(text: Any) -> Plain:
    """Plain data; none where it was damaged."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def possible(root: Path, path: str) -> str:
    """The path below `root`, with another name for each part that cannot be one: too long, or taken by a file where a
    folder is needed, or by a folder where the file is to be. The first part is never another."""
    made, *parts = path.split("/")
    for at, part in enumerate(parts, 1):
        last = at == len(parts) or len(os.fsencode(root / made / part)) > LONGEST_PATH
        part = part if at == len(parts) or not last else _marked(parts[-1], path)
        if len(os.fsencode(part)) > LONGEST_NAME:
            part = _marked(part, path if last else f"{made}/{part}")
        here = root / made / part
        if os.path.lexists(here) and here.is_dir() is last:
            part = _marked(part, f"{made}/{part}")
        made = f"{made}/{part}"
        if last:
            break
    return made


def _marked(name: str, path: str) -> str:
    """A name that is short enough, with a digest of the path that it stands for before its ending."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= LONGEST_ENDING else (name, "")
    ending = f"-{sha256(os.fsencode(path)).hexdigest()[:10]}{ending}"
    return os.fsencode(stem)[: LONGEST_NAME - len(os.fsencode(ending))].decode("utf-8", "ignore") + ending


def _is_there(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def _write(root: Path, path: str, data: bytes) -> None:
    """A file that is there whole or not at all. Raises OSError."""
    if path.startswith("/") or ".." in path.split("/"):
        raise OSError("it leads out of the project's folder")
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name}.new")
    scratch.write_bytes(data)
    scratch.replace(file)
