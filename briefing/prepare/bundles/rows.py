"""A document as its lines, and parts of it as articles that know where in the file they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.language.tokens import Runs
from briefing.model import Detail, When
from briefing.prepare.bundles.labels import Role
from briefing.prepare.bundles.tuning import ROW
from briefing.prepare.furniture.lines.lines import bare, paragraphs
from briefing.prepare.raw import RawArticle, RawBlock, Tag
from briefing.prepare.wrapping import width_of_text
from briefing.text import Span

_WORDS = Runs(r"\w")
_STOP = (".", "!", "?", "…", ":", '"', "”", "»", "“", "’", ")", "。", "！", "？", "」")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts that part no words: two characters count as a word


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRow:
    """A block of the reader's, or a paragraph of plain text.

    text: its beginning, without Markdown's marks; span: in the document's text, without white space at its ends; words:
    their number; role: what the mark-up says that it is."""

    span: Span
    text: str
    tag: Tag
    why: str
    words: int
    level: int = 0
    role: Role | None = None

    @property
    def prose(self) -> bool:
        """It reads like a sentence of an article or is long."""
        return not self.heading and (self.words >= ROW.long or (self.words >= ROW.prose and self.text.endswith(_STOP)))

    @property
    def heading(self) -> bool:
        return self.level > 0 or self.tag in ("title", "heading")


def count_words(text: str) -> int:
    return len(_WORDS(text)) + (0 if text.isascii() else len(_WIDE.findall(text)) // 2)


def rows_of(raw: RawArticle) -> list[BundleRow]:
    """The document's lines that hold something, in order; those that a machine wrapped are one."""
    text = raw.body.string
    if raw.blocks and not raw.partial:
        return [row for block in raw.blocks if (row := _row(text, block.span, block.tag, block.why)) is not None]
    start, stop = _between_marks(raw)
    spans = paragraphs(text, start, stop, width_of_text(text))
    return [row for span in spans if (row := _row(text, span, "paragraph", "")) is not None]


def _between_marks(raw: RawArticle) -> tuple[int, int]:
    """What of a text lies between the marked stretches at its head and at its foot."""
    text = raw.body.string
    start, stop = 0, len(text)
    for block in raw.blocks:
        if not text[start : block.span.start].strip():
            start = block.span.end
        elif not text[block.span.end :].strip():
            stop = block.span.start
    return start, stop


def _row(text: str, span: Span, tag: Tag, why: str) -> BundleRow | None:
    string = span.of(text)
    start = span.start + len(string) - len(string.lstrip())
    string = string.strip()
    if not string:
        return None
    words = count_words(string)
    piece, level = string[: ROW.longest], 0
    if piece[0] in "#*_>`-" or "**" in piece or " __" in piece:
        piece, level, _ = bare(piece.lstrip("> "))
    shown = piece if len(string) <= ROW.longest else f"{piece} {string[-40:]}"
    return BundleRow(
        span=Span(start, start + len(string)), text=" ".join(shown.split()), tag=tag, why=why, words=words, level=level
    )


@dataclass(slots=True, kw_only=True)
class BundlePart:
    """An article within a document: its rows `[first, last)`, what its head states, and what of it is no text of the
    article (ranges of the document's text)."""

    first: int
    last: int
    title: Detail | None = None
    title_span: Span | None = None
    outlet: Detail | None = None
    author: Detail | None = None
    published: When | None = None
    updated: When | None = None
    url: Detail | None = None
    language: str | None = None
    aside: list[tuple[Span, str]] = field(default_factory=list)
    body_words: int = 0


def article_of(raw: RawArticle, rows: Sequence[BundleRow], part: BundlePart, path: str | None) -> RawArticle:
    """The part as an article of its own at `path`; None: it is the whole document, and its text stays whole."""
    whole = path is None
    span = Span(0, len(raw.body.string)) if whole else Span(rows[part.first].span.start, rows[part.last - 1].span.end)
    own = raw if whole else _nothing_of_the_whole(raw)
    marked = [(span_, "meta", why) for span_, why in part.aside]
    if raw.partial:
        marked += [(block.span, block.tag, block.why) for block in _inside(raw.blocks, span)]
    if part.title_span is not None:
        marked.append((part.title_span, "title", ""))
    partial = not raw.blocks or raw.partial
    blocks = _marked(_inside(raw.blocks, span), marked, partial)
    moved = tuple(RawBlock(Span(b.span.start - span.start, b.span.end - span.start), b.tag, b.why) for b in blocks)
    return replace(
        raw,
        path=path or raw.path,
        source=replace(raw.source, path=path or raw.path),
        body=raw.body if whole else raw.body.part(span),
        blocks=moved,
        partial=partial,
        member=not whole,
        title=part.title or own.title,
        outlet=part.outlet or own.outlet,
        author=part.author or own.author,
        published=part.published or own.published,
        updated=part.updated or own.updated,
        url=part.url or own.url,
        language=part.language or own.language,
        meta=own.meta,
    )


def _nothing_of_the_whole(raw: RawArticle) -> RawArticle:
    """The document without the details that hold of it and not of each article in it: of these there are but outlet
    and language."""
    return replace(raw, title=None, author=None, published=None, updated=None, url=None, meta=())


def _inside(blocks: Sequence[RawBlock], span: Span) -> Sequence[RawBlock]:
    first = bisect_left(blocks, span.start, key=lambda block: block.span.start)
    last = bisect_left(blocks, span.end, key=lambda block: block.span.start)
    return blocks[first:last]


def _marked(blocks: Sequence[RawBlock], marks: Sequence[tuple[Span, str, str]], partial: bool) -> list[RawBlock]:
    """The blocks, cut at the marks' bounds; a mark's tag holds within it. partial: the marks alone are blocks."""
    marks = sorted(marks)
    if partial:
        return [RawBlock(span, tag, why) for span, tag, why in marks]  # type: ignore[arg-type]
    found: list[RawBlock] = []
    at = 0
    for block in blocks:
        start = block.span.start
        while at < len(marks) and marks[at][0].end <= start:
            at += 1
        index = at
        while index < len(marks) and marks[index][0].start < block.span.end:
            span, tag, why = marks[index]
            low, high = max(span.start, start), min(span.end, block.span.end)
            if low > start:
                found.append(RawBlock(Span(start, low), block.tag, block.why))
            if high > low:
                found.append(RawBlock(Span(low, high), tag, why))  # type: ignore[arg-type]
            start = max(start, high)
            index += 1
        if start < block.span.end:
            tag_left = "paragraph" if block.tag in ("title", "heading") and start > block.span.start else block.tag
            found.append(RawBlock(Span(start, block.span.end), tag_left, block.why))
    return found
