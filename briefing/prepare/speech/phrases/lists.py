"""A subject whose name or whose places are a list: "the Ministry of Health, Labour and Welfare said"."""

from __future__ import annotations

from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.phrases.phrase_before import left_of
from briefing.prepare.speech.phrases.subjects import clause_start
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens


def whole_list(t: Tokens, who: Range | None) -> Range | None:
    """The phrase that a list of names belongs to whose last two are `who` ("Labour and Welfare"): the body, or the
    people, before the preposition in front of the list. `who` itself where it is no end of such a list."""
    if who is None or not who[0] or not any(t.bits[k] & lx.CONJUNCTION for k in range(who[0] + 1, who[1])):
        return who
    at = _before_list(t, who[0] - 1)
    if at < 1 or not t.bits[at] & lx.PREPOSITION:
        return who
    owner = left_of(t, at - 1)
    if owner is None or not t.bits[owner[1]] & (lx.BODY | lx.ROLES) or not clause_start(t, owner[0]):
        return who  # "At the Ministry of Health, Labour and Welfare said": the two alone
    return owner[0], who[1]


def _before_list(t: Tokens, comma: int) -> int:
    """The token before the names of a list whose last comma is `comma`; -1 where none ends there."""
    at = comma
    while at > 0 and t.bits[at] & lx.COMMA:
        last = at = at - 1
        while at >= 0 and t.bits[at] & lx.NAME and not t.bits[at] & lx.PREPOSITION:
            at -= 1
        if at == last:
            return -1
    return at if at < comma else -1
