"""Surnames that are other words too: "May said", "“No,” Long said". An article that names Theresa May or David Long in
full, or Mrs May, means them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon
from briefing.prepare.speech.words.tokens import Tokens

_OTHER = lx.ADVERB | lx.TIME | lx.AUXILIARY


@cache
def _pattern(words: Lexicon) -> re.Pattern[str] | None:
    """A courtesy or a given name, then one of the words that are adverbs, times or auxiliaries in small letters."""
    others = sorted(word for word, bit in words.bits.items() if bit & _OTHER and word.isalpha() and len(word) > 2)
    before = sorted(words.courtesy | words.he_names | words.she_names)
    if not others or not before:
        return None
    named = "|".join(re.escape(word.capitalize()) for word in before)
    return re.compile(rf"\b(?:{named})\.? ({'|'.join(re.escape(word.capitalize()) for word in others)})\b")


def surnames_of(texts: Sequence[str], words: Lexicon) -> frozenset[str]:
    """Those surnames, in small letters, that are adverbs, times or auxiliaries too; linear in the text."""
    pattern = None if words.caseless or words.nouns_capital else _pattern(words)
    if pattern is None:
        return frozenset()
    return frozenset(found.lower() for text in texts for found in pattern.findall(text))


def mark_surnames(t: Tokens, surnames: Collection[str]) -> None:
    """Makes these words names where they have a capital; as a sentence's first only right before a verb of saying, or
    before one and a day ("Long on Monday denied")."""
    for at, lower in enumerate(t.lowers):
        if lower not in surnames or not t.text[t.starts[at]].isupper():
            continue
        if at or (len(t) > 1 and t.bits[1] & lx.CUE) or (len(t) > 2 and t.bits[1] & lx.PREPOSITION and _is_day(t, 2)):
            t.bits[at] = lx.NAME


def _is_day(t: Tokens, at: int) -> bool:
    return bool(t.bits[at] & lx.TIME) and bool(t.bits[at] & lx.NAME)
