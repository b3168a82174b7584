"""Bounds on the processor time and the memory of a piece of work, in whichever process does it.

Time is processor time, so that a busy machine leaves out no file that an idle one reads. It is counted from the
beginning of the work (ITIMER_PROF): a bound on the whole process (RLIMIT_CPU) would be held against what the system has
counted since its start, which on a busy machine runs seconds ahead of what a process can ask for. Code in Python and
the search for regular expressions is interrupted; a library that does not return is ended with its process by a clock,
which the map over processes notices. Memory is address space (RLIMIT_AS): what asks for more gets MemoryError. On a
system without such bounds, and in any thread but the first, the work runs without them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn

_KNOWN = find_spec("resource") is not None  # whether the system has such bounds
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_AGAIN = 1.0  # seconds of processor time, after which work that goes on all the same is interrupted again
_UNKNOWN = 4_000_000_000  # bytes of address space that a process is taken to have where the system does not say
_CLOCK = 5  # times as many seconds on the clock, after which a process that does not return is ended


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: of processor time; megabytes: of memory beside what the process holds already."""

    seconds: int
    megabytes: int


class TimeExceeded(BaseException):
    """The work took more processor time than it may. No Exception: nothing within the work may go on after it."""


@contextmanager
def limited(limits: Limits, *, own_process: bool = False) -> Iterator[None]:
    """The work within it raises TimeExceeded or MemoryError where it goes beyond. own_process: nothing else is lost if
    the process ends, which is how work that does not return is stopped."""
    if not _KNOWN or current_thread() is not main_thread():
        yield
        return
    import resource
    import signal

    memory = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, _exceeded)
    _lower(resource.RLIMIT_AS, _address_space() + limits.megabytes * 1_000_000)
    outer = signal.setitimer(signal.ITIMER_PROF, limits.seconds, _AGAIN)
    if own_process:
        _start_clock(_CLOCK * limits.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, *outer)
        resource.setrlimit(resource.RLIMIT_AS, memory)
        signal.signal(signal.SIGPROF, handler)
        if own_process:
            _stop_clock()


def _exceeded(signal: int, frame: FrameType | None) -> NoReturn:
    raise TimeExceeded


def _lower(kind: int, most: int) -> None:
    """Sets the soft bound, which may be raised again, and never above what holds already."""
    import resource

    soft, hard = resource.getrlimit(kind)
    known = [most, *(bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY)]
    try:
        resource.setrlimit(kind, (min(known), hard))
    except (ValueError, OSError):  # macOS knows no bound on address space
        return


def _address_space() -> int:
    """Bytes of address space that this process has now; as many as 4 GB where the system does not say."""
    try:
        file = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return _UNKNOWN
    try:
        return int(os.read(file, 64).split()[0]) * _PAGE
    except (OSError, ValueError):
        return _UNKNOWN
    finally:
        os.close(file)


def _start_clock(seconds: int) -> None:
    """Ends this process after so many seconds: what the signal does where nobody handles it. The clock of
    `faulthandler` would do the same, but starts and ends a thread for each piece of work."""
    import signal

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _stop_clock() -> None:
    import signal

    signal.setitimer(signal.ITIMER_REAL, 0)
