"""Where the subject of a verb of saying stands, by what stands left of the verb."""

from __future__ import annotations

from collections.abc import Callable

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.clauses.circumstances import bare_role, complement, governed, hanging
from briefing.prepare.speech.clauses.complements import quote_near
from briefing.prepare.speech.phrases.kinds import Range, plausible
from briefing.prepare.speech.phrases.lists import whole_list
from briefing.prepare.speech.phrases.phrase_after import main_subject
from briefing.prepare.speech.phrases.phrase_before import left_of
from briefing.prepare.speech.phrases.sources import source
from briefing.prepare.speech.phrases.subjects import across_subject, antecedent_subject
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.places import Verb, marked
from briefing.prepare.speech.words.tokens import Tokens

_CONJUNCTS = 10  # tokens among which the auxiliary of joined passives stands
_NO_CONJUNCT = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.PRONOUN | lx.DETERMINER | lx.PREPOSITION | lx.PUNCTUATION
RELATIVE, COORDINATED = -25.0, -8.0  # what these places of the subject add to a verb's weight
Found = tuple[Range | None, float]  # a subject, and what its place adds to the weight


def _main(v: Verb) -> Found:
    return main_subject(v.t, v.left), RELATIVE


def _joined(v: Verb) -> Found:
    return (None if _undergone(v) else main_subject(v.t, v.left)), COORDINATED


def _undergone(v: Verb) -> bool:
    """Whether a past form behind "and" shares the passive of those before it, nothing being said behind it: "are being
    harassed, jailed and *charged*"."""
    t = v.t
    if not v.past or v.quoted or not (v.ends or v.after & (lx.STOP | lx.PREPOSITION)):
        return False
    if v.following in v.words.genitive:
        return False  # "was elected and warned of a flood"
    for k in range(v.left - 1, max(-1, v.left - _CONJUNCTS), -1):
        if t.lowers[k] in t.words.passive:
            return True
        if t.bits[k] & _NO_CONJUNCT and not t.bits[k] & lx.COMMA:
            return False
    return False


def _antecedent(v: Verb) -> Found:
    return antecedent_subject(v.t, v.left), RELATIVE


def _across(v: Verb) -> Found:
    if _left_bits(v) & lx.CLOSE:
        who = left_of(v.t, v.left)
        if who is not None and (named := _moved(v.t, who, v.left)) != who:
            return named, 0.0  # "Venn, head of the Harbour Board (HB) said"
    return across_subject(v.t, v.left), 0.0


def _nowhere(v: Verb) -> None:
    return None


def _adjacent(v: Verb) -> Found:
    who = _moved(v.t, whole_list(v.t, left_of(v.t, v.left)), v.left)
    if who is not None and not plausible(v.t, who, strict=v.kind != lx.SAY and not v.quoted):
        return None, 0.0
    if who is not None and not v.quoted and hanging(v.t, v.at) and not plausible(v.t, who, strict=True):
        return None, 0.0  # "attacks on stations reported in the north"
    if who is not None and v.past and (complement(v.t, who) or (not v.quoted and governed(v.t, v.at, who))):
        return None, 0.0
    return who, 0.0


def _left_bits(v: Verb) -> int:
    return v.t.bits[v.left]


def _behind_and(v: Verb) -> bool:
    bits = _left_bits(v)
    comma_and = bits & lx.COMMA and v.left and v.t.bits[v.left - 1] & lx.CONJUNCTION
    return bool(bits & lx.CONJUNCTION or comma_and)


def _judges_behind_that(v: Verb) -> bool:
    """ "a kind of show that avoided the tax"; but "a letter that condemned it" is somebody's."""
    behind = v.t.lowers[v.left] in v.words.that and not v.says
    return behind and not (v.left and v.t.bits[v.left - 1] & lx.BODY)


def _object(v: Verb) -> bool:
    """ "could provide added force"; but "who asked not to be named said" """
    if _left_bits(v) or v.left <= 0 or v.t.lowers[v.left].endswith(v.words.past_endings or "\x00"):
        return False
    return bool(v.t.bits[v.left - 1] & lx.AUXILIARY)


def _subject_at(example: str) -> str | None:
    t, at = marked(example)
    v = Verb(t, at, at - 1, quote_near(t, at))
    who, _ = SUBJECT(v)(v) or (None, 0.0)
    return t.slice(*who) if who else None


SUBJECT: RuleTable[[Verb], Callable[[Verb], Found | None]] = RuleTable(
    "where the subject stands",
    Rule(name="behind and", test=_behind_and, verdict=_joined, example=("Venn left the hall and *said* no.", "Venn")),
    Rule(
        name="judging behind that",
        test=_judges_behind_that,
        verdict=_nowhere,
        example=("Venn led a choir that *mocked* the “old guard”.", None),
    ),
    Rule(
        name="behind that",
        test=lambda v: v.t.lowers[v.left] in v.words.that,
        verdict=_main,
        example=("Venn sent the letter that *said* “no”.", "Venn"),
    ),
    Rule(
        name="judging in a relative clause",
        test=lambda v: _left_bits(v) & lx.RELATIVE and not v.says and not v.quoted,
        verdict=_nowhere,
        example=("Venn, who *condemned* the plan, left.", None),
    ),
    Rule(
        name="behind a relative",
        test=lambda v: _left_bits(v) & lx.RELATIVE,
        verdict=_antecedent,
        example=("Ada Venn, who *said* no, left.", "Ada Venn"),
    ),
    Rule(
        name="behind a comma, bracket or dash",
        test=lambda v: _left_bits(v) & (lx.COMMA | lx.CLOSE | lx.DASH),
        verdict=_across,
        example=("Ada Venn, the mayor, *said* no.", "Ada Venn"),
    ),
    Rule(
        name="behind a quotation or stop",
        test=lambda v: _left_bits(v) & (lx.QUOTE | lx.STOP | lx.COLON),
        verdict=_nowhere,
        example=("The mayor left; *said* no.", None),
    ),
    Rule(
        name="object of another verb",
        test=_object,
        verdict=_nowhere,
        example=("The mayor could provide *added* help.", None),
    ),
    otherwise=_adjacent,
    run=_subject_at,
)


def _moved(t: Tokens, who: Range | None, left: int) -> Range | None:
    """The real subject where another phrase stands before the verb: "X, in a note to Y, said", "X, mayor of Z said"."""
    if who is None or who[0] == 0:
        return who
    before = t.bits[who[0] - 1]
    if before & lx.PREPOSITION and not before & lx.SUBORDINATOR:
        comma = next((k for k in range(who[0] - 1, max(-1, who[0] - 12), -1) if t.bits[k] & lx.COMMA), None)
        return (across_subject(t, comma) or who) if comma else who
    if before & lx.COMMA and who[0] > 1 and not t.bits[left] & lx.ROLES and bare_role(t, who):
        return _office_of(t, who) or who
    return who


def _office_of(t: Tokens, who: Range) -> Range | None:
    """The name at the head of the sentence whose office a phrase behind a comma is: "X, mayor of Z said"."""
    named = left_of(t, who[0] - 2)
    if named is None or not (named[0] == 0 or t.bits[named[0] - 1] & lx.QUOTE):
        return None
    if not t.bits[named[1]] & lx.NAME or t.bits[named[1]] & lx.TIME:
        return None
    return None if source(t, who).kind == "person" else named
