"""HTML → its text stream: every visible stretch of characters with its place in the file and what it stands in.

One pass over the tags, linear in the input whatever it holds; broken mark-up is read as browsers read it, roughly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from briefing.prepare.readers.archives import Damaged
from briefing.prepare.readers.bounds import PAGE_BOUNDS
from briefing.prepare.readers.html.tuning import MARKUP

_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,40}+)([^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*)>",
)
_TAG_LOOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,40}+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?")
_INSERT, _INSERT_ENDS = "<!-- BEGIN WAYBACK TOOLBAR INSERT", "<!-- END WAYBACK TOOLBAR INSERT"
"""Comments around what an archive of the web puts into the pages that it keeps."""
_SHADOW = re.compile(r"<(/?)template\b[^>]{0,300}>", re.I)
_CLASS = re.compile(r"\bclass\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_ALTERNATIVE = re.compile(r"\balt\s*=\s*(?:\"([^\"]{3,400})\"|'([^']{3,400})')", re.I)
ENTITY = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")  # as html.unescape reads it

# Soft hyphen, zero-width space, word joiner, byte order mark: they show nothing and split words for a search.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))

_RAW = frozenset({"script", "style", "textarea", "svg", "template", "iframe", "object", "math", "select", "button"})
_RAW |= {"amp-ad", "amp-embed", "amp-sidebar", "amp-consent"}  # what a fast page holds beside its article
_ASIDE = frozenset({"nav", "footer", "noscript"})
_SECTIONING = frozenset({"address", "article", "aside", "body", "footer", "header", "hgroup", "main", "nav", "section"})
_GROUPING = frozenset({"blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure"})
_LISTS = frozenset({"form", "li", "ol", "p", "pre", "summary", "ul"})
_TABLES = frozenset({"table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_INLINE = frozenset({"b", "i", "u", "s", "em", "strong", "span", "small", "sub", "sup", "font", "mark", "cite", "img"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTAINERS = _SECTIONING | _GROUPING | _LISTS | _TABLES | _HEADINGS
_CLOSED_BY_BLOCK = frozenset({"p", *_HEADINGS})
_STATED = frozenset({"meta", "link", "html", "time", "base"})


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element."""

    name: str
    kind: str  # its class attribute
    parent: Node | None
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """Characters between two tags. at: index of its first visible character in `Stream.visible`; start, end: in the
    file; block: number of the paragraph (text between block-level tags); link: inside `a`; after: what parts it from
    the piece before ("" nothing, " " white space, "br" a line break)."""

    at: int
    start: int
    end: int
    node: Node
    block: int
    link: bool
    after: str


@dataclass(slots=True, kw_only=True)
class Stream:
    """visible: all visible characters, without white space. stated: (tag, attributes) of meta, link, html, time, base;
    data: the JSON-LD scripts; title: range of the title element's text; cuts: ranges that `reduced` leaves out;
    crowded: a tag has more than MOST_ATTRIBUTES attributes; alternatives: what stands in place of each picture where it
    is not shown, without white space."""

    source: str
    visible: str = ""
    pieces: list[TextPiece] = field(default_factory=list)
    stated: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    title: tuple[int, int] | None = None
    cuts: list[tuple[int, int, int]] = field(default_factory=list)  # (start, end, visible characters within)
    crowded: bool = False
    alternatives: set[str] = field(default_factory=set)

    def reduced(self) -> str:
        """The page without what can hold no article: scripts, styles, drawings, comments, navigation, footers."""
        parts: list[str] = []
        at = 0
        for start, end, size in self.cuts:
            if start >= at and size <= MARKUP.aside * len(self.visible):
                parts.append(self.source[at:start])
                at = end
        parts.append(self.source[at:])
        page = "".join(parts)
        return _SHADOW.sub(r"<\1div>", page) if "shadowroot" in page else page


def _is_crowded(attrs: str) -> bool:
    return (
        len(attrs) > 2 * PAGE_BOUNDS.attributes and sum(1 for _ in _ATTRIBUTE.finditer(attrs)) > PAGE_BOUNDS.attributes
    )


def attributes(text: str) -> dict[str, str]:
    """Names in lower case, values with entities resolved; the first of a name holds."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text[:20_000]):
        value = match[2] or ""
        if value[:1] in "\"'":
            value = value[1:-1]
        found.setdefault(match[1].lower(), unescape(value))
    return found


def stream(source: str) -> Stream:
    """The text stream of a page."""
    return _Scanner(source).run()


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.result = Stream(source=source)
        self.node = Node("body", "", None, 0)
        self.block = 0
        self.links = 0
        self.gap = ""
        self.size = 0
        self.visible: list[str] = []
        self.failures = 0
        self.shadows = 0  # open templates that are the content of a component of the page
        self.aside: tuple[str, int, int] | None = None  # an element that `reduced` leaves out, and where it began
        self.has_invisible = any(chr(code) in source for code in INVISIBLE)
        self.closings: dict[str, int] = {}  # by element: the last closing tag found, -1 where none follows

    def run(self) -> Stream:
        source, at, end = self.source, 0, len(self.source)
        while at < end:
            markup = _MARKUP.search(source, at)
            tag = markup.start() if markup else end
            if tag > at:
                self._text(at, tag)
            if tag >= end:
                break
            at = self._markup(tag)
        self.result.visible = "".join(self.visible)
        return self.result

    def _text(self, start: int, end: int) -> None:
        raw = self.source[start:end]
        text = unescape(raw) if "&" in raw else raw
        parts = text.split()
        if not parts:
            self.gap = self.gap or " "
            return
        visible = "".join(parts)
        if self.has_invisible or text is not raw:
            visible = visible.translate(INVISIBLE)
            if not visible:
                return
        if len(self.result.pieces) >= PAGE_BOUNDS.pieces:
            raise Damaged(f"is a page of more than {PAGE_BOUNDS.pieces:,} stretches of text", "Save its article alone.")
        piece = TextPiece(
            at=self.size, start=start, end=end, node=self.node, block=self.block, link=self.links > 0, after=self.gap
        )
        self.result.pieces.append(piece)
        self.visible.append(visible)
        self.size += len(visible)
        self.gap = ""

    def _markup(self, at: int) -> int:
        """What begins with "<"; returns where reading goes on."""
        source = self.source
        follower = source[at + 1 : at + 2]
        if follower == "!" or follower == "?":
            return self._declaration(at)
        found = _TAG.match(source, at) if self.failures < MARKUP.loose_after else None
        if found is None:
            self.failures += 1
            found = _TAG_LOOSE.match(source, at)
        if found is None:
            close = source.find(">", at)
            if close < 0:
                return len(source)
            if follower == "/":
                return close + 1
            self._text(at, close + 1)
            return close + 1
        self.result.crowded |= _is_crowded(found[3])
        if found[1]:
            self._closing_tag(found[2].lower(), found.end())
            return found.end()
        return self._opening_tag(found[2].lower(), found[3], at, found.end())

    def _closing_tag(self, name: str, end: int) -> None:
        if name == "template" and self.shadows:
            self.shadows -= 1
            name = "div"
        if name not in _INLINE:
            self._close(name)
        if self.aside and self.aside[0] == name:
            self.result.cuts.append((self.aside[1], end, self.size - self.aside[2]))
            self.aside = None

    def _opening_tag(self, name: str, attrs: str, at: int, end: int) -> int:
        """at, end: of the tag. Returns where reading goes on."""
        if (
            name == "img"
            and (stated := _ALTERNATIVE.search(attrs))
            and len(self.result.alternatives) < PAGE_BOUNDS.pictures
        ):
            self.result.alternatives.add("".join(unescape(stated[1] or stated[2]).split()).translate(INVISIBLE))
        if name in _INLINE:
            return end
        if name == "template" and "shadowroot" in attrs.lower():
            self._open("div", attrs)
            self.shadows += 1
            return end
        self._open(name, attrs)
        if name in _RAW or name == "title":
            after = self._raw(name, attrs, end)
            if name != "title" and after > end:
                self._cut(at, after)
            return after
        if name in _ASIDE and self.aside is None:
            self.aside = (name, at, self.size)
        return end

    def _cut(self, start: int, end: int) -> None:
        if self.aside is None and len(self.result.cuts) < PAGE_BOUNDS.pieces:
            self.result.cuts.append((start, end, 0))

    def _declaration(self, at: int) -> int:
        source = self.source
        if source.startswith("<!--", at):
            inserted = source.find(_INSERT_ENDS, at) if source.startswith(_INSERT, at) else -1
            close = source.find("-->", max(at + 2, inserted))
            end = close + 3 if close >= 0 else len(source)
            self._cut(at, end)
            return end
        if source.startswith("<![CDATA[", at):
            close = source.find("]]>", at)
            if close >= 0:
                self._text(at + 9, close)
                return close + 3
        close = source.find(">", at)
        return close + 1 if close >= 0 else len(source)

    def _raw(self, name: str, attrs: str, at: int) -> int:
        """Skips what is no text of the page, up to the closing tag; keeps title and JSON-LD."""
        if attrs.endswith("/"):
            return at
        close = self._closing(name, at)
        if close < 0:
            # never closed: a title or a button is then taken for empty, a script for the rest of the page
            return len(self.source) if name in ("script", "style") else at
        if name == "title":
            self.result.title = self.result.title or (at, close)
        elif name == "script" and "ld+json" in attrs[:2000].lower() and len(self.result.data) < 50:
            self.result.data.append(self.source[at:close])
        end = self.source.find(">", close)
        return end + 1 if end >= 0 else len(self.source)

    def _closing(self, name: str, at: int) -> int:
        """Where `</name` stands, in any case of letters; -1 where nowhere."""
        known = self.closings.get(name, 0)
        if known < 0 or known >= at:
            return known
        while True:
            at = self.source.find("</", at)
            if at < 0 or self.source[at + 2 : at + 2 + len(name)].lower() == name:
                self.closings[name] = at
                return at
            at += 2

    def _open(self, name: str, attrs: str) -> None:
        if name in _CONTAINERS:
            self.block += 1
            if self.node.name in _CLOSED_BY_BLOCK and self.node.parent is not None:
                self.node = self.node.parent
            if name in ("li", "td", "th", "tr", "dd", "dt"):
                self._close_like(name)
            parent = self.node
            if parent.depth < PAGE_BOUNDS.depth:
                found = _CLASS.search(attrs) if attrs else None
                kind = (found[1] or found[2] or found[3] or "") if found else ""
                self.node = Node(name, kind, parent, parent.depth + 1)
        elif name == "br":
            self.gap = "br"
        elif name == "hr":
            self.block += 1
        elif name == "a":
            self.links = 1
        if name in _STATED and len(self.result.stated) < 2000:
            self.result.stated.append((name, attributes(attrs)))

    def _close(self, name: str) -> None:
        if name == "a":
            self.links = 0
        elif name in _CONTAINERS:
            self.block += 1
            node: Node | None = self.node
            while node is not None and node.name != name:
                node = node.parent
            if node is not None and node.parent is not None:
                self.node = node.parent

    def _close_like(self, name: str) -> None:
        """A list item or a cell that was left open ends where the next begins."""
        cells = ("td", "th") if name in ("td", "th") else ("dd", "dt") if name in ("dd", "dt") else (name,)
        stop = ("ul", "ol", "table", "dl", "body")
        node: Node | None = self.node
        while node is not None and node.name not in stop:
            if node.name in cells and node.parent is not None:
                self.node = node.parent
                return
            node = node.parent
