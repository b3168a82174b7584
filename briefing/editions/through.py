"""A story through the editions that told it: those before, by what each says that it goes on, and those after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from briefing.compose.changes.tuning import CHANGES
from briefing.model import AlsoStory, Edition, GoesOn, StoryBrief
from briefing.publish.document import SCHEMA, edition_of
from briefing.publish.editions import UNFIT, DamagedEdition, opened, read, there

MOST_STORIES = 400  # of one chain: more than a year of days


@dataclass(frozen=True, slots=True)
class DayTold:
    """A story as the edition of a day has it, in full or in a line."""

    edition: Edition
    story: StoryBrief | AlsoStory

    @property
    def key(self) -> GoesOn:
        """How a later edition names it."""
        name = self.story.id if isinstance(self.story, StoryBrief) else None
        return GoesOn(self.edition.date, name, self.story.headline)


def printed(out: Path, day: str) -> Edition | None:
    """The edition of a day in `out` as its brief.json has it, without the texts of its sources; None where there is
    none that can be read."""
    try:
        date.fromisoformat(day)  # a day comes from a brief.json too, and no other name is looked for
        brief = opened(read(out, day))
        found = edition_of(dict(brief), {})
    except (DamagedEdition, OSError, *UNFIT):
        return None
    return found if found.date == day and brief.get("schema", SCHEMA + 1) <= SCHEMA else None


def story_in(edition: Edition, wanted: str) -> StoryBrief | None:
    """The story of an id that an edition prints in full."""
    return next((story for story in edition.stories if story.id == wanted), None)


def through(out: Path, start: DayTold) -> list[DayTold]:
    """The story of `start` in all editions of `out`, the earliest first. What stood apart before and is one story now
    is followed by each of its ways."""
    found = {start.key: start}
    for one in _before(out, start):
        found.setdefault(one.key, one)
    for one in _after(out, set(found), start.edition.date):
        found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: one.edition.date)


def _before(out: Path, start: DayTold) -> Iterator[DayTold]:
    wanted, seen = list(start.story.goes_on), {start.key}
    while wanted and len(seen) < MOST_STORIES:
        named = wanted.pop()
        edition = printed(out, named.edition) if named not in seen else None
        seen.add(named)
        one = _named(edition, named) if edition is not None else None
        if one is not None:
            yield one
            wanted += one.story.goes_on


def _named(edition: Edition, name: GoesOn) -> DayTold | None:
    return next((one for one in _told(edition) if one.key == name), None)


def _told(edition: Edition) -> Iterator[DayTold]:
    stories: tuple[StoryBrief | AlsoStory, ...] = (*edition.stories, *edition.also)
    return (DayTold(edition, story) for story in stories)


def _after(out: Path, known: set[GoesOn], day: str) -> Iterator[DayTold]:
    """Later editions, as long as one of them could still take the story up."""
    last = before = day
    for name in sorted(name for name in there(out) if len(name) == len(day) and name > day):
        if date.fromisoformat(before) - timedelta(days=CHANGES.matched_days) > date.fromisoformat(last):
            return
        before, edition = name, printed(out, name)
        for one in _told(edition) if edition is not None else ():
            if len(known) < MOST_STORIES and known.intersection(one.story.goes_on):
                known.add(one.key)
                last = name
                yield one
