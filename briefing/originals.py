"""The files that an edition was made from, looked at again."""

from __future__ import annotations

import hashlib

from briefing.prepare import reading
from briefing.prepare.options import ReaderOptions
from briefing.prepare.readers.pdf.pages import attachments as of_pdf
from briefing.verification import ReadAgain


def read_again(path: str, data: bytes) -> ReadAgain:
    """What a path of an edition (`FILE`, `FILE#ID`, `FILE!/INNER`) is today, from the bytes of its file."""
    outer = path.split("!/")[0].split("#")[0] if "!/" in path else path.rsplit("#", 1)[0]
    for name in (outer, path):
        found, _ = reading.read(name, data, ReaderOptions())
        for raw in found:
            if raw.path == path:
                return ReadAgain(raw.source.sha256, raw.body.string)
    return ReadAgain("" if "!/" in path else hashlib.sha256(data).hexdigest(), None)


def attachments(data: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name; none where it is no PDF."""
    return of_pdf(data)
