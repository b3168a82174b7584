"""Reactions without a verb of saying: "Kritik kam vom Bürgermeister", "Les critiques sont venues du maire"."""

from __future__ import annotations

from briefing.prepare.speech.clauses.clause import Clause
from briefing.prepare.speech.free_order.chunks import Chunk, chunk_at
from briefing.prepare.speech.free_order.strength import strength
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_WEIGHT = 55.0
_NEAR = 8  # tokens between the reaction, its verb and whom it comes from


def reactions(t: Tokens) -> list[Clause]:
    """Whom a reaction comes from: a noun such as "criticism", a verb of coming, somebody behind "from"."""
    for at, lower in enumerate(t.lowers):
        if lower in t.words.reactions:
            found = _comes_from(t, at)
            if found is not None:
                return [Clause(who=found.range, cue=(at, at), weight=_WEIGHT, kind="judged")]
    return []


def _comes_from(t: Tokens, at: int) -> Chunk | None:
    near = range(max(0, at - _NEAR), min(len(t), at + _NEAR))
    verb = next((k for k in near if t.lowers[k] in t.words.arriving), None)
    if verb is None or any(t.bits[k] & lx.SUBORDINATOR for k in range(min(at, verb), max(at, verb))):
        return None
    from_whom = t.words.by | t.words.genitive | t.words.locative
    for k in range(verb + 1, min(len(t), max(at, verb) + _NEAR)):
        chunk = chunk_at(t, k + 1) if t.lowers[k] in from_whom and t.bits[k] & lx.PREPOSITION else None
        if chunk is not None and strength(t, chunk.range) == 2:
            return chunk
    return None
