"""Summarizers: one algorithm a file, all by name in one table.

A summarizer takes passages and a budget in words and returns indices of passages, best first, which together keep the
budget. It returns no text, so it cannot write any. A factory makes one from the options that it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from briefing.compose.summarizers import coverage, kl, lexrank, lsa, luhn, reduction, sumbasic, textrank
from briefing.compose.summarizers.bag import Bag, bag, by_score, fill
from briefing.errors import ConfigError
from briefing.model import Passage
from briefing.plugins import is_plugin, load

Summarizer = Callable[[Sequence[Passage], int], list[int]]
Factory = Callable[..., Summarizer]
Ranking = Callable[[Bag], Any]

DEFAULT = "coverage"


def _ranked(ranking: Ranking) -> Factory:
    """A factory of a classic algorithm: rank all, take the best that fit."""

    def factory() -> Summarizer:
        def summarizer(passages: Sequence[Passage], words: int) -> list[int]:
            return fill(ranking(bag(passages)), passages, words) if passages else []

        return summarizer

    return factory


def _coverage(recency: bool | None = None, query: str = "", sources: Mapping[str, int] | None = None) -> Summarizer:
    def summarizer(passages: Sequence[Passage], words: int) -> list[int]:
        return coverage.choose(passages, words, recency=recency, query=query, sources=sources)

    return summarizer


def _edmundson() -> Summarizer:
    def summarizer(passages: Sequence[Passage], words: int) -> list[int]:
        from briefing.compose.summarizers import edmundson

        return fill(edmundson.order(passages), passages, words)

    return summarizer


def _random(seed: int = 0) -> Summarizer:
    def summarizer(passages: Sequence[Passage], words: int) -> list[int]:
        from briefing.compose.summarizers import chance

        return fill(chance.order(len(passages), seed), passages, words)

    return summarizer


SUMMARIZERS: Mapping[str, Factory] = {
    "coverage": _coverage,
    "edmundson": _edmundson,
    "kl": _ranked(lambda b: kl.order(b.words, b.content)),
    "lexrank": _ranked(lambda b: by_score(lexrank.scores(b.stems))),
    "lsa": _ranked(lambda b: by_score(lsa.scores(b.stems, b.all_stems))),
    "luhn": _ranked(lambda b: by_score(luhn.scores(b.stems, b.all_stems))),
    "random": _random,
    "reduction": _ranked(lambda b: by_score(reduction.scores(b.stems))),
    "sumbasic": _ranked(lambda b: sumbasic.order(b.stems)),
    "textrank": _ranked(lambda b: by_score(textrank.scores(b.stems))),
}


def summarizer(name: str = DEFAULT, **options: Any) -> Summarizer:
    """The summarizer of that name with its options; ConfigError for a name or an option that does not exist.

    A user's own is named "package.module:function"; it is the summarizer itself, and gets options as keywords.
    """
    if is_plugin(name):
        return partial(load(name), **options)
    factory = SUMMARIZERS.get(name)
    if factory is None:
        raise ConfigError(f"no summarizer {name!r}; there are: {', '.join(sorted(SUMMARIZERS))}")
    try:
        return factory(**options)
    except TypeError:
        raise ConfigError(f"summarizer {name!r} has no such option: {', '.join(sorted(options))}") from None


def checked(chosen: Sequence[int], passages: Sequence[Passage], words: int) -> list[int]:
    """What a summarizer returned, held to its promise: indices that exist, each once, within the budget, best first.

    A summarizer from outside may break it; what does not hold is left out.
    """
    kept: list[int] = []
    left = words
    for index in chosen:
        if 0 <= index < len(passages) and index not in kept:
            length = len(passages[index].text.split())
            if length <= left:
                kept.append(index)
                left -= length
    return kept
