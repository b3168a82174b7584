"""A noun phrase taken apart where its words may stand in any case, and what hangs on it needs no preposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.prepare.speech.free_order.marks import MARKS, PEOPLE, quoted_name
from briefing.prepare.speech.free_order.strength import head_end, is_latter
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.phrases.naming import NamedSource, plain_text
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_PERSON = lx.TITLE | lx.ROLE
_NAMES = 2  # words of a name behind what its bearer is the head of


def free_source(t: Tokens, who: Range) -> NamedSource:
    """Whom a noun phrase names."""
    found = _source(t, who)
    name = without_preposition(t, who[0], found.name)
    return found if name == found.name else replace(found, name=name)


def _source(t: Tokens, who: Range) -> NamedSource:
    first, last = who
    if first == last and (pronoun := _pronoun(t, first)):
        return NamedSource(kind="pronoun", name=pronoun)
    if is_latter(t, who):
        return NamedSource(kind="pronoun", name=t.lowers[last])
    joint = _joint(t, first, last)
    if joint is not None:
        return joint
    start = _past_articles(t, first, last)
    definite = t.lowers[first] in t.words.definite
    person = _person(t, first, start, last)
    if person is not None:
        role = _role(t, start, person[0] - 1)
        return NamedSource(kind="person", name=plain_text(t, *person), role=role)
    head = head_end(t, start, last)
    noun = _noun(t, start, head)
    if t.bits[first] & lx.POSSESSIVE and first < last:
        return NamedSource(kind="owned", name=plain_text(t, first, last), noun=noun, role=t.lowers[first])
    bits = t.words.of(noun)
    person_first = bits & (lx.ROLE | lx.ROLES) and not bits & lx.BODY and t.lowers[start] == noun
    if not person_first and _is_body(t, start, head, last):
        return NamedSource(kind="body", name=_body(t, first, start, last), noun=noun, definite=definite)
    one = bits & (lx.ROLE | lx.ROLES) == lx.ROLE
    plural = not one and any(t.bits[k] & lx.ROLES for k in range(start, head + 1))
    bare = not t.words.feminine and not t.bits[first] & (lx.DETERMINER | lx.POSSESSIVE)
    back = definite or (bare and bool(bits & _PERSON) and start == head)
    return NamedSource(kind="described", name=plain_text(t, first, last), noun=noun, definite=back, plural=plural)


def _past_articles(t: Tokens, first: int, last: int) -> int:
    start = first
    while start < last and t.bits[start] & (lx.DETERMINER | lx.POSSESSIVE) and not t.bits[start] & lx.NUMBER:
        start += 1
    return start


def _is_body(t: Tokens, start: int, head: int, last: int) -> bool:
    """Whether a phrase names a body: by its noun, a name in marks, or capitals."""
    return any(t.bits[k] & lx.BODY or quoted_name(t, k) for k in range(start, head + 1)) or _shouted(t, start, last)


def _pronoun(t: Tokens, at: int) -> str:
    lower = t.lowers[at]
    if t.bits[at] & lx.PRONOUN or lower in t.words.he | t.words.she | t.words.they:
        return lower
    if "-" in lower and not t.bits[at] & lx.NAME:
        hanging = lower.rsplit("-", 1)[1]
        return hanging if hanging in t.words.he | t.words.she | t.words.they else ""
    return ""


def _joint(t: Tokens, first: int, last: int) -> NamedSource | None:
    """ "X and Y": of two persons the first; of others both, as they are printed."""
    for at in range(first + 1, last):
        if not t.bits[at] & lx.CONJUNCTION:
            continue
        one, other = free_source(t, (first, at - 1)), free_source(t, (at + 1, last))
        if one.kind == "person" and other.kind == "person":
            return one
        if one.kind in ("body", "person") and other.kind in ("body", "person"):
            return NamedSource(kind="body", name=plain_text(t, first, last), noun=other.noun, plural=True)
        return None
    return None


def _person(t: Tokens, first: int, start: int, last: int) -> Range | None:
    """The name of a person in a noun phrase."""
    name = _last_name(t, start, last)
    if name is None:
        return None
    low, end = name
    count = _words_of_name(t.bits[low : end + 1])
    if not count:
        return None
    role = any(bits & _PERSON and not bits & lx.BODY for bits in t.bits[start:low])
    before = t.bits[low - 1] if low > start else 0
    if low > start and _hangs_on(t, low - 1):
        spare = _NAMES + (not before & lx.BODY)
        if not role or count < spare:
            return None
        return (_last_names(t, low, end), end)
    if role:
        behind_role = low > start and before & _PERSON
        return (low, end) if behind_role or count >= _NAMES else None
    if low > start or t.bits[first] & lx.DETERMINER:
        return (low, end) if count >= _NAMES and _described_name(t, first, start, low) else None
    if _shouted(t, low, end):
        return None
    return (low, end) if end == last else None


def _last_name(t: Tokens, start: int, last: int) -> Range | None:
    """The last run of words that are a name, with the small words inside it."""
    end = last
    while end >= start and not _name(t, end):
        end -= 1
    if end < start:
        return None
    low = end
    while low > start and (_name(t, low - 1) or _particle(t, low - 1, start)):
        low -= 1
    return low, end


def _words_of_name(inside: Sequence[int]) -> int:
    """How many words of a name are names by themselves; 0 where one is a body's, as it is then no person's."""
    return 0 if any(bits & lx.BODY for bits in inside) else sum(1 for bits in inside if bits & lx.NAME)


def _hangs_on(t: Tokens, before: int) -> bool:
    """Whether the word before a name makes it what another noun is of: "of", a body, an article in the genitive."""
    lower = t.lowers[before]
    governs = lower in t.words.genitive or lower in t.words.genitive_articles
    return governs or bool(t.bits[before] & (lx.PREPOSITION | lx.BODY))


def _described_name(t: Tokens, first: int, start: int, low: int) -> bool:
    """Whether small words stand between an article and a full name: "der 18-jährige Jan Wolf"."""
    if t.words.nouns_capital:
        return not t.bits[first] & lx.NAME and _lower_before(t, start, low)
    return low > start and not t.bits[low - 1] & (lx.BODY | lx.ROLES)


def _lower_before(t: Tokens, start: int, low: int) -> bool:
    """ "der 18-jährige Jan Wolf": nothing but small words between the article and the name."""
    return low > start and not any(t.bits[k] & lx.NAME for k in range(start, low))


def _last_names(t: Tokens, low: int, end: int) -> int:
    at = end
    names = 0
    while at > low:
        names += bool(t.bits[at] & lx.NAME)
        if names == _NAMES:
            break
        at -= 1
    return at


def _name(t: Tokens, at: int) -> bool:
    bits = t.bits[at]
    if not bits & lx.NAME or t.lowers[at] in t.words.not_name:
        return False
    if (bits & lx.PARTICLE and at) or t.words.caseless:
        return True
    if bits & (PEOPLE | lx.TIME):
        return _surname(t, at)
    return not bits & (lx.DETERMINER | lx.PREPOSITION)


def _surname(t: Tokens, at: int) -> bool:
    """Whether what may be a role is a surname by its capital: "Milan de Boer"."""
    if t.words.nouns_capital or not at or t.bits[at] & (lx.BODY | lx.TIME):
        return False
    k = at - 1
    while k and t.bits[k] & lx.PARTICLE and not t.bits[k] & lx.NAME:
        k -= 1
    return bool(t.bits[k] & lx.NAME) and not t.bits[k] & PEOPLE


def _particle(t: Tokens, at: int, start: int) -> bool:
    """A small word inside a name, with a name on its other side."""
    if not t.bits[at] & lx.PARTICLE or at <= start:
        return False
    k = at - 1
    while k > start and t.bits[k] & lx.PARTICLE and not t.bits[k] & lx.NAME:
        k -= 1
    return _name(t, k)


def _shouted(t: Tokens, low: int, end: int) -> bool:
    """A name in capitals alone is a body's: "OMS"."""
    text = t.slice(low, end)
    return text.isupper() and len(text) > 1 and low == end


def _role(t: Tokens, first: int, last: int) -> str | None:
    while last >= first and t.bits[last] & (lx.PREPOSITION | lx.CONJUNCTION):
        last -= 1
    while first <= last and t.lowers[first] in t.words.courtesy:
        first += 1
    while last >= first and t.lowers[last] in t.words.courtesy:
        last -= 1
    if last < first or not any(t.bits[k] & _PERSON for k in range(first, last + 1)):
        return None
    return t.slice(first, last)


def _noun(t: Tokens, first: int, head: int) -> str:
    """The common noun at the head: the first known one; in German and Dutch the last."""
    places = range(first, head + 1) if t.words.loose else range(head, first - 1, -1)
    known = next((k for k in places if t.bits[k] & (lx.ROLE | lx.ROLES | lx.BODY | lx.TITLE)), head)
    return t.lowers[known]


def _body(t: Tokens, first: int, start: int, last: int) -> str:
    """A body's name: what stands in marks, else the whole phrase."""
    for at in range(start, last + 1):
        if quoted_name(t, at):
            return t.slice(at, at).strip(MARKS)
    return plain_text(t, first, last)


def without_preposition(t: Tokens, at: int, name: str) -> str:
    """A name without the preposition that is written together with its first word: "للوزارة" → "الوزارة"."""
    if not t.words.affixes.governing or not t.bits[at] & lx.PREPOSITION:
        return name
    cut = name[1:]
    for article in t.words.affixes.article:
        if cut.startswith(article[1:]) and not cut.startswith(article) and t.words.of(cut[1:]):
            return article[:1] + cut
    return cut
