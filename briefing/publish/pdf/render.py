"""Edition → PDF, set from the print page by briefing/publish/pdf/typeset.py. Built twice, the bytes are the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.files import packaged
from briefing.model import Edition
from briefing.publish import bounded
from briefing.publish.page import render as pages
from briefing.publish.page.options import PageOptions


def render(
    edition: Edition,
    options: PageOptions,
    user_templates: Path | None,
    attachments: Mapping[str, bytes],
    *,
    time_zone: str = "UTC",
) -> bytes:
    """brief.pdf with the attachments (file name → bytes), dated the edition's day at the configured hour.

    Raises RenderError, also where the bounds of `options` are hit.
    """
    moment = pages.dated(edition, options, time_zone)
    made: bytes = bounded.run(
        "briefing.publish.pdf.typeset:typeset",
        pages.print_page(edition, options, user_templates, time_zone=time_zone),
        [packaged("templates"), *filter(None, [user_templates])],
        dict(attachments),
        moment,
        what="the PDF",
        seconds=options.seconds,
        megabytes=options.megabytes,
        environment={"SOURCE_DATE_EPOCH": str(int(moment.timestamp()))},
    )
    return made
