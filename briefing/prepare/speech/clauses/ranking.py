"""The attributions of one sentence set against each other."""

from __future__ import annotations

from dataclasses import replace

from briefing.prepare.speech.clauses.clause import Clause
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_EMBEDDED = -22.0  # weight of what stands inside another clause
_RELAYING = 10.0  # weight of who only passes on what somebody else says
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
        if clause.kind == "according" and _set_between(t, clause, found):
            weight = _RELAYING  # "Venn, according to an aide, replied": Venn says it
        if ranked and clause.via is None and _spoken_of(t, clause, ranked[-1]):
            weight = min(weight, ranked[-1].weight - 1)  # "said the body would propose": the body is spoken of
        ranked.append(replace(clause, weight=weight))
    return ranked


def _set_between(t: Tokens, clause: Clause, every: list[Clause]) -> bool:
    """Whether "according to …" stands between commas behind the subject of another verb of saying, or behind a
    statement's own verb at the sentence's end ("“…,” Venn replied, according to an aide")."""
    before = clause.cue[0] - 1
    if before < 1 or not t.bits[before] & lx.COMMA:
        return False
    said = (one for one in every if one.kind in ("said", "judged") and one.who is not None and one is not clause)
    return any(one.who is not None and one.who[1] == before - 1 and one.cue[0] > clause.cue[1] for one in said)


def _spoken_of(t: Tokens, clause: Clause, before: Clause) -> bool:
    """Whether a clause's subject follows the verb of the clause before at once: "said the body would propose"."""
    if clause.who is None or clause.cue[0] < clause.who[1]:
        return False
    gap = range(before.cue[1] + 1, clause.who[0])
    return clause.who[0] > before.cue[1] and len(gap) < _NEXT and not any(t.bits[k] & lx.PUNCTUATION for k in gap)
