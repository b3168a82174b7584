"""What two articles that are compared have in common: by themselves, and beside what else each of them is like.

By themselves: words, titles, beginnings, names, numbers, months and weekdays. Beside their neighbours: how near they
are, where each one's nearest are so near (local scaling: Zelnik-Manor and Perona, "Self-tuning spectral clustering",
2004), and what they share where that is what articles of one subject share.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.blocks import PairBlock, Rows, Spread, pairs_in_blocks, quick, spread_by
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.grouping.matrices import Matrices
from briefing.compose.stories.grouping.sides import Sides
from briefing.compose.stories.grouping.vectors import cosines, products
from briefing.compose.stories.tuning import PAIRS

COSINES = ("title", "lead", "names", "numbers", "runs")
CALENDAR = ("month_shared", "month_apart", "weekday_shared", "weekday_apart")
MEASURED = (*COSINES, "lead_in_one", "lead_in_both", "names_in_one", *CALENDAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What pairs are like. measured: what only the two articles say, by name (arrays of the number of pairs); and what
    is known of each article: its length in words, how like it its nearest neighbours are, and how much it shares with
    those of its subject only."""

    sides: Sides
    measured: Mapping[str, Any]
    lengths: Any
    best: Any
    subject: Any

    def of(self, part: Rows) -> dict[str, Any]:
        """All that is known of these pairs, each value ≥ 0."""
        own = slice(part.start, part.stop)
        some = {name: values[own] for name, values in self.measured.items()}
        return some | self._among(some["words"], some["names"], own)

    def _among(self, words: Any, names: Any, own: slice) -> dict[str, Any]:
        """What other pairs of the two articles have a part in."""
        import numpy as np

        first, second = self.sides.first[own], self.sides.second[own]
        shorter = np.clip(np.minimum(self.lengths[first], self.lengths[second]), PAIRS.short, PAIRS.long)
        base = (words + names) / 2
        near, far = np.maximum(self.best[first], self.best[second]), np.minimum(self.best[first], self.best[second])
        common = np.maximum(self.subject[first], self.subject[second])
        compared = np.minimum(self._compared(first), self._compared(second))
        return {
            "long": np.maximum(0.0, np.log(shorter / PAIRS.short) / math.log(PAIRS.long / PAIRS.short)),
            "near_for_one": np.minimum(2.0, base / np.maximum(far, 1e-6)),
            "near_for_both": base / np.maximum(near, 1e-6),
            "subject": common,
            "over_subject": words / (words + common + 0.01),
            "crowd": np.minimum(1.0, compared / PAIRS.crowd),
        }

    def _compared(self, rows: Any) -> Any:
        """With how many articles each of these was compared."""
        starts, ends = self.sides.starts, self.sides.ends
        return starts[rows + 1] - starts[rows] + ends[rows + 1] - ends[rows]


def similarities(
    found: Matrices,
    lengths: Any,
    sides: Sides,
    alike: Any,
    scratch: Scratch | None = None,
    spread: Spread | None = None,
) -> Likeness:
    """What the pairs are like. lengths: words of each article (float64); alike: cosine of the words of each pair;
    scratch: where the numbers are put; spread: does blocks of the work elsewhere, with the same result."""
    import numpy as np

    scratch = scratch or Scratch()
    columns: dict[str, Any] = {name: scratch.zeros(len(alike), np.float64, f"alike.{name}") for name in MEASURED}
    at = 0
    for block in spread_by(found, scratch, spread)(_measured, pairs_in_blocks(sides.first, sides.second)):
        size = len(block[MEASURED[0]])
        for name in MEASURED:
            np.maximum(block[name], 0.0, out=columns[name][at : at + size])
        at += size
    near = _Near(sides, alike, columns["names"])
    means = [(np.zeros(0), np.zeros(0)), *spread_by(near, scratch, spread)(_neighbours, sides.windows())]
    best, subject = (np.concatenate(part) for part in zip(*means, strict=True))
    return Likeness(
        sides=sides,
        measured={**columns, "words": alike},
        lengths=scratch.kept(lengths, "alike.lengths"),
        best=scratch.kept(best, "alike.best"),
        subject=scratch.kept(subject, "alike.subject"),
    )


@dataclass(frozen=True, slots=True)
class _Near:
    """Pairs, and the cosines of words and names."""

    sides: Sides
    words: Any
    names: Any


def _neighbours(near: _Near, rows: Rows) -> tuple[Any, Any]:
    """Per article, how like it its nearest neighbours are, and how much it shares with those of its subject only."""
    words, names = near.words, near.names
    best = near.sides.means(rows, lambda pairs: (words[pairs] + names[pairs]) / 2, (0, PAIRS.best))
    return best, near.sides.means(rows, lambda pairs: words[pairs], PAIRS.subject)


@quick
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
