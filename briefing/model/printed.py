"""What is printed of a story: statements with their citations, sections, evidence.

Fields stand in the order of brief.json's keys, which is written from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefing.model.articles import Quote

Since = Literal["new", "developing", "unchanged"]


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
    """A line of a timeline. date: a day, a month or a year in ISO form. ahead: it stands on the first page alone, among
    what lies ahead, and not in the story's own timeline."""

    date: str
    statement: Statement
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day after the edition's that a printed statement names. story, statement: their ids."""

    date: str
    story: str
    statement: str


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
    """A story of an earlier edition, which one of the day goes on or none does. id: None where it stood in a line."""

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

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that the story prints, in the order of brief.json.

        >>> len(edition.stories[0].statements) >= len(edition.stories[0].sections[0].statements)
        True
        """
        said = [statement for section in self.sections for statement in section.statements]
        return (*said, *self.evidence.not_known, *(event.statement for event in self.evidence.timeline))


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoStory:
    """A story of which an edition prints the headline alone."""

    headline: str
    headline_source: HeadlineSource
    articles: tuple[int, ...]
    since: Since | None = None
    goes_on: tuple[GoesOn, ...] = ()


@dataclass(frozen=True, slots=True)
class EditorNote:
    """An editor's own words on a story: no quotation, and printed as what they are. by: who wrote them."""

    text: str
    by: str
