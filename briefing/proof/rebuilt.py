"""The edition made again from the originals that it names and the configuration, and compared key by key."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from briefing import __version__, pipeline
from briefing.compose.changes.past import Earlier
from briefing.config import Project
from briefing.editions import earlier, revision
from briefing.editions.edits_file import edits_of
from briefing.model import FEEDS, Edition
from briefing.prepare.scan import files
from briefing.proof.citations import NOT_MADE, Finding, OpenEdition, digest
from briefing.proof.differences import differences
from briefing.proof.places import Places, outer_names
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
    within = Places.of(edition, project, base).roots
    found = list(pipeline.read(named, base, project.config.reading, means=means, within=within))
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


def _originals(edition: Edition, project: Project, base: Path) -> tuple[list[Path], str]:
    """The files that the edition names, and why it cannot be made again from them, or ""."""
    made_by = f"briefing {__version__}"
    if edition.generator != made_by:
        return [], f"it was made by {edition.generator}, and this is {made_by}"
    places = Places.of(edition, project, base)
    named: dict[Path, None] = {}
    missing = outside = 0
    for path in _paths(edition):
        there = [one for name in outer_names(path) for one in places.spelled(name) if os.path.lexists(one)]
        inside = [one for one in there if places.named(one)]
        if inside:
            named[inside[0]] = None
        missing += not there
        outside += bool(there) and not inside
    if missing or outside:
        where = f" ({outside} of them outside the folders of sources)" if outside else ""
        return [], f"{missing + outside} of its originals are not at hand{where}"
    if changed := [source.path for source in edition.sources if _changed(places, source.path, source.sha256)]:
        return [], f"{len(changed)} of its originals have changed"
    return list(named), ""


def _paths(edition: Edition) -> Iterator[str]:
    for source in edition.sources:
        yield source.path
        yield from (copy.path for copy in source.copies)
    yield from (left.path for left in edition.left_out if left.path)


def _changed(places: Places, path: str, expected: str) -> bool:
    """Of a file that is the article itself; what is inside another is compared when it is read."""
    found = places.find(path)
    return found is not None and not found.inner(path) and digest(found.file) != expected


def _unnamed(edition: Edition, project: Project, base: Path) -> Iterator[Finding]:
    """What lies among the sources and is not named: it may have come after the build."""
    if project.folder.absolute() != base.absolute():
        return
    given = Places.of(edition, project, base).given
    there, _ = files([path for path in given if path.exists()], base)
    named = {name for path in _paths(edition) for name in outer_names(path)}
    more = sorted({file.name for file in there} - named)
    if more:
        shown = ", ".join(more[:3]) + (", …" if len(more) > 3 else "")
        yield Finding(
            True, f"not checked: files among the sources that the edition does not name ({len(more)}: {shown})"
        )
