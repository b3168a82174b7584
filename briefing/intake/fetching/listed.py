"""What a feed or a news sitemap lists: which items are new, and which linked articles are fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.intake.options import FullText
from briefing.intake.state import KnownItem
from briefing.prepare.readers.archives import Damaged
from briefing.prepare.readers.base import web_address
from briefing.prepare.readers.feed import FeedItem as Listed
from briefing.prepare.readers.times import when
from briefing.prepare.readers.xml.tree import local, parsed

TEASER_WORDS = 120  # an item of fewer words may be the beginning of its article
WHOLE_SHARE = 0.1  # of a feed's items that are longer: with fewer the feed bears teasers only
MOST_SITEMAPS = 10  # of an index that are fetched, the newest first


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article to fetch. item: its name in the feed, "" in a sitemap; digest: of what the feed says of it."""

    url: str
    item: str
    digest: str
    day: str


def bears_teasers(items: Sequence[Listed]) -> bool:
    whole = sum(item.words >= TEASER_WORDS for item in items)
    return bool(items) and whole < WHOLE_SHARE * len(items)


def links(items: Sequence[Listed], full_text: FullText, day: date, days: int) -> list[ListedArticle]:
    """The articles of the last days that a feed links and that are to be fetched, the newest first."""
    if full_text == "never" or (full_text == "auto" and not bears_teasers(items)):
        return []
    first = (day - timedelta(days=days)).isoformat()
    found: dict[str, ListedArticle] = {}
    for item in items:
        published = item.published.day if item.published else ""
        if item.link and (not published or published >= first):
            found.setdefault(
                _whole(item.link), ListedArticle(_whole(item.link), item.name, item.digest, published or "9999")
            )
    return sorted(found.values(), key=lambda link: link.day, reverse=True)


def _whole(link: str) -> str:
    """Without the part that is never sent."""
    return link.partition("#")[0]


def new_items(
    items: Sequence[Listed], known: Mapping[str, KnownItem], day: str, now: float
) -> tuple[dict[str, KnownItem], set[str], set[str]]:
    """(what is remembered of the items; names of the new and changed; names of those that the day's folder holds)."""
    remembered: dict[str, KnownItem] = {}
    new: set[str] = set()
    held: set[str] = set()
    for item in items:
        before = known.get(item.name)
        if before is None or before.digest != item.digest:
            new.add(item.name)
        elif before.day == day:
            held.add(item.name)
        remembered[item.name] = KnownItem(before.first if before else now, item.digest, day)
    return remembered, new, held


# --- news sitemaps --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sitemap:
    """articles: those listed; inner: the sitemaps that an index lists, the newest first."""

    articles: tuple[ListedArticle, ...]
    inner: tuple[str, ...]


def sitemap(data: bytes, day: date, days: int) -> Sitemap | None:
    """A sitemap (sitemaps.org, with Google's news extension) or an index of such; None where it is none. Articles with
    a date of the last days are taken; a page without one may be of any age."""
    try:
        root = parsed(data)
    except Damaged:
        return None
    texts = [{local(part): (part.text or "").strip() for part in entry.iter()} for entry in root]
    if local(root) == "sitemapindex":
        inner = sorted(((entry.get("lastmod", ""), entry.get("loc", "")) for entry in texts), reverse=True)
        return Sitemap((), tuple(url for _, url in inner if web_address(url, "sitemap"))[:MOST_SITEMAPS])
    if local(root) != "urlset":
        return None
    first = (day - timedelta(days=days)).isoformat()
    found = sorted(_articles(texts, first), key=lambda link: link.day, reverse=True)
    return Sitemap(tuple(found), ())


def _articles(entries: Sequence[Mapping[str, str]], first: str) -> Iterator[ListedArticle]:
    for entry in entries:
        url = _whole(entry.get("loc", ""))
        stated = when(entry.get("publication_date") or entry.get("lastmod"), "sitemap")
        if stated and stated.day >= first and web_address(url, "sitemap"):
            yield ListedArticle(url, "", re.sub(r"\s+", " ", entry.get("title", "")), stated.day)
