"""Which articles are worth comparing: those that share a name or a run of four words; and products of their rows.

Work is linear in the number of articles: where more than `pivots` articles hold a name, each of them is compared with
only so many of them, those whose texts come first in the order of the articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.blocks import (
    PairBlock,
    Rows,
    Spread,
    pairs_in_blocks,
    rows_in_blocks,
    spread_by,
)
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.arrays.sorting import distinct_in_parts
from briefing.compose.stories.fingerprint import distinct
from briefing.compose.stories.grouping.matrices import Matrices
from briefing.compose.stories.grouping.sides import Sides, sides_of
from briefing.compose.stories.tuning import VECTORS


def candidates(found: Matrices, scratch: Scratch | None = None, spread: Spread | None = None) -> tuple[Any, Any, Any]:
    """Pairs worth comparing: rows of the first and of the second article (int32, first < second), ascending, and the
    cosine of their words. scratch: where the pairs are put; spread: does blocks of the work elsewhere, with the same
    result."""
    scratch = scratch or Scratch()
    each = spread_by(found, scratch, spread)
    size = found.keys.shape[0]
    codes = scratch.writer("int64")
    for block in each(_near, rows_in_blocks(size)):
        codes.add(block)
    near = [scratch.writer(kind, f"near.{name}") for name, kind in _NEAR]
    for part in distinct_in_parts(codes.whole()):
        first, second = part // max(1, size), part % max(1, size)
        at = 0
        for alike in each(_alike, pairs_in_blocks(first, second)):
            keep, stop = alike > VECTORS.least_cosine, at + len(alike)
            for column, values in zip(near, (first[at:stop], second[at:stop], alike), strict=True):
                column.add(values[keep])
            at = stop
    del codes
    return _nearest(near[0].whole(), near[1].whole(), near[2].whole(), size, scratch, spread)


_NEAR = (("first", "int32"), ("second", "int32"), ("alike", "float64"))


@dataclass(frozen=True, slots=True)
class _Near:
    """Pairs, and the cosine of the words of each."""

    sides: Sides
    alike: Any


def _nearest(
    first: Any, second: Any, alike: Any, size: int, scratch: Scratch, spread: Spread | None
) -> tuple[Any, Any, Any]:
    """The pairs that are among the `VECTORS.candidates` most alike for one of their articles."""
    near = _Near(sides_of(first, second, size, scratch, "near"), alike)
    keep = scratch.zeros(len(first), bool)
    for pairs in spread_by(near, scratch, spread)(_most_alike, near.sides.windows()):
        keep[pairs] = True
    kept = [scratch.writer(kind, f"pairs.{name}") for name, kind in _NEAR]
    for part in near.sides.parts():
        own = slice(part.start, part.stop)
        for column, values in zip(kept, (first, second, alike), strict=True):
            column.add(values[own][keep[own]])
    scratch.release()
    return kept[0].whole(), kept[1].whole(), kept[2].whole()


def _most_alike(near: _Near, rows: Rows) -> Any:
    """The numbers of the pairs that are among the most alike for one of these articles."""
    own = near.sides.ranked(rows, lambda pairs: near.alike[pairs])
    return own.pair[own.rank < VECTORS.candidates]


def _near(found: Matrices, rows: Rows) -> Any:
    """Pairs of these rows with those that share most keys with them: first * number of all rows + second (int64)."""
    import numpy as np
    from sparse_dot_topn import sp_matmul_topn

    own = found.keys[rows.start : rows.stop]
    near = sp_matmul_topn(own, found.holders, top_n=2 * VECTORS.candidates, sort=False).tocoo()
    row, other = near.row.astype(np.int64) + rows.start, near.col.astype(np.int64)
    keep = (row != other) & (near.data > 0)
    low, high = np.minimum(row, other)[keep], np.maximum(row, other)[keep]
    if found.days is not None:
        in_time = ~(np.abs(found.days[low] - found.days[high]) > VECTORS.most_days)  # unknown days keep nobody apart
        low, high = low[in_time], high[in_time]
    return distinct(low * found.keys.shape[0] + high)


def _alike(found: Matrices, pairs: PairBlock) -> Any:
    rows, own = pairs.alone()
    return cosines(found.words[rows], own.first, own.second)


def cosines(matrix: Any, first: Any, second: Any) -> Any:
    """Dot products of rows, pair by pair."""
    return products(matrix, matrix, first, second)


def _narrowed(left: Any, right: Any) -> tuple[Any, Any]:
    """Both matrices without the columns that are empty in one of them, or have one row in all: they add nothing, and
    dense rows of all terms would be wide."""
    import numpy as np
    from scipy.sparse import csr_matrix

    width = left.shape[1]
    held = np.bincount(left.indices, minlength=width)
    keep = held > 1 if left is right else (held > 0) & (np.bincount(right.indices, minlength=width) > 0)
    number = (np.cumsum(keep) - 1).astype(np.int32)

    def narrow(matrix: Any) -> Any:
        kept = keep[matrix.indices]
        ends = np.zeros(len(kept) + 1, dtype=matrix.indptr.dtype)
        np.cumsum(kept, dtype=ends.dtype, out=ends[1:])
        row_ends = ends[matrix.indptr]
        shape = (matrix.shape[0], max(1, int(np.count_nonzero(keep))))
        return csr_matrix((matrix.data[kept], number[matrix.indices[kept]], row_ends), shape=shape)

    narrow_left = narrow(left)
    return narrow_left, narrow_left if right is left else narrow(right)


def products(left: Any, right: Any, first: Any, second: Any) -> Any:
    """Dot products (float64) of rows of one CSR matrix with rows of another; `first` ascending.

    A few rows at a time: dense copies of the left rows, end to end, are multiplied by a matrix of their partners.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    found = np.zeros(len(first))
    if not len(first):
        return found
    left, right = _narrowed(left, right)
    width = left.shape[1]
    together = max(1, VECTORS.dense // width)
    dense = np.zeros(together * width, dtype=left.dtype)
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(first)) + 1, [len(first)]])
    for at in range(0, len(bounds) - 1, together):
        part = bounds[at : at + together + 1]
        begin, end = int(part[0]), int(part[-1])
        begins = np.arange(len(part) - 1, dtype=np.int32) * np.int32(width)
        rows, partners = left[first[part[:-1]]], right[second[begin:end]]
        places = rows.indices + np.repeat(begins, np.diff(rows.indptr))
        dense[places] = rows.data
        terms = partners.indices + np.repeat(begins, np.diff(partners.indptr[part - begin]))
        moved = csr_matrix((partners.data, terms, partners.indptr), shape=(end - begin, len(dense)))
        found[begin:end] = moved @ dense
        dense[places] = 0.0
    return found
