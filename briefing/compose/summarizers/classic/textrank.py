"""TextRank: PageRank over sentences linked by the words that they share.

Mihalcea and Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004. sumy's constants (damping .85, to 1e-4) and
sumy's ranking; the random jump is one number instead of a dense matrix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.compose.summarizers.classic.bag import Words, shared_over_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DAMPING = 0.85
EPSILON = 1e-4
NO_ZERO = 1e-7


def scores(stems: Sequence[Words]) -> NDArray[Any]:
    """A rank for each passage; shape (passages,), no unit, ≥ 0."""
    import numpy as np

    size = len(stems)
    if size == 0:
        return np.zeros(0)
    weights = shared_over_lengths(stems)
    weights.data[np.isinf(weights.data)] = 1.0
    totals = np.asarray(weights.sum(axis=1)).ravel() + NO_ZERO
    walk = weights.T.tocsr()
    vector = np.full(size, 1.0 / size)
    change = 1.0
    while change > EPSILON:
        following = DAMPING * (walk @ (vector / totals)) + (1.0 - DAMPING) / size * vector.sum()
        change = float(np.linalg.norm(following - vector))
        vector = following
    return vector
