"""Feeds: RSS, Atom, RDF and JSON Feed, one article an item."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

from briefing.model import Detail, Problem, When
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, first_text, names, source, unique, web_address
from briefing.prepare.readers.bounds import RECORD_BOUNDS
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.times import when
from briefing.prepare.readers.xml.feeds import ITEM_BEGINS, is_feed, is_json_feed, parsed

_SEARCH = re.compile(r"^google (?:alert|news)\b|- google (?:news|alerts)$|^talkwalker|\bnewsletter generator\b", re.I)
_REDIRECT = re.compile(
    r"https?://(?:www\.)?(?:google\.[a-z.]{2,6}/url|news\.google\.com/url|\w+\.bing\.com/news/apiclick)", re.I
)
_NO_NEWS = frozenset({"page", "attachment", "nav_menu_item", "revision", "custom_css", "wp_block", "wp_navigation"})
_UNPUBLISHED = frozenset({"draft", "pending", "trash", "auto-draft", "private"})  # of a site's export
_WRITER = re.compile(
    rb"<wp:author_login>(?:<!\[CDATA\[)?([^<\]]{1,60}).{0,400}?<wp:author_display_name>(?:<!\[CDATA\[)?([^<\]]{1,100})",
    re.S,
)


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """Items without text are left out; a feed without any is a problem."""
    if len(data) > RECORD_BOUNDS.feed:
        return [], [Problem(path, f"the feed is larger than {RECORD_BOUNDS.feed >> 20} MB", "Split it.")]
    feed, broken = parsed(_with_names(data))
    encoding = str(feed.get("encoding") or "") or None
    entries = feed.get("entries", [])
    articles, problems = _items(path, entries, feed.get("feed", {}), encoding, options)
    if broken:
        words = f"{broken} of its items cannot be read and are left out"
        problems.append(Problem(path, words, "Save the feed anew.", failure=True))
    return articles, [*problems, *([] if problems else _nothing(path, articles, len(entries)))]


def _with_names(data: bytes) -> bytes:
    """A site's export names who wrote an item by their log-in: their names instead."""
    for login, name in _WRITER.findall(data)[: RECORD_BOUNDS.writers]:
        creator = rb"(<dc:creator>(?:<!\[CDATA\[)?)" + re.escape(login) + rb"(?=\]\]>|<)"
        data = re.sub(creator, rb"\g<1>" + name.replace(b"\\", rb"\\"), data)
    return data


def _items(
    path: str,
    entries: Sequence[Mapping[str, Any]],
    head: Mapping[str, Any],
    encoding: str | None,
    options: ReaderOptions,
) -> tuple[list[RawArticle], list[Problem]]:
    """The articles of the items that hold text. One that trips a step costs itself only."""
    articles: list[RawArticle] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for position, entry in enumerate(entries[: options.articles], 1):
        try:
            article = _item(path, position, entry, head, taken)
        except Exception as fault:
            words = f"cannot be read ({type(fault).__name__}: {printable(str(fault))[:120]})"
            problems.append(Problem(f"{path}#{position}", words, "Save the feed anew.", failure=True))
            continue
        if article is not None:
            articles.append(replace(article, source=replace(article.source, encoding=encoding)))
    return articles, problems


def read_json_feed(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """A JSON Feed (version 1 or 1.1)."""
    feed, entries, encoding = _json_feed(data)
    if entries is None:
        return [], [Problem(path, "is no JSON Feed that can be read", "Save it anew.")]
    articles, problems = _items(path, entries, _as_head(feed), encoding, options)
    return articles, [*problems, *([] if problems else _nothing(path, articles, len(entries)))]


def _json_feed(data: bytes) -> tuple[Mapping[str, Any], list[dict[str, Any]] | None, str]:
    """(the feed, its items in feedparser's words, encoding); None for the items where it is no JSON Feed."""
    text, encoding = decoded(data)
    try:
        feed: Any = json.loads(text)
    except (ValueError, RecursionError):
        feed = None
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not isinstance(feed, Mapping) or not isinstance(items, list):
        return {}, None, encoding
    return feed, [_as_entry(item if isinstance(item, Mapping) else {}) for item in items], encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item as a fetcher sees it. name: as in the article's path behind "#"; words: of its text; digest: of all."""

    name: str
    link: str | None
    title: str
    published: When | None
    words: int
    digest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed's items in their order; `ttl` and the hours and days to skip as the feed asks for them (RSS 2.0)."""

    items: tuple[FeedItem, ...]
    minutes: int = 0
    hours: frozenset[int] = frozenset()
    days: frozenset[str] = frozenset()


def listing(data: bytes) -> Listing | None:
    """What a feed of any of the kinds lists, items without text too; None where the bytes are no feed."""
    if is_json_feed(data):
        entries = _json_feed(data)[1]
        return None if entries is None else Listing(_listed(entries))
    if not is_feed(data) or len(data) > RECORD_BOUNDS.feed:
        return None
    feed, _ = parsed(data)
    head = data[: (first.start() if (first := ITEM_BEGINS.search(data)) else len(data))]
    minutes = re.search(rb"<ttl>\s*(\d{1,6})\s*</ttl>", head, re.I)
    hours = {int(hour) % 24 for hour in re.findall(rb"<hour>\s*(\d{1,2})\s*</hour>", head, re.I)}
    days = {day.decode("ascii").lower() for day in re.findall(rb"<day>\s*([A-Za-z]{6,9})\s*</day>", head)}
    return Listing(
        _listed(feed.get("entries", [])), int(minutes[1]) if minutes else 0, frozenset(hours), frozenset(days)
    )


def _listed(entries: Sequence[Mapping[str, Any]]) -> tuple[FeedItem, ...]:
    taken: set[str] = set()
    return tuple(_listed_item(position, entry, taken) for position, entry in enumerate(entries, 1))


def _listed_item(position: int, entry: Mapping[str, Any], taken: set[str]) -> FeedItem:
    text = fragment.plain(_body(entry))
    title = first_text(fragment.plain(str(entry.get("title") or ""))) or ""
    link = _unwrapped(first_text(entry.get("link")))
    return FeedItem(
        name=unique(first_text(entry.get("id")) or "", position, taken),
        link=link if web_address(link, "feed item") else None,
        title=title,
        published=_time(entry, "published", "created", "dc_date") or _time(entry, "updated"),
        words=len(text.split()),
        digest=sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest(),
    )


def _nothing(path: str, articles: Sequence[RawArticle], items: int) -> list[Problem]:
    if articles:
        return []
    message = "none of the feed's items has text" if items else "the feed has no items"
    return [Problem(path, message, "Fetch it anew, or take it away.")]


def _item(
    path: str, position: int, entry: Mapping[str, Any], head: Mapping[str, Any], taken: set[str]
) -> RawArticle | None:
    if str(entry.get("wp_post_type") or "post") in _NO_NEWS or str(entry.get("wp_status") or "") in _UNPUBLISHED:
        return None
    body = _body(entry)
    outlet = _outlet(entry, head)
    title = _headline(entry, outlet)
    repeated = title is not None and _repeats(fragment.plain(body), title, outlet or "")
    body = "" if repeated else body
    if not body and not title:
        return None
    maker = _text(title, body)
    blocks = maker.blocks()
    if not repeated and not any(block.tag not in ("title", "aside") for block in blocks):
        return None
    author = names(_authors(entry))
    link = _unwrapped(first_text(entry.get("link")))
    language = first_text(entry.get("language"), _nested(entry, "content", "language"), head.get("language"))
    wanted = first_text(entry.get("id")) or ""
    return RawArticle(
        path=f"{path}#{unique(wanted, position, taken)}",
        source=source(path, "feed", None),
        body=maker.text(),
        blocks=blocks,
        title=Detail(title, "feed item") if title else None,
        published=_time(entry, "published", "created", "dc_date"),
        updated=_time(entry, "updated"),
        outlet=Detail(outlet, "feed title") if outlet else None,
        author=Detail(author, "feed item") if author else None,
        url=web_address(link, "feed item"),
        language=language.lower().replace("_", "-").split("-")[0][:8] if language else None,
    )


def _headline(entry: Mapping[str, Any], outlet: str | None) -> str | None:
    """The item's title without the outlet, which Google News puts behind the headline."""
    title = first_text(fragment.plain(str(entry.get("title") or "")))
    behind = f" - {outlet}"
    return title.removesuffix(behind).strip() if title and outlet and title.endswith(behind) else title


def _text(title: str | None, body: str) -> TextMaker:
    """Title and description as text with blocks."""
    maker = TextMaker()
    if title:
        maker.add(title, "title")
    if fragment.is_markup(body):
        fragment.add(maker, body, title or "")
    else:
        for line in body.split("\n"):
            maker.add(line)
    return maker


def _outlet(entry: Mapping[str, Any], head: Mapping[str, Any]) -> str | None:
    """The item's own source, else the feed; what a search service calls its feed is no outlet."""
    own = first_text(fragment.plain(str(_nested(entry, "source", "title") or "")))
    feed = first_text(fragment.plain(str(head.get("title") or "")))
    return own or (feed if feed and not _SEARCH.search(feed) else None)


def _repeats(body: str, title: str, outlet: str) -> bool:
    """Does a description say nothing but the headline and the outlet?"""
    rest = " ".join(body.split()).removeprefix(title).strip(" -–—|·.")
    return bool(body) and rest.casefold() in ("", outlet.casefold())


def _unwrapped(link: str | None) -> str | None:
    """The address that a search service's redirect leads to."""
    if link is None or not _REDIRECT.match(link):
        return link
    asked = parse_qs(urlsplit(link).query)
    found = next((asked[name][0] for name in ("url", "q", "u") if asked.get(name)), link)
    return found if found.startswith(("http://", "https://")) else link


def _body(entry: Mapping[str, Any]) -> str:
    """The fullest of what the item holds: its content, or its summary."""
    contents = entry.get("content")
    texts = [
        str(content.get("value") or "")
        for content in (contents if isinstance(contents, list) else [])
        if isinstance(content, Mapping)
    ]
    texts.append(str(entry.get("summary") or entry.get("description") or ""))
    return max(texts, key=len)


def _nested(entry: Mapping[str, Any], key: str, inner: str) -> Any:
    value = entry.get(key)
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get(inner) if isinstance(value, Mapping) else None


def _authors(entry: Mapping[str, Any]) -> list[object]:
    listed = entry.get("authors")
    found = [item.get("name") for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []
    return found if any(found) else [entry.get("author")]


def _time(entry: Mapping[str, Any], *keys: str) -> When | None:
    own = dict(entry.items())  # its parser's mapping answers with other keys' values where a key is missing
    for key in keys:
        stated = when(own.get(key), "feed item")
        if stated is not None:
            return stated
        moment = own.get(f"{key}_parsed")
        if isinstance(moment, tuple) and len(moment) >= 6:
            text = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}+00:00".format(*moment[:6])
            if found := when(text, "feed item"):
                return found
    return None


def _as_entry(item: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON Feed's item in feedparser's words."""
    text = item.get("content_text")
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    return {
        "id": str(item.get("id") or ""),
        "title": item.get("title") if isinstance(item.get("title"), str) else "",
        "content": [{"value": item.get("content_html") or (text if isinstance(text, str) else "")}],
        "summary": item.get("summary") if isinstance(item.get("summary"), str) else "",
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "authors": authors,
        "link": item.get("url") or item.get("external_url"),
        "language": item.get("language"),
    }


def _as_head(feed: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": feed.get("title"), "language": feed.get("language")}
