"""Articles as rows of sparse matrices, and which of them are worth comparing.

Two articles are compared only if they share a name or a run of four words. What a term weighs comes from its background
frequency and, shrunk towards that, from how many of those articles hold it that share a name or a run with another one
at all. So an article that shares neither with any other can change nothing between them.

Work is linear in the number of articles: where more than `pivots` articles hold a name, each of them is compared with
only so many of them, those whose texts come first in the order of the articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.fingerprint import LEAD, MONTH, NUMBER, TITLE, WEEKDAY, TermTable, Traits, distinct
from briefing.compose.stories.grouping.blocks import Each, PairBlock, Rows, here, pairs_in_blocks, rows_in_blocks
from briefing.compose.stories.grouping.matrices import Matrices
from briefing.compose.stories.tuning import VECTORS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Every term of every article: row, column, count, place bits, background frequency; and the shape."""

    row: Any
    column: Any
    count: Any
    place: Any
    background: Any
    rows: int
    columns: int


def matrices(traits: Sequence[Traits]) -> Matrices:
    """The vectors of articles, float32, each matrix of len(traits) rows. Columns are the distinct terms of all (hashes,
    ascending): stems and numbers for words, title, lead, numbers, months and weekdays, names for names and known_as,
    sampled runs for runs."""
    import numpy as np
    from scipy.sparse import hstack

    words, names = _table([t.words for t in traits]), _table([t.names for t in traits])
    runs = _runs(traits)
    connected = _connected(names, runs)
    weight = _weights(words, connected)
    in_title, in_lead = (words.place & TITLE) > 0, (words.place & LEAD) > 0
    number = (words.place & NUMBER) > 0
    frequency = 1 + np.log(words.count.astype(np.float32) + in_title + in_lead)
    titled = np.zeros(words.rows, dtype=bool)
    titled[words.row[in_title & ~number]] = True
    # an article without a title is known by its lead
    headline = np.where(titled[words.row], in_title, in_lead) if len(words.row) else in_title
    value = (1 + np.log(np.maximum(1, names.count.astype(np.float32)))) * _weights(names, connected)
    named = _unit(names, _top(names, value), value)
    keys = hstack([named, runs * np.float32(0.7)], format="csr")
    return Matrices(
        words=_unit(words, np.ones(len(words.row), dtype=bool), frequency * weight),
        title=_unit(words, headline, weight),
        lead=_unit(words, in_lead | in_title, weight),
        names=named,
        numbers=_unit(words, number, weight),
        runs=runs,
        known_as=_sparse(names, np.sqrt(-np.log(names.background))),
        months=_sparse(words, (words.place & MONTH) > 0),
        weekdays=_sparse(words, (in_lead | in_title) & ((words.place & WEEKDAY) > 0)),
        keys=keys,
        holders=_pivoted(keys).T.tocsr(),
    )


def _table(terms: Sequence[TermTable]) -> _Table:
    import numpy as np

    hashes = np.frombuffer(b"".join(t.hashes for t in terms), dtype=np.uint32)
    columns = _columns(hashes)
    weights = np.frombuffer(b"".join(t.weights for t in terms), dtype=np.float32)
    return _Table(
        row=np.repeat(np.arange(len(terms), dtype=np.int32), [len(t.counts) for t in terms]),
        column=_places(hashes, columns),
        count=np.frombuffer(b"".join(t.counts for t in terms), dtype=np.uint8),
        place=np.frombuffer(b"".join(t.places for t in terms), dtype=np.uint8),
        background=np.exp(-weights),
        rows=len(terms),
        columns=max(1, len(columns)),
    )


def _columns(hashes: Any) -> Any:
    """The different hashes, ascending; a part at a time, since sorting all at once would hold them several times."""
    import numpy as np

    parts = [distinct(hashes[at : at + VECTORS.sorted_at_once]) for at in range(0, len(hashes), VECTORS.sorted_at_once)]
    return distinct(np.concatenate([hashes[:0], *parts]))


def _places(hashes: Any, columns: Any) -> Any:
    """Where each hash stands among the columns (int32)."""
    import numpy as np

    found = np.empty(len(hashes), dtype=np.int32)
    for at in range(0, len(hashes), VECTORS.sorted_at_once):
        part = slice(at, at + VECTORS.sorted_at_once)
        found[part] = np.searchsorted(columns, hashes[part])
    return found


def _connected(names: _Table, runs: Any) -> Any:
    """Which articles share a name or a run with another one."""
    import numpy as np

    connected = np.diff(runs.indptr) > 0
    if len(names.row):
        held = np.bincount(names.column, minlength=names.columns)
        connected[names.row[held[names.column] > 1]] = True
    return connected


def _weights(table: _Table, connected: Any) -> Any:
    """Information of each term in nats: of its share of documents, background and articles at hand taken together."""
    import numpy as np

    if not len(table.row):
        return np.zeros(0, dtype=np.float32)
    held = np.bincount(table.column[connected[table.row]], minlength=table.columns)
    share = (VECTORS.background * table.background + held[table.column]) / (
        VECTORS.background + np.count_nonzero(connected)
    )
    return np.maximum(0.0, -np.log(np.minimum(1.0, share))).astype(np.float32)


def _top(table: _Table, value: Any) -> Any:
    """Marks the names of highest value of each article."""
    import numpy as np

    order = np.lexsort((table.column, -value, table.row))
    starts = np.searchsorted(table.row[order], np.arange(table.rows))
    keep = np.zeros(len(order), dtype=bool)
    if len(order):
        keep[order[np.arange(len(order)) - starts[table.row[order]] < VECTORS.names_compared]] = True
    return keep


def _sparse(table: _Table, values: Any) -> Any:
    """The terms whose value is not 0."""
    import numpy as np

    keep = np.flatnonzero(values)
    return _matrix(table.row[keep], table.column[keep], values[keep].astype(np.float32), (table.rows, table.columns))


def _unit(table: _Table, keep: Any, values: Any) -> Any:
    import numpy as np

    row, column, value = table.row[keep], table.column[keep], values[keep]
    norm = np.sqrt(np.bincount(row, weights=value.astype(np.float64) ** 2, minlength=table.rows))
    scaled = (value / np.maximum(norm[row], 1e-12)).astype(np.float32)
    return _matrix(row, column, scaled, (table.rows, table.columns))


def _matrix(row: Any, column: Any, value: Any, shape: tuple[int, int]) -> Any:
    """A CSR matrix of values that are ordered by row and column already."""
    import numpy as np
    from scipy.sparse import csr_matrix

    ends = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=shape[0]))])
    return csr_matrix((value, column, ends.astype(np.int32 if len(row) < 2**31 else np.int64)), shape=shape)


def _runs(traits: Sequence[Traits]) -> Any:
    """Runs of four words that stand in more than one article: a sample of them, chosen by hash."""
    import numpy as np
    from scipy.sparse import csr_matrix

    sets = []
    for t in traits:
        runs = np.frombuffer(t.runs, dtype=np.uint32)
        sets.append(distinct(runs[runs % VECTORS.runs_kept == 0]))
    sizes = np.array([len(s) for s in sets], dtype=np.int64)
    row = np.repeat(np.arange(len(sets), dtype=np.int32), sizes)
    pooled = np.concatenate(sets or [np.zeros(0, dtype=np.uint32)])
    columns, column, held = np.unique(pooled, return_inverse=True, return_counts=True)
    keep = held[column] > 1
    value = (1 / np.sqrt(np.maximum(1, sizes[row[keep]]))).astype(np.float32)
    return csr_matrix((value, (row[keep], column[keep])), shape=(len(sets), max(1, len(columns))))


def candidates(found: Matrices, each: Each | None = None) -> tuple[Any, Any, Any]:
    """Pairs worth comparing: rows of the first and of the second article (first < second), cosine of their words. each:
    does the blocks, see `blocks`."""
    import numpy as np

    each = each or here(found)
    size = found.keys.shape[0]
    if size < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    code = distinct(np.concatenate(list(each(_near, rows_in_blocks(size)))))
    first, second = code // size, code % size
    alike = np.concatenate([np.zeros(0), *each(_alike, pairs_in_blocks(first, second))])
    keep = alike > VECTORS.least_cosine
    first, second, alike = first[keep], second[keep], alike[keep]
    keep = ranks_within(first, second, alike, size, VECTORS.candidates)
    return first[keep], second[keep], alike[keep]


def _near(found: Matrices, rows: Rows) -> Any:
    """Pairs of these rows with those that share most keys with them: first * number of all rows + second (int64)."""
    import numpy as np
    from sparse_dot_topn import sp_matmul_topn

    own = found.keys[rows.start : rows.stop]
    near = sp_matmul_topn(own, found.holders, top_n=2 * VECTORS.candidates, sort=False).tocoo()
    row, other = near.row.astype(np.int64) + rows.start, near.col.astype(np.int64)
    keep = (row != other) & (near.data > 0)
    low, high = np.minimum(row, other)[keep], np.maximum(row, other)[keep]
    return distinct(low * found.keys.shape[0] + high)


def _alike(found: Matrices, pairs: PairBlock) -> Any:
    rows, own = pairs.alone()
    return cosines(found.words[rows], own.first, own.second)


def _pivoted(keys: Any) -> Any:
    """The matrix without what lies beyond the first `VECTORS.pivots` articles of a column."""
    import numpy as np

    columns = keys.tocsc()
    columns.sort_indices()
    within = np.arange(columns.nnz) - np.repeat(columns.indptr[:-1], np.diff(columns.indptr))
    columns.data[within >= VECTORS.pivots] = 0
    columns.eliminate_zeros()
    return columns.tocsr()


def ranks_within(first: Any, second: Any, value: Any, size: int, most: int) -> Any:
    """Marks pairs that are among the `most` of highest value for one of their articles."""
    import numpy as np

    order, rank = ranked(first, second, value, size)
    keep = np.zeros(len(first), dtype=bool)
    keep[order[rank < most] % max(1, len(first))] = True
    return keep


def ranked(first: Any, second: Any, value: Any, size: int) -> tuple[Any, Any]:
    """Both directions of all pairs (pair k from its first article, k + number of pairs from its second), ordered by
    article and falling value (equal ones as they come), and the rank of each for its article."""
    import numpy as np

    row, both = np.concatenate([first, second]), np.concatenate([value, value])
    order = np.lexsort((-both, row))
    starts = np.searchsorted(row[order], np.arange(size))
    return order, np.arange(len(order)) - starts[row[order]]


def cosines(matrix: Any, first: Any, second: Any) -> Any:
    """Dot products of rows, pair by pair."""
    return products(matrix, matrix, first, second)


def _narrowed(left: Any, right: Any) -> tuple[Any, Any]:
    """Both matrices without the columns that are empty in one of them, or have one row in all: most names stand in one
    article only, and dense rows of all names would fill the memory."""
    import numpy as np
    from scipy.sparse import csr_matrix

    width = left.shape[1]
    if width <= VECTORS.wide:
        return left, right
    held = np.bincount(left.indices, minlength=width)
    keep = held > 1 if left is right else (held > 0) & (np.bincount(right.indices, minlength=width) > 0)
    number = (np.cumsum(keep) - 1).astype(np.int32)

    def narrow(matrix: Any) -> Any:
        kept = keep[matrix.indices]
        ends = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
        row_ends = ends.astype(matrix.indptr.dtype)
        shape = (matrix.shape[0], max(1, int(np.count_nonzero(keep))))
        return csr_matrix((matrix.data[kept], number[matrix.indices[kept]], row_ends), shape=shape)

    narrow_left = narrow(left)
    return narrow_left, narrow_left if right is left else narrow(right)


def _rows_at_once(matrix: Any) -> int:
    """How many rows are held dense: many of short rows, whose work is soon done, as far as the memory goes."""
    length = matrix.nnz / max(1, matrix.shape[0])
    most = min(VECTORS.terms_at_once / (1 + length), VECTORS.dense / matrix.shape[1])
    return max(VECTORS.rows_at_once, int(most))


def products(left: Any, right: Any, first: Any, second: Any) -> Any:
    """Dot products of rows of one CSR matrix with rows of another; `first` ascending.

    A few rows at a time: dense copies of the left rows, end to end, are multiplied by a matrix of their partners.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    found = np.zeros(len(first))
    if not len(first):
        return found
    left, right = _narrowed(left, right)
    width = left.shape[1]
    together = _rows_at_once(left)
    dense = np.zeros(together * width)
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(first)) + 1, [len(first)]])
    for at in range(0, len(bounds) - 1, together):
        part = bounds[at : at + together + 1]
        begin, end = int(part[0]), int(part[-1])
        begins = np.arange(len(part) - 1) * width
        rows, partners = left[first[part[:-1]]], right[second[begin:end]]
        places = rows.indices + np.repeat(begins, np.diff(rows.indptr))
        dense[places] = rows.data
        terms = partners.indices + np.repeat(np.repeat(begins, np.diff(part)), np.diff(partners.indptr))
        moved = csr_matrix((partners.data, terms, partners.indptr), shape=(end - begin, len(dense)))
        found[begin:end] = moved @ dense
        dense[places] = 0.0
    return found
