"""A mail's plain text: wrapped lines joined to paragraphs, quoted replies, signatures and headers set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from briefing.prepare.readers.base import TextMaker
from briefing.text import Run, Text

_WROTE = re.compile(
    r"(?:on|am|le|el|il|op|em|w dniu)\b.{5,200}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu"
    r"|napisał\w*)[^\n]{0,80}:\s*$",
    re.I,
)
_RULE = re.compile(r"\s*(?:[-=_*~#+]\s?){4,}\s*")
_LIST = re.compile(r"\s*(?:[-*•–+]|\d{1,3}[.)])\s+\S")
_ENDS = (".", "!", "?", ":", "”", '"', "…", ")")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int  # in the part's text


def add_plain(maker: TextMaker, text: str, file_text: str, flowed: bool) -> None:
    """Adds the part's paragraphs, with their places in the decoded file where the part stands in it as it is."""
    offset = _offset(text, file_text)
    lines: list[_Line] = []
    at = 0
    for string in text.split("\n"):
        lines.append(_Line(string.removesuffix("\r"), at))
        at += len(string) + 1
    width = _wrap_width([line.text for line in lines if line.text.strip()])
    current: list[_Line] = []
    why = ""
    for line in lines:
        aside = _aside(line.text, why)
        if current and (aside != why or not _joins(current[-1], line, width, flowed)):
            _put(maker, current, why, offset)
            current = []
        why = aside
        if line.text.strip() and not _RULE.fullmatch(line.text):
            current.append(line)
    _put(maker, current, why, offset)


def _aside(line: str, before: str) -> str:
    """Why a line is set aside, "" where it is not. A signature and a forwarded head last to the end."""
    if before == "signature":
        return before
    if line.lstrip().startswith(">") or (before == "quoted reply" and not line.strip()):
        return "quoted reply"
    if line in ("-- ", "--") or line.rstrip() == "--":
        return "signature"
    if len(line) < 400 and _WROTE.match(line):
        return "quoted reply"
    return ""


def _wrap_width(lines: Sequence[str]) -> int:
    """The length at which the sender's program wrapped lines; 0 where it did not."""
    if len(lines) < 4:
        return 0
    longest = max(len(line) for line in lines)
    long = [len(line) for line in lines if len(line) > 0.8 * longest]
    return longest if longest <= 100 and len(long) * 3 >= len(lines) and median(long) >= 40 else 0


def _joins(before: _Line, line: _Line, width: int, flowed: bool) -> bool:
    if not line.text.strip() or _RULE.fullmatch(line.text) or _LIST.match(line.text):
        return False
    if flowed:
        return before.text.endswith(" ")
    first = line.text.split(None, 1)[0]
    full = len(before.text.rstrip()) + 1 + len(first) > width
    return bool(width) and (full or not before.text.rstrip().endswith(_ENDS)) and len(before.text) > 0.5 * width


def _offset(text: str, file_text: str) -> int | None:
    """Where the part stands in the file; None where it was encoded."""
    if not file_text or not text.strip():
        return None
    at = file_text.find(text.rstrip())
    return at if at >= 0 else None


def _put(maker: TextMaker, lines: Sequence[_Line], why: str, offset: int | None) -> None:
    pieces: list[str] = []
    runs: list[Run] = []
    size = 0
    for line in lines:
        at = line.start + len(line.text) - len(line.text.lstrip())
        text = line.text.strip()
        if why == "quoted reply":
            shorter = text.lstrip("> ")
            at += len(text) - len(shorter)
            text = shorter
        for word_at, word in _words(text):
            if pieces:
                runs.append(Run(size, None, False))
                pieces.append(" ")
                size += 1
            runs.append(Run(size, None if offset is None else offset + at + word_at, offset is not None))
            pieces.append(word)
            size += len(word)
    if pieces:
        maker.add_text(
            Text("".join(pieces), tuple(runs) if offset is not None else ()), "aside" if why else "paragraph", why
        )


def _words(text: str) -> list[tuple[int, str]]:
    """Stretches between runs of white space that are no single space."""
    found: list[tuple[int, str]] = []
    for match in re.finditer(r"\S+(?: \S+)*", text):
        found.append((match.start(), match.group()))
    return found
