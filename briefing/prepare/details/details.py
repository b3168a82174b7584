"""Title, dates, outlet, author, address, language: each with where it came from, or unknown. Unknown beats a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefing import language
from briefing.language.memo import lazy
from briefing.language.seen import in_order, turns
from briefing.model import Block, Detail, Genre, When
from briefing.prepare.details import declared, front_matter, publication_dates
from briefing.prepare.details.genre import ArticleWords, genre_of, without_label
from briefing.prepare.details.links import only_leads_on
from briefing.prepare.details.tuning import PLACES
from briefing.prepare.furniture.lines.lines import bare, detected
from briefing.prepare.furniture.lines.phrases import Cues, cues, tokens
from briefing.prepare.furniture.lines.wire_lines import headline
from briefing.prepare.furniture.names import authors, outlets
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.times import when
from briefing.text import Span

_PUBLISHED = (
    "published", "date published", "publish date", "publication date", "pubdate", "published at", "published on",
    "date", "created",
)  # fmt: skip
_OUTLET = (
    "publisher", "outlet", "publication", "newspaper", "site", "site name", "website", "source name", "source",
)  # fmt: skip
"""Characters of prose below which a declared language is believed."""
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,2000}")
_DATELINE = re.compile(r"[^()]{0,80}\(([^()]{2,40})\)\s*[-–—]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known of an article. `title_span`: where the title stands in the kept text, if it does."""

    title: Detail | None = None
    title_span: Span | None = None
    published: When | None = None
    updated: When | None = None
    outlet: Detail | None = None
    author: Detail | None = None
    url: Detail | None = None
    language: str | None = None
    credits: tuple[str, ...] = ()
    genre: Genre = "news"


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What the parts of this module look at: the text, its blocks, the words of its language, its front matter."""

    raw: RawArticle
    blocks: Sequence[Block]
    cues: Cues
    language: str | None
    front: dict[str, str]

    def text(self, block: Block) -> str:
        return self.raw.body.string[block.span.start : min(block.span.end, block.span.start + 2000)]

    @lazy
    def aside(self) -> Sequence[tuple[Block, str]]:
        """Short blocks set aside near the top, then near the end: where a page speaks of itself."""
        first = next((i for i, block in enumerate(self.blocks) if block.kept and block.kind == "body"), 0)
        head = min(len(self.blocks), first + PLACES.head)
        tail = max(head, len(self.blocks) - PLACES.tail)
        near = [block for block in (*self.blocks[:head], *self.blocks[tail:]) if not block.kept]
        texts = [(block, self.text(block)) for block in near]
        return [(block, text) for block, text in texts if len(text.split()) <= PLACES.aside]

    @lazy
    def lines_aside(self) -> Sequence[tuple[Block, str]]:
        """The shorter ones of them."""
        return [(block, text) for block, text in self.aside if len(text.split()) <= PLACES.line_aside]

    @lazy
    def date_lines(self) -> Sequence[tuple[str, bool, bool]]:
        """The days that lines about the article itself name: the day, whether it is that of an update, and whether the
        line says that it is that of publication."""
        lines = [
            text
            for block, text in (*self.lines_aside, *self.short_lines())
            if block.kind in _DATED and "://" not in text and _about_time(text, self.cues)
        ]
        parts = [part for text in lines for part in publication_dates.parts(text, self.cues)]
        days = [(self._day_in(part), part, later) for part, later in parts]
        return [(day, later, _says(part, self.cues)) for day, part, later in days if day]

    def _day_in(self, part: str) -> str | None:
        american = not _AMERICAN.isdisjoint(tokens(part))
        day_first = self.language not in (None, "en")
        return publication_dates.in_line(part, self.cues.months, month_first=american, day_first=day_first)

    def short_lines(self) -> Iterator[tuple[Block, str]]:
        """Among the first blocks those that are kept and are no sentences: a place and a date may be one."""
        for block in self.blocks[: PLACES.above]:
            if block.kept and block.kind in ("heading", "body") and len(block.span) <= 80:
                text = self.text(block)
                if len(text.split()) <= 9 and not text.rstrip().endswith((".", "!", "?", ":")):
                    yield block, text


def details(raw: RawArticle, blocks: Sequence[Block]) -> Details:
    """What the format states, else what the text says of itself, else what its address and its name give away."""
    text = raw.body.string
    code = language_of(raw)
    page = _Page(raw=raw, blocks=blocks, cues=cues(code), language=code, front=front_matter.values(text))
    title_block = next((block for block in blocks if block.kind == "title"), None)
    url = _url(page)
    published, updated = _dates(page, url)
    outlet = raw.outlet or _stated_outlet(page) or outlets.find(raw, blocks, page.cues)
    outlet = outlet or (outlets.of_host(url.value) if url else None)
    title = _in_order(_title(page, title_block))
    genre = _genre(page, title, outlet, url)
    return Details(
        title=without_label(title, genre, code) if title else None,
        title_span=title_block.span if title_block and title else None,
        published=published,
        updated=updated,
        outlet=outlet,
        author=_author(page),
        url=url,
        language=code,
        credits=_credits(page),
        genre=genre,
    )


# --- language --------------------------------------------------------------------------------------------------------


def language_of(raw: RawArticle) -> str | None:
    """Declared languages are weighed, not believed: with enough text, what it looks like itself counts."""
    text = raw.body.string
    stated = (raw.language or "").replace("_", "-").split("-")[0].lower() or None
    if stated and len(text) < PLACES.declared:
        return stated
    return detected(text) or stated


# --- title -----------------------------------------------------------------------------------------------------------


def _title(page: _Page, block: Block | None) -> Detail | None:
    if page.raw.title is not None:
        return page.raw.title
    if value := page.front.get("title"):
        return Detail(value, "front matter")
    if block is None:
        return None
    text = page.text(block)
    value, level, _ = bare(" ".join(text.split()))
    return Detail(language.plain(value), "heading" if level else "first line") if value else None


def _in_order(title: Detail | None) -> Detail | None:
    """The title without controls that would turn what is printed around it, and without the count with which a wire
    begins the headline of a new version ("UPDATE 2-…")."""
    if title is None:
        return None
    value = headline(in_order(title.value) if turns(title.value) else title.value)
    return Detail(value, title.origin) if value != title.value else title


def _stated_outlet(page: _Page) -> Detail | None:
    for name in _OUTLET:
        value = page.front.get(name, "")
        if value and not _ADDRESS.match(value) and len(value) <= 80:
            return Detail(value, "front matter")
    return None


# --- dates -----------------------------------------------------------------------------------------------------------


def _dates(page: _Page, url: Detail | None) -> tuple[When | None, When | None]:
    """(published, updated), each from the first place that gives it."""
    published, updated = _stated_dates(page)
    shown, later = _in_date_lines(page, told=bool(page.raw.meta))  # a page shows other dates too: its own says so
    in_address = _day(publication_dates.in_address(url.value), "address") if url is not None else None
    first, second = (in_address, shown) if page.raw.meta else (shown, in_address)
    published, updated = published or first or second, updated or later
    if page.raw.meta:
        published = published or declared.shown_date(page.raw, page.cues)
        updated = updated or declared.shown_update(page.raw, page.cues)
    published = published or _in_date_lines(page)[0] or _dateline(page) or _stamp(page) or updated
    if published is None:
        return _day_of_name(page), updated
    return published if page.raw.meta else _told_earlier(page, published) or published, updated


def _stated_dates(page: _Page) -> tuple[When | None, When | None]:
    """What the document's own record says: its format, the head of a page, front matter."""
    published, updated = page.raw.published, page.raw.updated
    if page.raw.meta:
        stated = declared.dates(page.raw, page.cues)
        published, updated = stated[0] or published, stated[1] or updated
    for name in _PUBLISHED:
        if published is None and name in page.front:
            published = when(page.front[name], "front matter") or _front_day(page, page.front[name])
    return published, updated or _front_day(page, page.front.get("updated") or page.front.get("modified") or "")


def _front_day(page: _Page, value: str) -> When | None:
    return _day(publication_dates.in_line(value, page.cues.months), "front matter")


def _day_of_name(page: _Page) -> When | None:
    """The day in the name of a file or its folder; a bundle's is no article's."""
    named = None if page.raw.member else publication_dates.in_name(page.raw.path)
    return _day(*named) if named else None


def _told_earlier(page: _Page, stated: When) -> When | None:
    """The day that the text itself gives ("First published on 3 June 2021", a dateline with its year), where it is
    before the day of its record, which then is the day on which it was saved or sent again. A day more or less is no
    other day: it may be that of another time zone."""
    told = _in_date_lines(page, told=True)[0] or _dateline(page)
    if told is None or (date.fromisoformat(stated.day) - date.fromisoformat(told.day)).days < 2:
        return None
    return told


_AMERICAN = frozenset(["est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "pst", "pdt", "pt"])
"""Time zones of a country that writes the month first."""
_DATED = frozenset(["byline", "other", "credit", "heading", "body"])


def _about_time(text: str, known: Cues) -> bool:
    """It holds a number, and says what the date is or holds little else."""
    words = tokens(text)
    if "0" not in words:
        return False
    told = sum(word == "0" or word in known.time_words for word in words)
    return told >= 0.4 * len(words) or bool((known.publish_words | known.update_words) & set(words[:4]))


def _says(text: str, known: Cues) -> bool:
    return bool(known.publish_words & set(tokens(text)))


def _day(value: str | None, origin: str) -> When | None:
    return When(value=value, precision="day", origin=origin) if value else None


def _dateline(page: _Page) -> When | None:
    """The day with which the first paragraph begins, or one of the next two: a lead-in may stand over the dateline."""
    first = [block for block in page.blocks if block.kept and block.kind == "body"][: PLACES.dateline]
    days = (publication_dates.at_start(page.text(block)[:90], page.cues.months) for block in first)
    return _day(next(filter(None, days), None), "dateline")


def _stamp(page: _Page) -> When | None:
    """The day of the stamp that a wire puts under its text."""
    last = (page.text(block) for block in page.blocks[-PLACES.dateline :])
    return _day(
        next(filter(None, (publication_dates.of_stamp(text, page.cues.months) for text in last)), None), "stamp"
    )


def _in_date_lines(page: _Page, told: bool = False) -> tuple[When | None, When | None]:
    """The first day of publication and of update that a line about the article itself names; told: only lines that
    say that it is the day of publication."""
    published = next((day for day, later, says in page.date_lines if not later and (says or not told)), None)
    updated = next((day for day, later, _ in page.date_lines if later), None)
    return _day(published, "date line"), _day(updated, "date line")


# --- author, address, credits, genre ---------------------------------------------------------------------------------


def _author(page: _Page) -> Detail | None:
    if page.raw.meta and (found := declared.author(page.raw, page.cues)):
        return found
    if page.raw.author is not None and not page.raw.meta:
        return page.raw.author
    for name in ("author", "authors", "by", "byline", "creator"):
        if value := page.front.get(name):
            return Detail(value, "front matter")
    for block, text in page.lines_aside:
        if block.kind == "byline" and (names := authors.in_byline(bare(text)[0], page.cues)):
            return Detail(names, "byline")
    return _signed_above(page) or _signature(page)


def _signed_above(page: _Page) -> Detail | None:
    """A name with its mail address, over the text: at its foot such a line names whom to write to."""
    first = next((block for block in page.blocks if block.kept and block.kind == "body"), None)
    for block, text in page.lines_aside:
        if first is None or block.span.start > first.span.start:
            return None
        if block.kind == "byline" and (name := authors.with_address(bare(text)[0], page.cues)):
            return Detail(name, "byline")
    return None


def _signature(page: _Page) -> Detail | None:
    """A last line that is nothing but a name."""
    text = page.text(page.blocks[-1]).strip() if page.blocks else ""
    names = authors.people(text, page.cues) if len(text) <= 60 else None
    whole = bool(names) and len(names or "") >= len(text) - 2 and len(text.split()[-1]) > 2
    above = page.blocks[-2] if len(page.blocks) > 3 else None
    under_text = above is not None and above.kept and above.kind in ("body", "heading")
    return Detail(names, "signature") if names and whole and under_text else None


def _url(page: _Page) -> Detail | None:
    if page.raw.url is not None:
        return page.raw.url
    if page.raw.meta and (found := declared.url(page.raw)):
        return found
    for name in ("url", "link", "canonical", "source", "original", "permalink", "canonical_url"):
        value = page.front.get(name, "").strip("\"'<> ")
        if _ADDRESS.fullmatch(value):
            return Detail(value, "front matter")
    told = False
    for _, text in page.aside:
        match = _ADDRESS.search(text)
        said = " ".join(tokens(text[: match.start()] if match else text))
        if match and (said in page.cues.address_words or (told and not said)):
            return Detail(match[0].rstrip(".,;"), "“original url” line")
        told = said in page.cues.address_words
    return None


def _credits(page: _Page) -> tuple[str, ...]:
    """Agencies that supplied the text or contributed to it, by name, in the order of the text; people are no
    credits."""
    found: dict[str, None] = {}
    first = next((block for block in page.blocks if block.kept and block.kind == "body"), None)
    dateline = _DATELINE.match(page.text(first)[:120]) if first else None
    if dateline and (name := page.cues.agencies.get(dateline[1].strip().lower())):
        found[name] = None
    for block in page.blocks:
        if block.kind == "credit" and not block.kept:
            text = page.text(block).lower()
            for written, name in page.cues.agencies.items():
                if written in text and re.search(rf"(?<!\w){re.escape(written)}(?!\w)", text):
                    found.setdefault(name)
    return tuple(found)


def _genre(page: _Page, title: Detail | None, outlet: Detail | None, url: Detail | None) -> Genre:
    """By the article's own marks; news where it has none."""
    words = ArticleWords(
        title=title.value if title else "",
        outlet=outlet.value if outlet else "",
        address=url.value if url else "",
        lines=[page.text(block) for block in page.blocks if block.kept and block.kind != "title"],
        code=page.language,
    )
    if found := genre_of(words):
        return found
    if only_leads_on(page.raw.body.string, page.blocks):
        return "page"
    return "opinion" if _is_opinion(page, url) else "news"


def _is_opinion(page: _Page, url: Detail | None) -> bool:
    """By a marker of its own: a kicker line, a section in the address, what the page declares."""
    if page.raw.meta and declared.is_opinion(page.raw, page.cues):
        return True
    if url and re.search(
        r"/(?:opinions?|op-?ed|editorials?|commentary|columnists?|commentisfree|kommentar|meinung)/", url.value
    ):
        return True
    first = next((i for i, block in enumerate(page.blocks) if block.kept and block.kind == "body"), 0)
    for block in page.blocks[: min(first, 12)]:
        words = tokens(page.text(block)[:80])
        if " " + " ".join(words) + " " in page.cues.opinion and len(words) <= 4:
            return True
        if block.kind == "title" and re.match(
            r"\s*#*\s*(?:opinion|editorial|column|commentary)\s*[:|]", page.text(block), re.I
        ):
            return True
    return False
