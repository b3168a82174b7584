"""Average linkage on a sparse graph: the two clusters of highest mean score are joined, as long as it is high enough.

UPGMA (Sokal and Michener, 1958) with a heap of candidate joins. A pair that was never compared counts 0, but no article
was compared with more than `reach` others: in a large cluster only so many pairs are expected.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable


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
