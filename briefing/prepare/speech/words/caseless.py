"""Names in a script without capitals: known by a given name, by what the article named before, or by their place."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import Lexicon
from briefing.prepare.speech.words.tokens import Tokens, tokens

_REACH = 9  # tokens from a verb to the end of its subject
_FEWEST = 3  # tokens of a subject that has a title and a name


def mark_names(t: Tokens) -> None:
    """Give the tokens of names what a capital gives them elsewhere."""
    at = 0
    while at < len(t):
        if _opens(t, at):
            at = _mark(t, at)
        else:
            at += 1
    for verb in range(len(t)):
        if t.bits[verb] & lx.CUE:
            _mark_last(t, verb)


def _opens(t: Tokens, at: int) -> bool:
    """Whether a name begins with a token."""
    if t.bits[at] & ~(lx.PARTICLE | lx.TITLE | lx.PREPOSITION):
        return False
    words = t.words
    bare = _bare(t.lowers[at], words)
    if bare in words.she_names or bare in words.he_names:
        return True
    if t.bits[at] & lx.PARTICLE:
        return at + 1 < len(t) and not t.bits[at + 1] and not t.lowers[at + 1].startswith(words.affixes.article)
    return t.lowers[at] in t.known


def _bare(word: str, words: Lexicon) -> str:
    """A name without a conjunction or a preposition that is written together with it."""
    if word in words.she_names or word in words.he_names:
        return word
    prefix = next((one for one in (*words.affixes.prefixes, *words.affixes.governing) if word.startswith(one)), "")
    return word[len(prefix) :]


def _mark(t: Tokens, at: int) -> int:
    """Mark the name that begins with a token: particles, given names, one family name. Where the next may begin."""
    names = 1 if not t.bits[at] & lx.PARTICLE else 0
    whole = t.lowers[at] in t.known
    t.bits[at] |= lx.NAME
    k = at + 1
    while k < len(t) and not whole and t.lowers[k] not in t.words.that:
        particle = t.bits[k] & lx.PARTICLE
        given = t.lowers[k] in t.words.she_names or t.lowers[k] in t.words.he_names or t.lowers[k] in t.known
        behind_particle = t.bits[k - 1] & lx.PARTICLE
        if not particle and (t.bits[k] or (names > 1 and not given and not behind_particle)):
            break
        t.bits[k] |= lx.NAME
        names += not particle
        k += 1
    return k


def _mark_last(t: Tokens, verb: int) -> None:
    """ "said the minister of health X Y that": the last two words of a subject with a title are a name."""
    end = verb + 1
    stops = lx.PUNCTUATION | lx.QUOTE | lx.PREPOSITION | lx.SUBORDINATOR | lx.RELATIVE | lx.TIME | lx.ADVERB | lx.CUE
    while end < len(t) and end - verb <= _REACH and not t.bits[end] & stops and t.lowers[end] not in t.words.that:
        end += 1
    inside = range(verb + 1, end)
    if len(inside) < _FEWEST or not t.bits[verb + 1] & (lx.TITLE | lx.ROLE) or any(t.bits[k] & lx.NAME for k in inside):
        return
    closes = end >= len(t) or t.lowers[end] in t.words.that or t.bits[end] & (lx.COLON | lx.COMMA | lx.QUOTE)
    given = t.lowers[end - 2]
    if closes and not t.bits[end - 1] and not t.bits[end - 2] and not given.startswith(t.words.affixes.article):
        t.bits[end - 2] |= lx.NAME
        t.bits[end - 1] |= lx.NAME


def name_runs(text: str, words: Lexicon, known: frozenset[str] = frozenset()) -> Iterator[tuple[int, str]]:
    """The names of a text, and where each begins."""
    t = tokens(text, (), words)
    t.known = known
    mark_names(t)
    at = 0
    while at < len(t):
        if not t.bits[at] & lx.NAME:
            at += 1
            continue
        end = at
        while end + 1 < len(t) and t.bits[end + 1] & lx.NAME:
            end += 1
        yield t.starts[at], t.slice(at, end)
        at = end + 1
