"""The dateline before an agency's lead ("TERVO, March 3 (Agency) - A dam …"): where the sentence itself begins."""

from __future__ import annotations

import re

# A place in capitals, or a place and an agency or a date in brackets, then a dash. Bounded: only the line's beginning.
_PLACE = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐ][A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐ.'’ -]{1,40}"
_MORE = r"(?:\s*[,/]\s*[^\W\d_][^()\n—–―,/]{0,40}){0,2}"
_BRACKETS = r"(?:\s*\([^()\n]{2,40}\))"
_MIXED = r"[A-ZÀ-ÖØ-Þ][\w.'’ -]{1,40}(?:,\s*[^()\n—–―]{1,40})?"
_DASH = r"\s*(?:[—–―]|--?)\s+"
_DATELINE = re.compile(rf"(?:{_PLACE}{_MORE}{_BRACKETS}?|{_MIXED}{_BRACKETS}){_DASH}(?=[^\s—–―-])")
LONGEST = 120


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the sentence begins that stands in `text[start:end]`: behind its dateline, or at `start`."""
    found = _DATELINE.match(text, start, min(end, start + LONGEST))
    if found is None or end - found.end() < 20:
        return start
    return found.end()
