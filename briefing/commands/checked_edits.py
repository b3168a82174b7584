"""Do an editor's changes name what is there? Every file of changes is read; of the newest one, and of the overrides in
the config, each statement, story and article is looked up in the sources, and in the editions that were made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from briefing import pipeline
from briefing.compose.edits.edits import STORIES, Edit
from briefing.compose.edits.places import named
from briefing.config import Project
from briefing.editions.edits_file import FOLDER, edits_of
from briefing.errors import UsageError
from briefing.model import Article
from briefing.proof.originals import sources_of
from briefing.running.maps import map_of
from briefing.running.workers import Means
from briefing.shape import ShapeError
from briefing.text import counted
from briefing.yaml_text import fault_of, plain

_ID = re.compile(rb'"id": "([st][0-9a-f]{10,64})"')  # of statements and stories in a brief.json
_EDITED = re.compile(rb'"edited": \[([^]]*)\]')  # the statements for which changes were made there
_STATEMENT = "the id of a sentence of the sources (`inspect` and brief.json show them)"
_STORY = "the id of a story, or the path of an article of the sources"
_OVERRIDES = ("drop", "first")  # of `statements:` in the config


@dataclass(frozen=True, slots=True)
class _Name:
    """What a change names: a statement, or else a story or an article; place: the key that does."""

    name: str
    place: tuple[str | int, ...]
    statement: bool


@dataclass(slots=True)
class _Known:
    """What there is to name: ids, and paths of articles; digests: of their texts, of which stories have their ids."""

    ids: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)

    def add(self, article: Article, wanted: Collection[str]) -> None:
        self.ids |= named(article, [one for one in wanted if one not in self.ids])
        self.paths.add(article.path)
        self.digests.add(article.text_sha256)

    def has(self, one: _Name) -> bool:
        if one.statement or one.name in self.ids:
            return one.name in self.ids
        return one.name in self.paths or any(digest.startswith(one.name[1:]) for digest in self.digests)


def check_edits(project: Project, today: date) -> Iterator[str]:
    """A line that says what was looked at, where there are changes. Raises ConfigError, with the place in the file, for
    a change that names no statement, story or article that there is."""
    days = _days(project.folder / FOLDER)
    changes = {day: edits_of(project, day) for day in days}
    newest = max(days, default=None)
    edits = [] if newest is None else list(_of_edits(changes[newest].edits))
    overrides = list(_of_config(project))
    if edits or overrides:
        known = _known(project, sorted({newest or today, today}), [one.name for one in (*edits, *overrides)])
        if known.paths and newest is not None:
            _must_be_known(project.folder / FOLDER / f"{newest}.yaml", edits, known)
        if known.paths and project.file is not None:
            _must_be_known(project.file, overrides, known)
    if newest is not None:
        yield f"edits          {FOLDER}: {counted(len(days), 'file', 'files')}, the newest of {newest}: right"


def _days(folder: Path) -> list[date]:
    found = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            found.append(date.fromisoformat(file.stem))
        except ValueError:
            raise UsageError(f"{file}: found {file.stem!r}, expected the day as its name: 2026-03-02.yaml") from None
    return found


def _of_edits(edits: Sequence[Edit]) -> Iterator[_Name]:
    for number, edit in enumerate(edits):
        verb, details = edit.verb, ("edits", number)
        if edit.statement is not None:
            yield _Name(edit.statement, (*details, verb), True)
        if edit.before is not None:
            yield _Name(edit.before, (*details, "before"), edit.statement is not None)
        for key in (verb, "story", "title_of"):
            found = getattr(edit, key)
            if key != verb or verb in (*STORIES, "headline", "drop_notes"):
                names = enumerate(found) if isinstance(found, tuple) else [(None, found)]
                for at, name in names:
                    if name is not None:
                        yield _Name(name, (*details, key) if at is None else (*details, key, at), False)


def _of_config(project: Project) -> Iterator[_Name]:
    for key in _OVERRIDES:
        for at, name in enumerate(getattr(project.config.statements, key)):
            yield _Name(name, ("statements", key, at), True)


def _known(project: Project, days: Sequence[date], wanted: Sequence[str]) -> _Known:
    """What the sources of these days and the editions in out/ hold of what is wanted. Sources that are not there hold
    nothing."""
    known = _Known()
    paths: dict[Path, None] = {}
    for day in days:
        try:
            paths |= dict.fromkeys(sources_of(project, day))
        except UsageError:  # a folder of another day, or said by the check of the sources
            continue
    for file in (project.folder / "out").glob("*/brief.json"):
        known.ids |= _printed(file.read_bytes())
    with map_of(project) as map_:
        read = pipeline.read(list(paths), project.folder, project.config.reading, means=Means(map_))
        for found in pipeline.whole(read, means=Means(map_)):
            for article in found.articles:
                known.add(article, wanted)
    return known


def _printed(brief: bytes) -> set[str]:
    obeyed = (name.strip(b'" \n') for names in _EDITED.findall(brief) for name in names.split(b","))
    return {name.decode("ascii", "replace") for name in (*_ID.findall(brief), *obeyed)}


def _must_be_known(file: Path, names: Sequence[_Name], known: _Known) -> None:
    for one in names:
        if not known.has(one):
            _, places = plain(file.read_bytes(), str(file))
            near = get_close_matches(one.name, known.ids if one.statement else known.paths, n=1, cutoff=0.8)
            fault = ShapeError(one.place, one.name, _STATEMENT if one.statement else _STORY, near[0] if near else None)
            raise fault_of(fault, places, str(file))
