"""The elements of a page: what templates print. Strings are plain text; whoever prints them escapes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["statements", "speakers", "disagreements", "not-known", "timeline"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place of the page or of another page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Cited words in their surroundings."""

    before: str
    exact: str
    after: str
    language: str | None
    direction: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; marked where an edition relies on it."""

    text: str
    marked: bool


# Passages of one source that stand close together, as one stretch of its text.
Excerpt = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """One number behind a statement: `id` of its pop-up, `note` the address of the source note, `href` the line in the
    source, `web` the passage on the web, if it has a safe address."""

    number: int
    id: str
    note: str
    href: str
    web: str | None
    name: str
    outlet: str
    title: str
    when: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement, or a value that disagrees. `remarks` are labels behind it (who else says it, who relays it)."""

    id: str
    text: str
    cites: tuple[Cite, ...]
    remarks: tuple[str, ...]
    language: str | None
    direction: str
    outlets: str = ""

    @property
    def last(self) -> str:
        """The last word, or the last letters of a text without spaces."""
        word = self.text.rpartition(" ")[2]
        return word if len(word) <= 24 else word[-2:]

    @property
    def head(self) -> str:
        """All before the last word."""
        return self.text[: len(self.text) - len(self.last)]


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that belong together: of one speaker, about one figure, of one day."""

    name: str
    role: str
    quoted: tuple[Quoted, ...]
    iso: str = ""

    @property
    def items(self) -> tuple[Quoted, ...]:
        """The older name of `quoted`, for templates of a user's own: group["items"]."""
        return self.quoted


@dataclass(frozen=True, slots=True)
class EditorsWords:
    """An editor's own words on a story; label: what says that they are his, with his name."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A labelled part of a chapter. label: what hangs in the margin; headline: a story's, where the chapter is a
    section across stories; note: what to print where too little was found; editor: an editor's own words on that
    story."""

    id: str
    section: str
    kind: Kind
    label: str
    headline: str
    support: tuple[str, ...]
    groups: tuple[Group, ...]
    note: str
    language: str | None = None
    direction: str = "ltr"
    editor: tuple[EditorsWords, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story, or in the other layout a section across the stories. editor: an editor's own words on the story."""

    id: str
    kind: Literal["story", "section"]
    headline: str
    tags: tuple[str, ...]
    support: tuple[str, ...]
    bands: tuple[Band, ...]
    language: str | None = None
    direction: str = "ltr"
    editor: tuple[EditorsWords, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A source note. places: “line 12”, each a link to that line of the source's page; parts: its excerpts in groups
    that a page can hold."""

    number: int
    id: str
    outlet: str
    title: str
    author: str
    when: str
    origin: str
    path: str
    digest: str
    copies: tuple[str, ...]
    page: str
    web: str | None
    url: str
    excerpts: tuple[Excerpt, ...]
    places: tuple[Link, ...]
    cited_in: tuple[Link, ...]
    language: str | None
    direction: str
    parts: tuple[tuple[Excerpt, ...], ...]


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Files and articles left out for one reason; count: their number, in words."""

    reason: str
    paths: tuple[str, ...]
    count: str


@dataclass(frozen=True, slots=True)
class Also:
    """A story that is only named, with links to its sources."""

    headline: str
    links: tuple[Link, ...]
    language: str | None
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that the templates of an edition see, as `brief`; the labels beside it, as `labels`."""

    title: str
    date: str
    day: str
    language: str
    direction: str
    number: str
    cut_off: str
    reading_time: str
    generator: str
    compiled: str
    edited: str
    layout: str
    glance: tuple[Quoted, ...]
    chapters: tuple[Chapter, ...]
    also: tuple[Also, ...]
    notes: tuple[Note, ...]
    left_out: tuple[LeftOutGroup, ...]
