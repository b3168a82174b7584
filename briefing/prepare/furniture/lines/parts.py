"""What is glued to a paragraph on its line, cut off at a sure bound: a word of the page before it, who wrote and edited
it or an agency behind it. Each part is a block of its own, so nothing of the paragraph goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from briefing import language
from briefing.prepare.furniture.bounds import LINES, RUN
from briefing.prepare.furniture.lines.phrases import Cues
from briefing.text import Span

Part = tuple[Span, str]
"""A stretch of a paragraph, and why it is set aside; "" for the paragraph itself."""

_BRACKET = re.compile(r"(?<=[.!?”\"’»)])\s*([(\[][^()\[\]\n]{6,300}[)\]])\.?\s*$")
_AGENCY = re.compile(r"(?<=[.!?”\"’»])\s*[–—-]{1,2}\s*([^\W\d_][\w ./&-]{1,30})\.?\s*$")
_BARE = re.compile(r"(?<=[.!?”\"’»])\s+([A-ZÀ-Þ]{2,12})\s*$")
_MARK = re.compile(r"\s*(?:>{2,}|[|»:•–—-])\s*")
_STOPS = '.!?…”"’»'
_CLOSED = (")", "]", ").", "].")


def parts(text: str, span: Span, code: str | None, cues: Cues) -> list[Part]:
    """The parts of a paragraph, in order; the paragraph alone where nothing is glued to it."""
    start, why = _glued_start(text, span, code, cues)
    end = _glued_end(text, Span(start, span.end), cues)
    found: list[Part] = [(Span(span.start, start), why)] if start > span.start else []
    while end > start and text[end - 1].isspace():
        end -= 1
    if why and start == span.end:
        return found
    found.append((Span(start, end), ""))
    rest = text[end : span.end]
    if rest.strip():
        found.append((Span(end + len(rest) - len(rest.lstrip()), span.end), "says who wrote or sent it"))
    return found


def _glued_start(text: str, span: Span, code: str | None, cues: Cues) -> tuple[int, str]:
    """Where the sentence begins behind a word of the page ("Advertisement The minister …"), and why what stands before
    it is set aside. Where the bound is not sure, all of the line is."""
    if text[span.end - 1] not in _STOPS:
        return span.start, ""
    found = _starts(cues.glued).match(text, span.start, min(span.end, span.start + LINES.sample_line))
    if found is None:
        return span.start, ""
    mark = _MARK.match(text, found.end())
    at = mark.end() if mark else found.end()
    behind = text[at : span.end].lstrip()
    at = span.end - len(behind)
    if not behind[:1].isupper() and behind[:1] not in '"“„«':
        return span.start, ""
    word = re.match(r"\W*([^\W\d_]+)", behind)
    sure = mark is not None or (word is not None and word[1].lower() in _openers(code))
    return (at if sure else span.end), "a word of the page, glued to a sentence"


def _glued_end(text: str, span: Span, cues: Cues) -> int:
    """Where the paragraph ends before its sign-off ("(Writing by …; editing by …)", "– AP")."""
    low = max(span.start, span.end - RUN.ending)
    ending = text[low : span.end].rstrip()
    if ending[-1:].isupper() and (bare := _BARE.search(text, low, span.end)) and _is_sent_by(bare[1], text, cues):
        return bare.start()
    bracket = _BRACKET.search(text, low, span.end) if ending.endswith(_CLOSED) else None
    if bracket is not None and _signs(cues.signed).search(bracket[1]):
        return bracket.start()
    if "-" not in ending and "–" not in ending and "—" not in ending:
        return span.end
    agency = _AGENCY.search(text, low, span.end)
    if agency is not None and {agency[1].lower(), *re.split(r"[/ ]", agency[1].lower())} & (
        cues.lenders | cues.agencies.keys()
    ):
        return agency.start()
    return span.end


def _is_sent_by(name: str, text: str, cues: Cues) -> bool:
    """Does an agency of that name stand in the text's dateline too? Behind a caption alone, it supplied the picture."""
    return name.lower() in cues.agencies and f"({name})" in text[: RUN.head]


@cache
def _starts(words: tuple[str, ...]) -> re.Pattern[str]:
    """Those words at a line's start, with a capital or all capitals, and what parts them from the rest."""
    forms = (form for word in words for form in (word.capitalize(), word.title(), word.upper()))
    return re.compile(rf"(?:{_either(forms)})(?=[\s>|»:•–—-])")


@cache
def _signs(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(words)})\b", re.I)


def _either(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or r"(?!x)x"


@cache
def _openers(code: str | None) -> frozenset[str]:
    """Words that, written with a capital, begin a sentence."""
    known = language.data(code or "en")
    return known.starters | known.pronouns | frozenset(word for word in known.stop_words if len(word) > 1)
