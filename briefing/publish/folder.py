"""Files → `out/2024-11-19/`, all or nothing.

An edition is built in `out/.NAME.new`; the old one moves to `out/.NAME.old`, the new one in, the old is deleted. The
next command finishes an exchange that was interrupted. What can be found at any moment is the old or the new, whole.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from briefing.errors import StateError, UsageError

_REMEDY = "free some space or choose another folder with --out"
_NAME = re.compile(r"\.(.+)\.(new|old)")


def recover(out: Path, name: str | None = None) -> None:
    """Finishes an interrupted exchange: a half-built edition goes, an old one without a successor comes back.

    name: of the only edition to look at, where `out` may hold other things than editions."""
    if not out.is_dir():
        return
    if name is None:
        for scratch in out.glob(".*.part"):
            scratch.unlink(missing_ok=True)
    for entry in sorted(out.iterdir()):
        found = _NAME.fullmatch(entry.name)
        if not found or not entry.is_dir() or entry.is_symlink() or name not in (None, found[1]):
            continue
        edition, kind = found.groups()
        if kind == "old" and not (out / edition).exists():
            entry.rename(out / edition)
        else:
            shutil.rmtree(entry)


def finish(out: Path, name: str | None = None) -> None:
    """Finishes an exchange that was interrupted, once no build is writing into the folder any more; for commands that
    only look. A folder that cannot be written is left as it is. name: as of `recover`."""
    with suppress(OSError):
        interrupted = [found[1] for entry in out.iterdir() if (found := _NAME.fullmatch(entry.name))]
        wanted = interrupted if name is None else [one for one in interrupted if one == name]
        if not wanted:
            return
        with _locked(out):
            recover(out, name)


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


def check(folder: Path, files: Mapping[str, bytes]) -> None:
    """Raises UsageError where the folder holds something else than an edition, or a file's name leads out of it."""
    for name in files:
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts:
            raise UsageError(f"files: found {name!r}, expected a name within the folder")
    there = folder.exists() or folder.is_symlink()
    empty = folder.is_dir() and not any(folder.iterdir())
    if folder.name in ("", "..") or (there and not empty and not (folder / "brief.json").is_file()):
        raise UsageError(f"{folder} is there and is no edition", "choose another folder: nothing else is replaced")


def exchange(out: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Writes the edition `out/NAME/` and nothing else; returns its folder. Raises StateError as `write` does."""
    with _writing(out, name):
        recover(out, name)
        return _exchange(out, name, files)


def write(out: Path, name: str, files: Mapping[str, bytes], beside: Callable[[Path], Mapping[str, bytes]]) -> Path:
    """Writes the edition `out/NAME/`, then what stands beside the editions (`beside` gives it by names relative to
    `out`); returns the edition's folder.

    Raises StateError where the folder cannot be written (a full disk, no permission), which says what is whole.
    """
    with _writing(out, name):
        recover(out)
        final = _exchange(out, name, files)
        try:
            _refresh(out, beside(out))
        except OSError as fault:
            raise StateError(
                f"{final} is whole, but what stands beside the editions cannot be written: {_words(fault)}", _REMEDY
            ) from fault
    return final


@contextmanager
def _writing(out: Path, name: str) -> Iterator[None]:
    """The folder, held by this run alone. Raises StateError for whatever the system refuses meanwhile."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _locked(out):
            yield
    except OSError as fault:
        whole = "the previous edition is untouched" if (out / name).exists() else "no edition was there"
        raise StateError(f"cannot write the edition to {out}: {_words(fault)}", f"{_REMEDY}; {whole}") from fault


def _words(fault: OSError) -> str:
    """What the system refused, and of which file."""
    return f"{fault.strerror or fault}" + (f" ({fault.filename})" if fault.filename else "")


def _must_be_replaceable(folder: Path) -> None:
    """Raises StateError where the edition in a folder is protected against changes: its files could not be deleted."""
    for inner in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        if not os.access(inner, os.W_OK | os.X_OK):
            raise StateError(
                f"{inner} is protected against changes, and so the edition in {folder} is not replaced",
                f"`chmod -R u+w {folder}`, or choose another folder with --out",
            )


def _exchange(out: Path, name: str, files: Mapping[str, bytes]) -> Path:
    new, old, final = out / f".{name}.new", out / f".{name}.old", out / name
    if final.is_dir():
        _must_be_replaceable(final)
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
        shutil.rmtree(old, ignore_errors=True)  # the new edition is whole; the next build deletes what is left
    return final


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refresh(out: Path, files: Mapping[str, bytes]) -> None:
    """What stands beside the editions as it should be: what differs is replaced, what belongs to no edition is deleted.
    All of it can be made again, so that nothing waits for the disk."""
    for name, content in files.items():
        path = out / name
        if _content(path) != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            scratch = path.with_name(f".{path.name}.part")
            scratch.write_bytes(content)
            scratch.replace(path)
    for folder in {PurePosixPath(name).parent for name in files} - {PurePosixPath()}:
        for path in (out / folder).iterdir():
            if f"{folder}/{path.name}" not in files and path.is_file():
                path.unlink()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
