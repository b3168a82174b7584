"""A chat as Telegram exports it to HTML: each message that has text is an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.model import Detail, When
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, source
from briefing.prepare.readers.html.article.locate import Range
from briefing.prepare.readers.html.stream import Node, Stream, TextPiece
from briefing.prepare.readers.html.text import text_of
from briefing.prepare.readers.html.tuning import MARKUP
from briefing.prepare.readers.times import when

_CHAT = re.compile(r"<div\s+class=\"page_body chat_page\"")
_MESSAGE = re.compile(r"<div\s+class=\"message ([\w ]{1,60})\"\s+id=\"message(-?\d{1,12})\"")
_TIME = re.compile(
    r"title=\"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?\"[^<>]{0,80}>\s{0,20}$",
)


@dataclass(slots=True, kw_only=True)
class _Message:
    """name: its number in the chat; lines: ranges of the page's visible text."""

    name: str
    sender: str = ""
    published: When | None = None
    lines: list[Range] = field(default_factory=list)


def is_chat(page: str) -> bool:
    return _CHAT.search(page) is not None and _MESSAGE.search(page) is not None


def posts(path: str, found: Stream, encoding: str | None) -> list[RawArticle]:
    """The messages of the chat, in order, `PATH#N` with the chat's own numbers."""
    channel, messages = _read(found)
    articles: list[RawArticle] = []
    for message in messages:
        maker = TextMaker()
        for line in message.lines:
            maker.add_text(text_of(found, [line]))
        outlet = channel or message.sender
        author = message.sender if message.sender != outlet else ""
        articles.append(
            RawArticle(
                path=f"{path}#{message.name}",
                source=source(path, "html", encoding),
                body=maker.text(),
                blocks=maker.blocks(),
                outlet=Detail(outlet, "chat") if outlet else None,
                author=Detail(author, "chat") if author else None,
                published=message.published,
                member=True,
            )
        )
    return articles


def _read(found: Stream) -> tuple[str, list[_Message]]:
    """The chat's name, and its messages that have text. A message without a sender's name has the one before it."""
    starts = [(match.start(), match[1], match[2]) for match in _MESSAGE.finditer(found.source)]
    channel, sender = "", ""
    messages: list[_Message] = []
    last = -1
    for piece, end in _pieces(found):
        number = bisect_right(starts, piece.start, key=lambda start: start[0]) - 1
        words = found.source[piece.start : piece.end]
        if number < 0:
            channel = channel or (text_of(found, [(piece.at, end)]).string if _within(piece, "page_header") else "")
            continue
        if "default" not in starts[number][1].split():
            continue
        if number != last:
            last = number
            messages.append(_Message(name=starts[number][2]))
        message = messages[-1]
        part = _part(piece)
        if part == "date":
            message.published = message.published or _time(found.source, piece.start)
        elif part == "from_name" and words.strip() and not _within(piece, "forwarded"):
            sender = text_of(found, [(piece.at, end)]).string
        elif part == "text":
            _add(message.lines, piece, end)
        message.sender = sender
    return channel, [message for message in messages if message.lines]


def _pieces(found: Stream) -> Iterator[tuple[TextPiece, int]]:
    """Each piece with where its visible characters end."""
    ends = [*(piece.at for piece in found.pieces[1:]), len(found.visible)]
    return zip(found.pieces, ends, strict=True)


def _add(lines: list[Range], piece: TextPiece, end: int) -> None:
    """A line break begins a line of its own."""
    if lines and piece.after != "br" and lines[-1][1] == piece.at:
        lines[-1] = (lines[-1][0], end)
    else:
        lines.append((piece.at, end))


def _part(piece: TextPiece) -> str:
    """What of a message it is: of the element around it that says so, the innermost."""
    for node in _around(piece):
        kinds: Sequence[str] = node.kind.split()
        if "message" in kinds:
            break
        found = next(
            (kind for kind in ("date", "from_name", "text", "title", "status", "reply_to") if kind in kinds), ""
        )
        if found:
            return found
    return ""


def _within(piece: TextPiece, kind: str) -> bool:
    return any(kind in node.kind.split() for node in _around(piece))


def _around(piece: TextPiece) -> Iterator[Node]:
    node: Node | None = piece.node
    while node is not None:
        yield node
        node = node.parent


def _time(page: str, at: int) -> When | None:
    """The full time stands in the title of the element that shows the hour."""
    match = _TIME.search(page, max(0, at - MARKUP.tag), at)
    if match is None:
        return None
    day, month, year, hour, zone = match.groups()
    return when(f"{year}-{month}-{day}T{hour}{zone or ''}", "chat")
