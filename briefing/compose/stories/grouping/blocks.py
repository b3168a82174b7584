"""The steps that compare articles with articles, in blocks that any process may do.

A block is a range of rows, or of pairs. What comes out for a row or a pair depends on the matrices and on nothing else,
so that it makes no difference how many blocks there are or who does them. The matrices stand in memory where this
process does the work, else in files that the others map into their memory: only numbers of rows travel, and what was
found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

from briefing.compose.stories.grouping.matrices import PARTS, Matrices
from briefing.compose.stories.scratch import Scratch
from briefing.compose.stories.tuning import BLOCKS

Task = TypeVar("Task")
Made = TypeVar("Made")


class Spread(Protocol):
    """Results of a function in the order of the items, None where one was lost."""

    def __call__(self, function: Callable[[Task], Made], items: Iterable[Task], /) -> Iterator[Made | None]: ...


class Each(Protocol):
    """Results of a function of the matrices and a block, for each block in order."""

    def __call__(self, function: Callable[[Matrices, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]: ...


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows [start, stop)."""

    laborious: ClassVar[bool] = True  # a single one is worth a process
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class PairBlock:
    """Pairs of rows: arrays of one length, `first` ascending."""

    laborious: ClassVar[bool] = True
    first: Any
    second: Any

    def alone(self) -> tuple[Any, PairBlock]:
        """The rows of these pairs, ascending, and the pairs by their places among them."""
        import numpy as np

        both = np.concatenate([self.first, self.second]).astype(np.int64, copy=False)
        rows, places = np.unique(both, return_inverse=True)
        return rows, PairBlock(*np.split(places, 2))


def rows_in_blocks(size: int) -> Iterator[Rows]:
    """All rows."""
    return (Rows(at, min(size, at + BLOCKS.rows)) for at in range(0, size, BLOCKS.rows))


def pairs_in_blocks(first: Any, second: Any) -> Iterator[PairBlock]:
    """All pairs."""
    size = BLOCKS.pairs
    return (PairBlock(first[at : at + size], second[at : at + size]) for at in range(0, len(first), size))


def here(found: Matrices, scratch: Scratch | None = None) -> Each:
    """Blocks one after the other, by this process. scratch: where the matrices are put."""

    def each(function: Callable[[Matrices, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]:
        for block in blocks:
            yield function(found, block)
            if scratch is not None:
                scratch.release()

    return each


def spread_by(found: Matrices, scratch: Scratch, spread: Spread | None) -> Each:
    """Blocks by whoever `spread` gives them to; here, without it or where the matrices are in memory. Where somebody
    does not find the files, or is lost, this process does the block."""
    if spread is None or scratch.folder is None or scratch.full:
        return here(found, scratch)
    shapes = tuple((field.name, getattr(found, field.name).shape) for field in fields(found))
    folder = str(scratch.folder)

    def each(function: Callable[[Matrices, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]:
        left, begun = iter(blocks), deque[tuple[Sequence[Task], Iterator[tuple[Made] | None]]]()
        while True:
            some = list(islice(left, BLOCKS.at_once))
            if some:
                begun.append((some, spread(partial(_done, folder, shapes, function), some)))
            if not begun:
                return
            if len(begun) > 1 or not some:
                for block, result in zip(*begun.popleft(), strict=True):
                    yield function(found, block) if result is None else result[0]
                scratch.release()

    return each


Shapes = tuple[tuple[str, tuple[int, int]], ...]  # of each matrix


def _done(folder: str, shapes: Shapes, function: Callable[[Matrices, Task], Made], block: Task) -> tuple[Made] | None:
    """What the function makes; None on a machine without the folder."""
    try:
        found, scratch = _opened(folder, shapes)
    except OSError:
        return None
    made = (function(found, block),)
    scratch.release()
    return made


@lru_cache(maxsize=1)
def _opened(folder: str, shapes: Shapes) -> tuple[Matrices, Scratch]:
    """The matrices of a folder, mapped into memory. Raises OSError where they are not there."""
    from scipy.sparse import csr_matrix

    scratch = Scratch(Path(folder))
    found = {
        name: csr_matrix(tuple(scratch.opened(f"{name}.{part}", kind) for part, kind in PARTS), shape=shape, copy=False)
        for name, shape in shapes
    }
    return Matrices(**found), scratch
