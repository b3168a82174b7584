"""What the desk shows of a day: sources, config and changes, composed anew as soon as one of them is another.

Only what changed is made anew: files are read when their names, sizes or times differ, stories found when the articles
or the config do, and of an edition only the stories that a change is about are chosen again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from briefing import config as settings
from briefing import pipeline
from briefing.compose.changes.past import Earlier
from briefing.compose.edition.length.choosing import Chosen, Plan, choose
from briefing.config import Project
from briefing.desk.edits.edits_book import EditsBook, EditsPage
from briefing.editions import earlier
from briefing.editions.approval import ApprovalState, state_of
from briefing.errors import UsageError
from briefing.model import Article, Edition, Story
from briefing.pipeline import DayStories, Stories
from briefing.proof.originals import sources_of
from briefing.running.records import FileRecord, Record
from briefing.running.workers import Means
from briefing.storage import archive

Signature = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A day as it stands. told: its stories as the editor has them; chosen: what each of those in full could print and
    why, by the story's id; found: all that was read; before: the editions before."""

    project: Project
    day: date
    page: EditsPage
    told: Stories
    edition: Edition
    chosen: Mapping[str, Chosen]
    state: ApprovalState
    found: tuple[FileRecord, ...]
    before: tuple[Earlier, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the edition lies once it is built."""
        return self.project.folder / "out" / self.day.isoformat()

    @property
    def records(self) -> dict[str, Record]:
        """All that was read, by path; what others repeat is set aside where that was looked for."""
        return {record.path: record for file in self.found for record in file.records} | dict(self.told.records)

    def story_of(self, path: str) -> Story | None:
        """The story that holds the article of a path."""
        return next((one for one in self.told.stories for article in one.articles if article.path == path), None)

    def whole(self, path: str) -> Article | None:
        """The article of a path with all its sentences, blocks and speakers."""
        record = self.records.get(path)
        if record is None:
            return None
        story = self.story_of(path)
        full = {one.id for one in self.told.stories[: self.told.head]}
        if story is not None and story.id in full:
            return next(article for article in story.articles if article.path == path)
        return next(article for file in pipeline.whole([FileRecord(path, (record,), ())]) for article in file.articles)


@dataclass(slots=True, kw_only=True)
class Bench:
    """One day at the desk. config: the file to read, None: the project as given."""

    project: Project
    day: date
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _config: Signature = ()
    _read: tuple[Signature, tuple[FileRecord, ...]] = ((), ())
    _before: tuple[Signature, tuple[Earlier, ...]] = ((), ())
    _told: DayStories | None = None
    _chosen: dict[Signature, Chosen] = field(default_factory=dict)
    _view: tuple[Signature, View] | None = None
    _state: tuple[Signature, ApprovalState] | None = None

    def view(self) -> View:
        """The day as it stands now. Raises BriefingError for what a user can mend: a fault in the config or the
        edits."""
        with self._lock:
            self._configured()
            page = EditsBook(self.project, self.day).page()
            found, before = self._found(), self._earlier()
            key: Signature = (self._read[0], self._before[0], self._config, page.edits.digest)
            if self._view is None or self._view[0] != key:
                self._view = (key, self._composed(found, before, page))
            view = self._view[1]
            return _with(view, page, self._state_now(page))

    def book(self) -> EditsBook:
        return EditsBook(self.project, self.day)

    def forget(self) -> None:
        """The state of the edition is looked up anew."""
        with self._lock:
            self._state = None

    def _configured(self) -> None:
        file = self.project.file
        if file is None:
            return
        now = _signature(file)
        if now != self._config:
            self.project = settings.read(file)
            self._config, self._told, self._view = now, None, None

    def _found(self) -> tuple[FileRecord, ...]:
        """All that the sources hold, read again where a file is another; nothing where there are none yet."""
        try:
            paths = sources_of(self.project, self.day)
        except UsageError:
            paths = []
        now: Signature = (self._config, *(each for path in paths for each in _files(path)))
        if now != self._read[0]:
            with archive.cache(self.project.state) as cache:
                options = self.project.config.reading
                read = tuple(pipeline.read(paths, self.project.folder, options, means=Means(cache=cache)))
            self._read, self._told = (now, read), None
        return self._read[1]

    def _earlier(self) -> tuple[Earlier, ...]:
        """The editions before, which this one is held against."""
        out = self.project.folder / "out"
        names = sorted(one.name for one in out.iterdir()) if out.is_dir() else []
        now: Signature = (
            self._config,
            *((name, *_signature(out / name / "brief.json")) for name in names if name < self.day.isoformat()),
        )
        if now != self._before[0]:
            found = earlier.before(out, self.day, self.project.config.since)
            self._before, self._told = (now, found.editions), None
        return self._before[1]

    def _composed(self, found: Sequence[FileRecord], before: Sequence[Earlier], page: EditsPage) -> View:
        config = self.project.config
        with archive.cache(self.project.state) as cache:
            if self._told is None:
                self._told = pipeline.told_of(
                    found, config, self.day, before=pipeline.Before(before), means=Means(cache=cache)
                )
                self._chosen = {}
            told, edition = pipeline.edited(
                self._told, config, self.day, page.edits, choosing=self._choose, means=Means(cache=cache)
            )
        self._told = replace(self._told, stories=replace(self._told.stories, ready=told.ready))
        full = told.stories[: told.head]
        return View(
            project=self.project,
            day=self.day,
            page=page,
            told=told,
            edition=edition,
            chosen={story.id: one for story in full if (one := self._chosen.get(_key(story))) is not None},
            state=ApprovalState(name="none"),
            found=tuple(found),
            before=tuple(before),
        )

    def _choose(self, story: Story, day: date, plan: Plan) -> Chosen:
        """As `choose`; once for each story as long as its articles are the same."""
        key = _key(story)
        if key not in self._chosen:
            self._chosen[key] = choose(story, day, plan)
        return self._chosen[key]

    def _state_now(self, page: EditsPage) -> ApprovalState:
        folder = self.project.folder / "out" / self.day.isoformat()
        journal = self.project.state / archive.JOURNAL
        key = (self._config, page.base, *map(_signature, (folder, folder / "brief.json", journal)))
        if self._state is None or self._state[0] != key:
            self._state = (key, state_of(self.project, self.day, folder, page.edits))
        return self._state[1]


def _with(view: View, page: EditsPage, state: ApprovalState) -> View:
    return replace(view, page=page, state=state)


def _key(story: Story) -> Signature:
    """Names a story with the articles that it has now; while they are kept, no other has their places in memory."""
    return (story.id, story.day, story.independent, *map(id, story.articles))


def _signature(path: Path) -> Signature:
    """What changes when a file does."""
    try:
        about = path.stat()
    except OSError:
        return ()
    return (about.st_mtime_ns, about.st_size, about.st_ino)


def _files(path: Path) -> Iterator[Signature]:
    """Every file of a folder, each with what changes when it does."""
    if path.is_file():
        yield (str(path), *_signature(path))
        return
    for folder, names, files in os.walk(path):
        names.sort()
        for name in sorted(files):
            yield (folder, name, *_signature(Path(folder) / name))
