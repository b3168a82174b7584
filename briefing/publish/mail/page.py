"""Edition → the mail's HTML part, styles inlined, small enough for the clients that clip. The only module that imports
css-inline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email import message_from_bytes
from pathlib import Path
from typing import Any

from briefing.model import Edition, StoryBrief
from briefing.publish import bounded
from briefing.publish.page import sandbox
from briefing.publish.page.citations import words_of
from briefing.publish.page.labels import counted, zone
from briefing.publish.page.options import PageOptions
from briefing.publish.page.render import bounds, portable
from briefing.publish.page.view import view

CLIPPED = 102_400  # bytes of HTML after which clients hide the rest
MOST_BYTES = 90_000  # rewritten links take more characters


@dataclass(frozen=True, slots=True)
class MailPage:
    """left_out: how many stories did not fit; then the PDF must come with the mail."""

    html: str
    left_out: int

    @property
    def partial(self) -> bool:
        """Does a reader see less than the edition? One story is never cut, so it alone can be too large."""
        return self.left_out > 0 or len(self.html.encode("utf-8")) > CLIPPED


def page_bytes(mail: bytes) -> int:
    """How many bytes the HTML part of a mail has; 0 where they are few, or none."""
    if len(mail) <= CLIPPED:
        return 0
    parts = message_from_bytes(mail).walk()
    pages: list[Any] = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    return max((len(page.replace(b"\r\n", b"\n")) for page in pages), default=0)


def render(edition: Edition, options: PageOptions, user_templates: Path | None, time_zone: str) -> MailPage:
    """The HTML of the whole edition; where it is too large, without the passages in the notes; where that is still too
    large, of as many leading stories as fit, one at least. Raises RenderError."""
    if user_templates is None:
        html, left_out = html_of(edition, None, time_zone)
    else:
        within = bounds(options, "the mail")
        html, left_out = bounded.run(within, html_of, portable(edition), user_templates, time_zone)
    return MailPage(html, left_out)


def html_of(edition: Edition, user_templates: Path | None, time_zone: str) -> tuple[str, int]:
    """The page, and how many stories are left out of it, made in this process."""
    for passages in (True, False):
        html = _page(edition, user_templates, time_zone, passages, 0)
        if len(html.encode("utf-8")) <= MOST_BYTES:
            return html, 0
    stories = edition.stories
    made: dict[int, str] = {}

    def page(count: int) -> str:
        if count not in made:
            made[count] = _page(_leading(edition, count), user_templates, time_zone, False, len(stories) - count)
        return made[count]

    low, high = 1, max(1, len(stories) - 1)
    while low < high:  # the most leading stories that fit
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(page(middle).encode("utf-8")) <= MOST_BYTES else (low, middle - 1)
    return page(low), len(stories) - low


def _page(edition: Edition, user_templates: Path | None, time_zone: str, passages: bool, left_out: int) -> str:
    import css_inline

    words = words_of(edition)
    values: dict[str, Any] = {
        "brief": view(edition, zone(time_zone)),
        "labels": words,
        "passages": passages,
        "left_out": counted(words, "stories_left_out", left_out, edition.language) if left_out else "",
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
    cited = {number for story in stories for number in story.articles}
    cited |= {place.source for one in edition.corrections if one.now for place in one.now.citations}
    return replace(
        edition,
        stories=stories,
        also=(),
        left_out=(),
        at_a_glance=tuple(name for name in edition.at_a_glance if name in ids),
        sources=tuple(source for source in edition.sources if source.number in cited),
    )


def _ids(story: StoryBrief) -> list[str]:
    return [statement.id for section in story.sections for statement in section.statements]


def for_sections(edition: Edition, sections: tuple[str, ...]) -> Edition:
    """The edition with these sections only, for a group that gets no others; evidence is no section."""
    stories = []
    for story in edition.stories:
        kept = tuple(section for section in story.sections if section.id in sections)
        if any(section.statements for section in kept):
            stories.append(replace(story, sections=kept, evidence=type(story.evidence)()))
    smaller = _leading(replace(edition, stories=tuple(stories)), len(stories))
    return replace(smaller, also=edition.also, sources=edition.sources, left_out=edition.left_out)
