"""How articles are grouped into stories: the table CLUSTERERS, and a user's own, checked.

A clusterer of a user's own is a function (articles, pairs) → groups. The articles stand in a fixed order, copies left
out; pairs are all that were near enough to be compared, each with its score from 0 to 1; a group is a list of indices
of articles. An article that is in no group is a story of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, SupportsIndex

from briefing.compose.stories.arrays.blocks import Spread, spread_by
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.grouping import linkage
from briefing.compose.stories.tuning import VECTORS
from briefing.model import Article
from briefing.plugins import ExtensionPoint, UserFunction, is_plugin, shown

POINT = ExtensionPoint(
    role="clusterer",
    key="stories: clusterer:",
    takes=("articles", "pairs"),
    gives="groups, each a list of indices of articles, no index in two of them",
    guide="docs/add-a-clusterer.md",
)
Groups = list[list[int]]


class Pair(NamedTuple):
    """Two articles by their indices, first < second, and how likely they belong to one story, 0..1."""

    first: int
    second: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Articles in a fixed order and the pairs that were compared: three arrays of one length, first and second (int64,
    rows of articles) and score (float64, 0..1). Scores below `least` count as 0. spread: does blocks of the grouping
    elsewhere, with the same result; scratch: the files by which others see what they look at."""

    articles: Sequence[Article]
    first: Any
    second: Any
    score: Any
    least: float
    spread: Spread | None = None
    scratch: Scratch = field(default_factory=Scratch)

    def edges(self) -> Iterator[tuple[int, int, float]]:
        """The pairs that count, as plain numbers: first, second, score."""
        keep = self.score >= self.least
        return zip(self.first[keep].tolist(), self.second[keep].tolist(), self.score[keep].tolist(), strict=True)


@dataclass(frozen=True, slots=True)
class Threshold:
    """joins: the mean score from which two groups are one; alone: what an article left alone must reach."""

    joins: float
    alone: float


Clusterer = Callable[[Graph, Threshold], Groups]


def _average_linkage(graph: Graph, threshold: Threshold) -> Groups:
    pairs = linkage.ScoredPairs(graph.first, graph.second, graph.score, graph.least)
    joining = linkage.Joining(threshold.joins, VECTORS.candidates)
    each = spread_by(joining, graph.scratch, graph.spread)
    groups = linkage.linked(len(graph.articles), pairs, joining, each)
    return linkage.lone_placed(groups, graph.first, graph.second, graph.score, threshold.alone)


CLUSTERERS: Mapping[str, Clusterer] = {"average-linkage": _average_linkage}


def clusterer(name: str) -> Clusterer:
    """The clusterer of that name, built in or "package.module:function". Raises ConfigError."""
    return _own(POINT.load(name)) if is_plugin(name) else CLUSTERERS[name]


def _own(function: UserFunction) -> Clusterer:
    def grouped(graph: Graph, threshold: Threshold) -> Groups:
        size = len(graph.articles)
        pairs = [Pair(*edge) for edge in graph.edges()]
        groups = _checked(function.rows(list(graph.articles), pairs), size, function)
        alone = sorted(set(range(size)).difference(*groups))
        return sorted([*groups, *([row] for row in alone)])

    return grouped


def _checked(groups: Iterable[object], size: int, function: UserFunction) -> Groups:
    """The groups as sorted lists of rows, without empty ones. Raises ConfigError."""
    found: Groups = []
    seen: set[int] = set()
    for group in groups:
        if isinstance(group, (str, bytes)) or not isinstance(group, Iterable):
            raise function.wrong(group, f"returned {shown(group)} among its groups")
        rows: list[int] = []
        for index in group:
            if isinstance(index, bool) or not isinstance(index, SupportsIndex):
                raise function.wrong(index, f"returned {shown(index)} among the indices of a group")
            row = index.__index__()
            if not 0 <= row < size:
                raise function.wrong(index, f"returned the index {row} of {size} articles")
            if row in seen:
                raise function.wrong(index, f"returned the index {row} twice")
            seen.add(row)
            rows.append(row)
        found += [sorted(rows)] if rows else []
    return found
