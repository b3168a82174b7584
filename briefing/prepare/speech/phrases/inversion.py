"""The subject behind its verb: "…,” said X"."""

from __future__ import annotations

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.phrases.kinds import NOUNLIKE, Range, plausible
from briefing.prepare.speech.phrases.phrase_after import right_of
from briefing.prepare.speech.phrases.sources import source
from briefing.prepare.speech.phrases.subjects import across_subject, clause_start
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.cue_verbs import SPEAKING
from briefing.prepare.speech.words.places import TokenPlace, marked
from briefing.prepare.speech.words.tokens import Tokens

_SHORT_NAME = 5  # tokens


class Inversion(TokenPlace):
    """A verb and the noun phrase `found` behind it, which may be its subject. left: the token before the verb and its
    auxiliaries, -1 if none is there; mark: its bits; then: the bits of the token behind the phrase."""

    __slots__ = ("found", "left", "mark", "then")

    def __init__(self, t: Tokens, at: int, left: int, found: Range) -> None:
        super().__init__(t, at)
        self.found = found
        self.left = left
        self.mark = t.bits[left] if left >= 0 else 0
        self.then = t.bits[found[1] + 1] if found[1] + 1 < len(t) else 0

    @property
    def head(self) -> int:
        """The bits of the phrase's first token."""
        return self.t.bits[self.found[0]]


def inverted_subject(t: Tokens, at: int, left: int) -> Range | None:
    """The subject after the verb: "…,” said X", "…, said X, a minister"."""
    if t.lowers[at] in t.words.told | t.words.light or not all(t.bits[k] & lx.AUXILIARY for k in range(left + 1, at)):
        return None
    if left >= 0 and not t.bits[left] & (lx.QUOTE | lx.COMMA | lx.DASH):
        return None
    if t.bits[at] & (lx.BASE | lx.GERUND | lx.ATTITUDE) and not t.bits[at] & lx.SAY:
        return None
    found = right_of(t, at + 1)
    return found if found and INVERTED(Inversion(t, at, left, found)) else None


def _inverted_at(example: str) -> bool:
    t, at = marked(example)
    return inverted_subject(t, at, at - 1) is not None


def _no_noun(v: Inversion) -> bool:
    """ "echoed well outside the hall" """
    first, last = v.found
    return last > first and not v.head and bool(v.t.bits[first + 1] & lx.PREPOSITION)


def _other_pronoun(v: Inversion) -> bool:
    words = v.words
    return bool(v.head & lx.PRONOUN) and v.t.lowers[v.found[0]] not in words.he | words.she | words.they | words.self


def _opens_sentence(v: Inversion) -> bool:
    """ "Said X Y, a pilot:", but "Crow left school" """
    ends = v.then & (lx.COLON | lx.COMMA) or v.found[1] + 1 == len(v.t)
    return v.left < 0 and bool(ends and v.head & (lx.NAME | lx.TITLE | lx.PRONOUN | lx.DETERMINER))


def _before_it(v: Inversion) -> bool:
    """Whether the subject stands before the verb, at the head of the sentence: "X Y, a pilot, said Z was old"."""
    across = across_subject(v.t, v.left)
    if across is None or not clause_start(v.t, across[0]):
        return False
    return across[1] <= _SHORT_NAME or not _ends_soon(v.t, v.found[1] + 1)


INVERTED: RuleTable[[Inversion], bool] = RuleTable(
    "a subject behind the verb",
    Rule(
        name="nobody who speaks",
        test=lambda v: not plausible(v.t, v.found),
        verdict=False,
        example=("“No,” *said* the.", False),
    ),
    Rule(name="no noun", test=_no_noun, verdict=False, example=("“No,” *echoed* well outside the hall.", False)),
    Rule(name="a pronoun that says nothing", test=_other_pronoun, verdict=False, example=("“No,” *said* it.", False)),
    Rule(
        name="subject of a verb that follows",
        test=lambda v: v.then & (lx.AUXILIARY | lx.CUE) and not v.then & (lx.ADVERB | lx.QUOTE),
        verdict=False,
        example=("The mayor, *said* Venn was ill.", False),
    ),
    Rule(
        name="behind a quotation", test=lambda v: v.mark & lx.QUOTE, verdict=True, example=("“No,” *said* Venn.", True)
    ),
    Rule(
        name="at the head of the sentence",
        test=_opens_sentence,
        verdict=True,
        example=("*Said* Ada Venn, a pilot: “No.”", True),
    ),
    Rule(name="nothing before it", test=lambda v: v.left < 0, verdict=False, example=("*Crow* left school.", False)),
    Rule(
        name="judging behind a comma",
        test=lambda v: v.bits & (lx.JUDGE | lx.ATTITUDE) and not v.bits & (lx.SAY | lx.CLAUSE),
        verdict=False,
        example=("The mayor, *condemned* Venn.", False),
    ),
    Rule(
        name="somebody ends the sentence",
        test=lambda v: v.found[1] + 1 == len(v.t) and v.bits & (lx.SAY | lx.CLAUSE) and _somebody(v.t, v.found),
        verdict=True,
        example=("The bridge is old, *said* Ada Venn.", True),
    ),
    Rule(
        name="a clause stands before its only comma",
        test=lambda v: v.bits & lx.SAY and v.then & lx.COMMA and _behind_a_clause(v),
        verdict=True,
        example=("Nobody was hurt, *said* the pilot, Ada Venn.", True),
    ),
    Rule(
        name="a quotation or a common noun",
        test=lambda v: v.then & lx.QUOTE or not v.t.bits[v.found[1]] & (SPEAKING | lx.PRONOUN),
        verdict=False,
        example=("The mayor, *said* the bridge.", False),
    ),
    Rule(
        name="a language that inverts",
        test=lambda v: v.words.inverts and v.mark & lx.COMMA,
        verdict=True,
        example=("[nl] Niemand raakte gewond, *meldt* de brandweer.", True),
    ),
    Rule(
        name="the subject stands before it",
        test=_before_it,
        verdict=False,
        example=("Ada Venn, a pilot, *said* Salk.", False),
    ),
    otherwise=True,
    run=_inverted_at,
)


def _behind_a_clause(v: Inversion) -> bool:
    """Whether the words before a verb's comma are a clause with its own verb, and a name or office stands behind it:
    "Ada Venn, a pilot, said Salk" has none."""
    before = [v.t.bits[k] for k in range(v.left)]
    if any(bits & (lx.COMMA | lx.DASH | lx.QUOTE | lx.RELATIVE) for bits in before):
        return False
    if not any(bits & lx.AUXILIARY for bits in before) or before[0] & (lx.PREPOSITION | lx.SUBORDINATOR):
        return False
    named = source(v.t, v.found)
    return named.kind == "person" or bool(v.words.of(named.noun) & (lx.ROLE | lx.ROLES | lx.TITLE))


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
