"""Mail: EML files and mbox folders. The readable part; quoted replies and signatures set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import Any

from briefing.model import Detail, Problem
from briefing.prepare.bundles.facts import is_outlet
from briefing.prepare.bundles.rows import count_words
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.archives import Budget, harmless
from briefing.prepare.readers.base import TextMaker, source, web_address
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.html.article.complete import FoundBlock
from briefing.prepare.readers.html.several import digest
from briefing.prepare.readers.html.stream import Stream
from briefing.prepare.readers.mail import outlook
from briefing.prepare.readers.mail.forwarded import forwarded
from briefing.prepare.readers.mail.headers import address_name, header, is_message, parsed, parts
from briefing.prepare.readers.mail.text import add_plain
from briefing.prepare.readers.times import when

Read = tuple[list[RawArticle], list[Problem]]

_FROM_LINE = re.compile(rb"^From [^\r\n]{3,300}\d{4}[^\r\n]{0,40}\r?$", re.M)
_REPLY = re.compile(r"^(?:\s*(?:re|aw|sv|antw|fwd?|wg|tr|rv|vs)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
_NOTE = 40  # words of a mail that carries another as an attachment, below which they are but a note
_HTML_BETTER = 1.6  # how many times the words of the plain part the HTML part must have to be read in its place


def read(path: str, data: bytes, options: ReaderOptions) -> Read:
    return _read(path, parsed(data), data)


def read_outlook(path: str, data: bytes, options: ReaderOptions) -> Read:
    """A message as Outlook saves it."""
    return _read(path, outlook.message_of(data), b"")


def _read(path: str, message: Message, data: bytes) -> Read:
    articles = _message(path, path, message, data)
    if not articles and message.get_content_type() == "multipart/report":
        return [], [Problem(path, "a report on the delivery of a mail", "The mail that it returns is read.")]
    if articles or any(map(is_message, parts(message))):
        return articles, []
    return [], [
        Problem(path, "the mail itself holds no text", "Look at it in a mail program; attached files are read.")
    ]


def read_mbox(path: str, data: bytes, options: ReaderOptions) -> Read:
    """One article a message, `FILE#N` by its place in the folder."""
    articles: list[RawArticle] = []
    for number, message in enumerate(_messages(data), 1):
        if len(articles) >= options.articles:
            return articles, [Problem(path, f"only the first {number - 1} messages were read", "Split the folder.")]
        articles += _message(path, f"{path}#{number}", parsed(message), message)
    return articles, []


def attachments(path: str, data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """(name, bytes) of attached files, and of messages that were forwarded as attachments."""
    for number, part in enumerate(parts(parsed(data)), 1):
        if is_message(part):
            inner = part.get_payload()
            message = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(message, Message):
                subject = header(message, "Subject").replace("/", " ")[:80].strip(". ")
                yield from _within(budget, harmless(f"{subject or number}.eml"), message.as_bytes())
            continue
        name = harmless(header(part, "", part.get_filename())) if part.get_filename() else ""
        if not name or part.is_multipart() or part.get_content_maintype() in ("image", "audio", "video"):
            continue
        yield from _within(budget, name, part.get_payload(decode=True))


def attachments_of_outlook(path: str, data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """(name, bytes) of the files that an Outlook message carries; pictures are passed over."""
    for name, content in outlook.attached(data):
        if not name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp")):
            yield from _within(budget, harmless(name), content)


def _within(budget: Budget, name: str, content: object) -> Iterator[tuple[str, bytes]]:
    if name and isinstance(content, bytes) and content and not budget.spent() and len(content) <= budget.bytes:
        budget.files -= 1
        budget.bytes -= len(content)
        yield name, content


def _messages(data: bytes) -> Iterator[bytes]:
    """An mbox folder cut at its "From " lines, each with ">From " taken back; without such a line, one message."""
    starts = [found.start() for found in _FROM_LINE.finditer(data) if _after_blank(data, found.start())]
    if not starts:
        yield data
        return
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line_end = data.find(b"\n", start, end)
        if line_end >= 0:
            yield re.sub(rb"^>(>*From )", rb"\1", data[line_end + 1 : end], flags=re.M)


def _after_blank(data: bytes, at: int) -> bool:
    return at == 0 or data[max(0, at - 2) : at] == b"\n\n" or data[max(0, at - 4) : at] == b"\r\n\r\n"


def _message(file: str, path: str, message: Message, data: bytes) -> list[RawArticle]:
    """data: the message's bytes, in which places are looked for; empty where its text stands in no file as it is."""
    stated = header(message, "Subject")
    subject = _REPLY.sub("", stated).strip()
    plain, html, encoding = _readable(message)
    maker = TextMaker()
    digested: tuple[Stream, list[FoundBlock]] | None = None
    if subject:
        maker.add(subject, "title")
    words_plain, words_html = len(plain.split()), len(fragment.plain(html).split()) if html else 0
    if plain and words_plain * _HTML_BETTER >= words_html:
        file_text, _ = decoded(data)
        add_plain(maker, plain, printable(file_text) if path == file and data else "", _is_flowed(message))
    elif html:
        digested = fragment.add(maker, html, subject)
    blocks = maker.blocks()
    if not any(block.tag not in ("title", "aside") for block in blocks):
        return []
    url = header(message, "Archived-At").strip("<> ")
    raw = RawArticle(
        path=path,
        source=source(file, "mail", encoding),
        body=maker.text(),
        blocks=blocks,
        title=Detail(subject, "Subject") if subject else None,
        published=when(header(message, "Date").split(" (")[0], "Date"),
        language=header(message, "Content-Language").split("-")[0].split(",")[0].strip().lower()[:8] or None,
        url=web_address(url, "Archived-At"),
    )
    raw = _with_sender(raw, message)
    carried = any(map(is_message, parts(message)))
    if carried and count_words(raw.body.string) < _NOTE:
        return []  # a line or two over a message that is read by itself
    found = forwarded(raw, stated)
    return digest(found, *digested) if digested and found is raw else [found]


def _with_sender(raw: RawArticle, message: Message) -> RawArticle:
    """A message of a list, or from a name of an outlet, is an outlet's; any other is from its author."""
    sender = address_name(header(message, "From"))
    if not sender:
        return raw
    listed = any(message.get(name) for name in ("List-Id", "List-Unsubscribe", "List-Post"))
    if listed or is_outlet(sender):
        return replace(raw, outlet=Detail(sender, "From"))
    return replace(raw, author=Detail(sender, "From"))


def _readable(message: Message) -> tuple[str, str, str | None]:
    """(plain text, HTML, character set) of the parts that are shown, those of a kind one after the other."""
    plain: list[str] = []
    html: list[str] = []
    encoding: str | None = None
    for part in parts(message):
        if part.is_multipart() or part.get_content_maintype() != "text":
            continue
        attached = part.get_content_disposition() == "attachment" or part.get_filename()
        payload: Any = part.get_payload(decode=True)
        if attached or not isinstance(payload, bytes):
            continue
        text, codec = decoded(payload, part.get_content_charset())
        encoding = encoding or codec
        kind = part.get_content_subtype()
        if kind == "html" or (kind == "plain" and _is_page(text)):
            html.append(text)
        elif kind in ("plain", "markdown", "enriched"):
            plain.append(text)
    return printable("\n".join(plain)), printable("\n".join(html)), encoding


def _is_page(text: str) -> bool:
    return text.lstrip()[:200].lower().startswith(("<!doctype html", "<html"))


def _is_flowed(message: Message) -> bool:
    return any(
        "flowed" in str(part.get_param("format") or "").lower()
        for part in parts(message)
        if part.get_content_type() == "text/plain"
    )
