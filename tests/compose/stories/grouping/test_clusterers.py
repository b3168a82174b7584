"""A clusterer of a user's own, and what is said of one that does not keep its promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from briefing.compose.stories.explain import explain_pair
from briefing.compose.stories.grouping.cluster import cluster
from briefing.compose.stories.grouping.clusterers import CLUSTERERS, Pair
from briefing.compose.stories.options import ClusterOptions
from briefing.config import parse
from briefing.errors import ConfigError
from briefing.model import Article
from tests.articles import from_lines

OWN = "tests.compose.stories.grouping.test_clusterers:"
ARTICLES = [
    from_lines("The council of Ostrau approved a toll bridge over the Lune on Tuesday.", "a.txt", "Bridge for Ostrau"),
    from_lines("A toll bridge over the Lune was approved by the council of Ostrau.", "b.txt", "Ostrau gets its bridge"),
    from_lines("Trams in Prell stood still on Tuesday after a storm tore down wires.", "c.txt", "Trams stand still"),
]


def by_path(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[list[int]]:
    """The first and the last path together."""
    paths = [one.path for one in articles]
    return [[paths.index(max(paths)), paths.index(min(paths))]]


def of_all(articles: Sequence[Article], pairs: Sequence[Pair]) -> Iterator[range]:
    assert all(0 <= pair.score <= 1 and pair.first < pair.second < len(articles) for pair in pairs)
    yield range(len(articles))


def beyond(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[list[int]]:
    return [[0, 3]]


def twice(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[list[int]]:
    return [[0, 1], [1, 2]]


def of_paths(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[list[str]]:
    return [[one.path for one in articles]]


def flat(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[int]:
    return [0, 1, 2]


def failing(articles: Sequence[Article], pairs: Sequence[Pair]) -> list[list[int]]:
    raise KeyError("no such story")


def of_articles(articles: Sequence[Article]) -> list[list[int]]:
    return []


def stories(name: str) -> list[list[str]]:
    found = cluster(ARTICLES, (), ClusterOptions(clusterer=name))
    return sorted(sorted(one.path for one in story.articles) for story in found)


def test_the_table_holds_the_default() -> None:
    assert ClusterOptions().clusterer in CLUSTERERS
    assert stories("average-linkage") == [["a.txt", "b.txt"], ["c.txt"]]


def test_an_own_clusterer_groups_and_who_is_in_no_group_is_alone() -> None:
    assert stories(OWN + "by_path") == [["a.txt", "c.txt"], ["b.txt"]]
    assert stories(OWN + "of_all") == [["a.txt", "b.txt", "c.txt"]]
    lines = explain_pair("a.txt", "c.txt", ARTICLES, (), ClusterOptions(clusterer=OWN + "by_path"))
    assert lines[0] == "One story." and lines[-1] == f"they were grouped by {OWN}by_path"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("beyond", "returned the index 3 of 3 articles"),
        ("twice", "returned the index 1 twice"),
        ("of_paths", "returned str"),
        ("flat", "returned int 0 among its groups"),
        ("failing", "KeyError: 'no such story'"),
        ("of_articles", "cannot be called with"),
        ("not_there", "has no 'not_there'"),
    ],
)
def test_an_own_clusterer_that_breaks_its_promise_is_reported_by_name(name: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        stories(OWN + name)
    assert OWN + name in caught.value.message


def test_a_mistyped_name_is_a_fault_of_the_config() -> None:
    with pytest.raises(ConfigError, match="average-linkage") as caught:
        parse(b"stories: {clusterer: averagelinkage}")
    assert caught.value.remedy == "did you mean 'average-linkage'?"
