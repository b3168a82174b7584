"""EPUB: the chapters of a book or the articles of a magazine, in reading order, one article each."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from briefing.model import Detail, Problem, When
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.archives import Damaged, open_zip, part
from briefing.prepare.readers.base import TextMaker, first_text, names, source, unique
from briefing.prepare.readers.decoding.encoding import decoded
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.html.page import declared
from briefing.prepare.readers.times import when
from briefing.prepare.readers.xml.tree import attribute, local, parsed


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
        self.outlet = first_text(*said.get("publisher", []), *said.get("title", []))
        self.author = names(said.get("creator", []))
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
    fragment.add(maker, text)
    blocks = maker.blocks()
    if not any(block.tag not in ("heading", "aside") for block in blocks):
        return None
    body = maker.text()
    first = blocks[0]
    title = first.span.of(body.string) if first.tag == "heading" else None
    return RawArticle(
        here,
        source(here, "epub", encoding),
        body,
        blocks,
        title=Detail(title, "first heading") if title else None,
        published=about.published,
        outlet=Detail(about.outlet, "book") if about.outlet else None,
        author=Detail(about.author, "book") if about.author else None,
        language=about.language.lower().split("-")[0][:8] if about.language else None,
    )
