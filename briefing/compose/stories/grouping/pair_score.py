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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing.compose.stories.grouping.blocks import Each, PairBlock, Spread, here, pairs_in_blocks, spread_by
from briefing.compose.stories.grouping.matrices import Matrices
from briefing.compose.stories.grouping.sides import Sides
from briefing.compose.stories.grouping.vectors import candidates, cosines, products
from briefing.compose.stories.scratch import Scratch
from briefing.compose.stories.tuning import PAIRS

PLAIN = ("words", "title", "lead", "lead_in_one", "lead_in_both", "names_in_one", "numbers", "runs")
CALENDAR = ("month_shared", "month_apart", "weekday_shared", "weekday_apart")
COSINES = ("title", "lead", "names", "numbers", "runs")
NEAR = ("near_for_one", "near_for_both")
AMONG = ("long", *NEAR, "subject", "over_subject", "crowd")  # what other pairs of the two have a part in
MEASURED = (*COSINES, "lead_in_one", "lead_in_both", "names_in_one", *CALENDAR)
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


def scored(found: Matrices, lengths: Any, spread: Spread | None = None, scratch: Scratch | None = None) -> Pairs:
    """All pairs worth comparing, with their scores. lengths: number of words of each article; spread: does blocks of
    the comparing elsewhere, with the same result; scratch: where the matrices are put, and the numbers of the pairs."""
    scratch = scratch or Scratch()
    each = spread_by(found, scratch, spread)
    first, second, alike = candidates(found, each, scratch)
    sides = Sides(first, second, len(lengths), scratch)
    similar = similarities(found, lengths, sides, alike, each)
    del found, each  # the largest of all that is held: nothing below looks at it
    similar |= with_kin(similar, _scores("first", first_step, similar, sides), sides)
    return Pairs(first, second, similar, _scores("second", second_step, similar, sides))


Step = Callable[[Mapping[str, Any]], Iterator[tuple[str, Any]]]


def _scores(name: str, step: Step, similar: Mapping[str, Any], sides: Sides) -> Any:
    found = sides.scratch.zeros(len(sides.first), "float64")
    for part in sides.parts():
        some = {column: values[part] for column, values in similar.items()}
        found[part] = _probability(weights(name).odds(step(some), part.stop - part.start))
        sides.scratch.release()
    return found


def _probability(odds: Any) -> Any:
    import numpy as np

    return 1.0 / (1.0 + np.exp(-odds))


def similarities(
    found: Matrices, lengths: Any, sides: Sides, alike: Any, each: Each[Matrices] | None = None
) -> dict[str, Any]:
    """What the pairs are like, each value ≥ 0; alike: cosine of their words; each: does the blocks, see `blocks`."""
    import numpy as np

    columns: dict[str, Any] = {name: sides.scratch.zeros(len(alike), np.float64) for name in (*MEASURED, *AMONG)}
    at = 0
    for block in (each or here(found))(_measured, pairs_in_blocks(sides.first, sides.second)):
        size = len(block[MEASURED[0]])
        for name in MEASURED:
            np.maximum(block[name], 0.0, out=columns[name][at : at + size])
        at += size
    columns["words"] = alike
    best, subject = _neighbours(columns, sides)
    compared = np.diff(sides.starts) + np.diff(sides.ends)
    for part in sides.parts():
        first, second = sides.first[part], sides.second[part]
        some = alike[part]
        shorter = np.clip(np.minimum(lengths[first], lengths[second]), PAIRS.short, PAIRS.long)
        base = (some + columns["names"][part]) / 2
        near, far = np.maximum(best[first], best[second]), np.minimum(best[first], best[second])
        common = np.maximum(subject[first], subject[second])
        among = {
            "long": np.log(shorter / PAIRS.short) / math.log(PAIRS.long / PAIRS.short),
            "near_for_one": np.minimum(2.0, base / np.maximum(far, 1e-6)),
            "near_for_both": base / np.maximum(near, 1e-6),
            "subject": common,
            "over_subject": some / (some + common + 0.01),
            "crowd": np.minimum(1.0, np.minimum(compared[first], compared[second]) / PAIRS.crowd),
        }
        for name, values in among.items():
            np.maximum(values, 0.0, out=columns[name][part])
    sides.scratch.release()
    return columns


def _neighbours(columns: Mapping[str, Any], sides: Sides) -> tuple[Any, Any]:
    """Per article, how like it its nearest neighbours are, and how much it shares with those of its subject only."""
    words, names = columns["words"], columns["names"]
    (best,) = sides.means(lambda pairs: (words[pairs] + names[pairs]) / 2, (0, PAIRS.best))
    (subject,) = sides.means(lambda pairs: words[pairs], PAIRS.subject)
    return best, subject


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


def with_kin(similar: Mapping[str, Any], likely: Any, sides: Sides) -> dict[str, Any]:
    """Similarities of the articles together with those of the same story. likely: the scores of the first step."""
    import numpy as np

    kin = _kin(likely, sides)
    columns = {"kin_" + name: _with_kin(similar[name], kin, sides) for name in ("words", "names", "lead")}
    (best,) = sides.means(lambda pairs: columns["kin_words"][pairs], (0, 3))
    near = sides.scratch.zeros(len(likely), np.float64)
    for part in sides.parts():
        far = np.maximum(np.minimum(best[sides.first[part]], best[sides.second[part]]), 1e-6)
        near[part] = np.minimum(2.0, columns["kin_words"][part] / far)
    return columns | {"kin_near": near}


def _kin(likely: Any, sides: Sides) -> Any:
    """Matrix that adds to each article those that likely report the same event."""
    import numpy as np
    from scipy.sparse import csr_matrix, identity

    rows, others, values = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for window in sides.windows():
        own = sides.ranked(window, lambda pairs: np.maximum(0.0, likely[pairs] - PAIRS.likely) / (1.0 - PAIRS.likely))
        keep = (own.rank < PAIRS.kin) & (own.value > 0)
        row, pair = own.row[keep], own.pair[keep]
        rows.append(row)
        others.append(sides.first[pair].astype(np.int64) + sides.second[pair] - row)
        values.append(own.value[keep])
    parts = (np.concatenate(values), (np.concatenate(rows), np.concatenate(others)))
    return (identity(sides.size, format="csr") + csr_matrix(parts, shape=(sides.size, sides.size))).tocsr()


def _with_kin(value: Any, kin: Any, sides: Sides) -> Any:
    """Cosine of the articles with their kin added, from the cosines of pairs (absent ones count 0)."""
    import numpy as np

    found = sides.scratch.zeros(len(value), np.float64)
    own = np.zeros(sides.size)
    for window in sides.windows():
        pairs = slice(int(sides.starts[window.start]), int(sides.starts[window.stop]))
        moved = _moved(value, kin[window], sides)
        rows = np.arange(window.stop - window.start)
        own[window] = products(moved, kin[window], rows, rows)
        found[pairs] = products(moved, kin, sides.first[pairs] - window.start, sides.second[pairs])
    own = np.sqrt(np.maximum(own, 1e-12))
    for part in sides.parts():
        both = own[sides.first[part]] * own[sides.second[part]]
        found[part] = np.maximum(0.0, found[part] / both)
    return found


def _moved(value: Any, kin: Any, sides: Sides) -> Any:
    """The cosines of these articles, with their kin added, with all others. kin: their rows."""
    import numpy as np
    from scipy.sparse import csr_matrix

    near, places = np.unique(kin.indices, return_inverse=True)
    own = sides.of(near)
    row = np.concatenate([np.searchsorted(near, own.row), np.arange(len(near))])
    other = np.concatenate([own.other, near])
    alike = csr_matrix((np.concatenate([value[own.pair], np.ones(len(near))]), (row, other)), (len(near), sides.size))
    return csr_matrix((kin.data, places, kin.indptr), shape=(kin.shape[0], len(near))) @ alike
