"""EPUB: the chapters of a book or the articles of a magazine, in reading order, one article each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from briefing.model import Detail, Problem, When
from briefing.prepare.bundles.heads import PLAIN, read_part
from briefing.prepare.bundles.rows import article_of, rows_of
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle, RawBlock
from briefing.prepare.readers.archives import Damaged, open_zip, part
from briefing.prepare.readers.base import TextMaker, first_text, names, source, unique, web_address
from briefing.prepare.readers.decoding.encoding import decoded
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.html.article.complete import FoundBlock, piece_at
from briefing.prepare.readers.html.page import declared
from briefing.prepare.readers.html.stream import Node, Stream
from briefing.prepare.readers.times import when
from briefing.prepare.readers.xml.tree import attribute, local, parsed

_MAKER = re.compile(r"\s*(?:calibre|pandoc|sigil|unknown|epubpress|readability|instapaper|pocket|dotepub)\b", re.I)
_ISSUE = re.compile(r"\s*[\[(][^\[\]()]{0,60}\d[^\[\]()]{0,40}[\])]\s*$")
_BAR = re.compile(r"navbar|\bnav\b", re.I)
_LEADS_ON = re.compile(
    r"<li\b[^>]{0,300}>(?:\s|<(?!a\b)[^>]{0,300}>){0,6}<a\b[^>]{0,300}href=[\"'](?!https?:|mailto:|#)", re.I
)
_DOWNLOADED = re.compile(r"downloaded by.{0,120}?href=[\"'](https?://[^\"'\s]{4,2000})", re.I | re.S)
_PROSE = 12  # words


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """`FILE#ID` for each document of the spine that has text."""
    package = open_zip(data)
    if part(package, "META-INF/encryption.xml") is not None and part(package, "META-INF/rights.xml") is not None:
        raise Damaged("is protected (DRM)", "Save its text from a reading program.")
    root_name = _root_name(part(package, "META-INF/container.xml"))
    content = part(package, root_name) if root_name else None
    if content is None:
        raise Damaged("is a package without a book in it", "Save it anew.")
    book = parsed(content)
    about = _About(book)
    articles: list[RawArticle] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    left = options.archive_megabytes << 20
    for position, (identity, name) in enumerate(_spine(book, posixpath.dirname(root_name)), 1):
        if left <= 0 or len(articles) >= options.articles:
            problems.append(Problem(path, "is larger than is unpacked of one file; the rest was not read", "Split it."))
            break
        try:
            chapter = part(package, name)
        except Damaged as fault:
            problems.append(Problem(f"{path}#{identity}", fault.message, fault.remedy))
            continue
        if chapter is None:
            continue
        left -= len(chapter)
        article = _chapter(f"{path}#{unique(identity, position, taken)}", chapter, about)
        if article is not None:
            articles.append(article)
    if not articles and not problems:
        problems.append(Problem(path, "the book holds no text", "Take it away."))
    return articles, problems


class _About:
    """What the package says of the whole book."""

    def __init__(self, book: Element) -> None:
        said: dict[str, list[str]] = {}
        for element in book.iter():
            if local(element) in ("title", "creator", "publisher", "date", "language") and element.text:
                said.setdefault(local(element), []).append(element.text)
        title = first_text(*(_ISSUE.sub("", title) for title in said.get("title", [])))
        self.outlet = first_text(*(name for name in said.get("publisher", []) if not _MAKER.match(name)), title)
        self.author = names([name for name in said.get("creator", []) if not _MAKER.match(name)])
        self.language = first_text(*said.get("language", []))
        self.published: When | None = None
        for value in said.get("date", []):
            self.published = self.published or when(value, "book")


def _root_name(container: bytes | None) -> str:
    if container is None:
        return ""
    return next(
        (attribute(element, "full-path") for element in parsed(container).iter() if local(element) == "rootfile"), ""
    )


def _spine(book: Element, folder: str) -> Iterator[tuple[str, str]]:
    """(id, name in the package) of each document in reading order."""
    items = {
        attribute(element, "id"): unquote(attribute(element, "href")).partition("#")[0]
        for element in book.iter()
        if local(element) == "item"
    }
    for element in book.iter():
        identity = attribute(element, "idref") if local(element) == "itemref" else ""
        if identity in items:
            yield identity, posixpath.normpath(posixpath.join(folder, items[identity]))


def _chapter(here: str, chapter: bytes, about: _About) -> RawArticle | None:
    text, encoding = decoded(chapter, declared(chapter))
    maker = TextMaker()
    found, parts = fragment.add(maker, text)
    blocks = _without_bars(maker.blocks(), found, parts)
    if not any(block.tag not in ("heading", "aside") for block in blocks) or _is_index(
        text, blocks, maker.text().string
    ):
        return None
    body = maker.text()
    first = next(block for block in blocks if block.tag != "aside")
    title = first.span.of(body.string) if first.tag == "heading" else None
    raw = RawArticle(
        path=here,
        source=source(here, "epub", encoding),
        body=body,
        blocks=blocks,
        title=Detail(title, "first heading") if title else None,
        published=about.published,
        outlet=Detail(about.outlet, "book") if about.outlet else None,
        author=Detail(about.author, "book") if about.author else None,
        language=about.language.lower().split("-")[0][:8] if about.language else None,
    )
    return _with_own_head(replace(raw, url=_origin(text)))


def _without_bars(blocks: Sequence[RawBlock], found: Stream, parts: Sequence[FoundBlock]) -> tuple[RawBlock, ...]:
    """With the bars of links above and below the text set aside ("Next | Section Menu"), as calibre marks them."""
    kinds = [_kinds(piece_at(found, part.ranges[0][0]).node) for part in parts]
    return tuple(
        replace(block, tag="aside", why="navigation") if _BAR.search(kind) else block
        for block, kind in zip(blocks, kinds, strict=True)
    )


def _kinds(node: Node | None) -> str:
    found: list[str] = []
    while node is not None and len(found) < 6:
        found.append(f"{node.name} {node.kind[:100]}")
        node = node.parent
    return " ".join(found)


def _is_index(chapter: str, blocks: Sequence[RawBlock], text: str) -> bool:
    """A table of contents: items that lead to other documents of the book, and no prose but in such items."""
    if not _LEADS_ON.search(chapter):
        return False
    outside = [block.span.of(text) for block in blocks if block.tag not in ("item", "aside", "heading", "title")]
    return all(len(words.split()) < _PROSE for words in outside)


def _origin(chapter: str) -> Detail | None:
    found = _DOWNLOADED.search(chapter)
    return web_address(found[1], "downloaded from") if found else None


def _with_own_head(raw: RawArticle) -> RawArticle:
    """The article's own byline and day come before what the book states of itself."""
    rows = rows_of(raw)
    part = read_part(rows, 0, len(rows), PLAIN, raw.body.string)
    if part is None or not (part.author or part.published):
        return raw
    part.title, part.outlet = raw.title or part.title, raw.outlet or part.outlet
    if part.published is None:
        part.published = raw.published
    return article_of(raw, rows, part, None)
