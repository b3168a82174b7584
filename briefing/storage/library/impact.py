"""What rests on a source: asked for by its path, its address or a digest."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.storage.library.editions import address
from briefing.storage.library.hits import Hit, found_at
from briefing.storage.library.ranges import Range
from briefing.storage.library.tables import DIGITS

FEWEST_DIGITS = 12  # of a digest that is given by its beginning, as editions print it
_DIGEST = re.compile(rf"[0-9a-f]{{{FEWEST_DIGITS},64}}", re.I)


@dataclass(frozen=True, slots=True)
class Rest:
    """What of an edition rests on a source: where the source's entries stand there, the statements, and where the
    headlines stand that are taken from it."""

    edition: str
    sources: tuple[Range, ...]
    statements: tuple[Hit, ...]
    headlines: tuple[Range, ...]


def resting(connection: sqlite3.Connection, names: Sequence[str]) -> list[Rest]:
    """The editions that name a source by one of these names, in the order of their days."""
    ids = list(dict.fromkeys(number for name in names for number in _sources(connection, name)))
    asked = ", ".join(map(str, ids))
    of_edition: dict[str, list[Range]] = {}
    for edition, start, size in connection.execute(
        "SELECT e.name, o.start, o.size FROM sources o JOIN editions e ON e.id = o.edition "  # noqa: S608
        f"WHERE o.id IN ({asked}) ORDER BY e.last, e.first, o.id"
    ):
        of_edition.setdefault(edition, []).append(Range(start, size))
    headlines: dict[str, list[Range]] = {}
    for edition, start, size in connection.execute(
        "SELECT e.name, t.headline, t.headline_size FROM told t JOIN sources o ON o.id = t.source "  # noqa: S608
        f"JOIN editions e ON e.id = o.edition WHERE t.source IN ({asked}) ORDER BY t.id"
    ):
        headlines.setdefault(edition, []).append(Range(start, size))
    rows = connection.execute(f"SELECT DISTINCT statement FROM quoted WHERE source IN ({asked}) ORDER BY 1")  # noqa: S608
    said: dict[str, list[Hit]] = {}
    for hit in found_at(connection, [row[0] for row in rows]):
        said.setdefault(hit.edition, []).append(hit)
    return [
        Rest(edition, tuple(sources), tuple(said.get(edition, ())), tuple(headlines.get(edition, ())))
        for edition, sources in of_edition.items()
    ]


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
