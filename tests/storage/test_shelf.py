"""What is put aside is what was put, wherever it stands, and no file is left."""

from __future__ import annotations

import errno
import gc
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.storage import shelf as module
from briefing.storage.shelf import Shelf


@given(st.lists(st.binary(max_size=3000), max_size=30))
@settings(deadline=None)
def test_the_same_bytes_in_memory_and_in_files(parts: list[bytes]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "IN_MEMORY", 2000)
        patched.setattr(module, "FILE", 2048)
        shelf = Shelf()
        found: list[Any] = [shelf.put(part) for part in parts]
        del shelf
        gc.collect(0)  # a look at everything takes half a second in a process that ran many tests
    assert [bytes(part) for part in found] == parts
    written = [part for part in found if isinstance(part, memoryview)]
    assert all(part.readonly and hash(part) == hash(bytes(part)) for part in written)
    if sum(map(len, parts)) > 2000 + 2048:
        assert written or any(len(part) > 2048 for part in parts)


def test_nothing_is_written_while_there_is_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", None)
    shelf = Shelf()
    assert [shelf.put(b"told"), shelf.put(b"")] == [b"told", b""]


def test_on_a_full_disk_bytes_stay_in_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    shelf = Shelf()
    first: Any = shelf.put(b"before")
    monkeypatch.setattr(os, "pwrite", full)
    second: Any = shelf.put(b"after")
    assert (type(first), first, type(second), second) == (memoryview, b"before", bytes, b"after")
    assert not list(tmp_path.iterdir())  # the file has no name
