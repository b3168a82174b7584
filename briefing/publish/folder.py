"""Files → `out/2024-11-19/`, all or nothing.

An edition is built in `out/.NAME.new`; the old one moves to `out/.NAME.old`, the new one in, the old is deleted. The
next command finishes an exchange that was interrupted. What can be found at any moment is the old or the new, whole.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import StateError

_NAME = re.compile(r"\.(.+)\.(new|old)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def recover(out: Path) -> None:
    """Finishes an interrupted exchange: a half-built edition goes, an old one without a successor comes back."""
    if not out.is_dir():
        return
    (out / ".index.html.part").unlink(missing_ok=True)
    for entry in sorted(out.iterdir()):
        found = _NAME.fullmatch(entry.name)
        if not found or not entry.is_dir() or entry.is_symlink():
            continue
        name, kind = found.groups()
        if kind == "old" and not (out / name).exists():
            entry.rename(out / name)
        else:
            shutil.rmtree(entry)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Only one build at a time writes into a folder."""
    try:
        import fcntl
    except ImportError:  # no such lock on this system; the renames stay atomic
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write(out: Path, name: str, files: Mapping[str, bytes], index: Callable[[list[dict[str, object]]], bytes]) -> Path:
    """Writes the edition `out/NAME/`, then `out/index.html` from what is there; returns the edition's folder.

    Raises StateError where the folder cannot be written (a full disk, no permission); the edition that was there
    stays.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _locked(out):
            recover(out)
            new, old, final = out / f".{name}.new", out / f".{name}.old", out / name
            try:
                for path, content in files.items():
                    _write(new / path, content)
                _sync(new)
            except OSError:
                shutil.rmtree(new, ignore_errors=True)
                raise
            if final.exists():
                final.rename(old)
            new.rename(final)
            _sync(out)
            if old.exists():
                shutil.rmtree(old)
            _replace(out / "index.html", index(editions(out)))
    except OSError as fault:
        raise StateError(
            f"cannot write the edition to {out}: {fault.strerror or fault}",
            "free some space or choose another folder with --out; the previous edition is untouched",
        ) from fault
    return final


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, content: bytes) -> None:
    scratch = path.with_name(f".{path.name}.part")
    _write(scratch, content)
    scratch.replace(path)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def editions(out: Path) -> list[dict[str, object]]:
    """Date, title, headlines and files of each edition below `out`, newest first."""
    found: list[dict[str, object]] = []
    for folder in sorted(out.iterdir(), reverse=True):
        file = folder / "brief.json"
        if not _DAY.fullmatch(folder.name) or not file.is_file():
            continue
        try:
            brief = json.loads(file.read_bytes())
            headlines = [str(story["headline"]) for story in brief["stories"]]
            found.append(
                {
                    "date": folder.name,
                    "title": str(brief["title"]),
                    "number": brief["number"],
                    "language": str(brief["language"]),
                    "headlines": headlines,
                    "files": sorted(p.name for p in folder.iterdir() if p.name.startswith("brief.")),
                }
            )
        except (ValueError, KeyError, TypeError, OSError):
            continue  # not an edition of ours; the list shows what can be read
    return found
