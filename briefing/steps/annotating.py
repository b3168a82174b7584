"""Annotated stories: dates and speakers of what can be printed; what stands still since; what no longer holds."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.compose.changes import corrections
from briefing.compose.changes.news import news
from briefing.compose.selection.headline import titled
from briefing.config import Config
from briefing.model import Article, LeftOut, Problem, Story
from briefing.running import tasks
from briefing.running.records import Record
from briefing.running.workers import HERE, Means
from briefing.steps.stories import Stories
from briefing.text import Text


def annotate(found: Stories, config: Config, *, means: Means = HERE) -> Stories:
    """The stories with all that composing looks at: the first, which are printed, and those without a title to print
    as whole articles with dates and speakers; of the others the kept text."""
    head = config.length.stories if found.head is None else found.head
    still = found.series.unchanged if found.series else ()
    wanted = [story for number, story in enumerate(found.stories) if number < head or titled(story) is None]
    wanted += [*(found.unedited or ()), *(story for story in still if titled(story) is None)]
    openings = list({article.path: article for story in wanted for article in story.articles}.values())
    done, failed = _whole_articles(openings, found, config, means)
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
    openings: Sequence[Article], found: Stories, config: Config, means: Means
) -> tuple[dict[str, Article], dict[str, Problem]]:
    """The whole articles of these openings with dates and speakers, by path; and what stood in the way of others."""
    done = {one.path: found.ready[one.path] for one in openings if one.path in found.ready}
    failed: dict[str, Problem] = {}
    left = [one for one in openings if one.path not in done]
    wanted = [found.records[one.path] for one in left]
    results = tasks.annotate(wanted, config.reading.read, means=means)
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


def settle(found: Stories, config: Config, *, means: Means = HERE) -> Stories:
    """The stories without those of the first that go on an earlier edition's, but whose new articles say nothing new:
    these stand still too."""
    series = found.series
    if series is None:
        return found
    first = found.stories[: 2 * config.length.stories]
    doubtful = [story for story in first if series.thread(story).told]
    paths = dict.fromkeys(path for story in doubtful for path in (*_paths(story), *series.thread(story).remembered))
    done, _ = _whole_articles([found.records[path].opening for path in paths], found, config, means)
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


def corrected(found: Stories, every: Sequence[Record], config: Config, *, means: Means = HERE) -> Stories:
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
    done, _ = _whole_articles(openings, replace(found, records=records), config, means)
    fresh = list({**told, **{one.path: done[one.path] for one in notices if one.path in done}}.values())
    return replace(found, series=replace(series, wrong=corrections.wrong(series.past, suspects, done, fresh)))
