"""How much a word tells: its information in nats, by the share of news articles in general that hold it.

There is one measure. What differs between its users is how far it goes: below `least` words are equally common, above
`most` they are equally rare.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache, partial

from briefing.language.memo import Memory
from briefing.language.vocabulary.frequencies import RARE, number_share, shares

ARTICLE_WORDS = 300  # of a typical article, for turning a share of words into a share of documents
RAREST = -math.log(1e-6)  # nats: what no list of frequencies holds is distinguished no further
REST = 0.5  # what the other words of a name add to its rarest one: it tells less than all of them together
YEAR = 3.0  # nats of a number that looks like a year of this century or the last
NUMBER, DIGIT, LONG_NUMBER = 2.0, 1.5, 9.0  # nats of a number, of each digit in it, and at most
COMMON = 0.1  # rarity of a word that every article holds
_KEPT = 100_000  # words of a language whose share is remembered


def document_frequency(word: str, language: str | None) -> float:
    """The share, 0..1, of news articles in general that hold the word (lower-case, as printed, not its stem).

    From its share of all words, as if the words of an article were drawn one by one (a Poisson model): words that
    come in clusters are held by fewer articles than this says.
    """
    return _frequencies(language)[word]


def information(word: str, language: str | None, *, least: float = 0.0, most: float = RAREST) -> float:
    """What a word tells, in nats, between `least` and `most`."""
    return _informations(language, least, most)[word]


def rarity(word: str, language: str | None) -> float:
    """How rare a word is, COMMON..1: the share of articles that do not hold it. For words that are compared by whether
    they are common at all; in nats (`information`) names and misspellings would outweigh all that happens."""
    return 1.0 - (1.0 - COMMON) * _frequencies(language)[word]


def information_of(words: Iterable[str], language: str | None, *, least: float = 0.0, most: float = RAREST) -> float:
    """What different words tell together, in nats; the same sum whatever their order."""
    return math.fsum(map(_informations(language, least, most).__getitem__, words))


def number_information(word: str) -> float:
    """What a number tells, in nats. It has no useful background frequency: the more digits, the rarer."""
    digits = sum(c.isdigit() for c in word)
    if digits == 4 and word[:2] in ("19", "20"):
        return YEAR
    return min(NUMBER + DIGIT * digits, LONG_NUMBER)


def name_information(weights: Iterable[float]) -> float:
    """What a run of words tells by what each of them tells, in nats: more than its rarest word, less than all."""
    rarest, *others = sorted(weights, reverse=True)
    return rarest + REST * sum(others)


def _frequency(word: str, known: dict[str, float]) -> float:
    share = known.get(word)
    if share is None:
        share = number_share(word[:20]) if word[:1].isdigit() else RARE
    return -math.expm1(-ARTICLE_WORDS * share)


@lru_cache(maxsize=64)
def _informations(language: str | None, least: float, most: float) -> Memory[float]:
    """What each word tells between two bounds, in nats."""
    frequencies = _frequencies(language)
    return Memory(lambda word: max(least, min(most, -math.log(frequencies[word]))))


@lru_cache(maxsize=64)
def _frequencies(language: str | None) -> Memory[float]:
    known = shares((language or "en").partition("-")[0].lower()) or shares("en")
    return Memory(partial(_frequency, known=known), most=_KEPT)
