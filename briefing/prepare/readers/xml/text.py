"""Other XML (NITF, NewsML, a site's own): the text of its elements, as a page without a known layout."""

from __future__ import annotations

import re

from briefing.model import Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import TextMaker, source
from briefing.prepare.readers.decoding.encoding import decoded
from briefing.prepare.readers.html import fragment
from briefing.prepare.readers.html.page import declared

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,1000}\[.{0,100000}?\]\s*>", re.S | re.I)
_ELEMENT = re.compile(r"<(/?)([A-Za-z][\w.:-]{0,80})")
_KNOWN = frozenset({"p", "h1", "h2", "h3", "h4", "li", "ul", "ol", "table", "tr", "td", "br", "blockquote"})
_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "sub", "sup", "q", "person", "location", "org", "num"})
_HEADLINE = frozenset({"hl1", "headline", "title"})


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """Every element that is not known to stand within a line begins a paragraph."""
    text, encoding = decoded(data, declared(data))
    maker = TextMaker()
    fragment.add(maker, _ELEMENT.sub(_as_html, _DOCTYPE.sub("", text)))
    if not any(block.tag != "aside" for block in maker.blocks()):
        return [], [Problem(path, "holds XML without text", "Take it away, or save its text.")]
    return [RawArticle(path=path, source=source(path, "xml", encoding), body=maker.text(), blocks=maker.blocks())], []


def _as_html(found: re.Match[str]) -> str:
    name = found[2].rsplit(":", 1)[-1].lower()
    if name in _KNOWN or name in _INLINE:
        return f"<{found[1]}{name}"
    return f"<{found[1]}{'h2' if name in _HEADLINE else 'div'}"
