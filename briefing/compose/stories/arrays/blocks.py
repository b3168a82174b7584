"""The steps that compare articles with articles, in blocks that any process may do.

A block is a range of rows, or of pairs. What comes out for a row or a pair depends on what all blocks look at and on
nothing else, so that it makes no difference how many blocks there are or who does them. What they look at (fingerprints
in columns, matrices, numbers of pairs) stands in memory where this process does the work, else in files that the others
map into their memory: only numbers of rows travel, and what was found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.arrays.sharing import received, sent
from briefing.compose.stories.tuning import BLOCKS

Task = TypeVar("Task")
Made = TypeVar("Made")
Seen = TypeVar("Seen")
Looked = TypeVar("Looked", covariant=True)


class Spread(Protocol):
    """Results of a function in the order of the items, None where one was lost."""

    def __call__(self, function: Callable[[Task], Made], items: Iterable[Task], /) -> Iterator[Made | None]: ...


class Each(Protocol[Looked]):
    """Results of a function of what all blocks look at and a block, for each block in order."""

    def __call__(self, function: Callable[[Looked, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]: ...


_QUICK: set[Callable[..., Any]] = set()


def quick(function: Callable[[Any, Task], Made]) -> Callable[[Any, Task], Made]:
    """Marks a function whose results are as soon made again as read: none is kept for a run that goes on later."""
    _QUICK.add(function)
    return function


@dataclass(frozen=True, slots=True)
class BlockWork(Generic[Task, Made]):
    """A function of what all blocks look at and a block, for whoever does the block. folder: of the files of what they
    look at; data: the rest of it, as `sharing.sent` gives it."""

    folder: str
    data: bytes
    function: Callable[[Any, Task], Made]

    def __call__(self, block: Task) -> tuple[Made] | None:
        """What the function makes; None on a machine without the folder."""
        try:
            found, scratch = received(self.folder, self.data)
        except OSError:
            return None
        made = (self.function(found, block),)
        scratch.release()
        return made

    @property
    def name(self) -> str:
        """What the function is called, with its module."""
        return f"{self.function.__module__}.{self.function.__qualname__}"

    @property
    def is_quick(self) -> bool:
        return self.function in _QUICK


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


def here(found: Seen, scratch: Scratch | None = None) -> Each[Seen]:
    """Blocks one after the other, by this process. scratch: where what they look at is put."""

    def each(function: Callable[[Seen, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]:
        for block in blocks:
            yield function(found, block)
            if scratch is not None:
                scratch.release()

    return each


def spread_by(found: Seen, scratch: Scratch, spread: Spread | None) -> Each[Seen]:
    """Blocks by whoever `spread` gives them to; here, without it or where what they look at is in memory. Where
    somebody does not find the files, or is lost, this process does the block."""
    if spread is None or scratch.folder is None or scratch.full:
        return here(found, scratch)
    folder, data = str(scratch.folder), sent(found, scratch)

    def each(function: Callable[[Seen, Task], Made], blocks: Iterable[Task], /) -> Iterator[Made]:
        left, begun = iter(blocks), deque[tuple[Sequence[Task], Iterator[tuple[Made] | None]]]()
        while True:
            some = list(islice(left, BLOCKS.at_once))
            if some:
                begun.append((some, spread(BlockWork(folder, data, function), some)))
            if not begun:
                return
            if len(begun) > 1 or not some:
                for block, result in zip(*begun.popleft(), strict=True):
                    yield function(found, block) if result is None else result[0]
                scratch.release()

    return each
