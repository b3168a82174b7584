"""Which files are to be read: folders gone through in a fixed order, hidden files left out, no loop followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.contents import FileBytes
from briefing.errors import UsageError
from briefing.model import Problem


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file: its name in outputs (relative, with "/"), where it is, its size in bytes."""

    name: str
    path: Path
    size: int


def files(
    paths: Sequence[Path], base: Path, *, follow_links: bool = False, within: Sequence[Path] | None = None
) -> tuple[list[FoundFile], list[Problem]]:
    """All files at and below `paths`, sorted by name, each once; names relative to `base`.

    follow_links: whether a link within `paths` may lead out of them; what `paths` names itself may be a link. within:
    the folders and files that no link leads out of, where these are not `paths`.

    Left out: hidden files and folders (unless named themselves), whatever is no regular file, and folders that were
    seen already (a symbolic link back up). Raises UsageError where a path of `paths` is not there.
    """
    found: dict[str, FoundFile] = {}
    problems: list[Problem] = []
    seen: set[tuple[int, int]] = set()
    roots = None if follow_links else [path.resolve() for path in (paths if within is None else within)]
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{path} is not there", "Give a file or a folder.")
        _visit(path, base, roots, seen, found, problems)
    return [found[name] for name in sorted(found)], sorted(problems, key=lambda problem: problem.path)


def content(file: FoundFile, most_megabytes: int) -> bytes | Problem:
    """The bytes of a file, or why it is left out."""
    if file.size > most_megabytes << 20:
        return Problem(
            file.name,
            f"is too large ({file.size / (1 << 20):.0f} MB; at most {most_megabytes} MB are read)",
            "Split it, or raise `most_megabytes` in the configuration.",
        )
    try:
        with file.path.open("rb") as stream:
            data = stream.read((most_megabytes << 20) + 1)
    except OSError as fault:
        return Problem(file.name, f"cannot be opened: {fault.strerror}", "Look at its permissions.")
    if len(data) > most_megabytes << 20:
        return content(FoundFile(file.name, file.path, len(data)), most_megabytes)
    return FileBytes.of(data, file.path)


def shown(path: Path, base: Path) -> str:
    """The path relative to `base` as outputs print it. Bytes of a name that are not UTF-8 are written \\udcXX."""
    return _readable(Path(os.path.relpath(path.absolute(), base.absolute())).as_posix())


def _readable(name: str) -> str:
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")


def _within(path: Path, roots: Sequence[Path]) -> bool:
    return any(path.is_relative_to(root) for root in roots)


_REMEDY = "Copy what it leads to, name that under `sources:`, or set `reading: follow_links: true`."


def _visit(
    top: Path,
    base: Path,
    roots: Sequence[Path] | None,
    seen: set[tuple[int, int]],
    found: dict[str, FoundFile],
    problems: list[Problem],
) -> None:
    """Links are followed after what stands beside them, so that a folder is named by its own name; those that lead out
    of `roots` are problems."""
    above = [(top, shown(top, base))]
    while above:
        path, name = above.pop()
        try:
            status = path.stat()
        except OSError as fault:
            reason = "leads nowhere or in a circle" if path.is_symlink() else f"cannot be opened: {fault.strerror}"
            problems.append(Problem(name, reason, "Mend the link or take it away."))
            continue
        if roots is not None and path.is_symlink() and not _within(path.resolve(), roots):
            problems.append(Problem(name, "is a link that leads out of the folders that are read", _REMEDY))
            continue
        if stat.S_ISDIR(status.st_mode):
            here = (status.st_dev, status.st_ino)
            if here in seen:
                continue
            seen.add(here)
            try:
                inside = [entry for entry in os.scandir(path) if entry.name[0] != "."]
            except OSError as fault:
                problems.append(Problem(name, f"cannot be opened: {fault.strerror}", "Look at its permissions."))
                continue
            inside.sort(key=lambda entry: (entry.is_symlink(), entry.name), reverse=True)
            prefix = "" if name == "." else f"{name}/"
            above += [(path / entry.name, prefix + _readable(entry.name)) for entry in inside]
        elif stat.S_ISREG(status.st_mode):
            found.setdefault(name, FoundFile(name, path, status.st_size))
        else:
            problems.append(Problem(name, "is no file (a socket, a pipe, a device)", "Take it away."))
