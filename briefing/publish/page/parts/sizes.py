"""How much an edition makes of a story: the lead, a full story, a brief, a notice."""

from __future__ import annotations

from briefing.model import Edition, StoryBrief
from briefing.publish.page.elements import Size

BRIEF_STATEMENTS = 2  # a story of more has labelled parts
BRIEF_WORDS = 70  # two or three lines, and some


def sizes(edition: Edition) -> dict[str, Size]:
    """The size of each story by its id. Notices are the last stories alone: nothing changes its place for its size."""
    notices = _trailing_notices(edition)
    found: dict[str, Size] = {}
    for story in edition.stories:
        if story.id in notices:
            found[story.id] = "notice"
        elif not found:
            found[story.id] = "lead"
        else:
            found[story.id] = "brief" if _is_brief(story) else "full"
    return found


def words(story: StoryBrief) -> int:
    """The words of all its statements."""
    return sum(len(one.text.split()) for section in story.sections for one in section.statements)


def _is_brief(story: StoryBrief) -> bool:
    evidence = story.evidence
    dated = any(not event.ahead for event in evidence.timeline)
    more = evidence.disagreements or evidence.not_known or dated or story.changes or story.days
    noted = any(section.note for section in story.sections)
    statements = sum(len(section.statements) for section in story.sections)
    return not more and not noted and statements <= BRIEF_STATEMENTS and words(story) <= BRIEF_WORDS


def _trailing_notices(edition: Edition) -> set[str]:
    genre = {source.number: source.genre for source in edition.sources}
    found: set[str] = set()
    for story in reversed(edition.stories):
        if not _is_brief(story) or any(genre[number] != "notice" for number in story.articles):
            break
        found.add(story.id)
    return found
