"""What one run of the desk holds: the days that are looked at, who is here, and how it reaches the commands."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from briefing.config import Config, Project
from briefing.desk.access.guard import Gate
from briefing.desk.actions import Actions
from briefing.desk.bench import Bench, View
from briefing.desk.views.words import Phrases
from briefing.desk.views.words import words as words_of
from briefing.editions import outputs

MOST_DAYS = 3  # days that are kept at hand


@dataclass(slots=True, kw_only=True)
class Desk:
    """day: the one that the desk opens with."""

    project: Project
    day: date
    gate: Gate
    actions: Actions
    _benches: dict[date, Bench] = field(default_factory=dict)
    _printed: tuple[View | None, dict[str, bytes]] = (None, {})
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def bench(self, day: date) -> Bench:
        """What is shown of a day; the one that was asked for longest ago makes way for another."""
        with self._lock:
            found = self._benches.pop(day, None) or Bench(project=self.project, day=day)
            while len(self._benches) >= MOST_DAYS:
                del self._benches[next(iter(self._benches))]
            self._benches[day] = found
            return found

    @property
    def config(self) -> Config:
        """The config as it was read last, as somebody may change it while the desk is open."""
        return self.bench(self.day).project.config

    @property
    def words(self) -> Phrases:
        """What the desk says, in the language of the edition."""
        return words_of(self.config.language)

    def printed(self, view: View) -> dict[str, bytes]:
        """The pages of the edition as `build` would write them now, by their names."""
        known, files = self._printed
        if known is None or known.edition is not view.edition:
            files = outputs.preview(view.edition, view.project, view.page.edits)
            self._printed = (view, files)
        return files

    def published(self, day: date) -> dict[str, bytes]:
        """The files of an edition in out/; none where there is none. Only names that an edition has are looked for."""
        from briefing.editions.approval import files_of

        return files_of(self.project.folder / "out" / day.isoformat())
