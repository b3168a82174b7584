"""The exports of press databases: the lines that part their documents, and how each writes its heads.

What tells an export is a line of its own that stands once with every document; where such a line may stand in an
article too, labels that the export always writes must stand with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefing import language
from briefing.prepare.bundles import facts
from briefing.prepare.bundles.heads import HeadForm, read_part
from briefing.prepare.bundles.labels import Role, counted, labelled
from briefing.prepare.bundles.rows import BundlePart, BundleRow
from briefing.prepare.bundles.tuning import ROW
from briefing.prepare.raw import RawArticle

_SET = " \t>#*`-\ufeff"  # what may stand before it as mark-up

FACTIVA: Mapping[str, Role] = {
    "HD": "title", "BY": "author", "PD": "published", "SN": "outlet", "LA": "language", "LP": "body", "TD": "subtitle",
    "WC": "aside", "ET": "aside", "SC": "aside", "ED": "aside", "PG": "aside", "CY": "aside", "CR": "aside",
    "SE": "aside",
    "CLM": "aside", "CO": "aside", "IN": "aside", "NS": "aside", "RE": "aside", "IPC": "aside", "IPD": "aside",
    "PUB": "aside", "AN": "aside", "ART": "aside", "CT": "aside", "RF": "aside", "NGC": "aside", "GC": "aside",
    "VOL": "aside", "DLN": "aside", "TI": "title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Export:
    """form: how it writes heads; first: a line with which a document begins; last: one with which it ends; proof: a
    line that each of its documents holds."""

    form: HeadForm
    first: re.Pattern[str] | None
    last: re.Pattern[str] | None
    proof: re.Pattern[str]


def _words(role: str) -> str:
    found = {word for code in language.languages() for word in language.table("heads", code).get(role, ())}
    return "|".join(sorted(map(re.escape, found), key=lambda word: (-len(word), word)))


@cache
def exports() -> tuple[Export, ...]:
    end = re.compile(rf"[\s*_#]*(?:{_words('end')})[\s*_.]*", re.I)
    body = re.compile(rf"[\s*_#]*(?:{_words('body')})[\s*_:]*", re.I)
    after = re.compile(rf"[\s*_#]*(?:{_words('classification')}|load-date|laaddatum|ladedatum)[\s*_]*(?:$|:)", re.I)
    stated = "|".join(_words(role) for role in ("author", "outlet", "edition", "published", "aside"))
    lexis = re.compile(rf"[\s*_#]*(?:{stated}|load-date|publication-type|byline|dateline)\s*[:：]", re.I)
    factiva = re.compile(r"(?:Document|Dokument|Documento)\s+(?=\w{0,30}\d)[A-Z]{3,8}[0-9A-Za-z]{12,40}")
    return (
        Export(
            HeadForm(name="Nexis", body=body, after=after),
            None,
            end,
            re.compile(rf"(?:{_words('body')})\s*$|(?:length|load-date|copyright|section|byline)\b", re.I),
        ),
        Export(
            HeadForm(name="Factiva fields", codes=FACTIVA),
            None,
            re.compile(r"AN\s+(?:Document|Dokument|Documento)\s+\w{8,40}"),
            re.compile(r"(?:HD|TI|LP|TD|SN)(?:\s|$)"),
        ),
        Export(
            HeadForm(name="Factiva", outlet=1, author=True, after=factiva),
            None,
            factiva,
            re.compile(r"[\d.,]+\s+(?:words|wörter|mots|palabras|parole|woorden)\b", re.I),
        ),
        Export(
            HeadForm(name="ProQuest"),
            re.compile(r"_{20,}"),
            None,
            re.compile(
                r"(?:proquest document id|id del documento de proquest|proquest-dokument-id|full text|abstract)\s*:",
                re.I,
            ),
        ),
        Export(HeadForm(name="numbered documents", outlet=-1, after=after), counted(), None, lexis),
    )


@cache
def _mark() -> re.Pattern[str]:
    """What any export's line begins with that stands once with every document."""
    marks = [mark.pattern for export in exports() for mark in (export.last, export.first) if mark is not None]
    return re.compile("|".join(f"(?:{mark})" for mark in marks), re.I)


def has_signs(lines: Sequence[str]) -> bool:
    """Whether one of the lines may be one that stands once with every document of an export."""
    mark = _mark()
    return any(
        mark.match(line.lstrip(_SET)) for line in lines if len(line.split(None, ROW.mark_words)) <= ROW.mark_words
    )


def split(raw: RawArticle, rows: Sequence[BundleRow]) -> list[BundlePart]:
    """The documents of an export, [] where the text is none. A single one is given too: its head is then known."""
    for export in exports():
        bounds = _bounds(rows, export)
        if not bounds:
            continue
        parts = [part for first, last in bounds if (part := _read(raw, rows, first, last, export)) is not None]
        if parts:
            return parts
    return []


def _bounds(rows: Sequence[BundleRow], export: Export) -> list[tuple[int, int]]:
    """The ranges of rows that are a document each; [] where the export's lines do not stand as they must."""
    mark = export.last or export.first
    assert mark is not None
    marks = [index for index, row in enumerate(rows) if len(row.text) <= ROW.mark and mark.fullmatch(row.text)]
    if not marks:
        return []
    if export.last is not None:
        bounds = list(zip([0, *(index + 1 for index in marks)], [index + 1 for index in marks], strict=False))
    else:
        marks = _in_order(rows, marks, mark)
        bounds = list(zip((index + 1 for index in marks), [*marks[1:], len(rows)], strict=True))
    proven = [any(export.proof.match(row.text) for row in rows[first:last]) for first, last in bounds]
    bounds = [bound for bound, good in zip(bounds, proven, strict=True) if good]
    return bounds if bounds and 2 * len(bounds) >= len(proven) else []


def _in_order(rows: Sequence[BundleRow], marks: list[int], mark: re.Pattern[str]) -> list[int]:
    """Lines that count documents count upwards, of one number of documents ("3 of 12 DOCUMENTS")."""
    if not mark.groups:
        return marks
    found: list[int] = []
    before, whole = 0, ""
    for index in marks:
        match = mark.fullmatch(rows[index].text)
        numbers = [group for group in match.groups() if group] if match else []
        if len(numbers) != 2 or (whole and numbers[1] != whole) or int(numbers[0]) <= before:
            continue
        before, whole = int(numbers[0]), numbers[1]
        found.append(index)
    return found


def _read(raw: RawArticle, rows: Sequence[BundleRow], first: int, last: int, export: Export) -> BundlePart | None:
    if export.form.body is not None:
        first = _after_cover(rows, first, last, export.form.body)
    if export.form.codes:
        first = next((i for i in range(first, last) if rows[i].text.split(" ")[0] in export.form.codes), first)
    counts = counted()
    while first < last and counts.fullmatch(rows[first].text):
        first += 1
    return read_part(rows, first, last, export.form, raw.body.string)


def _after_cover(rows: Sequence[BundleRow], first: int, last: int, body: re.Pattern[str]) -> int:
    """Where a document's head begins whose text begins under the line `body`: at the heading above, else two lines
    above the day (title, outlet, day). What stands before is a cover page with a table of contents."""
    begin = next(
        (index for index in range(first, min(last, first + ROW.cover * 100)) if body.fullmatch(rows[index].text)), None
    )
    if begin is None:
        return first
    top = max(first, begin - 40)
    heading = next((index for index in range(begin - 1, top - 1, -1) if rows[index].heading), None)
    if heading is not None:
        return heading
    day = next((index for index in range(begin - 1, top - 1, -1) if facts.is_day(rows[index].text)), None)
    if day is None or labelled(rows[day].text):
        return first
    return max(first, day - 2)
