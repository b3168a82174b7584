"""`edits/DATE.yaml`, written a change a line: added, taken back, done again. Nothing is lost if this stops anywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from briefing.compose.edits.edits import NO_EDITS, Edit, Edits
from briefing.config import Project
from briefing.desk.edits import edit_lines
from briefing.desk.edits.replaced import replace_file
from briefing.editions.edits_file import file_of, parse
from briefing.errors import BriefingError


@dataclass(frozen=True, slots=True)
class EditsPage:
    """The file as it stands. base: a digest of its bytes, which a form names so that nobody overwrites unseen lines."""

    edits: Edits = NO_EDITS
    text: str = ""
    base: str = ""


class ChangedMeanwhile(BriefingError):
    """Somebody else changed the file after the page was shown."""

    def __init__(self) -> None:
        super().__init__("somebody changed this edition after you opened the page")


class EditsBook:
    """The changes of one day."""

    def __init__(self, project: Project, day: date) -> None:
        self.file = file_of(project, day)
        self._sections = tuple(rule.id for rule in project.config.sections)

    def page(self) -> EditsPage:
        """What the file says now. Raises ConfigError with line and column where it says something else."""
        try:
            raw = self.file.read_bytes()
        except FileNotFoundError:
            raw = b""
        return EditsPage(self._parsed(raw), raw.decode("utf-8-sig"), hashlib.sha256(raw).hexdigest())

    def add(self, edits: Sequence[Edit], base: str | None) -> EditsPage:
        """Writes changes at the end. base: that of the page on which they were made, None: whatever stands there now.

        Raises ChangedMeanwhile where another page stands there by now."""
        with self._held():
            before = self._checked(base)
            text = before.text or edit_lines.OPENING
            for _ in before.edits.undone:
                text = edit_lines.without_last(text, "undone")
            wanted = Edits((*before.edits.edits, *edits))
            return self._write(edit_lines.added(text, "edits", edits), wanted, before)

    def undo(self, base: str | None) -> EditsPage:
        """Takes the last change back; nothing where there is none."""
        return self._moved("edits", "undone", base)

    def redo(self, base: str | None) -> EditsPage:
        """Does the change again that was taken back last."""
        return self._moved("undone", "edits", base)

    def _moved(self, source: str, target: str, base: str | None) -> EditsPage:
        with self._held():
            before = self._checked(base)
            rows: tuple[Edit, ...] = getattr(before.edits, source)
            if not rows:
                return before
            text = edit_lines.added(edit_lines.without_last(before.text, source), target, rows[-1:])
            moved = {source: rows[:-1], target: (*getattr(before.edits, target), rows[-1])}
            return self._write(text, Edits(**moved), before)

    def _checked(self, base: str | None) -> EditsPage:
        page = self.page()
        if base is not None and base != page.base:
            raise ChangedMeanwhile
        return page

    def _write(self, text: str, wanted: Edits, before: EditsPage) -> EditsPage:
        """Writes the text where it says what is wanted; else what is wanted in a form of our own."""
        try:
            fits = self._parsed(text.encode()) == wanted
        except BriefingError:
            fits = False
        if not fits:
            text = edit_lines.anew(wanted.edits, wanted.undone, before.text)
            self._parsed(text.encode())
        replace_file(self.file, text.encode())
        return self.page()

    def _parsed(self, raw: bytes) -> Edits:
        return _parsed(raw, str(self.file), self._sections)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """One process at a time writes the file."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        try:
            import fcntl
        except ImportError:  # no such lock on this system; the replacement stays atomic
            yield
            return
        handle = os.open(self.file.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


@lru_cache(maxsize=8)
def _parsed(raw: bytes, name: str, sections: tuple[str, ...]) -> Edits:
    """As `parse`; once for the same bytes, which a change looks at several times."""
    return parse(raw, name, list(sections))


def now() -> str:
    """The time as a change states it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
