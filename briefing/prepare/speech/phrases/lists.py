"""A subject whose name or whose places are a list: "the Ministry of Health, Labour and Welfare said"."""

from __future__ import annotations

from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.phrases.phrase_after import right_of
from briefing.prepare.speech.phrases.phrase_before import left_of
from briefing.prepare.speech.phrases.subjects import clause_start
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_CLAUSE_END = lx.QUOTE | lx.STOP | lx.COLON | lx.DASH
_NO_LIST = lx.AUXILIARY | lx.RELATIVE | lx.GERUND | lx.CUE | lx.PRONOUN | lx.OPEN


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


def first_of_list(t: Tokens, who: Range, verb: int) -> Range:
    """The first of those who say something together: "X, Y and the mayor said" is X; `who` where no such list opens
    the clause. verb: the token of the verb; before a comma it stands in between ("The report, X and Y said, is")."""
    start = _clause_of(t, who[0])
    if t.words.free_order or start >= who[0] or (verb + 1 < len(t) and t.bits[verb + 1] & (lx.COMMA | lx.QUOTE)):
        return who
    first = right_of(t, start, long=False)
    if first is None or first[1] + 1 >= who[0] or not t.bits[first[1] + 1] & lx.COMMA:
        return who
    if not t.bits[first[1]] & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY):
        return who
    inside = range(first[1] + 1, verb)
    both = any(t.bits[k] & lx.CONJUNCTION and not t.bits[k] & lx.NAME for k in inside)
    return first if both and not any(t.bits[k] & _NO_LIST for k in inside) else who


def _clause_of(t: Tokens, at: int) -> int:
    """Where the clause begins that a token belongs to: behind a mark that is no comma, and a connective."""
    start = next((k + 1 for k in range(at - 1, -1, -1) if t.bits[k] & _CLAUSE_END), 0)
    while start < at and t.bits[start] & (lx.CONJUNCTION | lx.ADVERB | lx.TIME | lx.COMMA):
        start += 1
    return start


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
