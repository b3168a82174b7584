"""How likely two articles report the same event: logistic scores of several similarities, in two steps.

The first step looks at the two articles: words, titles, beginnings, names, numbers, months and weekdays. It compares
the pair with each one's nearest neighbours (local scaling: Zelnik-Manor and Perona, "Self-tuning spectral clustering",
2004) and, where there are many articles, with what lies further away, where articles are only of the same subject. The
second step looks at each article together with those that the first found to report the same event, which is what sets
apart two events that look alike.

What a similarity says depends on where it is found. Long texts of one subject share much, short ones of one event
little: so each has a weight for `short` and for `long` pairs, and what lies between is mixed by length. What the
neighbours say counts by how many there are (`crowd`, 0..1), so that one threshold holds for five articles and for
100,000.

The weights stand in pair_score.toml, which says what they were trained on.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing.compose.stories.grouping.blocks import Each, PairBlock, Spread, here, pairs_in_blocks, spread_by
from briefing.compose.stories.grouping.matrices import Matrices
from briefing.compose.stories.grouping.vectors import candidates, cosines, products, ranked
from briefing.compose.stories.tuning import PAIRS

PLAIN = ("words", "title", "lead", "lead_in_one", "lead_in_both", "names_in_one", "numbers", "runs")
CALENDAR = ("month_shared", "month_apart", "weekday_shared", "weekday_apart")
COSINES = ("title", "lead", "names", "numbers", "runs")
MEASURED = (*COSINES, "lead_in_one", "lead_in_both", "names_in_one", *CALENDAR)
NEAR = ("near_for_one", "near_for_both")
TOGETHER = ("kin_words", "kin_names", "kin_lead", "kin_near")
YES_OR_NO = ("month_", "weekday_")  # what is 0 or 1 has no root of its own


@dataclass(frozen=True, slots=True)
class Weights:
    """log-odds = bias + Σ linear·value + Σ root·√value."""

    bias: float
    linear: Mapping[str, float]
    root: Mapping[str, float]

    def odds(self, columns: Iterable[tuple[str, Any]], size: int) -> Any:
        """Of `size` pairs, whose features come one after the other, so that not all are held at once."""
        import numpy as np

        total = np.full(size, self.bias)
        for name, values in columns:
            linear, root = self.linear.get(name, 0.0), self.root.get(name, 0.0)
            if linear:
                total += linear * values
            if root:
                total += root * np.sqrt(values)
        return total

    def adds(self, name: str, value: float) -> float:
        return self.linear.get(name, 0.0) * value + self.root.get(name, 0.0) * math.sqrt(value)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows of the matrices. All are arrays of the number of pairs: first and second of rows (integers, `first`
    ascending), similar of what the pairs are like (float, ≥ 0), score of scores (float64, 0..1)."""

    first: Any
    second: Any
    similar: Mapping[str, Any]
    score: Any

    def features(self, number: int) -> dict[str, float]:
        """The features of the second step of one pair."""
        row = {name: values[number : number + 1] for name, values in self.similar.items()}
        return {name: float(values[0]) for name, values in second_step(row)}


@cache
def weights(step: str) -> Weights:
    """Those of the step "first" or "second"."""
    data = tomllib.loads(Path(__file__).with_name("pair_score.toml").read_text(encoding="utf-8"))[step]
    return Weights(data["bias"], data["linear"], data["root"])


def scored(found: Matrices, lengths: Any, spread: Spread | None = None) -> Pairs:
    """All pairs worth comparing, with their scores. lengths: number of words of each article; spread: does blocks of
    the comparing elsewhere, with the same result."""
    with spread_by(found, spread) as each:
        first, second, alike = candidates(found, each)
        similar = similarities(found, lengths, first, second, alike, each)
    del found, each  # the largest of all that is held: nothing below looks at it
    likely = _probability(weights("first").odds(first_step(similar), len(first)))
    similar |= with_kin(similar, likely, first, second, len(lengths))
    return Pairs(first, second, similar, _probability(weights("second").odds(second_step(similar), len(first))))


def _probability(odds: Any) -> Any:
    import numpy as np

    return 1.0 / (1.0 + np.exp(-odds))


def similarities(
    found: Matrices, lengths: Any, first: Any, second: Any, alike: Any, each: Each | None = None
) -> dict[str, Any]:
    """What the pairs are like, each value ≥ 0; `first` ascending; alike: cosine of their words; each: does the blocks,
    see `blocks`."""
    import numpy as np

    size = found.words.shape[0]
    columns: dict[str, Any] = {
        "words": alike,
        **_joined((each or here(found))(_measured, pairs_in_blocks(first, second))),
    }
    shorter = np.clip(np.minimum(lengths[first], lengths[second]), PAIRS.short, PAIRS.long)
    columns["long"] = np.log(shorter / PAIRS.short) / math.log(PAIRS.long / PAIRS.short)
    base = (alike + columns["names"]) / 2
    best = _mean_of_ranks(first, second, base, size, 0, PAIRS.best)
    near, far = np.maximum(best[first], best[second]), np.minimum(best[first], best[second])
    columns["near_for_one"] = np.minimum(2.0, base / np.maximum(far, 1e-6))
    columns["near_for_both"] = base / np.maximum(near, 1e-6)
    subject = _mean_of_ranks(first, second, alike, size, *PAIRS.subject)
    columns["subject"] = np.maximum(subject[first], subject[second])
    columns["over_subject"] = alike / (alike + columns["subject"] + 0.01)
    compared = np.bincount(np.concatenate([first, second]), minlength=size)
    columns["crowd"] = np.minimum(1.0, np.minimum(compared[first], compared[second]) / PAIRS.crowd)
    for values in columns.values():
        np.maximum(values, 0.0, out=values)
    return columns


def _measured(found: Matrices, pairs: PairBlock) -> dict[str, Any]:
    """What only the two articles of each pair say."""
    import numpy as np

    rows, own = pairs.alone()
    first, second = own.first, own.second
    columns = {name: cosines(getattr(found, name)[rows], first, second) for name in COSINES}
    one, other = _held(found.lead[rows], found.words[rows], first, second)
    columns["lead_in_one"], columns["lead_in_both"] = np.maximum(one, other), np.minimum(one, other)
    columns["names_in_one"] = _names_in_one(found.known_as[rows], first, second)
    for name in ("month", "weekday"):
        columns[f"{name}_shared"], columns[f"{name}_apart"] = _dates(getattr(found, name + "s")[rows], first, second)
    return columns


def _joined(blocks: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns of all blocks, end to end."""
    import numpy as np

    parts = [dict(block) for block in blocks]
    return {name: np.concatenate([np.zeros(0), *(part.pop(name) for part in parts)]) for name in MEASURED}


def _held(lead: Any, words: Any, first: Any, second: Any) -> tuple[Any, Any]:
    """How much of the beginning of each article (by weight) stands anywhere in the other. Changes both matrices."""
    import numpy as np

    total = np.maximum(np.asarray(lead.sum(axis=1)).ravel(), 1e-12)
    lead.data = lead.data / np.repeat(total, np.diff(lead.indptr)).astype(np.float32)
    words.data = np.ones_like(words.data)
    # the short rows are looked up in the long ones, so that each pair costs the terms of a beginning only
    turned = np.argsort(second, kind="stable")
    one = np.zeros(len(first))
    one[turned] = products(words, lead, second[turned], first[turned])
    return one, products(words, lead, first, second)


def _names_in_one(known_as: Any, first: Any, second: Any) -> Any:
    """How much of the names (by weight) of that article which has fewer stands in the other."""
    import numpy as np

    shared = cosines(known_as, first, second)
    total = np.asarray(known_as.multiply(known_as).sum(axis=1)).ravel()
    return np.minimum(1.0, shared / np.maximum(1e-6, np.minimum(total[first], total[second])))


def _dates(named: Any, first: Any, second: Any) -> tuple[Any, Any]:
    """1 where both articles name the same month (or weekday), and 1 where both name some, but none of them is the
    same."""
    import numpy as np

    shared = cosines(named, first, second) > 0
    some = np.diff(named.indptr) > 0
    return shared.astype(np.float64), (some[first] & some[second] & ~shared).astype(np.float64)


def first_step(similar: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The features of the first step: what the articles are like, without and within a crowd, if short and if long."""
    for name in (*NEAR, "over_subject"):
        yield f"{name}_crowd", similar[name] * similar["crowd"]
    yield from _of_both_steps(similar)


def second_step(similar: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The features of the second step, in which the articles next to a pair speak instead of its rank among them."""
    for name in TOGETHER:
        yield from _by_length(similar, name, similar["crowd"])
    yield from _of_both_steps(similar)


def _of_both_steps(similar: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    crowd = similar["crowd"]
    parts = (("alone", 1.0 - crowd), ("crowd", crowd))
    yield "crowd", crowd
    for part, share in parts:
        yield f"long_{part}", similar["long"] * share
        for name in PLAIN:
            for feature, values in _by_length(similar, name, share):
                yield f"{feature}_{part}", values
        for name in CALENDAR:
            yield f"{name}_{part}", similar[name] * share
    for name in NEAR:
        yield f"{name}_alone", similar[name] * (1.0 - crowd)
    yield "subject_crowd", similar["subject"] * crowd


def _by_length(similar: Mapping[str, Any], name: str, share: Any) -> Iterator[tuple[str, Any]]:
    """A similarity as it counts for short and for long pairs."""
    values = similar[name] * share
    long = values * similar["long"]
    yield f"{name}_long", long
    yield f"{name}_short", values - long


def with_kin(similar: Mapping[str, Any], likely: Any, first: Any, second: Any, size: int) -> dict[str, Any]:
    """Similarities of the articles together with those of the same story. likely: the scores of the first step."""
    import numpy as np

    kin = _kin(first, second, np.maximum(0.0, likely - PAIRS.likely) / (1.0 - PAIRS.likely), size)
    columns = {"kin_" + name: _with_kin(first, second, similar[name], kin, size) for name in ("words", "names", "lead")}
    best = _mean_of_ranks(first, second, columns["kin_words"], size, 0, 3)
    far = np.maximum(np.minimum(best[first], best[second]), 1e-6)
    columns["kin_near"] = np.minimum(2.0, columns["kin_words"] / far)
    return columns


def _mean_of_ranks(first: Any, second: Any, value: Any, size: int, start: int, stop: int) -> Any:
    """Per article, the mean value of its neighbours of ranks [start, stop); absent ones count 0."""
    import numpy as np

    order, rank = ranked(first, second, value, size)
    keep = order[(rank >= start) & (rank < stop)]
    rows = np.concatenate([first, second])[keep]
    total = np.bincount(rows, weights=np.concatenate([value, value])[keep], minlength=size)
    number = np.bincount(rows, minlength=size) if start == 0 else np.full(size, stop - start)
    return total / np.maximum(1, number)


def _kin(first: Any, second: Any, weight: Any, size: int) -> Any:
    """Matrix that adds to each article those that likely report the same event."""
    import numpy as np
    from scipy.sparse import csr_matrix, identity

    order, rank = ranked(first, second, weight, size)
    keep = order[rank < PAIRS.kin]
    rows, others = np.concatenate([first, second])[keep], np.concatenate([second, first])[keep]
    values = np.concatenate([weight, weight])[keep]
    near = csr_matrix((values[values > 0], (rows[values > 0], others[values > 0])), shape=(size, size))
    return (identity(size, format="csr") + near).tocsr()


def _with_kin(first: Any, second: Any, value: Any, kin: Any, size: int) -> Any:
    """Cosine of the articles with their kin added, from the cosines of pairs (absent ones count 0)."""
    import numpy as np
    from scipy.sparse import csr_matrix, identity

    half = csr_matrix((value, (first, second)), shape=(size, size))
    alike = (half + half.T + identity(size, format="csr")).tocsr()
    moved = (kin @ alike).tocsr()
    own = np.sqrt(np.maximum(np.asarray(moved.multiply(kin).sum(axis=1)).ravel(), 1e-12))
    return np.maximum(0.0, products(moved, kin, first, second) / (own[first] * own[second]))
