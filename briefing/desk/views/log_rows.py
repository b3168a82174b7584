"""The changes of a day in words: what was done to what, by whom, when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.compose.edits.edits import Edit
from briefing.desk.bench import View
from briefing.desk.views.words import Phrases
from briefing.publish.page.labels import moment, zone

# verb of a change → the phrase of its button, where that has another name
_PHRASES = {
    "put": "put_in",
    "show_section": "show",
    "show_story": "show",
    "move_story": "move",
    "headline": "take_headline",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """A change. what: in words; at: as the language writes a moment; name: the id or path that the file has."""

    what: str
    by: str
    at: str
    why: str
    name: str


def log_rows(view: View, edits: Sequence[Edit], phrases: Phrases, titles: Mapping[str, str]) -> list[LogRow]:
    """The changes in their order. titles: section id → its title."""
    names = {**titles, **_headlines(view)}
    where = zone(view.project.config.time_zone)
    language = view.project.config.language
    return [
        LogRow(
            what=said(one, phrases, names),
            by=one.by,
            at=moment(one.at, language, where),
            why=one.why,
            name=_target(one),
        )
        for one in edits
    ]


def _headlines(view: View) -> dict[str, str]:
    """Story id and path of an article → the headline of the story."""
    paths = {source.number: source.path for source in view.edition.sources}
    found = {}
    for story in view.edition.stories:
        found[story.id] = story.headline
        found |= dict.fromkeys((paths[number] for number in story.articles), story.headline)
    for line in view.edition.also:
        found |= dict.fromkeys((paths[number] for number in line.articles), line.headline)
    return found


def said(edit: Edit, phrases: Phrases, names: Mapping[str, str]) -> str:
    """A change in words: what is done, to which words or which story, where. names: id or path → what it is called."""
    about = [*(edit.merge or edit.part or ()), edit.of_story, edit.hide_section or edit.show_section]
    about += [edit.section, edit.title_of]
    called = [names.get(name, name) for name in about if name]
    words = edit.words or edit.statement
    quoted = [f"“{one}”" for one in (words, edit.note) if one]
    return " · ".join([phrases[_PHRASES.get(edit.verb, edit.verb)], *quoted, *dict.fromkeys(called)])


def _target(edit: Edit) -> str:
    return edit.statement or edit.of_story or ", ".join(edit.merge or edit.part or ())
