"""What several processes look at, sent to them as the names of files: of an object whose large arrays are in files of a
folder, only the rest travels, and whoever receives it maps the files into its memory.
"""

from __future__ import annotations

import io
import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from briefing.compose.stories.arrays.scratch import Scratch


class _Place(NamedTuple):
    """Where an array is: the file's name, the kind of its numbers, the byte at which it begins, and its shape."""

    name: str
    kind: str
    at: int
    shape: tuple[int, ...]


def sent(found: object, scratch: Scratch) -> bytes:
    """The object packed, its arrays that are in files with a name as their places."""
    data = io.BytesIO()
    _Sender(data, scratch).dump(found)
    return data.getvalue()


@lru_cache(maxsize=2)
def received(folder: str, data: bytes) -> tuple[Any, Scratch]:
    """What was sent, and what holds its files. Raises OSError where the files are not there. The data comes from the
    program's own processes, which could as well run any code."""
    scratch = Scratch(Path(folder))
    return _Receiver(io.BytesIO(data), scratch).load(), scratch


class _Sender(pickle.Pickler):
    def __init__(self, data: io.BytesIO, scratch: Scratch) -> None:
        import numpy as np

        super().__init__(data, protocol=pickle.HIGHEST_PROTOCOL)
        self._scratch, self._array = scratch, np.ndarray

    def persistent_id(self, one: Any) -> _Place | None:
        if not isinstance(one, self._array) or not one.flags.c_contiguous:
            return None
        place = self._scratch.place(one)
        return None if place is None else _Place(place[0], one.dtype.name, place[1], one.shape)


class _Receiver(pickle.Unpickler):
    def __init__(self, data: io.BytesIO, scratch: Scratch) -> None:
        super().__init__(data)
        self._scratch = scratch

    def persistent_load(self, place: Any) -> Any:
        import numpy as np

        where = _Place(*place)
        whole = self._scratch.opened(where.name, where.kind)
        size = int(np.prod(where.shape))
        begin = where.at // whole.itemsize
        return whole[begin : begin + size].reshape(where.shape)
