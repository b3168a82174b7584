"""How a command ends before its time, and with it all processes that it started."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(SystemExit):
    """The system asked the command to end (SIGTERM). What it opened is closed on the way, as at an interrupt."""

    def __init__(self) -> None:
        super().__init__(128 + signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[None]:
    """While it lasts SIGTERM raises Stopped in this thread, if it is the main one; elsewhere nothing is changed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)


def _stop(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not stop the closing
    raise Stopped


def end_with_starter() -> None:
    """In a process for work: SIGTERM ends it at once, and so does the end of the process that asked for it, however
    that comes. Without it those that wait for work wait for ever: each holds open what the others wait at."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if parent_process() is not None:
        threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    from multiprocessing import parent_process

    starter = parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)
