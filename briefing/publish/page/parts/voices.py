"""Who speaks: names and roles beside what they say, none of it said twice."""

from __future__ import annotations

import re

from briefing.model import Section, Statement
from briefing.publish.page.citations import PageCitations, holds
from briefing.publish.page.elements import Group, PrintedQuotation
from briefing.publish.page.labels import short_date
from briefing.publish.page.styles.balance import lines

MANY = 6  # voices; more of them stand closer
NAME, ROLE, TEXT = (9.0, 11.0), (8.0, 10.0), (10.0, 13.0)  # size and leading in points, as in print.css
LABEL_COLUMN, TEXT_COLUMN = 90.7, 360.0  # points: 32 and 127 mm


def capitalised(text: str) -> str:
    """The text as a heading: it never opens with a small letter, but for a name that is written so (eBay)."""
    first = re.match(r"[^\W\d_]+", text)
    if first is None or not first[0][0].islower() or not first[0].islower():
        return text
    return text[0].upper() + text[1:]


def groups(citer: PageCitations, section: Section) -> tuple[Group, ...]:
    """The statements of a section under who says them, the country or the day that they belong to; neighbours of the
    same name together."""
    runs: list[list[Statement]] = []
    for statement in section.statements:
        if runs and _key(section, statement) == _key(section, runs[-1][-1]):
            runs[-1].append(statement)
        else:
            runs.append([statement])
    return tuple(_group(citer, section, run) for run in runs)


def _key(section: Section, statement: Statement) -> str | None:
    return statement.speaker if section.group_by == "speaker" else statement.group


def _group(citer: PageCitations, section: Section, run: list[Statement]) -> Group:
    key, first = _key(section, run[0]), run[0]
    by_speaker = section.group_by == "speaker"
    quoted = tuple(citer.quoted(statement, section.title, named=by_speaker) for statement in run)
    if key and section.group_by == "date":
        name = "–".join(short_date(part, citer.language, citer.zone) for part in key.split("/"))
    else:
        name = capitalised(key) if key else citer.words["no_speaker"]
    role = first.role or "" if by_speaker else ""
    role = "" if holds(first.text, role) else role
    return Group(name=name, role=role, quoted=quoted, points=_points(name, role, quoted))


def _points(name: str, role: str, quoted: tuple[PrintedQuotation, ...]) -> int:
    """How high name and role stand in the label column; 0 where the words beside them are higher anyway."""
    label = sum(
        lines(text, LABEL_COLUMN / size) * leading for text, (size, leading) in ((name, NAME), (role, ROLE)) if text
    )
    said = sum(lines(item.text, TEXT_COLUMN / TEXT[0]) * TEXT[1] for item in quoted)
    return round(label) if label > said else 0
