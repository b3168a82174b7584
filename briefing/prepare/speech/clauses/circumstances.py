"""Small questions about the words around a verb of saying: is it one at all, and who is meant where it is not plain."""

from __future__ import annotations

from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.phrases.sources import source
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

SPEAKER = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY
_RECENT = 10  # tokens


def names_some(t: Tokens, who: Range) -> bool:
    """Whether more than the capital of its article makes a phrase one who speaks: not "The better"."""
    return who[0] == who[1] or any(bits & SPEAKER for bits in t.bits[who[0] + 1 : who[1] + 1])


def over_the(t: Tokens, verb: int, at: int) -> bool:
    """Whether an article parts a preposition from a time: "over the weekend warned"; not "in the June report"."""
    definite = t.lowers[at] in t.words.definite and t.lowers[at] not in t.words.alone
    return definite and at > 0 and bool(t.bits[at - 1] & lx.PREPOSITION) and t.lowers[verb] not in t.words.nouns


def bare_role(t: Tokens, who: Range) -> bool:
    """Whether a phrase is a role without an article: "mayor of Z", "regional head of the service"."""
    bits = t.bits[who[0]]
    if bits & (lx.ROLE | lx.TITLE):
        return True
    return not bits and bool(t.words.of(source(t, who).noun) & lx.ROLE)


def aside(t: Tokens, who: Range, quoted: int) -> bool:
    """Whether what somebody thinks or wants is only mentioned in passing: "when Venn planned", "the price Salk
    wants"."""
    if quoted or not who[0]:
        return False
    before = t.bits[who[0] - 1]
    return not before & (lx.PUNCTUATION | lx.QUOTE | lx.CONJUNCTION | lx.ADVERB | lx.TIME | lx.CUE)


def named_so(t: Tokens, at: int) -> bool:
    """Whether a past form only gives the name of what stands before it: "has refused its story called “…”"."""
    if t.lowers[at] not in t.words.naming or t.bits[at] & (lx.BASE | lx.THIRD | lx.GERUND):
        return False
    if t.bits[at - 1] & (lx.NAME | lx.PRONOUN | lx.FUNCTION):
        return False
    start = next((k for k in range(at - 1, -1, -1) if t.bits[k] & (lx.PUNCTUATION | lx.SUBORDINATOR)), 0)
    return any(bits & lx.AUXILIARY for bits in t.bits[start:at])


def some_of_them(t: Tokens, left: int) -> Range | None:
    """ "supporters, many wearing caps and chanting": many."""
    if not t.bits[left] & lx.CONJUNCTION:
        return None
    for k in range(left - 1, max(0, left - _RECENT), -1):
        if t.bits[k] & lx.PUNCTUATION:
            quantity = t.lowers[k + 1] in t.words.alone and t.bits[k + 1] & lx.ROLES
            return (k + 1, k + 1) if quantity else None
    return None


def complement(t: Tokens, who: Range) -> bool:
    """Whether "is", "was" or "be" stands before a noun phrase that an article opens: a past form behind it only
    describes it ("she is the official described as")."""
    before = t.lowers[who[0] - 1] if who[0] > 1 else ""
    return before in t.words.passive and bool(t.bits[who[0]] & lx.DETERMINER) and not t.bits[who[1]] & lx.NAME


def governed(t: Tokens, verb: int, who: Range) -> bool:
    """Whether a preposition behind a noun governs a plural phrase, and the past form behind that hangs on it: "attacks
    on police stations reported in the north"."""
    at = who[0] - 1
    while at > 0 and not t.bits[at] & ~lx.GERUND:
        at -= 1
    if at < 1 or not hanging(t, verb) or t.bits[who[1]] & lx.NAME or not t.bits[at] & lx.PREPOSITION:
        return False
    return not t.bits[at - 1] & (lx.PUNCTUATION | lx.FUNCTION | lx.QUOTE | lx.TIME)


def contact(t: Tokens, who: Range, verb: int) -> bool:
    """Whether a name and its verb only tell what somebody says of the noun before them, inside another clause: "it does
    not charge the officers Venn says robbed them"."""
    if not who[0] or verb != who[1] + 1 or verb + 1 >= len(t) or not t.bits[who[0]] & (lx.NAME | lx.PRONOUN):
        return False
    if t.bits[who[0] - 1] & (lx.FUNCTION | lx.PUNCTUATION | lx.QUOTE | lx.TIME | lx.CUE | lx.NAME):
        return False
    acts = t.bits[verb + 1] & lx.AUXILIARY or t.lowers[verb + 1].endswith(t.words.past_endings or "\x00")
    return bool(acts) and any(bits & lx.AUXILIARY for bits in t.bits[: who[0]])


def hanging(t: Tokens, at: int) -> bool:
    """Whether a past form is followed by a preposition: most likely a participle."""
    past = not t.bits[at] & (lx.BASE | lx.THIRD | lx.GERUND)
    after = t.bits[at + 1] if at + 1 < len(t) else 0
    return past and bool(after & lx.PREPOSITION) and not after & (lx.SUBORDINATOR | lx.ADVERB)
