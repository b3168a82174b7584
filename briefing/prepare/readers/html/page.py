"""HTML pages: the article's blocks, each character with its place in the decoded file."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, names, source, web_address
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html.article.between import filled
from briefing.prepare.readers.html.article.complete import completed, everything
from briefing.prepare.readers.html.article.coverage import left_behind, visible_words
from briefing.prepare.readers.html.article.fuller import found_in
from briefing.prepare.readers.html.meta import Stated, stated
from briefing.prepare.readers.html.posts import is_chat, posts
from briefing.prepare.readers.html.several import is_list_of_links, several
from briefing.prepare.readers.html.stream import Stream, stream
from briefing.prepare.readers.html.surroundings import near
from briefing.prepare.readers.html.text import text_of
from briefing.prepare.readers.html.title import title_of, title_text, without_title
from briefing.prepare.readers.times import when

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|encoding=[\"']([\w.:-]{1,40})", re.I
)


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """One article a page, or those of a page that holds several. A page of nothing but links is none."""
    text, encoding = decoded(data, declared(data))
    text = printable(text)
    found = stream(text)
    if is_list_of_links(found):
        return [], [Problem(path, "is a page of links without text, and no article", "Save the pages that it names.")]
    return _pages(path, found, encoding), []


def pages(path: str, text: str, encoding: str | None) -> list[RawArticle]:
    """The article of a decoded page, or those of a page that holds several."""
    return _pages(path, stream(text), encoding)


def _pages(path: str, found: Stream, encoding: str | None) -> list[RawArticle]:
    if is_chat(found.source):
        return posts(path, found, encoding)
    said = stated(found)
    return several(path, found, said, encoding) or [_page(path, found, said, encoding)]


def declared(data: bytes) -> str | None:
    """The character set that the page's head names."""
    found = _DECLARED.search(data, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def page(path: str, text: str, encoding: str | None) -> RawArticle:
    """The article of a decoded page. Its text's runs point into `text`."""
    found = stream(text)
    return _page(path, found, stated(found), encoding)


def _page(path: str, found: Stream, said: Stated, encoding: str | None) -> RawArticle:
    places = found_in(found)
    title, origin = title_of(said)
    maker = TextMaker()
    parts = completed(found, [tag for tag, _ in places], [ranges for _, ranges in places], said.article_body)
    parts = filled(found, parts)
    extracted_any = bool(parts)
    parts = parts or everything(found)
    left = left_behind(found, parts)
    if title:
        parts = without_title(found, parts, title)
        maker.add_text(title_text(found, title, parts), "title")
    for part in parts:
        maker.add_text(text_of(found, part.ranges), part.tag, part.why)
    body = maker.text()
    return _described(
        RawArticle(
            path=path,
            source=source(path, "html", encoding),
            body=body,
            blocks=maker.blocks(),
            title=Detail(title, origin) if title else None,
            meta=(*said.pairs, *near(found, title, parts)),
            extracted=extracted_any,
            visible_words=visible_words(found),
            problems=(_in_neither(path, left),) if left else (),
        ),
        said,
    )


def _in_neither(path: str, words: int) -> Problem:
    message = f"about {words} words of prose on the page are neither in its article nor set aside"
    return Problem(path, message, "Look at it with `briefing inspect`; save the article's text alone.")


def _described(raw: RawArticle, said: Stated) -> RawArticle:
    """With the details that the page states in so many words."""
    published = said.first("article:published_time", "json-ld:datepublished", "datepublished", "parsely-pub-date")
    updated = said.first("article:modified_time", "json-ld:datemodified", "og:updated_time")
    outlet = said.first("og:site_name", "json-ld:publisher", "application-name")
    url = said.first("canonical", "og:url", "json-ld:url", "saved-from")
    authors = [value for name, value in said.pairs if name == "json-ld:author"]
    author = names(authors)
    language = said.language or (said.first("og:locale") or ("", ""))[1]
    code = language.replace("_", "-").split("-")[0].strip().lower()
    return replace(
        raw,
        published=when(published[1], published[0]) if published else None,
        updated=when(updated[1], updated[0]) if updated else None,
        outlet=Detail(outlet[1], outlet[0]) if outlet else None,
        author=Detail(author, "json-ld:author") if author else None,
        url=web_address(url[1], url[0]) if url else None,
        language=code if len(code) == 2 and code.isalpha() and code.isascii() else None,
    )
