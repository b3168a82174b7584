"""What a PDF holds that somebody may have sent: the files that it carries, and its words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from briefing.prepare.readers.pdf.pages import Unreadable, attachments, pages

MOST_PAGES = 5000


@dataclass(frozen=True, slots=True)
class PdfContent:
    """carried: files by name; words: the text of the pages without the lines that many of them repeat, "" where it
    cannot be read."""

    carried: dict[str, bytes] = field(default_factory=dict)
    words: str = ""


def content(data: bytes) -> PdfContent:
    """What a PDF holds; nothing where it cannot be opened."""
    return PdfContent(attachments(data), _words(data))


def _words(data: bytes) -> str:
    try:
        found, _, _ = pages(data, MOST_PAGES)
    except Unreadable:
        return ""
    each = [[line.text for line in page.lines] for page in found]
    counts = Counter(key for lines in each for key in {_without_figures(line) for line in lines})
    few = max(2, len(each) // 2)
    return "\n".join(line for lines in each for line in lines if counts[_without_figures(line)] < few)


def _without_figures(line: str) -> str:
    return re.sub(r"\d+", "", line)
