"""Stories: together what tells one thing, whatever the order and whatever else is there."""

from __future__ import annotations

import random
from dataclasses import replace
from hashlib import sha256

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.stories.copies import find
from briefing.compose.stories.explain import explain_pair
from briefing.compose.stories.grouping.cluster import cluster
from briefing.compose.stories.grouping.linkage import lone_placed
from briefing.compose.stories.options import ClusterOptions
from briefing.model import Article, Story, When
from briefing.reports.story_tree import tree
from tests.articles import from_prose
from tests.helpers.newsroom import FERRY, STRIKE, paper


def told(articles: list[Article], options: ClusterOptions | None = None) -> tuple[Story, ...]:
    return cluster(articles, find(articles), options)


def paths(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset([*(a.path for a in s.articles), *(a.path for a, _ in s.copies)]) for s in stories}


def test_none_and_one() -> None:
    assert told([]) == ()
    assert len(told([from_prose("a", "")])) == 1


def test_two_stories_and_one_alone() -> None:
    expected = {frozenset({"ferry-1", "ferry-2"}), frozenset({"strike-1", "strike-2"}), frozenset({"comet"})}
    assert paths(told(paper())) == expected


def test_a_copy_stands_in_the_story_of_its_original() -> None:
    articles = [*paper(), from_prose("ferry-copy", FERRY[:400])]
    story = next(s for s in told(articles) if s.copies)
    assert [copy.path for _, copy in story.copies] == ["ferry-copy"]
    assert {a.path for a in story.articles} == {"ferry-1", "ferry-2"}


def test_ids_are_those_of_the_lead() -> None:
    for story in told(paper()):
        assert story.id == "t" + sha256(story.articles[0].text_sha256.encode()).hexdigest()[:10]


def test_dates_far_apart_keep_articles_apart() -> None:
    articles = [
        from_prose("a", FERRY, "Ferry", "2031-05-06"),
        paper()[1],
        from_prose("old", STRIKE, published="2019-01-01"),
    ]
    old = from_prose("b", paper()[1].body.string, "Nine hours", "2020-01-01")
    month = ClusterOptions(max_days_apart=30)
    assert frozenset({"a", "ferry-2"}) in paths(told(articles, month))
    assert frozenset({"a", "b"}) not in paths(told([articles[0], old], month))


def dated(article: Article, day: str, origin: str) -> Article:
    return replace(article, published=When(value=day, precision="day", origin=origin))


def test_what_is_months_apart_by_its_own_record_is_not_compared() -> None:
    one, other = paper()[:2]
    new = dated(one, "2031-05-06", "record")
    for origin, day, together in (
        ("record", "2031-05-01", True),
        ("record", "2031-01-05", False),
        ("date line", "2031-01-05", True),  # a line of the text can be another date
    ):
        articles = [new, dated(other, day, origin)]
        assert (frozenset({"ferry-1", "ferry-2"}) in paths(told(articles))) is together
    lines = explain_pair("ferry-1", "ferry-2", [new, dated(other, "2031-01-05", "record")])
    assert any("121 days are between them" in line for line in lines)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_order_changes_nothing(order: list[int]) -> None:
    articles = paper()
    assert told([articles[number] for number in order]) == told(articles)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_a_stranger_changes_nothing(seed: int) -> None:
    """An article that shares no name and no run of four words."""
    rng = random.Random(seed)
    common = [
        "people",
        "said",
        "work",
        "time",
        "market",
        "water",
        "house",
        "money",
        "school",
        "police",
        "report",
        "year",
    ]
    text = " ".join(" ".join([rng.choice(common), "zq" + "".join(rng.choices("aeiou", k=6))]) for _ in range(120)) + "."
    before = told(paper())
    after = told([*paper(), from_prose("stranger", text)])
    assert paths(after) == paths(before) | {frozenset({"stranger"})}
    assert {s.id for s in before} < {s.id for s in after}


def test_bad_input_is_answered() -> None:
    words = from_prose("few", "Storm hits coast.")
    long = from_prose("long", " ".join(f"word{number % 700}" for number in range(60_000)))
    foreign = from_prose("other", "Das Schiff lief am Dienstag vor der Küste auf Grund.", language="de")
    same = [from_prose(f"one{number}", "word") for number in range(50)]
    stories = told([words, long, foreign, *same])
    assert sorted(p for group in paths(stories) for p in group) == sorted(a.path for a in (words, long, foreign, *same))
    assert tree(stories)


def test_a_tree_and_reasons_for_people() -> None:
    stories = told(paper())
    text = "\n".join(tree(stories))
    assert (
        "names shared: " in text
        and "Halvorsen" in text
        and "words shared: " in text
        and "3 stories, 5 articles, 0 copies" in text
    )
    together = explain_pair("ferry-1", "ferry-2", paper())
    apart = explain_pair("ferry-1", "comet", paper())
    assert together[0] == "One story." and apart[0] == "Two stories."


def test_one_unlike_member_keeps_no_article_out() -> None:
    pairs = [(0, 4, 0.6), (1, 4, 0.5), (2, 4, 0.1), (0, 5, 0.3), (1, 5, 0.3), (2, 5, 0.3), (3, 4, 0.2)]
    first, second, score = (np.array(column) for column in zip(*pairs, strict=True))
    assert lone_placed([[0, 1, 2], [3], [4], [5]], first, second, score, 0.4) == [[0, 1, 2, 4], [3], [5]]
    assert lone_placed([[0, 1, 2], [3], [4], [5]], first, second, score, 0.56) == [[0, 1, 2], [3], [4], [5]]


def test_what_is_alone_goes_where_it_belongs_most() -> None:
    pairs = [(a, 6, 0.5) for a in (0, 1, 2)] + [(a, 6, 0.7) for a in (3, 4)] + [(5, 6, 0.0)]
    first, second, score = (np.array(column) for column in zip(*pairs, strict=True))
    assert lone_placed([[0, 1, 2], [3, 4, 5], [6]], first, second, score, 0.4) == [[0, 1, 2], [3, 4, 5, 6]]
    assert lone_placed([[0, 1], [2]], np.array([0]), np.array([2]), np.array([0.9]), 0.4) == [[0, 1], [2]]
