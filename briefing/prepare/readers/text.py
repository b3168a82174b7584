"""Plain text and Markdown: the kept text is the file's own characters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from briefing.model import Problem
from briefing.prepare.details.front_matter import foot, front_matter, listed
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle, RawBlock
from briefing.prepare.readers.base import source
from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.text import Text

_LINK = re.compile(r"\]\((?:https?://|#|/|\))")
_HEADING = re.compile(r"^#{1,6} \S", re.M)


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    return _read(path, data, "text")


def read_markdown(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    return _read(path, data, "markdown")


def _read(path: str, data: bytes, reader: Literal["text", "markdown"]) -> tuple[list[RawArticle], list[Problem]]:
    text, encoding = decoded(data)
    text = printable(text)
    markdown = reader == "markdown" or looks_like_markdown(text)
    front = front_matter(text)
    raw = RawArticle(
        path=path,
        source=source(path, reader, encoding),
        body=Text.whole(text),
        markup="markdown" if markdown else "plain",
    )
    under, above = foot(text), listed(text)
    stated = [RawBlock(front, "meta", "front matter")] if front else []
    stated += [RawBlock(above, "meta", "what the note is of")] if above else []
    stated += [RawBlock(under, "meta", "the record of the note")] if under else []
    if stated:
        raw = replace(raw, blocks=tuple(stated), partial=True)
    return [raw], []


def looks_like_markdown(text: str) -> bool:
    """Does a text that is not named so carry Markdown's links, or headings and links?"""
    links = sum(1 for _ in zip(_LINK.finditer(text), range(2), strict=False))
    return links >= 2 or (links == 1 and _HEADING.search(text) is not None)
