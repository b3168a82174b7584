"""The commands that read files and print what they find: inspect, stories, summarize."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing import config as settings
from briefing import outlines, pipeline, reports, workers
from briefing.compose.summarizers import DEFAULT, extract, summarizer
from briefing.config import Project
from briefing.errors import NothingReadError, UsageError
from briefing.model import Article, Problem, Story
from briefing.pipeline import Prepared
from briefing.storage import archive
from briefing.story_tree import tree
from briefing.terminal import Terminal, visible


def inspect(args: argparse.Namespace, terminal: Terminal) -> int:
    """How each file is read; a line an article with --json."""
    project = settings.find(args.config)
    read = failed = 0
    for prepared in read_files(args.paths, project, terminal, args.jobs):
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
                tell(problem, terminal)
    if not read:
        raise nothing_read(args.paths, failed)
    return 0


def stories(args: argparse.Namespace, terminal: Terminal) -> int:
    """Which articles are copies of each other, and which tell the same story."""
    project = settings.find(args.config)
    if args.explain:
        articles = _articles(args, project, terminal)
        for line in pipeline.explained_pair(articles, project.config, *args.explain):
            terminal.result(line)
        return 0
    found = _told(args, project, terminal)
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


def read_files(
    paths: Sequence[Path], project: Project, terminal: Terminal, jobs: int | None = None
) -> Iterator[Prepared]:
    """Act one over the paths, with the cache of the state folder, over the machine's processors."""
    with archive.cache(project.state) as cache, workers.processes(_jobs(jobs)) as lend:
        found = pipeline.prepare(paths, project.folder, project.config.reading, lend=lend, cache=cache)
        yield from terminal.progress(found, "files read")


def _told(args: argparse.Namespace, project: Project, terminal: Terminal) -> list[Story]:
    """The stories of the paths, from outlines of the articles; what cannot be read is told on standard error."""
    read: list[outlines.Outlined] = []
    failed = 0
    with archive.cache(project.state) as cache, workers.processes(_jobs(args.jobs)) as lend:
        found = outlines.read(args.paths, project.folder, project.config.reading, lend=lend, cache=cache)
        for outlined in terminal.progress(found, "files read"):
            read.append(outlined)
            for problem in outlined.problems:
                failed += 1
                tell(problem, terminal)
        if not any(outlined.outlines for outlined in read):
            raise nothing_read(args.paths, failed)
        ready = outlines.ready(read, project.folder, args.paths, project.config, lend=lend, cache=cache)
    del read
    return outlines.stories(ready, project.config)


def _jobs(number: int | None) -> int | None:
    if number is not None and number < 1:
        raise UsageError(f"--jobs: found {number}, expected a whole number of at least 1")
    return number


def _articles(args: argparse.Namespace, project: Project, terminal: Terminal) -> list[Article]:
    """All articles of the paths; files that cannot be read are told on standard error."""
    articles: list[Article] = []
    failed = 0
    for prepared in read_files(args.paths, project, terminal, args.jobs):
        articles += prepared.articles
        for problem in prepared.problems:
            failed += 1
            tell(problem, terminal)
    if not articles:
        raise nothing_read(args.paths, failed)
    return articles


def nothing_read(paths: Sequence[Path], failed: int) -> NothingReadError:
    """The fault of a command that found nothing to work on."""
    named = ", ".join(str(path) for path in paths)
    if failed:
        files = "1 file" if failed == 1 else f"{failed} files"
        return NothingReadError(f"nothing could be read of {files} in {named}", "`briefing inspect` says why")
    return NothingReadError(f"there are no files in {named}", "put the day's articles there, or name another folder")


def tell(problem: Problem, terminal: Terminal) -> None:
    """A file that could not be read, on standard error."""
    terminal.message(f"not read: {visible(problem.path)}: {visible(problem.message)}")
    if problem.remedy:
        terminal.message(f"  {problem.remedy}")
