"""What `changes` says of an edition against an earlier one: the interface's JSON, and lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from briefing.compose.changes.gone import gone
from briefing.model import AlsoStory, Change, Correction, Edition, StoryBrief
from briefing.shape import dump
from briefing.text import counted

State = Literal["new", "developing", "unchanged", "gone"]
ORDER: tuple[State, ...] = ("new", "developing", "unchanged", "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story. id: None where it stands in a line; new: the ids of the statements that were not known."""

    id: str | None
    headline: str
    since: State | None
    changes: tuple[Change, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangesReport:
    """An edition's stories, then those of the edition `since` that it does not go on. since: None: there is none;
    corrections: what the edition puts right of earlier ones."""

    edition: str
    since: str | None
    rows: tuple[StoryRow, ...]
    corrections: tuple[Correction, ...] = ()


def report(edition: Edition, old: Edition | None) -> ChangesReport:
    """The edition against `old`, the one that it was held against; without that, what the edition itself says."""
    rows = [_row(story) for story in edition.stories] + [_row(story) for story in edition.also]
    since = old.date if old else edition.previous.date if edition.previous else None
    return ChangesReport(edition.date, since, (*rows, *(_gone(edition, old) if old else ())), edition.corrections)


def _row(story: StoryBrief | AlsoStory) -> StoryRow:
    if isinstance(story, AlsoStory):
        return StoryRow(id=None, headline=story.headline, since=story.since)
    new = tuple(statement.id for statement in story.statements if statement.since == "new")
    return StoryRow(id=story.id, headline=story.headline, since=story.since, changes=story.changes, new=new)


def _gone(edition: Edition, old: Edition) -> Iterator[StoryRow]:
    told: tuple[StoryBrief | AlsoStory, ...] = (*edition.stories, *edition.also)
    for one in gone(old, (before for story in told for before in story.goes_on)):
        yield StoryRow(id=one.id, headline=one.headline, since="gone")


def in_numbers(edition: Edition) -> str:
    """How many stories are new, developing, unchanged and gone since the edition before, and what is put right of
    earlier ones; "" where there is none before."""
    if edition.previous is None:
        return ""
    states: list[State | None] = [story.since for story in edition.stories]
    states += [story.since for story in edition.also]
    states += ["gone" for _ in edition.gone]
    right = f"; {counted(len(edition.corrections), 'statement')} put right" if edition.corrections else ""
    return f"since {edition.previous.date}: {_numbers(states)}{right}"


def _numbers(states: Sequence[State | None]) -> str:
    return ", ".join(f"{states.count(state)} {state}" for state in ORDER)


def as_json(found: ChangesReport) -> dict[str, Any]:
    """As the interface has it."""
    return {
        "edition": found.edition,
        "since": found.since,
        "stories": dump(found.rows),
        "corrections": dump(found.corrections),
    }


def as_text(found: ChangesReport) -> Iterator[str]:
    """Lines for people."""
    if found.since is None:
        yield f"{found.edition}: held against no edition before"
        return
    yield f"{found.edition} since {found.since}: {_numbers([row.since for row in found.rows])}"
    for one in found.corrections:
        yield f"{'put right':<10}  {one.edition}: {one.statement.text} ({one.why})"
        if one.now is not None:
            yield f"            {one.now.text}"
    for row in found.rows:
        new = f" ({len(row.new)} new)" if row.new else ""
        yield f"{row.since or '':<10}  {row.headline}{new}"
        for change in row.changes:
            yield f"            {change.before.text} → {change.after.text}"
