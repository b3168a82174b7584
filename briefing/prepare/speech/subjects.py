"""The subject of a verb of saying that does not simply stand before it."""

from __future__ import annotations

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.phrase_after import right_of
from briefing.prepare.speech.phrase_before import left_of
from briefing.prepare.speech.phrases import NOUNLIKE, Range, plausible
from briefing.prepare.speech.sources import source
from briefing.prepare.speech.tokens import Tokens

_BELONGING = ("of", "for", "to")
_WITHIN = (*_BELONGING, "in", "at", "on")  # do not part a phrase from its head
PEOPLE = lx.ROLE | lx.ROLES | lx.TITLE
_COMMAS = 8  # before a verb, tried as the one that follows its subject
_SHORT_GAP, _LONGEST_GAP, _SHORT_NAME = 4, 60, 5  # tokens of an apposition, at most; of a name


def inverted_subject(t: Tokens, at: int, left: int) -> Range | None:
    """The subject after the verb: "…,” said X", "…, said X, a minister"."""
    if t.lowers[at] in t.words.told | t.words.light or not all(t.bits[k] & lx.AUXILIARY for k in range(left + 1, at)):
        return None
    before = t.bits[left] if left >= 0 else 0
    if left >= 0 and not before & (lx.QUOTE | lx.COMMA | lx.DASH):
        return None
    if t.bits[at] & (lx.BASE | lx.GERUND | lx.ATTITUDE) and not t.bits[at] & lx.SAY:
        return None
    found = right_of(t, at + 1)
    if not found or not plausible(t, found):
        return None
    if found[1] > found[0] and not t.bits[found[0]] and t.bits[found[0] + 1] & lx.PREPOSITION:
        return None  # "echoed well outside the hall"
    if (
        t.bits[found[0]] & lx.PRONOUN
        and t.lowers[found[0]] not in t.words.he | t.words.she | t.words.they | t.words.self
    ):
        return None
    after = t.bits[found[1] + 1] if found[1] + 1 < len(t) else 0
    if after & (lx.AUXILIARY | lx.CUE) and not after & (lx.ADVERB | lx.QUOTE):
        return None
    if before & lx.QUOTE:
        return found
    if left < 0:
        ends = after & (lx.COLON | lx.COMMA) or found[1] + 1 == len(t)
        named = t.bits[found[0]] & (lx.NAME | lx.TITLE | lx.PRONOUN | lx.DETERMINER)
        return found if ends and named else None  # "Said X Y, a pilot:", but "Crow left school"
    if t.bits[at] & (lx.JUDGE | lx.ATTITUDE) and not t.bits[at] & (lx.SAY | lx.CLAUSE):
        return None
    if found[1] + 1 == len(t) and t.bits[at] & lx.SAY and _somebody(t, found):
        return found  # nothing follows that could be said of them
    if after & lx.QUOTE or not t.bits[found[1]] & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.PRONOUN):
        return None
    across = across_subject(t, left)
    if (
        across is not None
        and _clause_start(t, across[0])
        and (across[1] <= _SHORT_NAME or not _ends_soon(t, found[1] + 1))
    ):
        return None
    return found


def _somebody(t: Tokens, found: Range) -> bool:
    """Whether a phrase surely is a person and holds no verb: a full or titled name, "a …" or "one …" with a role."""
    first, last = found
    for at in range(first + 1, last + 1):
        if not t.bits[at] and t.bits[at - 1] & NOUNLIKE:
            return False  # "Venn backed the plan", "a man took it"
    named = source(t, found)
    if named.kind == "person":
        return last > first and bool(t.bits[last] & lx.NAME or t.bits[first] & (lx.TITLE | lx.ROLE))
    indefinite = t.bits[first] & lx.DETERMINER and not named.definite and not t.bits[first] & lx.ROLES
    return bool(indefinite and t.words.of(named.noun) & lx.ROLE)


def _ends_soon(t: Tokens, start: int) -> bool:
    """Whether no further verb follows before the sentence ends, or only an apposition does."""
    return not any(t.bits[k] & lx.AUXILIARY for k in range(start, min(len(t), start + 12)))


def antecedent_subject(t: Tokens, relative: int) -> Range | None:
    """Whom "who" points back to."""
    k = relative - 1
    if k > 1 and t.lowers[k] in _BELONGING and t.bits[k - 2] & lx.COMMA:
        k -= 2  # "unions, some of whose members"
    if k >= 0 and t.bits[k] & (lx.COMMA | lx.CLOSE):
        if t.bits[k] & lx.CLOSE:
            return across_subject(t, k)
        k -= 1
    found = left_of(t, k) if k >= 0 else None
    if found and found[0] == found[1] and t.bits[k] & lx.NUMBER and k > 1:
        found = left_of(t, k - 2)  # "X Y, 37, who declared": X Y
    found = _named_before(t, _nearest_people(t, _nearest_name(t, found)))
    return found if found and plausible(t, found) else None


def _nearest_name(t: Tokens, found: Range | None) -> Range | None:
    """ "a rebuke from X Y, whose government": X Y; but "a spokesman for X Y, who" is the spokesman."""
    if found is None or not t.bits[found[1]] & lx.NAME:
        return found
    for at in range(found[1], found[0], -1):
        if t.bits[at] & lx.PREPOSITION and not t.bits[at] & lx.PARTICLE:
            return (at + 1, found[1]) if t.lowers[at] not in _BELONGING else found
    return found


def _nearest_people(t: Tokens, found: Range | None) -> Range | None:
    """ "a flurry of moves by members of the council, who": the members; but "aides to officials, who": the aides."""
    if found is None:
        return None
    for at in range(found[1], found[0], -1):
        if not t.bits[at] & lx.PREPOSITION or t.bits[at] & (lx.PARTICLE | lx.NAME) or t.lowers[at] in _WITHIN:
            continue
        before = any(t.bits[k] & PEOPLE for k in range(found[0], at))
        after = any(t.bits[k] & PEOPLE for k in range(at + 1, found[1] + 1))
        return (at + 1, found[1]) if after and not before else found
    return found


def _named_before(t: Tokens, found: Range | None) -> Range | None:
    """ "X Y, a liberal who argued": X Y; a phrase that is no apposition of a name comes back as it is."""
    if found is None or found[0] < 2 or not t.bits[found[0] - 1] & lx.COMMA or not t.bits[found[0] - 2] & lx.NAME:
        return found
    if not t.bits[found[0]] & lx.DETERMINER:
        return found
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
        if found and _clause_start(t, found[0], lx.COMMA) and not t.lowers[found[0]].endswith(("ed", "ing")):
            return found
    same = lx.COMMA if t.bits[mark] & lx.COMMA else lx.DASH
    best: Range | None = None
    nearest: Range | None = None
    tried = 0
    for k in range(mark - 1, max(0, mark - _LONGEST_GAP), -1):
        if t.bits[k] & (lx.STOP | lx.COLON):
            break
        if not t.bits[k] & same:
            continue
        tried += 1
        if tried > _COMMAS:
            break
        found = left_of(t, k - 1)
        if found is None or not plausible(t, found, strict=True):
            continue
        if not t.bits[found[1]] and t.lowers[found[1]].endswith("ed"):
            continue  # a clause ("Two died"), not a noun phrase
        before = t.bits[found[0] - 1] if found[0] else 0
        if before & lx.PREPOSITION and not (before & lx.SUBORDINATOR and t.bits[found[1]] & lx.NAME):
            continue  # but "after X, the governor, said"
        if _clause_start(t, found[0]):
            return found
        nearest = nearest or found
        if best is None and _apposition(t, k + 1, mark - 1, found):
            best = _named_before(t, found)
            if mark - k <= _SHORT_GAP:
                return best
    if best is None and mark and not any(t.bits[k] & lx.COMMA for k in range(mark)):
        found = left_of(t, mark - 1)
        if found and found[0] == 0 and plausible(t, found, strict=True) and not t.lowers[found[1]].endswith("ed"):
            best = found
    if best is None and nearest is None and mark:
        found = left_of(t, mark - 1)  # a comma that parts subject and verb: "X Y, had called for"
        named = found is not None and found[1] > found[0] and all(t.bits[k] & lx.NAME for k in (found[0], found[1]))
        best = found if named and found is not None and _clause_start(t, found[0], lx.COMMA) else None
    return best or nearest


def _clause_start(t: Tokens, first: int, also: int = 0) -> bool:
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
