"""The subject of a verb of saying that does not simply stand before it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.prepare.speech.phrases.kinds import Range, plausible
from briefing.prepare.speech.phrases.phrase_before import left_of
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

PEOPLE = lx.ROLE | lx.ROLES | lx.TITLE
_OBJECT = lx.DETERMINER | lx.POSSESSIVE | lx.NAME | PEOPLE | lx.BODY  # opens what a verb is about
_COMMAS = 8  # before a verb, tried as the one that follows its subject
_SHORT_GAP, _LONGEST_GAP = 4, 60  # tokens of an apposition, at most
_WRITTEN = 8  # tokens between a letter and who wrote it


def antecedent_subject(t: Tokens, relative: int) -> Range | None:
    """Whom "who" points back to."""
    k = relative - 1
    if k > 1 and t.lowers[k] in t.words.belonging and t.bits[k - 2] & lx.COMMA:
        k -= 2  # "unions, some of whose members"
    if k >= 0 and t.bits[k] & (lx.COMMA | lx.CLOSE):
        if t.bits[k] & lx.CLOSE:
            return across_subject(t, k)
        k -= 1
    found = _without_clause(t, left_of(t, k)) if k >= 0 else None
    if found and found[0] == found[1] and t.bits[k] & lx.NUMBER and k > 1:
        found = left_of(t, k - 2)  # "X Y, 37, who declared": X Y
    found = _named_before(t, _nearest_people(t, _nearest_name(t, found)))
    return found if found and plausible(t, found) else None


def _without_clause(t: Tokens, found: Range | None) -> Range | None:
    """ "They turned to the board which": the board; "It pleased Senator X Y, who": Senator X Y."""
    if found is None or found[0] == found[1] or not t.bits[found[0]] & lx.PRONOUN:
        return found
    at = next((k for k in range(found[0] + 1, found[1] + 1) if t.bits[k] & _OBJECT), None)
    return found if at is None else (at, found[1])


def _nearest_name(t: Tokens, found: Range | None) -> Range | None:
    """ "a rebuke from X Y, whose government": X Y; but "a spokesman for X Y, who" is the spokesman, and no place
    speaks: "talks with the head of X in Tarn, who"."""
    if found is None or not t.bits[found[1]] & lx.NAME:
        return found
    for at in range(found[1], found[0], -1):
        if t.bits[at] & lx.PREPOSITION and not t.bits[at] & lx.PARTICLE:
            if t.lowers[at] in t.words.belonging:
                return _holder(t, found, at)
            if t.lowers[at] not in t.words.where or any(t.bits[k] & PEOPLE for k in range(at + 1, found[1] + 1)):
                return (at + 1, found[1])
    return found


def _holder(t: Tokens, found: Range, last: int) -> Range:
    """The phrase from the office on whose owner is named behind token `last`: "talks with [the head of X]"."""
    for at in range(last - 1, found[0], -1):
        if t.bits[at] & lx.PREPOSITION and not t.bits[at] & lx.PARTICLE and t.lowers[at] not in t.words.belonging:
            office = any(t.bits[k] & PEOPLE for k in range(at + 1, last))
            return (at + 1, found[1]) if office else found
    return found


def _nearest_people(t: Tokens, found: Range | None) -> Range | None:
    """ "a flurry of moves by members of the council, who": the members; but "aides to officials, who": the aides."""
    if found is None:
        return None
    for at in range(found[1], found[0], -1):
        if not t.bits[at] & lx.PREPOSITION or t.bits[at] & (lx.PARTICLE | lx.NAME) or t.lowers[at] in t.words.within:
            continue
        before = any(t.bits[k] & PEOPLE for k in range(found[0], at))
        after = any(t.bits[k] & PEOPLE for k in range(at + 1, found[1] + 1))
        return (at + 1, found[1]) if after and not before else found
    return found


def _named_before(t: Tokens, found: Range | None) -> Range | None:
    """ "X Y, a liberal who argued": X Y; a phrase that is no apposition of a name comes back as it is."""
    if found is None or found[0] < 2 or not t.bits[found[0] - 1] & lx.COMMA or not t.bits[found[0] - 2] & lx.NAME:
        return found
    party = t.bits[found[0]] & lx.ROLE and found[1] > found[0] and t.bits[found[0] + 1] & lx.PREPOSITION
    if not t.bits[found[0]] & lx.DETERMINER and not party:
        return found  # but "X Y, Democrat of Z"
    named = left_of(t, found[0] - 2)
    while named and named[0] < named[1] and not t.bits[named[0]] & (lx.NAME | lx.PARTICLE | lx.TITLE):
        named = (named[0] + 1, named[1])
    return named if named and not (named[0] and t.bits[named[0] - 1] & lx.PREPOSITION) else found


def across_subject(t: Tokens, mark: int) -> Range | None:
    """The subject before an apposition or relative clause that ends at the comma (dash, bracket) `mark`."""
    if mark < 0:
        return None
    if t.bits[mark] & lx.CLOSE:
        return left_of(t, mark)
    if mark and t.bits[mark - 1] & lx.CLOSE:
        found = left_of(t, mark - 1)
        participle = t.words.past_endings + t.words.gerund_endings
        if found and clause_start(t, found[0], lx.COMMA) and not t.lowers[found[0]].endswith(participle):
            return _named_before(t, found)
    if (titled := _titled_behind_opener(t, mark)) is not None:
        return titled
    opens, best, nearest = _before_marks(t, mark)
    if opens is not None:
        return opens
    best = best or _without_commas(t, mark)
    return best or nearest or _parted(t, mark)


def _titled_behind_opener(t: Tokens, mark: int) -> Range | None:
    """ "At a meeting to mark the end of X, its commander Captain Y, said": the person behind what leads in."""
    if not t.bits[0] & lx.PREPOSITION or t.bits[0] & lx.SUBORDINATOR:
        return None
    comma = next((k for k in range(mark) if t.bits[k] & lx.COMMA), mark)
    found = left_of(t, mark - 1)
    if found is None or found[0] != comma + 1 or not t.bits[found[1]] & lx.NAME or found[0] == found[1]:
        return None
    titled = any(t.bits[k] & PEOPLE and not t.bits[k] & lx.BODY for k in range(found[0], found[1]))
    return found if titled and not any(t.bits[k] & lx.PREPOSITION for k in range(*found)) else None


def _before_marks(t: Tokens, mark: int) -> tuple[Range | None, Range | None, Range | None]:
    """Phrases that end at an earlier mark of the same kind: one that opens its clause, or that an apposition follows at
    once; else the nearest that an apposition follows; the nearest of all."""
    same = lx.COMMA if t.bits[mark] & lx.COMMA else lx.DASH
    best: Range | None = None
    nearest: Range | None = None
    for k in _marks_before(t, mark, same):
        found = left_of(t, k - 1)
        if found is None or not _may_be_subject(t, found):
            continue
        if clause_start(t, found[0]):
            return found, None, None
        nearest = nearest or found
        if best is None and _apposition(t, k + 1, mark - 1, found):
            best = _named_before(t, found)
            if mark - k <= _SHORT_GAP:
                return best, best, nearest
    return None, best, nearest


def _marks_before(t: Tokens, mark: int, same: int) -> Iterator[int]:
    tried = 0
    for k in range(mark - 1, max(0, mark - _LONGEST_GAP), -1):
        if t.bits[k] & (lx.STOP | lx.COLON) or tried == _COMMAS:
            return
        if t.bits[k] & same:
            tried += 1
            yield k


def _may_be_subject(t: Tokens, found: Range) -> bool:
    if not plausible(t, found, strict=True):
        return False
    if not t.bits[found[1]] and t.lowers[found[1]].endswith(t.words.past_endings):
        return False  # a clause ("Two died"), not a noun phrase
    if _written_by(t, found):
        return True
    before = t.bits[found[0] - 1] if found[0] else 0
    # but "after X, the governor, said"
    return not before & lx.PREPOSITION or bool(before & lx.SUBORDINATOR and t.bits[found[1]] & lx.NAME)


def _written_by(t: Tokens, found: Range) -> bool:
    """ "A letter written in May by X, the mayor, alleged": X answers for it."""
    at = found[0] - 1
    if at < 1 or t.lowers[at] not in t.words.by:
        return False
    written = t.words.writing | t.words.writings
    return not written.isdisjoint(t.lowers[max(0, at - _WRITTEN) : at])


def _without_commas(t: Tokens, mark: int) -> Range | None:
    """The phrase that is all the sentence before its first comma."""
    if not mark or any(t.bits[k] & lx.COMMA for k in range(mark)):
        return None
    found = left_of(t, mark - 1)
    if found is None or found[0] or not plausible(t, found, strict=True):
        return None
    return None if t.lowers[found[1]].endswith(t.words.past_endings) else found


def _parted(t: Tokens, mark: int) -> Range | None:
    """A full name that a comma parts from its verb: "X Y, had called for"."""
    found = left_of(t, mark - 1) if mark else None
    if found is None or found[1] == found[0] or not all(t.bits[k] & lx.NAME for k in found):
        return None
    return found if clause_start(t, found[0], lx.COMMA) else None


def clause_start(t: Tokens, first: int, also: int = 0) -> bool:
    """Whether nothing but a connective (or one of the marks `also`) stands before a phrase in its clause."""
    k = first - 1
    while k >= 0 and t.bits[k] & (lx.CONJUNCTION | lx.ADVERB | lx.SUBORDINATOR) and not t.bits[k] & lx.NAME:
        k -= 1
    return (
        k < 0
        or (k == 0 and bool(t.bits[0] & (lx.CONJUNCTION | lx.ADVERB | lx.SUBORDINATOR)))
        or bool(t.bits[k] & (lx.QUOTE | lx.STOP | lx.COLON | also))
    )


def _apposition(t: Tokens, first: int, last: int, before: Range) -> bool:
    """Whether tokens between commas say more of the noun phrase before them: a relative, an age, a role, a name."""
    if first > last:
        return False
    if t.bits[first] & (lx.RELATIVE | lx.NUMBER | lx.GERUND):
        return True
    inside = [t.bits[k] for k in range(first, last + 1)]
    named = bool(t.bits[before[1]] & lx.NAME)
    if named and len(inside) <= _SHORT_GAP and all(bits & (lx.NAME | lx.NUMBER | lx.DASH) for bits in inside):
        return before[1] > before[0]
    if all(bits & (lx.NAME | lx.PARTICLE | lx.TITLE) for bits in inside):
        return any(t.bits[k] & (lx.ROLE | lx.ROLES) for k in range(before[0], before[1] + 1))
    return any(bits & (lx.ROLE | lx.ROLES | lx.BODY | lx.TITLE) for bits in inside)
