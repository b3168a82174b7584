"""What is counted, by a language's words: killed, injured, missing …; which counts of a kind replace earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from briefing.compose.sentences.numbers.figures import figure_table


@lru_cache(maxsize=64)
def kinds_of(lang: str | None) -> Mapping[str, str]:
    """Each word that names a kind → the kind."""
    return {word: kind for kind, words in figure_table(lang).get("kinds", {}).items() for word in words}


@lru_cache(maxsize=64)
def listed(lang: str | None, key: str) -> frozenset[str]:
    """A list of the language's table of figures."""
    return frozenset(figure_table(lang).get(key, ()))


def growing(kind: str, lang: str | None) -> bool:
    """Whether later counts of this kind replace earlier ones."""
    return kind in listed(lang, "growing")


def moving(kind: str, lang: str | None) -> bool:
    """Whether a later count of this kind replaces an earlier one even where it is lower: the missing are found."""
    return kind in listed(lang, "moving")
