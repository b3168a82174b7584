"""How likely two articles tell the same story: a logistic score of several similarities.

Beside plain cosines there are three kinds of features that keep one threshold right for few articles and many.
Relative ones compare a pair with each article's nearest neighbours (local scaling: Zelnik-Manor and Perona,
"Self-tuning spectral clustering", 2004). Smoothed ones compare the articles together with their nearest neighbours.
Floor ones compare the pair with what lies further away, where articles are only of the same subject.

The weights stand in pair_score.toml, which says what they were trained on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing.compose.matrices import Matrices, candidates, cosines, ranked

NEAREST = 3  # neighbours that smooth an article
SMOOTHING = 0.5  # their weight, times how alike they are
BEST = 2  # neighbours that a pair is compared with
FLOOR = (20, 40)  # ranks of the neighbours that are taken to be of the same subject only
SHORT, LONG = 20, 1100  # words: the length feature runs from 3/7 to 1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows with their features (columns of equal length) and scores in 0..1."""

    first: Any
    second: Any
    features: Mapping[str, Any]
    score: Any


@dataclass(frozen=True, slots=True)
class Weights:
    """log-odds = bias + Σ linear·value + Σ root·√value."""

    bias: float
    linear: Mapping[str, float]
    root: Mapping[str, float]


@cache
def weights() -> Weights:
    data = tomllib.loads(Path(__file__).with_name("pair_score.toml").read_text(encoding="utf-8"))
    return Weights(data["bias"], data["linear"], data["root"])


def scored(found: Matrices, lengths: Any) -> Pairs:
    """All pairs worth comparing, with their scores. lengths: number of words of each article."""
    import numpy as np

    first, second, alike = candidates(found)
    columns = features(found, lengths, first, second, alike)
    known = weights()
    odds = np.full(len(first), known.bias)
    for name, values in columns.items():
        odds += known.linear.get(name, 0.0) * values + known.root.get(name, 0.0) * np.sqrt(values)
    return Pairs(first, second, columns, 1 / (1 + np.exp(-odds)))


def features(found: Matrices, lengths: Any, first: Any, second: Any, alike: Any) -> dict[str, Any]:
    """The features of the pairs, each ≥ 0; alike: cosine of their words."""
    import numpy as np

    size = found.words.shape[0]
    columns: dict[str, Any] = {"words": alike}
    for name in ("title", "lead", "names", "leading_names", "numbers", "runs"):
        columns[name] = cosines(getattr(found, name), first, second)
    base = (columns["words"] + columns["names"]) / 2
    best = _mean_of_ranks(first, second, base, size, 0, BEST)
    best_of_first, best_of_second = best[first], best[second]
    columns["near_for_one"] = np.minimum(2.0, base / np.maximum(np.minimum(best_of_first, best_of_second), 1e-6))
    columns["near_for_both"] = base / np.maximum(np.maximum(best_of_first, best_of_second), 1e-6)
    spread = _spread(first, second, base, size)
    for name in ("words", "names", "lead"):
        columns["smooth_" + name] = _smoothed(first, second, columns[name], spread, size)
    for name in ("words", "smooth_words"):
        floor = _mean_of_ranks(first, second, columns[name], size, *FLOOR)
        columns["floor_" + name] = np.maximum(floor[first], floor[second])
        columns["over_" + name] = columns[name] / (columns[name] + columns["floor_" + name] + 0.01)
    shorter = np.minimum(lengths[first], lengths[second])
    columns["length"] = np.log(np.clip(shorter, SHORT, LONG)) / 7
    return {name: np.maximum(values, 0.0) for name, values in columns.items()}


def _mean_of_ranks(first: Any, second: Any, value: Any, size: int, start: int, stop: int) -> Any:
    """Per article, the mean value of its neighbours of ranks [start, stop); absent ones of a floor count 0."""
    import numpy as np

    order, rank = ranked(first, second, value, size)
    keep = order[(rank >= start) & (rank < stop)]
    rows = np.concatenate([first, second])[keep]
    total = np.bincount(rows, weights=np.concatenate([value, value])[keep], minlength=size)
    number = np.bincount(rows, minlength=size) if start == 0 else np.full(size, stop - start)
    return total / np.maximum(1, number)


def _spread(first: Any, second: Any, base: Any, size: int) -> Any:
    """Matrix that adds to each article its nearest neighbours."""
    import numpy as np
    from scipy.sparse import csr_matrix, identity

    order, rank = ranked(first, second, base, size)
    keep = order[rank < NEAREST]
    rows, others = np.concatenate([first, second])[keep], np.concatenate([second, first])[keep]
    near = csr_matrix((SMOOTHING * np.concatenate([base, base])[keep], (rows, others)), shape=(size, size))
    return (identity(size, format="csr") + near).tocsr()


def _smoothed(first: Any, second: Any, value: Any, spread: Any, size: int) -> Any:
    """Cosine of the articles with their neighbours added, from the cosines of pairs (absent ones count 0)."""
    import numpy as np
    from scipy.sparse import csr_matrix, identity

    half = csr_matrix((value, (first, second)), shape=(size, size))
    alike = (half + half.T + identity(size, format="csr")).tocsr()
    moved = (spread @ alike).tocsr()
    own = np.sqrt(np.maximum(np.asarray(moved.multiply(spread).sum(axis=1)).ravel(), 1e-12))
    return cosines_between(moved, spread, first, second) / (own[first] * own[second])


def cosines_between(left: Any, right: Any, first: Any, second: Any) -> Any:
    """Dot products of rows of one matrix with rows of another, pair by pair."""
    import numpy as np

    found = np.zeros(len(first))
    step = 50_000
    for at in range(0, len(first), step):
        part = slice(at, at + step)
        found[part] = np.asarray(left[first[part]].multiply(right[second[part]]).sum(axis=1)).ravel()
    return found
