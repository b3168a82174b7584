"""Average linkage on a sparse graph: the two clusters of highest mean score are joined, as long as it is high enough.
What stays alone may then join the group whose nearer half it belongs to.

UPGMA (Sokal and Michener, 1958) with a heap of candidate joins. A pair that was never compared counts 0, but no article
was compared with more than `reach` others: in a large cluster only so many pairs are expected.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar

from briefing.compose.stories.arrays.blocks import Each, here
from briefing.compose.stories.tuning import LINKAGE, SCRATCH


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs of articles: arrays of one length, first and second (rows of articles) and score. Scores below `least`
    count as 0."""

    first: Any
    second: Any
    score: Any
    least: float

    def which(self, chosen: Callable[[Any, Any, Any], Any]) -> Any:
        """The numbers of the pairs that are chosen by their first, second and score, looked at some at a time."""
        import numpy as np

        found = [np.zeros(0, dtype=np.int64)]
        for part in parts_of(len(self.first)):
            held = chosen(self.first[part], self.second[part], self.score[part])
            found.append(np.flatnonzero(held) + part.start)
        return np.concatenate(found)


def parts_of(size: int) -> Iterator[slice]:
    """So many pairs, some at a time."""
    return (slice(at, min(size, at + SCRATCH.pairs)) for at in range(0, size, SCRATCH.pairs))


def average_linkage(
    size: int, edges: Iterable[tuple[int, int, float]], threshold: float, reach: int
) -> list[list[int]]:
    """Groups of the numbers 0…size-1, each ascending, ordered by their first. edges: (a, b, score), each pair once.

    Time O(e log e) for e edges. Ties go to the smallest numbers, so that the result depends on nothing else.
    """
    near: list[dict[int, float]] = [{} for _ in range(size)]
    members: list[list[int]] = [[number] for number in range(size)]
    heap: list[tuple[float, int, int, int, int]] = []
    version = [0] * size
    for a, b, score in edges:
        near[a][b] = near[b][a] = score
        if score >= threshold:
            heap.append((-score, min(a, b), max(a, b), 0, 0))
    heapq.heapify(heap)
    while heap:
        _, a, b, version_a, version_b = heapq.heappop(heap)
        if not members[a] or not members[b] or version[a] != version_a or version[b] != version_b:
            continue
        keep, gone = (a, b) if len(near[a]) >= len(near[b]) else (b, a)
        _merge(keep, gone, near, members)
        version[keep] += 1
        version[gone] += 1
        for other, total in near[keep].items():
            mean = total / _expected(len(members[keep]), len(members[other]), reach)
            if mean >= threshold:
                one, two = min(keep, other), max(keep, other)
                heapq.heappush(heap, (-mean, one, two, version[one], version[two]))
    return sorted(sorted(group) for group in members if group)


@dataclass(frozen=True, slots=True)
class Joining:
    """When groups are joined. threshold: the mean score from which they are; reach: with how many others an article was
    compared, at most."""

    threshold: float
    reach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Parts of all articles, no two of which come into one group, one after the other. sizes: how many articles each
    has; counts: how many pairs (int64, both); first, second, score: of each pair the places of its articles in their
    part (int64), and the score (float64)."""

    laborious: ClassVar[bool] = True
    sizes: Any
    counts: Any
    first: Any
    second: Any
    score: Any


def linked(size: int, pairs: ScoredPairs, joining: Joining, each: Each[Joining] | None = None) -> list[list[int]]:
    """The groups that `average_linkage` makes of the pairs that count, part by part: see `_independent`. each: does
    blocks of parts elsewhere, with the same result."""
    import numpy as np

    part_of = _independent(size, pairs, joining)
    rows = np.argsort(part_of, kind="stable")
    begins = np.searchsorted(part_of[rows], np.arange(size + 1))
    place = np.empty(size, dtype=np.int64)
    place[rows] = np.arange(size) - begins[part_of[rows]]
    groups = [[row] for row in rows[begins[:-1][np.diff(begins) == 1]].tolist()]
    by_part = _ByPart(part_of, pairs)
    made = (each or here(joining))(_joined, (by_part.block(begins, place, numbers) for numbers in by_part.blocks()))
    for numbers, (member, sizes) in zip(by_part.blocks(), made, strict=True):
        own = by_part.parts[numbers]
        row = rows[np.repeat(begins[own], begins[own + 1] - begins[own]) + member]
        groups += [group.tolist() for group in np.split(row, np.cumsum(sizes)[:-1])]
    return sorted(groups)


def _joined(joining: Joining, parts: Parts) -> tuple[Any, Any]:
    """The groups of these parts: their members, as places in the part, one group after the other; and their sizes."""
    import numpy as np

    member: list[int] = []
    sizes: list[int] = []
    at = 0
    for articles, count in zip(parts.sizes.tolist(), parts.counts.tolist(), strict=True):
        own = slice(at, at + count)
        edges = zip(parts.first[own].tolist(), parts.second[own].tolist(), parts.score[own].tolist(), strict=True)
        for group in average_linkage(articles, edges, joining.threshold, joining.reach):
            member += group
            sizes.append(len(group))
        at += count
    return np.array(member, dtype=np.int64), np.array(sizes, dtype=np.int64)


class _ByPart:
    """The pairs that count within each part that has some. parts: their numbers, ascending."""

    def __init__(self, part_of: Any, pairs: ScoredPairs) -> None:
        import numpy as np

        inside = pairs.which(lambda one, other, score: (score >= pairs.least) & (part_of[one] == part_of[other]))
        self._pairs = pairs
        self._order = inside[np.argsort(part_of[pairs.first[inside]], kind="stable")]
        part = part_of[pairs.first[self._order]]
        self._bounds = np.concatenate([np.flatnonzero(np.diff(part, prepend=-1)), [len(part)]])
        self.parts = part[self._bounds[:-1]]

    def blocks(self) -> Iterator[slice]:
        """All parts, some at a time: as many as have `SCRATCH.pairs` pairs, at least one."""
        import numpy as np

        at = 0
        while at < len(self.parts):
            stop = int(np.searchsorted(self._bounds, self._bounds[at] + SCRATCH.pairs, "right")) - 1
            yield slice(at, max(at + 1, stop))
            at = max(at + 1, stop)

    def block(self, begins: Any, place: Any, numbers: slice) -> Parts:
        """Some of the parts. begins: where the articles of each part begin; place: of each article in its part."""
        own, bounds = self.parts[numbers], self._bounds[numbers.start : numbers.stop + 1]
        chosen, pairs = self._order[bounds[0] : bounds[-1]], self._pairs
        return Parts(
            sizes=begins[own + 1] - begins[own],
            counts=bounds[1:] - bounds[:-1],
            first=place[pairs.first[chosen]],
            second=place[pairs.second[chosen]],
            score=pairs.score[chosen],
        )


def _independent(size: int, pairs: ScoredPairs, joining: Joining) -> Any:
    """For each article the number of the part that it is in: no two of different parts can come into one group.

    A mean is as high as the threshold only if one of its scores is: so these are the components of such pairs, as long
    as all pairs of two groups are expected. Of a group of more than `reach` less are: where a component has so many,
    all that any pair which counts connects with it is one part."""
    import numpy as np

    near = components(size, pairs, pairs.which(lambda one, other, score: score >= joining.threshold))
    large = np.bincount(near) > joining.reach
    if not large.any():
        return near
    wide = components(size, pairs, pairs.which(lambda one, other, score: score >= pairs.least))
    joined = np.isin(wide, wide[large[near]])
    return np.unique(np.where(joined, wide + size, near), return_inverse=True)[1]


def components(size: int, pairs: ScoredPairs, edges: Any) -> Any:
    """The number of each article's component (int32). edges: numbers of pairs."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(edges), dtype=np.int8)
    graph = csr_matrix((ones, (pairs.first[edges], pairs.second[edges])), shape=(size, size))
    return connected_components(graph, directed=False)[1]


def lone_placed(groups: Sequence[Sequence[int]], first: Any, second: Any, score: Any, least: float) -> list[list[int]]:
    """The groups, each number that is alone moved to the one whose nearer half it has the highest mean score with, if
    that is at least `least`. One member that is unlike the rest (a comment, a long report) keeps nobody out so.

    first, second, score: the pairs, arrays of equal length. Same order of groups and members as `average_linkage`.
    """
    import numpy as np

    sizes = np.array([len(group) for group in groups])
    group_of = np.empty(int(sizes.sum()), dtype=np.int64)
    for number, members in enumerate(groups):
        group_of[list(members)] = number
    found = [_of_lone(group_of[first[at]], group_of[second[at]], score[at], sizes) for at in parts_of(len(first))]
    code = np.concatenate([np.zeros(0, dtype=np.int64), *(part[0] for part in found)])
    value = np.concatenate([np.zeros(0), *(part[1] for part in found)])
    held = np.isin(code, code[value >= least])  # a mean that is high enough has a score in it that is
    order = np.flatnonzero(held)[np.lexsort((-value[held], code[held]))]
    rows = zip(code[order].tolist(), value[order].tolist(), strict=True)
    best: dict[int, tuple[float, int]] = {}
    for code, pairs in groupby(rows, key=itemgetter(0)):
        alone, number = divmod(code, len(groups))
        half = (int(sizes[number]) + 1) // 2
        mean = sum([pair[1] for pair in pairs][:half]) / half
        if mean >= max(least, best.get(alone, (0.0, 0))[0] + 1e-12):
            best[alone] = mean, number
    grown = [list(known) for known in groups]
    for alone, (_, number) in best.items():
        grown[number] += grown[alone]
        grown[alone] = []
    return sorted(sorted(known) for known in grown if known)


def _of_lone(one: Any, other: Any, score: Any, sizes: Any) -> tuple[Any, Any]:
    """Of pairs of groups, one of which is a single article and the other has several: which (single · number of groups
    + group), and the score."""
    import numpy as np

    here = (sizes[one] == 1) & (sizes[other] >= LINKAGE.few)
    there = (sizes[other] == 1) & (sizes[one] >= LINKAGE.few)
    lone = np.concatenate([one[here], other[there]])
    return lone * len(sizes) + np.concatenate([other[here], one[there]]), np.concatenate([score[here], score[there]])


def _merge(keep: int, gone: int, near: list[dict[int, float]], members: list[list[int]]) -> None:
    del near[keep][gone]
    for other, total in near[gone].items():
        if other != keep:
            joined = near[keep].get(other, 0.0) + total
            near[keep][other] = near[other][keep] = joined
            del near[other][gone]
    near[gone] = {}
    members[keep] += members[gone]
    members[gone] = []


def _expected(one: int, two: int, reach: int) -> int:
    """Pairs between two clusters that can have been compared."""
    return min(one * two, reach * min(one, two))
