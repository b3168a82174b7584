"""Addresses that a page may carry: links into the edition's source pages, and out to the web where it is safe."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WORDS_AT_EACH_END = 6
_LONGEST = 2000


def web_address(url: str | None) -> str | None:
    """The address if it may be a link: http or https, a host, no user name, no control characters; else None."""
    if url is None or len(url) > _LONGEST or re.search(r"[\s\x00-\x20\x7f<>\"'`\\{}|^]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return None
    return url


def with_fragment(url: str | None, text: str) -> str | None:
    """The address with a text fragment that leads to `text` (W3C draft “Text Fragments”)."""
    safe = web_address(url)
    fragment = text_fragment(text)
    if safe is None or not fragment:
        return safe
    return f"{safe}{'' if '#' in safe else '#'}{fragment}"


def source_link(number: int, line: int, exact: str, folder: str = "") -> str:
    """`sources/003.html#L12:~:text=…`: the line first, which always works, then the words."""
    return f"{folder}sources/{number:03d}.html#L{line}{text_fragment(exact)}"


def text_fragment(text: str) -> str:
    """`:~:text=first words,last words`, or with the whole text where it is short; "" where there are no words.

    Each half must lie within one block of the page, so the first comes from the first line and the last from the last.
    """
    lines = [line.split() for line in text.split("\n") if line.strip()]
    if not lines:
        return ""
    first, last = lines[0], lines[-1]
    if len(lines) == 1 and len(first) <= 2 * _WORDS_AT_EACH_END:
        return f":~:text={_encoded(first)}"
    return f":~:text={_encoded(first[:_WORDS_AT_EACH_END])},{_encoded(last[-_WORDS_AT_EACH_END:])}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words)[:200], safe="", errors="replace").replace("-", "%2D")


def slug(text: str) -> str:
    """A word that can stand in a class or an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"
