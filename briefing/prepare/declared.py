"""What a page declares of itself (`RawArticle.meta`), weighed: the likeliest title, dates, author, address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import Detail, When
from briefing.prepare.cues import Cues
from briefing.prepare.outlets import key
from briefing.prepare.raw import RawArticle


def values(raw: RawArticle, *names: str) -> Iterator[tuple[str, str]]:
    """(name, value) of the first given name first; values with something to see, white space folded."""
    for name in names:
        for found, value in raw.meta:
            if found == name and (text := " ".join(value.split())):
                yield name, text


def title(raw: RawArticle, shown: str | None, outlet: Detail | None) -> Detail | None:
    for name, value in values(raw, "og:title", "json-ld:headline", "twitter:title", "h1", "title"):
        return Detail(without_outlet(value, outlet), name)
    return None


def without_outlet(title: str, outlet: Detail | None) -> str:
    """ "A title - The Outlet" → "A title", where the last part is the outlet's name."""
    if outlet is None:
        return title
    parts = re.split(r"(\s+[|–—·»:-]\s+)", title)
    if len(parts) > 2 and key(parts[-1]) == key(outlet.value):
        return "".join(parts[:-2])
    return title


def dates(raw: RawArticle) -> tuple[When | None, When | None]:
    return None, None


def author(raw: RawArticle) -> Detail | None:
    return None


def url(raw: RawArticle) -> Detail | None:
    for name, value in values(raw, "canonical", "og:url"):
        if value.startswith(("http://", "https://")):
            return Detail(value, name)
    return None


def is_opinion(raw: RawArticle, cues: Cues) -> bool:
    sections = [
        value for _, value in values(raw, "article:section", "section", "json-ld:articlesection", "parsely-section")
    ]
    return any(" " + value.lower().strip() + " " in cues.opinion for value in sections) or any(
        value == "OpinionNewsArticle" for _, value in values(raw, "json-ld:@type")
    )
