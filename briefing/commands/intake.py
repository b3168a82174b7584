"""The command that brings sources in: fetch. With `send` the only ones that open a connection."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from briefing import config as settings
from briefing.config import Project
from briefing.errors import NothingReadError, UsageError
from briefing.intake import health, overview
from briefing.intake.fetching.fetch import Fetch
from briefing.intake.folders import Watched
from briefing.intake.mailboxes import Mailbox, secret
from briefing.intake.report import FetchRun, SourceLine
from briefing.intake.state import StateChanges, StateStore
from briefing.intake.web.client import Web, user_agent
from briefing.intake.web.connection import AnswerBounds, Failed, trusted
from briefing.reports.terminal import Terminal, table, visible
from briefing.running.limits import Limits, TimeExceeded, limited
from briefing.storage.fetched import Fetched, fetched, seen
from briefing.text import counted

Made = TypeVar("Made")
READING = Limits(seconds=20, megabytes=1000)  # that a feed or sitemap may take: five times an honest one of 8 MB
SHOWN = 3  # remarks on one source; the rest is counted


def fetch(args: argparse.Namespace, terminal: Terminal) -> int:
    """What `intake:` names → files in the sources of the day; a table of what came."""
    project = settings.find(args.config)
    options = project.config.intake
    if not options.asks_for_something:
        raise UsageError(
            "intake: nothing is to be fetched", "name feeds, sitemaps, pages, mailboxes or folders under `intake:`"
        )
    zone = ZoneInfo(project.config.time_zone)
    day = args.date or datetime.now(zone).date()
    if not options.contact and (options.feeds or options.sitemaps or options.pages):
        terminal.message("intake: contact: is empty; owners of servers like to know whom to turn to")
    _must_be_read(project, terminal)
    if args.dry_run:
        with seen(project.state, project.folder) as state:
            run = shown(project, state, day)
            found = health.health(options, state, time.time(), zone)
            _account(run, found, args.json, day, terminal)
    else:
        with fetched(project.state, project.folder, lambda: _wait(terminal)) as state:
            run, found = received(project, state, day, terminal)
            run.files = _standing(project, state, run.files, terminal)
            _account(run, found, args.json, day, terminal)
    if run.all_failed:
        raise NothingReadError("nothing could be fetched: no source answered", "the table says why")
    return 0


def _must_be_read(project: Project, terminal: Terminal) -> None:
    """Says so where the folder for what is received is none of those that `build` reads, or a watched one is."""
    into = (project.folder / project.config.intake.into).resolve()
    read = [(project.folder / source).resolve() for source in project.config.source_paths]
    if not any(into.is_relative_to(path) for path in read):
        terminal.message(f"what is fetched goes to {project.config.intake.into}, which `sources:` does not name")
    for folder in project.config.intake.folders:
        if any((project.folder / folder).resolve().is_relative_to(path) for path in read):
            terminal.message(f"{folder} is read by `sources:` as it is; its copies are read beside it")


def _standing(project: Project, state: Fetched, files: Sequence[str], terminal: Terminal) -> list[str]:
    """The files that were written, by the names that they have; says so where one has another than it was to have."""
    there = []
    for file in files:
        stands = state.stands_at(file)
        if stands != file:
            terminal.message(f"{visible(file)} is kept as {visible(stands)}: its name is too long, or is taken")
        if (project.folder / stands).is_file():
            there.append(stands)
    return there


def check_intake(project: Project) -> None:
    """Secrets and certificates that `intake:` names, without a connection. Raises ConfigError."""
    options = project.config.intake
    for box in options.mailboxes:
        secret(box, project.folder, os.environ)
    for file in {options.ca_file, *(box.ca_file for box in options.mailboxes)} - {None}:
        trusted(project.folder / str(file))


def _wait(terminal: Terminal) -> None:
    terminal.message("another run is fetching; waiting for it to end")


def received(project: Project, state: StateStore, day: date, terminal: Terminal) -> tuple[FetchRun, health.Health]:
    """Everything that is due, kept below the folder of the day."""
    options, now = project.config.intake, time.time()
    tick = terminal.counter("answers")
    web = web_of(project)
    fetch = Fetch(
        options=options, state=state, web=web, day=day, into=into_of(project, day), now=now, ticked=tick,
        within=_within,
    )  # fmt: skip
    asked: list[str] = []
    web.counted = asked.append
    boxes = _mailboxes(project, state, day, tick)
    run = fetch.all()
    run.requests = len(asked)
    sources: list[Mailbox | Watched] = [*boxes, *_watched(project, state, day)]
    for source in sources:
        line = source.copied()
        state.commit(overview.noted(line, state, now))
        run.lines.append(line)
        run.files += source.files
    found = health.health(options, state, now, ZoneInfo(project.config.time_zone))
    file = into_of(project, day) + health.FILE
    data = health.as_file(found)
    if not (project.folder / file).is_file() or (project.folder / file).read_bytes() != data:
        state.commit(StateChanges(files={file: data}))
    terminal.clear()
    return run, found


def _within(function: Callable[[], Made], /) -> Made:
    """A function within the bounds of reading one feed. Raises Failed."""
    try:
        with limited(READING):
            return function()
    except TimeExceeded:
        raise Failed(f"reading it takes more than {READING.seconds} seconds of processor time") from None
    except MemoryError:
        raise Failed(f"reading it needs more than {READING.megabytes} MB of memory") from None


def shown(project: Project, state: StateStore, day: date) -> FetchRun:
    """What would be fetched; no connection is opened."""
    now = time.time()
    fetch = Fetch(
        options=project.config.intake, state=state, web=web_of(project), day=day, into=into_of(project, day), now=now
    )
    fetch.due()
    run = fetch.run
    boxes = project.config.intake.mailboxes
    run.lines += [
        SourceLine(kind="mailbox", key=b.host, name=f"{b.user}: {b.folder}", status="would fetch") for b in boxes
    ]
    run.lines += [watched.copied() for watched in _watched(project, state, day, write=False)]
    return run


def web_of(project: Project) -> Web:
    options = project.config.intake
    return Web(
        agent=user_agent(options.contact),
        bounds=AnswerBounds(options.megabytes << 20, options.seconds),
        tls=trusted(project.folder / options.ca_file if options.ca_file else None),
        pause=options.pause,
        allow_private=options.allow_private,
    )


def into_of(project: Project, day: date) -> str:
    """The folder of the day below the project's, ended by "/"."""
    return project.config.intake.into.replace("{date}", day.isoformat()).rstrip("/") + "/"


def _mailboxes(project: Project, state: StateStore, day: date, ticked: Callable[[], None]) -> Sequence[Mailbox]:
    """Raises ConfigError where a secret or a certificate is missing, before anything is fetched."""
    options = project.config.intake
    return [
        Mailbox(
            options=box, password=secret(box, project.folder, os.environ),
            tls=trusted(project.folder / box.ca_file if box.ca_file else None), into=into_of(project, day), state=state,
            day=day, most=options.megabytes << 20, seconds=options.seconds, ticked=ticked,
        )
        for box in options.mailboxes
    ]  # fmt: skip


def _watched(project: Project, state: StateStore, day: date, write: bool = True) -> Sequence[Watched]:
    return [
        Watched(
            folder=folder, root=project.folder, into=into_of(project, day), state=state,
            most=project.config.intake.megabytes << 20, write=write,
        )
        for folder in project.config.intake.folders
    ]  # fmt: skip


# --- what is said of it ---------------------------------------------------------------------------------------------


def _account(run: FetchRun, found: health.Health, as_json: bool, day: date, terminal: Terminal) -> None:
    if as_json:
        terminal.result(json.dumps(_plain(run, found, day), ensure_ascii=False))
        return
    width = max(20, min(60, terminal.width - 44))
    for line in run.lines:
        cells = (line.kind, line.name, line.status, _counts(line))
        terminal.result(next(table([cells], (7, width, 11, 24))))
        for words in line.words[:SHOWN]:
            terminal.result(f"         {visible(words)}")
        if len(line.words) > SHOWN:
            terminal.result(f"         and {len(line.words) - SHOWN} more")
    for sentence in health.sentences(found):
        terminal.result(visible(sentence))
    states = Counter(line.status for line in run.lines)
    parts = ", ".join(f"{count} {status}" for status, count in states.most_common())
    files = counted(len(run.files), "file") + (f" in {visible(_folder(run.files))}" if run.files else "")
    terminal.result(f"{counted(len(run.lines), 'source')}: {parts}; {files}")


def _folder(files: Sequence[str]) -> str:
    return Path(files[0]).parent.parent.as_posix() + "/"


def _counts(line: SourceLine) -> str:
    if line.status == "not due":
        return f"again from {_local(line.due)}"
    pages = f", {counted(line.pages, 'page')}" if line.pages else ""
    return f"{line.new} new of {line.items}{pages}" if line.items else ""


def _local(moment: float | None) -> str:
    return datetime.fromtimestamp(moment or 0.0).strftime("%H:%M")


def _plain(run: FetchRun, found: health.Health, day: date) -> dict[str, object]:
    lines = [
        {
            "kind": line.kind,
            "address": line.key,
            "name": line.name,
            "status": line.status,
            "http": line.http,
            "items": line.items,
            "new": line.new,
            "pages": line.pages,
            "due": datetime.fromtimestamp(line.due, UTC).replace(microsecond=0).isoformat() if line.due else None,
            "messages": line.words,
        }
        for line in run.lines
    ]
    files = sorted(path for path in run.files if "/." not in path)
    return {
        "date": day.isoformat(),
        "requests": run.requests,
        "sources": lines,
        "files": files,
        "warnings": health.sentences(found),
    }
