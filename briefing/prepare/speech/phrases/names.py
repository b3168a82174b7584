"""The name inside a noun phrase, and the role printed beside it."""

from __future__ import annotations

from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.lexicon import given_names
from briefing.prepare.speech.words.tokens import Tokens

LONGEST_ROLE = 14
_LONGEST_APPOSITION = 22  # tokens
_LONGEST_TAG = 5  # tokens of who says what stands before
_RUN = lx.NAME | lx.PARTICLE


def name_in(t: Tokens, start: int, head: int, last: int) -> Range | None:
    common = start == head == 0 and t.bits[0] & (lx.ROLE | lx.ROLES | lx.BODY)  # "Leaders of …": a capital by its place
    name = None if common else _name_run(t, start, head)
    if head < last and (end := _name_at_end(t, start, head, last)):
        name = end
    if head < last and (given := _given_at_end(t, start, last)):
        return given
    return _name_after_office(t, start, head, last) if name is None and head < last else name


def head_of(t: Tokens, first: int, last: int) -> int:
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
    if not t.bits[last] & lx.NAME or t.lowers[last] in t.words.not_name:
        return None
    at = _run_start(t, first, last)
    if at == 0 and last - at > 1 and t.bits[0] & lx.ROLE and not t.bits[1] & lx.CONJUNCTION:
        at = 1  # "Cameraman X Y": a capital by its place
    return None if at is None else _without_titles(t, _without_shouted(t, first, at, last), last)


def _run_start(t: Tokens, first: int, last: int) -> int | None:
    at = last
    while at > first:
        before = t.bits[at - 1]
        if t.words.nouns_capital and before & lx.DETERMINER and not t.bits[at - 2] & lx.PARTICLE and at - 1 > first:
            return None  # "die Sprecherin des Ministeriums": no name
        if before & (lx.GENITIVE | lx.COMMA) or not before & (_RUN | lx.QUOTE):
            break
        if before & lx.PARTICLE and not before & lx.NAME:
            named = _before_particles(t, first, at - 1)
            if named is None:
                return at - 1
            at = named
            continue
        at -= 1
    return at


def _without_shouted(t: Tokens, first: int, at: int, last: int) -> int:
    """ "spokesman MOD X Y": without the "MOD"."""
    while last - at >= 2 and at > first and t.slice(at, at).isupper() and t.ends[at] - t.starts[at] > 1:
        if t.lowers[at].endswith("."):
            break
        at += 1
    return at


def _without_titles(t: Tokens, at: int, last: int) -> Range | None:
    ends = t.bits[last]
    titles = [k for k in range(at, last + 1) if t.bits[k] & lx.TITLE and k < last]
    if titles and not ends & lx.BODY:
        return None if ends & lx.TITLE and t.bits[last - 1] & lx.TITLE else (titles[-1] + 1, last)
    return None if ends & lx.TITLE and (last > at or not ends & lx.BODY) else (at, last)


def _before_particles(t: Tokens, first: int, at: int) -> int | None:
    """The name before particles ("Ursula" before "von der"), or None."""
    while at >= first and t.bits[at] & lx.PARTICLE and not t.bits[at] & lx.NAME:
        at -= 1
    return at if at >= first and t.bits[at] & lx.NAME and not t.bits[at] & (lx.TITLE | lx.GENITIVE) else None


def _name_at_end(t: Tokens, first: int, head: int, last: int) -> Range | None:
    """ "Tarn Department of Defence deputy press secretary X Y": a full name right behind a small-letter title that is
    part of a body's name with "of", not a person's of whom the phrase speaks ("a lawyer for former president X Y")."""
    if not t.bits[head] & lx.BODY or not t.bits[head] & lx.NAME or t.lowers[head + 1] not in t.words.name_joins:
        return None
    run = _name_run(t, head + 2, last)
    if run is None or run[1] == run[0] or run[0] - 1 <= head + 2:
        return None
    before = t.bits[run[0] - 1]
    return run if before & (lx.TITLE | lx.ROLE) and not before & lx.NAME else None


def _given_at_end(t: Tokens, start: int, last: int) -> Range | None:
    """ "attorney for the District of Tarn Joseph Venn", "editor of the Daily Post Kevin Salk": a full name right behind
    the name of what the office is of, known by its given name."""
    at = last
    while at > start and t.bits[at] & lx.NAME and not t.bits[at] & lx.GENITIVE:
        at -= 1
    if at + 2 > last or at == start or t.bits[last] & (lx.BODY | lx.ROLES):
        return None
    given = next((k for k in range(at + 2, last) if t.lowers[k] in given_names(t.words)), None)
    if given is not None and t.bits[at - 1] & lx.ROLE and all(t.bits[k] & lx.TITLE for k in range(at + 1, given)):
        given = given if given == at + 1 else None  # "the wife of Mayor Joseph Venn" is the wife
    if given is None:
        return None
    titled = t.bits[given - 1] & lx.TITLE  # "the Bank of Tarn President Joseph Venn"
    return (given, last) if titled or _office_of_thing(t, start, at) else None


def _office_of_thing(t: Tokens, start: int, at: int) -> bool:
    """Does an office stand before token `at`, with which a thing or a body begins that it is of?"""
    of_body = t.lowers[at] in t.words.genitive and t.bits[at - 1] & lx.BODY
    thing = of_body or t.lowers[at] in t.words.definite
    return bool(thing) and any(t.bits[k] & (lx.ROLE | lx.TITLE) for k in range(start, at))


def _name_after_office(t: Tokens, first: int, head: int, last: int) -> Range | None:
    """ "Secretary of State X Y", "Minister for Foreign Affairs X Y": the name at the end."""
    if (
        not t.bits[head] & lx.NAME
        or not t.bits[head] & (lx.ROLE | lx.TITLE)
        or t.lowers[head + 1] not in t.words.name_joins
    ):
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
        joins = first > 1 and t.lowers[first - 1] in t.words.name_joins and t.bits[first - 2] & (lx.TITLE | lx.ROLE)
        if not joins and not bits & (lx.NAME | lx.TITLE | lx.ROLE):
            break
        first -= 1
    while first < name and t.bits[first] & lx.FUNCTION and not t.bits[first] & (lx.TITLE | lx.ROLE):
        first += 1
    return role_between(t, first, name - 1)


def role_between(t: Tokens, first: int, last: int) -> str | None:
    if last < first or last - first > LONGEST_ROLE:
        return None
    if not any(t.bits[k] & (lx.TITLE | lx.ROLE) for k in range(first, last + 1)):
        return None
    if first == last and t.lowers[first].endswith(t.words.aged):
        return None
    while last >= first and (not t.bits[last] & (lx.TITLE | lx.ROLE | lx.NAME) or t.lowers[last] in t.words.courtesy):
        last -= 1  # "chairman Lord", "a resident named"
    while last > first and t.lowers[last].rstrip(".") in t.words.address and not _named_only(t.bits[last - 1]):
        last -= 1  # "harbour pilot Dr."
    closers = [k for k in range(first, last + 1) if t.bits[k] & lx.CLOSE]
    if closers and not any(t.bits[k] & lx.OPEN for k in range(first, last + 1)):
        first = closers[-1] + 1  # "(the children's fund) spokesman X Y"
    first = _behind_owner(t, first, last)
    if first > last or t.bits[last] & lx.GENITIVE:
        return None  # "the president's attorneys X Y": whose attorneys, and no office of X
    return t.slice(first, last)


def _behind_owner(t: Tokens, first: int, last: int) -> int:
    """Where an office begins that somebody else's holds: "wife of [mayor] X", "spokesman for [speaker] X"; or behind
    others who have none: "critics and [mayor] X"."""
    office = lx.TITLE | lx.ROLE
    if not t.bits[last] & office:
        return first
    for at in range(last - 1, first, -1):
        if t.bits[at] & lx.CONJUNCTION and t.bits[at - 1] & lx.ROLES and not t.bits[at - 1] & office:
            return at + 1  # "critics and [mayor] X"
        if t.lowers[at] in t.words.belonging and t.bits[at - 1] & lx.ROLE and not t.bits[at - 1] & lx.NAME:
            return at + 1  # but "Secretary of Defense X"
    return first


def _named_only(bits: int) -> bool:
    return bool(bits & lx.NAME and not bits & (lx.TITLE | lx.ROLE))


def apposition(t: Tokens, after: int) -> str | None:
    """The role printed behind a name: "X, a Foreign Ministry spokesman, said"; `after` is the token behind the name."""
    if after >= len(t) or not t.bits[after] & lx.COMMA:
        return None
    first = after + 1
    if first < len(t) and t.lowers[first].rstrip(".") in t.words.courtesy:
        return None  # "X, Ms. Y and Mr. Z joined in"
    last = _apposition_end(t, first)
    while first <= last and t.bits[first] & (lx.DETERMINER | lx.POSSESSIVE):
        first += 1
    head = head_of(t, first, last) if first <= last else -1
    if first > last or not any(t.bits[k] & (lx.ROLE | lx.TITLE) for k in range(first, head + 1)):
        return None
    if t.bits[first] & (lx.PREPOSITION | lx.PRONOUN | lx.SUBORDINATOR) or (
        t.bits[head] & lx.NAME and _person_like(t, first, head)
    ):
        return None
    return t.slice(first, last)


def _apposition_end(t: Tokens, first: int) -> int:
    """The last token of what stands between commas from `first` on: of a long one no more than whole parts, with a
    title in marks ("author of “The Quay”"). Before `first` where it is no apposition: "…, an official said"."""
    last = first
    while last < len(t) and last - first <= _LONGEST_APPOSITION:
        bits = t.bits[last]
        if bits & lx.QUOTE and last > first and t.bits[last - 1] & lx.PREPOSITION:
            last += 1
            continue
        if bits & (lx.COMMA | lx.STOP | lx.QUOTE | lx.RELATIVE | lx.DASH | lx.AUXILIARY | lx.COLON | lx.OPEN):
            return last - 1
        if bits & lx.CUE and not bits & (lx.ROLE | lx.BODY | lx.NAME):
            return first - 1 if _tag(t, first, last) else last - 1
        last += 1
    return last - 1 if last == len(t) else _whole_part(t, first, last)


def _tag(t: Tokens, first: int, verb: int) -> bool:
    """Whether what stands behind a comma says who says what stands before it: "…, an agency official said"."""
    says = t.bits[verb] & lx.SAY and not t.bits[verb] & lx.GERUND and not t.words.free_order
    plain = not any(t.bits[k] & lx.PREPOSITION for k in range(first, verb))
    return bool(says and plain and t.bits[first] & lx.DETERMINER and verb - first <= _LONGEST_TAG)


def _whole_part(t: Tokens, first: int, last: int) -> int:
    """Where the first part of a long phrase ends: before "and", else before its last preposition that is no name's."""
    parts = [k for k in range(first + 1, last) if t.bits[k] & lx.CONJUNCTION and not t.bits[k + 1] & lx.NAME]
    hung = [k for k in range(first + 1, last) if t.bits[k] & lx.PREPOSITION and not t.bits[k - 1] & lx.NAME]
    ends = parts or hung
    return ends[-1] - 1 if ends else last - 1


def _person_like(t: Tokens, first: int, head: int) -> bool:
    """Whether what looks like a role ends in somebody else's name ("…, President Smith, …")."""
    return (
        not t.bits[head] & (lx.ROLE | lx.TITLE | lx.BODY)
        and first < head
        and bool(t.bits[head - 1] & (lx.TITLE | lx.ROLE))
    )
