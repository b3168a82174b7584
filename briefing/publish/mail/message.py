"""An edition → a mail: multipart/mixed → multipart/alternative (text, HTML) + PDF. The same edition, the same bytes."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.generator import BytesGenerator
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr
from io import BytesIO
from urllib.parse import quote

from briefing.model import Edition
from briefing.publish.mail.address import address
from briefing.publish.mail.options import MailOptions

_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP
NOBODY = "undisclosed-recipients:;"


@dataclass(frozen=True, slots=True)
class MailParts:
    """What a mail is made of."""

    text: str
    html: str
    pdf: bytes | None


def message(edition: Edition, parts: MailParts, options: MailOptions, moment: datetime, day: str) -> bytes:
    """brief.eml: names no recipient. moment: the edition's date at the configured hour; day: the date in words."""
    digest = hashlib.sha256(
        b"\0".join([parts.text.encode(), parts.html.encode(), hashlib.sha256(parts.pdf or b"").digest()])
    ).hexdigest()
    mail = MIMEMultipart("mixed", boundary=f"=_brief_{digest[:24]}_mixed", policy=compat32)
    body = MIMEMultipart("alternative", boundary=f"=_brief_{digest[:24]}_alternative", policy=compat32)
    body.attach(MIMEText(_lines(parts.text), "plain", _UTF8, policy=compat32))  # type: ignore[arg-type]
    body.attach(MIMEText(_lines(parts.html), "html", _UTF8, policy=compat32))  # type: ignore[arg-type]
    mail.attach(body)
    if parts.pdf is not None:
        attached = MIMEApplication(parts.pdf, "pdf", policy=compat32)
        attached.add_header("Content-Disposition", "attachment", filename=f"brief-{edition.date}.pdf")
        mail.attach(attached)
    for name, value in _headers(edition, options, moment, day, digest).items():
        mail[name] = value
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, maxheaderlen=0, policy=compat32.clone(linesep="\r\n")).flatten(mail)
    return out.getvalue()


def _lines(text: str) -> str:
    return "\n".join(text.splitlines()) + "\n"


def _headers(edition: Edition, options: MailOptions, moment: datetime, day: str, digest: str) -> dict[str, str]:
    domain = address(options.sender).rpartition("@")[2]
    headers = {
        "From": _mailbox(options.sender),
        "To": NOBODY,
        "Reply-To": _mailbox(options.reply_to) if options.reply_to else "",
        "Subject": encoded(subject(edition, options, day), len("Subject: ")),
        "Date": format_datetime(moment),
        "Message-ID": f"<{edition.date}.{digest[:20]}@{domain}>",
        "In-Reply-To": _safe(edition.revises.message_id) if edition.revises else "",
        "References": _safe(edition.revises.message_id) if edition.revises else "",
        "List-ID": f"<{_safe(options.list_id)}>" if options.list_id else "",
        "List-Unsubscribe": _unsubscribe(options, "") if options.list_unsubscribe else "",
        "List-Unsubscribe-Post": (
            "List-Unsubscribe=One-Click" if (options.list_unsubscribe or "").startswith("https:") else ""
        ),
        "Auto-Submitted": "auto-generated",
    }
    return {name: value for name, value in headers.items() if value}


def subject(edition: Edition, options: MailOptions, day: str) -> str:
    """The subject's template with its words filled in, on one line, of at most 200 characters."""
    words = {
        "title": edition.title,
        "day": day,
        "date": edition.date,
        "number": str(edition.number or ""),
        "headline": edition.stories[0].headline if edition.stories else "",
    }
    text = re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], found[0]), options.subject)
    text = _safe(f"{edition.labels['revised']}: {text}" if edition.revises else text)
    return text if len(text) <= 200 else text[:199].rstrip() + "…"


def encoded(text: str, before: int) -> str:
    """An unstructured header's value, ASCII: encoded words (RFC 2047) cut between characters, folded."""
    if text.isascii():
        lines = textwrap.wrap(text, 76 - before, break_long_words=False, break_on_hyphens=False)
        return "\r\n ".join(lines)
    words: list[str] = []
    piece = ""
    for character in text:
        left = 74 - (before if not words else 1)
        if piece and len(_word(piece + character)) > left:
            words.append(_word(piece))
            piece = ""
        piece += character
    return "\r\n ".join([*words, _word(piece)])


def _word(text: str) -> str:
    from base64 import b64encode

    return f"=?utf-8?b?{b64encode(text.encode('utf-8')).decode('ascii')}?="


def _safe(text: str) -> str:
    """On one line, without control characters: nothing in it can begin another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _mailbox(text: str) -> str:
    name = _safe(text.partition("<")[0]).strip('" ') if "<" in text else ""
    if name.isascii():
        return formataddr((name, address(text)))
    return f"{encoded(name, len('Reply-To: '))}\r\n <{address(text)}>"


def _unsubscribe(options: MailOptions, recipient: str) -> str:
    link = _safe(options.list_unsubscribe or "").replace("{recipient}", quote(recipient, safe=""))
    return f"<{link}>"


# --- one message per recipient --------------------------------------------------------------------------------------


def marked(raw: bytes, word: str) -> bytes:
    """A mail whose subject begins with a word in brackets, and which no other mail of the edition is taken for."""
    head, _, body = raw.partition(b"\r\n\r\n")
    lines: list[bytes] = []
    for line in re.split(rb"\r\n(?![ \t])", head):
        name = line.partition(b":")[0].lower()
        if name == b"subject":
            line = line.replace(b": ", f": [{word}]\r\n ".encode("ascii"), 1)
        elif name == b"message-id":
            line = line.replace(b"@", f".{word.lower()}@".encode("ascii"), 1)
        lines.append(line)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def addressed(raw: bytes, recipient: str, options: MailOptions) -> bytes:
    """brief.eml for one recipient: only To, List-Unsubscribe and the ids of this mail and of the one that it
    answers differ."""
    head, _, body = raw.partition(b"\r\n\r\n")
    tag = hashlib.sha256(recipient.casefold().encode()).hexdigest()[:12].encode()
    changes: Mapping[bytes, bytes] = {
        b"to": b"To: " + recipient.encode("ascii"),
        **({b"list-unsubscribe": b"List-Unsubscribe: " + _unsubscribe(options, recipient).encode("ascii")}
           if options.list_unsubscribe else {}),
    }  # fmt: skip
    lines: list[bytes] = []
    for line in re.split(rb"\r\n(?![ \t])", head):
        name = line.partition(b":")[0].lower()
        if name in (b"message-id", b"in-reply-to", b"references"):
            lines.append(line.replace(b"@", b"." + tag + b"@", 1))
        else:
            lines.append(changes.get(name, line))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
