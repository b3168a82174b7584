"""What noun phrases are: ranges of tokens, which of them can speak, which "and" joins two of them."""

from __future__ import annotations

from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.cue_verbs import SPEAKING
from briefing.prepare.speech.words.tokens import Tokens

Range = tuple[int, int]  # first and last token, inclusive
LONGEST = 40  # tokens of a phrase
NOUNLIKE = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.NUMBER | lx.GENITIVE
ENDS = lx.QUOTE | lx.COMMA | lx.STOP | lx.COLON | lx.DASH | lx.OPEN | lx.RELATIVE


def plausible(t: Tokens, found: Range, *, strict: bool = False) -> bool:
    """Whether a noun phrase can be one who speaks. strict: only persons, bodies and names, not any noun."""
    first, last = found
    bits = 0
    for at in range(first, _head_end(t, first, last) + 1 if strict else last + 1):
        bits |= t.bits[at]
    if (
        first == last
        and t.bits[first] & (lx.DETERMINER | lx.ADVERB | lx.TIME | lx.POSSESSIVE)
        and not t.bits[first] & (lx.ROLES | lx.PRONOUN | lx.ROLE)
    ):
        return t.lowers[first] in t.words.alone
    if t.lowers[first].endswith(t.words.gerund_endings or "\x00") and not t.bits[first] & (SPEAKING & ~lx.NAME):
        named = bool(t.bits[first] & lx.NAME) and not t.bits[first] & lx.GERUND
        return named and (first == last or bool(t.bits[first + 1] & SPEAKING))  # "Beijing officials"
    if bits & SPEAKING:
        return not (first == last and t.lowers[first] in t.words.not_name)
    return not strict and last - first < 8 and not t.bits[last] & (lx.PREPOSITION | lx.TIME | lx.PUNCTUATION)


def _head_end(t: Tokens, first: int, last: int) -> int:
    """The last token before a phrase's first preposition but "of": "the exchange [near the end of the debate]"."""
    for at in range(first + 1, last):
        if (
            t.bits[at] & lx.PREPOSITION
            and not t.bits[at] & (lx.NAME | lx.GENITIVE)
            and t.lowers[at] not in t.words.genitive
        ):
            return at - 1
    return last


_NICKNAME, _TITLE = 3, 5  # words


def nickname(t: Tokens, at: int) -> bool:
    """Whether a quotation is a name's part ("Ivo “The Mole” Salk"), and not a statement between two names."""
    if not (0 < at < len(t) - 1 and t.bits[at] & lx.QUOTE and t.bits[at - 1] & t.bits[at + 1] & lx.NAME):
        return False
    inside = t.slice(at, at).strip("\"'“”„‘’«»` ")
    return len(inside.split()) <= _NICKNAME and inside[-1:] not in (",", ".", "!", "?", "…")


def title_in_marks(t: Tokens, at: int) -> bool:
    """Whether a quotation is the name of what follows in the same phrase: "the port's “Old Quay” panel"."""
    if not 0 < at < len(t) - 1 or not t.bits[at] & lx.QUOTE or not t.bits[at - 1] & (lx.GENITIVE | lx.DETERMINER):
        return False
    inside = t.slice(at, at).strip("\"'“”„‘’«»` ")
    plain = inside[-1:] not in (",", ".", "!", "?", "…") and len(inside.split()) <= _TITLE
    return plain and not t.bits[at + 1] & ~(lx.ROLE | lx.ROLES | lx.BODY)


def joins(t: Tokens, at: int, last: int) -> bool:
    """Whether "and" joins two parts of one noun phrase."""
    if at == 0 or at == last or at + 1 >= len(t):
        return False
    before, after = t.bits[at - 1], t.bits[at + 1]
    if after & lx.PRONOUN:
        return False
    if before & lx.NAME and after & (lx.NAME | lx.TITLE | lx.ROLES):
        return True
    if before & (lx.ROLES | lx.ROLE | lx.BODY | lx.TITLE):
        return True
    return not after & lx.DETERMINER and not before & (lx.COMMA | lx.QUOTE | lx.FUNCTION)
