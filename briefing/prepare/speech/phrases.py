"""Noun phrases beside a verb: who could be its subject, to its left, to its right, or at the sentence's head."""

from __future__ import annotations

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.tokens import Tokens

Range = tuple[int, int]  # first and last token, inclusive

_LONGEST = 40  # tokens of a phrase
_NOUNLIKE = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.NUMBER | lx.GENITIVE
SPEAKING = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.PRONOUN
_ENDS_REGION = lx.QUOTE | lx.COMMA | lx.STOP | lx.COLON | lx.DASH | lx.OPEN | lx.RELATIVE
_LEADING = lx.CONJUNCTION | lx.ADVERB | lx.SUBORDINATOR | lx.TIME


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
        return not before & (lx.DETERMINER | lx.POSSESSIVE | lx.GENITIVE)
    noun = t.lowers[at] in t.words.nouns
    if before & lx.DETERMINER and before & lx.ROLES and not bits & (lx.BASE | lx.THIRD) and not _opens(t, at - 1):
        return bool(before & lx.ADVERB and t.bits[at - 2] & (lx.NAME | lx.ROLES | lx.BODY | lx.CLOSE))
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
            return not bits & lx.JUDGE and bool(
                named or quoted
            )  # "the Courier reports."; not "according to media reports."
        if after & lx.AUXILIARY or t.lowers[at + 1] in t.words.noun_before:
            return bool(before & lx.PRONOUN)
        if not named and at > 1 and t.bits[at - 2] & lx.PREPOSITION:
            return False
        if bits & lx.JUDGE and not after:
            return False  # "the Tarn attacks suspect"
        if bits & lx.BASE:
            plural = before & (lx.ROLES | lx.PRONOUN | lx.AUXILIARY | lx.ADVERB | lx.RELATIVE | lx.CONJUNCTION)
            return bool(plural) or t.lowers[at - 1 : at] == ["to"] or _plural_before(t, at, after)
        if not before & SPEAKING and not before & (lx.ADVERB | lx.COMMA | lx.QUOTE | lx.RELATIVE | lx.CONJUNCTION):
            return bool(after & lx.QUOTE)
    return True


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


def left_of(t: Tokens, last: int) -> Range | None:
    """The noun phrase that ends with token `last`."""
    if last < 0:
        return None
    if t.bits[last] & lx.PRONOUN and not t.bits[last] & lx.GENITIVE:
        return (last, last)
    if t.bits[last] & lx.CLOSE:
        opener = _opener(t, last)
        return left_of(t, opener - 1) if opener else None
    while last and t.bits[last] & lx.ADVERB and t.bits[last] & lx.ROLES and t.bits[last - 1] & SPEAKING:
        last -= 1  # "X and Y both"
    first = last + 1
    at = last
    while at >= 0 and last - at < _LONGEST:
        bits = t.bits[at]
        if bits & lx.CLOSE:
            opener = _opener(t, at)
            if opener is None:
                break
            at = first = opener
            at -= 1
            continue
        if bits & lx.QUOTE and at < last and t.bits[at + 1] & lx.NAME and at and t.bits[at - 1] & lx.NAME:
            at -= 1
            continue
        opens = at < last and t.bits[at + 1] & (lx.NAME | lx.DETERMINER | lx.PRONOUN | lx.ROLES)
        describes = bits & lx.RELATIVE and not bits & lx.POSSESSIVE and not opens and at > 0
        if describes and not t.bits[at - 1] & (lx.PUNCTUATION | lx.PREPOSITION):
            owner = left_of(t, at - 1)
            if owner is not None and at < last and plausible(t, owner, strict=True):
                return owner
        if (
            bits & lx.COMMA
            and 1 < at < last
            and not t.bits[at - 1]
            and t.bits[at - 2] & lx.DETERMINER
            and not t.bits[at + 1]
        ):
            at -= 1  # "the main, red-shirted group"
            continue
        if bits & _ENDS_REGION or (
            bits & lx.GERUND and bits & (lx.SAY | lx.CLAUSE) and not bits & lx.NAME and at < last
        ):
            break
        if bits & lx.SUBORDINATOR and not (bits & lx.DETERMINER and at == last):
            break
        if 0 < at < last and bits & lx.CUE and t.lowers[at + 1] in t.words.by and _bare_participle(t, at):
            last = at - 1  # "officials cited by the paper said": officials
            first = at
            at = last
            continue
        if at < last and finite(t, at):
            owner = _before_relative(t, at)
            if owner is not None:
                return owner
            break
        if bits & lx.CONJUNCTION and not _joins(t, at, last):
            break
        first = at
        at -= 1
    return _trimmed(t, first, last)


def _bare_participle(t: Tokens, at: int) -> bool:
    """Whether a past form before "by" describes the noun before it, no auxiliary making it a verb."""
    k = at - 1
    while k >= 0 and t.bits[k] & lx.ADVERB and not t.bits[k] & lx.NAME:
        k -= 1
    return k >= 0 and bool(t.bits[k] & _NOUNLIKE) and not t.bits[k] & lx.AUXILIARY


def _before_relative(t: Tokens, verb: int) -> Range | None:
    """If a verb belongs to a relative clause ("officials who asked not to be named"), whom that clause describes."""
    for at in range(verb - 1, max(0, verb - 10), -1):
        bits = t.bits[at]
        if bits & lx.RELATIVE and not bits & lx.POSSESSIVE and t.lowers[at] not in t.words.that:
            break
        if t.lowers[at] in t.words.that and t.bits[at - 1] & (lx.ROLES | lx.BODY):
            break
        if bits & lx.PUNCTUATION:
            return None
    else:
        return None
    found = left_of(t, at - 1) if at and not t.bits[at - 1] & lx.PUNCTUATION else None
    return found if found and plausible(t, found, strict=True) else None


def _opener(t: Tokens, closer: int) -> int | None:
    for at in range(closer - 1, max(-1, closer - _LONGEST), -1):
        if t.bits[at] & lx.OPEN:
            return at
    return None


def _joins(t: Tokens, at: int, last: int) -> bool:
    """Whether "and" joins two parts of one noun phrase."""
    if at == 0 or at == last:
        return False
    before, after = t.bits[at - 1], t.bits[at + 1]
    if after & lx.PRONOUN:
        return False
    if before & lx.NAME and after & (lx.NAME | lx.TITLE | lx.ROLES):
        return True
    if before & (lx.ROLES | lx.ROLE | lx.BODY | lx.TITLE):
        return True
    return not after & lx.DETERMINER and not before & (lx.COMMA | lx.QUOTE | lx.FUNCTION)


def _trimmed(t: Tokens, first: int, last: int) -> Range | None:
    """Without what leads in: "But", "On Monday", "In an interview with the paper", "the deficit [the bank said]"."""
    for at in range(last - 1, first, -1):
        if t.bits[at] & lx.DETERMINER and not t.bits[at] & (lx.NAME | lx.ADVERB | lx.PARTICLE):
            before = t.bits[at - 1]
            if not before & (lx.FUNCTION | lx.ROLES | lx.GENITIVE | lx.NUMBER | lx.TIME | lx.CUE | lx.GERUND | lx.NAME):
                first = at
            break
    while first <= last:
        bits = t.bits[first]
        if bits & _LEADING and not (bits & (lx.DETERMINER | lx.ROLES) and not bits & lx.SUBORDINATOR):
            if bits & lx.NAME and first > 0 and not bits & lx.TIME:
                break
            first += 1
        elif bits & lx.PREPOSITION and not bits & lx.NUMBER and (not bits & lx.DETERMINER or first == last):
            skipped = _after_preposition(t, first, last)
            if skipped is None:
                return None
            first = skipped
        elif (
            bits & lx.NUMBER
            and first < last
            and t.bits[first + 1] & (lx.NAME | lx.TIME)
            and first
            and (t.bits[first - 1] & lx.TIME)
        ):
            first += 1
        else:
            break
    return (first, last) if first <= last and not t.bits[last] & lx.PUNCTUATION else None


def _after_preposition(t: Tokens, first: int, last: int) -> int | None:
    """Where the noun phrase begins that follows a prepositional phrase without a comma between."""
    if t.lowers[first] in t.words.by and first and not t.bits[first - 1] & lx.PUNCTUATION:
        return first + 1  # "criticized by rights groups, who said": no phrase that leads in
    at = first + 1
    seen_time = False
    while at <= last and t.bits[at] & (lx.TIME | lx.NUMBER):
        seen_time = True
        at += 1
    if seen_time:
        return at if at <= last else None
    for start in range(last, first + 1, -1):  # the last phrase that opens with a determiner or a run of names
        if t.bits[start] & lx.DETERMINER:
            return start if start > first + 1 else None
    start = last
    while start > first + 1 and t.bits[start - 1] & (lx.NAME | lx.TITLE | lx.ROLE) and t.bits[start] & SPEAKING:
        start -= 1
    return start if start > first + 1 else None


def right_of(t: Tokens, start: int, *, long: bool = True) -> Range | None:
    """The noun phrase that begins with token `start`; long: with what hangs on it by a preposition."""
    if start >= len(t):
        return None
    bits = t.bits[start]
    if bits & lx.PRONOUN:
        return (start, start)
    if (
        t.lowers[start] in t.words.that
        or bits & (_ENDS_REGION | lx.AUXILIARY | lx.CLOSE)
        or (bits & lx.PREPOSITION and not bits & lx.DETERMINER)
    ):
        return None
    if bits & (lx.SUBORDINATOR | lx.ADVERB | lx.TIME | lx.CONJUNCTION) and not bits & (
        lx.DETERMINER | lx.ROLES | lx.NAME
    ):
        return None
    last = start
    named = bool(bits & lx.NAME)
    head = bool(bits & (lx.ROLE | lx.ROLES | lx.BODY))
    at = start + 1
    while at < len(t) and at - start < _LONGEST:
        bits = t.bits[at]
        if bits & lx.OPEN:
            closer = next((k for k in range(at, min(len(t), at + 12)) if t.bits[k] & lx.CLOSE), None)
            if closer is None:
                break
            at = closer + 1
            continue
        if bits & lx.QUOTE and at + 1 < len(t) and t.bits[at + 1] & lx.NAME and t.bits[at - 1] & lx.NAME:
            at += 1
            continue
        if bits & _ENDS_REGION or finite(t, at) or bits & lx.PRONOUN:
            break
        if bits & lx.SUBORDINATOR and not bits & lx.PREPOSITION:
            break
        if bits & lx.SUBORDINATOR or (bits & lx.GERUND and bits & (lx.SAY | lx.CLAUSE) and not head):
            break
        if bits & lx.TIME and not (bits & lx.ADVERB and bits & lx.NAME):
            break
        if bits & lx.PREPOSITION:
            joined = t.lowers[at] in ("of", "de", "di", "von", "des", "du", "da", "do", "del", "van")
            if not long or (named and not head and not joined) or at + 1 >= len(t) or t.bits[at + 1] & lx.TIME:
                break
        if bits & lx.CONJUNCTION and not _joins(t, at, len(t)):
            break
        modifies = t.bits[at - 1] & (lx.DETERMINER | lx.POSSESSIVE)
        if bits & lx.ADVERB and not bits & (lx.NAME | lx.PREPOSITION) and not modifies:
            break
        named = named or bool(bits & lx.NAME)
        head = head or bool(bits & (lx.ROLE | lx.ROLES | lx.BODY))
        last = at
        at += 1
    while (
        last > start
        and t.bits[last] & (lx.PREPOSITION | lx.CONJUNCTION | lx.DETERMINER)
        and not t.bits[last] & _NOUNLIKE
    ):
        last -= 1
    return (start, last)


def plausible(t: Tokens, found: Range, *, strict: bool = False) -> bool:
    """Whether a noun phrase can be one who speaks. strict: only persons, bodies and names, not any noun."""
    first, last = found
    bits = 0
    for at in range(first, last + 1):
        bits |= t.bits[at]
    if (
        first == last
        and t.bits[first] & (lx.DETERMINER | lx.ADVERB | lx.TIME | lx.POSSESSIVE)
        and not t.bits[first] & (lx.ROLES | lx.PRONOUN | lx.ROLE)
    ):
        return t.lowers[first] in t.words.alone
    if t.lowers[first].endswith(t.words.gerund_endings or "\x00") and not t.bits[first] & (SPEAKING & ~lx.NAME):
        return first == last and bool(t.bits[first] & lx.NAME)
    if bits & SPEAKING:
        return not (first == last and t.lowers[first] in t.words.not_name)
    return not strict and last - first < 8 and not t.bits[last] & (lx.PREPOSITION | lx.TIME | lx.PUNCTUATION)


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
                return found if found[1] > found[0] or not t.bits[found[0]] & (lx.DETERMINER | lx.POSSESSIVE) else None
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
        known = t.bits[at] & (lx.FUNCTION | _NOUNLIKE | lx.TITLE | lx.PARTICLE)
        if not known and at > first and t.bits[at - 1] & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY):
            if t.bits[at - 1] & lx.ROLES and not t.bits[at - 1] & lx.DETERMINER:
                return (first, at - 1)
            following = [t.bits[k] for k in range(at + 1, min(last, at + 2) + 1)]
            if not any(bits & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY) for bits in following[:1]):
                return (first, at - 1)
            if t.lowers[at].endswith(("ed", "s")):
                return (first, at - 1)
    return found
