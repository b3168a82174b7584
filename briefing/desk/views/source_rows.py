"""What the page of a source shows: every block, kept or set aside and why; every sentence, printed or not and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.compose.edits.places import places
from briefing.compose.edits.statements import effective
from briefing.compose.sections.rules import SectionRule
from briefing.compose.selection.by_hand import reasons
from briefing.compose.sentences.slices import statement_id
from briefing.desk.bench import View
from briefing.desk.views.reasons_now import reason_now
from briefing.language import plain
from briefing.model import Article, Passage, Sentence
from briefing.proof.within import statements_of
from briefing.publish.page.labels import left_out_for


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a section does not print a sentence."""

    section: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    """A sentence of the kept text. number: from 0; printed: the id of the statement that holds it; reasons: why not,
    where its story is printed in full; best: the section that it fits best."""

    number: int
    text: str
    speaker: str | None
    printed: str | None
    struck: bool
    reasons: tuple[Reason, ...]
    best: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """A block of the text. why: says why it is set aside; "" of what is kept."""

    text: str
    kept: bool
    kind: str
    why: str
    sentences: tuple[SentenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source in the list. story: the headline of its story; full: is it printed in full?"""

    number: int
    path: str
    title: str
    outlet: str
    published: str
    story: str
    story_path: str
    full: bool
    words_quoted: int


def source_rows(view: View, numbers: dict[str, int]) -> list[SourceRow]:
    """The sources that count for the day, in the order of the edition."""
    briefs = {number: one for one in view.edition.stories for number in one.articles}
    lines = {number: one for one in view.edition.also for number in one.articles}
    rows = []
    for source in view.edition.sources:
        brief, line = briefs.get(source.number), lines.get(source.number)
        headline = brief.headline if brief else line.headline if line else ""
        rows.append(
            SourceRow(
                number=numbers[source.path],
                path=source.path,
                title=source.title or source.path,
                outlet=source.publisher or "",
                published=(source.published or "")[:10],
                story=headline,
                story_path=source.path,
                full=brief is not None,
                words_quoted=source.words_quoted,
            )
        )
    return rows


def left_out(view: View, numbers: dict[str, int]) -> list[tuple[str, str, int | None]]:
    """What does not count for the day and why, with its number where it could be read."""
    words = view.edition.labels
    return [(one.path, left_out_for(words, one), numbers.get(one.path)) for one in view.edition.left_out]


def block_rows(view: View, article: Article) -> list[BlockRow]:
    """The article's text, block by block."""
    maker = _Maker(view, article)
    if not article.blocks:
        rows = tuple(maker.sentence(number) for number in range(len(article.sentences)))
        return [BlockRow(text="", kept=True, kind="body", why="", sentences=rows)]
    return list(maker.blocks())


class _Maker:
    def __init__(self, view: View, article: Article) -> None:
        self.view, self.article = view, article
        story = view.story_of(article.path)
        self.brief = next((one for one in view.edition.stories if story and one.id == story.id), None)
        self.chosen = view.chosen.get(story.id) if story else None
        known = self.chosen.story.articles if self.chosen else ()
        self.known = next((one for one in known if one.path == article.path), None)
        self.printed = list(self._printed())
        wanted = {one.strike for one in effective(view.told.edits.edits) if one.strike}
        self.struck = [passage for _, passage in places(view.told.stories[: view.told.head], wanted).values()]

    def _printed(self) -> Iterator[tuple[int, int, str]]:
        """Where statements of this article stand: start, end, id."""
        numbers = {source.path: source.number for source in self.view.edition.sources}
        mine = numbers.get(self.article.path)
        for statement in statements_of(self.view.edition):
            place = statement.citations[0]
            if place.source == mine:
                yield place.start, place.end, statement.id

    def blocks(self) -> Iterator[BlockRow]:
        text = self.article.body.string
        at = 0
        sentences = self.article.sentences
        for block in self.article.blocks:
            rows = []
            while at < len(sentences) and sentences[at].span.start < block.span.end:
                if block.kept and sentences[at].span.start >= block.span.start:
                    rows.append(self.sentence(at))
                at += 1
            yield BlockRow(
                text="" if rows else plain(block.span.of(text)),
                kept=block.kept,
                kind=block.kind,
                why="" if block.kept else block.why,
                sentences=tuple(rows),
            )

    def sentence(self, number: int) -> SentenceRow:
        sentence: Sentence = self.article.sentences[number]
        name = next((i for start, end, i in self.printed if start <= sentence.span.start < end), None)
        found = self._reasons(number) if name is None else []
        best = max(found, key=lambda one: one[1])[0].id if found else None
        return SentenceRow(
            number=number,
            text=sentence.text,
            speaker=sentence.speech.speaker,
            printed=name,
            struck=self._is_struck(number),
            reasons=tuple(
                Reason(self._title(rule), score, reason_now(self.view, self.brief, rule.id, why))
                for rule, score, why in found
            ),
            best=best,
        )

    def _reasons(self, number: int) -> list[tuple[SectionRule, float, str]]:
        """Why no section prints the sentence; nothing where its story is not printed in full."""
        if self.chosen is None or self.known is None:
            return []
        return reasons(self.chosen.chooser, Passage(self.known, number, number))

    def _is_struck(self, number: int) -> bool:
        mine = (one for one in self.struck if one.article.path == self.article.path)
        return any(one.first <= number <= one.last for one in mine)

    def _title(self, rule: SectionRule) -> str:
        return rule.title or self.view.edition.labels.get(rule.id, rule.id)


def id_of(article: Article, first: int, last: int) -> str:
    """The id of the statement that these sentences would be."""
    return statement_id(article, Passage(article, first, last).span)
