"""The whole program on one page: read, stories, annotate, compose, render.

    files   = read(paths, folder, options)                bytes → clean articles with their fingerprints
    found   = stories_of(records, config, day)            copies, repeated furniture, clusters, window, order
    found   = arrange(found, edits, config)               what the editor says of the stories
    found   = annotate(found, config)                     dates and speakers, only of what can be printed
    edition = compose(found, problems, config, day)       sections, selection, evidence, the editor's other changes
    outputs = render(edition, project, formats)           name → bytes; nothing is written

Every command walks this page and stops where it stops. `means` say where the work of many files and articles is
done, and what is kept of it for the next run; neither changes what comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from briefing.compose.changes import corrections
from briefing.compose.changes.past import Earlier, Past
from briefing.compose.edition.length.choosing import Choosing
from briefing.compose.edits.edits import NO_EDITS, Edits
from briefing.config import Config
from briefing.editions import kept
from briefing.editions.outputs import render
from briefing.model import Edition, LeftOut, Problem
from briefing.running.records import FileRecord, Record
from briefing.running.workers import HERE, Means
from briefing.steps.annotating import annotate, corrected, settle
from briefing.steps.composing import compose, of_days, plan
from briefing.steps.reading import FileArticles, read, whole
from briefing.steps.stories import Stories, arrange, explained_pair, in_zone, stories_of

__all__ = [
    "ALONE",
    "Before",
    "DayStories",
    "FileArticles",
    "Stories",
    "annotate",
    "arrange",
    "build",
    "compose",
    "edited",
    "explained_pair",
    "plan",
    "read",
    "render",
    "stories_of",
    "told_of",
    "whole",
]


@dataclass(frozen=True, slots=True)
class Before:
    """What an edition is held against: the editions before, the newest first; begins: the first day of an edition of
    several days, which is held against none."""

    editions: Sequence[Earlier] = ()
    begins: date | None = None


ALONE = Before()


def build(
    found: Sequence[FileRecord],
    config: Config,
    day: date,
    *,
    edits: Edits = NO_EDITS,
    before: Before = ALONE,
    means: Means = HERE,
) -> Edition:
    """The edition of the day from all that was read: stories, annotated and composed. The one that was made of the same
    before is taken from the cache. edits: an editor's changes; before: the editions before."""
    digests = [str(before.begins), *(one.sha256 for one in before.editions)]
    config = config if before.begins is None else of_days(config, (day - before.begins).days)
    inputs = "" if means.cache is None else kept.inputs_of(found, config, day, edits, digests)
    known = None if means.cache is None else kept.edition(means.cache, inputs, day)
    if known is not None:
        return known
    read_of = told_of(found, config, day, before=before, means=means)
    told, edition = edited(read_of, config, day, edits, means=means)
    if means.cache is not None and told.sound:
        kept.keep_edition(means.cache, inputs, day, edition)
    return edition


@dataclass(frozen=True, slots=True)
class DayStories:
    """A day before an editor changes it: its stories; every record that was read, also what does not count; what stood
    in the way of files; and the first day of several."""

    stories: Stories
    every: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    begins: date | None = None


def told_of(
    found: Sequence[FileRecord],
    config: Config,
    day: date,
    *,
    before: Before = ALONE,
    means: Means = HERE,
) -> DayStories:
    """The stories of the day from all that was read, before any change by an editor."""
    every = in_zone((record for file in found for record in file.records), ZoneInfo(config.time_zone))
    articles = [record for record in every if not corrections.is_withdrawn(record.opening, config.withdrawn)]
    problems = [problem for file in found for problem in file.problems]
    kept_paths = {record.path for record in articles}
    left = [LeftOut.of(one.path, "withdrawn") for one in every if one.path not in kept_paths]
    past = Past(before.editions) if before.editions else None
    told = settle(stories_of(articles, config, day, past, means=means), config, means=means)
    told = replace(told, left_out=(*told.left_out, *left))
    return DayStories(told, tuple(every), tuple(problems), before.begins)


def edited(
    told: DayStories,
    config: Config,
    day: date,
    edits: Edits = NO_EDITS,
    *,
    choosing: Choosing | None = None,
    means: Means = HERE,
) -> tuple[Stories, Edition]:
    """The stories with an editor's changes, annotated, and the edition of them."""
    stories = annotate(arrange(told.stories, edits, config), config, means=means)
    stories = corrected(stories, told.every, config, means=means)
    return stories, compose(stories, told.problems, config, day, told.begins, choosing)
