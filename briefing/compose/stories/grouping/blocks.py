"""The steps that compare articles with articles, in blocks that any process may do.

A block is a range of rows, or of pairs. What comes out for a row or a pair depends on the matrices and on nothing else,
so that it makes no difference how many blocks there are or who does them. The matrices stand in memory where this
process does the work, else in files that the others map into their memory: only numbers of rows travel, and what was
found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Protocol, TypeVar

from briefing.compose.stories.grouping.matrices import Matrices
from briefing.compose.stories.tuning import BLOCKS

Task = TypeVar("Task")
Made = TypeVar("Made")
PARTS = ("data", "indices", "indptr")  # the arrays of a CSR matrix


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

        rows, places = np.unique(np.concatenate([self.first, self.second]), return_inverse=True)
        return rows, PairBlock(*np.split(places, 2))


def rows_in_blocks(size: int) -> Iterator[Rows]:
    """All rows."""
    return (Rows(at, min(size, at + BLOCKS.rows)) for at in range(0, size, BLOCKS.rows))


def pairs_in_blocks(first: Any, second: Any) -> Iterator[PairBlock]:
    """All pairs."""
    size = BLOCKS.pairs
    return (PairBlock(first[at : at + size], second[at : at + size]) for at in range(0, len(first), size))


def here(found: Matrices) -> Each:
    """Blocks one after the other, by this process."""

    def each(function: Callable[[Matrices, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]:
        return (function(found, block) for block in blocks)

    return each


@contextmanager
def spread_by(found: Matrices, spread: Spread | None) -> Iterator[Each]:
    """Blocks by whoever `spread` gives them to; here, without it or with few articles. Where somebody does not find the
    files, or is lost, this process does the block; where they cannot be written, it does all."""
    if spread is None or found.words.shape[0] < BLOCKS.worth_it:
        yield here(found)
        return
    with TemporaryDirectory(prefix="briefing-") as folder:
        try:
            _store(found, Path(folder))
        except OSError:  # the disk is full
            yield here(found)
            return

        def each(function: Callable[[Matrices, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]:
            tasks = list(blocks)
            results = spread(partial(_done, folder, function), tasks)
            for block, result in zip(tasks, results, strict=True):
                yield function(found, block) if result is None else result[0]

        yield each


def _done(folder: str, function: Callable[[Matrices, Task], Made], block: Task) -> tuple[Made] | None:
    """What the function makes; None on a machine without the folder."""
    try:
        found = _opened(folder)
    except OSError:
        return None
    return (function(found, block),)


def _store(found: Matrices, folder: Path) -> None:
    import numpy as np

    for field in fields(found):
        matrix = getattr(found, field.name)
        np.save(folder / f"{field.name}.shape.npy", np.array(matrix.shape))
        for part in PARTS:
            np.save(folder / f"{field.name}.{part}.npy", getattr(matrix, part))


@lru_cache(maxsize=1)
def _opened(folder: str) -> Matrices:
    """The matrices of a folder, mapped into memory. Raises OSError where they are not there."""
    import numpy as np
    from scipy.sparse import csr_matrix

    def matrix(name: str) -> Any:
        # "c": whoever writes into it gets a copy; libraries refuse what cannot be written
        parts = (np.asarray(np.load(Path(folder, f"{name}.{part}.npy"), mmap_mode="c")) for part in PARTS)
        shape = np.load(Path(folder, f"{name}.shape.npy")).tolist()
        return csr_matrix(tuple(parts), shape=tuple(shape), copy=False)

    return Matrices(**{field.name: matrix(field.name) for field in fields(Matrices)})
