"""The elements of a page: what templates print. Strings are plain text; whoever prints them escapes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["statements", "speakers", "disagreements", "not-known", "timeline", "changes", "days"]
Shade = Literal["ink", "grey", "white"]
Size = Literal["lead", "full", "brief", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line of a picture."""

    x1: float
    y1: float
    x2: float
    y2: float
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a picture; hollow: what is still to come."""

    x: float
    y: float
    hollow: bool = False
    accent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A box of a picture, in one of three shades that differ in black and white."""

    x: float
    y: float
    width: float
    height: float
    shade: Shade


@dataclass(frozen=True, slots=True)
class PictureWords:
    """Words of a picture: y is the line that they stand on."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A small picture, 368 points wide. alt: all that it shows, in words."""

    kind: str
    alt: str
    height: float
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    words: tuple[PictureWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place of the page or of another page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWords:
    """Cited words in their surroundings."""

    before: str
    exact: str
    after: str
    language: str | None
    direction: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A stretch of text; marked where an edition relies on it."""

    text: str
    marked: bool


# Passages of one source that stand close together, as one stretch of its text.
Excerpt = tuple[MarkedText, ...]


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
    passage: CitedWords


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuotation:
    """A statement, or a value that disagrees. `remarks` are labels behind it (who else says it, who relays it)."""

    id: str
    text: str
    cites: tuple[Cite, ...]
    remarks: tuple[str, ...]
    language: str | None
    direction: str
    outlets: str = ""
    new: bool = False  # in a story that an earlier edition had too
    speaker: str = ""  # who answers for it, where neither its words nor its group say so

    @property
    def last(self) -> str:
        """The last word, or the last letters of a text without spaces."""
        word = self.text.rpartition(" ")[2]
        return word if len(word) <= 24 else word[-2:]

    @property
    def head(self) -> str:
        """All before the last word."""
        return self.text[: len(self.text) - len(self.last)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements that belong together: of one speaker, about one figure, of one day. role: "" where the first of them
    says it in its own words; points: how high name and role stand in print, where they are higher than what is said."""

    name: str
    role: str
    quoted: tuple[PrintedQuotation, ...]
    iso: str = ""
    points: int = 0
    picture: Picture | None = None

    @property
    def items(self) -> tuple[PrintedQuotation, ...]:
        """The older name of `quoted`, for templates of a user's own: group["items"]."""
        return self.quoted


@dataclass(frozen=True, slots=True)
class EditorsWords:
    """An editor's own words on a story; label: what says that they are his, with his name."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A labelled part of a chapter. label: what hangs in the margin; headline and number: a story's, where the chapter
    is a section across stories; note: what to print where too little was found; opening: the first of a story;
    compact: it holds so many voices that they stand closer; editor: an editor's own words on that story; anchor: the
    id of a story that has no chapter of its own, where it stands first."""

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
    number: int = 0
    opening: bool = False
    compact: bool = False
    anchor: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story, or in the other layout a section across the stories. number: the story's, the same everywhere; size: how
    much is made of it; label: what stands beside the first of several briefs or notices; editor: an editor's own words
    on the story."""

    id: str
    kind: Literal["story", "section"]
    headline: str
    tags: tuple[str, ...]
    support: tuple[str, ...]
    bands: tuple[Band, ...]
    language: str | None = None
    direction: str = "ltr"
    editor: tuple[EditorsWords, ...] = ()
    number: int = 0
    size: Size = "full"
    label: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def quoted(self) -> tuple[PrintedQuotation, ...]:
        """All its statements, for a story that is too short for labelled parts."""
        return tuple(item for band in self.bands for group in band.groups for item in group.quoted)

    @property
    def said(self) -> bool:
        """Is the headline all that it says?"""
        return [item.text for item in self.quoted] == [self.headline]


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line under a story on the first page: what it said before, what is open. label: the words before it; between:
    what stands between its quotations."""

    label: str
    quoted: tuple[PrintedQuotation, ...]
    between: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A story on the first page: its number, 0 for a notice, and headline, what carries it in full sentences, why it
    stands there. target: where it goes on; state: of those tags the one that says what is new in it, "" for none;
    lines: what it said before and what is open."""

    number: int
    target: str
    headline: str
    tags: tuple[str, ...]
    support: tuple[str, ...]
    quoted: tuple[PrintedQuotation, ...]
    language: str | None = None
    direction: str = "ltr"
    state: str = ""
    lines: tuple[FrontLine, ...] = ()

    @property
    def other_tags(self) -> tuple[str, ...]:
        """The tags but for the one that says what is new."""
        return tuple(tag for tag in self.tags if tag != self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A sentence of the first page on a day to come. day: in words; iso: the same; target: the story that it is of;
    here: it is printed nowhere else."""

    day: str
    iso: str
    target: str
    quoted: PrintedQuotation
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A source note. named: it has a title, else its path stands for one; places: “line 12”, each a link to that line
    of the source's page; lines: all of them in few words; parts: its excerpts in groups
    that a page can hold; unprinted: the excerpts whose words no statement prints; cited: a statement rests on it;
    inferred: its date is not its own word."""

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
    lines: str
    named: bool
    cited_in: tuple[Link, ...]
    language: str | None
    direction: str
    parts: tuple[tuple[Excerpt, ...], ...]
    unprinted: tuple[Excerpt, ...]
    cited: bool
    inferred: bool = False


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
class Corrected:
    """Statements of one source in an earlier edition that no longer hold. printed: on which day; outlet: of the source;
    why: what became of it; now: what it says today, None where it says nothing; now_label: the words before that."""

    said: tuple[PrintedQuotation, ...]
    printed: str
    outlet: str
    why: str
    now: PrintedQuotation | None
    now_label: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a revised edition says of the one that was sent. dropped: texts that it no longer prints."""

    note: str
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that the templates of an edition see, as `brief`; the labels beside it, as `labels`. front: the first page;
    cited, counted: the notes of sources that statements rest on, and of those that were only read;
    more: how many stories “also” does not name;
    cut: what an edition of one page leaves out; health: sentences on feeds that bring nothing."""

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
    health: tuple[str, ...]
    layout: str
    glance: tuple[PrintedQuotation, ...]
    front: tuple[Front, ...]
    chapters: tuple[Chapter, ...]
    also: tuple[Also, ...]
    notes: tuple[Note, ...]
    cited: tuple[Note, ...]
    counted: tuple[Note, ...]
    left_out: tuple[LeftOutGroup, ...]
    more: str
    cut: str
    since: str = ""  # what is new since the edition before, in numbers
    since_label: str = ""  # what stands before that, with the day of that edition
    marks: bool = False  # some statements are marked as new
    unchanged: tuple[Also, ...] = ()
    unchanged_label: str = ""
    gone: tuple[str, ...] = ()  # headlines of the edition before to which nothing came, and how many more there are
    alerts: tuple[str, ...] = ()  # what a reader should know before he relies on it
    corrections: tuple[Corrected, ...] = ()
    revised: Replaced | None = None
    ahead: tuple[Coming, ...] = ()  # what the first page says of days to come, by these
