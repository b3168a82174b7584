"""Whether a word that may be a verb of saying is one where it stands."""

from __future__ import annotations

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.tokens import Tokens

_BESIDE = 6  # tokens
SPEAKING = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.PRONOUN


def is_verb(t: Tokens, at: int) -> bool:
    """Whether a word that may be a verb of saying is one here, and not a noun ("claims", "a call")."""
    bits = t.bits[at]
    if not bits & lx.CUE or bits & lx.GENITIVE:
        return False
    if bits & lx.NAME and at > 0 and not t.bits[at - 1] & lx.QUOTE:
        return False
    if t.lowers[at] in t.words.with_it and t.lowers[at + 1 : at + 2] not in (["it"], ["this"]):
        return False
    if t.lowers[at] in t.words.light and t.words.statement.isdisjoint(t.lowers[at + 1 : at + 6]):
        return False
    before = t.bits[at - 1] if at else 0
    if bits & lx.GERUND:
        if before & lx.PREPOSITION and t.lowers[at - 1] in t.words.noun_after:
            return False
        if bits & lx.ATTITUDE and (at + 1 >= len(t) or t.bits[at + 1] & lx.PUNCTUATION):
            return False
        return not before & (lx.DETERMINER | lx.POSSESSIVE | lx.GENITIVE)
    noun = t.lowers[at] in t.words.nouns
    if t.lowers[at] in t.words.nouns_last and _followed_by_nothing(t, at) and not _quote_beside(t, at):
        return False  # "and other Western states."
    past = not bits & (lx.BASE | lx.THIRD | lx.GERUND)
    if past and t.words.gerund_endings and before & lx.PREPOSITION and not before & (lx.ADVERB | lx.SUBORDINATOR):
        return False  # "a vote on proposed changes"
    if past and t.lowers[at] in t.words.adjectives:
        ordinal = before & lx.ADVERB and at > 1 and t.bits[at - 2] & lx.DETERMINER  # "the first reported case"
        if ordinal or before & (lx.NUMBER | lx.DETERMINER | lx.PREPOSITION):
            return False
    if noun and before & lx.ADVERB and at > 1 and t.bits[at - 2] & (lx.DETERMINER | lx.POSSESSIVE):
        return False  # "the first state"
    if before & lx.DETERMINER and before & lx.ROLES and not bits & (lx.BASE | lx.THIRD) and not _opens(t, at - 1):
        return bool(before & lx.ADVERB and t.bits[at - 2] & (lx.NAME | lx.ROLES | lx.BODY | lx.CLOSE))
    if before & lx.DETERMINER and before & lx.ROLES and bits & lx.BASE and at + 1 < len(t):
        opens = at == 1 or t.bits[at - 2] & (lx.COMMA | lx.CONJUNCTION)
        if opens and t.bits[at + 1] & (lx.DETERMINER | lx.POSSESSIVE | lx.PRONOUN | lx.NAME):
            return True  # "Some blame the port"
    if before & (lx.DETERMINER | lx.POSSESSIVE | lx.GENITIVE) and (noun or not before & (lx.ROLES | lx.PRONOUN)):
        return not before & (lx.GENITIVE | lx.POSSESSIVE) and not noun and t.lowers[at - 1] in t.words.alone
    if bits & (lx.BASE | lx.THIRD):
        if not noun:
            return True
        if before & lx.PREPOSITION and not before & lx.ADVERB and t.lowers[at - 1] not in t.words.infinitive:
            return False
        after = t.bits[at + 1] if at + 1 < len(t) else 0
        named = bool(before & (lx.NAME | lx.PRONOUN | lx.CLOSE))
        if at + 1 >= len(t) or after & (lx.COMMA | lx.STOP):
            quoted = lx.QUOTE in t.bits and bits & lx.THIRD
            # "the Courier reports."; not "according to media reports."
            return not bits & lx.JUDGE and bool(named or quoted or _closes(t, at))
        if after & lx.AUXILIARY or t.lowers[at + 1] in t.words.noun_before:
            return bool(before & lx.PRONOUN)
        if not named and at > 1 and t.bits[at - 2] & lx.PREPOSITION:
            return False
        compound = not after or (after & lx.ROLE and not after & (lx.NAME | lx.ROLES))
        compound = compound or bool(bits & lx.BASE and before & lx.CONJUNCTION and after & lx.BODY)  # "and rail staff"
        if bits & lx.JUDGE and compound:
            return False  # "the Tarn attacks suspect"
        if bits & lx.BASE:
            plural = before & (lx.ROLES | lx.PRONOUN | lx.AUXILIARY | lx.ADVERB | lx.RELATIVE | lx.CONJUNCTION)
            return bool(plural) or t.lowers[at - 1 : at] == ["to"] or _plural_before(t, at, after)
        if not before & SPEAKING and not before & (lx.ADVERB | lx.COMMA | lx.QUOTE | lx.RELATIVE | lx.CONJUNCTION):
            return bool(after & lx.QUOTE) and not (at > 1 and t.bits[at - 2] & lx.DETERMINER)
    return True


def _followed_by_nothing(t: Tokens, at: int) -> bool:
    """Whether a token ends its clause, or only a preposition follows."""
    return at + 1 >= len(t) or bool(t.bits[at + 1] & (lx.PUNCTUATION | lx.PREPOSITION))


def _quote_beside(t: Tokens, at: int) -> bool:
    return any(bits & lx.QUOTE for bits in t.bits[max(0, at - _BESIDE) : at + 3])


def _closes(t: Tokens, at: int) -> bool:
    """Whether a plural or a body between a comma and the verb ends the sentence: "…, government data show"."""
    for k in range(at - 1, max(-1, at - 6), -1):
        if t.bits[k] & (lx.COMMA | lx.QUOTE):
            return bool(t.bits[at - 1] & (lx.ROLES | lx.BODY)) and k < at - 1
        if t.bits[k] & (lx.PREPOSITION | lx.AUXILIARY):
            return False
    return False


def _opens(t: Tokens, at: int) -> bool:
    """Whether a token opens its clause."""
    before = t.bits[at - 1] if at else lx.STOP
    return bool(before & (lx.PUNCTUATION | lx.CONJUNCTION | lx.SUBORDINATOR | lx.QUOTE))


def _plural_before(t: Tokens, at: int, after: int) -> bool:
    """Whether a plural stands before a plain form: "the Tarns claim", "the videos show Venn"."""
    before = t.lowers[at - 1] if at else ""
    if not before.endswith("s") or before.endswith("ss"):
        return False
    return bool(t.bits[at - 1] & lx.NAME or after & (lx.NAME | lx.DETERMINER | lx.PRONOUN | lx.SUBORDINATOR))


def finite(t: Tokens, at: int) -> bool:
    """Whether a token is a verb that ends a noun phrase."""
    bits = t.bits[at]
    if bits & lx.AUXILIARY:
        return True
    return bool(bits & lx.CUE) and not bits & (lx.GERUND | lx.NAME) and is_verb(t, at)
