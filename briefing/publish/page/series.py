"""What a page says of the editions before: corrections, changes, the days of a story, what is unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from briefing.model import Correction, Edition, StoryBrief, Worded
from briefing.publish.page.citations import PageCitations
from briefing.publish.page.elements import Corrected, Group, PrintedQuotation, Replaced
from briefing.publish.page.labels import long_date, short_date, text_direction
from briefing.publish.page.parts.voices import capitalised

STATES = ("new", "developing")  # of a story, as labels are called
GONE = 6  # headlines of the edition before that nothing came to; more are counted


def corrected(citer: PageCitations) -> Iterator[Corrected]:
    """The corrections that the edition opens with; neighbours of one source that now says one thing are one."""
    numbered = enumerate(citer.edition.corrections, 1)
    for _, run in groupby(numbered, key=lambda one: _of_source(one[1])):
        members = list(run)
        number, found = members[0]
        day = short_date(found.edition, citer.language, citer.zone)
        now = None
        if found.now is not None:
            now = citer.quoted(replace(found.now, id=f"correction-{number}-now"), citer.words["corrections"])
        yield Corrected(
            said=tuple(_said(citer, f"correction-{n}", one) for n, one in members),
            printed=citer.words["printed_on"].replace("{n}", day),
            outlet=found.outlet or "",
            why=citer.words[found.why.replace(" ", "_")],
            now=now,
            now_label=citer.words["says_now" if now else "says_no_longer"],
        )


def _of_source(found: Correction) -> tuple[object, ...]:
    """What corrections have in common that are printed as one."""
    cited = found.statement.citations[:1]
    now = None if found.now is None else (found.now.text, found.now.citations)
    return found.edition, found.outlet, found.why, [one.source for one in cited], now


def _said(citer: PageCitations, name: str, found: Correction) -> PrintedQuotation:
    language = found.statement.language
    return PrintedQuotation(
        id=name,
        text=found.statement.text,
        cites=(),
        remarks=(),
        language=citer.foreign(language),
        direction=text_direction(found.statement.text, language),
        outlets="",
    )


def changed(citer: PageCitations, story: StoryBrief) -> tuple[Group, ...]:
    """What changed in a story: of each matter what was said before, then what is said now."""
    title = citer.words["changes"]
    groups = []
    for number, change in enumerate(story.changes, 1):
        owner = f"{story.id}-c{number}"
        before = _side(citer, f"{owner}-1", change.before, title)
        about = capitalised(citer.words.get(change.about, change.about))
        groups.append(Group(name=about, role="", quoted=(before, _side(citer, f"{owner}-2", change.after, title))))
    return tuple(groups)


def _side(citer: PageCitations, owner: str, side: Worded, title: str) -> PrintedQuotation:
    """Words with their numbers; those of an earlier edition with its day instead."""
    here = side.edition is None
    language = citer.sources[side.citations[0].source].language if here and side.citations else None
    return PrintedQuotation(
        id=owner,
        text=side.text,
        cites=citer.cites(owner, side.text, side.citations, title) if here else (),
        remarks=() if here else (", ".join(filter(None, (_day(citer, side), side.outlet))),),
        language=citer.foreign(language),
        direction=text_direction(side.text, language),
        outlets=side.outlet or "" if here else "",
    )


def _day(citer: PageCitations, side: Worded) -> str:
    """The day of the edition that printed these words; "" for today's."""
    return short_date(side.edition, citer.language, citer.zone) if side.edition else ""


def days(citer: PageCitations, story: StoryBrief) -> tuple[Group, ...]:
    """The days on which a story moved, each with a headline and who published it."""
    groups = []
    for number, day in enumerate(story.days, 1):
        source = citer.sources[day.headline_source.source]
        item = PrintedQuotation(
            id=f"{story.id}-day{number}",
            text=day.headline,
            cites=(),
            remarks=(),
            language=citer.foreign(source.language),
            direction=text_direction(day.headline, source.language),
            outlets=source.publisher or "",
        )
        groups.append(
            Group(name=short_date(day.date, citer.language, citer.zone), role="", quoted=(item,), iso=day.date)
        )
    return tuple(groups)


def unchanged_label(citer: PageCitations, edition: Edition) -> str:
    """What stands over the stories to which nothing came since the edition before."""
    if edition.previous is None:
        return ""
    before = date.fromisoformat(edition.previous.date)
    if before == date.fromisoformat(edition.date) - timedelta(days=1):
        return citer.words["unchanged_yesterday"]
    return citer.words["unchanged"].replace("{n}", short_date(edition.previous.date, citer.language, citer.zone))


def gone(citer: PageCitations, edition: Edition) -> tuple[str, ...]:
    """The headlines of the stories that the edition before had in full and the day does not go on; the last entry says
    how many are not named."""
    found = [capitalised(one.headline) for one in edition.gone if one.id is not None]
    more = (citer.count("more", len(found) - GONE),) if len(found) > GONE else ()
    return (*found[:GONE], *more)


def since(citer: PageCitations, edition: Edition) -> str:
    """What is new since the edition before, in numbers; "" where there is none."""
    if edition.previous is None:
        return ""
    stories = [story.since for story in edition.stories] + [story.since for story in edition.also]
    counts = ((f"stories_{state}", stories.count(state)) for state in ("new", "developing", "unchanged"))
    return " · ".join(citer.count(key, number) for key, number in counts if number)


def since_label(citer: PageCitations, edition: Edition) -> str:
    """What stands before these numbers, with the day of the edition before."""
    if edition.previous is None:
        return ""
    return f"{citer.words['since_last']} ({short_date(edition.previous.date, citer.language, citer.zone)})"


def title_of(citer: PageCitations, edition: Edition) -> str:
    """The edition's title; of one that replaces an edition that was sent it says so."""
    return f"{edition.title} ({citer.words['revised']})" if edition.revises else edition.title


def day_of(citer: PageCitations, edition: Edition) -> str:
    """The edition's day in words, or its first and last."""
    day = long_date(edition.date, citer.language)
    return f"{long_date(edition.begins, citer.language)} – {day}" if edition.begins else day


def replaced(citer: PageCitations, edition: Edition) -> Replaced | None:
    """What a revised edition says of the one that was sent."""
    if edition.revises is None:
        return None
    return Replaced(citer.words["revision"], tuple(one.text for one in edition.revises.dropped))
