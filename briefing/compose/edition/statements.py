"""Passages → statements with citations, ids and explanations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from briefing import language
from briefing.compose.edition.citations import Citer, printed_words
from briefing.compose.sections.decisions import decides
from briefing.compose.sections.rules import SectionRule
from briefing.compose.selection.explain import pick_data
from briefing.compose.selection.select import Pick, SectionPicks
from briefing.compose.sentences.currency import as_of
from briefing.compose.sentences.passages import speaker_of
from briefing.compose.sentences.slices import statement_id
from briefing.compose.stories.independence import outlet_key
from briefing.model import Article, Citation, Passage, Quote, Section, Statement, Story
from briefing.text import Span


@dataclass(frozen=True, slots=True)
class Support:
    """Other articles that say the same thing as a passage. independent: how many *other* independent sources they
    make; relays: the outlet whose report the passage only passes on."""

    places: tuple[tuple[Article, Span], ...] = ()
    independent: int = 0
    relays: str | None = None
    reasons: tuple[str, ...] = ()  # what makes each of the places say it


def _as_it_is(statement: Statement) -> Statement:
    return statement


ALONE = Support()
DECISION, WHAT_HAPPENED = "decision", "what_happened"  # labels


class Writer:
    """Makes the statements of one edition; keeps ids unique and remembers why each stands where it stands."""

    def __init__(self, citer: Citer, labels: Mapping[str, str], day: date, overtaken: Container[str] = ()) -> None:
        self.citer, self.labels, self.day, self.overtaken = citer, labels, day, overtaken
        self.explained: dict[str, Any] = {}
        self.words_quoted: Counter[int] = Counter()
        self._taken: dict[str, tuple[str, Span]] = {}
        self._mark: Callable[[Statement], Statement] = _as_it_is

    def marking(self, mark: Callable[[Statement], Statement]) -> Writer:
        """The writer itself, which from now on gives each statement to this function."""
        self._mark = mark
        return self

    def section(self, chosen: SectionPicks, picks: tuple[Pick, ...], support: Mapping[Any, Support]) -> Section:
        """One section of a story as it is printed."""
        rule = chosen.rule
        return Section(
            id=rule.id,
            title=heading(rule, picks, self.labels),
            statements=tuple(self.picked(pick, support.get(pick.passage.key, ALONE)) for pick in picks),
            group_by=rule.group_by,
            note=self.labels["too_little"] if chosen.too_little else "",
        )

    def picked(self, pick: Pick, support: Support) -> Statement:
        """The statement that a selection chose, explained."""
        statement = replace(self.statement(pick.passage, support, edited=pick.edited), group=pick.group)
        self.explained[statement.id] = {**pick_data(pick), "confirmed": _confirmed(support)}
        return statement

    def statement(self, passage: Passage, support: Support = ALONE, *, edited: bool = False) -> Statement:
        """A passage as it is printed, cited where it stands and where others say it."""
        article, span = passage.article, passage.span
        citations = (self.citer.citation(article, span), *(self.citer.citation(*place) for place in support.places))
        text = printed_words(article, span)
        self.words_quoted[citations[0].source] += len(text.split())
        speaker, role = speaker_of(passage)
        made = Statement(
            id=self._id(article, span),
            text=text,
            speaker=speaker,
            role=role,
            quote=quote_of(passage),
            corroborated_by=support.independent,
            citations=citations,
            relays=support.relays,
            language=article.language,
            edited=edited,
            as_of=as_of(article, self.day, text, overtaken=article.path in self.overtaken),
        )
        return self._mark(made)

    def explain(self, statement: Statement, passage: Passage, kind: str, why: str) -> None:
        """Remembers why a statement stands in the evidence."""
        self.explained[statement.id] = {
            "section": kind,
            "path": passage.article.path,
            "sentences": [passage.first + 1, passage.last + 1],
            "text": passage.text,
            "rules": [why],
            "rivals": [],
        }

    def value(self, article: Article, span: Span) -> tuple[str, Citation]:
        """A slice of a source as evidence prints it."""
        return printed_words(article, span), self.citer.citation(article, span)

    def id_of(self, passage: Passage) -> str:
        """The id of a passage's statement, printed or not."""
        return self._id(passage.article, passage.span)

    def _id(self, article: Article, span: Span) -> str:
        """Longer where another place has the same digits."""
        length = 10
        while self._taken.setdefault(statement_id(article, span, length), (article.path, span)) != (article.path, span):
            length += 1
        return statement_id(article, span, length)


def _confirmed(support: Support) -> list[dict[str, str]]:
    """Who else says it, and what decided that, as explain.json keeps it."""
    rows = zip(support.places, support.reasons, strict=False)
    return [{"path": article.path, "text": printed_words(article, span), "why": why} for (article, span), why in rows]


def heading(rule: SectionRule, picks: Sequence[Pick], labels: Mapping[str, str]) -> str:
    """What is printed over a section: its title, else the label of its id. A decision is only called so where the
    statement that it opens with says that somebody decided."""
    if rule.title is not None:
        return rule.title
    label = WHAT_HAPPENED if rule.id == DECISION and not (picks and _decided(picks[0].passage)) else rule.id
    return labels.get(label, rule.id.replace("-", " ").capitalize())


def _decided(passage: Passage) -> bool:
    code = passage.article.language
    return any(decides(language.words(sentence.text, code), code) for sentence in passage.sentences)


def quote_of(passage: Passage) -> Quote:
    """How the passage quotes: as its sentences do, mixed where they differ."""
    kinds = {sentence.speech.quote for sentence in passage.sentences}
    said = kinds - {"none"}
    if not said:
        return "none"
    if len(said) > 1 or (said == {"direct"} and "none" in kinds):
        return "mixed"
    return said.pop()


def outlets(story: Story) -> int:
    """How many outlets are known to report the story, copies included; 0 where none is known."""
    members = [*story.articles, *(article for article, _ in story.copies)]
    return len({key for article in members if (key := outlet_key(article))})
