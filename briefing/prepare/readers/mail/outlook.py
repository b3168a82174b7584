"""Outlook's .msg files. The only module that imports olefile.

A message is a compound file whose streams are named by the property's number and type (MS-OXMSG): the text, its HTML,
subject, sender and the header of its transport. Its times stand in a table of fixed rows.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any

from briefing.prepare.readers.archives import Damaged
from briefing.prepare.readers.bounds import MAIL_BOUNDS
from briefing.prepare.readers.decoding.encoding import decoded
from briefing.prepare.readers.mail.headers import parsed

_SUBJECT, _SENDER, _SENDER_ADDRESS, _BODY, _HTML, _HEADERS = "0037", "0C1A", "0C1F", "1000", "1013", "007D"
_REPRESENTED = "0042"
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_NAMES = ("3707", "3704", "3001")  # of an attachment: long name, short name, display name
_DATA = "37010102"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def is_message(data: bytes) -> bool:
    """Does a compound file hold a message's properties? (The names of its streams are UTF-16.)"""
    return "__properties_version1.0".encode("utf-16-le") in data


def message_of(data: bytes) -> Message:
    """The message as mail: header lines, a text part or an HTML part. Raises Damaged."""
    with _opened(data) as file:
        headers = _string(file, _HEADERS)
        message = parsed(headers.encode("utf-8", "surrogateescape")) if headers else Message()
        for name in ("Content-Type", "Content-Transfer-Encoding", "MIME-Version"):
            del message[name]
        text, html = _string(file, _BODY), _html(file)
        _fill(message, file)
    message["MIME-Version"] = "1.0"
    kind, content = ("html", html) if (html and len(html) > len(text) * 3) or not text else ("plain", text)
    message.set_payload(content.encode("utf-8", "replace"))
    message["Content-Type"] = f"text/{kind}; charset=utf-8"
    message["Content-Transfer-Encoding"] = "8bit"
    return message


def attached(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of attached files."""
    with _opened(data) as file:
        folders = sorted({entry[0] for entry in file.listdir() if entry[0].startswith("__attach_version1.0_")})
        for folder in folders[: MAIL_BOUNDS.attached]:
            name = next((found for number in _NAMES if (found := _string(file, number, f"{folder}/"))), "")
            content = _stream(file, f"{folder}/__substg1.0_{_DATA}")
            if name and content:
                yield name, content


def _opened(data: bytes) -> Any:
    import olefile

    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except Exception as fault:  # the library raises what it meets
        raise Damaged("is an Outlook message that cannot be read", "Save it anew, or as .eml or text.") from fault


def _fill(message: Message, file: Any) -> None:
    """Header lines that the transport's header does not have: a message that was never sent has none."""
    if not message.get("Subject") and (subject := _string(file, _SUBJECT)):
        message["Subject"] = _one_line(subject)
    name = _string(file, _SENDER) or _string(file, _REPRESENTED)
    if not message.get("From") and name:
        message["From"] = f'"{_one_line(name)}" <{_one_line(_string(file, _SENDER_ADDRESS))}>'
    if not message.get("Date") and (moment := _time(file)):
        message["Date"] = moment.isoformat()


def _one_line(text: str) -> str:
    return re.sub(r'[\r\n"<>]+', " ", text).strip()


def _stream(file: Any, name: str) -> bytes:
    try:
        return bytes(file.openstream(name).read()) if file.exists(name) else b""
    except Exception:  # a stream that is damaged is as good as none
        return b""


def _string(file: Any, number: str, folder: str = "") -> str:
    wide = _stream(file, f"{folder}__substg1.0_{number}001F")
    if wide:
        return wide.decode("utf-16-le", "replace").strip("\0")
    narrow = _stream(file, f"{folder}__substg1.0_{number}001E")
    return decoded(narrow)[0].strip("\0") if narrow else ""


def _html(file: Any) -> str:
    data = _stream(file, f"__substg1.0_{_HTML}0102")
    if not data:
        return _string(file, _HTML)
    from briefing.prepare.readers.html.page import declared

    return decoded(data, declared(data))[0]


def _time(file: Any) -> datetime | None:
    """When the message was sent, else delivered: rows of 16 bytes (type, number, flags, value) after a head of 32."""
    table = _stream(file, "__properties_version1.0")[32:]
    found: dict[int, datetime] = {}
    for at in range(0, len(table) - 15, 16):
        kind, number = struct.unpack_from("<HH", table, at)
        if kind == 0x0040 and number in (_SUBMITTED, _DELIVERED):
            (ticks,) = struct.unpack_from("<Q", table, at + 8)
            try:
                found[number] = _EPOCH + timedelta(microseconds=ticks // 10)
            except OverflowError:
                continue
    return found.get(_SUBMITTED) or found.get(_DELIVERED)
