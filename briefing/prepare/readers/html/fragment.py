"""A piece of HTML that is all text (a feed's item, a mail's part, a book's chapter) → blocks of a reader's text."""

from __future__ import annotations

import re

from briefing.prepare.readers.base import TextMaker
from briefing.prepare.readers.decoding.encoding import printable
from briefing.prepare.readers.html.article.complete import FoundBlock, everything
from briefing.prepare.readers.html.stream import Stream, stream
from briefing.prepare.readers.html.text import text_of
from briefing.text import Text

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")


def is_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def add(maker: TextMaker, markup: str, but: str = "") -> tuple[Stream, list[FoundBlock]]:
    """Adds every paragraph of the fragment; its first block is left out where it is `but` (the title said before).
    Returns the fragment's stream and the paragraphs, one for each block that was added."""
    found = stream(printable(markup))
    added: list[FoundBlock] = []
    for number, part in enumerate(everything(found, around=False)):
        text = text_of(found, part.ranges).string
        if number == 0 and but and text == but:
            continue
        if maker.add_text(Text(text), part.tag, part.why):
            added.append(part)
    return found, added


def plain(markup: str) -> str:
    """The fragment in one line."""
    found = stream(printable(markup))
    return text_of(found, [(0, len(found.visible))]).string if found.visible else ""
