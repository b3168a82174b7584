"""Articles as rows of sparse matrices.

Two articles are compared only if they share a name or a run of four words. What a term weighs comes from its background
frequency and, shrunk towards that, from how many of those articles hold it that share a name or a run with another one
at all. So an article that shares neither with any other can change nothing between them.

What is looked up of some thousand articles, and what their rows hold, is a block that any process may do (see
`blocks`): first which terms there are, then which articles are connected, then the rows. What grows with all articles
is the list of terms, and what goes into files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.blocks import Rows, Spread, quick, spread_by
from briefing.compose.stories.arrays.columns import Columns, TermColumns, windows
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.arrays.sorting import Tally, held_twice, stand_in
from briefing.compose.stories.fingerprint import LEAD, MONTH, NUMBER, TITLE, WEEKDAY, distinct
from briefing.compose.stories.grouping.matrices import Matrices, Stack
from briefing.compose.stories.tuning import SCRATCH, VECTORS

BY_TERMS = ("words", "title", "lead", "names", "numbers", "known_as", "months", "weekdays")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Every term of some articles: row, column, count, place bits, background frequency; and how many rows."""

    row: Any
    column: Any
    count: Any
    place: Any
    background: Any
    rows: int


@dataclass(frozen=True, slots=True)
class _Terms:
    """The distinct terms of all articles: hashes (uint32, ascending), and how many of the articles hold each."""

    hashes: Any
    held: Any

    @property
    def width(self) -> int:
        return max(1, len(self.hashes))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """The fingerprints, and what is known of all: their words, names, and sampled runs that stand in several (uint32,
    ascending); how many articles are connected, which is to say share a name or a run with another one."""

    columns: Columns
    words: _Terms
    names: _Terms
    runs: Any
    connected: int


def matrices(columns: Columns, scratch: Scratch | None = None, spread: Spread | None = None) -> Matrices:
    """The vectors of articles, float32, each matrix of len(columns) rows. Columns are the distinct terms of all
    (hashes, ascending): stems and numbers for words, title, lead, numbers, months and weekdays, names for names and
    known_as, sampled runs that several articles hold for runs. scratch: where they are put; spread: does blocks of the
    work elsewhere, with the same result."""
    scratch = scratch or Scratch()
    known = _connected_alone(_counted(columns, scratch, spread), scratch, spread)
    widths = {name: known.names.width if name in ("names", "known_as") else known.words.width for name in BY_TERMS}
    widths["runs"] = max(1, len(known.runs))
    widths["keys"] = known.names.width + widths["runs"]
    stacks = {name: Stack(scratch, name, width) for name, width in widths.items()}
    for rows in spread_by(known, scratch, spread)(_rows, windows(len(columns))):
        for name, block in rows.items():
            stacks[name].add(block)
    found = {name: stack.matrix() for name, stack in stacks.items()}
    return Matrices(**found, holders=_holders(found["keys"], scratch))


# --- what there is ----------------------------------------------------------------------------------------------------


def _counted(columns: Columns, scratch: Scratch, spread: Spread | None) -> _Counted:
    """What there is, all articles counted as connected."""
    words, names, runs = Tally(), Tally(), scratch.writer("uint32")
    for by_word, by_name, sampled in spread_by(columns, scratch, spread)(_there_is, windows(len(columns))):
        words.add(*by_word)
        names.add(*by_name)
        runs.add(sampled)
    shared = held_twice(runs.whole())
    return _Counted(
        columns=columns,
        words=_terms(*words.counts(), scratch, "known_words"),
        names=_terms(*names.counts(), scratch, "known_names"),
        runs=scratch.kept(shared, "known_runs"),
        connected=len(columns),
    )


_Tallied = tuple[Any, Any]  # distinct hashes, ascending, and how often each came


def _terms(hashes: Any, held: Any, scratch: Scratch, name: str) -> _Terms:
    return _Terms(scratch.kept(hashes, f"{name}.hashes"), scratch.kept(held, f"{name}.held"))


@quick
def _there_is(columns: Columns, rows: Rows) -> tuple[_Tallied, _Tallied, Any]:
    """The words of these articles, their names, and their sampled runs."""
    return (
        _tallied(columns.words.hashes.of(rows)),
        _tallied(columns.names.hashes.of(rows)),
        _sampled(columns, rows).column,
    )


def _tallied(hashes: Any) -> _Tallied:
    import numpy as np

    found: _Tallied = np.unique(hashes, return_counts=True)
    return found


def _connected_alone(known: _Counted, scratch: Scratch, spread: Spread | None) -> _Counted:
    """The same, of the connected articles alone: what the others hold is taken off."""
    import numpy as np

    of_words, of_names, connected = known.words.held.copy(), known.names.held.copy(), known.connected
    for unconnected, by_word, by_name in spread_by(known, scratch, spread)(_unconnected, windows(len(known.columns))):
        connected -= unconnected
        np.subtract.at(of_words, by_word, 1)
        np.subtract.at(of_names, by_name, 1)
    return _Counted(
        columns=known.columns,
        words=_Terms(known.words.hashes, scratch.kept(of_words, "connected_words")),
        names=_Terms(known.names.hashes, scratch.kept(of_names, "connected_names")),
        runs=known.runs,
        connected=connected,
    )


def _unconnected(known: _Counted, rows: Rows) -> tuple[int, Any, Any]:
    """How many of these articles share neither a name nor a run with any other; the places of their words and names."""
    import numpy as np

    columns = known.columns
    alone = np.ones(rows.stop - rows.start, dtype=bool)
    own = _sampled(columns, rows)
    alone[own.row[stand_in(known.runs, own.column)]] = False
    by_name = _places(columns.names, rows, known.names)
    alone[by_name.row[known.names.held[by_name.column] > 1]] = False
    if not alone.any():
        none = np.zeros(0, dtype=np.int32)
        return 0, none, none
    by_word = _places(columns.words, rows, known.words)
    return int(np.count_nonzero(alone)), by_word.column[alone[by_word.row]], by_name.column[alone[by_name.row]]


@dataclass(frozen=True, slots=True)
class _Places:
    """In which row each term stands, and its column, or hash."""

    row: Any
    column: Any


def _places(terms: TermColumns, rows: Rows, known: _Terms) -> _Places:
    import numpy as np

    hashes = terms.hashes.of(rows)
    order = np.argsort(hashes, kind="stable")  # looked up in their order, which takes a fraction of the time
    column = np.empty(len(hashes), dtype=np.int32)
    column[order] = np.searchsorted(known.hashes, hashes[order])
    return _Places(terms.hashes.row_of(rows), column)


def _sampled(columns: Columns, rows: Rows) -> _Places:
    """Some of the different runs of each article, chosen by their hash; ascending."""
    import numpy as np

    runs = columns.runs.of(rows)
    chosen = runs % VECTORS.runs_kept == 0
    both = distinct((columns.runs.row_of(rows)[chosen].astype(np.uint64) << np.uint64(32)) | runs[chosen])
    return _Places((both >> np.uint64(32)).astype(np.int32), both.astype(np.uint32))


# --- what each row holds ----------------------------------------------------------------------------------------------


@quick
def _rows(known: _Counted, rows: Rows) -> dict[str, Any]:
    """The rows of these articles in each matrix."""
    found = _of_terms(known, rows) | {"runs": _of_runs(known, rows)}
    return found | {"keys": _keys(found["names"], found["runs"])}


def _of_terms(known: _Counted, rows: Rows) -> dict[str, Any]:
    """The rows of these articles, in each matrix of BY_TERMS."""
    import numpy as np

    words = _table(known.columns.words, rows, known.words)
    names = _table(known.columns.names, rows, known.names)
    weight = _weights(words, known.words.held, known.connected)
    in_title, in_lead = (words.place & TITLE) > 0, (words.place & LEAD) > 0
    number = (words.place & NUMBER) > 0
    frequency = 1 + np.log(words.count.astype(np.float32) + in_title + in_lead)
    titled = np.zeros(words.rows, dtype=bool)
    titled[words.row[in_title & ~number]] = True
    # an article without a title is known by its lead
    headline = np.where(titled[words.row], in_title, in_lead) if len(words.row) else in_title
    value = (1 + np.log(np.maximum(1, names.count.astype(np.float32)))) * _weights(
        names, known.names.held, known.connected
    )
    width, named = known.words.width, known.names.width
    return {
        "words": _unit(words, np.ones(len(words.row), dtype=bool), frequency * weight, width),
        "title": _unit(words, headline, weight, width),
        "lead": _unit(words, in_lead | in_title, weight, width),
        "names": _unit(names, _top(names, value), value, named),
        "numbers": _unit(words, number, weight, width),
        "known_as": _sparse(names, np.sqrt(-np.log(names.background)), named),
        "months": _sparse(words, (words.place & MONTH) > 0, width),
        "weekdays": _sparse(words, (in_lead | in_title) & ((words.place & WEEKDAY) > 0), width),
    }


def _table(terms: TermColumns, rows: Rows, known: _Terms) -> _Table:
    import numpy as np

    places = _places(terms, rows, known)
    own = slice(int(terms.hashes.bounds[rows.start]), int(terms.hashes.bounds[rows.stop]))
    return _Table(
        row=places.row,
        column=places.column,
        count=terms.counts[own],
        place=terms.places[own],
        background=np.exp(-terms.weights[own]),
        rows=rows.stop - rows.start,
    )


def _weights(table: _Table, held: Any, connected: int) -> Any:
    """Information of each term in nats: of its share of documents, background and articles at hand taken together."""
    import numpy as np

    if not len(table.row):
        return np.zeros(0, dtype=np.float32)
    share = (VECTORS.background * table.background + held[table.column]) / (VECTORS.background + connected)
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


def _sparse(table: _Table, values: Any, width: int) -> Any:
    """The terms whose value is not 0."""
    import numpy as np

    keep = np.flatnonzero(values)
    return _matrix(table.row[keep], table.column[keep], values[keep].astype(np.float32), (table.rows, width))


def _unit(table: _Table, keep: Any, values: Any, width: int) -> Any:
    import numpy as np

    row, column, value = table.row[keep], table.column[keep], values[keep]
    norm = np.sqrt(np.bincount(row, weights=value.astype(np.float64) ** 2, minlength=table.rows))
    scaled = (value / np.maximum(norm[row], 1e-12)).astype(np.float32)
    return _matrix(row, column, scaled, (table.rows, width))


def _matrix(row: Any, column: Any, value: Any, shape: tuple[int, int]) -> Any:
    """A CSR matrix of values that are ordered by row and column already."""
    import numpy as np
    from scipy.sparse import csr_matrix

    ends = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=shape[0]))])
    return csr_matrix((value, column, ends.astype(np.int32)), shape=shape)


def _of_runs(known: _Counted, rows: Rows) -> Any:
    """The sampled runs of these articles that stand in several, by the root of how many are sampled."""
    import numpy as np

    size = rows.stop - rows.start
    own = _sampled(known.columns, rows)
    sizes = np.bincount(own.row, minlength=size)
    keep = stand_in(known.runs, own.column)
    row, column = own.row[keep], np.searchsorted(known.runs, own.column[keep]).astype(np.int32)
    value = (1 / np.sqrt(np.maximum(1, sizes[row]))).astype(np.float32)
    return _matrix(row, column, value, (size, max(1, len(known.runs))))


def _keys(names: Any, runs: Any) -> Any:
    """Names and runs side by side."""
    import numpy as np
    from scipy.sparse import hstack

    return hstack([names, runs * np.float32(0.7)], format="csr")


def _holders(keys: Any, scratch: Scratch) -> Any:
    """The keys turned, a row per key; without what lies beyond the first `VECTORS.pivots` articles of a key, and
    without what weighs nothing."""
    import numpy as np
    from scipy.sparse import csr_matrix

    size, width = keys.shape
    kept = np.zeros(width + 1, dtype=np.int32)
    for key, _, _ in _kept(keys):
        np.add.at(kept, key + 1, 1)
    ends = np.cumsum(kept, dtype=np.int64)
    placed = ends[:-1].copy()
    row = scratch.zeros(int(ends[-1]), np.int32, "holders.indices")
    data = scratch.zeros(int(ends[-1]), np.float32, "holders.data")
    for key, article, value in _kept(keys):
        first = np.concatenate([[True], key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=bool)
        begins = np.flatnonzero(first)
        at = placed[key] + np.arange(len(key)) - np.repeat(begins, np.diff(np.append(begins, len(key))))
        row[at], data[at] = article, value
        np.add.at(placed, key, 1)
    indptr = scratch.writer(np.int32, "holders.indptr")
    indptr.add(ends)
    return csr_matrix((data, row, indptr.whole()), shape=(width, size))


def _kept(keys: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Key, article and value of what is kept, some thousand articles at a time, ordered by key, then article."""
    import numpy as np

    seen = np.zeros(keys.shape[1], dtype=np.int32)
    for start in range(0, keys.shape[0], SCRATCH.rows):
        stop = min(keys.shape[0], start + SCRATCH.rows)
        part = slice(int(keys.indptr[start]), int(keys.indptr[stop]))
        order = np.argsort(keys.indices[part], kind="stable")
        key = keys.indices[part][order]
        article = np.repeat(np.arange(start, stop, dtype=np.int32), np.diff(keys.indptr[start : stop + 1]))[order]
        begins = np.searchsorted(key, key)
        rank = seen[key] + np.arange(len(key)) - begins
        np.add.at(seen, key, 1)
        value = keys.data[part][order]
        keep = (rank < VECTORS.pivots) & (value != 0)
        yield key[keep], article[keep], value[keep]
