"""Numbers in words: "two hundred and fifty thousand", "zweihundertfünfzig", "quatre-vingt-deux", "treinta y un".

A number is read word by word. A scale ("hundred") multiplies what of the open number is below it; any other word is
added, and only where it fits into what is left open: 3 fits behind 20 and not behind 2, so "two three" is two numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from briefing.compose.sentences.tuning import FIGURE
from briefing.language.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A bare number: tokens first..last inclusive. step: the last place that its writer cares for."""

    value: float
    step: float
    first: int
    last: int
    words: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NumberWords:
    """The number words of a language, by the keys of its `figures` table."""

    words: Mapping[str, float] = field(default_factory=dict)
    within: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    scores: tuple[float, ...] = ()
    articles: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    joins_tens: frozenset[str] = frozenset()
    compounds: bool = False

    def __contains__(self, word: str) -> bool:
        return word in self.words or word in self.scales or word in self.within


def number_words(table: Mapping[str, Any]) -> NumberWords:
    """What of a `figures` table makes numbers."""
    return NumberWords(
        words=table.get("words", {}),
        within=table.get("within", {}),
        scales=table.get("scales", {}),
        articles=frozenset(table.get("articles", ())),
        half=frozenset(table.get("half", ())),
        of=frozenset(table.get("of", ())),
        joins=frozenset(table.get("joins", ())),
        joins_tens=frozenset(table.get("joins_tens", ())),
        scores=tuple(table.get("scores", ())),
        compounds=bool(table.get("compounds")),
    )


class _Sum:
    """A number in words as it is read: its parts, each smaller than the one before."""

    def __init__(self, known: NumberWords) -> None:
        self.known = known
        self.joined: list[float] = []
        self.step = 1.0

    def begin(self, value: float, step: float) -> None:
        """ "a" or "half" before a scale."""
        self.joined, self.step = [value], step

    def takes(self, parts: Sequence[str]) -> bool:
        """Whether the number goes on with these words, all of which are then added. It does not begin with a scale
        alone, nor with a word that counts only behind others, nor goes on with "m"."""
        if not parts:
            return False
        if not (self._begins(parts) if not self.joined else self._goes_on(parts)):
            return False
        before, step = list(self.joined), self.step
        if all(self._add(part) for part in parts):
            return True
        self.joined, self.step = before, step
        return False

    def _begins(self, parts: Sequence[str]) -> bool:
        return len(parts) > 1 or parts[0] in self.known.words

    def _goes_on(self, parts: Sequence[str]) -> bool:
        if len(parts) == 1 and parts[0] in self.known.within:
            return not self.known.compounds  # "hundraen" is one word; "tio en" are two things
        return parts[0] in self.known.words or len(parts[0]) > 2

    def _add(self, part: str) -> bool:
        """One more number word, if it fits."""
        scale = self.known.scales.get(part)
        if scale is not None and self.joined and self.joined[-1] < (_MOST_HUNDREDS if scale == _HUNDRED else scale):
            low = next(at for at in range(len(self.joined)) if self.joined[at] < scale)
            product = sum(self.joined[low:]) * scale
            if not self._fits(product, self.joined[:low]):
                return False
            self.joined[low:], self.step = [product], scale
            return True
        value = self.known.words.get(part, self.known.within.get(part))
        if value is None or not self._fits(value, self.joined):
            return False
        self.joined, self.step = [*self.joined, value], 1.0
        return True

    def _fits(self, value: float, before: Sequence[float]) -> bool:
        """Is it smaller than what the last part leaves open: 10 behind 20, 20 behind 60 where one counts by scores?"""
        if not before:
            return True
        left_open = next((power for power in _POWERS if before[-1] % power == 0), 1.0)
        return 0 < value < (_SCORE if before[-1] in self.known.scores else left_open)


_POWERS = (1e12, 1e9, 1e6, 1e3, 100.0, 10.0)
_HUNDRED, _SCORE = 100, 20
_MOST_HUNDREDS = 20  # "nineteen hundred" is the most that one says


def worded(row: Sequence[Token], at: int, known: NumberWords) -> Number | None:
    """The number in words that begins with the token `at`; not a scale alone ("million"), which is no count."""
    if not _may_begin(row[at].lower, known):
        return None
    found = _Sum(known)
    last, index = at - 1, at
    while index < len(row) and index - at < FIGURE.most_words:
        if not found.joined and _scale_follows(row, index, known):
            found.begin(*((0.5, 0.1) if row[index].lower in known.half else (1.0, 1.0)))
            while index + 1 < len(row) and row[index + 1].lower not in known.scales:
                index += 1
        elif found.takes(_parts(row[index].lower, known)):
            last = index
        elif last != index - 1 or not _joins(row, index, found):
            break
        index += 1
    value = sum(found.joined)
    if last < at or value <= 0:
        return None
    round_ten = found.step == 1 and value >= FIGURE.rounded and value % 10 == 0
    return Number(value=value, step=found.step * (10 if round_ten else 1), first=at, last=last, words=True)


def _may_begin(word: str, known: NumberWords) -> bool:
    alone = word in known.words or word in known.articles or word in known.half
    return alone or known.compounds or "-" in word


def _scale_follows(row: Sequence[Token], at: int, known: NumberWords) -> bool:
    """Whether "a" or "half" begins a number: "a dozen", "half a million"."""
    if row[at].lower not in known.articles and row[at].lower not in known.half:
        return False
    small = known.articles | known.of
    after = [token.lower for token in row[at + 1 : at + 4] if token.lower not in small][:1]
    return bool(after) and len(after[0]) > 2 and after[0] in known.scales


def _joins(row: Sequence[Token], at: int, found: _Sum) -> bool:
    """Whether "and" stands within a number: behind a scale, and in some languages behind tens ("treinta y dos")."""
    if not found.joined:
        return False
    word, last = row[at].lower, found.joined[-1]
    tens = last >= _SCORE and last % 10 == 0 and word in found.known.joins_tens
    return tens or (word in found.known.joins and row[at - 1].lower in found.known.scales)


def _parts(word: str, known: NumberWords) -> Sequence[str]:
    """The number words in a word, the longest first: "twenty-one" has two, "quatre-vingt-deux" too (quatre-vingt is
    one), "zweihundertfünfzig" three where numbers are written together."""
    if word in known:
        return (word,)
    if "-" in word:
        return _hyphened(word.split("-"), known)
    return compound(word, known) if known.compounds else ()


def _hyphened(pieces: Sequence[str], known: NumberWords) -> Sequence[str]:
    found: list[str] = []
    at = 0
    while at < len(pieces):
        sizes = (size for size in range(len(pieces) - at, 0, -1) if "-".join(pieces[at : at + size]) in known)
        size = next(sizes, 0)
        if not size:
            return ()
        found.append("-".join(pieces[at : at + size]))
        at += size
    return found


@lru_cache(maxsize=20_000)
def compound(word: str, known: NumberWords) -> tuple[str, ...]:
    """The number words that a word is made of, () if it is not made of such words alone."""
    for size in range(len(word), 1, -1):
        if word[:size] not in known:
            continue
        if size == len(word):
            return (word,)
        rests = [word[size:], *(word[size + len(one) :] for one in known.joins if word.startswith(one, size))]
        for rest in rests:
            if rest and (found := compound(rest, known)):
                return (word[:size], *found)
    return ()
