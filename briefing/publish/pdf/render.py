"""Edition → PDF, set from the print page by briefing/publish/pdf/typeset.py. Built twice, the bytes are the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from briefing.files import packaged
from briefing.model import Edition
from briefing.publish import bounded
from briefing.publish.bounded import ProcessBounds
from briefing.publish.page import render as pages
from briefing.publish.page.options import PageOptions
from briefing.publish.pdf.typeset import typeset

FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/etc/fonts")
LIBRARIES = ("weasyprint", "pydyf", "tinyhtml5", "tinycss2", "cssselect2", "fonttools", "pyphen")
# Sizes of type in which an edition of one page is tried: 1, then these where it does not fit, those where it leaves the
# foot of the page empty.
SMALLER, LARGER = (0.94, 0.88, 0.82), (1.12, 1.08, 1.04)


Again = Callable[[str, Callable[[], bytes]], bytes]


def anew(inputs: str, make: Callable[[], bytes]) -> bytes:
    """Nothing is known of before."""
    return make()


def render(
    edition: Edition,
    options: PageOptions,
    user_templates: Path | None,
    attachments: Mapping[str, bytes],
    *,
    time_zone: str = "UTC",
    again: Again = anew,
) -> bytes:
    """brief.pdf with the attachments (file name → bytes), dated the edition's day at the configured hour.

    again: what may know the PDF that was made of the same inputs (a digest) before, else makes it. Raises RenderError,
    also where the bounds of `options` are hit.
    """
    moment = pages.dated(edition, options, time_zone)
    page, *others = [
        pages.print_page(edition, options, user_templates, time_zone=time_zone, scale=scale)
        for scale in (1.0, *(SMALLER + LARGER if edition.layout == "one-page" else ()))
    ]
    smaller, larger = others[: len(SMALLER)], dict(zip(LARGER, others[len(SMALLER) :], strict=False))
    roots = [packaged("templates"), *filter(None, [user_templates])]

    def make() -> bytes:
        within = ProcessBounds(
            what="the PDF",
            seconds=options.seconds,
            megabytes=options.megabytes,
            environment={"SOURCE_DATE_EPOCH": str(int(moment.timestamp()))},
        )
        return bounded.run(within, typeset, page, roots, dict(attachments), moment, smaller, larger)

    return again(_inputs(page, roots, attachments, moment), make)


def _inputs(page: str, roots: list[Path], attachments: Mapping[str, bytes], moment: datetime) -> str:
    """A digest of all that the PDF depends on: the page, the files that it may show, what it carries, its moment, the
    libraries, this machine's fonts, and the code that sets it."""
    digest = hashlib.sha256(page.encode("utf-8", "surrogatepass"))
    for name, data in attachments.items():
        digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    code = [Path(bounded.__file__), Path(__file__), Path(__file__).with_name("typeset.py")]
    for file in [*(p for root in roots for p in sorted(root.rglob("*")) if p.is_file()), *code]:
        digest.update(f"\0{file.name}\0".encode("utf-8", "surrogateescape") + file.read_bytes())
    said = [moment.isoformat(), *(version(name) for name in LIBRARIES), *_fonts()]
    digest.update("\0".join(said).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _fonts() -> Iterator[str]:
    """The folders of fonts with the time of their last change: a font that was installed since changes what is set."""
    for top in FONTS:
        for folder, below, _ in os.walk(Path(top).expanduser()):
            below.sort()
            yield f"{folder} {Path(folder).stat().st_mtime_ns}"
