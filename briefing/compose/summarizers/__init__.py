"""Summarizers: one algorithm a file, all by name in one table.

A summarizer takes passages and a budget in words and returns indices of passages, best first, which together keep the
budget. It returns no text, so it cannot write any. A factory makes one from the options that it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, SupportsIndex

from briefing.compose.summarizers import coverage
from briefing.compose.summarizers.classic import kl, lexrank, lsa, luhn, reduction, sumbasic, textrank
from briefing.compose.summarizers.classic.bag import Bag, bag, by_score, fill
from briefing.errors import ConfigError
from briefing.model import Passage
from briefing.plugins import ExtensionPoint, UserFunction, is_plugin, shown

Summarizer = Callable[[Sequence[Passage], int], list[int]]
Factory = Callable[..., Summarizer]
Ranking = Callable[[Bag], Any]

DEFAULT = "coverage"
SCORE = "score"  # in a section: the section's own score ranks, no summarizer
POINT = ExtensionPoint(
    role="summarizer",
    key="summarizer:",
    takes=("passages", "words"),
    gives="indices of passages, each once, best first, that together keep within the words",
    guide="docs/add-a-summarizer.md",
)


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
        from briefing.compose.summarizers.classic import edmundson

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
        return _own(POINT.load(name, **options))
    factory = SUMMARIZERS.get(name)
    if factory is None:
        raise ConfigError(f"no summarizer {name!r}; there are: {', '.join(sorted(SUMMARIZERS))}")
    try:
        return factory(**options)
    except TypeError:
        raise ConfigError(f"summarizer {name!r} has no such option: {', '.join(sorted(options))}") from None


def summarizers(names: Iterable[str]) -> dict[str, Summarizer]:
    """The summarizers that sections name, by name; `score` needs none. Raises ConfigError."""
    return {name: summarizer(name) for name in dict.fromkeys(names) if name != SCORE}


def broken(chosen: Sequence[object], passages: Sequence[Passage], words: int) -> str:
    """How a summarizer's choice breaks its promise, in words; "" where it keeps it."""
    seen: set[int] = set()
    used = 0
    for index in chosen:
        if isinstance(index, bool) or not isinstance(index, SupportsIndex):
            return f"returned {shown(index)} among its indices"
        number = index.__index__()
        if not 0 <= number < len(passages):
            return f"returned the index {number} of {len(passages)} passages"
        if number in seen:
            return f"returned the index {number} twice"
        seen.add(number)
        used += len(passages[number].text.split())
    return f"returned passages of {used} words where {words} may be" if used > words else ""


def _own(function: UserFunction) -> Summarizer:
    """A user's summarizer, held to its promise: ConfigError for whatever else it returns or raises."""

    def summarizer(passages: Sequence[Passage], words: int) -> list[int]:
        chosen = function.rows(passages, words)
        why = broken(chosen, passages, words)
        if why:
            raise function.wrong(chosen, why)
        return [int(index) for index in chosen]

    return summarizer
