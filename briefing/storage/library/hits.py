"""Statements that were found, and where they stand in the brief.json of their editions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.storage.library.ranges import Range
from briefing.storage.library.tables import STATEMENTS_AN_EDITION

AT_ONCE = 500  # rows that are asked for together


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement by its edition and its id. at, story, headline, source: where itself, the id and the headline of its
    story, and the entry of the source that it is quoted from stand."""

    edition: str
    statement: str
    section: str
    at: Range
    story: Range
    headline: Range
    source: Range | None


_ROWS = f"""
SELECT s.id, e.name, s.name, c.name, s.start, s.size,
    t.name, t.name_size, t.headline, t.headline_size, o.start, o.size
FROM statements s JOIN editions e ON e.id = s.edition JOIN sections c ON c.id = s.section
JOIN told t ON t.id = s.edition * {STATEMENTS_AN_EDITION} + s.story
LEFT JOIN sources o ON o.id = s.edition * {STATEMENTS_AN_EDITION} + s.origin
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That a later edition put a statement right. edition: the first one that did; why: as it says."""

    edition: str
    why: str


def withdrawn(connection: sqlite3.Connection) -> dict[tuple[str, str], Withdrawn]:
    """What was put right since, by the last day of its edition and the id of the statement."""
    rows = connection.execute(
        "SELECT p.edition, p.statement, e.name, p.why FROM put_right p JOIN editions e ON e.id = p.by "
        "ORDER BY e.id DESC"  # the first one stands last, and stays
    )
    return {(of, statement): Withdrawn(by, why) for of, statement, by, why in rows}


def found_at(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Hit]:
    """Statements by their rows, in the order of the ids given. Raises KeyError where a row is not there, or is not
    whole."""
    known: dict[int, Hit] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ", ".join(map(str, ids[start : start + AT_ONCE]))
        rows = connection.execute(f"{_ROWS} WHERE s.id IN ({some})")
        known |= {row[0]: _hit(row[1:]) for row in rows}
    return [known[number] for number in ids]


def _hit(row: Sequence[Any]) -> Hit:
    return Hit(
        edition=row[0],
        statement=row[1],
        section=row[2],
        at=Range(*row[3:5]),
        story=Range(*row[5:7]),
        headline=Range(*row[7:9]),
        source=None if row[9] is None else Range(*row[9:11]),
    )
