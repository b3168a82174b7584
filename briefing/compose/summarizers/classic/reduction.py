"""Reduction: the sentences that share most words with all others (Adam Fabish, github.com/adamfabish/Reduction).

TextRank's links, summed instead of walked; the ranking is sumy's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.compose.summarizers.classic.bag import Words, shared_over_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def scores(stems: Sequence[Words]) -> NDArray[Any]:
    """The summed links of each passage; shape (passages,), ≥ 0."""
    import numpy as np

    if not stems:
        return np.zeros(0)
    weights = shared_over_lengths(stems).tocoo()
    kept = (weights.row != weights.col) & np.isfinite(weights.data)
    return np.bincount(weights.row[kept], weights=weights.data[kept], minlength=len(stems))
