"""The first page: the whole day, each story once."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.language import languages
from briefing.model import Edition, Statement, StoryBrief
from briefing.publish.page.citations import PageCitations
from briefing.publish.page.elements import Chapter, Front

WITH_SENTENCE = 8  # stories with a sentence; those after them stand there by headline


def front(citer: PageCitations, chapters: Mapping[str, Chapter], targets: Mapping[str, str]) -> tuple[Front, ...]:
    """Each story in the order of the edition; a notice by its headline, which says it. chapters: the stories by id,
    with number, tags and support; targets: where each goes on."""
    edition = citer.edition
    said = opening(edition)
    found = []
    for story in edition.stories:
        chapter = chapters[story.id]
        title = citer.words["at_a_glance"]
        statements = said[story.id][:1] if chapter.number <= WITH_SENTENCE and chapter.size != "notice" else ()
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
    """What the first page says of each story, by its id: its statements at a glance; where none is among these, the
    first that it says of this day."""
    return {story.id: _of_story(story, edition.at_a_glance) for story in edition.stories}


def _of_story(story: StoryBrief, at_a_glance: tuple[str, ...]) -> tuple[Statement, ...]:
    by_id = {one.id: one for section in story.sections for one in section.statements}
    chosen = tuple(by_id[name] for name in at_a_glance if name in by_id)
    return chosen or tuple(one for one in by_id.values() if one.as_of is None)[:1]


def alerts(citer: PageCitations) -> tuple[str, ...]:
    """What a reader should know before he relies on the edition: articles that were read without knowing their
    language."""
    known = frozenset(languages())
    found = [one.language for one in citer.edition.sources if one.language and one.language not in known]
    if not found:
        return ()
    told = citer.words["unserved"].replace("{n}", str(len(found)))
    return (told.replace("{m}", ", ".join(sorted(set(found)))),)
