"""What a reader returns: decoded text in reading order, with what the format itself says of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.model import Detail, Problem, Source, When
from briefing.text import Span, Text

Tag = Literal["paragraph", "title", "heading", "item", "row", "caption", "quotation", "code", "meta", "aside"]


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as the format marks it. `tag` is the format's word, not a judgement; `aside` is what the reader itself
    found not to belong to the body (navigation, a quoted reply, a running head), with `why`."""

    span: Span
    tag: Tag = "paragraph"
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One article before cleaning. Empty `blocks`: the format has none (plain text, a record's text), lines are found
    later; the first line is then `title.value` where the format states a title outside the text.

    Details are those that the format states (an HTML meta element, a mail's header, a feed's item, a record's field).
    meta: every (name, value) that a page states of itself, in its order, names in lower case: meta elements by their
    name or property ("og:title"), "json-ld:<key>" (author names; "json-ld:publisher"), "title" (the title element),
    "h1", "canonical", "time" and "byline" (what is marked as such on the page),
    "near", "below" and "above" (short lines between title and text, below the text, above the title), "lead" (how
    longer lines between title and text begin).
    """

    path: str
    source: Source
    body: Text
    blocks: tuple[RawBlock, ...] = ()
    markup: Literal["plain", "markdown"] = "plain"
    title: Detail | None = None
    published: When | None = None
    updated: When | None = None
    outlet: Detail | None = None
    author: Detail | None = None
    url: Detail | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    extracted: bool = False  # the reader itself separated the article from the page around it
    partial: bool = False  # blocks only mark what the head of a plain text states; other lines are found later
    visible_words: int = 0  # what a reader of the file sees, in words; 0: the text is all there is to see
    member: bool = False  # one of several articles of a document: the file's name and date are not its own
