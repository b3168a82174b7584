"""Which text of a page is the article: trafilatura's answer, as a list of blocks. The only module that imports it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, Literal

from briefing.prepare.raw import Tag
from briefing.prepare.readers.bounds import PAGE_BOUNDS

_TAGS: dict[str, Tag] = {"head": "heading", "item": "item", "quote": "quotation", "row": "row", "code": "code"}
_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "row", "table", "div", "code", "body", "dl", "fw", "ab"})

Extracted = tuple[Tag, str]
Mode = Literal["precise", "plain", "full"]
_MODES: dict[Mode, dict[str, Any]] = {
    "precise": {"favor_precision": True},
    "plain": {},
    "full": {"favor_recall": True},
}


def extracted(source: str, mode: Mode = "precise") -> list[Extracted]:
    """The blocks of the article in reading order, white space folded; [] where none is found. mode: how much of what
    may be the article is taken."""
    if len(source) > PAGE_BOUNDS.extracted or not 0 < source.count("<") <= PAGE_BOUNDS.tags:
        return []
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards is our business, not the user's

    try:
        document: Any = bare_extraction(
            source, include_comments=False, with_metadata=False, include_images=False, **_MODES[mode]
        )
    except (ValueError, TypeError, RecursionError, AttributeError, IndexError, AssertionError):
        return []
    body = getattr(document, "body", None)
    return list(_blocks(body)) if body is not None else []


def _blocks(body: Any) -> Iterator[Extracted]:
    """Walks the tree without recursion; text is flushed at each block-level boundary and line break."""
    parts: list[str] = []
    tags: list[Tag] = ["paragraph"]

    def flush() -> Iterator[Extracted]:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            yield tags[-1], text

    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, closing = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        is_block = name in _BLOCKS
        if closing:
            if is_block:
                yield from flush()
                tags.pop()
            elif name == "lb" and _goes_on(parts, element.tail or ""):
                parts.append(" ")
            elif name == "lb":
                yield from flush()
            elif name == "cell":
                parts.append(" ")
            parts.append(element.tail or "")
            continue
        if is_block:
            yield from flush()
            tags.append(_TAGS.get(name, tags[-1]))
        parts.append(element.text or "" if name else "")
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]


def _goes_on(parts: list[str], tail: str) -> bool:
    """Is a line break only a wrap: no end of a sentence before it, a small letter after it?"""
    before = "".join(parts[-2:]).rstrip()
    return tail.lstrip()[:1].islower() and before[-1:] not in (".", "!", "?", ":", ";", "”", '"', "…", "")
