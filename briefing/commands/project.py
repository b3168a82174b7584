"""The commands about a user's folder: check and init."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from briefing import config as settings
from briefing import pipeline
from briefing.commands.checked_edits import check_edits
from briefing.commands.sending import check_mail
from briefing.compose.sections.own_features import features
from briefing.compose.stories.grouping.clusterers import clusterer
from briefing.compose.summarizers import summarizers
from briefing.config import Project
from briefing.editions.outputs import check_pages
from briefing.errors import BriefingError, UsageError
from briefing.files import packaged
from briefing.prepare import reading
from briefing.prepare.scan import files
from briefing.publish.formats import renderers
from briefing.publish.page.styles.fonts import font_gaps
from briefing.reports.config_text import explained, in_force
from briefing.reports.terminal import Terminal, visible
from briefing.running import maps

SAMPLE_DAY = "2026-03-03"
PACKAGED_SCHEMA = "briefing/config.schema.json"  # as the first line of the packaged config.yaml names it


def check(args: argparse.Namespace, terminal: Terminal) -> int:
    """Configuration, templates and sources checked; nothing is written."""
    project = settings.find(args.config)
    config = project.config
    name = project.file or "the packaged defaults"
    terminal.result(f"configuration  {name}: right; sections: {', '.join(rule.id for rule in config.sections)}")
    _check_plugins(project)
    check_mail(project)
    if config.intake.asks_for_something:
        from briefing.commands.intake import check_intake

        check_intake(project)
    day = date(2000, 1, 1)
    check_pages(project, pipeline.plan(config, day), day)
    terminal.result(f"templates      {project.templates or 'as packaged'}: right")
    missing: list[str] = []
    today = datetime.now(ZoneInfo(config.time_zone)).date()
    for source in config.source_paths:
        path = project.folder / settings.of_the_day(source, today)
        if not path.exists():
            if path != project.folder / source:
                terminal.result(f"sources        {path}: nothing there for today")
                continue
            missing.append(str(path))
            terminal.result(f"sources        {path}: not there")
            continue
        found, problems = files([path], project.folder, follow_links=project.config.reading.follow_links)
        terminal.result(f"sources        {path}: {len(found)} files")
        for problem in problems:
            terminal.message(f"  {visible(problem.path)}: {visible(problem.message)}")
        for problem in font_gaps(_beginnings([file.path for file in found])):
            terminal.result(f"fonts          {problem.message}; {problem.remedy}")
    for line in check_edits(project, today):
        terminal.result(line)
    if missing:
        number = settings.lines(project.file).get("sources")
        where = f"{project.file}:{number}: " if number else ""
        remedy = "make it and put the day's articles in, or change `sources:`"
        raise UsageError(f"{where}sources: found {', '.join(missing)}, expected a folder or file that is there", remedy)
    return 0


def _check_plugins(project: Project) -> None:
    """Every function that the config names is there and takes what it will be given; ConfigError where one is not."""
    config = project.config
    summarizers(rule.summarizer for rule in config.sections)
    features(config.features)
    renderers(config.renderers)
    clusterer(config.stories.clusterer)
    maps.check(project)
    reading.own(config.reading.read.readers.values())


def _beginnings(paths: list[Path]) -> Iterator[str]:
    """The first part of each file as text, as far as it is some: enough to see its script."""
    for path in paths[:2000]:
        try:
            with path.open("rb") as file:
                yield file.read(20_000).decode("utf-8", "ignore")
        except OSError:
            continue


def config(args: argparse.Namespace, terminal: Terminal) -> int:
    """The configuration in force as YAML: what the file says, and the defaults of the rest."""
    project = settings.find(args.config)
    terminal.result(f"# The configuration in force: {project.file or 'the packaged defaults'}")
    terminal.result((explained if args.all else in_force)(project.config).rstrip("\n"))
    return 0


def init(args: argparse.Namespace, terminal: Terminal) -> int:
    """A starter folder. Nothing that is there is overwritten."""
    target: Path = args.folder
    sample = sorted(path for path in packaged("sources").rglob("*") if path.is_file())
    root = packaged("sources")
    made = [target / "config.yaml", *(target / "sources" / path.relative_to(root) for path in sample)]
    for path in made:
        if path.exists() or path.is_symlink():
            raise UsageError(f"{path} is there already, and nothing is overwritten", "choose another folder")
    try:
        for path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
        schema = target / Path(PACKAGED_SCHEMA).name
        if not schema.exists():
            shutil.copyfile(Path(settings.__file__).parent / schema.name, schema)
        text = packaged("config.yaml").read_text(encoding="utf-8")
        made[0].write_text(text.replace(PACKAGED_SCHEMA, schema.name), encoding="utf-8")
        for path, copy in zip(sample, made[1:], strict=True):
            shutil.copyfile(path, copy)
    except OSError as fault:
        raise BriefingError(f"cannot write to {target}: {fault.strerror or fault}", "choose another folder") from fault
    terminal.result(f"{target}/: config.yaml, sources/ with {len(sample)} sample files")
    terminal.result(f"next: briefing build --config {target / 'config.yaml'} --date {SAMPLE_DAY}")
    return 0
