"""Articles → stories: copies, repeated furniture, clusters, window, order; then what an editor says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from briefing.compose.changes.news import Series, window_days
from briefing.compose.changes.past import Past
from briefing.compose.changes.threads import followed
from briefing.compose.edits.edits import NO_EDITS, Edits, by_hand
from briefing.compose.edits.stories import arranged
from briefing.compose.stories import repeats
from briefing.compose.stories.arrays.blocks import Spread
from briefing.compose.stories.copies import find as find_copies
from briefing.compose.stories.explain import explain_pair
from briefing.compose.stories.grouping.cluster import cluster
from briefing.compose.stories.independence import with_dates_of_copies
from briefing.compose.stories.order import excluded, ordered
from briefing.compose.stories.window import of_the_day, until
from briefing.config import Config
from briefing.editions import past_texts
from briefing.model import Article, Copy, LeftOut, Story, Warned
from briefing.running import done_blocks, tasks
from briefing.running.records import Record, TraitsByPath
from briefing.running.workers import HERE, Means
from briefing.shape import dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The stories, first things first; what is left out of them and why; and the record of each article's path. sound:
    nothing failed, so that another run would find the same. head: how many are printed in full, None: as many as the
    config says; unedited: which would be without an editor, where he changed something; edits: his changes that are
    still to be made; warnings: what he should know. series: the editions before, if there are any; ready: articles that
    are annotated already, by path."""

    stories: tuple[Story, ...]
    left_out: tuple[LeftOut, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    sound: bool = True
    head: int | None = None
    unedited: tuple[Story, ...] | None = None
    edits: Edits = NO_EDITS
    warnings: tuple[Warned, ...] = ()
    series: Series | None = None
    ready: Mapping[str, Article] = field(default_factory=dict)


def stories_of(
    found: Sequence[Record],
    config: Config,
    day: date | None = None,
    past: Past | None = None,
    *,
    means: Means = HERE,
) -> Stories:
    """The articles as stories. Their articles are openings: details and first sentences. day: the edition's, for which
    some articles count and some do not; without one all count, and the newest of their dates stands for it. past: the
    editions before; their texts are grouped with those of the day, and then taken out again."""
    window, zone = config.window, ZoneInfo(config.time_zone)
    recalled = past_texts.Recalled()
    if past is not None and day is not None:
        recalled = past_texts.recalled(past, found, config.reading, means=means)
        window = replace(window, days=window_days(window.days, day, past))
    everything = in_zone([*found, *recalled.clustered], zone)
    openings: Sequence[Article] = [record.opening for record in everything]
    left: list[LeftOut] = []
    if day is not None:
        openings, left = until(openings, day, window)
    settings = [dump(config.copies), dump(config.stories), dump(window), config.time_zone, str(day)]
    with done_blocks.resumed(everything, settings, means) as by:
        known, copies = _without_repeats(openings, everything, config, means, by)
        known = {record.path: record for record in in_zone(known.values(), zone)}  # some were read anew
        dated = with_dates_of_copies([known[article.path].opening for article in openings], copies)
        told: Sequence[Story] = cluster(dated, copies, config.stories, TraitsByPath(known), by)
    series = None
    if past is not None:
        told, threads = followed(told, past, recalled.memory)
        memory = recalled.memory
        series = Series(past=past, zone=zone, threads=threads, versions=memory.versions, places=memory.places)
        known |= {record.path: record for record in in_zone(recalled.versions.values(), zone)}
    if day is not None:
        told, older = of_the_day(told, day, window)
        left += older
    for story in told:
        word = excluded(story, config.order)
        left += [LeftOut.of(article.path, "rule", word) for article in story.articles] if word is not None else []
    left = [one for one in left if one.path not in recalled.memory.places]
    first = ordered(told, config.order, day or _newest(openings))
    return _at_rest(Stories(stories=first, left_out=tuple(left), records=known, series=series))


def in_zone(records: Iterable[Record], zone: tzinfo) -> list[Record]:
    """The records, their articles counted for the day that it was in this zone when they were published."""
    if zone == ZoneInfo("UTC"):  # as they were read
        return list(records)
    found: list[Record] = []
    for record in records:
        when = record.opening.published
        there = when and when.in_zone(zone)
        found.append(record if there is when else replace(record, opening=replace(record.opening, published=there)))
    return found


def _at_rest(found: Stories) -> Stories:
    """The stories without those to which nothing came since the edition before, which are set aside."""
    if found.series is None:
        return found
    moving = tuple(story for story in found.stories if not found.series.thread(story).at_rest)
    still = tuple(story for story in found.stories if found.series.thread(story).at_rest)
    return replace(found, stories=moving, series=replace(found.series, unchanged=still))


def _without_repeats(
    openings: Sequence[Article], found: Sequence[Record], config: Config, means: Means, spread: Spread | None = None
) -> tuple[dict[str, Record], Sequence[Copy]]:
    """The records of these articles by path, without furniture that other texts repeat; and the copies."""
    count = {article.path for article in openings}
    known = {record.path: record for record in found if record.path in count}
    copies = find_copies(openings, config.copies, TraitsByPath(known), spread)
    aside = repeats.repeated({path: record.paragraphs for path, record in known.items()}, copies)
    changed = [known[path] for path in aside]
    known |= {one.path: one for one in tasks.without_repeats(changed, aside, means=means)}
    return known, copies


def _newest(articles: Sequence[Article]) -> date | None:
    days = [article.published.day for article in articles if article.published]
    return date.fromisoformat(max(days)) if days else None


def explained_pair(found: Sequence[Record], config: Config, one: str, other: str) -> Sequence[str]:
    """Why two articles are or are not in one story."""
    openings = [record.opening for record in found]
    known, copies = _without_repeats(openings, found, config, HERE)
    dated = with_dates_of_copies([known[article.path].opening for article in openings], copies)
    traits = TraitsByPath(known)
    return explain_pair(one, other, dated, copies, config.stories, traits)


def arrange(found: Stories, edits: Edits, config: Config) -> Stories:
    """The stories as an editor, and the manual overrides of the config, have them; changes of statements wait for
    `compose`."""
    every = edits.after(by_hand(config.statements.drop, config.statements.first))
    traits = TraitsByPath(found.records)
    made = arranged(found.stories, every, config.length.stories, traits)
    return replace(
        found,
        stories=made.stories,
        left_out=(*found.left_out, *made.left_out),
        head=made.head,
        unedited=made.unedited,
        edits=made.edits,
        warnings=made.warnings,
    )
