"""An edition: its stories, its sources, what is left out of it, and how it stands to others.

Fields stand in the order of brief.json's keys, which is written from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from briefing.model.articles import Genre
from briefing.model.printed import AlsoStory, DayAhead, GoesOn, Statement, StoryBrief

Layout = Literal["by-story", "by-section", "one-page"]


@dataclass(frozen=True, slots=True)
class CopyOf:
    """A file that holds the text of a source again. kind: same, contained or near."""

    path: str
    sha256: str
    kind: str = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """An article as the source notes list it. `text` is the kept text.

    >>> edition.sources[0].publisher, edition.sources[0].published
    ('Lune Gazette', '2026-03-03')
    """

    number: int
    path: str
    sha256: str
    text_sha256: str
    reader: str
    encoding: str | None
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    published_origin: str | None
    url: str | None
    language: str | None
    copies: tuple[CopyOf, ...]
    text: str
    words_quoted: int = 0
    genre: Genre = "news"
    relays: str | None = None  # the outlet whose report it passes on


# Why a file that was read does not count, by a code; {n} stands for the day or the word that it names.
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "older": "older than the window of the day ({n})",
        "later": "published after the day ({n})",
        "undated": "no date, and not in the folder of the day",
        "satire": "satire, by its own marks",
        "no_prose": "holds no sentence of prose",
        "no_article": "a site's error page, no article",
        "page": "a page of links, offers or announcements, no article",
        "rule": 'a rule leaves out stories with "{n}"',
        "withdrawn": "withdrawn",
        "hidden": "hidden by the editor",
        "beyond": "of a story that comes after those named under “also” (length: also)",
    }
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that does not count for the day, or could not be read, and why.

    reason: in English. code: which of LEFT_OUT it is, None for what stood in the way of reading the file; value: the
    day or the word that it names.
    """

    path: str
    reason: str
    code: str | None = None
    value: str | None = None

    @classmethod
    def of(cls, path: str, code: str, value: str | None = None) -> LeftOut:
        """For one of the reasons of LEFT_OUT."""
        return cls(path, LEFT_OUT[code].replace("{n}", value or ""), code, value)


FEEDS = "feeds"  # what a remark on the state of the feeds is about; it stands in the edition's foot


@dataclass(frozen=True, slots=True)
class Warned:
    """What a reader of the edition should know about it, or its editor: an edit whose sentence is gone, a limit passed.
    about: the statement, the story or the file."""

    about: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPrinted:
    """A passage of a printed story that no statement holds. section: the one that it fits best, None: none takes it;
    score: its score there; why: the rule by which it lost, and against what."""

    source: int
    start: int
    end: int
    section: str | None
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class NamedEdition:
    """An edition by its day and the SHA-256 of its brief.json."""

    date: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The edition before: its day and the SHA-256 of its brief.json. before: older ones that this edition rests on."""

    date: str
    sha256: str
    before: tuple[NamedEdition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A statement of an earlier edition that no longer stands, as it was printed there; its citations count that
    edition's sources. now: what the source says today, None where it says nothing."""

    edition: str
    statement: Statement
    why: Literal["source changed", "source withdrawn", "superseded"]
    now: Statement | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement of the version that was sent which the revised one does not print. story: its headline there."""

    story: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The edition replaces one that was sent. sha256: of that one's brief.json; message_id: of its mail, "" where none
    was made; added: ids of statements that it did not print; dropped: those that only it printed."""

    sha256: str
    message_id: str = ""
    added: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """What an edition of one page leaves out: how many statements and stories."""

    statements: int
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that an edition says; every output is made from this and nothing else.

    explain: statement id → why it stands where it stands, as plain data for explain.json.
    edited: the statement ids that an editor struck, put in, moved or put first.

    >>> edition.date, len(edition.stories), edition.at_a_glance == (edition.stories[0].sections[0].statements[0].id,)
    ('2026-03-03', 1, True)
    """

    title: str
    date: str
    language: str
    generator: str
    number: int | None
    cut_off: str | None
    labels: Mapping[str, str]
    at_a_glance: tuple[str, ...]
    stories: tuple[StoryBrief, ...]
    also: tuple[AlsoStory, ...]
    sources: tuple[CitedSource, ...]
    left_out: tuple[LeftOut, ...]
    layout: Layout = "by-story"
    edited: tuple[str, ...] = ()
    cut: Cut | None = None
    more: int = 0  # stories that “also” does not name either; their articles are left out
    warnings: tuple[Warned, ...] = ()
    previous: Previous | None = None
    gone: tuple[GoesOn, ...] = ()  # stories of the edition before that none of these goes on
    corrections: tuple[Correction, ...] = ()
    begins: str | None = None  # the first day of an edition of several, "from" in brief.json
    revises: Revision | None = None
    ahead: tuple[DayAhead, ...] = ()  # what is to come, by its day
    explain: Mapping[str, object] = field(default_factory=dict)
    not_printed: tuple[NotPrinted, ...] = ()  # of the stories that are printed
