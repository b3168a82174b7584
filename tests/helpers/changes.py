"""Random changes by an editor, for tests: what he might do to an edition as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from briefing.compose.edits.edits import EVIDENCE, Edit
from briefing.compose.sentences.slices import statement_id
from briefing.model import Edition, Statement, Story, StoryBrief
from briefing.proof.within import statements_of
from briefing.text import Span

GONE = "s" + "0" * 10  # names no sentence
VERBS = (
    *("strike", "strike", "restore", "put", "put", "move", "move", "pin", "hide_section", "show_section", "hide_story"),
    *(
        "show_story",
        "full_story",
        "line_story",
        "move_story",
        "lead",
        "merge",
        "part",
        "headline",
        "note",
        "drop_notes",
    ),
)


def change(edition: Edition, stories: Sequence[Story], sections: Sequence[str], random: Random, number: int) -> Edit:
    """A change of the edition, most of the time of what is there. stories: all of the day, without any change."""
    verb = random.choice(VERBS)
    said = {"by": "Ada Roe", "at": f"2026-03-03T06:{number // 60:02d}:{number % 60:02d}Z", "why": f"change {number}"}
    data = {**_details(verb, edition, stories, sections, random), **said}
    return Edit(**data)  # type: ignore[arg-type]


def _details(
    verb: str, edition: Edition, stories: Sequence[Story], sections: Sequence[str], random: Random
) -> dict[str, object]:
    story = random.choice(stories)
    path = random.choice(story.articles).path
    if verb in ("strike", "restore", "pin"):
        return {verb: _printed(edition, random)}
    if verb == "put":
        return {
            verb: _any_sentences(story, random),
            "section": random.choice(sections),
            "before": _printed(edition, random),
        }
    if verb == "move":
        return {
            verb: _printed(edition, random),
            "section": random.choice(sections),
            "before": _printed(edition, random),
        }
    if verb in ("hide_section", "show_section"):
        where = {"story": path} if random.random() < 0.7 else {}
        return {verb: random.choice([*sections, *EVIDENCE]), **where}
    if verb == "merge":
        return {verb: (path, random.choice(random.choice(stories).articles).path)}
    if verb == "part":
        return {verb: tuple({path, random.choice(story.articles).path})}
    if verb == "headline":
        return {verb: story.id, "title_of": path}
    if verb == "note":
        return {verb: "The ministry answers for this at noon.", "story": path}
    if verb == "move_story":
        return {verb: path, "before": random.choice(random.choice(stories).articles).path}
    return {verb: path}


def _printed(edition: Edition, random: Random) -> str:
    """The id of a printed statement; now and then one that names nothing."""
    found = [statement.id for statement in statements_of(edition)]
    return random.choice(found) if found and random.random() < 0.95 else GONE


def _any_sentences(story: Story, random: Random) -> str:
    article = random.choice(story.articles)
    first = random.randrange(len(article.sentences))
    last = min(first + random.choice((0, 0, 0, 1, 2)), len(article.sentences) - 1)
    return statement_id(article, Span(article.sentences[first].span.start, article.sentences[last].span.end))


def statements_in(story: StoryBrief) -> list[Statement]:
    """What its sections print."""
    return [statement for section in story.sections for statement in section.statements]
