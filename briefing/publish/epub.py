"""Edition → an EPUB 3 book: the first page, a part for each story, the sources.

https://www.w3.org/TR/epub-33/; the parts are the template book.xhtml.j2.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from briefing.model import Edition
from briefing.publish import bounded
from briefing.publish.page.citations import words_of
from briefing.publish.page.labels import zone
from briefing.publish.page.options import PageOptions
from briefing.publish.page.render import bounds, dated, portable
from briefing.publish.page.templating import sandbox
from briefing.publish.page.templating.plain_text import NO_TEXT
from briefing.publish.page.view import view
from briefing.publish.zipped import zipped

CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def render(edition: Edition, options: PageOptions, user_templates: Path | None, time_zone: str) -> bytes:
    """brief.epub, dated the edition's day at the configured hour. A user's own templates run under bounds. Raises
    RenderError."""
    if user_templates is None:
        return book_of(edition, options, None, time_zone)
    within = bounds(options, "the book")
    return bounded.run(within, book_of, portable(edition), options, user_templates, time_zone)


def book_of(edition: Edition, options: PageOptions, user_templates: Path | None, time_zone: str) -> bytes:
    """As `render`, in this process."""
    brief = view(edition, zone(time_zone))
    moment = dated(edition, options, time_zone)
    parts: list[tuple[str, str, Any]] = [("day", "day", None)]
    parts += [(f"part-{number}", "chapter", chapter) for number, chapter in enumerate(brief.chapters, 1)]
    parts.append(("sources", "sources", None))
    values: dict[str, Any] = {
        "brief": brief,
        "labels": words_of(edition),
        "parts": [{"name": name, "kind": kind, "chapter": chapter} for name, kind, chapter in parts],
        "modified": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "identifier": _identifier(edition),
        "places": {chapter.id: name for name, _, chapter in parts if chapter is not None},
    }

    def made(template: str, **more: Any) -> bytes:
        text = sandbox.render(template, {**values, **more}, user_templates)
        return NO_TEXT.sub("", text).lstrip().encode("utf-8", "replace")

    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": CONTAINER}
    files["OEBPS/package.opf"] = made("book.opf.xml.j2")
    files["OEBPS/nav.xhtml"] = made("book.xhtml.j2", kind="nav", chapter=None)
    files["OEBPS/style.css"] = made("book.css")
    for name, kind, chapter in parts:
        files[f"OEBPS/{name}.xhtml"] = made("book.xhtml.j2", kind=kind, chapter=chapter)
    return zipped(files, moment, stored=frozenset({"mimetype"}))


def _identifier(edition: Edition) -> str:
    """A UUID of the edition's content (RFC 9562, version 8: made of bits of one's own)."""
    said = "\0".join([edition.title, edition.date, *(source.text_sha256 for source in edition.sources)])
    digits = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"
