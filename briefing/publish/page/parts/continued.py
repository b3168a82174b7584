"""The lead on paper, where it goes on right below the day: what the first page has said of it is not said again."""

from __future__ import annotations

from dataclasses import replace

from briefing.publish.page.elements import Band, Brief, Chapter

MOST_TOLD = 3  # stories with a sentence on the first page, above which the lead begins on the next
MOST_AHEAD = 3  # days ahead there


def continued(brief: Brief) -> Brief | None:
    """The day with a lead that goes on where the first page left it; None where that page does not open with the
    lead's own first statement, or holds so much that the lead begins on another."""
    crowded = brief.corrections or brief.revised or brief.unchanged or len(brief.ahead) > MOST_AHEAD
    told = [item for item in brief.front if item.quoted]
    if crowded or not told or len(told) > MOST_TOLD or brief.layout != "by-story" or told[0] != brief.front[0]:
        return None
    lead, *others = brief.chapters
    bands = _without_first(lead, told[0].quoted[0].id)
    return replace(brief, chapters=(replace(lead, bands=bands), *others)) if bands else None


def _without_first(lead: Chapter, name: str) -> tuple[Band, ...]:
    """The parts of the lead without its first statement, which is this one; () where it is another, or all there is."""
    if lead.size != "lead" or not lead.bands or lead.bands[0].kind != "statements":
        return ()
    first, *others = lead.bands
    (group, *groups) = first.groups or (None,)
    if group is None or not group.quoted or group.quoted[0].id != name:
        return ()
    rest = replace(group, quoted=group.quoted[1:])
    kept = (rest, *groups) if rest.quoted else tuple(groups)
    if kept:
        return (replace(first, groups=kept), *others)
    return (replace(others[0], opening=True), *others[1:]) if others else ()
