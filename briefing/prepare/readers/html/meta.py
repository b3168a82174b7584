"""What a page states of itself: meta elements, JSON-LD, its headings, times and bylines as marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any

from briefing.prepare.readers.bounds import PAGE_BOUNDS
from briefing.prepare.readers.decoding.encoding import printable
from briefing.prepare.readers.html.stream import Node, Stream
from briefing.prepare.readers.html.text import text_of
from briefing.prepare.readers.html.tuning import MARKUP

Pair = tuple[str, str]

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|SocialMediaPosting|LiveBlog|CreativeWork)", re.I)
_PAGE = re.compile(r"^(?:Web|Item|About|Profile|Collection|FAQ|QA)Page$")
_SCRIPT_DATE = re.compile(
    r"\"(?:datePublished|publishedDate|publishDate|publicationDate|pubDate|published_at|date_published|firstPublished"
    r"|publishedAt|publish_date)\\?\"\s{0,3}:\s{0,3}\\?\"(\d{4}-\d\d-\d\d[T\d:.Z+-]{0,30})"
)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,5}\)(https?://\S{4,2000})|[^>]{0,300}?SingleFile[^>]{0,80}?url:\s*(https?://\S{4,2000}))"
)
_PERSON = re.compile(r"^Person(?: Organization)?$")
_WRITTEN = re.compile(
    r"\s*(?:written by|author|by|geschrieben von|verfasst von|autor|von|écrit par|auteur|par|escrito por|por|scritto da"
    r"|autore|geschreven door|door|napisane przez|skriven av|автор)\s*:?\s*",
    re.I,
)
_ESCAPED = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
_BYLINE = re.compile(r"(?:\b|_)(?:by-?line|authors?|writers?|autore?s?|auteurs?|verfasser)(?:\b|_)", re.I)
_TIME = re.compile(
    r"(?:\b|_)(?:date|dateline|datum|fecha|published|pubdate|timestamp|post-date|publish-?date)(?:\b|_)", re.I
)
_TAGS = re.compile(r"<[^<>]{0,500}>")


@dataclass(slots=True)
class Stated:
    """pairs: as RawArticle.meta has them; article_body: JSON-LD's text of the article, "" where there is none;
    headings: the level-one headings; language: of the html element."""

    pairs: list[Pair] = field(default_factory=list)
    article_body: str = ""
    headings: list[str] = field(default_factory=list)
    language: str | None = None

    def first(self, *names: str) -> Pair | None:
        """The first pair of the first of these names that the page states."""
        for name in names:
            for pair in self.pairs:
                if pair[0] == name:
                    return pair
        return None


def stated(stream: Stream) -> Stated:
    found = Stated()
    for tag, attributes in stream.stated:
        _from_element(found, tag, attributes)
    _written_by(found)
    for data in stream.data:
        _from_data(found, data)
    if stream.title is not None:
        _pair(found, "title", unescape(stream.source[stream.title[0] : stream.title[1]]))
    for name, text in _marked(stream):
        _pair(found, name, text)
        if name == "h1":
            found.headings.append(" ".join(text.split()))
    if saved := _SAVED_FROM.search(stream.source[: MARKUP.comment]):
        _pair(found, "saved-from", saved[1] or saved[2])
    for match in _SCRIPT_DATE.finditer(stream.source):
        _pair(found, "script:datepublished", match[1])
        break
    found.pairs = list(dict.fromkeys(found.pairs))
    return found


def _pair(found: Stated, name: str, value: object) -> None:
    text = " ".join(printable(str(value)[: 2 * PAGE_BOUNDS.value]).split())[: PAGE_BOUNDS.value]
    if _ESCAPED.search(text):  # escaped twice
        text = unescape(text)
    if text:
        found.pairs.append((name, text))


def _from_element(found: Stated, tag: str, attributes: Mapping[str, str]) -> None:
    if tag == "meta":
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if not name and attributes.get("http-equiv", "").lower() == "content-language":
            name = "content-language"
        if name and len(name) <= 80:
            _pair(found, name.strip().lower(), attributes.get("content", ""))
    elif tag == "link":
        if "canonical" in attributes.get("rel", "").lower().split():
            _pair(found, "canonical", attributes.get("href", ""))
    elif tag == "html":
        found.language = found.language or (attributes.get("lang") or attributes.get("xml:lang") or "").strip() or None
    elif tag == "time":
        _pair(found, "time", attributes.get("datetime", ""))


def _written_by(found: Stated) -> None:
    """The author as a page tells it networks that show a label and a value."""
    pairs = dict(reversed(found.pairs))
    for number in ("1", "2"):
        if _WRITTEN.fullmatch(pairs.get(f"twitter:label{number}", "")) and (name := pairs.get(f"twitter:data{number}")):
            _pair(found, "twitter:author", name)


def _from_data(found: Stated, data: str) -> None:
    if len(data) > PAGE_BOUNDS.json_ld:
        return
    try:
        value = json.loads(data.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return
    people = {str(person.get("@id")): person for person in _objects(value, _PERSON) if person.get("@id")}
    if len(people) == 1:
        for name in _names(next(iter(people.values()))):
            _pair(found, "json-ld:person", unescape(name))
    for item in _objects(value, _PAGE):
        if isinstance(item.get("datePublished"), str):
            _pair(found, "json-ld:page-datepublished", item["datePublished"])
    for item in _objects(value, _ARTICLE):
        for key in ("@type", "headline", "datePublished", "dateModified", "url", "inLanguage", "articleSection"):
            if isinstance(item.get(key), str):
                _pair(found, f"json-ld:{key.lower()}", unescape(item[key]))
        for name in _names(_resolved(item.get("author"), people)):
            _pair(found, "json-ld:author", unescape(name))
        for name in _names(item.get("publisher")):
            _pair(found, "json-ld:publisher", unescape(name))
        body = item.get("articleBody")
        if isinstance(body, str) and len(body) > len(found.article_body):
            found.article_body = _TAGS.sub(" ", unescape(body)) if "<" in body or "&" in body else body


def _resolved(author: Any, people: Mapping[str, Mapping[str, Any]]) -> Any:
    """An author that is given as a reference to another object of the data."""
    listed = author if isinstance(author, list) else [author]
    return [
        people.get(str(one.get("@id")), one) if isinstance(one, Mapping) and not one.get("name") else one
        for one in listed
    ]


def _objects(value: Any, kind: re.Pattern[str]) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD of a kind, at most some hundreds of values deep and wide."""
    queue: list[Any] = [value]
    looked = 0
    while queue and looked < 500:
        item = queue.pop(0)
        looked += 1
        if isinstance(item, list):
            queue += item[:100]
        elif isinstance(item, Mapping):
            kinds = item.get("@type")
            if kind.search(" ".join(str(k) for k in kinds) if isinstance(kinds, list) else str(kinds)):
                yield item
            queue += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _names(value: Any) -> Iterable[str]:
    for item in value[:20] if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, Mapping) else item
        if isinstance(name, list):
            yield from (part for part in name[:20] if isinstance(part, str))
        elif isinstance(name, str) and name.strip():
            yield name


def _marked(stream: Stream) -> Iterator[Pair]:
    """(h1, text), (byline, text), (time-text, text): paragraphs that stand in elements marked so."""
    pieces, at = stream.pieces, 0
    marks: dict[int, str] = {}
    while at < len(pieces):
        stop = at + 1
        while stop < len(pieces) and pieces[stop].block == pieces[at].block:
            stop += 1
        node = pieces[at].node
        mark = marks.get(id(node))
        if mark is None:
            mark = marks[id(node)] = _mark(node)
        if mark:
            end = pieces[stop].at if stop < len(pieces) else len(stream.visible)
            if end - pieces[at].at <= 300:
                yield mark, text_of(stream, [(pieces[at].at, end)]).string
        at = stop


def _mark(node: Node) -> str:
    """By the element itself and the two around it."""
    level: Node | None = node
    for _ in range(3):
        if level is None:
            break
        if level.name == "h1":
            return "h1"
        if level.kind and (mark := _mark_of(level.kind[:300])):
            return mark
        level = level.parent
    return ""


@lru_cache(maxsize=4096)
def _mark_of(kind: str) -> str:
    """What a class attribute says."""
    return "byline" if _BYLINE.search(kind) else "time-text" if _TIME.search(kind) else ""
