"""Where a sentence itself begins: behind its dateline ("TERVO, March 3 (Agency) - A dam …"), behind a bullet."""

from __future__ import annotations

import re

# A place in capitals, or a place and an agency or a date in brackets, then a dash. Bounded: only the line's beginning.
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐ"
_PLACE = rf"[{_CAPITAL}][{_CAPITAL}.'’ -]{{1,40}}"
_DAY = r",\s*(?:\d{1,2}\.?\s[^\W\d_]{3,12}\.?\s|\d{1,2}\.\s?\d{1,2}\.\s?)(?:19|20)\d\d"  # ", 11 March 2031"
_MORE = rf"(?:{_DAY}|" + r"(?:\s*[,/]\s*[^\W\d_][^()\n—–―,/]{0,40}){0,2}(?:,\s*(?:19|20)\d\d)?)"
_BRACKETS = r"(?:\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/))"
_MIXED = rf"[{_CAPITAL}][\w.'’ -]{{1,40}}(?:,\s*[^()\n]{{1,40}})?"
_MIXED_PLACE = rf"[{_CAPITAL}][^\W\d_]{{1,24}}(?:[ -][^\W\d_]{{1,24}}){{0,3}}"
_DAY_OF_YEAR = (
    r",\s*(?:\d{1,2}\.?\s[^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.?\s\d{1,2}),?\s(?:19|20)\d\d"  # ", March 11, 2031"
)
_AGENCY = rf"\([{_CAPITAL}][{_CAPITAL}./& -]{{1,24}}\)"
_DASHES = r"(?:[—–―\x96\x97]|--?)"  # two of them as a text has them that was read in the wrong encoding
_DASH = rf"\s*{_DASHES}\s*"
_SPACED = rf"\.?\s*{_DASHES}\s+"
_SENTENCE = rf"(?=[\"“„«'‘]?[{_CAPITAL}0-9])"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_MORE}{_BRACKETS}?|{_MIXED}{_BRACKETS}|{_AGENCY}){_SPACED}(?=[^\s—–―-])"
    rf"|{_PLACE}{_MORE}{_BRACKETS}?(?:\s*—\s*|:\s+){_SENTENCE}"
    rf"|{_PLACE},\s[^\W\d_]{{3,12}}\.?\s\d{{1,2}}\.\s/[^/\n]{{2,20}}/\.\s+{_SENTENCE}"
    rf"|{_MIXED_PLACE}{_DAY_OF_YEAR}(?:\.|{_BRACKETS})\s+{_SENTENCE}"
)
# The same further down, where only a place in capitals with more than a dash behind it, or an agency, is sure.
_LATER = re.compile(rf"(?:{_PLACE}{_MORE}{_BRACKETS}|{_AGENCY}){_DASH}{_SENTENCE}")
_BULLET = re.compile(r"(?:[•▪‣◦►■●➤▶]|>{2,}|»(?=\s))[\s>]*(?=\S)")
LONGEST = 120  # characters of a dateline
LEAST = 20  # characters of the sentence behind it


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the sentence begins that stands in `text[start:end]`: behind its dateline, or at `start`."""
    return _behind(_DATELINE, text, start, end)


def after_mark(text: str, start: int, end: int) -> int:
    """The same for a sentence that begins a paragraph further down: behind a bullet, behind a sure dateline."""
    return _behind(_LATER, text, _behind(_BULLET, text, start, end), end)


def _behind(form: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = form.match(text, start, min(end, start + LONGEST))
    return found.end() if found is not None and end - found.end() >= LEAST else start
