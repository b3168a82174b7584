"""What the articles of a day hold, as matrices with a row for each: the terms by which pairs are found and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.compose.stories.arrays.scratch import Scratch


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrices:
    """scipy CSR matrices, one row per article, of length 1 (or 0, without such terms); runs: cosine of sets.

    Of known_as, months and weekdays, rows have other lengths: known_as holds all names, and the product of two rows is
    the information (nats, by background frequency alone) that they share; months are named anywhere, weekdays in title
    or lead, each 1.
    keys: names and runs side by side, by which the pairs to compare are found; holders: the same turned, a row per key
    with at most VECTORS.pivots articles. days: the number of the day on which each article was published, NaN
    where that is not sure; those that are too far apart are not compared. None: all are.
    """

    words: Any
    title: Any
    lead: Any
    names: Any
    numbers: Any
    runs: Any
    known_as: Any
    months: Any
    weekdays: Any
    keys: Any
    holders: Any
    days: Any = None


PARTS = (("data", "float32"), ("indices", "int32"), ("indptr", "int32"))  # the arrays of a CSR matrix


class Stack:
    """A CSR matrix that is made from its first rows to its last. scratch: where its arrays are put, under its name."""

    def __init__(self, scratch: Scratch, name: str, width: int) -> None:
        self._data, self._indices, self._indptr = (scratch.writer(kind, f"{name}.{part}") for part, kind in PARTS)
        self._indptr.add([0])
        self._rows, self._width, self._held = 0, width, 0

    def add(self, block: Any) -> None:
        """Puts the rows of a CSR matrix at the end."""
        self._data.add(block.data)
        self._indices.add(block.indices)
        self._indptr.add(block.indptr[1:] + self._held)
        self._rows += block.shape[0]
        self._held += block.nnz

    def matrix(self) -> Any:
        from scipy.sparse import csr_matrix

        arrays = (self._data.whole(), self._indices.whole(), self._indptr.whole())
        return csr_matrix(arrays, shape=(self._rows, self._width), copy=False)
