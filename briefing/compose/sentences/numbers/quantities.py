"""What a figure counts: its kind (killed, injured …), its noun, its place and day, and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing import language
from briefing.compose.sentences.numbers.figures import (
    Figure,
    figure_table,
    figures,
    holds_compounds,
    leading,
    phrases,
    row_of,
)
from briefing.compose.sentences.numbers.kinds import kinds_of, listed
from briefing.compose.sentences.terms import Terms, terms
from briefing.compose.sentences.tuning import QUANTITY
from briefing.language.names import bare
from briefing.language.seen import seen_places
from briefing.language.tokens import Token, tokens
from briefing.model import Article, Sentence
from briefing.text import Span

SIGNS = ("-", "--", "–", "—", "%")
_GAPS = re.compile(r"[\s-]+")
_APART = re.compile(r"[;:()；：（）。؛]")  # between words that say nothing of each other
_APART_OR_COMMA = re.compile(r"[;:(),；：（），、。؛،]")
_APART_OR_QUOTED = re.compile(_APART_OR_COMMA.pattern + '|[“”"]')
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """A figure in its sentence. before: the first token that is not another figure's before it; after: the first token
    of the next figure; raw: the sentence as it looks."""

    row: Sequence[Token]
    figure: Figure
    before: int
    after: int
    raw: str
    lang: str | None

    def gap(self, at: int) -> str:
        """What stands between a token and the next."""
        return self.raw[self.row[at].end : self.row[at + 1].start]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a figure counts: its kind, its noun's stem, the first and last token of both, and what it is about."""

    kind: str
    noun: str
    first: int
    last: int
    about: Span | None


def _of_sentence(article: Article, index: int, sentence: Sentence) -> list[Quantity]:
    lang = article.language
    raw, places = seen_places(sentence.span.of(article.body.string))
    row = row_of(raw, lang)
    every = figures(raw, lang)
    whole = terms(sentence.text, lang)
    nobody = _none_at(row, lang)
    interim = _interim(row, every, lang)
    found = [] if nobody is None else [_none_of(article, index, sentence, row, nobody)]
    for number, figure in enumerate(every):
        before = every[number - 1].last + 1 if number else 0
        after = every[number + 1].first if number + 1 < len(every) else len(row)
        if nobody is not None and nobody[0] <= figure.first <= nobody[1]:
            continue  # "no one": the "one" counts nothing
        around = _Around(row=row, figure=figure, before=before, after=after, raw=raw, lang=lang)
        named = _named(around)
        if named is None:
            continue
        first = min(row[named.first].start, figure.span.start)
        found.append(
            Quantity(
                article=article,
                sentence=index,
                figure=figure,
                kind=named.kind,
                noun=named.noun,
                span=_in_text(Span(first, row[named.last].end), places, sentence),
                about=_in_text(named.about or _beside(around), places, sentence),
                terms=whole,
                near=_near(around),
                places=_places(raw, lang),
                scope=(frozenset(token.lower for token in row) & listed(lang, "scope"))
                | _change(row, figure, lang)
                | interim,
                days=_days(sentence, raw, figure, every, lang),
                share_of=_share_of(around),
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
        around = row[max(0, figure.first - QUANTITY.counted) : figure.last + 1 + QUANTITY.counted]
        if any(token.lower in counted for token in around):
            return frozenset({"interim"})
    return frozenset()


def _share_of(around: _Around) -> str:
    """What a share or a sum is of: the last of the plain words behind "of" or "in"."""
    row, figure, lang = around.row, around.figure, around.lang
    at = figure.last + 1
    if not figure.unit or at >= len(row) or row[at].lower not in listed(lang, "of_a_figure"):
        return ""
    found = ""
    for place in range(at + 1, min(around.after, at + 1 + QUANTITY.noun_within, len(row))):
        word = row[place]
        if around.gap(place - 1).strip(" \u00a0*_") or word.capital or not word.lower[0].isalpha():
            break
        if word.lower in language.stop_words(lang):
            if found:
                break
            continue
        found = language.stem(word.lower, lang)
        if _ends_noun(row, place, lang):
            break
    return found


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


def _none_at(row: Sequence[Token], lang: str | None) -> tuple[int, int] | None:
    """First and last token of words that say that a kind counts nobody: "no one was injured", "none of the 86 was
    hurt"; None where there are none."""
    kinds = kinds_of(lang)
    nothing = phrases(lang, "nothing")
    first = {phrase[0] for phrase in nothing}
    for at, token in enumerate(row):
        if token.lower not in first:
            continue
        size = leading([token.lower for token in row[at : at + 2]], nothing)
        if not size:
            continue
        for further in range(at + size, min(at + size + QUANTITY.nobody, len(row))):
            if row[further].lower in kinds:
                return at, further
    return None


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
        places=_places(sentence.span.of(article.body.string), lang),
        scope=frozenset(),
        days=frozenset(mention.value for mention in sentence.dates),
    )


def _named(around: _Around) -> _Named | None:
    """None where nothing says what is counted, or where it is a part of a group ("10 of the attackers", but not "10 of
    the 300 on board").

    The noun follows the figure ("11,000 northern troops"); the kind's word stands after it or before it, within the
    same clause and not beyond another figure.
    """
    row, figure, lang = around.row, around.figure, around.lang
    noun_at = _noun(around)
    if figure.unit != "%" and _is_part(around, noun_at):
        return None
    if noun_at is not None and not figure.unit and not _plural(row[noun_at].lower, lang):
        noun_at = None
    noun = row[noun_at].lower if noun_at is not None else ""
    if noun in listed(lang, "units_of_time"):
        return None
    kind_at = None if noun in listed(lang, "measures") else _kind_at(around, noun_at)
    if kind_at is None and not noun and not figure.unit:
        return None
    places = [figure.first, figure.last, *(at for at in (noun_at, kind_at) if at is not None)]
    first, last = min(places), max(places)
    if last - first > QUANTITY.longest:
        return None
    return _Named(
        kind=kinds_of(lang)[row[kind_at].lower] if kind_at is not None else "",
        noun=language.stem(noun, lang) if noun else "",
        first=first,
        last=last,
        about=_about(around, first, last, kind_at),
    )


def _is_part(around: _Around, noun_at: int | None) -> bool:
    """Whether the figure is a part of a group: "10 of the attackers", "12 others"."""
    row, last = around.row, around.figure.last
    part = leading([token.lower for token in row[last + 1 : last + 3]], phrases(around.lang, "parts"))
    if part and around.after != last + 1 + part:
        return True
    others = listed(around.lang, "others")
    return any(token.lower in others for token in row[last + 1 : 1 + max(noun_at or 0, last + 1)])


def _about(around: _Around, first: int, last: int, kind_at: int | None) -> Span | None:
    """The words that say what is counted: those after the figure, else the kind's word; None: neither is there."""
    row, figure = around.row, around.figure
    if first == figure.first and last > figure.last:
        return Span(row[figure.last + 1].start, row[last].end)
    return row[kind_at].span if kind_at is not None else None


def _beside(around: _Around) -> Span:
    """The words of the clause after the figure, else before it, else the first words of the sentence."""
    row, figure = around.row, around.figure
    last = figure.last
    while last + 1 < min(around.after, figure.last + 1 + QUANTITY.beside, len(row)) and not _parted(around, last):
        last += 1
    first = figure.first
    while first > max(around.before, figure.first - QUANTITY.beside) and not _parted(around, first - 1):
        first -= 1
    if last > figure.last + 1:
        return Span(row[figure.last + 1].start, row[last].end)
    if first < figure.first:
        return Span(row[first].start, row[figure.first - 1].end)
    return Span(row[0].start, row[min(QUANTITY.beside, len(row)) - 1].end)


def _parted(around: _Around, at: int) -> bool:
    """Whether a sign stands between a token and the next."""
    return around.row[at + 1].lower in SIGNS or bool(_APART_OR_QUOTED.search(around.gap(at)))


def _noun(around: _Around) -> int | None:
    """The last word of the run after the figure that no stop word, kind or sign breaks."""
    row, figure, lang = around.row, around.figure, around.lang
    found = None
    kinds, stop = kinds_of(lang), language.stop_words(lang)
    for at in range(figure.last + 1, min(around.after, figure.last + 1 + QUANTITY.noun_within, len(row))):
        word = row[at]
        if around.gap(at - 1).strip(" \u00a0*_") or word.lower in stop or not word.lower[0].isalpha():
            break
        if word.lower in kinds:
            break
        found = at
        if _ends_noun(row, at, lang):
            break
    return found


def _plural(word: str, lang: str | None) -> bool:
    """Whether a word may be the plural that a count stands with; "the 900 block" and "a category 2 storm" are no
    counts. True where the language's table says nothing of plurals."""
    endings = tuple(figure_table(lang).get("plural_endings", ()))
    return not endings or word.endswith(endings) or word in listed(lang, "plurals")


def _ends_noun(row: Sequence[Token], at: int, lang: str | None) -> bool:
    """Whether a verb seems to follow a plural noun: "troops crossed". Without a tagger only regular forms are seen."""
    if at + 1 >= len(row):
        return True
    plural, verbs = figure_table(lang).get("plural_before_verb", ()), figure_table(lang).get("verbs_after_plural", ())
    several = row[at].lower.endswith(tuple(plural)) or row[at].lower in listed(lang, "plurals")
    return several and row[at + 1].lower.endswith(tuple(verbs))


def _kind_at(around: _Around, noun_at: int | None) -> int | None:
    """The word of a kind that the figure belongs to: right before it ("killed at least 12 people and injured 30"),
    right behind it ("12 killed and 30 injured"), else near before it, else after it, not across a conjunction, nor
    across a comma unless a noun is named ("12 people, two of them children, were killed"), else further before it;
    never across another figure."""
    row, figure, kinds = around.row, around.figure, kinds_of(around.lang)
    before = _kind_before(around)
    if before is not None and figure.first - before <= QUANTITY.close:
        behind = figure.last + 1
        nearer = figure.first - before > 1 and behind < len(row) and row[behind].lower in kinds
        return behind if nearer else before
    signs, breaks = _APART if noun_at is not None else _APART_OR_COMMA, listed(around.lang, "breaks")
    for at in range(figure.last + 1, min(around.after, figure.last + 1 + QUANTITY.beside, len(row))):
        if signs.search(around.gap(at - 1)) or row[at].lower in breaks:
            break
        if row[at].lower in kinds:
            return at
    return before


def _kind_before(around: _Around) -> int | None:
    row, figure, kinds = around.row, around.figure, kinds_of(around.lang)
    for at in range(figure.first - 1, max(around.before, figure.first - 1 - QUANTITY.beside) - 1, -1):
        if _APART_OR_COMMA.search(around.gap(at)) or row[at].lower in listed(around.lang, "ranges"):
            return None
        if row[at].lower in kinds:
            return at
    return None


def _near(around: _Around) -> frozenset[str]:
    """Stems of the content words around the figure."""
    row, figure, stop = around.row, around.figure, language.stop_words(around.lang)
    words = [
        *row[max(around.before, figure.first - QUANTITY.beside) : figure.first],
        *row[figure.last + 1 : min(around.after, figure.last + 1 + QUANTITY.beside)],
    ]
    return frozenset(
        language.stem(word.lower, around.lang) for word in words if word.lower[0].isalpha() and word.lower not in stop
    )


def _places(raw: str, lang: str | None) -> frozenset[str]:
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
