"""Which statements of the series a later edition put right, so that they are not shown as if they still stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.publish.series.catalogue import SeriesEntry


@dataclass(frozen=True, slots=True)
class PutRightLater:
    """The first edition that put a statement right, and why, as it says."""

    by: SeriesEntry
    why: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What was put right later, by the last day of its edition and the id of the statement."""

    found: Mapping[tuple[str, str], PutRightLater]

    def statement(self, entry: SeriesEntry, name: str) -> PutRightLater | None:
        """Of a statement of an edition."""
        return self.found.get((entry.last, name))

    def stories(self, entry: SeriesEntry) -> dict[int, PutRightLater]:
        """Of the stories of an edition, by their places: the first of their statements that was put right."""
        marked: dict[int, PutRightLater] = {}
        for name, story in entry.said:
            if later := self.statement(entry, name):
                marked.setdefault(story, later)
        return marked

    def newest(self, entry: SeriesEntry) -> SeriesEntry:
        """The last edition that changed what is shown of an edition, itself where none did."""
        later = [mark.by for name, _ in entry.said if (mark := self.statement(entry, name))]
        return max([entry, *later], key=lambda one: one.last)


def marks(entries: Sequence[SeriesEntry]) -> Marks:
    """What is put right in a series. entries: the newest first."""
    return Marks({(one.edition, one.statement): PutRightLater(by, one.why) for by in entries for one in by.put_right})
