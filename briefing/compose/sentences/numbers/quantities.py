"""What a figure counts: its kind (killed, injured …), its noun, its place and day, and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing import language
from briefing.compose.sentences.numbers.counted import Around, share_of, stems_near, what_is_counted, words_beside
from briefing.compose.sentences.numbers.figures import (
    Figure,
    figure_table,
    figures,
    holds_compounds,
    phrases,
    row_of,
)
from briefing.compose.sentences.numbers.kinds import kinds_of, listed
from briefing.compose.sentences.numbers.nobody import nobody_at
from briefing.compose.sentences.terms import Terms, terms
from briefing.compose.sentences.tuning import QUANTITY
from briefing.language.names import bare
from briefing.language.seen import seen_places
from briefing.language.tokens import Token, tokens
from briefing.model import Article, Sentence
from briefing.text import Span

_GAPS = re.compile(r"[\s-]+")
LATER = "later"  # instead of a day: the figure is of a time after those that its sentence names


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure and what it counts.

    kind: "killed", "injured" …, "" if none; noun: stem of the counted noun, "" if none is named; span: the figure with
    the words beside it that say so, in the article's kept text; about: the words that say what is counted, without the
    figure; places: names after a preposition of place; scope: words that
    widen it ("since", "total"); days: those that the sentence names; share_of: stem of what a share or a sum is of ("80
    percent of precincts", "$44 million in taxes"), "" where the figure is neither or that is not said.
    """

    article: Article
    sentence: int
    figure: Figure
    kind: str
    noun: str
    span: Span
    about: Span
    terms: Terms
    near: frozenset[str]
    places: frozenset[str]
    scope: frozenset[str]
    days: frozenset[str]
    share_of: str = ""


def quantities(article: Article) -> list[Quantity]:
    """Every figure of the article that counts something that can be named."""
    found: list[Quantity] = []
    for index, sentence in enumerate(article.sentences):
        if any(char.isdigit() for char in sentence.text) or _number_words(sentence.text, article.language):
            found += _of_sentence(article, index, sentence)
    return found


def _number_words(text: str, lang: str | None) -> bool:
    words = _GAPS.split(text.lower())
    return not _counting(lang).isdisjoint(words) or holds_compounds(words, lang)


@lru_cache(maxsize=64)
def _counting(lang: str | None) -> frozenset[str]:
    """The words that a number in words holds, and those with which "nobody" begins."""
    known = figure_table(lang).get("words", {}).keys() | figure_table(lang).get("scales", {}).keys()
    return frozenset(known | {phrase[0] for phrase in phrases(lang, "nothing")})


def _of_sentence(article: Article, index: int, sentence: Sentence) -> list[Quantity]:
    lang = article.language
    raw, places = seen_places(sentence.span.of(article.body.string))
    row = row_of(raw, lang)
    every = figures(raw, lang)
    whole = terms(sentence.text, lang)
    nobody = nobody_at(row, lang)
    interim = _interim(row, every, lang)
    found = [] if nobody is None else [_none_of(article, index, sentence, row, nobody)]
    for number, figure in enumerate(every):
        before = every[number - 1].last + 1 if number else 0
        after = every[number + 1].first if number + 1 < len(every) else len(row)
        if nobody is not None and nobody[0] <= figure.first <= nobody[1]:
            continue  # "no one": the "one" counts nothing
        around = Around(row=row, figure=figure, before=before, after=after, raw=raw, lang=lang)
        named = what_is_counted(around)
        if named is None or (nobody is not None and named.kind and named.first <= nobody[1] <= named.last):
            continue  # "nobody was hurt among the 86": the 86 are not those hurt
        first = min(row[named.first].start, figure.span.start)
        found.append(
            Quantity(
                article=article,
                sentence=index,
                figure=figure,
                kind=named.kind,
                noun=named.noun,
                span=_in_text(Span(first, row[named.last].end), places, sentence),
                about=_in_text(named.about or words_beside(around), places, sentence),
                terms=whole,
                near=stems_near(around, named.first),
                places=named_places(raw, lang),
                scope=(frozenset(token.lower for token in row) & listed(lang, "scope"))
                | _change(row, figure, lang)
                | interim,
                days=_days(sentence, raw, figure, every, lang),
                share_of=share_of(around),
            )
        )
    return found


def _in_text(span: Span, places: Sequence[int], sentence: Sentence) -> Span:
    """Where a span of the sentence as it looks stands in the kept text."""
    return Span(places[span.start], places[span.end - 1] + 1).shifted(sentence.span.start)


def _change(row: Sequence[Token], figure: Figure, lang: str | None) -> frozenset[str]:
    """Says whether a figure is by how much something changed ("up 33 percent", "rose by two points"), not its level."""
    before = {token.lower for token in row[max(0, figure.first - 2) : figure.first]}
    changed = figure.unit == "%" and before & listed(lang, "change")
    return frozenset({"change"}) if changed else frozenset()


def _interim(row: Sequence[Token], every: Sequence[Figure], lang: str | None) -> frozenset[str]:
    """Says whether the sentence gives figures of a count that is not over: "with 91 percent of the ballots counted"."""
    counted = listed(lang, "counted")
    for figure in every:
        if figure.unit != "%" or figure.high >= QUANTITY.all_counted:
            continue
        words = row[max(0, figure.first - QUANTITY.counted) : figure.last + 1 + QUANTITY.counted]
        if any(token.lower in counted for token in words):
            return frozenset({"interim"})
    return frozenset()


def _days(sentence: Sentence, raw: str, figure: Figure, every: Sequence[Figure], lang: str | None) -> frozenset[str]:
    """The days and months that a figure belongs to: all that the sentence names, or the nearest where it has several
    figures; none from which something changed ("from March, to 8 percent")."""
    since = listed(lang, "change_from")
    named = [
        (mention.span.start - sentence.span.start, mention.value)
        for mention in sentence.dates
        if raw[: mention.span.start - sentence.span.start].lower().split()[-1:] not in ([word] for word in since)
    ]
    if sentence.dates and not named:
        return frozenset({LATER})
    if len(every) < 2 or len(named) < 2:
        return frozenset(value for _, value in named)
    return frozenset({min(named, key=lambda item: (abs(item[0] - figure.span.end), item[0]))[1]})


def _none_of(
    article: Article, index: int, sentence: Sentence, row: Sequence[Token], place: tuple[int, int]
) -> Quantity:
    """The quantity 0 of a kind that counts nobody, from its first and last token."""
    lang = article.language
    first, last = place
    whole = terms(sentence.text, lang)
    span = Span(row[first].span.start, row[last].span.end).shifted(sentence.span.start)
    return Quantity(
        article=article,
        sentence=index,
        figure=Figure(
            span=row[first].span, low=0.0, high=0.0, bound="exact", step=1.0, unit="", first=first, last=first
        ),
        kind=kinds_of(lang)[row[last].lower],
        noun="",
        span=span,
        about=row[last].span.shifted(sentence.span.start),
        terms=replace(whole, denied=frozenset()),
        near=frozenset(),
        places=named_places(sentence.span.of(article.body.string), lang),
        scope=frozenset(),
        days=frozenset(mention.value for mention in sentence.dates),
    )


def named_places(raw: str, lang: str | None) -> frozenset[str]:
    """Capitalised words after a preposition of place: "in Marlow", "near the Tarvin dam"."""
    found: set[str] = set()
    known = language.data(lang)
    calendar = known.months.keys() | known.weekdays.keys()
    before, articles = listed(lang, "place_words"), language.table("names", lang).get("articles", ())
    row = [token for token in tokens(raw) if token.kind != "mark"]
    for at, word in enumerate(row):
        if word.lower not in before:
            continue
        after = row[at + 1 : at + 3]
        if after and after[0].lower in articles and not after[0].capital:
            after = after[1:]
        if after and after[0].capital and after[0].lower not in calendar:
            found.add(bare(after[0]))
    return frozenset(found)
