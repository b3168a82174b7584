"""What lies ahead, as an edition prints it on its first page: statements of its stories, by the day that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.compose.edition.evidence import who_else
from briefing.compose.edition.length.budget import Ledger
from briefing.compose.edition.length.choosing import Chosen
from briefing.compose.edition.statements import Writer
from briefing.compose.evidence.ahead import ahead, shared_out
from briefing.compose.evidence.timeline import DatedLine
from briefing.compose.stories.order import is_notice
from briefing.model import DayAhead, Event, Passage, Statement, StoryBrief


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as it is printed so far, and the ids of all its statements."""

    chosen: Chosen
    brief: StoryBrief

    @property
    def ids(self) -> set[str]:
        return {one.id for one in self.brief.statements}


def with_ahead(
    chosen: Sequence[Chosen], stories: Sequence[StoryBrief], writer: Writer, ledger: Ledger, day: date
) -> tuple[tuple[StoryBrief, ...], tuple[DayAhead, ...]]:
    """The stories with the statements that only the first page prints, and the days ahead in their order. A sentence
    that a story prints already is pointed to; others are printed within what the budget has left."""
    told = [_Told(*pair) for pair in zip(chosen, stories, strict=True)]
    most = ledger.options.ahead
    lines = [_lines(one, writer, day) if most else () for one in told]
    found: list[StoryBrief] = []
    days: list[DayAhead] = []
    for one, kept in zip(told, shared_out(lines, most), strict=True):
        brief = _with_events(one, kept, writer, ledger)
        days += _days(one, kept, brief, writer)
        found.append(brief)
    order = {story.id: number for number, story in enumerate(stories)}
    return tuple(found), tuple(sorted(days, key=lambda one: (one.date, order[one.story], one.statement)))


def _lines(told: _Told, writer: Writer, day: date) -> tuple[DatedLine, ...]:
    """What lies ahead of a story, but for what its editor struck or hid."""
    chosen, ids = told.chosen, told.ids
    if is_notice(chosen.story):
        return ()
    printed = {pick.passage.key for pick in chosen.picks}
    struck = [passage for passage in chosen.selected if passage.key not in printed]

    def left_out(passage: Passage) -> bool:
        return chosen.edited.leaves_out("ahead", passage) or any(passage.key == one.key for one in struck)

    found = ahead(chosen.story, day, lambda passage: writer.id_of(passage) in ids)
    return tuple(line for line in found if not left_out(line.passage))


def _with_events(told: _Told, lines: Sequence[DatedLine], writer: Writer, ledger: Ledger) -> StoryBrief:
    """The story with the lines that it does not print already, as events that stand on the first page alone."""
    story, ids = told.chosen.story, told.ids
    new = [line for line in lines if writer.id_of(line.passage) not in ids and ledger.take(story.id, line.passage)]
    if not new:
        return told.brief
    support = who_else(story, [line.passage for line in new])
    writer = writer.marking(told.chosen.news.mark)

    def statement(line: DatedLine) -> Statement:
        made = writer.statement(line.passage, support[line.passage.key])
        writer.explain(made, line.passage, "ahead", f"names a day after the edition's, {line.date}")
        return made

    events = [Event(line.date, statement(line), ahead=True) for line in new]
    evidence = told.brief.evidence
    timeline = tuple(sorted((*evidence.timeline, *events), key=lambda event: event.date))
    return replace(told.brief, evidence=replace(evidence, timeline=timeline))


def _days(told: _Told, lines: Sequence[DatedLine], brief: StoryBrief, writer: Writer) -> list[DayAhead]:
    ids = _Told(told.chosen, brief).ids
    named = [(line.date, writer.id_of(line.passage)) for line in lines]
    return [DayAhead(day, brief.id, name) for day, name in named if name in ids]
