"""The stories of an edition before that no story of the day goes on."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model import AlsoStory, Edition, GoesOn, StoryBrief


def gone(old: Edition, goes_on: Iterable[GoesOn]) -> tuple[GoesOn, ...]:
    """Stories of `old`, those in full before those in a line, each in its order, that stand in none of `goes_on`."""
    known = {(one.id, one.headline) for one in goes_on if one.edition == old.date}
    told: tuple[StoryBrief | AlsoStory, ...] = (*old.stories, *old.also)
    rows = ((story.id if isinstance(story, StoryBrief) else None, story.headline) for story in told)
    return tuple(GoesOn(old.date, name, headline) for name, headline in rows if (name, headline) not in known)
