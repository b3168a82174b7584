"""Whether a later claim says the opposite of an earlier one about the same thing: "The beaches will stay open", "The
beaches were closed on Tuesday"."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from briefing import language
from briefing.compose.changes.tuning import CHANGES
from briefing.compose.sentences.claims import Claim
from briefing.compose.sentences.numbers.quantities import named_places
from briefing.compose.sentences.terms import opposites


def is_opposite(old: Claim, new: Claim) -> bool:
    """Has each a word of its own of a pair of opposites, and do they share what is neither a name nor a day, where
    neither names another place or is denied?"""
    lang = old.article.language
    if new.article.language != lang or not _turned(old, new):
        return False
    if _apart(_names(old), _names(new)) or _apart(_places(old), _places(new)):
        return False
    one, other = old.said.terms, new.said.terms
    shared = (one.content & other.content) - _stems((*one.names, *other.names), lang) - _days(lang)
    if (one.denied | other.denied) & shared:
        return False
    return fsum(sorted(one.weights.get(stem, 0.0) for stem in shared)) >= CHANGES.opposite


def _turned(old: Claim, new: Claim) -> bool:
    """Has the earlier one words of one side of a pair alone, and the later one words of the other side alone?"""
    one, other = old.said.word_set, new.said.word_set
    for pair in opposites(old.article.language):
        for this, that in (pair, pair[::-1]):
            if one & this and other & that and not one & that and not other & this:
                return True
    return False


def _names(claim: Claim) -> frozenset[str]:
    """The names that it holds, without that of who says it."""
    speakers = {word for name in claim.said.voices for word in language.words(name, claim.article.language)}
    return frozenset(claim.said.terms.names) - speakers


def _places(claim: Claim) -> frozenset[str]:
    return named_places(claim.passage.text, claim.article.language)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _days(lang: str | None) -> frozenset[str]:
    known = language.data(lang)
    return _stems((*known.months, *known.weekdays), lang)


def _stems(words: Iterable[str], lang: str | None) -> frozenset[str]:
    return frozenset(language.stem(word, lang) for word in words)
