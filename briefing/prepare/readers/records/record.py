"""One record → an article, whatever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from briefing.model import Detail, Problem, When
from briefing.prepare.bundles.facts import day_of, is_outlet
from briefing.prepare.furniture.lines.phrases import tokens
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, first_text, names, source, web_address
from briefing.prepare.readers.decoding.encoding import printable
from briefing.prepare.readers.decoding.repair import mended
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.records import fields
from briefing.prepare.readers.records.fields import Names
from briefing.prepare.readers.times import when
from briefing.text import Text

_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d{1,7} chars\]\s*$")
_TAGS = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|article|section|span|blockquote|hl2|block|figure|table)\b", re.I)
_NO_TEXT = frozenset({"picture", "photo", "image", "graphic", "video", "audio", "composite", "service"})
_PARTICLE = 3  # letters of a small word within a name: "of", "the"
_LEAST_WORDS, _MOST_WORDS = 3, 20  # of a headline that stands in the text
_BY = re.compile(r"^[Bb][Yy]:?\s+")
_ELEMENTS = {"text": "p", "header": "h2", "interstitial_text": "p"}
_FROM = re.compile(r"(?<=[a-zß-ÿ]) in [A-ZÀ-Þ][\w.’'-]{1,30}(?: [A-ZÀ-Þ][\w.’'-]{1,30}){0,2}")  # "Ann Lee in New Brenn"


def is_picture(record: Mapping[str, Any]) -> bool:
    """An item of a wire that is no text."""
    return str(record.get("type") or "").lower() in _NO_TEXT


def body_of(record: Mapping[str, Any], known: Names) -> str:
    """The record's text; its summary where it has no text; its title where a `text` is there but empty: a headline
    alone is an article too. "" where it has nothing. record: as `fields.folded` gives it."""
    if is_picture(record):
        return ""
    own = record.get("text")
    if isinstance(own, list):  # a text in pieces, some of them marked
        return "".join(
            piece if isinstance(piece, str) else str(piece.get("text") or "")
            for piece in own
            if isinstance(piece, (str, Mapping))
        )
    if elements := _elements(record.get("contentelements")):
        return elements
    text = fields.first(record, known, "text") or fields.first(record, known, "summary")
    if text:
        return _CUT.sub("", text)
    return first_text(record.get("title")) or "" if isinstance(own, str) else ""


def _elements(value: Any) -> str:
    """The paragraphs and headings of a text that a content system keeps in elements; pictures and the like are none."""
    listed = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
    texts = [(_ELEMENTS.get(str(item.get("type"))), item.get("content")) for item in listed]
    return "".join(f"<{tag}>{text}</{tag}>" for tag, text in texts if tag and isinstance(text, str))


def article(path: str, reader: str, record: Mapping[str, Any], known: Names, encoding: str | None) -> RawArticle:
    """The article of a record that has a body."""
    title = first_text(fragment.plain(fields.first(record, known, "title")[:2000]))
    body = printable(body_of(record, known))
    published, problems = _published(path, record, known)
    url, outlet = _url(record, known), _outlet(record, known)
    if title and url and _names_site(title, url.value) and (headline := _first_line(body)):
        outlet = outlet or Detail(title, "record")
        title = headline
    raw = RawArticle(
        path=path,
        source=source(path, reader, encoding),
        body=Text(""),
        title=Detail(title, "record") if title else None,
        published=published,
        updated=_updated(record, known, published),
        outlet=outlet,
        author=_author(record, known),
        url=url,
        language=_language(record, known),
        problems=problems,
    )
    return _with_text(raw, title, body)


def _names_site(title: str, url: str) -> bool:
    """Is a stated title the name of the site: a newspaper's name that begins like its host's?"""
    first = tokens(title)[:1]
    named = is_outlet(title) and all(word.lstrip("(")[:1].isupper() for word in title.split() if len(word) > _PARTICLE)
    return named and bool(first) and first[0] in (urlsplit(url).hostname or "").split(".")


def _first_line(body: str) -> str | None:
    """A headline over an empty line: some words, and no sentence."""
    first, _, rest = body.lstrip().partition("\n")
    could_be = _LEAST_WORDS <= len(first.split()) <= _MOST_WORDS and first.rstrip()[-1:].isalnum()
    return " ".join(first.split()) if could_be and not rest.partition("\n")[0].strip() and rest.strip() else None


def _with_text(raw: RawArticle, title: str | None, body: str) -> RawArticle:
    if not _TAGS.search(body[:4000]):
        if title and " ".join(body.lstrip().partition("\n")[0].split()) != title:
            body = f"{title}\n\n{body}"
        return replace(raw, body=mended(Text(body)))
    maker = TextMaker()
    if title:
        maker.add(title, "title")
    fragment.add(maker, body, title or "")
    return replace(raw, body=maker.text(), blocks=maker.blocks())


def _published(path: str, record: Mapping[str, Any], known: Names) -> tuple[When | None, tuple[Problem, ...]]:
    stated = ""
    for value in fields.values(record, known, "published"):
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            stated = stated or str(value)
            if found := when(str(value), "record"):
                return found, ()
    if not stated:
        return None, ()
    if found := day_of(stated, "record"):
        return found, ()
    return None, (Problem(path, f"published: {stated[:60]!r} is no date", "Write dates as 2024-11-19."),)


def _updated(record: Mapping[str, Any], known: Names, published: When | None) -> When | None:
    found = (when(value, "record") for value in fields.values(record, known, "updated"))
    return next(
        (stated for stated in found if stated is not None and (not published or stated.value != published.value)), None
    )


def _outlet(record: Mapping[str, Any], known: Names) -> Detail | None:
    for value in fields.values(record, known, "publisher"):
        name = first_text(value.get("name") or value.get("title")) if isinstance(value, Mapping) else first_text(value)
        if name and not name.startswith(("http://", "https://")) and len(name) <= 120:
            return Detail(name, "record")
    return None


def _author(record: Mapping[str, Any], known: Names) -> Detail | None:
    for value in fields.values(record, known, "author"):
        listed = value if isinstance(value, list) else [value]
        people = [item.get("name") or item.get("by") if isinstance(item, Mapping) else item for item in listed[:20]]
        found = names([_FROM.sub("", _BY.sub("", person)) if isinstance(person, str) else person for person in people])
        if found and not found.startswith("http"):
            return Detail(found, "record")
    return None


def _url(record: Mapping[str, Any], known: Names) -> Detail | None:
    return next(
        (found for value in fields.values(record, known, "url") if (found := web_address(value, "record"))), None
    )


def _language(record: Mapping[str, Any], known: Names) -> str | None:
    language = first_text(fields.first(record, known, "language"))
    return language.lower().replace("_", "-").split("-")[0][:8] if language else None
