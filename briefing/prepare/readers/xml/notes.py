"""Notes that Evernote and programs like it export (`.enex`): an article each, its text a page within the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, first_text, source, web_address
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.xml.tree import local, parsed

_DOCTYPE = re.compile(rb"<!DOCTYPE\s+en-export\s[^\[>]{0,500}>")
_PROLOG = re.compile(r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!DOCTYPE[^>]{0,500}>\s*)?")


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """The day on which a note was taken is not its article's, which stays unknown."""
    root = parsed(_DOCTYPE.sub(b"", data, count=1))
    notes = [element for element in root if local(element) == "note"][: options.articles]
    return [article for number, note in enumerate(notes, 1) for article in _article(path, number, note)], []


def _article(path: str, number: int, note: Element) -> Iterator[RawArticle]:
    told = {local(element): element.text or "" for element in note.iter()}
    title = first_text(told.get("title"))
    maker = TextMaker()
    if title:
        maker.add(title, "title")
    content = told.get("content", "")
    fragment.add(maker, content[_prolog(content) :], title or "")
    blocks = maker.blocks()
    if not any(block.tag not in ("title", "aside") for block in blocks):
        return
    author = first_text(told.get("author"))
    yield RawArticle(
        path=f"{path}#{number}",
        source=source(path, "notes", None),
        body=maker.text(),
        blocks=blocks,
        title=Detail(title, "note") if title else None,
        author=Detail(author, "note") if author else None,
        url=web_address(told.get("source-url"), "note"),
        member=True,
    )


def _prolog(content: str) -> int:
    found = _PROLOG.match(content)
    return found.end() if found else 0
