"""What the edition before had and no story of the day goes on."""

from __future__ import annotations

from briefing.compose.changes.gone import gone
from briefing.model import GoesOn
from tests.helpers import editions


def test_a_story_is_gone_unless_one_of_the_day_goes_on_it() -> None:
    old = editions.small()
    first, second = old.stories
    told = [GoesOn(old.date, first.id, first.headline)]
    left = gone(old, told)
    assert left[0] == GoesOn(old.date, second.id, second.headline)
    assert [one.id for one in left[1:]] == [None] * len(old.also)


def test_a_story_of_the_same_name_in_another_edition_is_not_that_one() -> None:
    old = editions.small()
    other = [GoesOn("2020-01-01", story.id, story.headline) for story in old.stories]
    assert len(gone(old, other)) == len(old.stories) + len(old.also)
