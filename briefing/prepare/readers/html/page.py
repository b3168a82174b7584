"""HTML pages: the article's blocks, each character with its place in the decoded file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, names, source, web_address
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.html.between import filled
from briefing.prepare.readers.html.complete import FoundBlock, completed, everything
from briefing.prepare.readers.html.coverage import left_behind, visible_words
from briefing.prepare.readers.html.fuller import found_in
from briefing.prepare.readers.html.locate import Range
from briefing.prepare.readers.html.meta import Stated, stated
from briefing.prepare.readers.html.posts import is_chat, posts
from briefing.prepare.readers.html.several import is_list_of_links, several
from briefing.prepare.readers.html.stream import Stream, stream
from briefing.prepare.readers.html.surroundings import near
from briefing.prepare.readers.html.text import text_of
from briefing.prepare.readers.times import when
from briefing.text import Run, Text

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|encoding=[\"']([\w.:-]{1,40})", re.I
)
_SEPARATOR = re.compile(r"\s+(?:[|·•»«–—-]|::)\s+")
_WORD = re.compile(r"\w+")


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
        parts = _without_title(found, parts, title)
        maker.add_text(_title_text(found, title, parts), "title")
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


def title_of(said: Stated) -> tuple[str, str]:
    """The headline and where it is stated; ("", "") where the page has none.

    A level-one heading that shares its words with what the head of the page says; else the head's own words.
    """
    heads = [
        (name, value)
        for name in ("og:title", "json-ld:headline", "twitter:title", "title")
        if (pair := said.first(name)) and (value := pair[1])
    ]
    headings = _headings(said)
    if (same := _shared(headings, [value for _, value in heads], said)) is not None:
        return same, "h1"
    alone = len(headings) == 1 and len(_WORD.findall(headings[0])) > 1
    if alone and [name for name, _ in heads] == ["title"] and not _words(headings[0]) & _words(heads[0][1]):
        return headings[0], "h1"  # the title element names the site, on every page of it
    if heads:
        name, value = heads[0]
        return _without_site(value, said), name
    return (headings[0], "h1") if alone else ("", "")


def _headings(said: Stated) -> list[str]:
    """The page's headings of the first level but the site's name, each once."""
    site = said.first("og:site_name", "json-ld:publisher", "application-name")
    own = "".join(_WORD.findall(site[1].lower())) if site else ""
    return [h for h in dict.fromkeys(said.headings) if h and "".join(_WORD.findall(h.lower())) != own]


def _shared(headings: Sequence[str], stated: Sequence[str], said: Stated) -> str | None:
    """The heading that shares its words with what the head states: without the site's name, else with it."""
    for value in (_without_site(value, said) for value in stated):
        for heading in headings:
            if _alike(heading, value):
                return heading
    return next((heading for heading in headings if any(_alike(heading, value) for value in stated)), None)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _alike(heading: str, value: str) -> bool:
    left, right = _words(heading), _words(value)
    return len(left) > 1 and len(left & right) * 10 >= 6 * len(left) and len(left) * 3 >= len(right)


def _without_site(title: str, said: Stated) -> str:
    """ "Headline | The Courier" → "Headline"."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    site = said.first("og:site_name", "json-ld:publisher", "application-name")
    host = said.first("canonical", "og:url")
    known = "".join(_WORD.findall((site[1] if site else "").lower())) + " " + (host[1].lower() if host else "")
    while len(parts) > 1:
        last = "".join(_WORD.findall(parts[-1].lower()))
        short = len(_WORD.findall(parts[-1])) <= 3 and len(_WORD.findall(parts[0])) >= 4
        if not (last and last in known) and not short:
            break
        parts.pop()
    cut = title.find(parts[-1], sum(len(part) for part in parts[:-1]))
    return title[: cut + len(parts[-1])] if cut >= 0 else title


def _without_title(found: Stream, parts: Sequence[FoundBlock], title: str) -> list[FoundBlock]:
    """The title stands first; where the article's first blocks repeat it, it goes there."""
    key = "".join(_WORD.findall(title.lower()))
    kept: list[FoundBlock] = []
    for number, part in enumerate(parts):
        text = "".join(found.visible[low:high] for low, high in part.ranges)
        if number < 3 and "".join(_WORD.findall(text.lower())) == key:
            continue
        kept.append(part)
    return kept


def _title_text(found: Stream, title: str, parts: Sequence[FoundBlock]) -> Text:
    """The title with its place: the last one before the article's text, else the first anywhere, else unknown."""
    key = "".join(title.split())
    first: Range = parts[0].ranges[0] if parts else (len(found.visible), 0)
    at = found.visible.rfind(key, 0, first[0])
    if at < 0:
        at = found.visible.find(key)
    if at < 0:
        return _in_head(found, title)
    text = text_of(found, [(at, at + len(key))])
    return text if text.string == title else _in_head(found, title)


def _in_head(found: Stream, title: str) -> Text:
    low, high = found.title or (0, 0)
    at = found.source.find(title, low, high)
    return Text(title, (Run(0, at),)) if at >= 0 else Text(title)
