"""An mbox file: a message is in it whole or not at all, whenever the program or the machine stops.

Two locks keep others out while a message is appended: one of the system's, which ends with the process, and a file
NAME.lock beside the mbox, as other mail programs make and respect it. Ours holds where the message begins and where it
will end. A run that finds one while it has the system's lock knows that the run which made it was killed: what is
half-written is taken back, and the file goes.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.publish.mail.outcome import Outcome, plain

_OURS = re.compile(rb"briefing (\d{1,15}) (\d{1,15})\n")
_PATIENCE = 5.0  # seconds that another program's lock is waited for


class _Busy(OSError):
    """Another program has the mbox."""


class Mbox:
    """An mbox file at a path; made where there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, sender: str, recipient: str, message: bytes, about_to_send: Callable[[], None]) -> Outcome:
        began = False
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._held() as box:
                begin = os.fstat(box).st_size
                entry = _entry(sender, message, os.pread(box, 2, max(0, begin - 2)))
                with self._announced(begin, begin + len(entry)):
                    about_to_send()
                    began = True
                    _appended(box, begin, entry)
        except OSError as fault:
            if began:
                return Outcome("unknown", f"cannot be written for certain: {plain(fault)}")
            return Outcome("deferred", f"cannot be opened: {plain(fault)}", of_server=True)
        return Outcome("accepted", f"appended to {self._path.name}")

    def close(self) -> None:
        """Nothing is kept open between two messages."""

    @property
    def _lock(self) -> Path:
        return self._path.with_name(self._path.name + ".lock")

    @contextmanager
    def _held(self) -> Iterator[int]:
        """The open file, with the system's lock. Raises OSError, _Busy where another program has it."""
        box = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock_of_the_system(box)
            self._settle(box)
            yield box
        finally:
            os.close(box)

    def _settle(self, box: int) -> None:
        """Takes back what a run that was killed has half written; waits for another program's lock."""
        until = time.monotonic() + _PATIENCE
        while (held := _content(self._lock)) is not None:
            if ours := _OURS.fullmatch(held):
                if int(ours[1]) < os.fstat(box).st_size < int(ours[2]):
                    os.ftruncate(box, int(ours[1]))
                self._lock.unlink(missing_ok=True)
            elif time.monotonic() > until:
                raise _Busy(0, f"another program holds it, or left {self._lock.name}")
            else:
                time.sleep(0.1)

    @contextmanager
    def _announced(self, begin: int, end: int) -> Iterator[None]:
        """Others see that the mbox is held, and a later run what was to be written. The lock has its content as soon as
        it is there. Raises FileExistsError where another program was faster."""
        scratch = self._lock.with_name(f".{self._lock.name}.new")
        with scratch.open("wb") as file:
            file.write(b"briefing %d %d\n" % (begin, end))
            file.flush()
            os.fsync(file.fileno())
        self._lock.hardlink_to(scratch)
        scratch.unlink()
        try:
            yield
        finally:
            self._lock.unlink(missing_ok=True)


def _lock_of_the_system(box: int) -> None:
    """Waits a little for it. Raises _Busy."""
    try:
        import fcntl
    except ImportError:  # no such lock on this system
        return
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.lockf(box, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > until:
                raise _Busy(0, "another program holds it") from None
            time.sleep(0.05)
        else:
            return


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _entry(sender: str, message: bytes, before: bytes) -> bytes:
    """The message as it stands in an mbox (RFC 4155, with ">" before lines that would begin another message)."""
    gap = b"" if before in (b"", b"\n\n") else b"\n" if before.endswith(b"\n") else b"\n\n"
    head = f"From {sender} {time.asctime(time.gmtime())}\n".encode("utf-8", "replace")
    body = re.sub(rb"^(?=From )", b">", message.replace(b"\r\n", b"\n"), flags=re.M)
    return gap + head + body.rstrip(b"\n") + b"\n\n"


def _appended(box: int, begin: int, entry: bytes) -> None:
    """All of it, on the disk; or nothing, and OSError."""
    at, left = begin, memoryview(entry)
    try:
        while left:
            size = os.pwrite(box, left, at)
            at, left = at + size, left[size:]
        os.fsync(box)
    except OSError:
        os.ftruncate(box, begin)
        raise
