"""The noun phrase that ends before a verb."""

from __future__ import annotations

from collections.abc import Callable

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.phrases.kinds import (
    ENDS,
    LONGEST,
    NOUNLIKE,
    Range,
    joins,
    nickname,
    plausible,
    title_in_marks,
)
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.cue_verbs import SPEAKING, finite
from briefing.prepare.speech.words.places import TokenPlace, marked
from briefing.prepare.speech.words.tokens import Tokens

_LEADING = lx.CONJUNCTION | lx.ADVERB | lx.SUBORDINATOR | lx.TIME
_DEEP = 3  # relative clauses inside each other
_RELATIVE = 10  # tokens between a relative pronoun and its verb


def left_of(t: Tokens, last: int, depth: int = 0) -> Range | None:
    """The noun phrase that ends with token `last`; where it is inside a relative clause, whom that clause describes."""
    if last < 0 or depth > _DEEP:
        return None
    if t.bits[last] & lx.PRONOUN and not t.bits[last] & lx.GENITIVE:
        return (last, last)
    if t.bits[last] & lx.CLOSE:
        opener = _opener(t, last)
        return left_of(t, opener - 1, depth + 1) if opener else None
    while last and t.bits[last] & lx.ADVERB and t.bits[last] & lx.ROLES and t.bits[last - 1] & SPEAKING:
        last -= 1  # "X and Y both"
    first, at = last + 1, last
    while at >= 0 and last - at < LONGEST:
        skipped = _skipped(t, at, last)
        if skipped < at:
            at = skipped
            continue
        if (owner := _owner(t, at, last, depth)) is not None:
            return owner
        if _described_by(t, at, last):
            if t.bits[at - 1] & lx.BODY and not t.bits[at - 1] & lx.NAME:
                at -= 1  # "a statement issued by the ministry"
            else:
                first = last = at = at - 1  # "officials cited by the paper said": officials
            continue
        if _ends(t, at, last):
            break
        first = at
        at -= 1
    return _trimmed(t, first, last)


def _described_by(t: Tokens, at: int, last: int) -> bool:
    """Whether a participle with "by" describes the noun before it; "a report by the board" has none."""
    if not 0 < at < last or not t.bits[at] & lx.CUE or t.bits[at] & (lx.BASE | lx.THIRD):
        return False
    return t.lowers[at + 1] in t.words.by and _bare_participle(t, at)


def _skipped(t: Tokens, at: int, last: int) -> int:
    """Where to go on before a bracket, a nickname in marks, a comma between adjectives; else `at` itself."""
    bits = t.bits[at]
    if bits & lx.CLOSE:
        opener = _opener(t, at)
        return at if opener is None else opener - 1
    if not 0 < at < last:
        return at
    if nickname(t, at) or title_in_marks(t, at):
        return at - 1
    if bits & lx.COMMA and at > 1 and not t.bits[at - 1] and t.bits[at - 2] & lx.DETERMINER and not t.bits[at + 1]:
        opens = at == 2 or t.bits[at - 3] & (lx.PUNCTUATION | lx.FUNCTION | lx.QUOTE)
        return at - 1 if opens else at  # "the main, red-shirted group", but "survived the crash, coast guard head X"
    return at


def _ends(t: Tokens, at: int, last: int) -> bool:
    """Whether a token stands before the phrase and not in it."""
    bits = t.bits[at]
    if bits & (ENDS | lx.CLOSE):
        return True
    if at < last and bits & lx.GERUND and bits & (lx.SAY | lx.CLAUSE) and not bits & lx.NAME:
        return True
    if bits & lx.SUBORDINATOR and not (bits & lx.DETERMINER and at == last):
        return True
    if at < last and finite(t, at):
        return True
    return bool(bits & lx.CONJUNCTION) and not joins(t, at, last)


def _owner(t: Tokens, at: int, last: int, depth: int) -> Range | None:
    """Whom a relative clause describes that a token shows the phrase to be part of."""
    if at >= last or at == 0:
        return None
    bits = t.bits[at]
    if bits & lx.RELATIVE and not bits & lx.POSSESSIVE:
        if t.bits[at + 1] & (lx.NAME | lx.DETERMINER | lx.PRONOUN | lx.ROLES):
            return None  # "in which Democrats argued": the phrase is the clause's own subject
        if t.bits[at - 1] & (lx.PUNCTUATION | lx.PREPOSITION):
            return None
        found = left_of(t, at - 1, depth + 1)
        return found if found is not None and plausible(t, found, strict=True) else None
    return _before_relative(t, at, depth) if finite(t, at) else None


def _before_relative(t: Tokens, verb: int, depth: int) -> Range | None:
    """If a verb belongs to a relative clause ("officials who asked not to be named"), whom that clause describes."""
    for at in range(verb - 1, max(0, verb - _RELATIVE), -1):
        bits = t.bits[at]
        if bits & lx.PUNCTUATION:
            return None
        that = t.lowers[at] in t.words.that
        if (bits & lx.RELATIVE and not bits & lx.POSSESSIVE and not that) or (
            that and t.bits[at - 1] & (lx.ROLES | lx.BODY)
        ):
            if t.bits[at - 1] & lx.PUNCTUATION:
                return None
            found = left_of(t, at - 1, depth + 1)
            return found if found and plausible(t, found, strict=True) else None
    return None


def _bare_participle(t: Tokens, at: int) -> bool:
    """Whether a past form before "by" describes the noun before it, no auxiliary making it a verb."""
    k = at - 1
    while k >= 0 and t.bits[k] & lx.ADVERB and not t.bits[k] & lx.NAME:
        k -= 1
    return k >= 0 and bool(t.bits[k] & NOUNLIKE) and not t.bits[k] & lx.AUXILIARY


def _opener(t: Tokens, closer: int) -> int | None:
    for at in range(closer - 1, max(-1, closer - LONGEST), -1):
        if t.bits[at] & lx.OPEN:
            return at
    return None


def _trimmed(t: Tokens, first: int, last: int) -> Range | None:
    """Without what leads in: "But", "On Monday", "In an interview with the paper", "the deficit [the bank said]"."""
    first = _behind_clause(t, _behind_object(t, first, last), last)
    while first <= last and t.bits[first] & _MAY_LEAD:
        onward = LEADS_IN(Leading(t, first, last))(t, first, last)
        if onward is None:
            return None
        if onward == first:
            break
        first = onward
    return (first, last) if first <= last and not t.bits[last] & lx.PUNCTUATION else None


_MAY_LEAD = _LEADING | lx.PREPOSITION  # what any rule of LEADS_IN asks of a token
_NO_ARTICLE = lx.NAME | lx.ADVERB | lx.PARTICLE
_BEFORE_ARTICLE = (
    lx.FUNCTION | lx.ROLES | lx.GENITIVE | lx.NUMBER | lx.TIME | lx.CUE | lx.GERUND | lx.NAME
)  # of the same phrase


def _behind_object(t: Tokens, first: int, last: int) -> int:
    """Where the last article begins a phrase of its own: "the deficit [the bank said]"; else `first`."""
    articles = (k for k in range(last - 1, first, -1) if t.bits[k] & lx.DETERMINER and not t.bits[k] & _NO_ARTICLE)
    at = next(articles, None)
    if at is None or t.lowers[at - 1].endswith(t.words.gerund_endings or "\x00"):
        return first  # the object of a participle: "the official investigating the case"
    return first if t.bits[at - 1] & _BEFORE_ARTICLE else at


def _behind_clause(t: Tokens, first: int, last: int) -> int:
    """Where a second clause begins behind "and", if what a preposition follows before it cannot speak: "the vote stays
    close to the limit and [critics doubt]", but "the mayor of Tarn and critics doubt"; else `first`."""
    inside = range(first + 1, last)
    at = next((k for k in reversed(inside) if t.bits[k] & lx.CONJUNCTION and not t.bits[k] & lx.NAME), None)
    if at is None or not t.bits[at + 1] & (lx.ROLES | lx.ROLE):
        return first
    prepositions = (k for k in range(first + 1, at) if t.bits[k] & lx.PREPOSITION and not t.bits[k] & lx.NAME)
    end = next(prepositions, None)
    bits = (t.bits[k] for k in range(first, end or first) if not t.bits[k] & lx.DETERMINER or t.bits[k] & lx.ROLES)
    speaks = end is None or any(each & (SPEAKING | lx.NUMBER | lx.GENITIVE) for each in bits)
    return first if speaks else at + 1


class Leading(TokenPlace):
    """The first token of a phrase that ends with token `last`."""

    __slots__ = ("last",)

    def __init__(self, t: Tokens, at: int, last: int) -> None:
        super().__init__(t, at)
        self.last = last


def _stays(t: Tokens, first: int, last: int) -> int:
    return first


def _one_on(t: Tokens, first: int, last: int) -> int:
    return first + 1


def _connects(p: Leading) -> bool:
    speaks = p.bits & (lx.DETERMINER | lx.ROLES) and not p.bits & lx.SUBORDINATOR
    return bool(p.bits & _LEADING) and not speaks


def _prepositional(p: Leading) -> bool:
    if not p.bits & lx.PREPOSITION or p.bits & lx.NUMBER:
        return False
    return not p.bits & lx.DETERMINER or p.at == p.last


def _left_at(example: str) -> str | None:
    t, at = marked(example)
    found = left_of(t, at - 1)
    return t.slice(*found) if found else None


LEADS_IN: RuleTable[[Leading], Callable[[Tokens, int, int], int | None]] = RuleTable(
    "what leads in to a noun phrase",
    Rule(
        name="an adverb with a capital",
        test=lambda p: _connects(p) and p.bits & lx.NAME and p.at > 0 and not p.bits & lx.TIME,
        verdict=_stays,
        example=("When Only Boats *said", "Only Boats"),
    ),
    Rule(name="a connective", test=_connects, verdict=_one_on, example=("Later Ada Venn *said", "Ada Venn")),
    Rule(
        name="a preposition",
        test=_prepositional,
        verdict=lambda t, first, last: _after_preposition(t, first, last),
        example=("In Tarn the mayor *said", "the mayor"),
    ),
    otherwise=_stays,
    run=_left_at,
)


def _after_preposition(t: Tokens, first: int, last: int) -> int | None:
    """Where the noun phrase begins that follows a prepositional phrase without a comma between."""
    marked_off = first > 0 and bool(t.bits[first - 1] & lx.PUNCTUATION)
    if first and t.lowers[first] in (t.words.listing if marked_off else t.words.by):
        return first + 1  # "criticized by rights groups, who said": no phrase that leads in
    at = first + 1
    seen_time = False
    while at <= last and t.bits[at] & (lx.TIME | lx.NUMBER):
        seen_time = True
        at += 1
    if seen_time:
        return at if at <= last else None
    for start in range(last, first + 1, -1):  # the last phrase that opens with a determiner or a run of names
        if t.bits[start] & (lx.DETERMINER | lx.POSSESSIVE):
            return start if start > first + 1 else None
    start = last
    while start > first + 1 and t.bits[start - 1] & (lx.NAME | lx.TITLE | lx.ROLE) and t.bits[start] & SPEAKING:
        start -= 1
    return start if start > first + 1 else None
