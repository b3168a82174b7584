"""Where the originals lie that an edition names. It may name anything; only the folders of sources are looked in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from briefing.config import Project, of_the_days
from briefing.model import Edition

LONGEST = 4096  # characters of a path that is looked for
MOST_NAMES = 32  # of a path that are looked for
_INNER = re.compile(r"#|!/")
_ESCAPED = re.compile(r"\\udc([89a-f][0-9a-f])")  # how outputs print a byte of a name that is not UTF-8


@dataclass(frozen=True, slots=True)
class Original:
    """A file and what it is called in the edition: all of `FILE`, or the first part of `FILE#ID` or `FILE!/INNER`."""

    file: Path
    name: str

    def inner(self, path: str) -> bool:
        """Is this path that of a file in an archive?"""
        return "!/" in path[len(self.name) :]


def outer_names(path: str) -> tuple[str, ...]:
    """What the file of a path may be called, the longest first: `FILE#ID` and `FILE!/INNER` name it in part, but "#"
    and "!" may stand in its own name."""
    if len(path) > LONGEST:
        return ()
    ends = [match.start() for match in _INNER.finditer(path)]
    return tuple(path[:end] for end in [len(path), *reversed(ends)][:MOST_NAMES] if path[:end])


@dataclass(frozen=True)
class Places:
    """base: what the paths of the edition are relative to; given: the folders and files that the config names for its
    days."""

    base: Path
    given: tuple[Path, ...]
    follow_links: bool = False

    @classmethod
    def of(cls, edition: Edition, project: Project, base: Path) -> Places:
        begins = date.fromisoformat(edition.begins) if edition.begins else None
        day = date.fromisoformat(edition.date)
        given = [
            project.folder / name for source in project.config.source_paths for name in of_the_days(source, day, begins)
        ]
        return cls(base, tuple(given), project.config.reading.follow_links)

    @property
    def roots(self) -> list[Path]:
        """What no link among the originals leads out of: what the config names, as in a build; and the base where the
        originals lie elsewhere."""
        there = [path for path in self.given if os.path.lexists(path)]
        base = [os.path.normpath(self.base.absolute())]
        beside = any(_within(os.path.normpath(path.absolute()), base) for path in there)
        return there if beside else [self.base, *there]

    def find(self, path: str) -> Original | None:
        """The file of a path: where that says, else of its name in the base itself."""
        names = outer_names(path)
        there = [(name, place) for name in names for place in self.spelled(name)]
        there += [(name, place) for name in names for place in self.spelled(PurePosixPath(name).name)]
        return next((Original(place, name) for name, place in there if self.inside(place) and place.is_file()), None)

    def spelled(self, name: str) -> Iterator[Path]:
        """What a name that is printed may be on the disk."""
        spellings = [name]
        if "\\udc" in name:
            spellings.append(_ESCAPED.sub(lambda byte: chr(int(f"dc{byte[1]}", 16)), name))
        yield from (self.base / one for one in spellings if _can_be(one))

    def named(self, place: Path) -> bool:
        """Does its name stand within the folders, wherever a link leads?"""
        return _within(os.path.normpath(place.absolute()), self._named)

    def inside(self, place: Path) -> bool:
        """Does it lie within the folders, or may links lead out of them?"""
        return self.named(place) and (self.follow_links or _within(os.path.realpath(place), self._real))

    @cached_property
    def _named(self) -> list[str]:
        return [os.path.normpath(folder.absolute()) for folder in (self.base, *self.given)]

    @cached_property
    def _real(self) -> list[str]:
        return [os.path.realpath(folder) for folder in (self.base, *self.given)]


def _can_be(name: str) -> bool:
    """Whether the system has files of such names."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False


def _within(there: str, roots: list[str]) -> bool:
    return any(there == root or there.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
