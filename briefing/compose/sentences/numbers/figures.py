"""Figures in a text: "some 11,000", "two dozen", "between 3 and 5 per cent", "$1.2 billion", each with its range.

Digits and words, by the number words of the language's `figures` table. Years, ages, clock times and ordinals are
numbers too, but no figures. Nothing here knows what a figure counts; that is `quantities.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from briefing import language
from briefing.compose.sentences.numbers.worded import Number, NumberWords, compound, number_words, worded
from briefing.compose.sentences.tuning import FIGURE
from briefing.language.tokens import Token, parts, tokens
from briefing.text import Span

Bound = Literal["exact", "about", "least", "most", "range"]

NUMBER_SIGNS = frozenset("%$€£¥–—-")  # the marks that belong to figures
HYPHENS = ("-", "–", "—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. span: its words with qualifier, currency and percent sign, in the text given; low and high: the
    range it allows (equal for a single number); step: the last digit's place that the writer cares for (1000 for
    "11,000"); unit: "%", a currency ("dollar"), a scale ("magnitude") or ""; first and last: its tokens'
    inclusive indices."""

    span: Span
    low: float
    high: float
    bound: Bound
    step: float
    unit: str
    first: int
    last: int


@lru_cache(maxsize=64)
def figure_table(lang: str | None) -> Mapping[str, Any]:
    """The language's `figures` table, the English one where it has none."""
    return language.table("figures", lang) or language.table("figures", "en")


@lru_cache(maxsize=64)
def _words_of(lang: str | None) -> NumberWords:
    return number_words(figure_table(lang))


def holds_compounds(words: Iterable[str], lang: str | None) -> bool:
    """Is one of the words made of number words ("zweihundertfünfzig"), in a language that writes them together?"""
    known = _words_of(lang)
    return known.compounds and any(compound(word, known) for word in words)


@lru_cache(maxsize=64)
def phrases(lang: str | None, key: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a language's `figures` table under a key, each as its words."""
    return frozenset(tuple(phrase.split()) for phrase in figure_table(lang).get(key, ()))


def row_of(text: str, lang: str | None = None) -> list[Token]:
    """The words, numbers and signs of a text in order, numbers apart from the letters beside them. Where words stand
    without spaces, the words of the language's table, and single characters between them."""
    found = [part for token in tokens(text, FIGURE.few) for part in parts(token)]
    row = [token for token in found if token.kind != "mark" or token.text[0] in NUMBER_SIGNS]
    if language.data(lang).spaces:
        return row
    return [part for token in row for part in (_cut(token, lang) if token.kind == "word" else [token])]


def _cut(token: Token, lang: str | None) -> list[Token]:
    """A run of characters as the longest words that the table knows, from the left."""
    known, longest = _vocabulary(lang)
    found: list[Token] = []
    at = 0
    while at < len(token.text):
        size = next((n for n in range(longest, 1, -1) if token.text[at : at + n] in known), 1)
        found.append(
            token._replace(text=token.text[at : at + size], lower=token.lower[at : at + size], start=token.start + at)
        )
        at += size
    return found


@lru_cache(maxsize=64)
def _vocabulary(lang: str | None) -> tuple[frozenset[str], int]:
    """All words of the language's table, and the length of the longest."""
    table = figure_table(lang)
    rows = [value for value in table.values() if isinstance(value, list)]
    rows += list(table.get("kinds", {}).values())
    rows += [list(table.get(key, {})) for key in ("words", "within", "scales", "currencies", "ratings")]
    known = frozenset(str(word) for row in rows for word in row)
    return known, max(map(len, known), default=1)


def figures(text: str, lang: str | None = None) -> tuple[Figure, ...]:
    """The figures of a text in order; `lang` is ISO 639-1 (unknown or None: English words, digits always)."""
    return _figures(text, lang) if len(text) > 5000 else _cached(text, lang)


@lru_cache(maxsize=20_000)
def _cached(text: str, lang: str | None) -> tuple[Figure, ...]:
    return _figures(text, lang)


def _figures(text: str, lang: str | None) -> tuple[Figure, ...]:
    row = row_of(text, lang)
    numbers = _numbers(row, lang, text)
    found: list[Figure] = []
    index = 0
    while index < len(numbers):
        here = numbers[index]
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        joined = _range(row, here, after, lang) if after else False
        last = after if joined and after else here
        index += 2 if joined else 1
        if found and here.first <= found[-1].last:
            continue  # no number of its own: the "ciento" of "nueve por ciento"
        figure = _dressed(row, here, last, lang, text)
        if figure:
            found.append(_behind(found[-1], figure, row) if found else figure)
    return tuple(found)


def _behind(before: Figure, figure: Figure, row: Sequence[Token]) -> Figure:
    """The figure without words that the one before it has taken: the sign of "20$30" belongs to the first."""
    if figure.first > before.last:
        return figure
    first = before.last + 1
    return replace(figure, first=first, span=Span(row[first].start, figure.span.end))


def _numbers(row: Sequence[Token], lang: str | None, text: str) -> list[Number]:
    """Every maximal run of number tokens."""
    table, words = figure_table(lang), _words_of(lang)
    found: list[Number] = []
    at = 0
    while at < len(row):
        number = _digits(row, at, table) or worded(row, at, words)
        if number is None:
            at += 1
            continue
        at = number.last + 1
        found.append(number)
    return found


def _digits(row: Sequence[Token], at: int, table: Mapping[str, Any]) -> Number | None:
    word = row[at].lower
    if not word[0].isdigit():
        return None
    read = parsed(word, str(table.get("decimal", ".")))
    if read is None:
        return None
    value, step = read
    last = at
    scales, behind_words = table.get("scales", {}), table.get("behind_words", ())
    while last + 1 < len(row) and row[last + 1].lower in scales and row[last + 1].span.start - row[last].span.end <= 1:
        if len(row[last + 1].lower) < 2 and row[last + 1].span.start != row[last].span.end:
            break
        if row[last + 1].lower in behind_words:
            break
        value *= scales[row[last + 1].lower]
        step *= scales[row[last + 1].lower]
        last += 1
    return Number(value=value, step=step, first=at, last=last, words=False)


def parsed(word: str, decimal: str) -> tuple[float, float] | None:
    """The value of a number in digits and the place to which its writer may have rounded it: two leading digits of a
    number of at least 1,000 are always meant, smaller numbers are meant whole."""
    word = re.sub(r"[\u00a0\u2009\u202f’']", "", word)
    if len(word) > FIGURE.digits:
        return None
    other = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", word):
        word = word.replace(other, "")
    whole, _, part = word.partition(decimal)
    if not whole.isascii() or not whole.isdigit() or (part and not part.isdigit()):
        return None
    if part:
        return float(f"{whole}.{part}"), 10.0 ** -len(part)
    value = float(whole)
    zeros = len(whole) - len(whole.rstrip("0")) if value >= FIGURE.thousand else 0
    return value, 10.0 ** min(zeros, len(whole.lstrip("0")) - 2 if zeros else 0)


def _range(row: Sequence[Token], here: Number, after: Number, lang: str | None) -> bool:
    """Whether two numbers are the ends of one range: "3 to 5", "10-12", "between 10 and 12"."""
    if after.first - here.last != 2 or after.value <= here.value:
        return False
    word = row[here.last + 1].lower
    if word in HYPHENS:
        return True
    table = figure_table(lang)
    opened = here.first > 0 and row[here.first - 1].lower in table.get("between", ())
    first = table.get("to", ("to",))[0]
    return word == first or (opened and word in table.get("to", ()))


def _dressed(row: Sequence[Token], here: Number, last: Number, lang: str | None, text: str) -> Figure | None:
    """The figure with its qualifier, currency and percent sign; None for a year, an age, a time, a day of a month."""
    table = figure_table(lang)
    start, end, unit = _with_unit(row, here.first, last.last, lang)
    if last is not here and start and row[start - 1].lower in table.get("between", ())[:1]:
        start -= 1
    taken, kind = _qualifier([token.lower for token in row[max(0, start - 3) : start]], lang)
    start -= taken
    if not unit and last.value < FIGURE.rated:
        start, end, unit = _rated(row, start, end, lang)
    if not unit and _no_count(row, here, last, lang, text):
        return None
    low, high = min(here.value, last.value), max(here.value, last.value)
    return Figure(
        span=Span(row[start].start, row[end].end),
        low=low if last is here else _low_end(row, here, last, table),
        high=high,
        bound="range" if last is not here else kind,
        step=last.step,
        unit=unit,
        first=start,
        last=end,
    )


def _with_unit(row: Sequence[Token], start: int, end: int, lang: str | None) -> tuple[int, int, str]:
    """First and last token of a number with its currency or percent sign, and which it is."""
    currencies, unit = figure_table(lang).get("currencies", {}), ""
    if start and row[start - 1].lower in currencies and row[start - 1].end == row[start].start:
        unit, start = currencies[row[start - 1].lower], start - 1
    follow = [token.lower for token in row[end + 1 : end + 3]]
    percent = 1 if follow[:1] == ["%"] else leading(follow, phrases(lang, "percent"))
    if percent:
        return start, end + percent, "%"
    if follow and follow[0] in currencies and not unit:
        return start, end + 1, currencies[follow[0]]
    return start, end, unit


def _rated(row: Sequence[Token], start: int, end: int, lang: str | None) -> tuple[int, int, str]:
    """As `_with_unit`, of a number on a scale: "magnitude 6.1", "a magnitude of 6.1", "6.1-magnitude". The word of the
    scale is the unit."""
    ratings: Mapping[str, str] = figure_table(lang).get("ratings", {})
    before, behind = start - 1, end + 1
    if before >= 0 and row[before].lower in (*HYPHENS, *figure_table(lang).get("of", ())):
        before -= 1
    if behind < len(row) and row[behind].lower in HYPHENS:
        behind += 1
    if before >= 0 and row[before].lower in ratings:
        return before, end, ratings[row[before].lower]
    if behind < len(row) and row[behind].lower in ratings:
        return start, behind, ratings[row[behind].lower]
    return start, end, ""


def _qualifier(before: Sequence[str], lang: str | None) -> tuple[int, Bound]:
    """How many of the words before a number say how exact it is, and what they say."""
    kinds: tuple[Bound, ...] = ("about", "least", "most")
    for kind in kinds:
        taken = _trailing(before, phrases(lang, kind))
        if taken:
            return taken, kind
    return 0, "exact"


def _low_end(row: Sequence[Token], here: Number, last: Number, table: Mapping[str, Any]) -> float:
    """The lower end of a range; "3 to 5 million", "3-5 million": the scale word belongs to both ends."""
    low = min(here.value, last.value)
    if here.step > last.value or here.words or last.last == last.first or here.last != here.first:
        return low
    bare = parsed(row[last.first].lower, str(table.get("decimal", ".")))
    return here.value * last.value / (bare[0] if bare else last.value)


def leading(words: Sequence[str], known: frozenset[tuple[str, ...]]) -> int:
    """How many of the words (one or two) are one of the phrases; 0 if they are none."""
    return max((n for n in (1, 2) if n <= len(words) and tuple(words[:n]) in known), default=0)


def _trailing(words: Sequence[str], known: frozenset[tuple[str, ...]]) -> int:
    return max((n for n in (1, 2, 3) if n <= len(words) and tuple(words[-n:]) in known), default=0)


def _no_count(row: Sequence[Token], here: Number, last: Number, lang: str | None, text: str) -> bool:
    """A year, an age, a clock time, an ordinal, a day of a month, a part of a name ("Covid-19", "F-16")."""
    table = figure_table(lang)
    after = [token.lower for token in row[last.last + 1 : last.last + 4] if token.lower != "-"][:2]
    before = row[here.first - 1].lower if here.first else ""
    return (
        bool(leading(after, phrases(lang, "ages")))
        or before in table.get("ages", ())
        or before in _calendar(lang)
        or (bool(after) and (after[0] in table.get("times", ()) or after[0] in _calendar(lang)))
        or _is_ordinal(row, last, after, table)
        or _is_part(text, row[here.first].start, row[last.last].end)
        or (here is last and _is_year(here, row[here.first].lower))
    )


def _is_ordinal(row: Sequence[Token], last: Number, after: Sequence[str], table: Mapping[str, Any]) -> bool:
    beside = bool(after) and row[last.last + 1].start == row[last.last].end
    return beside and after[0] in table.get("ordinals", ())


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a number is a part of a time, a date, a score or a name: "10:30", "3/5", "#7", "F-16"."""
    if text[end : end + 1] in (":", "/") or (start and text[start - 1] in ":/#"):
        return True
    return start > 1 and text[start - 1] in "-–" and text[start - 2].isalpha()


def _is_year(number: Number, word: str) -> bool:
    whole = number.value == int(number.value) and not number.words and number.step < FIGURE.thousand
    return whole and FIGURE.years[0] <= number.value <= FIGURE.years[1] and "," not in word


@lru_cache(maxsize=64)
def _calendar(lang: str | None) -> frozenset[str]:
    data = language.data(lang)
    return frozenset(word.lower() for word in data.months)
