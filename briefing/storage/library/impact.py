"""What rests on a source: asked for by its path, its address or a digest."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.storage.library.editions import address
from briefing.storage.library.tables import DIGITS

FEWEST_DIGITS = 12  # of a digest that is given by its beginning, as editions print it
_DIGEST = re.compile(rf"[0-9a-f]{{{FEWEST_DIGITS},64}}", re.I)


@dataclass(frozen=True, slots=True)
class Rest:
    """What of an edition rests on a source: the numbers that the source has there, and the statements' ids."""

    edition: str
    sources: tuple[int, ...]
    statements: tuple[str, ...]


def resting(connection: sqlite3.Connection, names: Sequence[str]) -> list[Rest]:
    """The editions that name a source by one of these names, in the order of their days."""
    found: dict[str, tuple[list[int], list[str]]] = {}
    ids = list(dict.fromkeys(number for name in names for number in _sources(connection, name)))
    rows = connection.execute(
        f"SELECT e.name, o.id, o.number FROM sources o JOIN editions e ON e.id = o.edition "  # noqa: S608
        f"WHERE o.id IN ({', '.join(map(str, ids))}) ORDER BY e.last, e.first, o.number"
    ).fetchall()
    for edition, _, number in rows:
        found.setdefault(edition, ([], []))[0].append(number)
    rows = connection.execute(
        f"SELECT DISTINCT e.name, s.name, s.id FROM quoted q JOIN statements s ON s.id = q.statement "  # noqa: S608
        f"JOIN editions e ON e.id = s.edition WHERE q.source IN ({', '.join(map(str, ids))}) ORDER BY s.id"
    ).fetchall()
    for edition, statement, _ in rows:
        found[edition][1].append(statement)
    return [Rest(edition, tuple(sources), tuple(said)) for edition, (sources, said) in found.items()]


def _sources(connection: sqlite3.Connection, name: str) -> list[int]:
    """The rows of the sources of this name: a path, an address, or a digest or its beginning."""
    if "://" in name:
        name = address(name)
    if _DIGEST.fullmatch(name):
        low = name[:DIGITS].lower()
        return _rows(connection, "name >= ? AND name < ?", low, low + "g") + _rows(connection, "name = ?", name)
    return _rows(connection, "name = ?", name)


def _rows(connection: sqlite3.Connection, where: str, *values: str) -> list[int]:
    found = connection.execute(f"SELECT DISTINCT source FROM names WHERE {where}", values)  # noqa: S608
    return [row[0] for row in found]
