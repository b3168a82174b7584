"""SQLite: prepared files (the cache). Alone knows sqlite3.

`cache.sqlite` in the state folder is safe to delete; it never changes what an edition says. Entries are plain JSON, so
that a state folder from elsewhere can hold wrong data but no code; what does not decode counts as absent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import StateError

CACHE = "cache.sqlite"
MOST_ENTRIES = 200_000


class Cache(MutableMapping[str, bytes]):
    """Digest of bytes and recipe → prepared articles, packed. Writes are kept together and stored at `flush`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._new: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> bytes:
        if key in self._new:
            return self._new[key]
        row = self._connection.execute("SELECT data FROM prepared WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return bytes(row[0])

    def __setitem__(self, key: str, data: bytes) -> None:
        self._new[key] = data
        if len(self._new) >= 500:
            self.flush()

    def __delitem__(self, key: str) -> None:
        self._new.pop(key, None)
        self._connection.execute("DELETE FROM prepared WHERE key = ?", (key,))

    def __iter__(self) -> Iterator[str]:
        self.flush()
        return iter([str(row[0]) for row in self._connection.execute("SELECT key FROM prepared ORDER BY key")])

    def __len__(self) -> int:
        self.flush()
        return int(self._connection.execute("SELECT count(*) FROM prepared").fetchone()[0])

    def flush(self) -> None:
        """Stores what is new; the oldest entries go when there are too many. A full disk costs the cache, no more."""
        if not self._new:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO prepared VALUES (?, ?)", self._new.items())
                self._connection.execute(
                    "DELETE FROM prepared WHERE rowid <= (SELECT max(rowid) FROM prepared) - ?", (MOST_ENTRIES,)
                )
        except sqlite3.OperationalError:
            pass
        self._new.clear()


@contextmanager
def cache(state: Path) -> Iterator[MutableMapping[str, bytes]]:
    """The cache in the state folder. A cache that is damaged is made anew; raises StateError where the folder cannot
    be used."""
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StateError(
            f"the state folder {state} cannot be used: {fault.strerror}",
            "set `state:` in config.yaml to a folder you can write",
        ) from fault
    connection = _open(state / CACHE)
    store = Cache(connection)
    try:
        yield store
        store.flush()
    finally:
        connection.close()


def _open(file: Path) -> sqlite3.Connection:
    for attempt in (1, 2):
        try:
            connection = sqlite3.connect(file, timeout=10)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("CREATE TABLE IF NOT EXISTS prepared (key TEXT PRIMARY KEY, data BLOB NOT NULL)")
            connection.execute("SELECT key FROM prepared LIMIT 1").fetchone()
            return connection
        except sqlite3.OperationalError as fault:
            raise StateError(
                f"the state folder {file.parent} cannot be used: {fault}",
                "set `state:` in config.yaml to a folder you can write",
            ) from fault
        except sqlite3.DatabaseError:
            if attempt == 2:
                raise
            for name in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
                name.unlink(missing_ok=True)
    raise AssertionError("unreachable")
