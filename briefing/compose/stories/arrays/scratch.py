"""Arrays of numbers that may be larger than the memory: in files of a folder that goes when the work is done.

The system holds of a file what it has memory for. Where there is no folder, and where the disk is full, the arrays are
in memory, and the work goes on as it would.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any
from weakref import WeakKeyDictionary

from briefing.compose.stories.tuning import SCRATCH


class Scratch:
    """Where arrays are put. folder: for those that are in files; None: all are in memory.

    An array with a name has the file of that name to itself, which other processes can open with `opened`; the file of
    one without is gone with the array.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.full = False  # whether an array is in memory because its file could not be written
        self._maps: WeakKeyDictionary[mmap.mmap, str] = WeakKeyDictionary()  # with the names of their files

    def zeros(self, size: int, dtype: Any, name: str = "") -> Any:
        """An array of so many zeros, to be written to."""
        import numpy as np

        kind = np.dtype(dtype)
        if self.folder is None or size * kind.itemsize < (0 if name else SCRATCH.least):
            return np.zeros(size, dtype=kind)
        try:
            whole = size * kind.itemsize
            return self.mapped(_reserved(_file(self.folder, name, kind), whole), kind, whole, name)
        except OSError:
            self.full = True
            return np.zeros(size, dtype=kind)

    def writer(self, dtype: Any, name: str = "") -> GrowingArray:
        """An array that grows at its end."""
        return GrowingArray(self, dtype, name)

    def kept(self, values: Any, name: str) -> Any:
        """The values as an array of that name."""
        writer = self.writer(values.dtype, name)
        writer.add(values)
        return writer.whole()

    def opened(self, name: str, dtype: Any) -> Any:
        """The array of that name, which another process has put there. Raises OSError where it is not."""
        import numpy as np

        assert self.folder is not None
        kind = np.dtype(dtype)
        with _path(self.folder, name, kind).open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return np.zeros(0, dtype=kind)
            # a private map: whoever writes into it gets a copy; libraries refuse what cannot be written
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        self._maps[held] = name
        return np.frombuffer(held, dtype=kind)

    def place(self, array: Any) -> tuple[str, int] | None:
        """The name of the file that an array, or a part of one, is in, and at which byte of it; None where it is in
        none with a name."""
        root = array
        while getattr(root, "base", None) is not None:
            root = root.base
        held = root.obj if isinstance(root, memoryview) else root
        if not isinstance(held, mmap.mmap) or not self._maps.get(held):
            return None
        return self._maps[held], _address(array) - _start(held)

    def release(self) -> None:
        """Gives back the memory that the files' pages take in this process; the system may keep them for itself."""
        for one in list(self._maps):
            one.madvise(getattr(mmap, "MADV_DONTNEED", 0))

    def mapped(self, file: int, kind: Any, size: int, name: str = "") -> Any:
        """The first `size` bytes of the file of that name as an array; the file is closed."""
        import numpy as np

        try:
            if not size:
                return np.zeros(0, dtype=kind)
            held = mmap.mmap(file, size)
        finally:
            os.close(file)
        self._maps[held] = name
        return np.frombuffer(held, dtype=kind)


class GrowingArray:
    """An array that grows at its end, and is read when it is whole."""

    def __init__(self, scratch: Scratch, dtype: Any, name: str) -> None:
        import numpy as np

        self._scratch, self._kind, self._name = scratch, np.dtype(dtype), name
        self._parts: list[Any] = []
        self._waiting = 0  # bytes of the parts
        self._file: int | None = None
        self._written = 0  # bytes in the file

    def add(self, values: Any) -> None:
        """Puts the values, converted to the array's kind, at its end."""
        import numpy as np

        self._parts.append(np.asarray(values).astype(self._kind, copy=False))
        self._waiting += self._parts[-1].nbytes
        if self._waiting >= SCRATCH.least:
            self._write()

    def whole(self) -> Any:
        """The array. Nothing can be added after that."""
        import numpy as np

        if self._name or self._written:
            self._write()
        if self._file is not None:
            file, self._file = self._file, None
            return self._scratch.mapped(file, self._kind, self._written, self._name)
        parts, self._parts = self._parts, []
        return np.concatenate([np.zeros(0, dtype=self._kind), *parts])

    def _write(self) -> None:
        scratch = self._scratch
        if scratch.folder is None or (scratch.full and self._file is None):
            return
        try:
            if self._file is None:
                self._file = _file(scratch.folder, self._name, self._kind)
            for part in self._parts:
                _append(self._file, memoryview(part).cast("B") if part.size else b"", self._written)
                self._written += part.nbytes
        except OSError:
            scratch.full = True
            self._recall()
            return
        self._parts, self._waiting = [], 0

    def _recall(self) -> None:
        """Takes what the file holds back into memory: the disk is full."""
        import numpy as np

        if self._file is None:
            return
        data = bytearray(self._written)
        os.preadv(self._file, [data], 0)
        os.close(self._file)
        self._parts = [np.frombuffer(data, dtype=self._kind), *self._parts]
        self._file, self._written = None, 0


@contextmanager
def scratch_for(articles: int) -> Iterator[Scratch]:
    """Where the arrays of so many articles are put, while it lasts: of few in memory."""
    if articles < SCRATCH.worth_it:
        yield Scratch()
        return
    try:
        folder = TemporaryDirectory(prefix="briefing-")
    except OSError:  # the disk is full, or there is no folder for such files
        yield Scratch()
        return
    with folder as name:
        yield Scratch(Path(name))


def _address(array: Any) -> int:
    """Where in memory an array begins."""
    address: int = array.__array_interface__["data"][0]
    return address


def _start(held: mmap.mmap) -> int:
    """Where in memory a map begins."""
    import numpy as np

    return _address(np.frombuffer(held, dtype=np.uint8))


def _path(folder: Path, name: str, kind: Any) -> Path:
    return folder / f"{name}.{kind.name}"


def _file(folder: Path, name: str, kind: Any) -> int:
    """A new file's descriptor. Raises OSError."""
    if name:
        return os.open(_path(folder, name, kind), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with TemporaryFile(dir=folder) as file:
        return os.dup(file.fileno())


def _append(file: int, data: Any, at: int) -> None:
    """Writes it. Written and not copied into a map: a full disk is an error here, and a crash there."""
    left = memoryview(data)
    while left:
        done = os.pwrite(file, left, at)
        left, at = left[done:], at + done


def _reserved(file: int, size: int) -> int:
    """The file with so many zeros in it. Raises OSError where the disk has no place for them."""
    try:
        if size and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file, 0, size)
        else:
            for at in range(0, size, SCRATCH.least):
                _append(file, bytes(min(SCRATCH.least, size - at)), at)
    except OSError:
        os.close(file)
        raise
    return file
