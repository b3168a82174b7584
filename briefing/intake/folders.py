"""Watched folders: what is put there is copied to the sources of the day, each state of a file once. Nothing is moved
or deleted."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from briefing.intake.names import plain_name
from briefing.intake.report import SourceLine
from briefing.intake.state import StateChanges, StateStore

MOST_FILES = 10_000  # of one folder
SETTLED = 1.5  # seconds since its last change after which a file counts as whole
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)  # no waiting for who fills a pipe
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial", ".swp", "~")


@dataclass(slots=True, kw_only=True)
class Watched:
    """One folder. root: the project's; into: the folder of the day below it; most: bytes of one file; write: False for
    a run that only shows what it would do."""

    folder: str
    root: Path
    into: str
    state: StateStore
    most: int
    write: bool = True
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    files: list[str] = field(default_factory=list)

    def copied(self) -> SourceLine:
        """Copies what is new; the paths of the copies are in `files`."""
        line = SourceLine(kind="folder", key=self.folder, name=self.folder, status="unchanged")
        top = self.root / self.folder
        if not top.is_dir():
            line.status = "failed"
            line.words.append("there is no such folder")
            return line
        known = self.state.every(f"file {self.folder}")
        if self._feeds_itself(top):
            line.status = "failed"
            line.words.append(f"nothing is copied: {self.into}, where copies are put, lies in it or holds it")
            return line
        found = list(islice(_files(top), MOST_FILES + 1))
        if len(found) > MOST_FILES:
            line.words.append(f"more than {MOST_FILES:,} files: the rest is not looked at")
        line.items = len(found[:MOST_FILES])
        if any(self._is_changing(path) for _, path in found):
            self.sleep(SETTLED)
        for name, path in found[:MOST_FILES]:
            try:
                line.new += self._one(name, path, known.get(name, {}))
            except OSError as fault:
                line.words.append(f"{name}: cannot be read: {fault.strerror}")
            except ValueError as fault:
                line.words.append(f"{name}: {fault}")
        line.status = ("new" if self.write else "would fetch") if line.new else "unchanged"
        return line

    def _one(self, name: str, path: Path, known: Mapping[str, Any]) -> bool:
        """Whether the file is new and whole. Raises OSError, ValueError."""
        with os.fdopen(os.open(path, _READ), "rb") as stream:
            before = os.fstat(stream.fileno())
            mark = [before.st_size, before.st_mtime_ns]
            if not stat.S_ISREG(before.st_mode) or known.get("mark") == mark or self._is_changing(path):
                return False
            if before.st_size > self.most:
                raise ValueError(f"is larger than {self.most >> 20} MB")
            data = stream.read(self.most + 1)
            after = os.fstat(stream.fileno())
        if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or len(data) != before.st_size:
            return False  # it is being written; the next run takes it
        digest = sha256(data).hexdigest()
        changes = StateChanges(known=[(f"file {self.folder}", name, {"mark": mark, "digest": digest})])
        new = known.get("digest") != digest
        if new:
            target = self._target(name, digest, again="digest" in known)
            changes.files[target] = data
        if self.write:
            self.state.commit(changes)
        self.files += changes.files
        return new

    def _feeds_itself(self, top: Path) -> bool:
        """Whether copies would be put into the folder itself, or are what it holds: each run would copy them again."""
        here, into = top.resolve(), (self.root / self.into).resolve()
        return into.is_relative_to(here) or here.is_relative_to(into)

    def _is_changing(self, path: Path) -> bool:
        """Whether it was changed just now; a time in the future, by a clock that was wrong, counts as long ago."""
        try:
            return 0 <= self.clock() - path.stat().st_mtime < SETTLED
        except OSError:
            return False

    def _target(self, name: str, digest: str, again: bool) -> str:
        """Below the folder of the day, by its own name; a later state of a file has its digest in the name."""
        name = name.replace("\\", "_")  # of bytes that are no text
        *above, last = name.split("/")
        stem, dot, ending = last.rpartition(".")
        stem, ending = (stem, dot + ending) if dot else (last, "")
        if again or os.path.lexists(self.root / self.into / self._base() / name):
            last = f"{stem}-{digest[:10]}{ending}"
        return self.into + "/".join([self._base(), *above, last])

    def _base(self) -> str:
        return plain_name(Path(self.folder).name, "folder")


def _files(top: Path) -> Iterator[tuple[str, Path]]:
    """Files below a folder in a fixed order, by their names as text: no hidden ones, no links, no pipes, none that is
    still being written."""
    for here, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here) / name
            if not name.startswith(".") and not name.lower().endswith(_UNFINISHED) and _is_plain(path):
                yield _as_text(path.relative_to(top).as_posix()), path


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:  # it was taken away in the meantime
        return False


def _as_text(name: str) -> str:
    """A file's name; bytes that are no UTF-8 as "\\xe9"."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
