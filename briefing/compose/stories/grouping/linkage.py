"""Average linkage on a sparse graph: the two clusters of highest mean score are joined, as long as it is high enough.
What stays alone may then join the group whose nearer half it belongs to.

UPGMA (Sokal and Michener, 1958) with a heap of candidate joins. A pair that was never compared counts 0, but no article
was compared with more than `reach` others: in a large cluster only so many pairs are expected.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from briefing.compose.stories.tuning import LINKAGE


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
    one, other = group_of[first], group_of[second]
    here = (sizes[one] == 1) & (sizes[other] >= LINKAGE.few)
    there = (sizes[other] == 1) & (sizes[one] >= LINKAGE.few)
    lone = np.concatenate([one[here], other[there]])
    group = np.concatenate([other[here], one[there]])
    value = np.concatenate([score[here], score[there]])
    order = np.lexsort((-value, group, lone))
    rows = zip(lone[order].tolist(), group[order].tolist(), value[order].tolist(), strict=True)
    best: dict[int, tuple[float, int]] = {}
    for (alone, number), pairs in groupby(rows, key=itemgetter(0, 1)):
        half = (int(sizes[number]) + 1) // 2
        mean = sum([pair[2] for pair in pairs][:half]) / half
        if mean >= max(least, best.get(alone, (0.0, 0))[0] + 1e-12):
            best[alone] = mean, number
    grown = [list(known) for known in groups]
    for alone, (_, number) in best.items():
        grown[number] += grown[alone]
        grown[alone] = []
    return sorted(sorted(known) for known in grown if known)


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
