"""An edition cut so that it fits on one side of paper. What is cut is counted.

Heights are estimates, in points, of the layout "one-page" in templates/print.css, on the safe side; where they fail,
the PDF is set in smaller type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from briefing.compose.edition.tuning import CUT, SHEET
from briefing.model import Cut, Edition, Event, Evidence, Statement, StoryBrief


def fitted(edition: Edition) -> Edition:
    """The edition without what one page does not hold: first timelines and the end of “also”, then statements from the
    last section of the last story on, never a story's first; last, whole stories."""
    small = _said_once(edition)
    small = replace(small, stories=tuple(_without_timeline(story) for story in small.stories))
    small = replace(small, also=small.also[: CUT.also])
    order = _removable(small)
    small = _as_many(small, order)
    for story in reversed(small.stories[1:]):
        if height(small) <= SHEET.side:
            break
        small = replace(small, stories=tuple(one for one in small.stories if one.id != story.id))
    return _counted(edition, small)


def height(edition: Edition) -> float:
    """About how high the edition is on a page, in points."""
    cited = {c.source for story in edition.stories for s in story.statements for c in s.citations}
    notes = sum(len(s.title or "") + len(s.path) + SHEET.note_words for s in edition.sources if s.number in cited)
    also = sum(ceil(len(one.headline) / SHEET.characters) * SHEET.line for one in edition.also)
    stories = sum(_story(story) for story in edition.stories)
    return SHEET.masthead + stories + also + SHEET.label + ceil(notes / SHEET.note_characters) * SHEET.note_line


def _story(story: StoryBrief) -> float:
    told = sum(_text(one) for one in story.statements)
    labels = SHEET.label * sum(section.group_by != "none" for section in story.sections if section.statements)
    gaps = SHEET.gap * 2 * len(story.sections)
    disputed = sum(SHEET.line * (1 + len(found.values)) + 6 for found in story.evidence.disagreements)
    return SHEET.headline * ceil(len(story.headline) / 70) + SHEET.support + told + labels + gaps + disputed


def _text(statement: Statement) -> float:
    return ceil((len(statement.text) + 12) / SHEET.characters) * SHEET.line + SHEET.gap


def _without_timeline(story: StoryBrief) -> StoryBrief:
    coming = tuple(event for event in story.evidence.timeline if event.ahead)
    return replace(story, evidence=replace(story.evidence, timeline=coming))


def _said_once(edition: Edition) -> Edition:
    """The edition with a few days ahead, the leading stories' first, whose sentences stand there and nowhere else on
    the page; what a story opens with and what is at a glance stays in its place, and is no line of them."""
    order = {story.id: number for number, story in enumerate(edition.stories)}
    opening = {one.id for story in edition.stories for one in [next(iter(story.statements), None)] if one is not None}
    kept = [one for one in edition.ahead if one.statement not in opening and one.statement not in edition.at_a_glance]
    kept = sorted(kept, key=lambda one: (order[one.story], one.date))[: CUT.ahead]
    days = {one.statement: one.date for one in kept}
    return replace(
        edition,
        stories=tuple(_moved(story, days) for story in edition.stories),
        ahead=tuple(one for one in edition.ahead if one in kept),
    )


def _moved(story: StoryBrief, days: Mapping[str, str]) -> StoryBrief:
    """The story with these statements, by their ids, among what lies ahead of it alone."""
    events = [Event(days[one.id], one, ahead=True) for one in story.statements if one.id in days]
    sections = tuple(
        replace(section, statements=tuple(one for one in section.statements if one.id not in days))
        for section in story.sections
    )
    not_known = tuple(one for one in story.evidence.not_known if one.id not in days)
    evidence = replace(story.evidence, not_known=not_known, timeline=tuple(sorted(events, key=lambda one: one.date)))
    return replace(story, sections=sections, evidence=evidence)


def _removable(edition: Edition) -> list[str]:
    """Ids of statements in the order in which they go: what is not known, then the last of the last first; never a
    story's first and what stands at a glance."""
    kept = set(edition.at_a_glance)
    unknown = [one.id for story in reversed(edition.stories) for one in reversed(story.evidence.not_known)]
    ranked = []
    for rank, story in enumerate(edition.stories):
        places = [(j, k, one) for j, section in enumerate(story.sections) for k, one in enumerate(section.statements)]
        for j, k, one in places[1:]:
            if one.id not in kept:
                ranked.append((rank * CUT.story + j * CUT.section + k * CUT.place, rank, j, k, one.id))
    return [*unknown, *(name for *_, name in sorted(ranked, reverse=True))]


def _as_many(edition: Edition, order: list[str]) -> Edition:
    """The edition without as few of the statements, from the first on, as makes it fit (halving the range)."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        if height(_without(edition, set(order[:middle]))) <= SHEET.side:
            high = middle
        else:
            low = middle + 1
    return _without(edition, set(order[:low]))


def _without(edition: Edition, names: set[str]) -> Edition:
    def rest(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(one for one in statements if one.id not in names)

    stories = []
    for story in edition.stories:
        sections = [replace(section, statements=rest(section.statements)) for section in story.sections]
        evidence: Evidence = replace(story.evidence, not_known=rest(story.evidence.not_known))
        kept = tuple(section for section in sections if section.statements)
        stories.append(replace(story, sections=kept, evidence=evidence))
    return replace(edition, stories=tuple(stories))


def _counted(whole: Edition, small: Edition) -> Edition:
    """The smaller edition as one of its own: what it says of itself is true, and what was cut is counted."""
    left = {one.id: one for story in small.stories for section in story.sections for one in section.statements}
    there = {one.id for story in small.stories for one in story.statements}
    words: Counter[int] = Counter()
    for story in small.stories:
        for one in story.statements:
            words[one.citations[0].source] += len(one.text.split())
    glance = [name for name in whole.at_a_glance if name in left]
    glance += [name for name in left if name not in glance][: max(0, CUT.glance - len(glance))]
    cut = Cut(
        statements=sum(len(story.statements) for story in whole.stories) - len(there),
        stories=len(whole.stories) - len(small.stories) + len(whole.also) - len(small.also),
    )
    return replace(
        small,
        at_a_glance=tuple(glance),
        sources=tuple(replace(source, words_quoted=words[source.number]) for source in small.sources),
        ahead=tuple(one for one in small.ahead if one.statement in there),
        explain={name: why for name, why in whole.explain.items() if name in there},
        cut=cut,
    )
