"""The tables of `library.sqlite`, and how the file is opened: one that is missing, older, of another form or damaged is
made anew, since all of it can be read again from `out/`."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from briefing.compose.sentences.speakers import people, spelling
from briefing.errors import StateError
from briefing.language import folding
from briefing.publish import editions

# Words are folded before they come here, so that a search and a linear scan agree: what is left of the tokenizer's work
# is to part at spaces. Every category of characters but the separators belongs to a token.
_SPACED = "unicode61 remove_diacritics 2 categories 'L* M* N* P* S* C*'"
# Beginnings of two letters have an index of their own: of no others are there so many words.
# The id of an edition goes by its last day, that of a statement, a story and a source by its edition and its place
# there: a higher one is newer. Of sources, the digests are known by their first digits. Where something stands in the
# edition's brief.json is kept as the first byte and how many there are.
FIRST_DAY = date(2000, 1, 1).toordinal()  # editions of earlier days have ids below zero
STATEMENTS_AN_EDITION = 20_000
DIGITS = 32
_SCHEMA = f"""
CREATE TABLE about (made_by TEXT NOT NULL);
CREATE TABLE editions (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, first TEXT NOT NULL, last TEXT NOT NULL,
    sign TEXT NOT NULL, sha256 TEXT NOT NULL, language TEXT NOT NULL, fault TEXT NOT NULL);
CREATE TABLE sections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE speakers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, bearer INTEGER);
CREATE TABLE statements (
    id INTEGER PRIMARY KEY, edition INTEGER NOT NULL, name TEXT NOT NULL,
    section INTEGER NOT NULL, speaker INTEGER, role INTEGER,
    story INTEGER NOT NULL, origin INTEGER, start INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE INDEX statements_of_edition ON statements (edition);
CREATE INDEX statements_of_speaker ON statements (speaker) WHERE speaker IS NOT NULL;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY, edition INTEGER NOT NULL, number INTEGER NOT NULL, outlet INTEGER,
    start INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE INDEX sources_of_edition ON sources (edition);
CREATE TABLE told (
    id INTEGER PRIMARY KEY, source INTEGER, name INTEGER, name_size INTEGER,
    headline INTEGER NOT NULL, headline_size INTEGER NOT NULL);
CREATE INDEX told_of_source ON told (source) WHERE source IS NOT NULL;
CREATE TABLE names (name TEXT NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (name, source)) WITHOUT ROWID;
CREATE TABLE quoted (
    statement INTEGER NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (statement, source)) WITHOUT ROWID;
CREATE INDEX quoted_of_source ON quoted (source);
CREATE TABLE put_right (by INTEGER NOT NULL, edition TEXT NOT NULL, statement TEXT NOT NULL, why TEXT NOT NULL);
CREATE VIRTUAL TABLE spaced USING fts5 (words, prefix = 2, tokenize = "{_SPACED}");
CREATE VIRTUAL TABLE unspaced USING fts5 (runs, tokenize = 'trigram case_sensitive 1');
"""


# What says of a file that it cannot be used now, rather than that it is damaged.
_UNUSABLE = (
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)


def connected(file: Path) -> sqlite3.Connection:
    """The library's connection; the caller holds its lock. Raises StateError where the file cannot be used."""
    if file.is_dir():
        return anew(file)
    try:
        return _connected(file)
    except UnicodeDecodeError:  # a message of SQLite's with the damaged bytes in it
        return anew(file)
    except sqlite3.DatabaseError as fault:
        if not is_damage(fault):
            raise unusable(file, fault) from fault
        return anew(file)


def anew(file: Path) -> sqlite3.Connection:
    """The connection of an empty library in place of what is there. Raises StateError."""
    try:
        delete(file)
        return _connected(file)
    except (sqlite3.DatabaseError, OSError) as fault:
        raise unusable(file, fault) from fault


def is_damage(fault: sqlite3.DatabaseError) -> bool:
    """Whether a fault says that the file is not what it should be."""
    return (getattr(fault, "sqlite_errorcode", 0) & 0xFF) not in _UNUSABLE


def unusable(file: Path, fault: Exception) -> StateError:
    """The fault of a state folder in which no library can be kept."""
    return StateError(
        f"the state folder {file.parent} cannot be used: {fault}",
        "set `state:` in config.yaml to a folder you can write",
    )


def delete(file: Path) -> None:
    """Takes the library away, with what SQLite may have left beside it; a folder of its name is put aside."""
    if file.is_dir():
        file.replace(file.with_name(file.name + ".damaged"))
    for ending in ("", "-journal", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=10, isolation_level=None)
    try:
        # Nothing is lost by a crash: a library that was not closed in order is made anew (library.py).
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -64000")  # kilobytes
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not tables:
            connection.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
            connection.execute("INSERT INTO about VALUES (?)", (made_by(),))
        elif "about" not in tables or connection.execute("SELECT made_by FROM about").fetchall() != [(made_by(),)]:
            raise sqlite3.DatabaseError("of another version")
        connection.execute("SELECT id FROM editions LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def made_by() -> str:
    """A digest of the code that decides what the library holds."""
    files = [
        *sorted(Path(__file__).parent.glob("*.py")),
        *(Path(str(m.__file__)) for m in (folding, people, spelling, editions)),
    ]
    digest = sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
