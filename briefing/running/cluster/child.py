"""On a worker of a cluster: a process of its own for the work, so that bounds of time and memory hold there (the system
grants them to the first thread of a process alone), and what breaks a process ends this one and not the worker.

It is given a function and items by its standard input, and answers one item after the other by its standard output.
When its input ends so does it: it never outlives who started it.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import IO, Any, cast

from briefing.contents import HashedFile
from briefing.running import workers

RESULT, FAULT, ABSENT, LOST = "result", "fault", "absent", "lost"  # kinds of an answer, a packed (kind, value)
_SIZE = struct.Struct("<Q")  # of what follows
_START = "from briefing.running.cluster.child import main; main()"
_OF_THREAD = threading.local()


def packed(value: object) -> bytes:
    """An object as it is sent."""
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Any:
    """What `packed` was given. The data comes from the program's own processes, which could as well run any code."""
    return pickle.loads(data)  # noqa: S301


def answers(function: bytes, items: Sequence[bytes]) -> list[bytes]:
    """An answer to each item, by the process that belongs to this thread. function and items: packed.

    An item at which the process ends is tried once more, alone; where it ends again the answer is LOST."""
    child = getattr(_OF_THREAD, "child", None)
    if child is None:
        child = _OF_THREAD.child = _Child()
    found: list[bytes] = []
    while len(found) < len(items):
        found += child.answers(function, items[len(found) :])
        if len(found) < len(items):
            found += child.answers(function, [items[len(found)]]) or [packed((LOST, None))]
    return found


class _Child:
    """The process, from the other side."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def answers(self, function: bytes, items: Sequence[bytes]) -> list[bytes]:
        """The answers to the items before the one at which the process ends; to all if it does not."""
        process = self._started()
        found: list[bytes] = []
        try:
            for part in (function, packed(list(items))):
                _send(cast(IO[bytes], process.stdin), part)
            for _ in items:
                found.append(_received(cast(IO[bytes], process.stdout)))
        except (EOFError, OSError):
            self._end()
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
            )
        return self._process

    def __del__(self) -> None:
        self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _environment() -> dict[str, str]:
    """This process's own, and where it finds modules."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}


def main() -> None:
    """What the process does: answers until its input ends."""
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # what a library prints is no answer
    workers.in_own_process()
    while True:
        try:
            function, items = unpacked(_received(asked)), unpacked(_received(asked))
        except EOFError:
            return
        for item in items:
            _send(told, _answer(function, item))


def _answer(function: Any, item: bytes) -> bytes:
    try:
        task = _with_contents(unpacked(item))
        return packed((ABSENT, None) if task is None else (RESULT, function(task)))
    except Exception as fault:  # raised again where the results are read
        try:
            return packed((FAULT, fault))
        except Exception:
            return packed((FAULT, RuntimeError(f"{type(fault).__name__}: {fault}")))


def _with_contents(item: Any) -> Any:
    """The item with the bytes of files in place of their places; None where one is not there."""
    if not isinstance(item, tuple):
        return item
    parts = [part.read() if isinstance(part, HashedFile) else part for part in item]
    absent = any(part is None and isinstance(place, HashedFile) for part, place in zip(parts, item, strict=True))
    return None if absent else tuple(parts)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    """Raises EOFError where the other side is gone."""
    size = stream.read(_SIZE.size)
    if len(size) < _SIZE.size:
        raise EOFError
    data = stream.read(_SIZE.unpack(size)[0])
    if len(data) < _SIZE.unpack(size)[0]:
        raise EOFError
    return data
