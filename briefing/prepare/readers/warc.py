"""WARC web archives: one article a stored page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.model import Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.archives import inflated
from briefing.prepare.readers.base import web_address
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html.page import declared, page

_VERSION = re.compile(rb"WARC/\d+\.\d+\r?\n")
_HEADER = re.compile(rb"^([A-Za-z0-9-]{1,60}):[ \t]*([^\r\n]{0,8000})", re.M)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_MOST_HEAD = 64 << 10


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    kind: str
    url: str
    content: bytes


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """`FILE#N` for each stored HTML page, N its place among the archive's records."""
    articles: list[RawArticle] = []
    left = options.archive_megabytes << 20
    for record in _records(data):
        if record.kind not in ("response", "resource", "conversion"):
            continue
        head, body = _http(record)
        if not _is_page(head, body) or len(articles) >= options.articles or left <= 0:
            continue
        body = _unpacked(head, body, left)
        left -= len(body)
        charset = re.search(r"charset=[\"']?([\w.:-]{1,40})", head.get("content-type", ""))
        text, encoding = decoded(body, charset[1] if charset else declared(body))
        article = page(f"{path}#{record.number}", printable(text), encoding)
        if article.body.string.strip():
            url = web_address(record.url, "WARC-Target-URI")
            articles.append(replace(article, url=article.url or url, source=replace(article.source, reader="warc")))
    if not articles:
        return [], [Problem(path, "holds no stored page with text", "Look whether the pages were saved whole.")]
    problems = [Problem(path, "holds more than is read of one file", "Split it.")] if left <= 0 else []
    return articles, problems


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
            number, fields.get("warc-type", "").lower(), fields.get("warc-target-uri", "").strip("<>"), content
        )
        at = end + len(content)


def _end_of_head(data: bytes, start: int) -> int:
    for mark in (b"\r\n\r\n", b"\n\n"):
        found = data.find(mark, start, start + _MOST_HEAD)
        if found >= 0:
            return found + len(mark)
    return -1


def _fields(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _HEADER.finditer(head[:_MOST_HEAD]):
        found.setdefault(match[1].decode("ascii").lower(), decoded(match[2])[0].strip())
    return found


def _http(record: _Record) -> tuple[dict[str, str], bytes]:
    """(header lines in lower case, body); a record without an HTTP head is all body."""
    if not record.content.startswith(b"HTTP/"):
        return {}, record.content
    end = _end_of_head(record.content, 0)
    if end < 0:
        return {}, b""
    return {key: value.lower() for key, value in _fields(record.content[:end]).items()}, record.content[end:]


def _is_page(head: dict[str, str], body: bytes) -> bool:
    kind = head.get("content-type", "")
    return "html" in kind or (not kind and body[:2000].lstrip().lower().startswith((b"<!doctype html", b"<html")))


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
