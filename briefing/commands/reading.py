"""The commands that read files and print what they find: inspect, stories, summarize."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefing import config as settings
from briefing import pipeline
from briefing.compose.summarizers import DEFAULT, extract, summarizer
from briefing.config import Project
from briefing.errors import NothingReadError, UsageError
from briefing.model import Article, Problem
from briefing.pipeline import FileArticles
from briefing.reports import reading as reports
from briefing.reports.story_tree import tree
from briefing.reports.terminal import Terminal, visible
from briefing.running import maps
from briefing.running.records import FileRecord, Record
from briefing.running.workers import Means
from briefing.storage import archive
from briefing.text import counted


def inspect(args: argparse.Namespace, terminal: Terminal) -> int:
    """How each file is read; a line an article with --json."""
    project = settings.find(args.config)
    read = failed = 0
    with means(project, args.jobs, args.workers) as by:
        for file in _whole_files(args.paths, project, terminal, by):
            read += len(file.articles)
            failed += len(file.problems)
            _inspected(file, args.json, project, terminal)
    if not read:
        raise nothing_read(args.paths, failed)
    return 0


def _inspected(file: FileArticles, as_json: bool, project: Project, terminal: Terminal) -> None:
    for article in file.articles:
        if as_json:
            terminal.result(json.dumps(reports.inspected(article, project.config), ensure_ascii=False))
        else:
            for line in reports.inspection(article, project.config, terminal):
                terminal.result(line)
    for problem in file.problems:
        if as_json:
            terminal.result(json.dumps(reports.unread(problem), ensure_ascii=False))
        else:
            report_problem(problem, terminal)


def stories(args: argparse.Namespace, terminal: Terminal) -> int:
    """Which articles are copies of each other, and which report the same event."""
    project = settings.find(args.config)
    with means(project, args.jobs, args.workers) as by:
        read = _records(args, project, terminal, by)
        if args.explain:
            for line in pipeline.explained_pair(read, project.config, *args.explain):
                terminal.result(line)
            return 0
        found = pipeline.stories_of(read, project.config, means=by).stories
    if args.json:
        terminal.result(json.dumps(reports.stories_json(found), ensure_ascii=False))
    else:
        for line in tree(found):
            terminal.result(visible(line))
    return 0


def summarize(args: argparse.Namespace, terminal: Terminal) -> int:
    """All files as one story: one extract of at most so many words."""
    if args.words < 1:
        raise UsageError(f"--words: found {args.words}, expected a whole number of at least 1")
    project = settings.find(args.config)
    articles = _articles(args, project, terminal)
    name = args.summarizer or DEFAULT
    found = extract.summarize(articles, args.words, summarizer(name))
    if args.json:
        terminal.result(json.dumps(reports.summary_json(name, found), ensure_ascii=False))
    else:
        for line in reports.summary_text(found, terminal):
            terminal.result(line)
    return 0


@contextmanager
def means(project: Project, jobs: int | None = None, workers: str | None = None) -> Iterator[Means]:
    """The cache of the state folder, and the map that `workers` names, else the config."""
    by = maps.map_of(project, workers, _jobs(jobs))
    with archive.cache(project.state) as cache, by as map_:
        yield Means(map_, cache, project.state)


def read_files(paths: Sequence[Path], project: Project, terminal: Terminal, by: Means) -> Iterator[FileRecord]:
    """The files at the paths as they are read, with the progress shown."""
    found = pipeline.read(paths, project.folder, project.config.reading, means=by)
    yield from terminal.progress(found, "files read")


def _whole_files(paths: Sequence[Path], project: Project, terminal: Terminal, by: Means) -> Iterator[FileArticles]:
    found = pipeline.read(paths, project.folder, project.config.reading, means=by)
    yield from terminal.progress(pipeline.whole(found, means=by), "files read")


def _records(args: argparse.Namespace, project: Project, terminal: Terminal, by: Means) -> list[Record]:
    """All articles of the paths; files that cannot be read are reported on standard error."""
    found: list[Record] = []
    failed = 0
    for file in read_files(args.paths, project, terminal, by):
        found += file.records
        failed += _reported(file.problems, terminal)
    if not found:
        raise nothing_read(args.paths, failed)
    return found


def _reported(problems: Sequence[Problem], terminal: Terminal) -> int:
    """How many problems there are; each is reported."""
    for problem in problems:
        report_problem(problem, terminal)
    return len(problems)


def _jobs(number: int | None) -> int | None:
    if number is not None and number < 1:
        raise UsageError(f"--jobs: found {number}, expected a whole number of at least 1")
    return number


def _articles(args: argparse.Namespace, project: Project, terminal: Terminal) -> list[Article]:
    """All articles of the paths, whole; files that cannot be read are reported on standard error."""
    articles: list[Article] = []
    failed = 0
    with means(project, args.jobs, args.workers) as by:
        for file in _whole_files(args.paths, project, terminal, by):
            articles += file.articles
            failed += _reported(file.problems, terminal)
    if not articles:
        raise nothing_read(args.paths, failed)
    return articles


def nothing_read(paths: Sequence[Path], failed: int) -> NothingReadError:
    """The fault of a command that found nothing to work on."""
    named = ", ".join(str(path) for path in paths)
    if failed:
        return NothingReadError(
            f"nothing could be read of {counted(failed, 'file')} in {named}", "`briefing inspect` says why"
        )
    return NothingReadError(f"there are no files in {named}", "put the day's articles there, or name another folder")


def report_problem(problem: Problem, terminal: Terminal) -> None:
    """A file that could not be read, on standard error."""
    terminal.message(f"not read: {visible(problem.path)}: {visible(problem.message)}")
    if problem.remedy:
        terminal.message(f"  {problem.remedy}")
