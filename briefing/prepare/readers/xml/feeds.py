"""The mark-up of feeds: what is one, and its items as they are parsed. The only module that imports feedparser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from briefing.prepare.readers.bounds import RECORD_BOUNDS

ITEM_BEGINS = re.compile(rb"<((?:\w{1,40}:)?(?:item|entry))[\s>]", re.I)
_ITEM_ENDS = re.compile(rb"</((?:\w{1,40}:)?(?:item|entry))\s{0,40}>", re.I)
_REFERENCE = re.compile(rb"&#(x[0-9a-f]+|[0-9]+);?", re.I)
BEFORE_ROOT = rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,500}+>\s*+)?(?:<!--(?:(?!-->).){0,3000}-->\s*+){0,5}"
_FEED = re.compile(
    BEFORE_ROOT
    + rb"(?:<!DOCTYPE[^>]{0,2000}+>\s*+|<\?[^>]{0,500}+>\s*+){0,5}<(?:rss|feed|rdf:rdf|channel|atom:feed)[\s>]",
    re.I | re.S,
)


def _character(found: re.Match[bytes]) -> bytes:
    """A reference to a character; where there is no such character, to the one that stands for what is lost."""
    digits = found[1].lower()
    base, digits = (16, digits[1:]) if digits.startswith(b"x") else (10, digits)
    digits = digits.lstrip(b"0") or b"0"
    known = len(digits) <= 7 and int(digits, base) <= 0x10FFFF
    return found[0] if known else b"&#xFFFD;"


def parsed(data: bytes) -> tuple[dict[str, Any], int]:
    """The feed, and how many of its items its parser fails at: these are found by halves, and left out."""
    data = _REFERENCE.sub(_character, data)
    try:
        return _parsed_whole(data), 0
    except Exception:  # a bug of the library at one item
        items = list(item_spans(data))
        if len(items) < 2:
            raise
    before, after = data[: items[0].start], data[items[-1].stop :]
    feed: dict[str, Any] = {}
    entries: list[Any] = []
    broken = 0
    groups = [items[len(items) // 2 :], items[: len(items) // 2]]
    while groups:
        group = groups.pop()
        try:
            part = _parsed_whole(before + b"".join(data[item] for item in group) + after)
        except Exception:  # as above
            broken += len(group) == 1
            if broken > RECORD_BOUNDS.broken:
                raise
            if len(group) > 1:
                groups += [group[len(group) // 2 :], group[: len(group) // 2]]
            continue
        feed = feed or part
        entries += part.get("entries", [])
    return {**feed, "entries": entries}, broken


def item_spans(data: bytes) -> Iterator[slice]:
    """Each item up to the first end of its kind."""
    ends: dict[bytes, list[int]] = {}
    for end in _ITEM_ENDS.finditer(data):
        ends.setdefault(end[1].lower(), []).append(end.end())
    last = 0
    for begin in ITEM_BEGINS.finditer(data):
        here = ends.get(begin[1].lower(), [])
        at = bisect_right(here, begin.end())
        if begin.start() >= last and at < len(here):
            last = here[at]
            yield slice(begin.start(), last)


def _check_attributes(data: bytes) -> None:
    """Raises ValueError where an element has more attributes than any feed's. Markup that is no XML is looked at up to
    its fault, from which on another parser reads it."""
    from xml.parsers import expat

    found: list[int] = []

    def begins(name: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > RECORD_BOUNDS.attributes:
            found.append(len(attributes))
            raise ValueError

    # Whatever it declares: all that is no UTF-16 has its markup in ASCII.
    parser = expat.ParserCreate(None if _beginning(data[:64]) != data[:64] else "iso-8859-1")
    parser.StartElementHandler = begins
    with suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(data, True)
    if found:
        raise ValueError(f"an element has {found[0]} attributes")


def _parsed_whole(data: bytes) -> dict[str, Any]:
    import feedparser

    _check_attributes(data)
    found: dict[str, Any] = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    return found


def is_feed(data: bytes) -> bool:
    """By its root element: RSS, Atom or RDF."""
    return _FEED.match(_beginning(data)) is not None


def is_json_feed(data: bytes) -> bool:
    begins = _beginning(data)
    return begins[:200].lstrip().startswith(b"{") and b"jsonfeed.org/version" in begins[:2000]


def _beginning(data: bytes) -> bytes:
    """The first bytes, as UTF-8 where they are UTF-16: by their mark, or by the first of them (RFC 7303, 3.3)."""
    for marks, name in (((b"\xff\xfe", b"<\0"), "utf-16-le"), ((b"\xfe\xff", b"\0<"), "utf-16-be")):
        if data.startswith(marks):
            return data[:16384].decode(name, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    return data[:8192]
