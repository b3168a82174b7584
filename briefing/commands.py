"""What each command does: find the config, call the acts, print. One function a command, named as it is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing import archive, pipeline, reports, workers
from briefing import config as settings
from briefing.config import Project
from briefing.errors import NothingReadError
from briefing.model import Problem
from briefing.pipeline import Prepared
from briefing.terminal import Terminal, visible


def inspect(args: argparse.Namespace, terminal: Terminal) -> int:
    """How each file is read; a line an article with --json."""
    project = settings.find(args.config)
    read = failed = 0
    for prepared in _prepared(args.paths, project, terminal, args.jobs):
        for article in prepared.articles:
            read += 1
            if args.json:
                terminal.result(json.dumps(reports.inspected(article, project.config), ensure_ascii=False))
            else:
                for line in reports.inspection(article, project.config, terminal):
                    terminal.result(line)
        for problem in prepared.problems:
            failed += 1
            if args.json:
                terminal.result(json.dumps(reports.unread(problem), ensure_ascii=False))
            else:
                _tell(problem, terminal)
    if not read:
        raise NothingReadError(_nothing(args.paths, failed))
    return 0


def _prepared(paths: Sequence[Path], project: Project, terminal: Terminal, jobs: int | None) -> Iterator[Prepared]:
    """Act one over the paths, with the cache of the state folder, over the machine's processors."""
    with archive.cache(project.state) as cache, workers.processes(jobs) as lend:
        found = pipeline.prepare(paths, project.folder, project.config.reading, lend=lend, cache=cache)
        yield from terminal.progress(found, "files read")


def _nothing(paths: Sequence[Path], failed: int) -> str:
    named = ", ".join(str(path) for path in paths)
    if failed:
        return f"nothing could be read: {failed} file{'s' if failed > 1 else ''} in {named}, none of them readable"
    return f"nothing to read: no files in {named}"


def _tell(problem: Problem, terminal: Terminal) -> None:
    terminal.message(f"not read: {visible(problem.path)}: {problem.message}")
    if problem.remedy:
        terminal.message(f"  {problem.remedy}")
