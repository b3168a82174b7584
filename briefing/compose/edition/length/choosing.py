"""What of each story is printed: chosen by itself first, then under the budgets of the edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.compose.changes.news import News, Series, news
from briefing.compose.edition.length import shares
from briefing.compose.edition.length.budget import Ledger
from briefing.compose.edition.length.options import LengthOptions
from briefing.compose.edition.tuning import EDITION
from briefing.compose.edits.edits import NO_EDITS, Edits
from briefing.compose.edits.statements import UNEDITED, Edited
from briefing.compose.selection.select import Chooser, Pick, SectionPicks, SelectionPlan, chooser
from briefing.compose.sentences.speakers import people
from briefing.compose.stories.order import is_notice
from briefing.model import (
    Layout,
    Passage,
    Story,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that composing obeys; made from the config, which this stage does not know."""

    title: str
    language: str
    generator: str
    number: int | None
    labels: Mapping[str, str]
    length: LengthOptions
    selection: SelectionPlan
    layout: Layout = "by-story"
    edits: Edits = NO_EDITS
    series: Series | None = None  # the editions before, and how the stories go on them
    begins: date | None = None  # the first day of an edition of several


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A story and what is printed of it: per section its picks in the order of print. edited: with the editor's
    changes; before them, nothing of them. news: what is new of it."""

    story: Story
    sections: tuple[tuple[SectionPicks, tuple[Pick, ...]], ...]
    chooser: Chooser
    news: News
    edited: Edited = UNEDITED
    selected: tuple[Passage, ...] = ()  # what the program would have printed

    @property
    def picks(self) -> list[Pick]:
        return [pick for _, picks in self.sections for pick in picks]


Choosing = Callable[[Story, date, Plan], Chosen]


def choose(story: Story, day: date, plan: Plan) -> Chosen:
    """What a story would print without limits of length and without an editor."""
    told = replace(story, articles=people.resolve(story.articles))
    new = news(told, plan.series)
    found = chooser(told, plan.selection, day, new.known)
    sections = tuple((section, section.picks) for section in found.selection().sections)
    return Chosen(story=told, sections=_one_line(sections) if is_notice(story) else sections, chooser=found, news=new)


def _one_line(
    sections: Sequence[tuple[SectionPicks, tuple[Pick, ...]]],
) -> tuple[tuple[SectionPicks, tuple[Pick, ...]], ...]:
    """What a notice prints: one statement, under the first section that has one."""
    return tuple((section, picks[:1]) for section, picks in sections if picks)[:1]


def all_chosen(
    head: Sequence[Story], unedited: Sequence[Story], day: date, plan: Plan, ledger: Ledger, choosing: Choosing
) -> list[Chosen]:
    """What is printed of each story within the limits. A story that is not among the unedited (merged, parted, brought
    forward) gets as much as one of those on average."""
    first = _under_budget(_noted([choosing(story, day, plan) for story in unedited]), plan, ledger)
    known = {_members(story): one for story, one in zip(unedited, first, strict=True)}
    size = max(EDITION.first_statements, round(plan.length.statements / max(1, len(unedited))))
    own = replace(plan.length, statements=size, words=None, sentences=None)

    def alone(story: Story) -> Chosen:
        return _under_budget([choosing(story, day, plan)], replace(plan, length=own), Ledger(own))[0]

    return [known.get(_members(story)) or alone(story) for story in head]


def _members(story: Story) -> tuple[str, ...]:
    return (story.id, *(article.path for article in story.articles))


def _noted(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Without the sections that say in the leading story alone that too little was found."""
    lead = next((number for number, one in enumerate(chosen) if one.picks), 0)
    return [one if number == lead else _without_notes(one) for number, one in enumerate(chosen)]


def _without_notes(chosen: Chosen) -> Chosen:
    return replace(
        chosen,
        sections=tuple(
            (section, picks)
            for section, picks in chosen.sections
            if not (section.too_little and section.rule.if_too_few == "lead")
        ),
    )


def _under_budget(chosen: Sequence[Chosen], plan: Plan, ledger: Ledger) -> list[Chosen]:
    """The best of each section, as many as the edition's budgets allow; the order of print stays. A section of which
    they allow nothing is none: enough was found for it."""
    names = [rule.id for rule in plan.selection.rules]
    counts = [[next((len(p) for s, p in one.sections if s.rule.id == n), 0) for n in names] for one in chosen]
    given = shares.shares(counts, [rule.statements for rule in plan.selection.rules], plan.length.statements)
    found = []
    for one, numbers in zip(chosen, given, strict=True):
        share = dict(zip(names, numbers, strict=True))
        sections = []
        for section, picks in one.sections:
            best = sorted(picks, key=lambda pick: (not pick.edited, -pick.score, pick.passage.key))
            kept = {
                pick.passage.key for pick in best[: share[section.rule.id]] if ledger.take(one.story.id, pick.passage)
            }
            if kept or not picks:
                sections.append((section, tuple(pick for pick in picks if pick.passage.key in kept)))
        found.append(replace(one, sections=tuple(sections)))
    return found
