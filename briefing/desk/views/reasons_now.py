"""Why a sentence is not printed, as it holds after the editor's changes."""

from __future__ import annotations

from briefing.compose.selection.select import taken
from briefing.desk.bench import View
from briefing.model import StoryBrief


def reason_now(view: View, story: StoryBrief | None, section: str | None, why: str) -> str:
    """The reason that the selection gave, or what became of it: a section that was full may have lost statements since,
    as nothing takes the place of what is struck."""
    rule = next((one for one in view.project.config.sections if one.id == section), None)
    if rule is None or story is None or why != taken(rule.statements):
        return why
    printed = next((len(one.statements) for one in story.sections if one.id == section), 0)
    if printed >= rule.statements:
        return why
    return f"the section had its {rule.statements} statements before the editor's changes; it prints {printed} now"
