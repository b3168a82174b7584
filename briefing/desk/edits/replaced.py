"""A file replaced by another, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(file: Path, raw: bytes) -> None:
    """The file with other bytes: whole, and on the disk, when this returns."""
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with scratch.open("wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            scratch.chmod(file.stat().st_mode & 0o777)
        scratch.replace(file)
    finally:
        scratch.unlink(missing_ok=True)
    handle = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
