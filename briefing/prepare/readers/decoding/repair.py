"""Mojibake mended: text that was decoded by the wrong character set somewhere before it reached the file."""

from __future__ import annotations

import re

from briefing.prepare.readers.decoding.encoding import printable
from briefing.text import Span, Text

# The first characters that UTF-8 read as windows-1252 leaves: cheap to look for, rare otherwise before such followers.
_SUSPECT = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]|â€\ufffd")
_CLOSING = "â€\ufffd"  # what careless programs leave of a closing quotation mark, whose last byte windows-1252 lacks


def suspect(text: str) -> bool:
    return _SUSPECT.search(text) is not None


def mended(text: Text) -> Text:
    """The text with each mis-decoded line repaired; positions of what is untouched stay known."""
    if not suspect(text.string):
        return text
    from ftfy import fix_encoding

    edits: list[tuple[Span, str]] = []
    at = 0
    for line in text.string.split("\n"):
        if suspect(line):
            fixed = printable(fix_encoding(line.replace(_CLOSING, "”"))).replace("\n", " ")
            if fixed != line:
                head = _common(line, fixed)
                tail = min(_common(line[::-1], fixed[::-1]), min(len(line), len(fixed)) - head)
                edits.append((Span(at + head, at + len(line) - tail), fixed[head : len(fixed) - tail]))
        at += len(line) + 1
    return text.replaced(edits) if edits else text


def _common(left: str, right: str) -> int:
    size = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        size += 1
    return size
