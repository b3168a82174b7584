"""The public API, a thin layer over the pipeline: what `briefing.NAME` gives is here or in the model.

Nothing is written but by `write`, and no folder of state is used: what a command keeps in its cache is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from briefing import config as settings
from briefing import pipeline
from briefing.config import Config, Project
from briefing.editions import earlier, outputs
from briefing.editions.edits_file import edits_of
from briefing.errors import NothingReadError, UsageError
from briefing.model import Article, Edition, Problem, Story
from briefing.proof import originals_of, project_of, prove
from briefing.proof.citations import Demand, Finding, open_edition
from briefing.proof.originals import attachments
from briefing.publish import folder as folders
from briefing.running import maps, records, tasks
from briefing.running.records import FileRecord
from briefing.running.workers import Means
from briefing.text import day_of

TEXTS = "texts.jsonl"  # what texts that are no files are called, as if they were the records of a file

Settings = Config | Project
Source = str | Path | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the articles, in the order of their paths, and what could not be read.

    >>> read = briefing.read([{"title": "Ferry", "text": "The ferry sank on Tuesday."}])
    >>> len(read.articles), read.problems
    (1, ())
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found. holds: nothing was wrong; problems: all that does not hold; citations: how many hold.

    >>> briefing.Report(problems=(), citations=12).holds
    True
    """

    problems: tuple[Finding, ...]
    citations: int

    @property
    def holds(self) -> bool:
        return not self.problems


def load_config(file: str | Path | None = None) -> Project:
    """The configuration of a file; without one, the packaged defaults. Paths in it are relative to its folder.

    Raises ConfigError, which names file, line and column, what was found and what was expected.

    >>> project = briefing.load_config()
    >>> [section.id for section in project.config.sections]
    ['decision', 'reactions', 'context']
    """
    return Project(Config(), Path(), None) if file is None else settings.read(Path(file))


def read(sources: Source | Sequence[Source], *, config: Settings | None = None, workers: str = "here") -> Reading:
    """Every article of files and folders, with its sentences, dates and speakers.

    sources: one or several files or folders, or texts: mappings with `text` and optionally title, published, publisher,
    author, url, language, id. workers: "here", "processes" (for many files, in a program that may be imported), "dask",
    "tcp://127.0.0.1:PORT", "tls://HOST:PORT" (docs/scale.md), or "package.module:function". What cannot be read is
    among the problems.

    >>> told = "The council of Ostrau approved a toll bridge. “It is a gift,” said Ada Roe, an engineer."
    >>> article = briefing.read({"title": "Bridge approved", "text": told}).articles[0]
    >>> [sentence.speech.speaker for sentence in article.sentences]
    [None, 'Ada Roe']
    """
    project = _project(config)
    with maps.map_of(project, workers) as map_:
        found = list(pipeline.whole(_files(sources, project, Means(map_)), means=Means(map_)))
    articles = [article for file in found for article in file.articles]
    return Reading(tuple(articles), tuple(problem for file in found for problem in file.problems))


def stories(
    sources: Source | Sequence[Source], *, config: Settings | None = None, workers: str = "here"
) -> tuple[Story, ...]:
    """The articles of files, folders or texts as stories, first things first; copies hang on what they copy.

    Arguments as of `read`. All articles count, whatever their day. Raises NothingReadError.

    >>> bridge = {"title": "Bridge approved", "text": "The council of Ostrau approved a toll bridge on Tuesday."}
    >>> trams = {"title": "Trams stand still", "text": "Trams in Prell stood still after a storm tore down wires."}
    >>> sorted(story.articles[0].title.value for story in briefing.stories([bridge, trams]))
    ['Bridge approved', 'Trams stand still']
    """
    project = _project(config)
    with maps.map_of(project, workers) as map_:
        found = _readable(_files(sources, project, Means(map_)), sources)
        told = pipeline.stories_of([one for file in found for one in file.records], project.config, means=Means(map_))
        every = replace(project.config, length=replace(project.config.length, stories=max(1, len(told.stories))))
        return pipeline.annotate(told, every, means=Means(map_)).stories


def build(
    sources: Source | Sequence[Source],
    *,
    day: str | date | None = None,
    config: Settings | None = None,
    before: str | Path | None = None,
    workers: str = "here",
) -> Edition:
    """The edition of a day: what `briefing build` makes, before it is rendered.

    Arguments as of `read`. day: such as "2026-03-03"; without one, today in the config's time zone. before: the folder
    of earlier editions that this one is held against, as `since:` in the config says; without it, the edition stands
    alone. The same sources, config, day and earlier editions give the same edition. Raises NothingReadError where no
    source could be read, UsageError where the folder lacks the edition that `since:` names, ConfigError.

    >>> told = "The council of Ostrau approved a toll bridge over the river Lune on Tuesday, the mayor's office said."
    >>> text = {"title": "Ostrau approves a toll bridge", "text": told, "published": "2026-03-03"}
    >>> edition = briefing.build([text], day="2026-03-03")
    >>> edition.stories[0].headline
    'Ostrau approves a toll bridge'
    >>> edition.stories[0].sections[0].statements[0].citations[0].exact == told
    True
    """
    project = _project(config)
    on = _day(day, project.config)
    with maps.map_of(project, workers) as map_:
        found = _readable(_files(sources, project, Means(map_)), sources)
        known = pipeline.ALONE if before is None else _before(Path(before), on, project.config)
        return pipeline.build(found, project.config, on, edits=edits_of(project, on), before=known, means=Means(map_))


def render(
    edition: Edition, *, formats: Sequence[str] | None = None, config: Settings | None = None
) -> dict[str, bytes]:
    """The edition's files by their names; nothing is written. brief.json, explain.json and sources/ are among them.

    formats: of html, pdf, txt, eml and the endings of the config's renderers; without them, as the config says.
    Raises RenderError, UsageError for a format there is not.

    >>> files = briefing.render(edition, formats=["txt"])
    >>> sorted(name for name in files if name.startswith("brief."))
    ['brief.json', 'brief.txt']
    """
    project = _project(config)
    edits = edits_of(project, date.fromisoformat(edition.date))
    return outputs.render(edition, project, outputs.asked(formats, project.config, "formats"), edits=edits)


def write(files: Mapping[str, bytes], folder: str | Path) -> Path:
    """Writes an edition's files as this folder, all or nothing, and returns it. An edition that is there is replaced.

    Raises StateError where it cannot be written, UsageError where the folder holds something else than an edition.

    >>> folder = briefing.write(briefing.render(edition, formats=["txt"]), "out/2026-03-03")
    >>> (folder / "brief.txt").is_file()
    True
    """
    target = Path(folder)
    folders.check(target, files)
    return folders.exchange(target.parent, target.name, files)


def verify(
    folder: str | Path,
    *,
    sources: str | Path | None = None,
    strict: bool = False,
    without_originals: bool = False,
    config: Settings | None = None,
) -> Report:
    """Every citation and every printed page of an edition checked again, and where its originals are found, the whole
    edition made again from them and compared.

    folder: the edition's folder or its PDF. sources: what the paths of its sources are relative to; without it, the
    folder that holds out/. An original that is not found is a problem, unless it is to be `without_originals`, as what
    was built from texts is. strict: an edition that cannot be made again is a problem too. config: that of the build;
    without it, the config.yaml beside out/, else the packaged defaults. Raises UsageError where there is no edition,
    CitationError where its brief.json is none.

    >>> folder = briefing.write(briefing.render(edition, formats=["txt"]), "out/2026-03-03")
    >>> report = briefing.verify(folder, without_originals=True)
    >>> report.holds, report.citations > 0
    (True, True)
    """
    opened = open_edition(str(folder), Path(folder).parent, attachments, _project(config).config.time_zone)
    project = project_of(opened, _project(config)) if config is None else _project(config)
    originals = Path(sources) if sources is not None else originals_of(opened, project)
    demand = Demand(originals=strict or not without_originals, again=strict)
    found = list(prove(opened, project, originals, demand=demand, trusted=_project(config)))
    held = sum(1 for one in found if one.holds and one.statements)
    return Report(tuple(one for one in found if not one.holds), held)


# --- what the functions share ---------------------------------------------------------------------------------------


def _project(config: Settings | None) -> Project:
    if config is None:
        return load_config()
    return config if isinstance(config, Project) else Project(config, Path(), None)


def _day(day: str | date | None, config: Config) -> date:
    if day is None:
        return datetime.now(ZoneInfo(config.time_zone)).date()
    found = day_of(day.isoformat()[:10] if isinstance(day, date) else day)
    if found is None:
        raise UsageError(f"day: found {str(day)!r}, expected a day such as 2024-11-19")
    return found


def _before(out: Path, day: date, config: Config) -> pipeline.Before:
    if not out.is_dir():
        raise UsageError(f"before: {out} is no folder", "name the folder that holds the editions, such as out/")
    return pipeline.Before(earlier.before(out, day, config.since).editions)


def _files(sources: Source | Sequence[Source], project: Project, means: Means) -> Iterator[FileRecord]:
    """The files and folders among the sources as they are read, then the texts."""
    each = [sources] if isinstance(sources, (str, Path, Mapping)) else list(sources)
    texts = [one for one in each if isinstance(one, Mapping)]
    paths = [Path(one) for one in each if not isinstance(one, Mapping)]
    for path in paths:
        if not path.exists():
            raise UsageError(f"sources: {path} is not there", "name a file or a folder that is there")
    options = project.config.reading
    yield from pipeline.read(paths, project.folder, options, means=means)
    if texts:
        data = "".join(json.dumps(dict(one), default=str, ensure_ascii=False) + "\n" for one in texts).encode("utf-8")
        yield from tasks.read([(TEXTS, data)], records.recipe_of(options), options, means=means)


def _readable(files: Iterator[FileRecord], sources: object) -> list[FileRecord]:
    """All files. Raises NothingReadError where no article was read."""
    found = list(files)
    if not any(file.records for file in found):
        problems = [f"{problem.path}: {problem.message}" for file in found for problem in file.problems]
        why = "; ".join(problems[:3]) or "there are no files"
        raise NothingReadError(f"nothing could be read of the sources ({why})", "`briefing inspect` says why")
    return found
