"""What a wire service writes around an article for its clients: counters, slugs, notes, stamps, ends of takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefing import language
from briefing.prepare.furniture.bounds import RUN

_COUNTER = re.compile(
    r"[a-z]{1,2}\d{4}[a-z]{0,4}|[A-Z]{2,4}\d{3,5}(?:\s+(?:[A-Z0-9]{1,8}|:[A-Z]{2,5})){2,8}"
    r"|[a-z]{3}\d{4}(?:\s+[a-z0-9]{1,6}){3,6}"
)
"""The counter of a transmission, alone or with its category and length: "KST2207 3 POL 0180 :TXT"."""
_SLUG = re.compile(r"(?:[AP]M|BC|[A-Z]{2,4})-{1,2}[\w.'’]+(?:-{1,2}[\w.'’]+){0,6}\s*,.{1,80}")
_KEYWORDS = re.compile(r"[A-Z]{3,20}(?:-[A-Z0-9]{2,20}){0,5}/[A-Z0-9]{0,12}(?:\s\([A-Z0-9 ,/-]{2,40}\))?")
"""A slug with a stroke: "HARBOUR-VOTE/ (UPDATE 1)"; means something only where other lines say that this is a wire."""
_ADDED = re.compile(r",\s*\d{1,2}(?:st|nd|rd|th)\s+add\b", re.I)
_PICKUP = re.compile(r"[A-Z][A-Z .'-]{2,30}: [a-z0-9][^:]{2,60}")
_TOPICS = re.compile(r"[A-ZÀ-Þ][\w-]{2,24}(?:/[A-ZÀ-Þ][\w-]{2,24}){0,4}/")
"""Subjects, each with a stroke behind it: "Verkehr/Schifffahrt/"."""
_SIGNED = re.compile(r"[a-z]{2,4}(?:\s[a-z0-9]{1,5}){2,5}")
_NOTE = re.compile(r"eds\s?:\s\S.*", re.I | re.S)
_STAMP = re.compile(
    r"[0-3]\d[0-2]\d[0-5]\d\s(?:[A-Z]{3}\s)?[^\W\d_]{3,4}\.?\s\d\d|"
    r"(?:[A-Z]{2,8}[ -])?(?:\d{6}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})[ ,]+\d{1,2}:?\d{2}\s?(?:GMT|UTC|[A-Z]{2,4}T)"
)
_END = re.compile(r"\(?(?:more(?: to come)?|more follows|mf|m\.t\.f\.|ends|-\s?30\s?-|-\s?0\s?-)\)?", re.I)


_OTHERS = (_NOTE, _STAMP, _END, _KEYWORDS, _TOPICS, _SIGNED)


def headline(text: str) -> str:
    """A headline without what a wire puts before that of a new version: "UPDATE 2-…", "ROUNDUP 2: …"."""
    return _marks_before().sub("", text)


@cache
def _marks_before() -> re.Pattern[str]:
    """The marks of all languages: a wire's headline shows its own before the language of the text is known."""
    marks = {
        mark.upper() for code in language.languages() for mark in language.table("clean", code).get("version_marks", ())
    }
    either = "|".join(
        rf"{re.escape(mark[:-1])} ?\d{{0,2}}{re.escape(mark[-1])}" for mark in sorted(marks, key=len, reverse=True)
    )
    return re.compile(rf"(?:(?:{either}) ?){{1,3}}(?=\S)")


@cache
def _version() -> re.Pattern[str]:
    """Behind a comma the version of a take, or its length in words."""
    marks = "|".join(map(re.escape, language.table("clean", "en")["take_marks"]))
    return re.compile(rf",\s*(?:\d{{1,2}}(?:st|nd|rd|th)\s+)?(?:{marks})\b|,\s*\d{{2,4}}\s*$", re.I)


def wire_lines(texts: Sequence[str]) -> frozenset[int]:
    """Which of a document's lines a wire's machine or desk wrote, counted from 0; none of a document that has neither a
    counter nor a slug, since the other lines would say little alone."""
    slugs = [index for index, text in enumerate(texts) if _is_slug(text)]
    counters = [
        index for index, text in enumerate(texts) if len(text) <= RUN.wire_line and _COUNTER.fullmatch(text.strip())
    ]
    if not slugs and not counters:
        return frozenset()
    others = [index for index, text in enumerate(texts) if _is_other(text)]
    pickups = [index + 1 for index in slugs if index + 1 < len(texts) and _takes_up(texts[index], texts[index + 1])]
    return frozenset([*slugs, *counters, *others, *pickups])


def _is_slug(text: str) -> bool:
    """ "PM-Harbour-Vote, 2nd Ld-Writethru, 310": a slug with the version or the length of the take."""
    text = text.strip()
    return len(text) <= RUN.wire_line and _SLUG.fullmatch(text) is not None and _version().search(text) is not None


def _is_other(text: str) -> bool:
    text = text.strip()
    return len(text) <= RUN.wire_line and any(shape.fullmatch(text) for shape in _OTHERS)


def _takes_up(slug: str, below: str) -> bool:
    """The line under the slug of an addition, which repeats the last words of the take before: "TERVO: next year."."""
    return _ADDED.search(slug) is not None and _PICKUP.fullmatch(below.strip()) is not None
