"""Who is named between commas behind a noun phrase."""

from __future__ import annotations

from briefing.prepare.speech.free_order.chunks import chunk_at
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.phrases.names import LONGEST_ROLE, head_of
from briefing.prepare.speech.phrases.naming import NamedSource
from briefing.prepare.speech.phrases.phrase_after import right_of
from briefing.prepare.speech.phrases.sources import source
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_SPEAKS = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.PRONOUN | lx.DETERMINER | lx.POSSESSIVE | lx.NUMBER | lx.GENITIVE
_LONGEST_NAME = 6
_FROM_HEAD = 9  # tokens between a writing and who it is by


def named_in_apposition(t: Tokens, who: Range, found: NamedSource) -> NamedSource:
    """ "The port's director, X Y, said": X Y, with the noun phrase as the role. "The company, X Y, said": the body of
    that name. Else what was found."""
    alone = t.lowers[who[0]] in t.words.alone
    if who[1] + 2 >= len(t) or not t.bits[who[1] + 1] & lx.COMMA or (found.plural and not alone) or _joint(t, who):
        return found
    another = who[0] == who[1] and alone  # "Another, X Y, said"
    head = who[1] if alone else head_of(t, *who)
    office = another or any(t.bits[k] & (lx.ROLE | lx.ROLES | lx.TITLE) for k in range(who[0], head + 1))
    if not office and not _called(t, who, found, head) and not t.words.free_order:
        return found
    name = _behind_comma(t, who[1] + 2)
    if name is None or name[1] - name[0] > _LONGEST_NAME:
        return found
    if t.words.free_order:
        return _holder(t, who, name, another) or found
    if not t.bits[name[0]] & (lx.NAME | lx.TITLE):
        return found
    return (_holder(t, who, name, another) if office else _body_called(t, name, found)) or found


def author_of(t: Tokens, who: Range, found: NamedSource) -> NamedSource | None:
    """Who a writing is by that says something: "a report published in June by the Tarn Institute"."""
    written = t.words.writing | t.words.writings
    if t.words.free_order or found.kind != "described" or found.noun not in written:
        return None
    head = next((k for k in range(who[0], who[1] + 1) if t.lowers[k] == found.noun), who[1])
    for at in range(head + 1, min(len(t) - 1, head + _FROM_HEAD)):
        if t.lowers[at] in t.words.by:
            if at > head + 1 and t.words.written_by.isdisjoint(t.lowers[head + 1 : at]):
                return None  # "a letter obtained by the Courier"
            name = right_of(t, at + 1)
            author = source(t, name) if name else None
            return author if author is not None and author.kind in ("person", "body") else None
        if t.bits[at] & lx.PUNCTUATION or (at > who[1] and t.bits[at] & (lx.CUE | lx.AUXILIARY) and not _past(t, at)):
            return None
    return None


def _past(t: Tokens, at: int) -> bool:
    return t.lowers[at].endswith(t.words.past_endings or "\x00")


def fragment(t: Tokens, who: Range) -> bool:
    """Whether a description names nobody: no article, number or owner opens it, no word of it is a person's or a
    body's, it is no plural, or it breaks off behind "the" or "his"."""
    first, last = who
    if t.words.free_order or not t.words.plural_endings:
        return False
    if t.bits[last] & (lx.DETERMINER | lx.POSSESSIVE) and first < last and t.lowers[last] not in t.words.alone:
        return True
    if any(t.bits[k] & _SPEAKS for k in range(first, last + 1)):
        return False
    return not t.lowers[head_of(t, first, last)].endswith(t.words.plural_endings)


def _joint(t: Tokens, who: Range) -> bool:
    """ "X and his sister, Y Z, said": both."""
    return bool(t.bits[who[0]] & lx.NAME) and any(t.bits[k] & lx.CONJUNCTION for k in range(who[0] + 1, who[1]))


def _behind_comma(t: Tokens, at: int) -> Range | None:
    if not t.words.free_order:
        return right_of(t, at, long=False)
    chunk = chunk_at(t, at)
    return chunk.range if chunk else None


def _called(t: Tokens, who: Range, found: NamedSource, head: int) -> bool:
    """ "The operator, X Y,"; not "The word of the mayor, X Y," """
    named = any(t.bits[k] & lx.NAME for k in range(who[0] + 1, who[1] + 1))
    return found.definite and not named and head == who[1]


def _body_called(t: Tokens, name: Range, found: NamedSource) -> NamedSource | None:
    inner = source(t, name)
    after = t.bits[name[1] + 1] if name[1] + 1 < len(t) else 0
    if inner.kind not in ("person", "body") or not after & lx.COMMA:
        return None
    return NamedSource(kind="body", name=inner.name, noun=found.noun)


def _holder(t: Tokens, who: Range, name: Range, another: bool) -> NamedSource | None:
    """The person of a name, with the phrase as the role."""
    inner = source(t, name)
    after = t.bits[name[1] + 1] if name[1] + 1 < len(t) else lx.COMMA
    if inner.kind != "person" or (after and not after & (lx.PUNCTUATION | lx.PREPOSITION)):
        return None
    if t.words.free_order:
        if " " not in inner.name and not inner.role:
            return None
    elif t.bits[name[0]] & lx.DETERMINER:
        return None
    first = who[0]
    while first < who[1] and t.bits[first] & (lx.DETERMINER | lx.POSSESSIVE):
        first += 1
    role = t.slice(first, who[1]) if who[1] - first <= LONGEST_ROLE and not another else None
    return NamedSource(kind="person", name=inner.name, role=role)
