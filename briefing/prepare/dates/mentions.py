"""Dates in sentences: "Monday last week" → a day, against the article's own date.

Values are ISO 8601: a day "2024-11-19", a month "2024-11", a year "2024", a week or weekend "2024-W47", a range of days
"2024-11-11/2024-11-17". What cannot be resolved is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.language import data
from briefing.model import Block, DateMention
from briefing.prepare.dates.forms import pattern, value
from briefing.prepare.dates.options import DATES
from briefing.prepare.dates.resolve import Named
from briefing.text import Span

_YEAR_HEADING = re.compile(r"^\W*((?:19|20)\d\d)\W*$|\w.*\(((?:19|20)\d\d)\)\W*$")


def mentions(
    text: str,
    span: Span,
    anchor: date | None,
    language: str | None,
    quoted: Sequence[Span] = (),
    year: int | None = None,
) -> tuple[DateMention, ...]:
    """The dates that a sentence names, in order, as spans of `text`.

    anchor: the day on which the article was published; None resolves only dates that say their year.
    quoted: stretches of someone's words, in which "yesterday" is counted from an unknown day and stays unresolved.
    year: the year that a heading above sets, for days and months that say none (see `heading_years`).
    """
    known = data(language)
    found: list[DateMention] = []
    forms = pattern(known.code or None)
    for match in forms.finditer(text, span.start, span.end):
        inside = any(quote.start <= match.start() and match.end() <= quote.end for quote in quoted)
        here = Named(
            text=text,
            span=span,
            match=match,
            form=forms.name(match),
            parts=forms.parts(match),
            anchor=None if inside else anchor,
            known=known,
            heading_year=year,
        )
        meant = value(here)
        if meant is not None:
            found.append(DateMention(Span(*here.extent()), meant))
            if len(found) == DATES.most:
                break
    return tuple(found)


def own_day(text: str, blocks: Sequence[Block], published: date, language: str | None) -> date:
    """The day from which an article counts "yesterday": that of the date line at its top, if it lies so near to the
    stated day of publication that both mean one, else that. A stated day is often one of another time zone."""
    for block in blocks[: DATES.dateline]:
        if block.kept or block.kind != "byline" or len(block.span) > DATES.heading:
            continue
        days = [
            date.fromisoformat(one.value) for one in mentions(text, block.span, None, language) if len(one.value) == 10
        ]
        if len(days) == 1 and abs(days[0] - published) <= DATES.leeway:
            return days[0]
    return published


def heading_years(text: str, blocks: Sequence[Block]) -> list[int | None]:
    """Per block, the year that a heading above it sets ("2014", "In the council (2012)"), up to the next heading: in a
    timeline or a life "May 17" is counted from it, not from the article's date."""
    found: list[int | None] = []
    year: int | None = None
    for block in blocks:
        words = block.span.of(text) if len(block.span) <= DATES.heading else ""
        said = _YEAR_HEADING.search(words)
        if said:
            year = int(said[1] or said[2])
        elif block.kind == "heading":
            year = None
        found.append(year)
    return found
