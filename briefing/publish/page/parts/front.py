"""The first page: the whole day, each story once."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import Edition, Statement, StoryBrief
from briefing.publish.page.citations import Citer
from briefing.publish.page.elements import Chapter, Front

WITH_SENTENCE = 8  # stories with a sentence; those after them stand there by headline
SHORT = 160  # words of an edition that needs no page of its own for the day


def front(citer: Citer, chapters: Mapping[str, Chapter], targets: Mapping[str, str]) -> tuple[Front, ...]:
    """Each story that is no notice, in the order of the edition. chapters: the stories by id, with number, tags and
    support; targets: where each goes on."""
    edition = citer.edition
    said = opening(edition)
    found = []
    for story in edition.stories:
        chapter = chapters[story.id]
        if chapter.size == "notice":
            continue
        title = citer.words["at_a_glance"]
        statements = said[story.id] if chapter.number <= WITH_SENTENCE else ()
        found.append(
            Front(
                number=chapter.number,
                target=targets[story.id],
                headline=chapter.headline,
                tags=chapter.tags,
                support=chapter.support,
                quoted=tuple(citer.again(one, title, "#glance") for one in statements),
                language=chapter.language,
                direction=chapter.direction,
            )
        )
    return tuple(found)


def opening(edition: Edition) -> dict[str, tuple[Statement, ...]]:
    """What the first page says of each story, by its id: its statements at a glance; where none is among these, what
    the story itself begins with, unless that is of another day."""
    return {story.id: _of_story(story, edition.at_a_glance) for story in edition.stories}


def _of_story(story: StoryBrief, at_a_glance: tuple[str, ...]) -> tuple[Statement, ...]:
    by_id = {one.id: one for section in story.sections for one in section.statements}
    chosen = tuple(by_id[name] for name in at_a_glance if name in by_id)
    return chosen or tuple(one for one in list(by_id.values())[:1] if one.as_of is None)
