"""Where the sockets lie over which a server process is asked for new processes.

The system bounds the length of a socket's path, so a long TMPDIR would keep every process from starting.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence

from briefing.errors import UsageError

MOST = 103  # bytes of a socket's path: 107 on Linux, fewer on other systems
BELOW = len("/pymp-01234567/listener-01234567")  # what multiprocessing puts below the folder of temporary files
SHORT = ("/tmp", "/var/tmp", "/dev/shm", "/private/tmp")  # noqa: S108 – a folder of this user alone is made below


def place_sockets(folders: Sequence[str] = SHORT) -> None:
    """Has multiprocessing make its folder, which only this user can read, where the path of a socket is short enough:
    below the folder of temporary files, else below the first of `folders` that can be written. Raises UsageError where
    there is none."""
    from multiprocessing import util

    usual = tempfile.gettempdir()
    if _fits(usual):
        return
    before = tempfile.tempdir
    for folder in filter(_fits, folders):
        tempfile.tempdir = folder
        try:
            util.get_temp_dir()
            return
        except OSError:
            continue
        finally:
            tempfile.tempdir = before
    raise UsageError(
        f"no process can be started: {usual}, the folder of temporary files, has a name too long for a socket, of "
        f"{len(os.fsencode(usual))} bytes; at most {MOST - BELOW} fit",
        "set TMPDIR to a folder with a shorter name",
    )


def _fits(folder: str) -> bool:
    return len(os.fsencode(folder)) + BELOW <= MOST
