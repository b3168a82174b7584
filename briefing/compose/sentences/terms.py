"""What a sentence says, reduced to what can be compared: stems, names, numbers, and the words that turn it round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Any

from briefing import language
from briefing.compose.sentences.tuning import TERM
from briefing.language.memo import Memory
from briefing.language.names import names


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A text's words for comparison.

    words: every token, lower case, in order. stems: content words' stems in order, words for one thing made one.
    weights: each stem's information in nats, by its background share of documents.
    names: capitalised words inside sentences, lower case, in order; `maybe` the same of those that begin one.
    numbers: values of numbers in digits. denied: stems within reach of a negation; doubted: stems within reach of a
    word that makes them a plan, a wish, a rumour.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    content: frozenset[str]
    weights: Mapping[str, float]
    names: tuple[str, ...]
    maybe: frozenset[str]
    numbers: frozenset[str]
    denied: frozenset[str]
    doubted: frozenset[str]
    passive: bool
    weight: float  # of all its content, in nats


@lru_cache(maxsize=64)
def table(lang: str | None) -> Mapping[str, Any]:
    """The language's `same` table; {} where it has none."""
    return language.table("same", lang)


@lru_cache(maxsize=64)
def _alike(lang: str | None) -> Mapping[str, str]:
    """Stem → the stem that stands for its group."""
    found: dict[str, str] = {}
    for group in table(lang).get("alike", ()):
        first = language.stem(group[0], lang)
        for word in group:
            found.setdefault(language.stem(word, lang), first)
    return found


@lru_cache(maxsize=64)
def _content(lang: str | None) -> Memory[tuple[str, float] | None]:
    """Word → its stem, that of its group where it has one, and what it tells in nats; None for a stop word."""
    stop, alike = language.stop_words(lang), _alike(lang)

    def found(word: str) -> tuple[str, float] | None:
        if word in stop:
            return None
        stem = language.stem(word, lang)
        return alike.get(stem, stem), language.information(word, lang, least=TERM.least, most=TERM.most)

    return Memory(found)


@lru_cache(maxsize=64)
def opposites(lang: str | None) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of sets of words that cannot both be true of one thing."""
    return tuple((frozenset(one), frozenset(other)) for one, other in table(lang).get("opposites", ()))


@lru_cache(maxsize=64)
def cues(lang: str | None, key: str) -> frozenset[str]:
    return frozenset(table(lang).get(key, ()))


def terms(text: str, lang: str | None) -> Terms:
    """The terms of one sentence, or of several sentences in one string."""
    return _terms(text, lang) if len(text) > TERM.long else _cached(text, lang)


@lru_cache(maxsize=20_000)
def _cached(text: str, lang: str | None) -> Terms:
    return _terms(text, lang)


def _terms(text: str, lang: str | None) -> Terms:
    words = tuple(language.words(text, lang))
    known = [one for one in map(_content(lang).__getitem__, words) if one is not None]
    row = [stem for stem, _ in known]
    weights: dict[str, float] = dict(reversed(known))  # of several words of one stem the first tells what it weighs
    named = [] if table(lang).get("capital_nouns") else names(text, lang)
    tokens = frozenset(words)
    return Terms(
        words=words,
        stems=tuple(row),
        content=frozenset(weights),
        weights=weights,
        names=tuple(word for name in named for word in name.certain),
        maybe=frozenset(name.words[0] for name in named if name.opens),
        numbers=frozenset(_numbers(words)),
        denied=_reached(words, cues(lang, "negations"), TERM.denied, lang),
        doubted=_reached(words, cues(lang, "weak"), TERM.doubted, lang),
        passive=bool(tokens & cues(lang, "passive")) and bool(tokens & cues(lang, "by")),
        weight=fsum(weights.values()),
    )


def _reached(words: Sequence[str], turning: frozenset[str], reach: int, lang: str | None) -> frozenset[str]:
    """Stems of the content words up to `reach` words after one of the turning words, or pairs of words ("is to")."""
    ends = _ends_of(turning)
    shortened = "n't" in turning
    if ends.isdisjoint(words) and not (shortened and any(word.endswith("n't") for word in words)):
        return frozenset()
    content = _content(lang)
    found: set[str] = set()
    for at, word in enumerate(words):
        if word not in ends and not (shortened and word.endswith("n't")):
            continue
        pair = " ".join(words[at - 1 : at + 1]) if at else ""
        if word in turning or pair in turning or (shortened and word.endswith("n't")):
            near = map(content.__getitem__, words[at + 1 : at + 1 + reach])
            found.update(one[0] for one in near if one is not None)
    return frozenset(found)


@lru_cache(maxsize=64)
def _ends_of(turning: frozenset[str]) -> frozenset[str]:
    """The words, and the second words of pairs."""
    return frozenset(word.rpartition(" ")[2] for word in turning)


def _numbers(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if word[:1].isdigit():
            yield word.replace(",", "").rstrip(".")
