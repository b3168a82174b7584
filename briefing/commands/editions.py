"""The commands that make and look at editions: build, explain, verify."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from briefing import config as settings
from briefing import pipeline
from briefing.commands.reading import means, nothing_read, read_files
from briefing.config import Project
from briefing.editions import approval, earlier, feeds_health, revision
from briefing.editions.edits_file import edits_of
from briefing.editions.outputs import asked, index_of
from briefing.errors import CitationError, RenderError, UsageError
from briefing.model import FEEDS, Edition, LeftOut
from briefing.proof import signing
from briefing.proof.originals import attachments, sources_of
from briefing.publish import folder, retention
from briefing.publish.mail.page import CLIPPED, page_bytes
from briefing.publish.page.styles.fonts import font_gaps
from briefing.reports.changes import in_numbers
from briefing.reports.terminal import Terminal, visible
from briefing.running.records import FileRecord
from briefing.storage import archive
from briefing.storage import settings as notes
from briefing.text import counted

MANY = 30  # more files of one reason are one line


def build(args: argparse.Namespace, terminal: Terminal) -> int:
    """Sources → the edition `out/DATE/`; says where it is, what it used, what it left out."""
    project = settings.find(args.config)
    formats = asked(args.formats, project.config, "--formats")
    day, begins = _days(args, project)
    name = day.isoformat() if begins is None else f"{begins}_{day}"
    out = args.out if args.out is not None else project.folder / "out"
    folder.finish(out)
    paths = sources_of(project, day, begins)
    edits = edits_of(project, day)
    failed: dict[str, RenderError] = {}
    with means(project, args.jobs, args.workers) as by:
        read = list(read_files(paths, project, terminal, by))
        _must_be_readable(read, paths, terminal)
        _to_look_at(read, terminal)
        before = earlier.before(out, day, earlier.NONE if args.alone or begins else project.config.since)
        series = pipeline.Before(before.editions, begins)
        with terminal.doing("finding stories and what to quote"):
            edition = pipeline.build(read, project.config, day, edits=edits, before=series, means=by)
        edition = replace(edition, warnings=(*edition.warnings, *feeds_health.of_day(project, day)))
        base = revision.sent(out / name, _sent(project, name))
        edition = edition if base is None else revision.revised(edition, base)
        with terminal.doing(f"making {', '.join(formats)}"):
            files = pipeline.render(edition, project, formats, edits=edits, failed=failed, cache=by.cache)
    if project.config.mail.needs_approval:
        approval.must_be_open(project, day, files, out / name)
    if edition.revises is not None and base is not None:
        files[revision.BASE] = base.brief
    size = page_bytes(files.get("brief.eml", b""))
    taken_away = sorted(approval.files_of(out / name).keys() - files.keys())
    if project.file is not None:
        notes.note(project.state, name, json.loads(files["explain.json"])["settings"])
    where = folder.write(out, name, signing.signed(files, project), index_of(project))
    keep = project.config.rights.keep_texts_days
    without_texts = [] if keep is None else retention.drop(out, day, keep)
    if not terminal.quiet:
        for line in _account(edition, where, [one for one in formats if one not in failed]):
            terminal.result(line)
    for name in without_texts:
        terminal.message(f"{out / name}: the texts of its sources are no longer kept (rights: keep_texts_days: {keep})")
    for line in (*_of_editions_before(out, before), *_taken_away(taken_away), *_remarks(edition, size)):
        terminal.message(line)
    for line in _unprintable(files):
        terminal.message(line)
    _all_made(failed, where)
    return 0


def _of_editions_before(out: Path, before: earlier.EarlierEditions) -> Iterator[str]:
    """The editions that this one is not held against, and why."""
    for name in before.unreadable:
        yield f"{out / name} cannot be read as an edition; this one is not held against it"
    for name in before.changed:
        why = "says what its sources do not; this edition is not held against it"
        yield f"{out / name} {why} (`briefing verify {name}`)"


def _taken_away(names: Sequence[str]) -> Iterator[str]:
    """The outputs that an earlier build of the day made and this one does not. names: of files."""
    if gone := [name for name in names if name.startswith("brief.")]:
        yield f"taken away, since this build does not make them: {', '.join(gone)}"


def _remarks(edition: Edition, size: int) -> Iterator[str]:
    """What was left out, warnings, and a mail that will be cut. size: bytes of the mail's page."""
    yield from _left_out(edition.left_out)
    for notice in edition.warnings:
        about = "" if notice.about == FEEDS else f"edits: {visible(notice.about)}: "
        yield f"{about}{visible(notice.message)}"
    if size > CLIPPED:
        yield (
            f"brief.eml: its page has {size:,} bytes; Gmail and others hide what comes after {CLIPPED:,}\n"
            "  it comes with the PDF; to print less of a story, set `length: words_per_story:` or `length: statements:`"
        )


def _unprintable(files: Mapping[str, bytes]) -> Iterator[str]:
    """The scripts of the edition for which no font is at hand, where a PDF was made, and what to install."""
    if "brief.pdf" in files:
        for gap in font_gaps([files["brief.json"].decode("utf-8", "replace")]):
            yield f"brief.pdf: {gap.message}; {gap.remedy}"


def _all_made(failed: Mapping[str, RenderError], where: Path) -> None:
    """Raises RenderError where a format could not be made."""
    if failed:
        reasons = dict.fromkeys(fault.message for fault in failed.values())
        names = ", ".join(f"brief.{name}" for name in failed)
        remedy = next((fault.remedy for fault in failed.values() if fault.remedy), None)
        raise RenderError(f"{names}: not made: {'; '.join(reasons)}; the rest of the edition is in {where}/", remedy)


def _days(args: argparse.Namespace, project: Project) -> tuple[date, date | None]:
    """The edition's day, the last of several; and the first of several, None of one."""
    if args.begins is None and args.to is None:
        return args.date or datetime.now(ZoneInfo(project.config.time_zone)).date(), None
    if args.begins is None or args.to is None or args.date is not None or args.begins >= args.to:
        raise UsageError(
            "--from and --to: found one alone, a --date beside them, or a first day that is not before the last",
            "write `briefing build --from 2024-11-11 --to 2024-11-17`, or --date for one day",
        )
    return args.to, args.begins


def _sent(project: Project, name: str) -> set[str]:
    """The digests of the versions of an edition that were sent to somebody."""
    return {entry.digest for entry in archive.noted(project.state, name) if entry.state != "queued"}


def _must_be_readable(read: Sequence[FileRecord], paths: Sequence[Path], terminal: Terminal) -> None:
    if not any(file.records for file in read):
        problems = [problem for file in read for problem in file.problems]
        for problem in problems[:MANY]:
            terminal.message(f"not read: {visible(problem.path)}: {visible(problem.message)}")
        raise nothing_read(paths, len(problems))


def _to_look_at(read: Sequence[FileRecord], terminal: Terminal) -> None:
    """Says what is odd in articles that were read: what was not, or is not as it looks."""
    problems = [problem for file in read for record in file.records for problem in record.opening.problems]
    for problem in problems[:MANY]:
        terminal.message(f"to look at: {visible(problem.path)}: {visible(problem.message)}")
    if len(problems) > MANY:
        terminal.message(f"to look at: {len(problems) - MANY} more; see `briefing inspect`")


def _account(edition: Edition, where: Path, formats: Sequence[str]) -> list[str]:
    statements = [s for story in edition.stories for section in story.sections for s in section.statements]
    used = {citation.source for statement in statements for citation in statement.citations}
    copies = sum(len(source.copies) for source in edition.sources)
    lines = [f"{where}/" + (f"  ({', '.join(f'brief.{name}' for name in formats)})" if formats else "")]
    if not edition.stories:
        named = counted(len(edition.also), "story is", "stories are")
        none = f"nothing of {edition.date} is quoted; {named} named in a line: see `briefing explain`"
        lines.append(none if edition.also else f"No news for {edition.date}: the edition says so.")
    else:
        stories = counted(len(edition.stories), "story", "stories")
        more = f" and {len(edition.also)} more in a line each" if edition.also else ""
        said = f"{counted(len(statements), 'statement')} quoted from {counted(len(used), 'article')}"
        lines.append(f"{stories}{more}; {said}")
    copied = counted(copies, "copy", "copies of them")
    files = counted(len(edition.sources), "article") + (f" and {copied}" if copies else "")
    lines.append(f"{files} counted for the day; {len(edition.left_out)} left out")
    if changes := in_numbers(edition):
        lines.append(f"{changes} (`briefing changes` names them)")
    return lines


def _left_out(left: Sequence[LeftOut]) -> list[str]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in left:
        by_reason[one.reason].append(one.path)
    lines = []
    for reason, paths in by_reason.items():
        if len(paths) > MANY:
            lines.append(f"left out: {len(paths)} files: {visible(reason)}")
        else:
            lines += [f"left out: {visible(path)}: {visible(reason)}" for path in paths]
    return lines


def explain(args: argparse.Namespace, terminal: Terminal) -> int:
    """Why a statement stands where it stands, from the edition's explain.json."""
    from briefing.proof.citations import open_edition
    from briefing.reports import reading as reports

    project = settings.find(args.config)
    edition = open_edition(args.edition, project.folder / "out", attachments, project.config.time_zone)
    for line in reports.explanation(edition, args.statement, project):
        terminal.result(line)
    return 0


def verify(args: argparse.Namespace, terminal: Terminal) -> int:
    """Every printed word of an edition proved again; exit 7 where one does not hold."""
    from briefing.proof import originals_of, project_of, prove
    from briefing.proof.citations import NOT_AT_HAND, Demand, open_edition

    project = settings.find(args.config)
    edition = open_edition(args.edition, project.folder / "out", attachments, project.config.time_zone)
    given = project
    if args.config is None:
        project = project_of(edition, project)
    originals = args.sources or originals_of(edition, project)
    held = missing = 0
    faults: list[str] = []
    fallen: dict[str, None] = {}
    demand = Demand(originals=args.strict or not args.without_originals, again=args.strict)
    for finding in prove(edition, project, originals, demand=demand, trusted=given):
        missing += finding.lacks == NOT_AT_HAND
        if finding.holds and finding.statements:
            held += 1
        elif finding.holds:
            terminal.message(visible(finding.message))
        else:
            faults.append(finding.message)
            fallen |= dict.fromkeys(finding.statements)
            terminal.result(f"{visible(finding.message)}")
            for name in finding.statements:
                terminal.result(f"  {visible(name)}")
    absent = f"{counted(missing, 'original')} not at hand" if missing else ""
    if faults:
        why = ", ".join(filter(None, (counted(len(faults), "fault"), absent)))
        raise CitationError(
            f"{counted(len(fallen), 'statement')} of {edition.name} cannot be relied on ({why})",
            "name the folder of the originals with --sources, or verify --without-originals" if missing else None,
        )
    terminal.result("; ".join(filter(None, (f"{edition.name}: {held} citations hold", absent))))
    return 0
