"""Fingerprints column by column: the numbers of all articles one after the other, in memory or in files that several
processes map, and where each article's begin. An article's own are found without unpacking anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.blocks import Rows
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.fingerprint import TermTable, Traits
from briefing.compose.stories.tuning import SCRATCH


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of numbers, one after the other. values: of all rows; bounds: where each begins, and the end (int64)."""

    values: Any
    bounds: Any

    def __getitem__(self, row: int) -> Any:
        return self.values[self.bounds[row] : self.bounds[row + 1]]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def size(self, row: int) -> int:
        """How many numbers a row has."""
        return int(self.bounds[row + 1] - self.bounds[row])

    def of(self, rows: Rows) -> Any:
        """The numbers of these rows."""
        return self.values[self.bounds[rows.start] : self.bounds[rows.stop]]

    def gathered(self, rows: Any) -> tuple[Any, Any]:
        """The numbers of these rows one after the other, and beside each the place of its row among them."""
        import numpy as np

        start = self.bounds[rows]
        count = self.bounds[rows + 1] - start
        before = np.cumsum(count) - count
        place = np.repeat(np.arange(len(rows)), count)
        return place, self.values[np.arange(len(place)) + np.repeat(start - before, count)]

    def row_of(self, rows: Rows) -> Any:
        """Of each of their numbers the row, counted from the first of these rows (int32)."""
        import numpy as np

        sizes = np.diff(self.bounds[rows.start : rows.stop + 1])
        return np.repeat(np.arange(rows.stop - rows.start, dtype=np.int32), sizes)


class RaggedWriter:
    """Rows of numbers that come in parts. name: of the files they are put into, where there is a folder for them."""

    def __init__(self, scratch: Scratch, dtype: Any, name: str) -> None:
        self._values = scratch.writer(dtype, f"{name}.values")
        self._bounds = scratch.writer("int64", f"{name}.bounds")
        self._bounds.add([0])
        self._end = 0

    def add(self, values: Any, sizes: Any) -> None:
        """Puts rows of these sizes at the end."""
        import numpy as np

        ends = np.cumsum(sizes, dtype=np.int64) + self._end
        self._values.add(values)
        self._bounds.add(ends)
        self._end = int(ends[-1]) if len(ends) else self._end

    def whole(self) -> Ragged:
        """The rows. Nothing can be added after that."""
        return Ragged(self._values.whole(), self._bounds.whole())


@dataclass(frozen=True, slots=True, kw_only=True)
class TermColumns:
    """The term tables of articles (see `fingerprint.TermTable`): hashes by article, and the rest beside them."""

    hashes: Ragged
    counts: Any
    places: Any
    weights: Any


@dataclass(frozen=True, slots=True)
class TextColumns:
    """What copies look at of texts in a fixed order (see `fingerprint.Traits`), a row for each. lengths: numbers of
    words (int64); facts: position and hash by turns."""

    lengths: Any
    runs: Ragged
    facts: Ragged

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What stories look at of articles in a fixed order (see `fingerprint.Traits`), a row for each. lengths: numbers of
    words (int64); named: bits of what the opening names."""

    lengths: Any
    runs: Ragged
    words: TermColumns
    names: TermColumns
    named: Any

    def __len__(self) -> int:
        return len(self.lengths)


def text_columns(traits: Sequence[Traits], scratch: Scratch) -> TextColumns:
    """Of the traits, gone through once, some thousands at a time. scratch: where they are put."""
    lengths = scratch.writer("int64", "lengths")
    runs, facts = RaggedWriter(scratch, "uint32", "runs_in_order"), RaggedWriter(scratch, "uint32", "facts")
    for some in _windows(traits):
        lengths.add([t.length for t in some])
        runs.add(*_hashes([t.runs for t in some]))
        facts.add(*_hashes([t.facts for t in some]))
    return TextColumns(lengths.whole(), runs.whole(), facts.whole())


def columns(traits: Sequence[Traits], scratch: Scratch | None = None) -> Columns:
    """Of the traits, gone through once, some thousands at a time. scratch: where they are put."""
    scratch = scratch or Scratch()
    lengths, named = scratch.writer("int64", "lengths"), scratch.writer("uint8", "named")
    runs = RaggedWriter(scratch, "uint32", "runs_in_order")
    words, names = _TermWriter(scratch, "words_of"), _TermWriter(scratch, "names_of")
    for some in _windows(traits):
        lengths.add([t.length for t in some])
        named.add([t.opening for t in some])
        runs.add(*_hashes([t.runs for t in some]))
        words.add([t.words for t in some])
        names.add([t.names for t in some])
    return Columns(
        lengths=lengths.whole(), runs=runs.whole(), words=words.whole(), names=names.whole(), named=named.whole()
    )


def _hashes(parts: Sequence[bytes]) -> tuple[Any, list[int]]:
    """The hashes (uint32) of all parts, and how many each has."""
    import numpy as np

    return np.frombuffer(b"".join(parts), dtype=np.uint32), [len(part) // 4 for part in parts]


def windows(size: int) -> Iterator[Rows]:
    """All rows, some thousands at a time."""
    return (Rows(at, min(size, at + SCRATCH.rows)) for at in range(0, size, SCRATCH.rows))


def _windows(traits: Sequence[Traits]) -> Iterator[Sequence[Traits]]:
    return (traits[rows.start : rows.stop] for rows in windows(len(traits)))


class _TermWriter:
    """Term tables that come in parts."""

    def __init__(self, scratch: Scratch, name: str) -> None:
        self._hashes = RaggedWriter(scratch, "uint32", f"{name}.hashes")
        self._counts, self._places = (scratch.writer("uint8", f"{name}.{part}") for part in ("counts", "places"))
        self._weights = scratch.writer("float32", f"{name}.weights")

    def add(self, terms: Sequence[TermTable]) -> None:
        import numpy as np

        self._hashes.add(*_hashes([t.hashes for t in terms]))
        self._counts.add(np.frombuffer(b"".join([t.counts for t in terms]), dtype=np.uint8))
        self._places.add(np.frombuffer(b"".join([t.places for t in terms]), dtype=np.uint8))
        self._weights.add(np.frombuffer(b"".join([t.weights for t in terms]), dtype=np.float32))

    def whole(self) -> TermColumns:
        return TermColumns(
            hashes=self._hashes.whole(),
            counts=self._counts.whole(),
            places=self._places.whole(),
            weights=self._weights.whole(),
        )
