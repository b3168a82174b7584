"""The whole program on one page: read, stories, annotate, compose, render.

    files   = read(paths, folder, options)                bytes → clean articles with their fingerprints
    found   = stories_of(records, config, day)            copies, repeated furniture, clusters, window, order
    found   = arrange(found, edits, config)               what the editor says of the stories
    found   = annotate(found, config)                     dates and speakers, only of what can be printed
    edition = compose(found, problems, config, day)       sections, selection, evidence, the editor's other changes
    outputs = render(edition, project, formats)           name → bytes; nothing is written

Every command walks this page and stops where it stops. `map_` says where the work of many files and articles is done,
`cache` what is kept of it for the next run; neither changes what comes out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from briefing import __version__, kept, memory, records, tasks
from briefing.compose.changes import corrections
from briefing.compose.changes.news import Series, news, window_days
from briefing.compose.changes.past import Earlier, Past
from briefing.compose.changes.threads import followed
from briefing.compose.edition.compose import Choosing, Plan
from briefing.compose.edition.compose import compose as compose_edition
from briefing.compose.edits.edits import NO_EDITS, Edits, by_hand
from briefing.compose.edits.stories import arranged
from briefing.compose.sections.own_features import features
from briefing.compose.selection.headline import titled
from briefing.compose.selection.select import SelectionPlan
from briefing.compose.stories import repeats
from briefing.compose.stories.cluster import cluster
from briefing.compose.stories.copies import find as find_copies
from briefing.compose.stories.explain import explain_pair
from briefing.compose.stories.independence import with_dates_of_copies
from briefing.compose.stories.order import excluded, ordered
from briefing.compose.stories.window import of_the_day, until
from briefing.compose.summarizers import summarizers
from briefing.config import Config
from briefing.model import Article, Copy, Edition, LeftOut, Problem, Story, Warned
from briefing.outputs import render
from briefing.prepare.options import PrepareOptions
from briefing.prepare.scan import Found, content, files
from briefing.publish.page.labels import labels
from briefing.records import FileRecord, Record
from briefing.text import Text
from briefing.workers import Cache, Map, ahead, here, width

__all__ = ["annotate", "arrange", "build", "compose", "read", "render", "stories_of", "whole"]

BATCH_FILES = 512
BATCH_BYTES = 64_000_000


# --- read -----------------------------------------------------------------------------------------------------------


def read(
    paths: Sequence[Path], folder: Path, options: PrepareOptions, *, map_: Map = here, cache: Cache | None = None
) -> Iterator[FileRecord]:
    """Reads files and folders, one record a file. Names are relative to `folder`."""
    found, problems = files(paths, folder, follow_links=options.follow_links)
    if problems:
        yield FileRecord("", (), tuple(problems))
    recipe = records.recipe_of(options)
    batches = _batches(found, options.read.most_megabytes)
    yield from ahead((_read_batch(batch, recipe, options, map_, cache) for batch in batches), width(map_))


def _batches(found: Iterable[Found], most_megabytes: int) -> Iterator[list[tuple[str, bytes | Problem]]]:
    batch: list[tuple[str, bytes | Problem]] = []
    size = 0
    for file in found:
        data = content(file, most_megabytes)
        batch.append((file.name, data))
        size += len(data) if isinstance(data, bytes) else 0
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(
    batch: Sequence[tuple[str, bytes | Problem]], recipe: str, options: PrepareOptions, map_: Map, cache: Cache | None
) -> Iterator[FileRecord]:
    opened = [(name, data) for name, data in batch if not isinstance(data, Problem)]
    results = tasks.read(opened, recipe, options, map_=map_, cache=cache)
    return (FileRecord(name, (), (data,)) if isinstance(data, Problem) else next(results) for name, data in batch)


# --- stories --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
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
    map_: Map = here,
    cache: Cache | None = None,
) -> Stories:
    """The articles as stories. Their articles are openings: details and first sentences. day: the edition's, for which
    some articles count and some do not; without one all count, and the newest of their dates stands for it. past: the
    editions before; their texts are grouped with those of the day, and then taken out again."""
    window = config.window
    recalled = memory.Recalled()
    if past is not None and day is not None:
        recalled = memory.recalled(past, found, config.reading, map_=map_, cache=cache)
        window = replace(window, days=window_days(window.days, day, past))
    everything = [*found, *recalled.clustered]
    openings: Sequence[Article] = [record.opening for record in everything]
    left: list[LeftOut] = []
    if day is not None:
        openings, left = until(openings, day, window)
    known, copies = _without_repeats(openings, everything, config, map_, cache)
    dated = with_dates_of_copies([known[article.path].opening for article in openings], copies)
    traits = {path: one.traits for path, one in known.items()}
    told: Sequence[Story] = cluster(dated, copies, config.stories, traits, tasks.spread_over(map_))
    series = None
    if past is not None:
        told, threads = followed(told, past, recalled.memory)
        series = Series(past=past, threads=threads, versions=recalled.memory.versions, places=recalled.memory.places)
        known |= {record.path: record for record in recalled.versions.values()}
    if day is not None:
        told, older = of_the_day(told, day, window)
        left += older
    for story in told:
        reason = excluded(story, config.order)
        left += [LeftOut(article.path, reason) for article in story.articles] if reason else []
    left = [one for one in left if one.path not in recalled.memory.places]
    first = ordered(told, config.order, day or _newest(openings))
    return _at_rest(Stories(first, tuple(left), known, series=series))


def _at_rest(found: Stories) -> Stories:
    """The stories without those to which nothing came since the edition before, which are set aside."""
    if found.series is None:
        return found
    moving = tuple(story for story in found.stories if not found.series.thread(story).at_rest)
    still = tuple(story for story in found.stories if found.series.thread(story).at_rest)
    return replace(found, stories=moving, series=replace(found.series, unchanged=still))


def _without_repeats(
    openings: Sequence[Article], found: Sequence[Record], config: Config, map_: Map, cache: Cache | None
) -> tuple[dict[str, Record], Sequence[Copy]]:
    """The records of these articles by path, without furniture that other texts repeat; and the copies."""
    count = {article.path for article in openings}
    known = {record.path: record for record in found if record.path in count}
    copies = find_copies(openings, config.copies, {path: record.traits for path, record in known.items()})
    aside = repeats.repeated({path: record.paragraphs for path, record in known.items()}, copies)
    changed = [known[path] for path in aside]
    known |= {one.path: one for one in tasks.without_repeats(changed, aside, map_=map_, cache=cache)}
    return known, copies


def _newest(articles: Sequence[Article]) -> date | None:
    days = [article.published.day for article in articles if article.published]
    return date.fromisoformat(max(days)) if days else None


def explained_pair(found: Sequence[Record], config: Config, one: str, other: str) -> Sequence[str]:
    """Why two articles are or are not in one story."""
    openings = [record.opening for record in found]
    known, copies = _without_repeats(openings, found, config, here, None)
    dated = with_dates_of_copies([known[article.path].opening for article in openings], copies)
    traits = {path: record.traits for path, record in known.items()}
    return explain_pair(one, other, dated, copies, config.stories, traits)


# --- arrange --------------------------------------------------------------------------------------------------------


def arrange(found: Stories, edits: Edits, config: Config) -> Stories:
    """The stories as an editor, and the manual overrides of the config, have them; changes of statements wait for
    `compose`."""
    every = edits.after(by_hand(config.statements.drop, config.statements.first))
    traits = {path: record.traits for path, record in found.records.items()}
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


# --- settle ---------------------------------------------------------------------------------------------------------


def settle(found: Stories, config: Config, *, map_: Map = here, cache: Cache | None = None) -> Stories:
    """The stories without those of the first that go on an earlier edition's, but whose new articles say nothing new:
    these stand still too."""
    series = found.series
    if series is None:
        return found
    first = found.stories[: 2 * config.length.stories]
    doubtful = [story for story in first if series.thread(story).told]
    paths = dict.fromkeys(path for story in doubtful for path in (*_paths(story), *series.thread(story).remembered))
    done, _ = _whole_articles([found.records[path].opening for path in paths], found, config, map_, cache)
    series = replace(series, remembered=done)
    looked_at = [_with_articles(story, done, (), found.records) for story in doubtful]
    still = {story.id for story in looked_at if news(story, series).since == "unchanged"}
    unchanged = [story for story in found.stories if story.id in still]
    return replace(
        found,
        stories=tuple(story for story in found.stories if story.id not in still),
        series=replace(series, unchanged=(*unchanged, *series.unchanged)),
        ready=done,
    )


def _paths(story: Story) -> Iterator[str]:
    return (article.path for article in story.articles)


# --- corrected ------------------------------------------------------------------------------------------------------


def corrected(
    found: Stories, every: Sequence[Record], config: Config, *, map_: Map = here, cache: Cache | None = None
) -> Stories:
    """The stories with what earlier editions printed and no longer stands. every: all that was read today, also what
    does not count for the day."""
    series = found.series
    if series is None:
        return found
    now = corrections.today([record.opening for record in every], config.withdrawn)
    suspects = corrections.suspects(series.past, now)
    records = {record.path: record for record in every} | dict(found.records)
    told = {one.path: one for story in found.stories for one in story.articles if not series.past.known(one)}
    notices = [one for one in now.paths.values() if not series.past.known(one) and corrections.may_be_a_notice(one)]
    paths = dict.fromkeys((*corrections.changed_paths(suspects), *(one.path for one in notices)))
    openings = [records[path].opening for path in paths]
    done, _ = _whole_articles(openings, replace(found, records=records), config, map_, cache)
    fresh = list({**told, **{one.path: done[one.path] for one in notices if one.path in done}}.values())
    return replace(found, series=replace(series, wrong=corrections.wrong(series.past, suspects, done, fresh)))


# --- annotate -------------------------------------------------------------------------------------------------------


def annotate(found: Stories, config: Config, *, map_: Map = here, cache: Cache | None = None) -> Stories:
    """The stories with all that composing looks at: the first, which are printed, and those without a title to print
    as whole articles with dates and speakers; of the others the kept text."""
    head = config.length.stories if found.head is None else found.head
    still = found.series.unchanged if found.series else ()
    wanted = [story for number, story in enumerate(found.stories) if number < head or titled(story) is None]
    wanted += [*(found.unedited or ()), *(story for story in still if titled(story) is None)]
    openings = list({article.path: article for story in wanted for article in story.articles}.values())
    done, failed = _whole_articles(openings, found, config, map_, cache)
    left = [LeftOut(problem.path, problem.message) for problem in failed.values()]

    def annotated(stories: Sequence[Story]) -> tuple[Story, ...]:
        made = (_with_articles(story, done, failed, found.records) for story in stories)
        return tuple(story for story in made if story.articles)

    return replace(
        found,
        stories=annotated(found.stories),
        unedited=None if found.unedited is None else annotated(found.unedited),
        left_out=(*found.left_out, *left),
        sound=not failed,
        series=found.series and replace(found.series, unchanged=annotated(still)),
        ready={**found.ready, **done},
    )


def _whole_articles(
    openings: Sequence[Article], found: Stories, config: Config, map_: Map, cache: Cache | None
) -> tuple[dict[str, Article], dict[str, Problem]]:
    """The whole articles of these openings with dates and speakers, by path; and what stood in the way of others."""
    done = {one.path: found.ready[one.path] for one in openings if one.path in found.ready}
    failed: dict[str, Problem] = {}
    left = [one for one in openings if one.path not in done]
    wanted = [found.records[one.path] for one in left]
    results = tasks.annotate(wanted, config.reading.read, map_=map_, cache=cache)
    for opening, result in zip(left, results, strict=True):
        if isinstance(result, Problem):
            failed[opening.path] = result
        else:
            article = found.records[opening.path].whole(result)
            done[opening.path] = replace(article, published=opening.published)  # which may be that of a copy
    return done, failed


def _with_articles(
    story: Story, done: Mapping[str, Article], failed: Container[str], known: Mapping[str, Record]
) -> Story:
    articles = [
        done.get(one.path) or replace(one, body=Text(known[one.path].body()))
        for one in story.articles
        if one.path not in failed
    ]
    groups = (tuple(path for path in group if path not in failed) for group in story.independent)
    return replace(story, articles=tuple(articles), independent=tuple(group for group in groups if group))


@dataclass(frozen=True, slots=True)
class FileArticles:
    """The whole articles of a file, with dates and speakers, and what stood in the way."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def whole(found: Iterable[FileRecord], *, map_: Map = here, cache: Cache | None = None) -> Iterator[FileArticles]:
    """All articles of all files with dates and speakers, whether or not they can be printed."""
    each = iter(found)
    batches = iter(lambda: list(islice(each, BATCH_FILES)), [])
    yield from ahead(_whole_batch(batch, map_, cache) for batch in batches)


def _whole_batch(batch: Sequence[FileRecord], map_: Map, cache: Cache | None) -> Iterator[FileArticles]:
    results = tasks.annotate([record for file in batch for record in file.records], map_=map_, cache=cache)

    def of(file: FileRecord) -> FileArticles:
        pairs = [(record, next(results)) for record in file.records]
        problems = [result for _, result in pairs if isinstance(result, Problem)]
        articles = [record.whole(result) for record, result in pairs if not isinstance(result, Problem)]
        return FileArticles(tuple(articles), (*file.problems, *problems))

    return map(of, batch)


# --- compose --------------------------------------------------------------------------------------------------------


def _of_days(config: Config, days: int) -> Config:
    """The config with a window of so many days before the last."""
    return replace(config, window=replace(config.window, days=days))


def compose(
    found: Stories,
    problems: Sequence[Problem],
    config: Config,
    day: date,
    begins: date | None = None,
    choosing: Choosing | None = None,
) -> Edition:
    """The edition of the day from annotated stories. Pure: the same stories and config give the same edition. begins:
    the first of several days; choosing: what remembers which passages were chosen, where a day is composed again and
    again."""
    left = [LeftOut(problem.path, problem.message) for problem in problems]
    length = config.length if found.head is None else replace(config.length, stories=found.head)
    obeyed = replace(plan(config, day), length=length, edits=found.edits, series=found.series, begins=begins)
    every = [*found.left_out, *left]
    edition = compose_edition(found.stories, every, day, obeyed, unedited=found.unedited, choosing=choosing)
    return replace(edition, warnings=(*found.warnings, *edition.warnings)) if found.warnings else edition


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
    map_: Map = here,
    cache: Cache | None = None,
) -> Edition:
    """The edition of the day from all that was read: stories, annotated and composed. The one that was made of the same
    before is taken from the cache. edits: an editor's changes; before: the editions before."""
    digests = [str(before.begins), *(one.sha256 for one in before.editions)]
    config = config if before.begins is None else _of_days(config, (day - before.begins).days)
    inputs = "" if cache is None else kept.inputs_of(found, config, day, edits, digests)
    known = None if cache is None else kept.edition(cache, inputs, day)
    if known is not None:
        return known
    read_of = told_of(found, config, day, before=before, map_=map_, cache=cache)
    told, edition = edited(read_of, config, day, edits, map_=map_, cache=cache)
    if cache is not None and told.sound:
        kept.keep_edition(cache, inputs, day, edition)
    return edition


@dataclass(frozen=True, slots=True)
class Told:
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
    map_: Map = here,
    cache: Cache | None = None,
) -> Told:
    """The stories of the day from all that was read, before any change by an editor."""
    every = [record for file in found for record in file.records]
    articles = [record for record in every if not corrections.is_withdrawn(record.opening, config.withdrawn)]
    problems = [problem for file in found for problem in file.problems]
    kept_paths = {record.path for record in articles}
    problems += [Problem(one.path, corrections.WITHDRAWN) for one in every if one.path not in kept_paths]
    past = Past(before.editions) if before.editions else None
    told = settle(stories_of(articles, config, day, past, map_=map_, cache=cache), config, map_=map_, cache=cache)
    return Told(told, tuple(every), tuple(problems), before.begins)


def edited(
    told: Told,
    config: Config,
    day: date,
    edits: Edits = NO_EDITS,
    *,
    choosing: Choosing | None = None,
    map_: Map = here,
    cache: Cache | None = None,
) -> tuple[Stories, Edition]:
    """The stories with an editor's changes, annotated, and the edition of them."""
    stories = annotate(arrange(told.stories, edits, config), config, map_=map_, cache=cache)
    stories = corrected(stories, told.every, config, map_=map_, cache=cache)
    return stories, compose(stories, told.problems, config, day, told.begins, choosing)


def plan(config: Config, day: date) -> Plan:
    """What composing obeys, made from the config."""
    first = date.fromisoformat(config.first_day) if config.first_day else None
    return Plan(
        title=config.title,
        language=config.language,
        generator=f"briefing {__version__}",
        number=(day - first).days + 1 if first and day >= first else None,
        labels=labels(config.language),
        length=config.length,
        selection=SelectionPlan(
            rules=config.sections,
            options=config.selection,
            summarizers=summarizers(rule.summarizer for rule in config.sections),
            features=features(config.features),
        ),
        layout=config.layout,
    )
