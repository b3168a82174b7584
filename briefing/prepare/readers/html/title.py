"""A page's title: what its headings and its head state, without the site's name, and where in the page it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.prepare.readers.html.article.complete import FoundBlock
from briefing.prepare.readers.html.article.locate import Range
from briefing.prepare.readers.html.meta import Stated
from briefing.prepare.readers.html.stream import Stream
from briefing.prepare.readers.html.text import text_of
from briefing.text import Run, Text

_SEPARATOR = re.compile(r"\s+(?:[|·•»«–—-]|::)\s+")
_WORD = re.compile(r"\w+")


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


def without_title(found: Stream, parts: Sequence[FoundBlock], title: str) -> list[FoundBlock]:
    """The title stands first; where the article's first blocks repeat it, it goes there."""
    key = "".join(_WORD.findall(title.lower()))
    kept: list[FoundBlock] = []
    for number, part in enumerate(parts):
        text = "".join(found.visible[low:high] for low, high in part.ranges)
        if number < 3 and "".join(_WORD.findall(text.lower())) == key:
            continue
        kept.append(part)
    return kept


def title_text(found: Stream, title: str, parts: Sequence[FoundBlock]) -> Text:
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
