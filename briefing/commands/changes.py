"""The command that holds an edition against the one before: changes."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from briefing import config as settings
from briefing.commands.reading import means
from briefing.compose.changes.past import Past
from briefing.config import Project
from briefing.editions import earlier
from briefing.errors import UsageError
from briefing.model import Edition
from briefing.proof import again, originals_of
from briefing.proof.citations import OpenEdition, open_edition
from briefing.proof.originals import attachments
from briefing.publish import document
from briefing.reports import changes as changes_report
from briefing.reports.terminal import Terminal, visible


def changes(args: argparse.Namespace, terminal: Terminal) -> int:
    """What is new, what changed and what is gone since the edition before, or since another one."""
    project = settings.find(args.config)
    out = project.folder / "out"
    opened = open_edition(args.edition, out, attachments, project.config.time_zone)
    edition = document.edition_of(opened.brief, {})
    if args.since is None:
        before = earlier.named(_folder_of(opened, out), edition.previous)
        old = before[0].edition if before else None
    else:
        edition, old = _since(args.since, edition, opened, project, out)
    found = changes_report.report(edition, old)
    if args.json:
        terminal.result(json.dumps(changes_report.as_json(found), ensure_ascii=False))
    else:
        for line in changes_report.as_text(found):
            terminal.result(visible(line))
    return 0


def _folder_of(opened: OpenEdition, out: Path) -> Path:
    return out if opened.folder is None else opened.folder.absolute().parent


def _since(name: str, edition: Edition, opened: OpenEdition, project: Project, out: Path) -> tuple[Edition, Edition]:
    """The edition made again, held against another one. Raises UsageError where its originals are not at hand."""
    zone = project.config.time_zone
    other = document.edition_of(open_edition(name, out, attachments, zone).brief, {})
    if other.date >= edition.date:
        raise UsageError(f"--since: found the edition of {other.date}, expected one before {edition.date}")
    if edition.previous is not None and other.date == edition.previous.date:
        return edition, other
    before = earlier.before(_folder_of(opened, out), earlier.day_of(edition), other.date)
    base = originals_of(opened, project)
    with means(project) as by:
        made, why = again(
            replace(edition, previous=Past(before.editions).previous), project, base, before.editions, means=by
        )
    if made is None:
        raise UsageError(f"{opened.name} cannot be held against {other.date}: {why}", "build it again with `since:`")
    return made, other
