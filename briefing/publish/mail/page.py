"""Edition → the mail's HTML part, styles inlined, small enough for the clients that clip. The only module that imports
css-inline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from pathlib import Path
from typing import Any

from briefing.model import DayAhead, Edition, StoryBrief
from briefing.publish import bounded
from briefing.publish.page.citations import words_of
from briefing.publish.page.labels import counted, zone
from briefing.publish.page.options import PageOptions
from briefing.publish.page.render import bounds, portable
from briefing.publish.page.templating import sandbox
from briefing.publish.page.view import view

CLIPPED = 102_400  # bytes of HTML after which clients hide the rest
MOST_BYTES = 90_000  # rewritten links take more characters


@dataclass(frozen=True, slots=True)
class MailPage:
    """left_out: how many stories did not fit; shortened: the first alone did not, and is printed in part. Then the PDF
    must come with the mail."""

    html: str
    left_out: int
    shortened: bool = False

    @property
    def partial(self) -> bool:
        """Does a reader see less than the edition? A sentence is never cut, so a single one could be too large."""
        return self.left_out > 0 or self.shortened or len(self.html.encode("utf-8")) > CLIPPED


def page_bytes(mail: bytes) -> int:
    """How many bytes the HTML part of a mail has; 0 where they are few, or none."""
    if len(mail) <= CLIPPED:
        return 0
    parts = message_from_bytes(mail).walk()
    pages: list[Any] = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    return max((len(page.replace(b"\r\n", b"\n")) for page in pages), default=0)


def render(edition: Edition, options: PageOptions, user_templates: Path | None, time_zone: str) -> MailPage:
    """The HTML of the whole edition; where it is too large, without the passages in the notes; where that is still too
    large, of as many leading stories as fit, one at least; of the first statements of one that alone would be clipped.
    Raises RenderError."""
    if user_templates is None:
        return html_of(edition, None, time_zone)
    return bounded.run(bounds(options, "the mail"), html_of, portable(edition), user_templates, time_zone)


def html_of(edition: Edition, user_templates: Path | None, time_zone: str) -> MailPage:
    """The page, made in this process."""
    words = words_of(edition)

    def page(shown: Edition, passages: bool = False, left_out: str = "") -> str:
        return _page(shown, user_templates, time_zone, passages, left_out)

    for passages in (True, False):
        html = page(edition, passages)
        if _fits(html):
            return MailPage(html, 0)
    count = len(edition.stories)

    def of_stories(kept: int) -> str:
        told = counted(words, "stories_left_out", count - kept, edition.language) if count > kept else ""
        return page(_leading(edition, kept), left_out=told)

    kept, html = _most(of_stories, max(1, count - 1))
    if len(html.encode("utf-8")) <= CLIPPED or not edition.stories:
        return MailPage(html, count - kept)
    first = edition.stories[0]
    statements = [one.id for section in first.sections for one in section.statements]

    def of_statements(kept: int) -> str:
        counts = (("cut_statements", len(statements) - kept), ("cut_stories", count - 1))
        missing = ", ".join(counted(words, key, n, edition.language) for key, n in counts if n)
        shorter = _shortened(_leading(edition, 1), frozenset(statements[:kept]))
        return page(shorter, left_out=words["left_out_here"].replace("{n}", missing))

    _, html = _most(of_statements, max(1, len(statements) - 1))
    return MailPage(html, count - 1, shortened=True)


def _fits(html: str) -> bool:
    return len(html.encode("utf-8")) <= MOST_BYTES


def _most(page: Callable[[int], str], most: int) -> tuple[int, str]:
    """How many, one at least, the largest page that fits holds, and that page (halving the range)."""
    low, high = 1, most
    made: dict[int, str] = {}
    while low < high:
        middle = (low + high + 1) // 2
        made[middle] = page(middle)
        low, high = (middle, high) if _fits(made[middle]) else (low, middle - 1)
    return low, made.get(low) or page(low)


def _page(edition: Edition, user_templates: Path | None, time_zone: str, passages: bool, left_out: str) -> str:
    import css_inline

    words = words_of(edition)
    values: dict[str, Any] = {
        "brief": view(edition, zone(time_zone)),
        "labels": words,
        "passages": passages,
        "left_out": left_out,
    }
    values["style"] = sandbox.trusted("\n" + sandbox.render("mail.css", values, user_templates).strip() + "\n")
    html = sandbox.render("mail.html.j2", values, user_templates)
    inliner = css_inline.CSSInliner(
        load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True, keep_link_tags=False
    )
    return str(inliner.inline(html))


def _leading(edition: Edition, count: int) -> Edition:
    """The edition's first stories with the sources that they cite; numbers stay as they are."""
    stories = edition.stories[:count]
    ids = {statement for story in stories for statement in _ids(story)}
    told = {story.id for story in stories}
    cited = {number for story in stories for number in story.articles}
    cited |= {place.source for one in edition.corrections if one.now for place in one.now.citations}
    return replace(
        edition,
        stories=stories,
        also=(),
        left_out=(),
        at_a_glance=tuple(name for name in edition.at_a_glance if name in ids),
        ahead=tuple(one for one in edition.ahead if one.story in told),
        sources=tuple(source for source in edition.sources if source.number in cited),
    )


def _shortened(edition: Edition, kept: frozenset[str]) -> Edition:
    """An edition of one story with these statements of its sections alone."""
    story = edition.stories[0]
    sections = tuple(
        replace(section, statements=tuple(one for one in section.statements if one.id in kept))
        for section in story.sections
    )
    shorter = replace(
        story,
        sections=tuple(section for section in sections if section.statements),
        evidence=type(story.evidence)(),
        changes=(),
        days=(),
    )
    glance = tuple(name for name in edition.at_a_glance if name in kept)
    return replace(edition, stories=(shorter,), at_a_glance=glance, ahead=_still_there(edition.ahead, (shorter,)))


def _still_there(days: Sequence[DayAhead], stories: Sequence[StoryBrief]) -> tuple[DayAhead, ...]:
    """The days ahead whose statements these stories hold."""
    there = {statement.id for story in stories for statement in story.statements}
    return tuple(one for one in days if one.statement in there)


def _ids(story: StoryBrief) -> list[str]:
    return [statement.id for section in story.sections for statement in section.statements]


def for_sections(edition: Edition, sections: tuple[str, ...]) -> Edition:
    """The edition with these sections only, for a group that gets no others; evidence is no section."""
    stories = []
    for story in edition.stories:
        kept = tuple(section for section in story.sections if section.id in sections)
        if any(section.statements for section in kept):
            stories.append(replace(story, sections=kept, evidence=type(story.evidence)()))
    days = _still_there(edition.ahead, stories)
    smaller = _leading(replace(edition, stories=tuple(stories), ahead=days), len(stories))
    return replace(smaller, also=edition.also, sources=edition.sources, left_out=edition.left_out)
