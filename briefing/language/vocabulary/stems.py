"""Stems and stop words. The only module that imports snowballstemmer (the Snowball stemmers, M. F. Porter 2001)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from briefing.language.data import data
from briefing.language.memo import Memory

_KEPT = 500_000  # words of a language whose stem is remembered
_LONGEST = 64  # letters of a word that is stemmed
_LEFT = 4  # letters that a light stemmer leaves


def _same(word: str) -> str:
    return word


def _light(suffixes: tuple[str, ...]) -> Callable[[str], str]:
    """Takes the longest ending off that leaves enough letters."""
    longest = sorted(suffixes, key=lambda suffix: (-len(suffix), suffix))

    def stemmed(word: str) -> str:
        for suffix in longest:
            if len(word) >= len(suffix) + _LEFT and word.endswith(suffix):
                return word[: -len(suffix)]
        return word

    return stemmed


@cache
def _stems(algorithm: str, suffixes: tuple[str, ...]) -> Memory[str]:
    stemmer = _light(suffixes) if suffixes else _same
    if algorithm:
        import snowballstemmer

        stemmer = snowballstemmer.stemmer(algorithm).stemWord
    return Memory(lambda word: stemmer(word) if len(word) <= _LONGEST else word, most=_KEPT)


@lru_cache(maxsize=64)
def _stems_of(language: str | None) -> Memory[str]:
    known = data(language)
    return _stems(known.stemmer, known.suffixes)


def stem(word: str, language: str | None) -> str:
    """The stem of a lower-case word; the word itself where the language has no stemmer."""
    return _stems_of(language)[word]


def stems(words: Iterable[str], language: str | None) -> list[str]:
    """The stems of lower-case words, in order."""
    return list(map(_stems_of(language).__getitem__, words))


def stop_words(language: str | None) -> frozenset[str]:
    """The words that carry no topic, lower-case, not stemmed; empty for a language that is not known."""
    return data(language).stop_words
