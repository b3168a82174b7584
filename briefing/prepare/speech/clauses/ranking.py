"""The attributions of one sentence set against each other."""

from __future__ import annotations

from dataclasses import replace

from briefing.prepare.speech.clauses.clause import Clause
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_EMBEDDED = -22.0  # weight of what stands inside another clause
_NEXT = 2  # tokens from a verb to the subject of what it says


def ranked(t: Tokens, found: list[Clause]) -> list[Clause]:
    """Weights set against each other: what stands inside another's "that" clause, or in "While …," before the main
    clause, weighs less."""
    if len(found) < 2:
        return found
    comma = next((k for k in range(len(t)) if t.bits[k] & lx.COMMA), 0)
    subordinate = bool(t.bits[0] & lx.SUBORDINATOR)
    inside = False
    ranked: list[Clause] = []
    for clause in found:
        last = clause.cue[1]
        weight = clause.weight
        if (inside and weight < 100.0) or (subordinate and last < comma):
            weight += _EMBEDDED
        if clause.kind != "according" and any(word in t.words.that for word in t.lowers[last + 1 : last + 5]):
            inside = True
        if ranked and _spoken_of(t, clause, ranked[-1]):
            weight = min(weight, ranked[-1].weight - 1)  # "said the body would propose": the body is spoken of
        ranked.append(replace(clause, weight=weight))
    return ranked


def _spoken_of(t: Tokens, clause: Clause, before: Clause) -> bool:
    """Whether a clause's subject follows the verb of the clause before at once: "said the body would propose"."""
    if clause.who is None or clause.cue[0] < clause.who[1]:
        return False
    gap = range(before.cue[1] + 1, clause.who[0])
    return clause.who[0] > before.cue[1] and len(gap) < _NEXT and not any(t.bits[k] & lx.PUNCTUATION for k in gap)
