"""What a file holds: an article as it was read, its blocks and sentences, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import Literal

from briefing.text import Span, Text

Quote = Literal["none", "direct", "indirect", "mixed"]
Genre = Literal[
    "news",
    "opinion",
    "letter",
    "satire",
    "fact-check",
    "interview",
    "live",
    "press-release",
    "round-up",
    "speech",
    "notice",
    "page",
]
OWN_VOICE = frozenset({"opinion", "letter", "press-release"})  # genres that speak for their author and report nothing
BlockKind = Literal["body", "title", "heading", "caption", "byline", "credit", "related", "appeal", "teaser", "other"]


@dataclass(frozen=True, slots=True)
class Unread:
    """Records of a file that could not be read: how many, of how many, and which is the first of them and why."""

    bad: int
    number: int
    first: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as data: shown, never swallowed. `remedy` says what a user can do, if anything. failure: something broke
    while the file was read, so that another run may end otherwise; what came of it is kept in no cache. unread: the
    records of a file that it counts. unquoted: it says of sentences of an article that they are not quoted.

    >>> briefing.read({"title": "Without a text"}).problems[0].path
    'texts.jsonl'
    """

    path: str
    message: str
    remedy: str | None = None
    failure: bool = False
    unread: Unread | None = field(default=None, kw_only=True)
    unquoted: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a part of one (`FILE#ID`, `FILE!/INNER`): sha256 is that of the file's bytes (of the inner file's in
    an archive), encoding the character set it was decoded by, None where the format has none."""

    path: str
    sha256: str
    reader: str
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Detail:
    """A title, an outlet, an author, an address: its value and where it came from ("first line", "og:title", …)."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A publication time: "2024-11-19" (precision day) or "2024-11-19T05:00:00+00:00" (precision second, UTC).

    inferred: taken from other articles (a copy, a story), not stated by the file itself.
    local: the day where it was written, where that is another than in UTC: what its "today" and "tonight" mean.
    on: the day in the time zone of the edition, where that is another than in UTC.
    """

    value: str
    precision: Literal["day", "second"]
    origin: str
    inferred: bool = False
    local: str | None = None
    on: str | None = None

    @property
    def day(self) -> str:
        """The day for which it counts."""
        return self.on or self.value[:10]

    @property
    def own_day(self) -> str:
        """The day where it was written."""
        return self.local or self.value[:10]

    def in_zone(self, zone: tzinfo) -> When:
        """The same time, counted for the day that it is in this zone. A day without a time is that day anywhere."""
        if self.precision == "day":
            return self
        day = datetime.fromisoformat(self.value).astimezone(zone).date().isoformat()
        return self if day == self.day else replace(self, on=None if day == self.value[:10] else day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item or table row of the kept text. `why` says why it is of its kind; `score` is its
    furniture score, seen of the block alone: the lower, the more it is prose."""

    span: Span
    kind: BlockKind
    kept: bool
    why: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of a sentence that name a time: "2024-11-19", a month "2024-11", a year "2024",
    a week (or its weekend) "2024-W47", or a range of days "2024-11-11/2024-11-17"."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Who answers for a sentence.

    speaker: the person or body, in the fullest form that the article prints, the name alone ("Dmitry Peskov"); an
        unnamed source as the article calls it ("a senior US official"); None where the text gives no source.
    role: as the article prints it beside that name ("Kremlin spokesman").
    attributed: someone is said to say, think, ask, promise … this; may be true with speaker None.
    cue: the words that say so ("said", "according to"); "" for a quotation that goes on.
    via: an outlet that only relays it ("The New York Times"), where the text says so.
    unit: sentences of one quotation have the same number, counted from 0 in the article; None outside quotations.

    >>> told = "“It is a gift to the valley,” said Ada Roe, an engineer."
    >>> briefing.read({"text": told}).articles[0].sentences[0].speech.speaker
    'Ada Roe'
    """

    speaker: str | None = None
    role: str | None = None
    quote: Quote = "none"
    attributed: bool = False
    cue: str = ""
    via: str | None = None
    unit: int | None = None
    asked: bool = False  # an interviewer or a moderator asks it


NO_SPEECH = Speech()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of kept prose. `text` is the span's characters as they are seen, for all that compares them: mark-up
    and invisible marks taken out, white space folded, figures of other scripts as ASCII.

    >>> [one.text for one in briefing.read({"text": "The ferry sank. Nobody was hurt."}).articles[0].sentences]
    ['The ferry sank.', 'Nobody was hurt.']
    """

    span: Span
    text: str
    block: int
    dates: tuple[DateMention, ...] = ()
    speech: Speech = NO_SPEECH


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read. `body.string` is the kept text that citations point into.

    >>> article = briefing.read({"title": "Ferry sinks", "text": "The ferry sank on Tuesday."}).articles[0]
    >>> article.title.value, article.sentences[0].span.of(article.body.string)
    ('Ferry sinks', 'The ferry sank on Tuesday.')
    """

    path: str
    source: Source
    body: Text
    text_sha256: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    title: Detail | None = None
    title_span: Span | None = None  # where the title stands in the kept text, if it does
    published: When | None = None
    updated: When | None = None
    outlet: Detail | None = None
    author: Detail | None = None
    url: Detail | None = None
    language: str | None = None  # ISO 639-1
    credits: tuple[str, ...] = ()  # agencies and outlets that contributed ("AFP")
    genre: Genre = "news"
    pages: tuple[int, ...] = ()  # where each page of the source begins in the kept text; () where it has no pages
    problems: tuple[Problem, ...] = ()
    visible_words: int = 0  # what a reader of the file sees of it, in words

    def page_of(self, position: int) -> int | None:
        """The page, counted from 1, on which a position of the kept text stands."""
        if not self.pages:
            return None
        return max(1, sum(start <= position for start in self.pages))
