"""A chat that a phone wrote into a text file: a line a message, with its moment and its sender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Detail, Problem, When
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import source
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.times import when
from briefing.text import Span, Text

_MESSAGE = re.compile(
    r"^[\u200e\u200f\ufeff]?\[?(\d{1,4})([./-])(\d{1,2})\2(\d{2,4}),?\s\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[\s\u202f]?[AaPp]\.?\s?[Mm]\.?)?"
    r"(?:\]\s|\s-\s)(?:([^:\n]{1,60}):\s)?",
    re.M,
)
_SHOWS_NO_TEXT = re.compile(
    r"[\u200e\u200f\s]*(?:<[^<>\n]{3,60}>|[\w -]{2,40}\s\((?:file attached|Datei angehängt)\))?[\u200e\u200f\s]*"
)
_LEFT_TO_RIGHT = "\u200e"  # stands before what the program itself says
_LEAST = 3  # messages of a chat
_LONGEST_HEAD = 4000  # characters among which they stand


@dataclass(frozen=True, slots=True)
class _ChatMessage:
    numbers: tuple[int, int, int]  # of its day, as they stand there
    sender: str
    text: Span


def is_chat(text: str) -> bool:
    """Does a text begin with messages of a chat?"""
    head = text[:_LONGEST_HEAD]
    first = _MESSAGE.match(head.lstrip("\ufeff"))
    named = (found for found in _MESSAGE.finditer(head) if found[5])
    return first is not None and sum(1 for _ in named) >= _LEAST


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """One article a message with words that somebody wrote; `PATH#N` is the N-th message of the file."""
    text, encoding = decoded(data)
    whole = Text.whole(printable(text))
    messages = list(_messages(whole.string))
    day_first = _is_day_first(messages)
    found = [
        RawArticle(
            path=f"{path}#{number}",
            source=source(path, "chat", encoding),
            body=whole.part(message.text),
            author=Detail(message.sender, "message"),
            published=_day(message.numbers, day_first),
            member=True,
        )
        for number, message in enumerate(messages, 1)
        if message.sender and not _SHOWS_NO_TEXT.fullmatch(message.text.of(whole.string))
    ]
    if len(found) > options.articles:
        problem = Problem(path, f"only the first {options.articles} messages were read", "Raise `articles`.")
        return found[: options.articles], [problem]
    return found, [] if found else [Problem(path, "is a chat without words", "Take it away.")]


def _messages(text: str) -> Iterator[_ChatMessage]:
    """The messages of a chat; those of the program itself have no sender."""
    heads = list(_MESSAGE.finditer(text))
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
        said = text[head.end() : end]
        start = head.end() + len(said) - len(said.lstrip())
        own = not said.startswith(_LEFT_TO_RIGHT) and said.strip()
        sender = head[5].strip(" \u200e\u200f\u202a\u202c~") if head[5] and own else ""
        yield _ChatMessage(
            (int(head[1]), int(head[3]), int(head[4])), sender, Span(start, max(start, start + len(said.strip())))
        )


def _is_day_first(messages: list[_ChatMessage]) -> bool | None:
    """Which order the file's days have; None where no day of it says so."""
    if any(12 < message.numbers[0] <= 31 for message in messages):
        return True
    return False if any(message.numbers[1] > 12 for message in messages) else None


def _day(numbers: tuple[int, int, int], day_first: bool | None) -> When | None:
    """The day of a message; unknown where it may be read in two ways."""
    first, second, third = numbers
    if first > 31:
        return when(f"{first:04}-{second:02}-{third:02}", "message")
    year = third + 2000 if third < 100 else third
    if day_first is None and first != second:
        return None
    day, month = (first, second) if day_first else (second, first)
    return when(f"{year:04}-{month:02}-{day:02}", "message")
