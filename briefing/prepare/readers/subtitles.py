"""Subtitles (WebVTT, SubRip, SBV): the spoken words, each once, in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from briefing.model import Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, source
from briefing.prepare.readers.decoding.encoding import decoded, printable

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_CUE = re.compile(rf"\s*{_TIME}\s*(?:-->|,)\s*{_TIME}[^\n]*")
_TAG = re.compile(r"</?[^<>\n]{0,200}>|\{\\[^{}\n]{0,60}\}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?\s+([^>\n]{1,80})>")
_TURN = re.compile(r"\s*(?:[-–—]\s?|>>\s?)(?=\S)")
_PAUSE = 4.0  # seconds of silence after which a paragraph begins
_ENDS = (".", "!", "?", "…", '"', "”", "»")
_LONG = 500  # characters after which a paragraph ends with the next sentence


def is_subtitles(text: str) -> bool:
    """Does it begin like WebVTT, or with numbered or bare times?"""
    head = text.lstrip("\ufeff \t\r\n")[:400]
    if head.startswith("WEBVTT"):
        return True
    lines = [line for line in head.splitlines() if line.strip()][:3]
    return bool(lines) and any("-->" in line and _CUE.fullmatch(line) for line in lines[:2])


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """One article a file. Rolling captions repeat their lines; each is taken once."""
    text, encoding = decoded(data)
    maker = TextMaker()
    for paragraph in _paragraphs(printable(text)):
        maker.add(paragraph)
    if not maker.blocks():
        return [], [Problem(path, "holds subtitles without words", "Save them anew.")]
    return [
        RawArticle(
            path=path,
            source=source(path, "subtitles", encoding),
            body=maker.text(),
            blocks=maker.blocks(),
            extracted=True,
        )
    ], []


def _paragraphs(text: str) -> Iterator[str]:
    current: list[str] = []
    ended = 0.0
    for start, end, line in _once(_lines(text)):
        turn = _TURN.match(line)
        full = sum(map(len, current)) > _LONG and current[-1].endswith(_ENDS)
        if current and (turn or start - ended > _PAUSE or full):
            yield " ".join(current)
            current = []
        current.append(line[turn.end() :] if turn else line)
        ended = max(ended, end)
    if current:
        yield " ".join(current)


_Line = tuple[float, float, str]


def _lines(text: str) -> Iterator[_Line]:
    """(start, end, words) of each line of each cue, in seconds."""
    start = end = -1.0
    for line in text.split("\n"):
        if found := _CUE.fullmatch(line.rstrip("\r")):
            start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
            continue
        if not line.strip("\r"):
            start = -1.0
        elif start >= 0 and (words := _words(line)):
            yield start, end, words


def _words(line: str) -> str:
    return " ".join(unescape(_TAG.sub("", _VOICE.sub(r"\1: ", line))).split())


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + fraction / 1000


def _once(lines: Iterator[_Line]) -> Iterator[_Line]:
    """Without the lines that rolling captions show again, whole or as the beginning of a longer one."""
    held: _Line | None = None
    before = ""
    for start, end, words in lines:
        if held is None:
            held = (start, end, words)
        elif words in (held[2], before):
            held = (held[0], max(end, held[1]), held[2])
        elif words.startswith(f"{held[2]} ") and start <= held[1] + 0.5:
            held = (held[0], end, words)
        else:
            yield held
            before, held = held[2], (start, end, words)
    if held is not None:
        yield held
