"""Who is quoted in all editions: people and bodies, each under all forms of the name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from briefing.storage.library.hits import Hit, found_at
from briefing.storage.library.search import speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPerson:
    """A person or body that is quoted. name: the fullest form; forms and roles: with how many statements each, the
    commonest first; first, last: the days of the first and the last edition; bearer: its row."""

    name: str
    forms: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]
    statements: int
    editions: int
    first: str
    last: str
    bearer: int


_ROWS = """
SELECT f.bearer, b.name, f.name, r.name, e.name, e.last, count(*)
FROM statements s JOIN speakers f ON f.id = s.speaker JOIN speakers b ON b.id = f.bearer
JOIN editions e ON e.id = s.edition LEFT JOIN roles r ON r.id = s.role
{where} GROUP BY f.bearer, f.id, r.id, e.id ORDER BY f.bearer
"""


def quoted(connection: sqlite3.Connection, name: str | None = None) -> list[QuotedPerson]:
    """All who are quoted, or those that a name can mean; who is quoted most comes first."""
    where = ""
    if name is not None:
        where = f"WHERE s.speaker IN ({', '.join(map(str, speakers(connection, name)))})"
    rows = connection.execute(_ROWS.format(where=where)).fetchall()
    found = [_person(list(group)) for _, group in groupby(rows, key=lambda row: row[0])]
    return sorted(found, key=lambda person: (-person.statements, person.name))


def said_by(connection: sqlite3.Connection, person: QuotedPerson) -> list[Hit]:
    """What a person said, in the order of the editions."""
    rows = connection.execute(
        "SELECT s.id FROM statements s JOIN editions e ON e.id = s.edition "
        "WHERE s.speaker IN (SELECT id FROM speakers WHERE bearer = ?) ORDER BY e.last, e.first, s.id",
        (person.bearer,),
    )
    return found_at(connection, [row[0] for row in rows])


def _person(rows: Sequence[tuple[Any, ...]]) -> QuotedPerson:
    forms: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for _, _, form, role, _, _, count in rows:
        forms[form] += count
        if role:
            roles[role] += count
    days = [row[5] for row in rows]
    return QuotedPerson(
        name=rows[0][1],
        forms=_commonest(forms),
        roles=_commonest(roles),
        statements=forms.total(),
        editions=len({row[4] for row in rows}),
        first=min(days),
        last=max(days),
        bearer=rows[0][0],
    )


def _commonest(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
