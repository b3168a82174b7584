"""What the page of an edition shows: each story, each statement with its place in the source, and why it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.compose.edits.places import places
from briefing.compose.edits.statements import effective
from briefing.compose.selection.headline import title_of
from briefing.compose.sentences.slices import statement_id
from briefing.desk.bench import View
from briefing.desk.views.reasons_now import reason_now
from briefing.desk.views.words import words as phrases
from briefing.language import plain
from briefing.model import Citation, CitedSource, Passage, Statement, Story, StoryBrief
from briefing.publish.page.citations import PageCitations
from briefing.publish.page.elements import Front
from briefing.publish.page.labels import short_date, zone
from briefing.publish.page.view import first_page

AROUND = 220  # characters of its paragraph on either side of a statement
MOST_RIVALS = 4
SHOWN = 160  # characters of a rival


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where a statement stands: its source and the words around it, which begin and end with whole words."""

    source: CitedSource
    number: int  # of the article at the desk
    where: str
    when: str
    before: str
    exact: str
    after: str
    sentence: int | None = None  # the number of the first one in its article, from 0


@dataclass(frozen=True, slots=True)
class RivalView:
    """What could have stood here, and why it does not. id: of the statement that it would be, if it is found."""

    text: str
    why: str
    score: float
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement as the page has it. up, down: what it would stand before if it moved; near: the
    statement behind it in its section, else the one before it; movable: it is in a section."""

    statement: Statement
    section: str
    place: PlaceView
    others: tuple[PlaceView, ...]
    remarks: tuple[str, ...]
    score: float | None
    rank: int | None
    of: int | None
    rules: tuple[str, ...]
    rivals: tuple[RivalView, ...]
    movable: bool = True
    up: str | None = None
    near: str | None = None
    down: str | None = None
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A section of a story, or a part of its evidence."""

    id: str
    title: str
    note: str
    rows: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """An article of a story whose title may be the headline."""

    path: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Struck:
    """A statement that an editor struck."""

    id: str
    text: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRows:
    """A story as the page has it. path: names it in changes; front: what the first page says of it; hidden: sections
    that are hidden in it."""

    brief: StoryBrief
    front: Front
    path: str
    parts: tuple[PartView, ...]
    titles: tuple[Title, ...]
    struck: tuple[Struck, ...]
    hidden: tuple[str, ...]
    before: str | None
    after_next: str | None
    first: bool
    last: bool
    values: tuple[tuple[str, tuple[tuple[str, PlaceView], ...]], ...] = field(default=())


def stories(view: View, words: Mapping[str, str]) -> tuple[StoryRows, ...]:
    """The stories that the edition prints in full."""
    maker = _Maker(view, words)
    return tuple(maker.story(at) for at in range(len(view.edition.stories)))


def row_of(view: View, words: Mapping[str, str], name: str) -> tuple[StoryRows, StatementView] | None:
    """The story and the row of a printed statement."""
    for story in stories(view, words):
        for part in story.parts:
            for row in part.rows:
                if row.statement.id == name:
                    return story, row
    return None


class _Maker:
    def __init__(self, view: View, words: Mapping[str, str]) -> None:
        self.view, self.words = view, words
        self.sources = {source.number: source for source in view.edition.sources}
        self.number_of = numbers(view)
        self.told = {story.id: story for story in view.told.stories}
        self.edits = effective(view.told.edits.edits)
        self.zone = zone(view.project.config.time_zone)
        self.citer = PageCitations(view.edition, self.zone)
        self.fronts = first_page(view.edition, self.zone)
        self.comma = phrases(view.project.config.language).comma
        found = places(view.told.stories[: view.told.head], {one.strike for one in self.edits if one.strike})
        self.struck = {name: (story.id, passage) for name, (story, passage) in found.items()}

    def story(self, at: int) -> StoryRows:
        briefs = self.view.edition.stories
        brief = briefs[at]
        story = self.told[brief.id]
        paths = [self.told[one.id].articles[0].path for one in briefs]
        return StoryRows(
            brief=brief,
            front=self.fronts[at],
            path=paths[at],
            parts=tuple(self.parts(brief)),
            titles=tuple(self.titles(story)),
            struck=tuple(self.struck_of(brief)),
            hidden=tuple(one.hide_section for one in self.edits if one.hide_section and one.story in (None, brief.id)),
            before=paths[at - 1] if at else None,
            after_next=paths[at + 2] if at + 2 < len(paths) else None,
            first=at == 0,
            last=at == len(briefs) - 1,
            values=tuple(
                (one.about, tuple((value.text, self.place(value.citations[0])) for value in one.values))
                for one in brief.evidence.disagreements
            ),
        )

    def titles(self, story: Story) -> Iterator[Title]:
        for article in story.articles:
            head = title_of(article)
            yield Title(article.path, head.text if head else "", self.number_of[article.path])

    def struck_of(self, brief: StoryBrief) -> Iterator[Struck]:
        for edit in self.edits:
            if edit.strike in self.struck and self.struck[edit.strike][0] == brief.id:
                text = self.struck[edit.strike][1].text
                yield Struck(edit.strike, text, self.comma.join(part for part in (edit.by, edit.why) if part))

    def parts(self, brief: StoryBrief) -> Iterator[PartView]:
        for section in brief.sections:
            made = tuple(self.movable(section.id, section.statements))
            yield PartView(id=section.id, title=section.title, note=section.note, rows=made)
        if brief.evidence.not_known:
            rows = [self.row("not_known", one) for one in brief.evidence.not_known]
            yield PartView(id="not_known", title=self.words["not_known"], note="", rows=tuple(rows))
        if brief.evidence.timeline:
            rows = [self.row("timeline", event.statement) for event in brief.evidence.timeline]
            yield PartView(id="timeline", title=self.words["timeline"], note="", rows=tuple(rows))

    def movable(self, section: str, statements: Sequence[Statement]) -> Iterator[StatementView]:
        ids = [statement.id for statement in statements]
        for at, statement in enumerate(statements):
            yield self.row(
                section,
                statement,
                movable=True,
                up=ids[at - 1] if at else None,
                down=ids[at + 2] if at + 2 < len(ids) else None,
                first=at == 0,
                near=_beside(ids, at),
                last=at == len(ids) - 1,
            )

    def row(self, section: str, statement: Statement, *, movable: bool = False, **where: Any) -> StatementView:
        about: Any = self.view.edition.explain.get(statement.id, {})
        score = about.get("scores", {}).get(section)
        return StatementView(
            statement=statement,
            section=section,
            place=self.place(statement.citations[0]),
            others=tuple(self.place(one) for one in statement.citations[1:]),
            remarks=self.citer.remarks(statement),
            score=score,
            rank=about.get("rank") or None,
            of=about.get("of") or None,
            rules=tuple(_without_key(line) for line in about.get("rules", ())),
            rivals=tuple(self.rival(section, one) for one in about.get("rivals", ())[:MOST_RIVALS]),
            movable=movable,
            **where,
        )

    def rival(self, section: str, data: Mapping[str, Any]) -> RivalView:
        first, last = data["sentences"]
        story = self.view.story_of(data["path"])
        article = next((one for one in story.articles if one.path == data["path"]), None) if story else None
        name = statement_id(article, Passage(article, first - 1, last - 1).span) if article else None
        brief = next((one for one in self.view.edition.stories if story and one.id == story.id), None)
        why = reason_now(self.view, brief, section, data["why"])
        return RivalView(_cut(data["text"]), why, data["score"], name)

    def place(self, citation: Citation) -> PlaceView:
        source = self.sources[citation.source]
        text = source.text
        before, after = _around(text, citation.start, citation.end)
        page = f"{self.comma}{self.words['page'].replace('{n}', str(citation.page))}" if citation.page else ""
        return PlaceView(
            source=source,
            number=self.number_of[source.path],
            where=self.words["line"].replace("{n}", str(citation.line)) + page,
            when=short_date(source.published, self.view.edition.language, self.zone) if source.published else "",
            before=_read(before),
            exact=_read(text[citation.start : citation.end]),
            after=_read(after),
            sentence=self.sentence_at(source.path, citation.start),
        )

    def sentence_at(self, path: str, start: int) -> int | None:
        """The number of the sentence that begins there or goes on there."""
        story = self.view.story_of(path)
        article = next((one for one in story.articles if one.path == path), None) if story else None
        spans = [one.span for one in article.sentences] if article else []
        return next((at for at, span in enumerate(spans) if span.end > start), None)


def numbers(view: View) -> dict[str, int]:
    """The articles' numbers at the desk, by their paths: all that was read, whether or not it counts for the day."""
    return {path: number for number, path in enumerate(sorted(view.records), 1)}


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place in its paragraph, from and to whole words."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    first, last = before.rpartition("\n\n"), after.partition("\n\n")
    if first[1]:
        before = first[2]
    elif start > AROUND:
        before = "… " + before.partition(" ")[2]
    if last[1]:
        after = last[0]
    elif end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _read(text: str) -> str:
    """The passage without its mark-up; white space at its ends and its lines stay, as the page shows them."""
    inner = text.strip()
    start = text.index(inner) if inner else 0
    lines = "\n".join(plain(line) for line in inner.split("\n"))
    return text[:start] + lines + text[start + len(inner) :]


def _beside(ids: Sequence[str], at: int) -> str | None:
    return next(iter((*ids[at + 1 : at + 2], *ids[max(0, at - 1) : at])), None)


def _without_key(line: str) -> str:
    """ "sections[1].min_score: …" without the place in the config."""
    return line.partition("].")[2] or line


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
