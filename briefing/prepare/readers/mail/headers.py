"""A mail's structure and header lines, whatever they hold: the standard library's parser, its faults caught."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from briefing.prepare.readers.archives import Damaged
from briefing.prepare.readers.bounds import MAIL_BOUNDS
from briefing.prepare.readers.decoding.encoding import decoded, printable

_WORD = re.compile(r"=\?[^\s?]{1,60}\?[bBqQ]\?[^\s?]{0,2000}\?=")


def parsed(data: bytes) -> Message:
    """The mail's structure. Raises Damaged where its parts or lines are more than a mail has."""
    if data.count(b"\n--") > MAIL_BOUNDS.boundaries or data.count(b"\n") > MAIL_BOUNDS.lines:
        raise Damaged("is a mail of too many parts or lines", "Save its text alone.")
    return email.message_from_bytes(data, policy=email.policy.compat32)


def header(message: Message, name: str, value: object = None) -> str:
    """A header line (or `value`) as text in one line, encoded words resolved; "" where there is none."""
    found = message.get(name) if value is None else value
    if found is None:
        return ""
    text = str(found)[: MAIL_BOUNDS.header]
    raw = text.encode("utf-8", "surrogateescape") if not _WORD.search(text) else None
    if raw is not None:
        return " ".join(printable(decoded(raw)[0]).split())
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError, IndexError):
        return " ".join(printable(text).split())
    words = [decoded(p, charset)[0] if isinstance(p, bytes) else p for p, charset in pieces]
    return " ".join(printable("".join(words)).split())


def parts(message: Message) -> Iterator[Message]:
    """All parts in order, at most some hundreds, without recursion. A message within is one part, and not opened."""
    stack = [message]
    count = 0
    while stack and count < MAIL_BOUNDS.parts:
        part = stack.pop()
        count += 1
        yield part
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list) and not is_message(part):
            stack += [inner for inner in reversed(payload) if isinstance(inner, Message)]


def is_message(part: Message) -> bool:
    return part.get_content_type() == "message/rfc822"


def address_name(line: str) -> str:
    """ "Ada Quill <ada@harbour.example>" → "Ada Quill"; "" where the line has but an address."""
    name, _ = parseaddr(line)
    name = name.strip().strip("\"'").strip()
    return "" if "@" in name else name
