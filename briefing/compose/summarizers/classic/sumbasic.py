"""SumBasic: the sentence with the most probable words, whose words then count less.

Nenkova and Vanderwende, "The Impact of Frequency on Summarization" (2005), as sumy has it. A pick only lowers
probabilities, so sentences wait in a heap and are rated again when they come up (lazy greedy: Minoux, 1978): the order
is exactly that of rating all sentences before each pick.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefing.compose.summarizers.classic.bag import Words


def order(stems: Sequence[Words]) -> Iterator[int]:
    """The passages, best first, found as they are asked for."""
    total = sum(map(len, stems))
    chance = {word: number / total for word, number in Counter(w for row in stems for w in row).items()}
    heap = [(-_mean(row, chance), index) for index, row in enumerate(stems)]
    heapq.heapify(heap)
    while heap:
        rated, index = heap[0]
        now = -_mean(stems[index], chance)
        if now > rated:
            heapq.heapreplace(heap, (now, index))
            continue
        heapq.heappop(heap)
        yield index
        for word in stems[index]:
            chance[word] *= chance[word]


def _mean(row: Words, chance: Mapping[str, float]) -> float:
    return sum([chance[word] for word in row]) / len(row) if row else 0.0
