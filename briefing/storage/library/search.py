"""The statements that meet a query, found in the tables of the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from briefing.compose.sentences.speakers.people import same_speaker
from briefing.compose.sentences.speakers.spelling import sound
from briefing.language.folding import pieces
from briefing.storage.library.hits import Hit, found_at
from briefing.storage.library.queries import Query, Term, phrase
from briefing.storage.library.tables import STATEMENTS_AN_EDITION

RANKED = 5000  # statements that are compared by their words, at most
SHORTEST = 3  # characters of a run that the table of trigrams finds; shorter ones are looked for in every run


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a statement must meet beside the words of a query; None where all do. first, last: days in ISO form; an
    edition counts that has one of the days between them."""

    speaker: str | None = None
    outlet: str | None = None
    section: str | None = None
    first: str | None = None
    last: str | None = None

    def __bool__(self) -> bool:
        return any((self.speaker, self.outlet, self.section, self.first, self.last))


@dataclass(slots=True)
class _Condition:
    """What statements must meet, as parts of a WHERE clause with their values. table: in which words are looked up; ""
    where none are; ranked: it can say how well they match."""

    table: str
    parts: list[str] = field(default_factory=list)
    values: list[str | int] = field(default_factory=list)
    ranked: bool = False

    def add(self, part: str, *values: str | int) -> None:
        self.parts.append(part)
        self.values += values

    def match(self, expression: str) -> None:
        """What the words of the table must match, in the language of FTS5."""
        self.add(f"{self.table} MATCH ?", expression)
        self.ranked = True

    @property
    def id(self) -> str:
        """What holds the id of a statement."""
        return f"{self.table}.rowid" if self.table else "s.id"

    @property
    def clauses(self) -> str:
        """FROM and WHERE. Words are looked up first, whatever else is asked, and then the statements by their ids."""
        tables = f"{self.table} CROSS JOIN statements s ON s.id = {self.id}" if self.table else "statements s"
        if self.table and not any("s." in part for part in self.parts):
            tables = self.table
        return f"FROM {tables}" + (f" WHERE {' AND '.join(self.parts)}" if self.parts else "")


def hits(connection: sqlite3.Connection, asked: Query, only: Filter, limit: int | None = None) -> tuple[int, list[Hit]]:
    """How many statements meet the query and the filter, and the best `limit` of them: by their words (BM25), then the
    newest edition first, then as they stand in it. Where more than RANKED meet it, the newest come first at once: what
    stands in so many is no measure of what is meant."""
    condition = _of_words(asked.terms)
    _of_filter(connection, only, condition)
    if condition.ranked and not only and limit is not None:
        number = connection.execute(f"SELECT count(*) {condition.clauses}", condition.values).fetchone()[0]
        if number > max(RANKED, limit):
            return number, found_at(connection, _newest_of(connection, condition, limit))
    found = [row[0] for row in connection.execute(f"SELECT {condition.id} {condition.clauses}", condition.values)]
    number, scores = len(found), dict[int, float]()
    if condition.ranked and len(found) <= RANKED:
        score = f"SELECT {condition.id}, bm25({condition.table}) {condition.clauses}"
        scores = dict(connection.execute(score, condition.values))
    elif limit is not None and len(found) > limit:
        found = _newest(found, limit)
    found.sort(key=lambda number: (scores.get(number, 0.0), -(number // STATEMENTS_AN_EDITION), number))
    return number, found_at(connection, found[:limit])


def _newest_of(connection: sqlite3.Connection, condition: _Condition, limit: int) -> list[int]:
    """The `limit` newest statements, without fetching those that come after them."""
    last = f"SELECT {condition.id} {condition.clauses} ORDER BY {condition.id} DESC LIMIT 1 OFFSET ?"
    (least,) = connection.execute(last, [*condition.values, limit - 1]).fetchone()
    first = least - least % STATEMENTS_AN_EDITION
    newest = f"SELECT {condition.id} {condition.clauses} AND {condition.id} >= ?"
    found = [row[0] for row in connection.execute(newest, [*condition.values, first])]
    return sorted(found, key=lambda number: (-(number // STATEMENTS_AN_EDITION), number))[:limit]


def _newest(found: Sequence[int], limit: int) -> list[int]:
    """The statements of the newest editions that have at least `limit` of them: an id goes by its edition."""
    last = nlargest(limit, found)[-1]
    return [number for number in found if number >= last - last % STATEMENTS_AN_EDITION]


def _of_words(terms: Sequence[Term]) -> _Condition:
    """What the terms ask of the table in which they are looked up; words and runs have tables of their own."""
    words = " AND ".join(_expression(" ".join(term.words)) + " *" * term.open for term in terms if term.words)
    runs = [run for term in terms for run in term.runs]
    within = _Condition("unspaced" if runs else "")
    if long := " AND ".join(_expression(run) for run in runs if len(run) >= SHORTEST):
        within.match(long)
    for run in runs:
        if len(run) < SHORTEST:
            within.add("instr(unspaced.runs, ?) > 0", run)
    if not words:
        return within
    condition = _Condition("spaced")
    condition.match(words)
    if runs:
        condition.add(f"spaced.rowid IN (SELECT unspaced.rowid {within.clauses})", *within.values)
    return condition


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(map(str, ids))


def _expression(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _of_filter(connection: sqlite3.Connection, only: Filter, condition: _Condition) -> None:
    if only.first is not None or only.last is not None:
        _of_days(connection, only.first or "", only.last or "9999-12-31", condition)
    if only.section is not None:
        condition.add("s.section IN (SELECT id FROM sections WHERE name = ?)", only.section)
    if only.outlet is not None:
        condition.add(
            "s.id IN (SELECT q.statement FROM sources o JOIN quoted q ON q.source = o.id "  # noqa: S608
            f"WHERE o.outlet IN ({_listed(outlets(connection, only.outlet))}))"
        )
    if only.speaker is not None:
        condition.add(f"s.speaker IN ({_listed(speakers(connection, only.speaker))})")


def _of_days(connection: sqlite3.Connection, first: str, last: str, condition: _Condition) -> None:
    """Statements of the editions that have one of these days; the rest of the ids is not looked at."""
    rows = connection.execute("SELECT id FROM editions WHERE last >= ? AND first <= ? ORDER BY id", (first, last))
    ids = [row[0] for row in rows]
    condition.add(f"s.edition IN ({_listed(ids)})")
    if ids:
        low, high = ids[0] * STATEMENTS_AN_EDITION, (ids[-1] + 1) * STATEMENTS_AN_EDITION
        condition.add(
            f"{condition.table}.rowid BETWEEN ? AND ?" if condition.table else "s.id BETWEEN ? AND ?", low, high
        )


def outlets(connection: sqlite3.Connection, asked: str) -> list[int]:
    """The outlets whose name holds these words in a row."""
    wanted = phrase(asked)
    found = connection.execute("SELECT id, name FROM outlets").fetchall()
    return [number for number, name in found if wanted.terms and wanted.marks(name) is not None]


def speakers(connection: sqlite3.Connection, asked: str) -> list[int]:
    """All forms of the name of each person or body that is meant: of those whose name has all these words, however it
    is spelt; where there are none, of those whose fullest name can be the same person's."""
    rows = connection.execute("SELECT id, name, bearer FROM speakers").fetchall()
    meant = {bearer for _, name, bearer in rows if holds(name, asked)}
    meant = meant or {bearer for number, name, bearer in rows if number == bearer and same_speaker(name, asked)}
    return [number for number, _, bearer in rows if bearer in meant]


def holds(name: str, asked: str) -> bool:
    """Whether all words of `asked` stand in a name, in one spelling or another; what has no spaces, anywhere in it."""
    wanted, there = list(pieces(asked)), list(pieces(name))
    words = {_sound(piece.text) for piece in there if not piece.unspaced}
    runs = [piece.text for piece in there if piece.unspaced]
    return bool(wanted) and all(
        any(piece.text in run for run in runs) if piece.unspaced else _sound(piece.text) in words for piece in wanted
    )


def _sound(word: str) -> str:
    return sound(word) or word
