"""The commands that look things up in all editions: search, people, impact."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing import config as settings
from briefing.config import Project
from briefing.errors import UsageError
from briefing.publish import folder
from briefing.reports import library as listings
from briefing.reports.terminal import Terminal, visible
from briefing.storage.library.library import Library, library
from briefing.storage.library.queries import query
from briefing.storage.library.search import Filter


def search(args: argparse.Namespace, terminal: Terminal) -> int:
    """The statements of all editions that hold the words, best first."""
    asked = query(args.words)
    only = _filter(args)
    if not asked.terms and not only:
        raise UsageError(
            "found nothing to search for, expected words", "or one of --speaker, --outlet, --section, --from"
        )
    project = settings.find(args.config)
    with _opened(args, project, terminal) as (found, out):
        number, statements = found.search(asked, only, args.limit)
        if args.json:
            _print(listings.search_json(" ".join(args.words), number, statements), terminal)
        else:
            for line in listings.search_lines(number, statements, out, terminal):
                terminal.result(line)
        if only.section is not None and not number:
            _nearest("section", only.section, found.named("sections"), terminal)
        if only.outlet is not None and not number:
            _nearest("outlet", only.outlet, found.named("outlets"), terminal)
    return 0


def people(args: argparse.Namespace, terminal: Terminal) -> int:
    """Who is quoted in all editions; of a name, what they said and when."""
    project = settings.find(args.config)
    with _opened(args, project, terminal) as (found, out):
        known = found.people(args.name)
        if args.name is None:
            if args.json:
                _print(listings.people_json(known), terminal)
            else:
                for line in listings.people_lines(known, terminal):
                    terminal.result(line)
            return 0
        said = [(person, found.said(person)) for person in known]
        if args.json:
            _print(listings.said_json(said), terminal)
        elif said:
            for line in listings.said_lines(said, out, terminal):
                terminal.result(line)
        else:
            terminal.result(f"nobody of the name {visible(args.name)} is quoted")
            _nearest("name", args.name, [person.name for person in found.people()], terminal)
    return 0


def impact(args: argparse.Namespace, terminal: Terminal) -> int:
    """Every edition and statement that rests on a source."""
    if not args.source.strip():
        raise UsageError(f"SOURCE: found {args.source!r}, expected a path, an address or a SHA-256")
    project = settings.find(args.config)
    with _opened(args, project, terminal) as (found, out):
        resting = found.impact(_names(args.source, project))
        if args.json:
            _print(listings.impact_json(args.source, resting), terminal)
        else:
            for line in listings.impact_lines(args.source, resting, out, terminal):
                terminal.result(line)
    return 0


@contextmanager
def _opened(args: argparse.Namespace, project: Project, terminal: Terminal) -> Iterator[tuple[Library, Path]]:
    """The library of the project's editions, up to date; those that cannot be read are reported."""
    out = args.out if args.out is not None else project.folder / "out"
    folder.finish(out)
    with library(
        project.state,
        out,
        own=args.out is None and project.file is not None,
        progress=lambda names, size: terminal.progress(names, "editions read", size),
        wait=lambda: terminal.message("waiting for another run that has the library"),
    ) as found:
        if not found.editions():
            terminal.message(f"there are no editions in {out}")
        for name, fault in found.damaged():
            terminal.message(f"left out: the edition {visible(name)}: {visible(fault)}")
        yield found, out


def _filter(args: argparse.Namespace) -> Filter:
    first, last = (None if day is None else day.isoformat() for day in (args.first, args.last))
    if first and last and first > last:
        raise UsageError(f"--from {first} is after --to {last}", "give the earlier day first")
    if args.limit < 1:
        raise UsageError(f"--limit: found {args.limit}, expected a whole number of at least 1")
    return Filter(speaker=args.speaker, outlet=args.outlet, section=args.section, first=first, last=last)


def _names(asked: str, project: Project) -> list[str]:
    """What a source can be called that is asked for: as given, by its path from the config's folder, and for a file
    that is at hand by its digest."""
    names = [asked]
    if "://" in asked:
        return names
    path = Path(asked)
    here = os.path.relpath(path.absolute(), project.folder.absolute())
    names += [Path(os.path.normpath(asked)).as_posix(), Path(here).as_posix()]
    if _is_file(path):
        with path.open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
        names.append(digest.hexdigest())
    return list(dict.fromkeys(names))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # what is asked for may be too long for a file's name
        return False


def _nearest(what: str, asked: str, known: list[str], terminal: Terminal) -> None:
    near = get_close_matches(asked, known, n=3, cutoff=0.5)
    shown = near or known[:8]
    if shown and asked not in known:
        hint = "nearest" if near else "there are"
        terminal.message(f"no {what} is {asked!r}; {hint}: {', '.join(map(visible, shown))}")


def _print(data: Any, terminal: Terminal) -> None:
    """One JSON object; half a surrogate pair, which no encoding has, is written as JSON escapes it."""
    text = json.dumps(data, ensure_ascii=False)
    terminal.result(text.encode("utf-8", "backslashreplace").decode("utf-8"))
