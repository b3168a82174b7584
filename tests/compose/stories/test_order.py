"""Stories in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing.compose.stories.grouping.cluster import cluster
from briefing.compose.stories.options import OrderOptions, TopicRule
from briefing.compose.stories.order import excluded, ordered, rank_of
from briefing.model import Story
from tests.helpers.newsroom import paper

DAY = date(2031, 5, 7)


def heads(options: OrderOptions, stories: tuple[Story, ...] | None = None) -> list[str]:
    stories = stories if stories is not None else cluster(paper(), ())
    return [min(a.path for a in story.articles).split("-")[0] for story in ordered(stories, options, DAY)]


def test_more_sources_and_fresher_come_first_undated_last() -> None:
    assert heads(OrderOptions()) == ["ferry", "strike", "comet"]


def test_what_config_weighs() -> None:
    assert heads(OrderOptions(outlets={"Ostrava Courier": 5.0}))[0] == "strike"
    assert heads(OrderOptions(topics=(TopicRule(("bread company",), weight=9.0),)))[0] == "strike"
    assert heads(OrderOptions(topics=(TopicRule(("venus",), always=True),)))[0] == "comet"
    never = OrderOptions(topics=(TopicRule(("Comet",), never=True),))
    assert heads(never) == ["ferry", "strike"]
    assert [excluded(story, never) is not None for story in cluster(paper(), ())].count(True) == 1


def test_opinion_weighs_less() -> None:
    stories = cluster([replace(a, genre="opinion") if "ferry" in a.path else a for a in paper()], ())
    assert heads(OrderOptions(), stories)[0] == "strike"
    ferry = next(s for s in stories if s.articles[0].genre == "opinion")
    assert ("opinion", 0.5) in rank_of(ferry, OrderOptions(), DAY).parts


def test_notices_come_last() -> None:
    notice = tuple(
        replace(story, articles=tuple(replace(article, genre="notice") for article in story.articles))
        if any("ferry" in article.path for article in story.articles)
        else story
        for story in cluster(paper(), ())
    )
    assert heads(OrderOptions(), notice)[-1] == "ferry"
