"""The noun phrase that begins with a token, and the subject at the head of a sentence."""

from __future__ import annotations

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.cue_verbs import SPEAKING, finite
from briefing.prepare.speech.phrases import ENDS, LONGEST, NOUNLIKE, Range, joins, nickname, plausible
from briefing.prepare.speech.tokens import Tokens

_OPENING = lx.DETERMINER | lx.POSSESSIVE
_BRACKET = 12  # tokens in brackets


def right_of(t: Tokens, start: int, *, long: bool = True) -> Range | None:
    """The noun phrase that begins with token `start`; long: with what hangs on it by a preposition."""
    if start >= len(t) or not _begins(t, start):
        return None
    if t.bits[start] & lx.PRONOUN:
        return (start, start)
    last = start
    named = bool(t.bits[start] & lx.NAME)
    head = bool(t.bits[start] & (lx.ROLE | lx.ROLES | lx.BODY))
    at = start + 1
    while at < len(t) and at - start < LONGEST:
        bits = t.bits[at]
        if bits & lx.OPEN:
            closer = next((k for k in range(at, min(len(t), at + _BRACKET)) if t.bits[k] & lx.CLOSE), None)
            if closer is None:
                break
            at = closer + 1
            continue
        if nickname(t, at):
            at += 1
            continue
        if _ends(t, at, head):
            break
        if bits & lx.PREPOSITION and not _hangs_on(t, at, long, named and not head):
            break
        named = named or bool(bits & lx.NAME)
        head = head or bool(bits & (lx.ROLE | lx.ROLES | lx.BODY))
        last = at
        at += 1
    loose = lx.PREPOSITION | lx.CONJUNCTION | lx.DETERMINER
    while last > start and t.bits[last] & loose and not t.bits[last] & NOUNLIKE:
        last -= 1
    if head and last - start > 1 and _participle_of_time(t, last):
        last -= 1
    return (start, last)


def _participle_of_time(t: Tokens, at: int) -> bool:
    """Whether a phrase's last word says when it came out: "a report released [Friday]"."""
    timed = at + 1 < len(t) and t.bits[at + 1] & lx.TIME
    return bool(timed) and not t.bits[at] & NOUNLIKE and t.lowers[at].endswith("ed")


def _begins(t: Tokens, start: int) -> bool:
    bits = t.bits[start]
    if bits & lx.PRONOUN:
        return True
    if t.lowers[start] in t.words.that or bits & (ENDS | lx.AUXILIARY | lx.CLOSE):
        return False
    if bits & lx.PREPOSITION and not bits & lx.DETERMINER:
        return False
    leads = bits & (lx.SUBORDINATOR | lx.ADVERB | lx.TIME | lx.CONJUNCTION)
    return not leads or bool(bits & (lx.DETERMINER | lx.ROLES | lx.NAME))


def _ends(t: Tokens, at: int, head: bool) -> bool:
    """Whether a token stands behind the phrase and not in it; head: the phrase has its common noun."""
    bits = t.bits[at]
    if bits & (ENDS | lx.PRONOUN | lx.SUBORDINATOR) or finite(t, at):
        return True
    if bits & lx.GERUND and bits & (lx.SAY | lx.CLAUSE) and not head:
        return True
    modifies = t.bits[at - 1] & (lx.DETERMINER | lx.POSSESSIVE)
    if bits & lx.TIME and not (bits & lx.ADVERB and bits & lx.NAME):
        return not modifies or t.lowers[at - 1] in t.words.alone  # "the late mayor's diary", but "said this week"
    if bits & lx.CONJUNCTION and not joins(t, at, len(t)):
        return True
    if not bits and t.bits[at - 1] & lx.NAME and t.lowers[at].endswith(t.words.gerund_endings or "\x00"):
        speaks = at + 1 < len(t) and t.bits[at + 1] & (lx.ROLE | lx.ROLES | lx.BODY)
        return not speaks  # "Irina standing by the gate", but "a Tarn broadcasting network"
    return bool(bits & lx.ADVERB) and not bits & (lx.NAME | lx.PREPOSITION) and not modifies


_JOINING = ("of", "de", "di", "von", "des", "du", "da", "do", "del", "van")


def _hangs_on(t: Tokens, at: int, long: bool, bare_name: bool) -> bool:
    """Whether a preposition continues the phrase: "a spokesman for X", "the Bank of X", but not "X in Tarn"."""
    if not long or at + 1 >= len(t) or t.bits[at + 1] & lx.TIME:
        return False
    return not bare_name or t.lowers[at] in _JOINING


def main_subject(t: Tokens, before: int) -> Range | None:
    """The subject of the sentence's first clause that begins before token `before`: after "On Monday," or "When …,"."""
    at = 0
    for _ in range(6):
        while at < before and t.bits[at] & (lx.CONJUNCTION | lx.COMMA | lx.DASH | lx.STOP | lx.QUOTE):
            at += 1
        if at >= before:
            return None
        bits = t.bits[at]
        adverb = (
            t.lowers[at].endswith(t.words.adverb_endings or "\x00")
            and bool(at + 1 < len(t))
            and not t.bits[at + 1] & lx.CUE
        )
        introduces = (
            adverb
            or bits & (lx.PREPOSITION | lx.SUBORDINATOR | lx.TIME | lx.ADVERB | lx.GERUND)
            or t.lowers[at].endswith(("ed", "ing"))
        )
        if not introduces or bits & lx.DETERMINER:
            found = right_of(t, at)
            if found and _place(t, found, before) and at:
                at = found[1] + 2
                continue
            if found and plausible(t, found, strict=True):
                found = _until_unknown(t, found)
                speaks = t.bits[found[0] + 1 : found[1] + 1] if t.bits[found[0]] & _OPENING else t.bits[found[0] :]
                return found if any(bits & SPEAKING for bits in speaks) else None
            return None
        comma = next((k for k in range(at, before) if t.bits[k] & lx.COMMA), None)
        if comma is None:
            if bits & (lx.ADVERB | lx.TIME):
                at += 1
                continue
            return None
        at = comma + 1
    return None


def _place(t: Tokens, found: Range, before: int) -> bool:
    """Whether a name between commas only says where: "At a rally in Tarn, Marland, on Sunday, …"."""
    first, last = found
    if last + 2 >= before or not t.bits[last + 1] & lx.COMMA or last - first > 1:
        return False
    if not t.bits[first] & lx.NAME or any(
        t.bits[k] & (lx.TITLE | lx.ROLE | lx.PRONOUN | lx.BODY) for k in (first, last)
    ):
        return False
    after = t.bits[last + 2]
    return bool(after & (lx.PREPOSITION | lx.TIME | lx.TITLE | lx.NAME | lx.PRONOUN)) and not after & lx.DETERMINER


def _until_unknown(t: Tokens, found: Range) -> Range:
    """Cut a phrase where, after a name, an unknown small word begins: most likely the verb."""
    first, last = found
    closer = next((at for at in range(first, last + 1) if t.bits[at] & lx.OPEN), None)
    if closer is not None and closer > first:
        last = closer - 1
        found = (first, last)
    for at in range(first, last + 1):
        known = t.bits[at] & (lx.FUNCTION | NOUNLIKE | lx.TITLE | lx.PARTICLE)
        opens = (
            at == first + 1 and t.bits[first] & _OPENING and t.lowers[first] not in t.words.alone
        )  # "A top aide": a capital by its place
        if not known and at > first and not opens and t.bits[at - 1] & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY):
            if t.bits[at - 1] & lx.ROLES and not t.bits[at - 1] & lx.DETERMINER:
                return (first, at - 1)
            following = [t.bits[k] for k in range(at + 1, min(last, at + 2) + 1)]
            if not any(bits & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY) for bits in following[:1]):
                return (first, at - 1)
            if t.lowers[at].endswith(("ed", "s")):
                return (first, at - 1)
    return found
