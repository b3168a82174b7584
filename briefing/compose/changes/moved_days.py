"""Days that are others by now: a deadline, an opening, a hearing that an earlier edition's article had on another day.

Two sentences speak of the same thing where the words about their days are the same; a day counts that lies ahead of its
article, and that no article of the other side names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from briefing.compose.changes.tuning import CHANGES
from briefing.compose.sentences.slices import Slice
from briefing.compose.sentences.terms import Terms, terms
from briefing.language.tokens import Token, tokens
from briefing.model import Article, DateMention, Sentence
from briefing.text import Span

APART = (";", ":", "(", ")", "“", "”", "„", "«", "»", '"', "—", "–")


@dataclass(frozen=True, slots=True)
class FutureDay:
    """A day, month or year ahead that a sentence names, the only time in it. words: the tokens about it, without it;
    said: what they say."""

    article: Article
    mention: DateMention
    words: tuple[Token, ...]
    said: Terms

    def slice(self, other: FutureDay) -> Slice:
        """The day with the words that both have, and what stands between."""
        shared = self.said.content & other.said.content
        spans = [self.mention.span]
        spans += [one.span for one in self.words if terms(one.text, self.article.language).content & shared]
        return Slice(self.article, Span(min(one.start for one in spans), max(one.end for one in spans)))


def moved_days(fresh: Sequence[Article], before: Sequence[Article]) -> Iterator[tuple[FutureDay, FutureDay]]:
    """What was to be on one day and is to be on another: as it was, as it is. Each thing once."""
    old, new = _ahead(before), _ahead(fresh)
    told, tells = _values(before), _values(fresh)
    seen: set[str] = set()
    for after in new:
        if after.mention.value in told | seen:
            continue
        found = next((one for one in old if one.mention.value not in tells and _of_one_thing(one, after)), None)
        if found is not None:
            seen.add(after.mention.value)
            yield found, after


def _ahead(articles: Sequence[Article]) -> list[FutureDay]:
    return [
        _future(article, sentence)
        for article in articles
        for sentence in article.sentences
        if len(sentence.dates) == 1 and _lies_ahead(sentence.dates[0], article)
    ]


def _lies_ahead(mention: DateMention, article: Article) -> bool:
    published, value = article.published, mention.value
    if published is None or published.inferred or "/" in value or "W" in value:
        return False
    return value > published.day[: len(value)]


def _values(articles: Sequence[Article]) -> set[str]:
    return {mention.value for one in articles for sentence in one.sentences for mention in sentence.dates}


def _future(article: Article, sentence: Sentence) -> FutureDay:
    mention, text, start = sentence.dates[0], article.body.string, sentence.span.start
    row = [one._replace(start=one.start + start) for one in tokens(sentence.span.of(text))]
    before = [one for one in row if one.end <= mention.span.start][-CHANGES.before_day :]
    after = [one for one in row if one.start >= mention.span.end][: CHANGES.after_day]
    words = tuple(one for one in _up_to_mark(before[::-1])[::-1] + _up_to_mark(after) if one.kind == "word")
    return FutureDay(article, mention, words, terms(" ".join(one.text for one in words), article.language))


def _up_to_mark(row: Sequence[Token]) -> list[Token]:
    """The tokens before the first that parts clauses."""
    return list(takewhile(lambda one: one.text not in APART, row))


def _of_one_thing(one: FutureDay, other: FutureDay) -> bool:
    """Are the days of one length, in one language, and do the words about them say the same?"""
    if one.article.language != other.article.language or len(one.mention.value) != len(other.mention.value):
        return False
    shared = sorted(one.said.content & other.said.content)
    if one.said.denied & set(shared) != other.said.denied & set(shared):
        return False
    held = sum(one.said.weights[stem] for stem in shared)
    return held >= CHANGES.moved and held >= CHANGES.moved_share * min(one.said.weight, other.said.weight)
