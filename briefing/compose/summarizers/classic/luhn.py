"""Luhn: sentences with dense runs of the text's repeated words.

H. P. Luhn, "The Automatic Creation of Literature Abstracts", IBM Journal 2 (1958), as sumy has it: every word that
occurs twice is significant; a run ends after four that are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.compose.summarizers.classic.bag import Words

GAP = 4


def scores(stems: Sequence[Words], all_stems: Sequence[Words]) -> list[float]:
    """Significant words squared over length of each passage's best run, ≥ 0."""
    tally = Counter(word.lower() for row in stems for word in row)
    significant = {word for word, number in tally.items() if number > 1}
    return [_best_run([word in significant for word in row]) for row in all_stems]


def _best_run(marks: Sequence[bool]) -> float:
    best = 0.0
    first = last = -1
    inside = 0
    for at, mark in enumerate([*marks, *[False] * GAP]):
        if mark:
            if first < 0:
                first, inside = at, 0
            last, inside = at, inside + 1
        elif first >= 0 and at - last >= GAP:
            if inside > 1:
                best = max(best, inside**2 / (last - first + 1))
            first = -1
    return best
