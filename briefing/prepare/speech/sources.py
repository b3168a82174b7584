"""A noun phrase taken apart: the name alone, the role printed beside it, or the words an unnamed source goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.phrase_after import right_of
from briefing.prepare.speech.phrases import Range
from briefing.prepare.speech.tokens import Tokens

Kind = Literal["person", "body", "pronoun", "owned", "described"]

_LONGEST_DESCRIPTION = 16  # tokens
_LONGEST_ROLE = 14
_LONGEST_NAME = 6
_RUN = lx.NAME | lx.PARTICLE
_JOINING = ("of", "de", "for", "des", "du", "von", "di", "da", "do")


@dataclass(frozen=True, slots=True)
class Source:
    """Who a noun phrase names. name: as printed; role: as printed beside it; noun: the common noun at its head
    ("minister"), lower case; definite: whether it points back ("the minister")."""

    kind: Kind
    name: str
    role: str | None = None
    noun: str = ""
    definite: bool = False
    plural: bool = False


def source(t: Tokens, who: Range) -> Source:
    """Take a noun phrase apart."""
    first, last = who
    if first == last and not t.bits[first] & (lx.PRONOUN | lx.NAME) and "-" in t.lowers[first]:
        hanging = t.lowers[first].rsplit("-", 1)[1]  # "dit-il"
        if hanging in t.words.he | t.words.she | t.words.they:
            return Source("pronoun", hanging)
    if first == last and t.bits[first] & lx.PRONOUN:
        return Source("pronoun", t.lowers[first].replace("’", "'").split("'")[0])
    if (joint := _joint(t, first, last)) is not None:
        return joint
    definite = bool(t.bits[first] & lx.DETERMINER) and t.lowers[first] in t.words.definite
    owned = bool(t.bits[first] & lx.POSSESSIVE)
    start = first
    while start < last and t.bits[start] & (lx.DETERMINER | lx.POSSESSIVE) and not t.bits[start] & lx.NUMBER:
        start += 1
    head = _head(t, start, last)
    common = start == head == 0 and t.bits[0] & (lx.ROLE | lx.ROLES | lx.BODY)  # "Leaders of …": a capital by its place
    name = None if common else _name_run(t, start, head)
    if head < last and (end := _name_at_end(t, start, head, last)):
        name = end
    if name is None and head < last:
        name = _name_after_office(t, start, head, last)
    if name is not None:
        low, high = name
        role = _role_before(t, start, low - 1) if low > start else None
        text = _plain(t, low, high)
        titled = any(t.bits[k] & (lx.TITLE | lx.ROLE) for k in range(start, low))
        body = any(t.bits[k] & lx.BODY for k in range(low, high + 1)) or t.lowers[high] in t.words.outlet
        body = body or bool(t.bits[high] & lx.ROLES)
        owned_by = low > start and bool(
            t.bits[low - 1] & lx.GENITIVE
        )  # "The Courier's X Y": the article is the Courier's
        if (titled and not body) or (not body and (not definite or owned_by) and high > low):
            return Source("person", text, role)
        genitive = low > first and t.bits[low - 1] & lx.GENITIVE and t.bits[low - 1] & lx.NAME
        begin = low - 1 if genitive else first if low == start and not owned else low  # "Marland's Ministry of Trade"
        if low == high and not titled and _whole_body(t, high, last) > high:
            return Source("body", _plain(t, begin, _whole_body(t, high, last)), noun=_noun(t, low, last))
        if low == high and not definite and not body:
            return Source("person", text, role)
        return Source("body", _plain(t, begin, _whole_body(t, high, last)), noun=_noun(t, low, high), definite=definite)
    last = min(last, first + _LONGEST_DESCRIPTION)
    noun = _noun(t, start, head)
    one = t.words.of(noun) & (lx.ROLE | lx.ROLES) == lx.ROLE  # "the police chief"
    plural = not one and any(t.bits[k] & lx.ROLES for k in range(start, head + 1))
    if owned:
        return Source("owned", _plain(t, first, last), noun=noun, role=t.lowers[first], plural=plural)
    return Source("described", _plain(t, first, last), noun=noun, definite=definite, plural=plural)


def is_outlet(t: Tokens, who: Range) -> bool:
    """Whether a noun phrase names a newspaper, an agency, a broadcaster, or a writing in which others speak."""
    head = _head(t, *who)
    last = head - 1 if head > who[0] and t.bits[head] & (lx.OPEN | lx.CLOSE) else head
    if t.lowers[last] in t.words.writing:
        return True
    return t.lowers[last] in t.words.outlet and bool(t.bits[last] & lx.NAME or t.bits[who[0]] & lx.DETERMINER)


def _joint(t: Tokens, first: int, last: int) -> Source | None:
    """ "X and Y": of two persons the first; two bodies, or a body with "and" in its name, as they are printed."""
    for at in range(first + 1, last):
        if t.bits[at] & lx.CONJUNCTION and t.bits[at - 1] & lx.NAME and t.bits[last] & lx.NAME:
            one, other = source(t, (first, at - 1)), source(t, (at + 1, last))
            if one.kind == "person" and other.kind == "person":
                return one
            if one.kind == "body" and other.kind in ("body", "person") and not other.role:
                return Source("body", _plain(t, first, last), noun=other.noun, plural=True)
            return None
    return None


def _whole_body(t: Tokens, high: int, last: int) -> int:
    """Where a body's name ends that goes on with "of": "Joint Chiefs of Staff", "Bank of Tarn"."""
    at = high + 1
    while at < last and (t.lowers[at] in ("of", "and", "for", "the", "&") or t.bits[at] & lx.NAME):
        at += 1
    joined = at > high + 1 and t.lowers[high + 1] in ("of", "for", "and")
    return last if joined and at == last and t.bits[last] & lx.NAME else high


def _plain(t: Tokens, first: int, last: int) -> str:
    text = t.slice(first, last)
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return text.strip(" .,;:“”\"'‘’") if text.endswith((",", ";", ":")) else text


def _head(t: Tokens, first: int, last: int) -> int:
    """The last token before what hangs on the phrase by a preposition, a relative or an apposition."""
    for at in range(first + 1, last + 1):
        bits = t.bits[at]
        if bits & (lx.PREPOSITION | lx.GERUND) and not bits & (lx.NAME | lx.PARTICLE | lx.ROLE):
            return at - 1
        if (
            bits & lx.PREPOSITION
            and not bits & lx.NAME
            and not (t.bits[at - 1] & lx.NAME and _named_after(t, at, last))
        ):
            return at - 1
    return last


def _named_after(t: Tokens, at: int, last: int) -> bool:
    return at < last and bool(t.bits[at + 1] & lx.NAME)


def _name_run(t: Tokens, first: int, last: int) -> Range | None:
    """The run of names that ends a phrase, without the titles before it; None if a common noun ends the phrase."""
    at = last
    if not t.bits[at] & lx.NAME or t.lowers[at] in t.words.not_name:
        return None
    while at > first:
        before = t.bits[at - 1]
        if t.words.nouns_capital and before & lx.DETERMINER and not t.bits[at - 2] & lx.PARTICLE and at - 1 > first:
            return None  # "die Sprecherin des Ministeriums": no name
        if before & lx.GENITIVE or not before & (_RUN | lx.QUOTE) or before & lx.COMMA:
            break
        if before & lx.PARTICLE and not before & lx.NAME:
            named = _before_particles(t, first, at - 1)
            if named is None:
                at -= 1
                break
            at = named
            continue
        at -= 1
    while (
        last - at >= 2 and at > first and t.text[t.starts[at] : t.ends[at]].isupper() and t.ends[at] - t.starts[at] > 1
    ):
        if t.lowers[at].endswith("."):
            break
        at += 1  # "spokesman MOD X Y"
    titles = [k for k in range(at, last + 1) if t.bits[k] & lx.TITLE and k < last]
    if titles and not t.bits[last] & lx.BODY:
        if t.bits[last] & lx.TITLE and t.bits[last - 1] & lx.TITLE:
            return None
        at = titles[-1] + 1
    elif (t.bits[last] & lx.TITLE and last > at) or (t.bits[last] & lx.TITLE and not t.bits[last] & lx.BODY):
        return None
    return (at, last)


def _before_particles(t: Tokens, first: int, at: int) -> int | None:
    """The name before particles ("Ursula" before "von der"), or None."""
    while at >= first and t.bits[at] & lx.PARTICLE and not t.bits[at] & lx.NAME:
        at -= 1
    return at if at >= first and t.bits[at] & lx.NAME and not t.bits[at] & (lx.TITLE | lx.GENITIVE) else None


def _name_at_end(t: Tokens, first: int, head: int, last: int) -> Range | None:
    """ "Tarn Department of Defence deputy press secretary X Y": a full name right behind a small-letter title that is
    part of a body's name with "of", not a person's of whom the phrase speaks ("a lawyer for former president X Y")."""
    if not t.bits[head] & lx.BODY or not t.bits[head] & lx.NAME or t.lowers[head + 1] not in _JOINING:
        return None
    run = _name_run(t, head + 2, last)
    if run is None or run[1] == run[0] or run[0] - 1 <= head + 2:
        return None
    before = t.bits[run[0] - 1]
    return run if before & (lx.TITLE | lx.ROLE) and not before & lx.NAME else None


def _name_after_office(t: Tokens, first: int, head: int, last: int) -> Range | None:
    """ "Secretary of State X Y", "Minister for Foreign Affairs X Y": the name at the end."""
    if not t.bits[head] & lx.NAME or not t.bits[head] & (lx.ROLE | lx.TITLE) or t.lowers[head + 1] not in _JOINING:
        return None
    run = _name_run(t, head + 2, last)
    if run is None:
        return None
    low, high = run
    while low < high and t.bits[low] & (lx.BODY | lx.TITLE):
        low += 1
    if high - low > 1 and low == head + 2 and not t.bits[high - 1] & lx.PARTICLE:
        low = high - 1
    return (low, high) if high > low else None


def role_before(t: Tokens, name: int) -> str | None:
    """The role printed before a name that begins with token `name`, whatever stands before that."""
    first = name
    while first > 0:
        bits = t.bits[first - 1]
        joins = first > 1 and t.lowers[first - 1] in _JOINING and t.bits[first - 2] & (lx.TITLE | lx.ROLE)
        if not joins and not bits & (lx.NAME | lx.TITLE | lx.ROLE):
            break
        first -= 1
    while first < name and t.bits[first] & lx.FUNCTION and not t.bits[first] & (lx.TITLE | lx.ROLE):
        first += 1
    return _role_before(t, first, name - 1)


def _role_before(t: Tokens, first: int, last: int) -> str | None:
    if last < first or last - first > _LONGEST_ROLE:
        return None
    if not any(t.bits[k] & (lx.TITLE | lx.ROLE) for k in range(first, last + 1)):
        return None
    if first == last and t.lowers[first].endswith(t.words.aged):
        return None
    while last >= first and (not t.bits[last] & (lx.TITLE | lx.ROLE | lx.NAME) or t.lowers[last] in t.words.courtesy):
        last -= 1  # "chairman Lord", "a resident named"
    closers = [k for k in range(first, last + 1) if t.bits[k] & lx.CLOSE]
    if closers and not any(t.bits[k] & lx.OPEN for k in range(first, last + 1)):
        first = closers[-1] + 1  # "(the children's fund) spokesman X Y"
    return t.slice(first, last) if first <= last else None


def _noun(t: Tokens, first: int, last: int) -> str:
    """The common noun at the head: the last word that is one."""
    for at in range(last, first - 1, -1):
        if t.bits[at] & (lx.ROLE | lx.ROLES | lx.BODY):
            return t.lowers[at].removesuffix("'s").removesuffix("’s")
    return t.lowers[last]


def named_in_apposition(t: Tokens, who: Range, found: Source) -> Source:
    """ "The port's director, X Y, said": X Y, with the noun phrase as the role. "The company, X Y, said": the body of
    that name. Else what was found."""
    mark = who[1] + 1
    if mark + 1 >= len(t) or not t.bits[mark] & lx.COMMA or (found.plural and t.lowers[who[0]] not in t.words.alone):
        return found
    if any(t.bits[k] & lx.CONJUNCTION for k in range(who[0] + 1, who[1]) if t.bits[who[0]] & lx.NAME):
        return found  # "X and his sister, Y Z, said": both
    head = who[1] if t.lowers[who[0]] in t.words.alone else _head(t, *who)
    alone = who[0] == who[1] and t.lowers[who[0]] in t.words.alone  # "Another, X Y, said"
    of_role = any(t.bits[k] & (lx.ROLE | lx.ROLES | lx.TITLE) for k in range(who[0], head + 1))
    named = any(t.bits[k] & lx.NAME for k in range(who[0] + 1, who[1] + 1))
    called = found.definite and not named and head == who[1]  # "The operator, X Y,"; not "The word of the mayor, X Y,"
    if not alone and not of_role and not called:
        return found
    name = right_of(t, mark + 1, long=False)
    if name is None or name[1] - name[0] > _LONGEST_NAME or not t.bits[name[0]] & (lx.NAME | lx.TITLE):
        return found
    inner = source(t, name)
    after = t.bits[name[1] + 1] if name[1] + 1 < len(t) else 0
    if not alone and not of_role:
        body = Source("body", inner.name, noun=found.noun)
        return body if inner.kind in ("person", "body") and after & lx.COMMA else found
    if inner.kind != "person" or (after and not after & (lx.COMMA | lx.PREPOSITION)) or t.bits[name[0]] & lx.DETERMINER:
        return found
    first = who[0]
    while first < who[1] and t.bits[first] & (lx.DETERMINER | lx.POSSESSIVE):
        first += 1
    role = t.slice(first, who[1]) if who[1] - first <= _LONGEST_ROLE and not alone else None
    return Source("person", inner.name, role)


def apposition(t: Tokens, after: int) -> str | None:
    """The role printed behind a name: "X, a Foreign Ministry spokesman, said"; `after` is the token behind the name."""
    if after >= len(t) or not t.bits[after] & lx.COMMA:
        return None
    first = after + 1
    last = first
    while last < len(t) and last - first <= _LONGEST_ROLE:
        if t.bits[last] & (lx.COMMA | lx.STOP | lx.QUOTE | lx.RELATIVE | lx.DASH | lx.AUXILIARY | lx.COLON | lx.OPEN):
            break
        if t.bits[last] & lx.CUE and not t.bits[last] & (lx.ROLE | lx.BODY | lx.NAME):
            break
        last += 1
    last -= 1
    while first <= last and t.bits[first] & (lx.DETERMINER | lx.POSSESSIVE):
        first += 1
    head = _head(t, first, last) if first <= last else -1
    if first > last or not any(t.bits[k] & (lx.ROLE | lx.TITLE) for k in range(first, head + 1)):
        return None
    if t.bits[first] & (lx.PREPOSITION | lx.PRONOUN | lx.SUBORDINATOR) or (
        t.bits[head] & lx.NAME and _person_like(t, first, head)
    ):
        return None
    return t.slice(first, last)


def _person_like(t: Tokens, first: int, head: int) -> bool:
    """Whether what looks like a role ends in somebody else's name ("…, President Smith, …")."""
    return (
        not t.bits[head] & (lx.ROLE | lx.TITLE | lx.BODY)
        and first < head
        and bool(t.bits[head - 1] & (lx.TITLE | lx.ROLE))
    )
