"""A file that one run holds at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO


def hold(lock: IO[str], wait: Callable[[], None]) -> None:
    """Waits until this run alone holds the open file; `wait` is called once where another has it. The lock is released
    when the file is closed or the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # no such lock on this system
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        wait()
        fcntl.flock(lock, fcntl.LOCK_EX)


def held_alone(lock: IO[bytes]) -> bool:
    """Whether this run alone holds the open file from now on; as `hold`, without waiting."""
    try:
        import fcntl
    except ImportError:  # no such lock on this system
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
