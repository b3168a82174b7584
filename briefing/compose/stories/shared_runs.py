"""Which texts share many of their runs with a longer one.

The runs of some thousand texts are ordered by their hash; each part of all hashes is looked through for those that
several texts hold; then each text that shares enough of its runs to be a copy is compared with the holders of these.
All three are blocks that any process may do (see `arrays.blocks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.blocks import Rows, Spread, quick, spread_by
from briefing.compose.stories.arrays.columns import Ragged, RaggedWriter, TextColumns, windows
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.fingerprint import distinct
from briefing.compose.stories.options import CopyOptions
from briefing.compose.stories.tuning import COPIES, SCRATCH

HASHES = 2**32  # different hashes of runs


@dataclass(frozen=True, slots=True)
class SharedRuns:
    """The runs that several texts hold, by number. of: those of each text; count: how many there are; sizes: of each
    text, how many different runs it has (int64)."""

    of: Ragged
    count: int
    sizes: Any

    def __len__(self) -> int:
        return len(self.sizes)

    def held_by(self, texts: Any) -> Any:
        """Of each run in how many of the texts, which are marked, it stands (int32)."""
        import numpy as np

        found = np.zeros(self.count, dtype=np.int32)
        for rows in windows(len(self)):
            own = texts[rows.start : rows.stop][self.of.row_of(rows)]
            np.add.at(found, self.of.of(rows)[own], 1)
        return found


# --- which runs are shared --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _ByHash:
    """Different runs of texts: some thousand texts after the other, of these by hash. hashes (uint32) and rows (int32,
    counted from the first text of the window); bounds: where each window begins, and the end."""

    hashes: Any
    rows: Any
    bounds: Any


@dataclass(frozen=True, slots=True)
class _Known:
    """The same, and the runs that several texts hold (uint32, ascending)."""

    by_hash: _ByHash
    shared: Any


def shared_runs(columns: TextColumns, scratch: Scratch, spread: Spread | None) -> SharedRuns:
    """The runs that several of the texts hold. scratch: where they are put; spread: does blocks of the work elsewhere,
    with the same result."""
    by_hash, sizes = _by_hash(columns, scratch, spread)
    parts = max(1, len(by_hash.hashes) // SCRATCH.numbers)
    ranges = (Rows(HASHES * part // parts, HASHES * (part + 1) // parts) for part in range(parts))
    writer = scratch.writer("uint32", "shared")
    for found in spread_by(by_hash, scratch, spread)(_held_by_several, ranges):
        writer.add(found)
    known = _Known(by_hash, writer.whole())
    of = RaggedWriter(scratch, "int32", "shared_of")
    numbers = (Rows(number, number + 1) for number in range(len(by_hash.bounds) - 1))
    held = spread_by(known, scratch, spread)(_shared_of, numbers)
    for rows, (row, number) in zip(windows(len(columns)), held, strict=True):
        of.add(number, _sizes(row, rows))
    return SharedRuns(of.whole(), len(known.shared), sizes)


def _by_hash(columns: TextColumns, scratch: Scratch, spread: Spread | None) -> tuple[_ByHash, Any]:
    """The runs by hash; and how many different ones each text has."""
    import numpy as np

    hashes, rows = scratch.writer("uint32", "run_hashes"), scratch.writer("int32", "run_rows")
    bounds, sizes = [0], [np.zeros(0, dtype=np.int64)]
    blocks = windows(len(columns))
    for block, (value, row) in zip(
        blocks, spread_by(columns, scratch, spread)(_different, windows(len(columns))), strict=True
    ):
        hashes.add(value)
        rows.add(row)
        bounds.append(bounds[-1] + len(value))
        sizes.append(_sizes(row, block))
    return _ByHash(hashes.whole(), rows.whole(), np.array(bounds)), np.concatenate(sizes)


def _sizes(row: Any, rows: Rows) -> Any:
    """How many of the numbers each of the rows has."""
    import numpy as np

    return np.bincount(row, minlength=rows.stop - rows.start)


@quick
def _different(columns: TextColumns, rows: Rows) -> tuple[Any, Any]:
    """The different runs of these texts, by hash, and the text of each."""
    import numpy as np

    both = (columns.runs.of(rows).astype(np.uint64) << np.uint64(32)) | columns.runs.row_of(rows).astype(np.uint64)
    both = distinct(both)
    return (both >> np.uint64(32)).astype(np.uint32), both.astype(np.uint32).astype(np.int32)


def _held_by_several(by_hash: _ByHash, hashes: Rows) -> Any:
    """Which of these hashes stand in several texts, ascending."""
    import numpy as np

    ends = np.array([hashes.start, hashes.stop - 1], dtype=np.uint32)
    found = []
    for start, stop in zip(by_hash.bounds[:-1].tolist(), by_hash.bounds[1:].tolist(), strict=True):
        own = by_hash.hashes[start:stop]
        found.append(own[np.searchsorted(own, ends[0]) : np.searchsorted(own, ends[1], "right")])
    ordered = np.sort(np.concatenate([np.zeros(0, dtype=np.uint32), *found]))
    return distinct(ordered[1:][ordered[1:] == ordered[:-1]])


def _shared_of(known: _Known, window: Rows) -> tuple[Any, Any]:
    """The shared runs of the texts of a window: the text, and the run's number; both ascending."""
    import numpy as np

    own = slice(*known.by_hash.bounds[window.start : window.stop + 1].tolist())
    hashes, row = known.by_hash.hashes[own], known.by_hash.rows[own]
    if not len(known.shared):
        return row[:0], row[:0]
    number = np.searchsorted(known.shared, hashes)
    keep = np.flatnonzero(known.shared[np.minimum(number, len(known.shared) - 1)] == hashes)
    order = keep[np.argsort(row[keep], kind="stable")]
    return row[order], number[order].astype(np.int32)


# --- who shares many of them ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Texts that may be copies. checked: which of all texts; sizes: of each of all, its different runs without
    furniture; and three arrays of one length, ordered by text, then by falling count: text, the longer text that holds
    that many of its runs, and the count."""

    checked: Any
    sizes: Any
    text: Any
    other: Any
    count: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """What is compared. certain: of each run the first texts that are no copies, whatever else there is; others: of
    each run the first of the other texts. checked: the texts that are compared; least: how many of its runs the other
    text of each must hold."""

    runs: SharedRuns
    certain: Ragged
    others: Ragged
    checked: Any
    least: Any


def candidates(
    runs: SharedRuns, furniture: Any, options: CopyOptions, scratch: Scratch, spread: Spread | None
) -> Candidates:
    """The texts that may be copies of longer ones, which stand before them. furniture: marks runs that count for
    nothing. Of a run that many texts hold the first `COPIES.most_leaders` count, of those that are no copies and of the
    others each."""
    import numpy as np

    sizes, least, checked = _least(runs, furniture, options)
    needed = (runs.held_by(checked) > 0) & ~furniture
    name = "other_than_furniture" if furniture.any() else "every"
    texts = np.flatnonzero(checked)
    found = _Compared(
        runs=runs,
        certain=_holders(runs, needed, ~checked, scratch, f"certain_{name}"),
        others=_holders(runs, needed, checked, scratch, f"others_{name}"),
        checked=texts,
        least=least[texts],
    )
    parts = [(texts[:0],) * 3, *spread_by(found, scratch, spread)(_holding_most, windows(len(texts)))]
    text, other, count = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Candidates(checked=checked, sizes=sizes, text=text, other=other, count=count)


def _least(runs: SharedRuns, furniture: Any, options: CopyOptions) -> tuple[Any, Any, Any]:
    """How many different runs each text has without furniture, how many of them another one must hold, and which texts
    have so many that others hold."""
    import numpy as np

    size, held = runs.sizes.copy(), np.zeros(len(runs), dtype=np.int64)
    for rows in windows(len(runs)):
        row, plain = runs.of.row_of(rows), ~furniture[runs.of.of(rows)]
        own = slice(rows.start, rows.stop)
        held[own] = np.bincount(row[plain], minlength=rows.stop - rows.start)
        size[own] -= np.bincount(row[~plain], minlength=rows.stop - rows.start)
    share = np.where(size < COPIES.short, max(options.min_share, COPIES.short_share), options.min_share)
    least = share * size
    return size, least, (size >= COPIES.fewest_runs) & (held >= least)


def _holders(runs: SharedRuns, needed: Any, texts: Any, scratch: Scratch, name: str) -> Ragged:
    """Of each needed run the first texts that hold it, among those that are marked."""
    import numpy as np

    kept = np.minimum(runs.held_by(texts), COPIES.most_leaders) * needed
    ends = scratch.writer("int64", f"{name}.bounds")
    ends.add(np.concatenate([[0], np.cumsum(kept, dtype=np.int64)]))
    bounds = ends.whole()
    values = scratch.zeros(int(bounds[-1]), np.int32, f"{name}.values")
    placed = bounds[:-1].copy()
    for rows in windows(len(runs)):
        number, text = runs.of.of(rows), runs.of.row_of(rows) + np.int32(rows.start)
        own = np.flatnonzero(texts[text] & needed[number])
        own = own[np.argsort(number[own], kind="stable")]
        number, text = number[own], text[own]
        at = placed[number] + np.arange(len(number)) - np.searchsorted(number, number)
        free = at < bounds[number + 1]
        values[at[free]] = text[free]
        np.add.at(placed, number, 1)
    return Ragged(values, bounds)


def _holding_most(found: _Compared, rows: Rows) -> tuple[Any, Any, Any]:
    """Of these of the checked texts the longer ones that hold enough of their runs: text, longer text, and how many;
    ordered by text, then by falling number."""
    import numpy as np

    texts = found.checked[rows.start : rows.stop]
    row, runs = found.runs.of.gathered(texts)
    known, place = np.unique(runs, return_inverse=True)
    shared = _of_ones(place, np.searchsorted(row, np.arange(len(texts) + 1)), len(known))
    size = len(found.runs)
    counted = (shared @ _lists(found.certain, known, size) + shared @ _lists(found.others, known, size)).tocoo()
    text, other, count = counted.row, counted.col, counted.data.astype(np.int64)
    keep = (other < texts[text]) & (count >= found.least[rows.start : rows.stop][text])
    text, other, count = text[keep], other[keep], count[keep]
    order = np.lexsort((other, -count, text))
    return texts[text[order]], other[order].astype(np.int64), count[order]


def _lists(holders: Ragged, runs: Any, size: int) -> Any:
    """The texts that hold each of these runs, as the rows of a matrix of ones."""
    import numpy as np

    place, texts = holders.gathered(runs)
    return _of_ones(texts, np.searchsorted(place, np.arange(len(runs) + 1)), size)


def _of_ones(indices: Any, ends: Any, width: int) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=(len(ends) - 1, width))
