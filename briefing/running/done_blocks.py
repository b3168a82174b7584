"""Blocks of the comparing that are done: a run that was stopped goes on from the last of them.

The blocks of one run are asked for in one order, which depends on the articles and settings alone (see
`compose.stories.arrays.blocks`). So a file of results, one after the other, is enough: the first that is missing, cut
short, damaged, or of another block is where the run goes on, and what is behind it is made anew. The file has the
digest of all that the results depend on in its name; a run of other articles or settings takes it away.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from briefing.compose.stories.arrays.blocks import BlockWork, Made, Spread, Task
from briefing.compose.stories.tuning import BLOCKS
from briefing.running import tasks
from briefing.running.arrays_packed import opened, packed
from briefing.running.records import Record, program_digest
from briefing.running.workers import Means
from briefing.storage.locks import held_alone

FOLDER = "comparing"
ENDING = ".blocks"
_SIZE, _CHECK = 8, 16  # bytes before each result: how many it has, and a digest of it and its block


@contextmanager
def resumed(found: Sequence[Record], settings: Sequence[Any], means: Means) -> Iterator[Spread | None]:
    """Where blocks are done, by whom `means` say. Of many articles the results are kept in the state folder, and those
    that an earlier run of the same articles and settings left there are taken from it."""
    spread = tasks.spread_over(means.map_)
    if spread is None or means.state is None or len(found) < BLOCKS.kept_from:
        yield spread
        return
    name = digest_of(found, settings)
    with kept_in(means.state / FOLDER, name) as done:
        yield spread if done is None else done.over(spread)


def digest_of(found: Iterable[Record], settings: Sequence[Any]) -> str:
    """Of all that the results of the blocks depend on: the articles as they were read, the settings, the program, and
    the libraries that count."""
    libraries = [version(name) for name in ("numpy", "scipy")]
    digest = hashlib.sha256(json.dumps([program_digest(), libraries, settings], ensure_ascii=False).encode())
    for key in sorted(f"{record.key} {record.path}" for record in found):
        digest.update(b"\0" + key.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


@contextmanager
def kept_in(folder: Path, name: str) -> Iterator[DoneBlocks | None]:
    """The results of that name; those of other names are taken away. None where the folder cannot be written to, or
    another run is at it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(folder / f"{name}{ENDING}", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield None
        return
    with os.fdopen(file, "r+b", buffering=0) as data:
        if not held_alone(data):
            yield None
            return
        for other in folder.glob(f"*{ENDING}"):
            if other.stem != name:
                with suppress(OSError):
                    other.unlink()
        yield DoneBlocks(data)


class DoneBlocks:
    """The results in a file, and those that come to it."""

    def __init__(self, file: Any) -> None:
        """file: open for reading and writing, without a buffer of its own."""
        self._file = file
        self._places = list(self._found())
        self._asked = 0  # results of the blocks that were given out
        self._keeping = True

    def over(self, spread: Spread) -> Spread:
        """The same that `spread` does, but for what the file holds."""

        def kept(function: Callable[[Task], Made], items: Iterable[Task], /) -> Iterator[Made | None]:
            blocks = list(items)
            if not isinstance(function, BlockWork) or function.is_quick:
                return spread(function, blocks)
            first, self._asked = self._asked, self._asked + len(blocks)
            names = [_named(function.name, block) for block in blocks]
            known = self._known(first, names)
            made = spread(function, blocks[len(known) :]) if len(known) < len(blocks) else iter(())
            return self._results(first, names, known, made)

        return kept

    def _found(self) -> Iterator[tuple[int, int]]:
        """Where each result with its check begins, and its size, as far as the file is whole."""
        end, at = os.fstat(self._file.fileno()).st_size, 0
        while at + _SIZE <= end:
            size = int.from_bytes(os.pread(self._file.fileno(), _SIZE, at), "little")
            at += _SIZE
            if not _CHECK <= size <= end - at:
                return
            yield at, size
            at += size

    def _known(self, first: int, names: Sequence[bytes]) -> list[Any]:
        """The results of these blocks that are there, up to the first that is not."""
        known: list[Any] = []
        for number, name in enumerate(names, first):
            if number >= len(self._places):
                break
            at, size = self._places[number]
            data = os.pread(self._file.fileno(), size, at)
            if data[:_CHECK] != _check(name, data[_CHECK:]):
                del self._places[number:]
                break
            try:
                known.append((opened(data[_CHECK:]),))
            except (ValueError, TypeError, KeyError, IndexError):
                del self._places[number:]
                break
        return known

    def _results(self, first: int, names: Sequence[bytes], known: Sequence[Any], made: Iterator[Any]) -> Iterator[Any]:
        yield from known
        for number, name in enumerate(names[len(known) :], first + len(known)):
            result = next(made)
            self._keep(number, name, result)
            yield result

    def _keep(self, number: int, name: bytes, result: tuple[Any] | None) -> None:
        """Puts a result behind the others. One that is lost, or finds no place, ends the keeping."""
        if not self._keeping or number != len(self._places) or result is None:
            self._keeping = False
            return
        data = packed(result[0])
        at = sum(self._places[-1]) if self._places else 0
        record = (_CHECK + len(data)).to_bytes(_SIZE, "little") + _check(name, data) + data
        try:
            os.ftruncate(self._file.fileno(), at)
            if os.pwrite(self._file.fileno(), record, at) != len(record):
                raise OSError("the disk is full")
        except OSError:
            self._keeping = False
            with suppress(OSError):
                os.ftruncate(self._file.fileno(), 0)  # the disk is full: others need the place more
            return
        self._places.append((at + _SIZE, _CHECK + len(data)))


def _named(function: str, block: object) -> bytes:
    return hashlib.blake2b(function.encode() + pickle.dumps(block, protocol=5), digest_size=_CHECK).digest()


def _check(name: bytes, data: bytes) -> bytes:
    return hashlib.blake2b(name + data, digest_size=_CHECK).digest()
