"""Edition → brief.html, brief.txt, a page for each source, and what the PDF is set from."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.model import Edition
from briefing.publish import bounded
from briefing.publish.bounded import ProcessBounds
from briefing.publish.page.citations import words_of
from briefing.publish.page.elements import Link
from briefing.publish.page.labels import zone
from briefing.publish.page.options import PageOptions
from briefing.publish.page.parts.continued import continued
from briefing.publish.page.print_ids import linked_only
from briefing.publish.page.source_page import source_view
from briefing.publish.page.styles.fonts import screen_faces
from briefing.publish.page.styles.variables import resolved
from briefing.publish.page.templating import sandbox
from briefing.publish.page.templating.plain_text import NO_TEXT
from briefing.publish.page.view import view

SIZES = {"A4": ("210mm", "297mm"), "Letter": ("215.9mm", "279.4mm"), "tablet": ("148mm", "197mm")}
# How many ems of its own size fit into a headline: the lead, 130 mm at 25 points (tablet: 124 mm at 19); a full
# story's at 17 (15); one within a section at 13.
HEADLINE_EMS = {"A4": (14.74, 21.7, 28.3), "Letter": (14.74, 21.7, 28.3), "tablet": (18.5, 23.4, 27.0)}

# The same of the first page, whose column is 8 mm narrower: of its first headline, of the others, of those in a line;
# then where many stories stand on it in smaller type.
GLANCE_POINTS = {False: (16.0, 13.0, 10.0), True: (14.0, 11.0, 9.4)}
GLANCE_COLUMN = {"A4": 345.8, "Letter": 345.8, "tablet": 328.8}  # points
DENSE = {"A4": 5, "Letter": 5, "tablet": 3}  # stories on the first page; more of them stand closer


# The other files of an edition that its page leads to, with what they are called: keys of the labels, or names.
FILES = {"pdf": "pdf_view", "eml": "mail_view", "txt": "text_view", "epub": "EPUB", "docx": "DOCX"}


def render(
    edition: Edition,
    options: PageOptions,
    user_templates: Path | None = None,
    *,
    time_zone: str = "UTC",
    formats: Sequence[str] = (),
) -> dict[str, bytes]:
    """brief.html, brief.txt and sources/NNN.html by their names in the edition's folder. formats: the other files that
    stand there, which the page leads to.

    A user's own templates are run in a process of their own, under the bounds of `options`. Raises RenderError.
    """
    if user_templates is None:
        return files_of(edition, options, None, time_zone, formats)
    return bounded.run(bounds(options), files_of, portable(edition), options, user_templates, time_zone, formats)


def bounds(options: PageOptions, what: str = "the pages") -> ProcessBounds:
    """What rendering one output may take."""
    return ProcessBounds(what=what, seconds=options.seconds, megabytes=options.megabytes)


def dated(edition: Edition, options: PageOptions, time_zone: str) -> datetime:
    """The moment that the PDF and the mail are dated: the edition's day at the configured hour."""
    return datetime.fromisoformat(edition.date).replace(hour=options.hour, tzinfo=zone(time_zone))


def portable(edition: Edition) -> Edition:
    """The edition without what is not printed, fit to be handed to another process."""
    return replace(edition, labels=dict(edition.labels), explain={}, not_printed=())


def files_of(
    edition: Edition, options: PageOptions, user_templates: Path | None, time_zone: str, formats: Sequence[str] = ()
) -> dict[str, bytes]:
    """As `render`, in this process."""
    values = _values(edition, options, time_zone)
    named = {name: values["labels"].get(called, called) for name, called in FILES.items() if name in formats}
    values["files"] = tuple(Link(text, f"brief.{name}") for name, text in named.items())
    values["fonts"] = screen_faces("".join(texts(values["brief"])))
    values |= styled("brief.css", values, user_templates)
    page = sandbox.render("brief.html.j2", values, user_templates)
    files = {
        "brief.html": encoded(page),
        "brief.txt": encoded(sandbox.render("brief.txt.j2", values, user_templates)),
    }
    style = styled("source.css", values, user_templates)
    for source in source_view(edition, zone(time_zone)):
        page = sandbox.render("source.html.j2", {**values, **style, "source": source}, user_templates)
        files[f"sources/{source.number:03d}.html"] = encoded(page)
    return files


def print_page(
    edition: Edition,
    options: PageOptions,
    user_templates: Path | None = None,
    *,
    time_zone: str = "UTC",
    scale: float = 1.0,
) -> str:
    """The page that the PDF is set from; scale: of its type, in the layout of one page. A user's own templates run
    under bounds, as in `render`."""
    if user_templates is None:
        return print_page_of(edition, options, None, time_zone, scale)
    return bounded.run(bounds(options), print_page_of, portable(edition), options, user_templates, time_zone, scale)


def print_page_of(
    edition: Edition, options: PageOptions, user_templates: Path | None, time_zone: str, scale: float = 1.0
) -> str:
    """As `print_page`, in this process."""
    values = _values(edition, options, time_zone, scale)
    going_on = continued(values["brief"]) if options.size != "tablet" else None
    values["page"]["goes_on"] = going_on is not None
    values["brief"] = going_on or values["brief"]
    values["style"] = sandbox.trusted(resolved(sandbox.render("print.css", values, user_templates)))
    return linked_only(NO_TEXT.sub("", sandbox.render("print.html.j2", values, user_templates)))


def texts(value: object) -> Iterator[str]:
    """All texts in what a page shows, however deep they stand."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from texts(getattr(value, one.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts(item)
    elif isinstance(value, Mapping):
        for item in (*value.keys(), *value.values()):
            yield from texts(item)


def _values(edition: Edition, options: PageOptions, time_zone: str, scale: float = 1.0) -> dict[str, Any]:
    width, height = SIZES[options.size]
    brief = view(edition, zone(time_zone), pictures=options.pictures == "auto")
    dense = len(brief.front) > DENSE[options.size]
    return {
        "brief": brief,
        "labels": words_of(edition),
        "page": {
            "size": options.size,
            "width": width,
            "height": height,
            "small": options.size == "tablet",
            "one": edition.layout == "one-page",
            "scale": scale,
            "goes_on": False,
            "notes": options.notes,
            "headline": HEADLINE_EMS[options.size][0],
            "full_headline": HEADLINE_EMS[options.size][1],
            "part_headline": HEADLINE_EMS[options.size][2],
            "dense": dense,
            "glance": tuple(GLANCE_COLUMN[options.size] / points for points in GLANCE_POINTS[dense]),
        },
        "created": dated(edition, options, time_zone).isoformat(),
    }


def styled(name: str, values: Mapping[str, Any], user_templates: Path | None) -> dict[str, Any]:
    """The style sheet and the hash by which the page's security policy lets it in."""
    text = "\n" + sandbox.render(name, values, user_templates).strip() + "\n"
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return {"style": sandbox.trusted(text), "style_hash": f"sha256-{digest}"}


def encoded(text: str) -> bytes:
    """UTF-8; a lone half of a surrogate pair, which no encoding has, becomes a question mark."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace")
