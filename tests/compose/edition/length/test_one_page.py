"""One page: what is cut is counted, the order holds, and what is left is an edition of its own."""

from __future__ import annotations

from dataclasses import replace

from briefing.compose.edition.length.one_page import fitted, height
from briefing.compose.edition.tuning import SHEET
from briefing.model import Edition
from briefing.proof.within import agrees
from tests.helpers import editions
from tests.helpers.torture import torture


def explained(edition: Edition) -> Edition:
    names = [s.id for story in edition.stories for section in story.sections for s in section.statements]
    names += [s.id for story in edition.stories for s in story.evidence.not_known]
    names += [event.statement.id for story in edition.stories for event in story.evidence.timeline]
    return replace(edition, explain={name: {} for name in names})


def test_what_fits_stays_but_for_timelines() -> None:
    whole = explained(editions.small())
    small = fitted(whole)
    assert [story.sections for story in small.stories] == [
        tuple(section for section in story.sections if section.statements) for story in whole.stories
    ]
    assert small.cut is not None
    assert (small.cut.statements, small.cut.stories) == (3, 0)


def test_much_is_cut_from_the_end_and_counted() -> None:
    whole = explained(torture(40))
    small = fitted(whole)
    assert height(small) <= SHEET.side < height(whole)
    assert [story.id for story in small.stories] == [story.id for story in whole.stories[: len(small.stories)]]
    assert all(story.sections[0].statements for story in small.stories)
    printed = sum(len(section.statements) for story in small.stories for section in story.sections)
    total = sum(len(section.statements) for story in whole.stories for section in story.sections)
    assert small.cut is not None
    assert (small.cut.statements, small.cut.stories) == (total - printed, 40 - len(small.stories))


def test_what_is_left_agrees_with_itself() -> None:
    small = fitted(explained(torture(40)))
    left = list(small.explain)
    faults = [one.message for one in agrees(small, {"statements": {name: {} for name in left}}) if not one.holds]
    assert faults == []
    assert 3 <= len(small.at_a_glance) <= 5
