"""A web page as browsers save it in one file: MHTML and Safari's web archives. Read as a page."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import Any
from xml.parsers.expat import ExpatError

from briefing.model import Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import web_address
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html.page import declared, pages
from briefing.prepare.readers.mail.headers import header, parsed, parts
from briefing.text import Text

Read = tuple[list[RawArticle], list[Problem]]


def read_mhtml(path: str, data: bytes, options: ReaderOptions) -> Read:
    """The root part: the one that `start` names, else the one at the page's own address, else the first of HTML."""
    message = parsed(data)
    address = header(message, "Snapshot-Content-Location")
    for part in _root_first(message, address):
        payload: Any = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            encoding = part.get_content_charset() or declared(payload)
            return _page(path, "mhtml", payload, encoding, address or header(part, "Content-Location")), []
    return [], [Problem(path, "is a saved page without its HTML", "Save the page anew.")]


def _root_first(message: Message, address: str) -> Iterator[Message]:
    every = [part for part in parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start") or "").strip("<> ")
    named = [part for part in every if start and header(part, "Content-ID").strip("<> ") == start]
    own = [part for part in every if address and header(part, "Content-Location") == address]
    yield from (*named, *own, *every)


def read_webarchive(path: str, data: bytes, options: ReaderOptions) -> Read:
    """The main resource of a property list, binary or XML."""
    try:
        archive: Any = plistlib.loads(data)
    except (
        plistlib.InvalidFileException,
        ExpatError,
        ValueError,
        OverflowError,
        RecursionError,
        IndexError,
        KeyError,
        TypeError,
    ):
        archive = None
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    content = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(content, bytes) or not content:
        return [], [Problem(path, "is a property list without a saved page, and no article", "Save the page anew.")]
    encoding = main.get("WebResourceTextEncodingName")
    encoding = encoding if isinstance(encoding, str) else declared(content)
    return _page(path, "webarchive", content, encoding, str(main.get("WebResourceURL") or "")), []


def _page(path: str, reader: str, content: bytes, encoding: str | None, address: str) -> list[RawArticle]:
    """Places in the page count characters of the part, not of the file: they lead nowhere."""
    text, codec = decoded(content, encoding)
    url = web_address(address, "Content-Location")
    return [
        replace(
            article,
            body=Text(article.body.string),
            source=replace(article.source, reader=reader),
            url=article.url or url,
        )
        for article in pages(path, printable(text), codec)
    ]
