"""Mail: EML files and mbox folders. The readable part; quoted replies and signatures set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import Any

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.archives import Budget, harmless
from briefing.prepare.readers.base import TextMaker, source, web_address
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.html.page import declared, page
from briefing.prepare.readers.mail.headers import address_name, header, parsed
from briefing.prepare.readers.mail.text import add_plain
from briefing.prepare.readers.times import when
from briefing.text import Text

_FROM_LINE = re.compile(rb"^From [^\r\n]{3,300}\d{4}[^\r\n]{0,40}\r?$", re.M)
_REPLY = re.compile(r"^(?:\s*(?:re|aw|sv|antw|fwd?|wg|tr|rv|vs)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
_MOST_PARTS = 500
_HTML_BETTER = 1.6  # how many times the words of the plain part the HTML part must have to be read in its place


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    articles = _message(path, path, data)
    if articles:
        return articles, []
    return [], [
        Problem(path, "the mail itself holds no text", "Look at it in a mail program; attached files are read.")
    ]


def read_mbox(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """One article a message, `FILE#N` by its place in the folder."""
    articles: list[RawArticle] = []
    for number, message in enumerate(_messages(data), 1):
        if len(articles) >= options.articles:
            return articles, [Problem(path, f"only the first {number - 1} messages were read", "Split the folder.")]
        articles += _message(path, f"{path}#{number}", message)
    return articles, []


def read_saved_page(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """A web page as browsers save it in one file (MHTML): the first HTML part, read as a page."""
    message = parsed(data)
    for part in _parts(message):
        payload: Any = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes) and payload:
            text, encoding = decoded(payload, part.get_content_charset() or declared(payload))
            article = page(path, printable(text), encoding)
            address = header(message, "Snapshot-Content-Location") or header(part, "Content-Location")
            url = web_address(address, "Content-Location")
            place = replace(article.source, reader="mhtml")
            # Its places count characters of the part, not of the file: they lead nowhere.
            return [replace(article, body=Text(article.body.string), source=place, url=article.url or url)], []
    return [], [Problem(path, "is a saved page without its HTML", "Save the page anew.")]


def attachments(path: str, data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """(name, bytes) of attached files."""
    for part in _parts(parsed(data)):
        name = harmless(header(part, "", part.get_filename())) if part.get_filename() else ""
        if not name or part.is_multipart() or part.get_content_maintype() in ("image", "audio", "video"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content and not budget.spent() and len(content) <= budget.bytes:
            budget.files -= 1
            budget.bytes -= len(content)
            yield name, content


def _messages(data: bytes) -> Iterator[bytes]:
    """An mbox folder cut at its "From " lines, each with ">From " taken back."""
    starts = [found.start() for found in _FROM_LINE.finditer(data) if _after_blank(data, found.start())]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line_end = data.find(b"\n", start, end)
        if line_end >= 0:
            yield re.sub(rb"^>(>*From )", rb"\1", data[line_end + 1 : end], flags=re.M)


def _after_blank(data: bytes, at: int) -> bool:
    return at == 0 or data[max(0, at - 2) : at] == b"\n\n" or data[max(0, at - 4) : at] == b"\r\n\r\n"


def _parts(message: Message) -> Iterator[Message]:
    """All parts in order, at most some hundreds, without recursion."""
    stack = [message]
    count = 0
    while stack and count < _MOST_PARTS:
        part = stack.pop()
        count += 1
        yield part
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            stack += [inner for inner in reversed(payload) if isinstance(inner, Message)]


def _message(file: str, path: str, data: bytes) -> list[RawArticle]:
    message = parsed(data)
    subject = _REPLY.sub("", header(message, "Subject")).strip()
    plain, html, encoding = _readable(message)
    maker = TextMaker()
    if subject:
        maker.add(subject, "title")
    words_plain, words_html = len(plain.split()), len(fragment.plain(html).split()) if html else 0
    if plain and words_plain * _HTML_BETTER >= words_html:
        file_text, _ = decoded(data)
        add_plain(maker, plain, printable(file_text) if path == file else "", _is_flowed(message))
    elif html:
        fragment.add(maker, html, subject)
    blocks = maker.blocks()
    if not any(block.tag not in ("title", "aside") for block in blocks):
        return []
    sender = address_name(header(message, "From"))
    listed = bool(message.get("List-Id") or message.get("List-Unsubscribe") or message.get("List-Post"))
    url = header(message, "Archived-At").strip("<> ")
    raw = RawArticle(
        path,
        source(file, "mail", encoding),
        maker.text(),
        blocks,
        title=Detail(subject, "Subject") if subject else None,
        published=when(header(message, "Date").split(" (")[0], "Date"),
        language=header(message, "Content-Language").split("-")[0].split(",")[0].strip().lower()[:8] or None,
        url=web_address(url, "Archived-At"),
    )
    if sender and listed:
        return [replace(raw, outlet=Detail(sender, "From"))]
    return [replace(raw, author=Detail(sender, "From") if sender else None)]


def _readable(message: Message) -> tuple[str, str, str | None]:
    """(plain text, HTML, character set) of the parts that are shown, those of a kind one after the other."""
    plain: list[str] = []
    html: list[str] = []
    encoding: str | None = None
    for part in _parts(message):
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
        for part in _parts(message)
        if part.get_content_type() == "text/plain"
    )
