"""WARC web archives: one article a stored page, or an item of a stored feed; other documents as files of their own.

What this program fetched has notes, a metadata record behind the answer: `outlet`, the name that the config gives a
feed; `first`, when an item was received first, for those without a date; `aside`, items that are not read, with why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers import feed
from briefing.prepare.readers.archives import Budget, inflated
from briefing.prepare.readers.base import unique, web_address
from briefing.prepare.readers.bounds import PAGE_BOUNDS
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html.page import declared, page
from briefing.prepare.readers.times import when
from briefing.prepare.readers.xml.feeds import is_feed, is_json_feed

NOTES = "application/vnd.briefing.notes+json"  # the content type of the notes
_VERSION = re.compile(rb"WARC/\d+\.\d+\r?\n")
_HEADER = re.compile(rb"^([A-Za-z0-9-]{1,60}):[ \t]*([^\r\n]{0,8000})", re.M)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_STATUS = ":status"  # the answer's status among its headers, as HTTP/2 writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    number: int
    kind: str
    url: str
    type: str
    content: bytes


_CONTENT = ("response", "resource", "conversion")  # kinds of records that hold what was on the web


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """`FILE#N` for each stored page, N its place among the archive's records; `FILE#ID` for each item of a feed."""
    articles: list[RawArticle] = []
    problems: list[Problem] = []
    left = options.archive_megabytes << 20
    notes: Mapping[str, Any] = {}
    others = False
    for record in reversed(list(_records(data))):  # notes stand behind what they are about
        if record.kind == "metadata":
            notes = _notes(record)
        if record.kind not in _CONTENT:
            continue
        head, body = _http(record)
        kind = _kind(head, body)
        others = others or kind == "other"
        if kind not in ("html", "feed", "json feed") or len(articles) >= options.articles or left <= 0:
            continue
        body = _unpacked(head, body, left)
        left -= len(body)
        if kind == "html":
            articles += _page(f"{path}#{record.number}", record, head, body)
        else:
            found, faults = _items(path, kind, body, notes, options)
            articles, problems = [*found, *articles], [*faults, *problems]
        notes = {}
    if not articles and not problems and not others:
        return [], [Problem(path, "holds no stored page with text", "Look whether the pages were saved whole.")]
    problems += [Problem(path, "holds more than is read of one file", "Split it.")] if left <= 0 else []
    return _named_apart(articles), problems


def others(path: str, data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """(name, bytes) of each stored document that is no page: a PDF."""
    for record in _records(data):
        if record.kind not in _CONTENT:
            continue
        head, body = _http(record)
        if _kind(head, body) == "other" and not budget.spent():
            body = _unpacked(head, body, budget.bytes)
            budget.files -= 1
            budget.bytes -= len(body)
            yield f"{record.number}.pdf", body


def _page(path: str, record: _Record, head: Mapping[str, str], body: bytes) -> list[RawArticle]:
    charset = re.search(r"charset=[\"']?([\w.:-]{1,40})", head.get("content-type", ""))
    text, encoding = decoded(body, charset[1] if charset else declared(body))
    article = page(path, printable(text), encoding)
    if not article.body.string.strip():
        return []
    url = web_address(record.url, "WARC-Target-URI")
    return [replace(article, url=article.url or url, source=replace(article.source, reader="warc"))]


def _items(
    path: str, kind: str, body: bytes, notes: Mapping[str, Any], options: ReaderOptions
) -> tuple[list[RawArticle], list[Problem]]:
    """The items of a feed without those set aside; a feed of which all are set aside is no problem."""
    articles, problems = (feed.read if kind == "feed" else feed.read_json_feed)(path, body, options)
    aside, first = _mapping(notes, "aside"), _mapping(notes, "first")
    outlet = Detail(notes["outlet"], "name in the config") if isinstance(notes.get("outlet"), str) else None
    kept = []
    for article in articles:
        name = article.path[len(path) + 1 :]
        if name in aside:
            continue
        received = when(first.get(name), "first received")
        kept.append(
            replace(
                article,
                updated=article.updated or (replace(received, inferred=True) if received else None),
                outlet=outlet or article.outlet,
                source=replace(article.source, reader="warc"),
            )
        )
    return kept, [] if aside or "first" in notes else problems


def _named_apart(articles: list[RawArticle]) -> list[RawArticle]:
    """Items of several feeds may have the same name: each keeps it once."""
    taken: set[str] = set()
    found = []
    for position, article in enumerate(articles, 1):
        start, _, name = article.path.rpartition("#")
        found.append(replace(article, path=f"{start}#{unique(name, position, taken)}"))
    return found


def _notes(record: _Record) -> Mapping[str, Any]:
    """What a metadata record of this program says; nothing where it is another's."""
    if record.type != NOTES:
        return {}
    try:
        found = json.loads(record.content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _mapping(notes: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = notes.get(key)
    return found if isinstance(found, dict) else {}


def _records(data: bytes) -> Iterator[_Record]:
    at = 0
    number = 0
    while (version := _VERSION.search(data, at)) is not None:
        start = version.end()
        end = _end_of_head(data, start)
        if end < 0:
            return
        fields = _fields(data[start:end])
        number += 1
        size = fields.get("content-length", "")
        length = int(size) if size.isdecimal() and len(size) < 16 else 0
        content = data[end : end + length]
        yield _Record(
            number=number,
            kind=fields.get("warc-type", "").lower(),
            url=fields.get("warc-target-uri", "").strip("<>"),
            type=fields.get("content-type", "").lower(),
            content=content,
        )
        at = end + len(content)


def _end_of_head(data: bytes, start: int) -> int:
    for mark in (b"\r\n\r\n", b"\n\n"):
        found = data.find(mark, start, start + PAGE_BOUNDS.warc_head)
        if found >= 0:
            return found + len(mark)
    return -1


def _fields(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _HEADER.finditer(head[: PAGE_BOUNDS.warc_head]):
        found.setdefault(match[1].decode("ascii").lower(), decoded(match[2])[0].strip())
    return found


def _http(record: _Record) -> tuple[dict[str, str], bytes]:
    """(header lines in lower case, body); a record without an HTTP head is all body."""
    if not record.content.startswith(b"HTTP/"):
        return {}, record.content
    end = _end_of_head(record.content, 0)
    if end < 0:
        return {}, b""
    fields = {key: value.lower() for key, value in _fields(record.content[:end]).items()}
    status = re.match(rb"HTTP/[0-9.]{1,5}\s+(\d{3})", record.content)
    return {**fields, _STATUS: status[1].decode("ascii") if status else "2"}, record.content[end:]


def _kind(head: Mapping[str, str], body: bytes) -> str:
    """html, feed, json feed, other (a PDF) or "" (what is not read: pictures, scripts, errors)."""
    kind = head.get("content-type", "")
    if not head.get(_STATUS, "2").startswith("2"):  # a redirect or an error, which is no article
        return ""
    start = inflated(body, PAGE_BOUNDS.warc_head)[0] if body.startswith(b"\x1f\x8b") else body[: PAGE_BOUNDS.warc_head]
    start = start[: PAGE_BOUNDS.warc_head].lstrip()
    if is_feed(start):  # whatever the server calls it
        return "feed"
    if "html" in kind or (not kind and start.lower().startswith((b"<!doctype html", b"<html"))):
        return "html"
    if is_json_feed(start):
        return "json feed"
    return "other" if start.startswith(b"%PDF-") else ""


def _unpacked(head: dict[str, str], body: bytes, most: int) -> bytes:
    if "chunked" in head.get("transfer-encoding", ""):
        body = _joined(body)
    if "gzip" in head.get("content-encoding", "") and body.startswith(b"\x1f\x8b"):
        return inflated(body, most)[0]
    return body


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; as it is where it is not chunked after all."""
    pieces: list[bytes] = []
    at = 0
    while (found := _CHUNK.match(body, at)) is not None:
        size = int(found[1], 16)
        if size == 0:
            break
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    return b"".join(pieces) if pieces else body
