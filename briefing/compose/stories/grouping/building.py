"""Articles as rows of sparse matrices.

Two articles are compared only if they share a name or a run of four words. What a term weighs comes from its background
frequency and, shrunk towards that, from how many of those articles hold it that share a name or a run with another one
at all. So an article that shares neither with any other can change nothing between them.

The articles are gone through a few thousand at a time: first for which terms there are, then for how many hold them,
then for what each row holds of them. What grows with all articles is the list of terms, and what goes into files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.fingerprint import LEAD, MONTH, NUMBER, TITLE, WEEKDAY, TermTable, Traits, distinct
from briefing.compose.stories.grouping.matrices import Matrices, Stack
from briefing.compose.stories.scratch import Scratch
from briefing.compose.stories.sorting import Tally, held_twice, stand_in
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
    """The distinct terms of all articles: hashes (uint32, ascending), and how many connected articles hold each."""

    hashes: Any
    held: Any

    @property
    def width(self) -> int:
        return max(1, len(self.hashes))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What is known of all articles: their words, names, and sampled runs that stand in several (uint32, ascending);
    how many articles are connected, which is to say share a name or a run with another one."""

    words: _Terms
    names: _Terms
    runs: Any
    connected: int


def matrices(traits: Sequence[Traits], scratch: Scratch | None = None) -> Matrices:
    """The vectors of articles, float32, each matrix of len(traits) rows. Columns are the distinct terms of all (hashes,
    ascending): stems and numbers for words, title, lead, numbers, months and weekdays, names for names and known_as,
    sampled runs that several articles hold for runs. scratch: where they are put."""
    scratch = scratch or Scratch()
    known = _counted(traits, scratch)
    widths = {name: known.names.width if name in ("names", "known_as") else known.words.width for name in BY_TERMS}
    widths["runs"] = max(1, len(known.runs))
    stacks = {name: Stack(scratch, name, width) for name, width in widths.items()}
    keys = Stack(scratch, "keys", known.names.width + widths["runs"])
    for some in _windows(traits):
        rows = _of_terms(some, known) | {"runs": _of_runs(some, known.runs)}
        for name, block in rows.items():
            stacks[name].add(block)
        keys.add(_keys(rows["names"], rows["runs"]))
    scratch.release()
    found = {name: stack.matrix() for name, stack in stacks.items()}
    by_key = keys.matrix()
    return Matrices(**found, keys=by_key, holders=_holders(by_key, scratch))


def _windows(traits: Sequence[Traits]) -> Iterator[Sequence[Traits]]:
    return (traits[at : at + SCRATCH.rows] for at in range(0, len(traits), SCRATCH.rows))


# --- what there is ----------------------------------------------------------------------------------------------------


def _counted(traits: Sequence[Traits], scratch: Scratch) -> _Counted:
    words, names, runs = Tally(), Tally(), scratch.writer("uint32")
    for some in _windows(traits):
        words.add(_hashes([t.words for t in some]))
        names.add(_hashes([t.names for t in some]))
        runs.add(_sampled(some).column)
    shared = held_twice(runs.whole())
    named = names.counts()
    return _connected(traits, words.counts()[0], named, shared)


def _connected(traits: Sequence[Traits], words: Any, named: tuple[Any, Any], runs: Any) -> _Counted:
    """How many of the articles are connected, and how many of these hold each term."""
    import numpy as np

    names, times = named
    of_words, of_names = np.zeros(len(words), dtype=np.int32), np.zeros(len(names), dtype=np.int32)
    count = 0
    for some in _windows(traits):
        connected = np.zeros(len(some), dtype=bool)
        own = _sampled(some)
        connected[own.row[stand_in(runs, own.column)]] = True
        by_name, by_word = _places([t.names for t in some], names), _places([t.words for t in some], words)
        connected[by_name.row[times[by_name.column] > 1]] = True
        np.add.at(of_words, by_word.column[connected[by_word.row]], 1)
        np.add.at(of_names, by_name.column[connected[by_name.row]], 1)
        count += int(np.count_nonzero(connected))
    return _Counted(words=_Terms(words, of_words), names=_Terms(names, of_names), runs=runs, connected=count)


@dataclass(frozen=True, slots=True)
class _Places:
    """In which row each term stands, and its column, or hash."""

    row: Any
    column: Any


def _places(terms: Sequence[TermTable], columns: Any) -> _Places:
    import numpy as np

    row = np.repeat(np.arange(len(terms), dtype=np.int32), [len(t.counts) for t in terms])
    return _Places(row, np.searchsorted(columns, _hashes(terms)).astype(np.int32))


def _hashes(terms: Sequence[TermTable]) -> Any:
    import numpy as np

    return np.frombuffer(b"".join([t.hashes for t in terms]), dtype=np.uint32)


def _sampled(traits: Sequence[Traits]) -> _Places:
    """Some of the different runs of each article, chosen by their hash; ascending."""
    import numpy as np

    runs = np.frombuffer(b"".join([t.runs for t in traits]), dtype=np.uint32)
    row = np.repeat(np.arange(len(traits), dtype=np.uint64), [len(t.runs) // runs.itemsize for t in traits])
    chosen = runs % VECTORS.runs_kept == 0
    both = distinct((row[chosen] << np.uint64(32)) | runs[chosen])
    return _Places((both >> np.uint64(32)).astype(np.int32), both.astype(np.uint32))


# --- what each row holds ----------------------------------------------------------------------------------------------


def _of_terms(traits: Sequence[Traits], known: _Counted) -> dict[str, Any]:
    """The rows of these articles, in each matrix of BY_TERMS."""
    import numpy as np

    words = _table([t.words for t in traits], known.words.hashes)
    names = _table([t.names for t in traits], known.names.hashes)
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


def _table(terms: Sequence[TermTable], columns: Any) -> _Table:
    import numpy as np

    places = _places(terms, columns)
    weights = np.frombuffer(b"".join([t.weights for t in terms]), dtype=np.float32)
    return _Table(
        row=places.row,
        column=places.column,
        count=np.frombuffer(b"".join([t.counts for t in terms]), dtype=np.uint8),
        place=np.frombuffer(b"".join([t.places for t in terms]), dtype=np.uint8),
        background=np.exp(-weights),
        rows=len(terms),
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


def _of_runs(traits: Sequence[Traits], shared: Any) -> Any:
    """The sampled runs of these articles that stand in several, by the root of how many are sampled."""
    import numpy as np

    own = _sampled(traits)
    sizes = np.bincount(own.row, minlength=len(traits))
    keep = stand_in(shared, own.column)
    row, column = own.row[keep], np.searchsorted(shared, own.column[keep]).astype(np.int32)
    value = (1 / np.sqrt(np.maximum(1, sizes[row]))).astype(np.float32)
    return _matrix(row, column, value, (len(traits), max(1, len(shared))))


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
