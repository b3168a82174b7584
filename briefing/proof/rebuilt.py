"""The edition made again from the originals that it names and the configuration, and compared key by key."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefing import __version__, pipeline
from briefing.compose.changes.past import Earlier
from briefing.config import Project, of_the_days
from briefing.editions import earlier, revision
from briefing.editions.edits_file import edits_of
from briefing.model import FEEDS, Edition
from briefing.prepare.scan import files
from briefing.proof.citations import NOT_MADE, Finding, OpenEdition, outer_names
from briefing.proof.differences import differences
from briefing.publish import document
from briefing.running.workers import Means

MOST = 40  # differences that are listed
# What only the originals and the configuration can show.
UNPROVEN = (
    "speakers, roles, kinds of quotation, independent sources, corroboration, places in the files, pages, details of "
    "sources, titles, labels, the choice of statements"
)


def rebuilt(
    edition: Edition, project: Project, base: Path, out: Path, folder: Path | None, *, means: Means
) -> tuple[Edition | None, str]:
    """The edition made again, or None and why it cannot be. base: what the originals' paths are relative to; out: the
    folder of editions, where those before it lie; folder: its own, None where a PDF alone is at hand."""
    before = earlier.named(out, edition.previous)
    if before is None:
        return None, "an edition before it, which it is held against, is not at hand or was made anew"
    made, why = again(edition, project, base, before, means=means)
    return (None, why) if made is None else revision.again(made, edition, folder)


def again(
    edition: Edition, project: Project, base: Path, before: Sequence[Earlier], *, means: Means
) -> tuple[Edition | None, str]:
    """The edition made again from its originals, held against these editions; or None and why it cannot be."""
    named, why = _originals(edition, project, base)
    if why:
        return None, why
    found = list(pipeline.read([base / name for name in named], base, project.config.reading, means=means))
    day = date.fromisoformat(edition.date)
    edits = edits_of(project, day)
    series = pipeline.Before(before, date.fromisoformat(edition.begins) if edition.begins else None)
    made = pipeline.build(found, project.config, day, edits=edits, before=series, means=means)
    # the state of the feeds when it was made, which no original holds
    feeds = tuple(one for one in edition.warnings if one.about == FEEDS)
    return replace(made, warnings=(*made.warnings, *feeds)), ""


def compared(
    opened: OpenEdition, edition: Edition, made: Edition, project: Project, base: Path, *, same: bool
) -> Iterator[Finding]:
    """Faults where the edition is not what its originals give. same: was it made with the settings at hand?"""
    different = list(_differences(opened, made))
    if different and not same:
        yield not_rebuilt("the configuration, a template or the edits are not those that it was made with")
        return
    yield from different[:MOST]
    if len(different) > MOST:
        yield Finding(False, f"and {len(different) - MOST} more differences from what the originals give")
    yield from _unnamed(edition, project, base)


def not_rebuilt(why: str) -> Finding:
    """What is said of an edition that cannot be made again."""
    return Finding(True, f"{NOT_MADE}: {why}; not checked: {UNPROVEN}", lacks=NOT_MADE)


def _differences(opened: OpenEdition, made: Edition) -> Iterator[Finding]:
    expected = json.loads(document.brief_json(made))
    for what, statement in differences(opened.brief, expected):
        yield Finding(False, f"brief.json: {what}", (statement,) if statement else ())
    if opened.explain is not None:
        settings = str(opened.explain.get("settings", ""))  # another digest, and yet the same edition: no fault
        expected = json.loads(document.explain_json(made, settings))
        for what, _ in differences(opened.explain, expected):
            yield Finding(False, f"explain.json: {what}")


def _originals(edition: Edition, project: Project, base: Path) -> tuple[list[str], str]:
    """The files that the edition names, and why it cannot be made again from them, or ""."""
    made_by = f"briefing {__version__}"
    if edition.generator != made_by:
        return [], f"it was made by {edition.generator}, and this is {made_by}"
    roots = _roots(edition, project, base)
    named: dict[str, None] = {}
    missing = outside = 0
    for path in _paths(edition):
        names = [name for name in outer_names(path) if os.path.lexists(base / name)]
        inside = [name for name in names if _within(base / name, roots)]
        if inside:
            named[inside[0]] = None
        missing += not names
        outside += bool(names) and not inside
    if missing or outside:
        where = f" ({outside} of them outside the folders of sources)" if outside else ""
        return [], f"{missing + outside} of its originals are not at hand{where}"
    if changed := [source.path for source in edition.sources if _changed(base, source.path, source.sha256)]:
        return [], f"{len(changed)} of its originals have changed"
    return list(named), ""


def _paths(edition: Edition) -> Iterator[str]:
    for source in edition.sources:
        yield source.path
        yield from (copy.path for copy in source.copies)
    yield from (left.path for left in edition.left_out if left.path)


def _roots(edition: Edition, project: Project, base: Path) -> list[str]:
    """The folders in which originals may lie: a name in an edition leads nowhere else."""
    return [os.path.normpath(folder.absolute()) for folder in (base, *_given(edition, project, project.folder))]


def _given(edition: Edition, project: Project, folder: Path) -> Iterator[Path]:
    """The folders and files that the config names for the edition's days."""
    begins = date.fromisoformat(edition.begins) if edition.begins else None
    for source in project.config.source_paths:
        yield from (folder / name for name in of_the_days(source, date.fromisoformat(edition.date), begins))


def _within(path: Path, roots: Sequence[str]) -> bool:
    there = os.path.normpath(path.absolute())  # a link among the sources leads where the build went
    return any(there == root or there.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _changed(base: Path, path: str, digest: str) -> bool:
    """Of a file that is the article itself; what is inside another is compared when it is read."""
    file = base / path
    return "!/" not in path and file.is_file() and sha256(file.read_bytes()).hexdigest() != digest


def _unnamed(edition: Edition, project: Project, base: Path) -> Iterator[Finding]:
    """What lies among the sources and is not named: it may have come after the build."""
    if project.folder.absolute() != base.absolute():
        return
    there, _ = files([path for path in _given(edition, project, base) if path.exists()], base)
    named = {name for path in _paths(edition) for name in outer_names(path)}
    more = sorted({file.name for file in there} - named)
    if more:
        shown = ", ".join(more[:3]) + (", …" if len(more) > 3 else "")
        yield Finding(
            True, f"not checked: files among the sources that the edition does not name ({len(more)}: {shown})"
        )
