"""What of the words before a verb of saying is a noun phrase, where they hold more.

They may hold a verb with its object ("the sale violated the rules which state"), another noun phrase ("one result of
several talks Mayor X said"), a circumstance ("said the band in a statement"). What stands next to the verb answers.
"""

from __future__ import annotations

import re

from briefing.prepare.speech.phrases.kinds import NOUNLIKE, Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_GLUED = re.compile(r"[a-z]{2}\.[A-Z]")  # two sentences without a space between them
_OWNER = lx.DETERMINER | lx.POSSESSIVE


def narrowed(t: Tokens, who: Range) -> Range | None:
    """The noun phrase of a speaker; None where the words are a clause of their own or parts of two sentences.

    Only for languages whose table has endings of past forms and of plurals.
    """
    if t.words.free_order or not (t.words.past_endings and t.words.plural_endings):
        return who
    if _GLUED.search(t.slice(*who)) or _clause_of_pronoun(t, who):
        return None
    first, last = who[0], _without_circumstance(t, who)
    for at in range(last, first, -1):
        if _begins_another(t, first, at, last):
            return (at, last)
    return (first, last)


def _clause_of_pronoun(t: Tokens, who: Range) -> bool:
    """ "he let": a pronoun takes nothing behind it but "himself", "all", "and X"."""
    first, last = who
    if first == last or not t.bits[first] & lx.PRONOUN or t.bits[first] & NOUNLIKE & ~lx.NAME:
        return False
    behind = t.bits[last]
    return not behind & (lx.ADVERB | lx.PRONOUN | lx.DETERMINER | NOUNLIKE)


def _without_circumstance(t: Tokens, who: Range) -> int:
    """The last token without "in a statement" or "at $4 billion"."""
    first, last = who
    written = t.lowers[last] in t.words.writing | t.words.writings
    for at in range(last - 1, first, -1):
        if not t.bits[at] & lx.PREPOSITION or t.lowers[at] not in t.words.where:
            continue
        rest = range(at + 1, last + 1)
        if t.bits[at + 1] & lx.NUMBER and not any(t.bits[k] & (lx.NAME | lx.ROLES | lx.BODY) for k in rest):
            return at - 1
        any_ = t.bits[at + 1] & lx.DETERMINER and t.lowers[at + 1] not in t.words.definite
        return at - 1 if written and any_ else last
    return last


def _begins_another(t: Tokens, first: int, at: int, last: int) -> bool:
    """Whether the noun phrase next to the verb begins with a token."""
    before = t.bits[at - 1]
    if t.lowers[at - 1] in t.words.by and not before & lx.NAME:
        return not any(t.bits[k] & NOUNLIKE & ~lx.NUMBER for k in range(first, at - 1))
    if t.bits[at] & lx.POSSESSIVE and not t.bits[at] & lx.NAME:
        done = at > 1 and t.lowers[at - 2] in t.words.by  # "by aiming their fire at the court"
        return not done and at < last and not before & (lx.FUNCTION | lx.PUNCTUATION | lx.QUOTE | NOUNLIKE)
    if before & (lx.FUNCTION | lx.PUNCTUATION | NOUNLIKE | lx.QUOTE):
        return False
    word = t.lowers[at - 1]
    if word.endswith(t.words.past_endings) and at - 1 > first:
        object_ = t.bits[at] & (_OWNER | lx.GENITIVE) or (t.bits[at] & lx.NAME and at == last)
        return bool(object_) and not t.bits[at - 2] & (lx.FUNCTION & ~lx.PRONOUN)
    relative = t.bits[at] & (lx.TITLE | lx.ROLES) and t.bits[at] & lx.NAME
    return bool(relative) and word.endswith(t.words.plural_endings) and not word.endswith("ss")
