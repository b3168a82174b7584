"""How surely a noun phrase is somebody."""

from __future__ import annotations

from briefing.prepare.speech.free_order.marks import PEOPLE, quoted_name
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens


def known_name(t: Tokens, at: int) -> bool:
    """Whether a capitalised word stands as a name elsewhere in the article."""
    return bool(t.bits[at] & lx.NAME) and t.words.stem(t.lowers[at]) in t.known


def is_latter(t: Tokens, who: Range) -> bool:
    """Whether a phrase stands for whom the sentence before names last: "dieser", "ce dernier", "l'intéressé"."""
    first, last = who
    if t.lowers[last] not in t.words.latter or last - first > 1:
        return False
    return first == last or bool(t.bits[first] & lx.DETERMINER)


def strength(t: Tokens, who: Range) -> int:
    """How surely a noun phrase is somebody: 2 a person, a body, a full name; 1 any other noun; 0 nobody."""
    first, last = who
    if first == last and t.bits[first] & lx.PRONOUN:
        return 2 if t.lowers[first] in t.words.he | t.words.she | t.words.they else 0
    start = first
    while start <= last and t.bits[start] & (lx.DETERMINER | lx.POSSESSIVE) and not t.bits[start] & lx.ROLES:
        start += 1
    if is_latter(t, who):
        return 2
    if start > last:
        return 2 if t.lowers[first] in t.words.alone else 0
    if t.lowers[first] in t.words.nobody:
        return 0
    if t.bits[start] & lx.TIME or (t.bits[last] & lx.NUMBER and start == last and not t.bits[last] & PEOPLE):
        return 0
    if t.lowers[start] in t.words.writing:
        return 1
    head = head_end(t, start, last)
    if any(t.bits[k] & PEOPLE for k in range(start, head + 1)):
        return 2
    return 2 if _surely_named(t, who, start, head) else 1


def _surely_named(t: Tokens, who: Range, start: int, head: int) -> bool:
    """Whether the names of a noun phrase are somebody's. start, head: where it begins behind its articles, and its
    head."""
    first, last = who
    names = [k for k in range(start, last + 1) if t.bits[k] & lx.NAME and t.lowers[k] not in t.words.not_name]
    if t.words.nouns_capital:
        if first == last and known_name(t, first):
            return True
        return len(names) > 1 and names[-1] - names[0] < len(names) + 2 and not t.bits[first] & lx.DETERMINER
    if len(names) == 1 and names[0] == first and known_name(t, first):
        return True
    if any(quoted_name(t, k) for k in range(start, head + 1)):
        return True
    sure = [k for k in names if k and not (k == first and t.bits[k - 1] & (lx.STOP | lx.QUOTE | lx.COLON))]
    return any(k <= head for k in sure)


def head_end(t: Tokens, start: int, last: int) -> int:
    """The last token before what hangs on a phrase by a preposition or a genitive article."""
    for at in range(start + 1, last + 1):
        if t.bits[at] & lx.PARTICLE and t.bits[at - 1] & lx.NAME and not t.bits[at - 1] & PEOPLE:
            continue
        if t.bits[at] & lx.PREPOSITION or t.lowers[at] in t.words.genitive_articles:
            return at - 1
    return last
