"""Bytes put aside in a file without a name, so that ten thousands of articles do not fill the memory: the system holds
of them what it has memory for. The file is gone when nothing of it is used any more, or the process ends.

The first bytes stay in memory: a day of a few thousand articles writes nothing.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from typing import cast

IN_MEMORY = 32_000_000  # bytes that are not put aside
FILE = 64_000_000  # bytes of one file


class Shelf:
    """Where bytes are put, one after the other."""

    def __init__(self) -> None:
        self._kept = 0
        self._file: int | None = None
        self._map: mmap.mmap | None = None
        self._view: memoryview | None = None  # of all of it: what is given out are parts of this one, which share it
        self._end = FILE

    def __del__(self) -> None:
        if self._file is not None:
            os.close(self._file)

    def put(self, data: bytes) -> bytes:
        """The same bytes, in the file where there is one: a memoryview, which serves as bytes do but cannot be pickled.
        They are given back as they are while there are few, if they are very many, and where no file can be written."""
        self._kept += len(data)
        if self._kept <= IN_MEMORY or len(data) > FILE:
            return data
        try:
            return cast(bytes, self._written(data))
        except OSError:  # the disk is full, or there is no folder for such files
            return data

    def _written(self, data: bytes) -> memoryview:
        if self._view is None or self._file is None or self._end + len(data) > FILE:
            self._next_file()
        assert self._view is not None and self._file is not None
        at = self._end
        left = memoryview(data)
        while left:  # written, and not copied into the map: a full disk is an error here, and a crash there
            left = left[os.pwrite(self._file, left, at + len(data) - len(left)) :]
        self._end = at + len(data)
        return self._view[at : self._end]

    def _next_file(self) -> None:
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)  # its pages, which the system may keep, and this process need not
        if self._file is not None:
            os.close(self._file)
            self._file = None
        with tempfile.TemporaryFile(prefix="briefing-") as file:
            os.ftruncate(file.fileno(), FILE)
            self._map = mmap.mmap(file.fileno(), FILE, access=mmap.ACCESS_READ)
            self._view = memoryview(self._map).toreadonly()
            self._file = os.dup(file.fileno())
        self._end = 0
