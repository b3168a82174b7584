"""What articles are like together with those that likely report the same event, their kin: which is what sets apart two
events that look alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.blocks import Rows, Spread, spread_by
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.grouping.likeness import Likeness
from briefing.compose.stories.grouping.sides import Side, Sides
from briefing.compose.stories.grouping.vectors import products
from briefing.compose.stories.tuning import PAIRS

WITH_KIN = ("words", "names", "lead")


def with_kin(
    likeness: Likeness, likely: Any, scratch: Scratch | None = None, spread: Spread | None = None
) -> dict[str, Any]:
    """Similarities of the articles together with their kin. likely: the scores of the first step; scratch: where the
    numbers are put; spread: does blocks of the work elsewhere, with the same result."""
    import numpy as np

    scratch, sides = scratch or Scratch(), likeness.sides
    some = _Together(sides, {name: likeness.measured[name] for name in WITH_KIN}, _kin(sides, likely, scratch, spread))
    found = {name: scratch.zeros(len(sides), np.float64, f"kin.{name}") for name in WITH_KIN}
    own = {name: np.zeros(sides.size) for name in WITH_KIN}
    for rows, made in zip(sides.windows(), spread_by(some, scratch, spread)(_moved_rows, sides.windows()), strict=True):
        for name, (alone, pairs) in made.items():
            own[name][rows.start : rows.stop] = alone
            found[name][sides.pairs_of(rows)] = pairs
    for name, values in found.items():
        _scale(values, np.sqrt(np.maximum(own[name], 1e-12)), sides, scratch)
    return {f"kin_{name}": values for name, values in found.items()} | {
        "kin_near": _near(sides, found["words"], scratch, spread)
    }


def _scale(values: Any, own: Any, sides: Sides, scratch: Scratch) -> None:
    """Makes cosines of products. own: the length of each article with its kin."""
    import numpy as np

    for part in sides.parts():
        pairs = slice(part.start, part.stop)
        values[pairs] = np.maximum(0.0, values[pairs] / (own[sides.first[pairs]] * own[sides.second[pairs]]))
        scratch.release()


@dataclass(frozen=True, slots=True)
class _Alike:
    """Pairs, and how alike each is."""

    sides: Sides
    value: Any


def _near(sides: Sides, words: Any, scratch: Scratch, spread: Spread | None) -> Any:
    """How near the pairs are, where the nearest of the farther one of each are so near."""
    import numpy as np

    means = spread_by(_Alike(sides, words), scratch, spread)(_nearest, sides.windows())
    best = np.concatenate([np.zeros(0), *means])
    near = scratch.zeros(len(sides), np.float64, "kin.near")
    for part in sides.parts():
        pairs = slice(part.start, part.stop)
        far = np.maximum(np.minimum(best[sides.first[pairs]], best[sides.second[pairs]]), 1e-6)
        near[pairs] = np.minimum(2.0, words[pairs] / far)
    return near


def _nearest(found: _Alike, rows: Rows) -> Any:
    return found.sides.means(rows, lambda pairs: found.value[pairs], PAIRS.nearest_kin)


def _kin(sides: Sides, likely: Any, scratch: Scratch, spread: Spread | None) -> Any:
    """Matrix that adds to each article those that likely report the same event."""
    import numpy as np
    from scipy.sparse import csr_matrix, identity

    none = np.zeros(0, dtype=np.int64)
    found = [(none, none, np.zeros(0)), *spread_by(_Alike(sides, likely), scratch, spread)(_kin_of, sides.windows())]
    row, other, value = (np.concatenate(part) for part in zip(*found, strict=True))
    size = sides.size
    kin = (identity(size, format="csr") + csr_matrix((value, (row, other)), shape=(size, size))).tocsr()
    parts = ((kin.data, "data"), (kin.indices, "indices"), (kin.indptr, "indptr"))
    arrays = tuple(scratch.kept(values, f"kin.{name}") for values, name in parts)
    return csr_matrix(arrays, shape=(size, size), copy=False)


def _kin_of(found: _Alike, rows: Rows) -> tuple[Any, Any, Any]:
    """The kin of these articles: article, other article, and how much it counts."""
    import numpy as np

    sides, likely = found.sides, found.value
    own = sides.ranked(rows, lambda pairs: np.maximum(0.0, likely[pairs] - PAIRS.likely) / (1.0 - PAIRS.likely))
    keep = (own.rank < PAIRS.kin) & (own.value > 0)
    row, pair = own.row[keep], own.pair[keep]
    return row, sides.first[pair].astype(np.int64) + sides.second[pair] - row, own.value[keep]


@dataclass(frozen=True, slots=True)
class _Together:
    """Pairs, what each is like by name, and the kin of all articles."""

    sides: Sides
    values: Mapping[str, Any]
    kin: Any


def _moved_rows(found: _Together, rows: Rows) -> dict[str, tuple[Any, Any]]:
    """Of these articles with their kin, from the cosines of pairs (absent ones count 0): the product of each with
    itself, and with all others that it is the first of."""
    import numpy as np

    sides, kin = found.sides, found.kin[rows.start : rows.stop]
    near, places = np.unique(kin.indices, return_inverse=True)
    side = sides.of(near)
    pairs, alone = sides.pairs_of(rows), np.arange(rows.stop - rows.start)
    first, second = sides.first[pairs] - rows.start, sides.second[pairs]
    made = {}
    for name, values in found.values.items():
        moved = _moved(values, near, side, places, kin)
        made[name] = products(moved, kin, alone, alone), products(moved, found.kin, first, second)
    return made


def _moved(value: Any, near: Any, side: Side, places: Any, kin: Any) -> Any:
    """The cosines of articles, with their kin added, with all others. near: their kin (ascending), and side: its sides;
    places: of the kin of each article among these."""
    import numpy as np
    from scipy.sparse import csr_matrix

    row = np.concatenate([np.searchsorted(near, side.row), np.arange(len(near))])
    other = np.concatenate([side.other, near])
    cosine = np.concatenate([value[side.pair], np.ones(len(near))])
    alike = csr_matrix((cosine, (row, other)), (len(near), kin.shape[1]))
    return csr_matrix((kin.data, places, kin.indptr), shape=(kin.shape[0], len(near))) @ alike
