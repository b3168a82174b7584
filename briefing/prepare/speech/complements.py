"""Whether what stands around a verb of saying fits it: a quotation, "that", a clause, a comma on either side."""

from __future__ import annotations

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.phrase_after import right_of
from briefing.prepare.speech.tokens import Tokens

_NEAR = 7
_REACH, _REACH_BACK = 14, 30  # tokens within which a quotation belongs to a verb, after it and before it


def quote_near(t: Tokens, at: int) -> int:
    """2 if a quotation stands right beside the verb's clause, 1 if one stands further off in it, else 0."""
    for k in range(at - 1, max(-1, at - _REACH_BACK), -1):
        if t.bits[k] & lx.QUOTE:
            return 2
        if t.bits[k] & (lx.STOP | lx.COLON | lx.AUXILIARY):
            break
    for k in range(at + 1, min(len(t), at + _REACH)):
        if t.bits[k] & lx.QUOTE:
            return 2 if k <= at + 3 else 1
        if t.bits[k] & lx.STOP:
            break
    return 0


def complement(t: Tokens, at: int, kind: int, quoted: int) -> bool:
    """Whether what follows fits a verb of its kind."""
    after = t.lowers[at + 1] if at + 1 < len(t) else ""
    bits = t.bits[at + 1] if at + 1 < len(t) else 0
    past = not t.bits[at] & (lx.BASE | lx.THIRD | lx.GERUND)
    if past and after in t.words.infinitive and at + 2 < len(t) and t.bits[at + 2] & lx.AUXILIARY:
        return False  # "a player said to be …"
    if (past or t.bits[at] & lx.GERUND) and after in t.words.by:
        agent = t.bits[at + 2] if at + 2 < len(t) else 0  # "said by the police", but "said by email"
        return kind == lx.SAY and past and not agent & (lx.NAME | lx.DETERMINER | lx.ROLE | lx.ROLES | lx.POSSESSIVE)
    if kind == lx.JUDGE and past and after in t.words.judged_before and quoted < 2:
        return False
    if t.lowers[at] in t.words.naming and not quoted and t.words.naming_words.isdisjoint(_named_words(t, at)):
        return False
    if t.lowers[at] in t.words.growing and (after in t.words.infinitive or bits & lx.PREPOSITION) and quoted < 2:
        return False
    if t.lowers[at] in t.words.running and bits & (lx.NAME | lx.TITLE) and not quoted:
        return not t.words.infinitive.isdisjoint(t.lowers[at + 1 : at + _NEAR])
    if (
        t.lowers[at] in t.words.owning
        and bits & (lx.DETERMINER | lx.NUMBER)
        and after not in t.words.that
        and not quoted
    ):
        return False
    if t.lowers[at] in t.words.counting and bits & lx.NUMBER and not quoted:
        return False
    if (
        t.lowers[at] in t.words.falling
        and after not in t.words.infinitive
        and not bits & (lx.DETERMINER | lx.POSSESSIVE)
    ):
        return False
    if t.bits[at] & lx.QUOTING and not _beside_quote(t, at):
        return False
    if kind in (lx.SAY, lx.JUDGE):
        return True
    if kind == lx.ATTITUDE:
        return not (past and after in t.words.participle_before) and not (
            past and after in t.words.infinitive and t.lowers[at] not in t.words.wanting
        )
    if quoted:
        return True
    k = at + 1
    while k < len(t) and t.bits[k] & (lx.ADVERB | lx.TIME | lx.PREPOSITION) and k < at + 5:
        k += 1
    if any(t.lowers[m] in t.words.that for m in range(at + 1, min(len(t), k + 3))):
        return True
    if bits & lx.COLON or at + 1 >= len(t):
        return True
    if bits & lx.SUBORDINATOR and after not in ("as", "since", "before", "after", "until"):
        return True
    if bits & lx.COMMA and at and _parenthetic(t, at):
        return True
    if any(t.bits[m] & lx.SUBORDINATOR and not t.bits[m] & lx.PREPOSITION for m in range(at + 1, min(len(t), at + 6))):
        return t.lowers[at] in t.words.asking
    return _clause_follows(t, at + 1)


def _named_words(t: Tokens, at: int) -> list[str]:
    """The words that follow closely; behind a common noun ("a group called X, …") no further than the clause."""
    last = min(len(t), at + 9)
    if at and not t.bits[at - 1] & (lx.NAME | lx.PRONOUN | lx.FUNCTION):
        last = next((k for k in range(at + 1, last) if t.bits[k] & lx.COMMA), last)
    return t.lowers[at + 1 : last]


def _beside_quote(t: Tokens, at: int) -> bool:
    """Whether a quotation or a colon follows at once, or a quotation stands just before the subject."""
    k = at + 1
    while k < len(t) and t.bits[k] & lx.ADVERB:
        k += 1
    after = t.bits[k] if k < len(t) else 0
    if after & (lx.QUOTE | lx.COLON) or (after & lx.COMMA and k + 1 < len(t) and t.bits[k + 1] & lx.QUOTE):
        return True
    return any(t.bits[k] & lx.QUOTE and _statement(t, k) for k in range(max(0, at - _NEAR), at))


def _statement(t: Tokens, quote: int) -> bool:
    """Whether a quotation ends like a statement, and not like a word in marks."""
    end = t.ends[quote]
    inside = t.text[t.starts[quote] : end].rstrip("\"'”’»“ ")
    return inside[-1:] in (",", ".", "!", "?", "…", "—", "–") or t.text[end : end + 1] == ","


def _parenthetic(t: Tokens, at: int) -> bool:
    """Whether a comma or a quotation stands shortly before: "…, Smith noted, …"."""
    return any(t.bits[k] & (lx.COMMA | lx.QUOTE | lx.DASH) for k in range(max(0, at - 8), at)) or (
        t.bits[0] & lx.SUBORDINATOR > 0
    )


def _clause_follows(t: Tokens, start: int) -> bool:
    found = right_of(t, start, long=False)
    if not found:
        return False
    k = found[1] + 1
    while k < len(t) and t.bits[k] & lx.ADVERB:
        k += 1
    return k < len(t) and bool(t.bits[k] & lx.AUXILIARY)
