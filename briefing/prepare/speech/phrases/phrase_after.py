"""The noun phrase that begins with a token, and the subject at the head of a sentence."""

from __future__ import annotations

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
from briefing.prepare.speech.words.cue_verbs import SPEAKING, acts, finite
from briefing.prepare.speech.words.places import TokenPlace, marked
from briefing.prepare.speech.words.tokens import Tokens

_OPENING = lx.DETERMINER | lx.POSSESSIVE
_COMMON = lx.ROLE | lx.ROLES | lx.BODY
_LOOSE = lx.PREPOSITION | lx.CONJUNCTION | lx.DETERMINER
_LEADING = lx.CONJUNCTION | lx.COMMA | lx.DASH | lx.STOP | lx.QUOTE  # before a clause
_OPENER = lx.PREPOSITION | lx.SUBORDINATOR | lx.TIME | lx.ADVERB | lx.GERUND  # begins what leads in
_OPENERS = 6  # of one sentence, looked behind for its subject
_BRACKET = 12  # tokens in brackets
_DATELINE, _SHOUTED = 4, 4  # tokens of a sentence with a dateline; letters of its place


def right_of(t: Tokens, start: int, *, long: bool = True) -> Range | None:
    """The noun phrase that begins with token `start`; long: with what hangs on it by a preposition."""
    if start >= len(t) or not _begins(t, start):
        return None
    if t.bits[start] & lx.PRONOUN:
        return (start, start)
    last = start
    named, head = t.bits[start] & lx.NAME, t.bits[start] & _COMMON
    at = start + 1
    while at < len(t) and at - start < LONGEST:
        passed = _passed(t, at)
        if passed > at:
            at = passed
            continue
        bits = t.bits[at]
        if (not bits or bits & _MAY_END) and ENDS_BEFORE(Following(t, at)):
            break
        if bits & lx.PREPOSITION and not _hangs_on(t, at, long, bool(named and not head)):
            break
        named |= bits & lx.NAME
        head |= bits & _COMMON
        last = at
        at += 1
    return _without_loose_end(t, start, last, bool(head))


def _passed(t: Tokens, at: int) -> int:
    """Where to go on behind a bracket or a nickname in marks; else `at` itself."""
    if t.bits[at] & lx.OPEN:
        closer = next((k for k in range(at, min(len(t), at + _BRACKET)) if t.bits[k] & lx.CLOSE), at - 1)
        return closer + 1
    return at + 1 if nickname(t, at) or title_in_marks(t, at) else at


def _without_loose_end(t: Tokens, start: int, last: int, head: bool) -> Range:
    while last > start and t.bits[last] & _LOOSE and not t.bits[last] & NOUNLIKE:
        last -= 1
    return (start, last - 1 if head and last - start > 1 and _participle_of_time(t, last) else last)


def _participle_of_time(t: Tokens, at: int) -> bool:
    """Whether a phrase's last word says when it came out: "a report released [Friday]"."""
    timed = at + 1 < len(t) and t.bits[at + 1] & lx.TIME
    return bool(timed) and not t.bits[at] & NOUNLIKE and t.lowers[at].endswith(t.words.past_endings)


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


class Following(TokenPlace):
    """The token behind a noun phrase so far."""

    __slots__ = ()


# What any rule of ENDS_BEFORE asks of a known token: the others need no look at the rules, which is most of them.
_MAY_END = ENDS | lx.PRONOUN | lx.SUBORDINATOR | lx.AUXILIARY | lx.CUE | lx.TIME | lx.CONJUNCTION | lx.ADVERB


def _timed(f: Following) -> bool:
    if not f.bits & lx.TIME or (f.bits & lx.ADVERB and f.bits & lx.NAME):
        return False
    # "the late mayor's diary", but "said this week"
    return not f.before & _OPENING or f.previous in f.words.alone


def _acts(f: Following) -> bool:
    """ "Irina standing by the gate", but "a Tarn broadcasting network" """
    gerund = not f.bits and f.before & lx.NAME and f.lower.endswith(f.words.gerund_endings or "\x00")
    return bool(gerund) and not f.after & _COMMON


def _behind(example: str) -> bool:
    t, at = marked(example)
    return ENDS_BEFORE(Following(t, at))


ENDS_BEFORE: RuleTable[[Following], bool] = RuleTable(
    "a token behind a noun phrase",
    Rule(
        name="a mark, a pronoun, a clause",
        test=lambda f: f.bits & (ENDS | lx.PRONOUN | lx.SUBORDINATOR),
        verdict=True,
        example=("Ada Venn *who", True),
    ),
    Rule(name="a verb", test=lambda f: finite(f.t, f.at), verdict=True, example=("Ada Venn *said no", True)),
    Rule(
        name="an act",
        test=lambda f: acts(f.t, f.at),
        verdict=True,
        example=("the talks *broke the deal", True),
        language="en",
    ),
    Rule(name="a time", test=_timed, verdict=True, example=("Ada Venn *Monday", True)),
    Rule(
        name="and before something else",
        test=lambda f: f.bits & lx.CONJUNCTION and not joins(f.t, f.at, len(f.t)),
        verdict=True,
        example=("Ada Venn *and the bridge", True),
    ),
    Rule(name="a gerund behind a name", test=_acts, verdict=True, example=("Ada Venn *standing here", True)),
    Rule(
        name="an adverb",
        test=lambda f: f.bits & lx.ADVERB and not f.bits & (lx.NAME | lx.PREPOSITION) and not f.before & _OPENING,
        verdict=True,
        example=("Ada Venn *also left", True),
    ),
    otherwise=False,
    run=_behind,
)


def _hangs_on(t: Tokens, at: int, long: bool, bare_name: bool) -> bool:
    """Whether a preposition continues the phrase: "a spokesman for X", "the Bank of X", but not "X in Tarn"."""
    if not long or at + 1 >= len(t) or t.bits[at + 1] & lx.TIME:
        return False
    return not bare_name or t.lowers[at] in t.words.phrase_joins


def main_subject(t: Tokens, before: int) -> Range | None:
    """The subject of the sentence's first clause that begins before token `before`: after "On Monday," or "When …,"."""
    at = 0
    if _dateline(t):
        return None  # "OSTRAU, Norland Farmers protesting": nothing parts the place from the sentence
    for _ in range(_OPENERS):
        while at < before and t.bits[at] & _LEADING:
            at += 1
        if at >= before:
            return None
        if _introduces(t, at):
            at = _behind_opener(t, at, before)
            continue
        found = right_of(t, at)
        if not (found and at and _place(t, found, before)):
            return _speaking(t, found)
        at = found[1] + 2
    return None


def _dateline(t: Tokens) -> bool:
    """Whether a sentence opens with a place in capitals, a comma and a name."""
    if len(t) < _DATELINE or len(t.lowers[0]) < _SHOUTED or not t.slice(0, 0).isupper():
        return False
    return bool(t.bits[1] & lx.COMMA and t.bits[2] & lx.NAME) and not t.bits[2] & (lx.DETERMINER | lx.RELATIVE)


def _introduces(t: Tokens, at: int) -> bool:
    """Whether a token begins what leads in to a clause: a preposition, "when", an adverb, a participle."""
    bits, lower = t.bits[at], t.lowers[at]
    if bits & lx.DETERMINER:
        return False
    if bits & _OPENER or lower.endswith(t.words.past_endings + t.words.gerund_endings):
        return True
    after = t.bits[at + 1] if at + 1 < len(t) else lx.CUE
    return lower.endswith(t.words.adverb_endings or "\x00") and not after & lx.CUE


def _behind_opener(t: Tokens, at: int, before: int) -> int:
    """Where to go on behind what leads in: behind its comma, behind a lone adverb or time; else `before`."""
    comma = next((k for k in range(at, before) if t.bits[k] & lx.COMMA), None)
    if comma is not None:
        return comma + 1
    return at + 1 if t.bits[at] & (lx.ADVERB | lx.TIME) else before


def _speaking(t: Tokens, found: Range | None) -> Range | None:
    """A phrase up to its likely verb, if somebody is in it."""
    if not found or not plausible(t, found, strict=True):
        return None
    first, last = _until_unknown(t, found)
    speaks = t.bits[first + 1 : last + 1] if t.bits[first] & _OPENING else t.bits[first:]
    return (first, last) if any(bits & SPEAKING for bits in speaks) else None


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
    # "A top aide": a capital by its place
    capital = t.bits[first] & _OPENING and t.lowers[first] not in t.words.alone
    for at in range(first + (2 if capital else 1), last + 1):
        if not t.bits[at] & _KNOWN and t.bits[at - 1] & (lx.NAME | _COMMON) and _likely_verb(t, at, last):
            return (first, at - 1)
    return (first, last)


def _likely_verb(t: Tokens, at: int, last: int) -> bool:
    """Whether an unknown word behind a name or noun is its verb."""
    if t.bits[at - 1] & lx.ROLES and not t.bits[at - 1] & lx.DETERMINER:
        return True
    goes_on = at < last and t.bits[at + 1] & (lx.NAME | _COMMON)
    return not goes_on or t.lowers[at].endswith(t.words.verb_endings or "\x00")


_KNOWN = lx.FUNCTION | NOUNLIKE | lx.TITLE | lx.PARTICLE
