"""Words, stems, stop words and how common a word is.

The only door to snowballstemmer (the Snowball stemmers, M. F. Porter 2001).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from briefing.language.data import data
from briefing.language.frequencies import RARE, number_share, shares

# Letters and figures; within them an apostrophe or a combining mark, a separator between figures, the full stops of u.s
_WORD = re.compile(
    r"[^\W_]+(?:['’.,:\u0300-\u036f\u064b-\u0652]"
    r"(?:(?<=['’\u0300-\u036f\u064b-\u0652])|(?<=\d[.,:])(?=\d)|(?<![^\W_][^\W_].)(?=[^\W\d_](?![^\W_])))[^\W_]+)*"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_UNSPACED_RUN = re.compile(
    r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)

_ARTICLE_WORDS = 300  # words of a typical article, for turning a share of words into a share of documents


def words(text: str, language: str | None = None) -> list[str]:
    """The words and numbers of a text in order, lower-case, apostrophes straight, possessive endings off ("Kyiv's" →
    "kyiv"). Numbers keep their separators ("3.5", "1,000"). Chinese and Japanese give overlapping pairs of
    characters."""
    found: list[str] = _WORD.findall(text.lower())
    if "'" in text or "’" in text:
        found = _apostrophes(found, data(language).elision)
    if not text.isascii() and _UNSPACED.search(text):
        return _pairs(found)
    return found


def _apostrophes(found: list[str], elision: bool) -> list[str]:
    result: list[str] = []
    for word in found:
        if "'" in word or "’" in word:
            word = word.replace("’", "'")
            if elision:
                result += [part for part in word.split("'") if part]
                continue
            if word.endswith("'s"):
                word = word[:-2]
        result.append(word)
    return result


def _pairs(found: list[str]) -> list[str]:
    result: list[str] = []
    for word in found:
        for run in _UNSPACED_RUN.findall(word):
            if len(run) > 2 and _UNSPACED.match(run):
                result += [run[i : i + 2] for i in range(len(run) - 1)]
            else:
                result.append(run)
    return result


class _Stems(dict[str, str]):
    """Word → stem of one language, filled as words are met."""

    most = 500_000

    def __init__(self, stemmer: Callable[[str], str]) -> None:
        super().__init__()
        self.stemmer = stemmer

    def __missing__(self, word: str) -> str:
        if len(self) >= self.most:
            self.clear()
        found = self[word] = self.stemmer(word) if len(word) <= 64 else word
        return found


def _same(word: str) -> str:
    return word


def _light(suffixes: tuple[str, ...]) -> Callable[[str], str]:
    """Takes the longest ending off that leaves four letters."""
    longest = sorted(suffixes, key=lambda suffix: (-len(suffix), suffix))

    def stemmed(word: str) -> str:
        for suffix in longest:
            if len(word) >= len(suffix) + 4 and word.endswith(suffix):
                return word[: -len(suffix)]
        return word

    return stemmed


@cache
def _stems(algorithm: str, suffixes: tuple[str, ...]) -> _Stems:
    if algorithm:
        import snowballstemmer

        return _Stems(snowballstemmer.stemmer(algorithm).stemWord)
    return _Stems(_light(suffixes) if suffixes else _same)


@lru_cache(maxsize=64)
def _stems_of(language: str | None) -> _Stems:
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


@lru_cache(maxsize=1 << 17)
def document_frequency(word: str, language: str | None) -> float:
    """The share, 0..1, of news articles in general that hold the word (lower-case, as printed, not its stem).

    From its share of all words, as if the words of an article were drawn one by one (a Poisson model): words that
    come in clusters are held by fewer articles than this says.
    """
    known = shares((language or "en").partition("-")[0].lower()) or shares("en")
    share = known.get(word)
    if share is None:
        share = number_share(word[:20]) if word[:1].isdigit() else RARE
    return -math.expm1(-_ARTICLE_WORDS * share)
