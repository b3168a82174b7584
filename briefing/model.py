"""The data classes. All frozen and slotted; spans are half-open ranges of code points; scores lie in 0..1.

The stage prepare makes Articles, compose an Edition, publish bytes. They meet only here. From
Citation on, fields stand in the order of brief.json's keys, which is written from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.text import Span, Text

Since = Literal["new", "developing", "unchanged"]
Layout = Literal["by-story", "by-section", "one-page"]
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
]
OWN_VOICE = frozenset({"opinion", "letter", "press-release"})  # genres that speak for their author and report nothing
BlockKind = Literal["body", "title", "heading", "caption", "byline", "credit", "related", "appeal", "teaser", "other"]


# --- prepare: what a file holds -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as data: shown, never swallowed. `remedy` says what a user can do, if anything. failure: something broke
    while the file was read, so that another run may end otherwise; what came of it is kept in no cache.

    >>> briefing.read({"title": "Without a text"}).problems[0].path
    'texts.jsonl'
    """

    path: str
    message: str
    remedy: str | None = None
    failure: bool = False


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


@dataclass(frozen=True, slots=True)
class When:
    """A publication time: "2024-11-19" (precision day) or "2024-11-19T05:00:00+00:00" (precision second, UTC).

    inferred: taken from other articles (a copy, a story), not stated by the file itself.
    local: the day where it was written, where that is another than in UTC: what its "today" and "tonight" mean.
    """

    value: str
    precision: Literal["day", "second"]
    origin: str
    inferred: bool = False
    local: str | None = None

    @property
    def day(self) -> str:
        return self.value[:10]

    @property
    def own_day(self) -> str:
        """The day where it was written."""
        return self.local or self.day


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


# --- compose: what the day's articles say together --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """Article `path` holds the text of article `of`; share: how much of the shorter text stands in the longer one."""

    path: str
    of: str
    kind: Literal["same", "contained", "near"]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event, the lead first. Copies are not among the articles; they belong to what they copy.

    >>> told = {"text": "The ferry of Ostrau sank on Tuesday, the harbour master said."}
    >>> story = briefing.stories([told, told])[0]
    >>> len(story.articles), [copy.kind for _, copy in story.copies]
    (1, ['same'])
    """

    id: str
    articles: tuple[Article, ...]
    copies: tuple[tuple[Article, Copy], ...] = ()
    independent: tuple[tuple[str, ...], ...] = ()  # the articles' paths, joined into independent sources
    day: str | None = None
    why: tuple[str, ...] = ()  # why these articles are together, for people


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one article that must be printed together; `first` and `last` are inclusive indices
    into its sentences. `flaws` says why it cannot stand alone, () if it can.

    >>> article = briefing.read({"text": "The ferry sank. Nobody was hurt."}).articles[0]
    >>> briefing.Passage(article, first=0, last=1).text
    'The ferry sank. Nobody was hurt.'
    """

    article: Article
    first: int
    last: int
    flaws: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.article.sentences[self.first : self.last + 1]

    @property
    def span(self) -> Span:
        return Span(self.article.sentences[self.first].span.start, self.article.sentences[self.last].span.end)

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.article.path, self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where words stand. source is the number of a CitedSource; the rest is as in brief.json.

    >>> citation = edition.stories[0].sections[0].statements[0].citations[0]
    >>> edition.sources[citation.source - 1].text[citation.start : citation.end] == citation.exact
    True
    """

    source: int
    start: int
    end: int
    line: int
    page: int | None
    file_start: int | None
    file_end: int | None
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A printed passage, word for word, with the places where it stands and where others say it.

    >>> statement = edition.stories[0].sections[0].statements[0]
    >>> statement.text[:45], len(statement.citations)
    ('The council of Ostrau approved a toll bridge ', 1)
    """

    id: str
    text: str
    speaker: str | None
    role: str | None
    quote: Quote
    corroborated_by: int
    citations: tuple[Citation, ...]
    relays: str | None = None  # the outlet whose report this only passes on
    language: str | None = None
    edited: bool = False  # put first by a manual override
    as_of: str | None = None  # the day of its article, where that is before the day before the edition's
    group: str | None = None  # what it stands under in a section that is grouped: a speaker, a country
    since: Literal["new", "known"] | None = None  # against the editions before; None where there are none


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a story as it is printed.

    >>> edition.stories[0].sections[0].id
    'decision'
    """

    id: str
    title: str
    statements: tuple[Statement, ...]
    group_by: Literal["none", "speaker", "country", "date"] = "none"
    note: str = ""  # what to print where too little fits; "" prints nothing


@dataclass(frozen=True, slots=True)
class Value:
    """One of several figures for the same thing, as a source words it."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures for one thing that differ. about: what they are given for, as a source words it."""

    about: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a timeline. date: a day, a month or a year in ISO form."""

    date: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Evidence:
    """What only the articles of a story together show.

    >>> edition.stories[0].evidence.disagreements
    ()
    """

    disagreements: tuple[Disagreement, ...] = ()
    not_known: tuple[Statement, ...] = ()
    timeline: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """Words of a source as they stood or stand: one side of a change. edition: the day of the edition whose sources the
    citations count, None: this one's; outlet: who publishes the first source."""

    text: str
    edition: str | None = None
    citations: tuple[Citation, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a story said before and says now. about: words that say what of, or the key of a label."""

    about: str
    before: Worded
    after: Worded


@dataclass(frozen=True, slots=True)
class HeadlineSource:
    """A title (start and end None) or a range of a source's kept text."""

    source: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class GoesOn:
    """A story of an earlier edition that a story goes on. id: None where it stood in a line."""

    edition: str
    id: str | None
    headline: str


@dataclass(frozen=True, slots=True)
class DayOfStory:
    """A day on which a story moved: the title of one of its articles of that day."""

    date: str
    headline: str
    headline_source: HeadlineSource


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryBrief:
    """A story as an edition prints it. articles: the numbers of its sources, the lead first; outlets: how many are
    known to tell it; date: the day it belongs to.

    >>> edition.stories[0].headline, edition.stories[0].independent_sources
    ('Ostrau approves a toll bridge', 1)
    """

    id: str
    headline: str
    headline_source: HeadlineSource
    articles: tuple[int, ...]
    independent_sources: int
    outlets: int | None
    date: str | None
    sections: tuple[Section, ...]
    evidence: Evidence = field(default_factory=Evidence)
    background: bool = False  # older than the window of the day
    opinion: bool = False
    notes: tuple[EditorNote, ...] = ()
    since: Since | None = None  # against the editions before; None where there are none
    changes: tuple[Change, ...] = ()
    goes_on: tuple[GoesOn, ...] = ()
    days: tuple[DayOfStory, ...] = ()  # in an edition of several days: those on which it moved


@dataclass(frozen=True, slots=True)
class AlsoStory:
    """A story of which an edition prints the headline alone."""

    headline: str
    headline_source: HeadlineSource
    articles: tuple[int, ...]
    since: Since | None = None
    goes_on: tuple[GoesOn, ...] = ()


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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that does not count for the day, or could not be read, and why."""

    path: str
    reason: str


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
class EditorNote:
    """An editor's own words on a story: no quotation, and printed as what they are. by: who wrote them."""

    text: str
    by: str


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
    corrections: tuple[Correction, ...] = ()
    begins: str | None = None  # the first day of an edition of several, "from" in brief.json
    revises: Revision | None = None
    explain: Mapping[str, object] = field(default_factory=dict)
    not_printed: tuple[NotPrinted, ...] = ()  # of the stories that are printed
