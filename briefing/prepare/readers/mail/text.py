"""A mail's plain text: wrapped lines joined to paragraphs, quoted replies, signatures and headers set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.prepare.bundles.labels import MAIL, labelled
from briefing.prepare.readers.base import TextMaker
from briefing.prepare.wrapping import goes_on, is_apart, width_of
from briefing.text import Run, Text

_WROTE = re.compile(
    r"(?:on|am|le|el|il|op|em|w dniu)\b.{5,200}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu"
    r"|napisał\w*)[^\n]{0,80}:\s*$",
    re.I,
)
_OPENS = re.compile(r"\s*(?:on|am|le|el|il|op|em|w dniu|den)\b.{0,60}\d", re.I)
_MOST_INTRODUCING = 5  # lines
_RULE = re.compile(r"\s*(?:[-=_*~#+]\s?){4,}\s*")


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
    width = width_of([line.text for line in lines])
    current: list[_Line] = []
    why = ""
    introduced = _introductions([line.text for line in lines])
    for number, line in enumerate(lines):
        aside = "quoted reply" if number in introduced else _aside(line.text, why)
        if current and (aside != why or not _joins(current[-1], line, width, flowed)):
            _put(maker, current, why, offset)
            current = []
        why = aside
        if line.text.strip() and not _RULE.fullmatch(line.text):
            current.append(line)
    _put(maker, current, why, offset)


def _introductions(lines: Sequence[str]) -> set[int]:
    """The lines that say who wrote what is quoted below, over as many lines as the sender's program made of them."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if not _OPENS.match(line):
            continue
        said = line.strip()
        for more in range(1, _MOST_INTRODUCING):
            if _WROTE.fullmatch(said) and len(said) < 400:
                found.update(range(number, number + more))
                break
            if number + more >= len(lines) or not lines[number + more].strip():
                break
            said = f"{said} {lines[number + more].strip()}"
    return found


def _aside(line: str, before: str) -> str:
    """Why a line is set aside, "" where it is not. A signature and a forwarded head last to the end."""
    if before == "signature":
        return before
    if line.lstrip().startswith(">") or (before == "quoted reply" and not line.strip()):
        return "quoted reply"
    if line in ("-- ", "--") or line.rstrip() == "--":
        return "signature"
    return ""


def _joins(before: _Line, line: _Line, width: int, flowed: bool) -> bool:
    if not line.text.strip() or _RULE.fullmatch(line.text) or is_apart(line.text) or _is_header(line.text):
        return False
    return before.text.endswith(" ") if flowed else goes_on(before.text, line.text, width)


def _is_header(line: str) -> bool:
    """A line of the head of a message within the message."""
    found = labelled(line) if len(line) < 300 else None
    return found is not None and bool(found.roles & MAIL) and bool(found.value)


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
