"""The subject of a verb of saying: behind it, before it, at the head of the sentence, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.prepare.speech.free_order.behind import aside, behind_manner, titled_behind
from briefing.prepare.speech.free_order.chunks import Chunk, chunk_at, chunks
from briefing.prepare.speech.free_order.marks import name_in_marks, quoted_name
from briefing.prepare.speech.free_order.strength import strength
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

_AT_END, _RELATIVE, _EMBEDDED, _HEAD = 45.0, -25.0, -22.0, -8.0  # what a subject's place adds to a verb's weight
_FREE = lx.ADVERB | lx.TIME | lx.NUMBER
_OTHER_CLAUSE = lx.QUOTE | lx.PUNCTUATION | lx.SUBORDINATOR | lx.CONJUNCTION | lx.RELATIVE
_NO_KIND = lx.GENITIVE | lx.CUE | lx.QUOTING | lx.PARTED  # of a word that may be a verb
_OFFICE = lx.TITLE | lx.ROLE
_LEAST = 2  # tokens before a relative clause that describes a subject
_GAP = 9  # tokens between a verb and the subject behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """who: tokens of the subject, None where it is left out; then silent says who it can be: "he", "she", "they" or
    "any". weight: what its place adds. near: it stands beside its verb."""

    who: Range | None
    weight: float = 0.0
    near: bool = False
    silent: str = ""


def subject_of(t: Tokens, at: int, parsed: Sequence[Chunk]) -> Subject | None:
    """The subject of the verb of saying `at`."""
    left, passive = before_verb(t, at)
    if passive and t.lowers[at] not in t.words.plain_forms:
        agent = _agent(t, at)
        return Subject(who=agent, near=True) if agent else None
    mark = lx.STOP if left < 0 else lx.NAME if quoted_name(t, left) else t.bits[left]
    if left < 0 or mark & (lx.PUNCTUATION | lx.QUOTE) or _manner(t, left):
        return _behind_mark(t, at, left, parsed)
    if mark & lx.RELATIVE and left and t.lowers[left - 1] not in t.words.that:
        antecedent = _antecedent(t, left, parsed)
        if antecedent is not None:
            return Subject(who=antecedent, weight=_RELATIVE)
    if mark & lx.CONJUNCTION:
        who = _joined_subject(t, at, left, parsed)
        return Subject(who=who, weight=_HEAD) if who else _silent(t, at)
    return _before(t, at, left, parsed)


def _joined_subject(t: Tokens, at: int, left: int, parsed: Sequence[Chunk]) -> Range | None:
    """The subject of a verb behind "and": the one of the verb before it, which has its own object behind it."""
    begin = _clause_start(t, left - 1) if left else 0
    for chunk in parsed:
        if begin <= chunk.first and chunk.last < left and chunk.prep < 0 and strength(t, chunk.range) == 2:
            return chunk.range
    behind = right(t, at)
    if behind is not None and strength(t, behind) == 2:
        return behind
    return main_subject(t, left, parsed)


def before_verb(t: Tokens, at: int) -> tuple[int, bool]:
    """The token before a verb with its auxiliaries, adverbs and clitics; whether the verb is passive."""
    j = at - 1
    passive = reflexive = False
    while j >= 0:
        bits, lower = t.bits[j], t.lowers[j]
        clitic = lower in t.words.clitics and not bits & lx.NAME
        if bits & lx.AUXILIARY or clitic or (bits & lx.ADVERB and not bits & (lx.NAME | lx.ROLES)):
            passive = passive or lower in t.words.passive
            reflexive = reflexive or lower in t.words.reflexive
        elif not (bits & lx.TIME and not bits & lx.NAME):
            break
        j -= 1
    return j, passive and not reflexive


def _manner(t: Tokens, left: int) -> bool:
    return t.lowers[left] in t.words.manner


def _behind_mark(t: Tokens, at: int, left: int, parsed: Sequence[Chunk]) -> Subject | None:
    """The subject of a verb that opens its clause, or stands behind a quotation or a comma."""
    inverted = right(t, at)
    mark = t.bits[left] if left >= 0 else lx.STOP
    named = _named_between(t, left, parsed) if mark & lx.COMMA else None
    if named is not None:
        return Subject(who=named, near=True)
    if mark & (lx.COMMA | lx.CLOSE) and not _ends_clause(t, at, inverted):
        across = _across(t, left, parsed)
        if across is not None:
            return Subject(who=across, near=True)
    if (inverted is not None and strength(t, inverted) == 2) or (inverted and mark & (lx.QUOTE | lx.DASH)):
        return Subject(who=inverted, weight=_AT_END if left >= 0 else 0.0, near=True)
    if mark & (lx.COMMA | lx.CLOSE | lx.DASH):
        across = _across(t, left, parsed)
        if across is not None:
            return Subject(who=across, near=True)
        if inverted is not None:
            return Subject(who=inverted, weight=_AT_END, near=True)
    if left >= 0 and _manner(t, left):
        who = inverted or main_subject(t, left, parsed)
        return Subject(who=who, weight=_AT_END) if who else _silent(t, at)
    return _silent(t, at)


def _ends_clause(t: Tokens, at: int, found: Range | None) -> bool:
    """Whether a person behind a verb ends the clause, as who speaks behind a comma does: "…, dijo Ada Venn"."""
    if found is None or strength(t, found) < 2 or _preposition_between(t, at, found[0]):
        return False
    after = t.bits[found[1] + 1] if found[1] + 1 < len(t) else lx.COMMA
    return bool(after & (lx.PUNCTUATION | lx.QUOTE | lx.PREPOSITION | lx.TIME | lx.ADVERB))


def _before(t: Tokens, at: int, left: int, parsed: Sequence[Chunk]) -> Subject | None:
    """The subject between the last mark and the verb, else behind the verb, else at the head of the sentence."""
    begin = _clause_start(t, left)
    inside = [chunk for chunk in parsed if begin <= chunk.first and chunk.first <= left]
    free = [chunk for chunk in inside if chunk.prep < 0]
    described = _before_relative(t, begin, inside, parsed)
    if described is not None:
        return Subject(who=described, near=True)
    if t.lowers[left] in t.words.impersonal:
        place = _speaking_place(t, at, [chunk for chunk in parsed if chunk.last < left])
        return Subject(who=place, near=True) if place else None
    found = _beside(t, at, left, inside)
    if found is not None:
        who, near = found
        return Subject(who=who, weight=_weight_of_clause(t, begin), near=near)
    if free:
        return None
    main = main_subject(t, begin - 1, parsed) if begin and t.bits[begin - 1] & lx.COMMA else None
    return Subject(who=main, weight=_HEAD) if main is not None else _silent(t, at)


def _beside(t: Tokens, at: int, left: int, inside: Sequence[Chunk]) -> tuple[Range, bool] | None:
    """The subject before a verb in its clause or behind it, the surest first; and whether it is near."""
    strong, weak = ([one.range for one in inside if one.prep < 0 and strength(t, one.range) == n] for n in (2, 1))
    if strong:
        return strong[0], True
    behind = right(t, at)
    place = _speaking_place(t, at, inside)
    if place is not None and (behind is None or not t.bits[behind[0]] & lx.ROLES):
        return place, True
    close = [who for who in weak if who[1] >= left - 1]
    if close and close[0] == weak[0] and t.words.nouns_capital and t.bits[close[0][0]] & lx.DETERMINER:
        return close[0], True
    if behind is not None and strength(t, behind) == 2:
        return behind, True
    if close:
        return close[-1], False
    return None if behind is None else (behind, False)


def _weight_of_clause(t: Tokens, begin: int) -> float:
    """What the word before the clause that begins at token `begin` adds to its verb's weight."""
    if begin and _manner(t, begin - 1):
        return _AT_END
    return _EMBEDDED if begin and t.bits[begin - 1] & lx.SUBORDINATOR else 0.0


def _speaking_place(t: Tokens, at: int, inside: Sequence[Chunk]) -> Range | None:
    """ "в мэрии сообщили": a body named by where it speaks, with a verb that is several's."""
    if not _of_nobody(t, at):
        return None
    for chunk in inside:
        if chunk.prep >= 0 and t.lowers[chunk.prep] in t.words.locative and strength(t, chunk.range) == 2:
            return chunk.range
    return None


def _of_nobody(t: Tokens, at: int) -> bool:
    """Whether a verb has no subject but those at a place: "сообщили", "hieß es", "on assure"."""
    beside = t.lowers[max(0, at - 1) : at + 2 : 2] if at else t.lowers[1:2]
    return bool(t.words.locative) and (
        t.lowers[at].endswith(t.words.they_verbs or ("\x00",)) or not t.words.impersonal.isdisjoint(beside)
    )


def _before_relative(t: Tokens, begin: int, inside: Sequence[Chunk], parsed: Sequence[Chunk]) -> Range | None:
    """Whom a relative clause before the verb describes: "[una vecina] que perdió su casa dijo"."""
    if begin < _LEAST or not (t.lowers[begin - 1] in t.words.that or t.bits[begin - 1] & lx.RELATIVE):
        return None
    verb = bool(inside) and inside[0].first == begin and not t.bits[begin] & ~_NO_KIND
    chunk = next((one for one in parsed if one.last == begin - 2 and one.prep < 0), None)
    return chunk.range if verb and chunk is not None and strength(t, chunk.range) == 2 else None


def _clause_start(t: Tokens, left: int) -> int:
    """The first token of the clause that token `left` is part of."""
    for k in range(left, -1, -1):
        bits = t.bits[k]
        if quoted_name(t, k):
            continue
        if bits & (lx.QUOTE | lx.STOP | lx.COLON | lx.COMMA | lx.DASH) or t.lowers[k] in t.words.that:
            return k + 1
        if bits & lx.SUBORDINATOR and not bits & (lx.DETERMINER | lx.PREPOSITION | lx.ADVERB):
            return k + 1
        if _manner(t, k):
            return k + 1
    return 0


def right(t: Tokens, at: int) -> Range | None:
    """The noun phrase behind a verb that no preposition governs, over adverbs, times and places."""
    k = at + 1
    while k < len(t) and k - at <= _GAP:
        bits = t.bits[k]
        outlet = _outlet_in_marks(t, k)
        if _begins_clause(t, k) and not outlet:
            return None
        if passed := 1 if outlet or _passed_over(t, at, k) else aside(t, k):
            k += passed
            continue
        if bits & lx.PREPOSITION and bits & lx.DETERMINER and (subject := _as_article(t, k)) is not None:
            return subject
        if bits & lx.PREPOSITION and not bits & lx.NAME:
            subject, k = _behind_preposition(t, at, k)
            if subject is not None:
                return subject
            continue
        if _helps(t, k):
            k += 1
            continue
        found = chunk_at(t, k)
        if found is None:
            return None
        if _other_pronoun(t, k):
            k += 1
            continue
        if not strength(t, found.range):
            k = found.last + 1
            continue
        return behind_manner(t, found) or found.range
    return None


def _behind_preposition(t: Tokens, at: int, k: int) -> tuple[Range | None, int]:
    """The subject of verb `at` behind preposition k, if it is a place that speaks or stands with a title behind what is
    governed; and the token behind that."""
    governed = None if t.lowers[k] in t.words.by else chunk_at(t, k + 1)
    if governed is None:
        return None, k + 1
    place = _place_speaks(t, at, k, governed)
    return place if place is not None else titled_behind(t, governed), governed.last + 1


def _outlet_in_marks(t: Tokens, k: int) -> bool:
    """Whether a preposition's name in marks stands at a token: "w rozmowie z [„Głosem Tarnu”] radna Ada Venn"."""
    return bool(t.bits[k - 1] & lx.PREPOSITION and name_in_marks(t, k))


def _begins_clause(t: Tokens, k: int) -> bool:
    """Whether another clause begins at a token; not with "dessen Leiter"."""
    owner = t.bits[k] & lx.RELATIVE and t.bits[k] & lx.POSSESSIVE
    return t.lowers[k] in t.words.that or bool(t.bits[k] & _OTHER_CLAUSE and not owner)


def _helps(t: Tokens, k: int) -> bool:
    """Whether a token is an auxiliary or a clitic."""
    clitic = t.lowers[k] in t.words.clitics and not t.bits[k] & (lx.DETERMINER | lx.PRONOUN)
    return clitic or bool(t.bits[k] & lx.AUXILIARY)


def _other_pronoun(t: Tokens, k: int) -> bool:
    """Whether a token is a pronoun that stands for nobody who speaks."""
    return bool(t.bits[k] & lx.PRONOUN) and t.lowers[k] not in t.words.he | t.words.she | t.words.they


def _passed_over(t: Tokens, at: int, k: int) -> bool:
    """Whether token `k` only stands between a verb and its subject: a hearer, "mit" of "teilte … mit", an adverb."""
    lower, bits = t.lowers[k], t.bits[k]
    if lower in t.words.hearers or lower in t.words.parted.get(t.lowers[at], ()):
        return True
    return bool(bits & _FREE) and not bits & (lx.NAME | lx.DETERMINER)


def _preposition_between(t: Tokens, at: int, first: int) -> bool:
    """Whether another phrase stands between a verb and the one behind it; not where a place speaks ("в мэрии")."""
    last = first - 1 if t.lowers[first - 1] in t.words.locative else first
    return any(bits & lx.PREPOSITION for bits in t.bits[at + 1 : last])


def _as_article(t: Tokens, k: int) -> Range | None:
    """ "disse [a presidente]": a word that is a preposition elsewhere; not "disse a jornalistas"."""
    found = chunk_at(t, k)
    if found is None or found.last == k or strength(t, found.range) < 2:
        return None
    several = t.bits[k + 1] & lx.ROLES and not t.bits[k + 1] & lx.ROLE
    return None if several and not t.lowers[k].endswith("s") else found.range


def _place_speaks(t: Tokens, at: int, k: int, governed: Chunk) -> Range | None:
    if t.lowers[k] in t.words.locative and _of_nobody(t, at) and strength(t, governed.range) == 2:
        return governed.range
    return None


def _agent(t: Tokens, at: int) -> Range | None:
    for k in range(at + 1, min(len(t), at + _GAP)):
        if t.lowers[k] in t.words.by:
            found = chunk_at(t, k + 1)
            return found.range if found and strength(t, found.range) == 2 else None
        if t.bits[k] & (lx.PUNCTUATION | lx.QUOTE | lx.SUBORDINATOR):
            return None
    return None


def _antecedent(t: Tokens, relative: int, parsed: Sequence[Chunk]) -> Range | None:
    found = [chunk for chunk in parsed if chunk.last < relative and chunk.last >= relative - 2]
    return found[-1].range if found and strength(t, found[-1].range) == 2 else None


def _across(t: Tokens, mark: int, parsed: Sequence[Chunk]) -> Range | None:
    """The subject before an apposition or a relative clause that ends at a comma: it opens a clause, a mark ends it."""
    begin = next((k + 1 for k in range(mark - 1, -1, -1) if t.bits[k] & (lx.QUOTE | lx.STOP | lx.COLON)), 0)
    for chunk in parsed:
        if chunk.first < begin or chunk.last >= mark or chunk.prep >= 0 or not _somebody(t, chunk, mark):
            continue
        if _opens_clause(t, chunk.first, begin):
            between = chunk.last + 1 < mark and t.bits[chunk.last + 1] & (lx.COMMA | lx.DASH | lx.OPEN)
            return chunk.range if between else None
    return None


def _named_between(t: Tokens, mark: int, parsed: Sequence[Chunk]) -> Range | None:
    """An office at the head of a clause and its holder's name between commas: "la alcaldesa, Ada Venn, pide"."""
    name = next((one for one in parsed if one.last == mark - 1), None)
    if name is None or name.first < _LEAST or not t.bits[name.first - 1] & lx.COMMA:
        return None
    if name.first == name.last or not all(t.bits[k] & lx.NAME for k in (name.first, name.last)):
        return None
    office = _across(t, mark, parsed)
    titled = office is not None and any(t.bits[k] & _OFFICE for k in range(office[0], office[1] + 1))
    return office if titled and office is not None and office[1] == name.first - _LEAST else None


def _somebody(t: Tokens, chunk: Chunk, mark: int) -> bool:
    """Whether a phrase is somebody, be it by the name behind its comma: "la ponente, Ada Venn, dijo"."""
    if strength(t, chunk.range) == 2:
        return True
    behind = chunk.last + 2
    named = behind + 1 < mark and bool(t.bits[behind] & t.bits[behind + 1] & lx.NAME)
    return named and bool(t.bits[chunk.last + 1] & lx.COMMA and t.bits[chunk.first] & (lx.DETERMINER | lx.POSSESSIVE))


def _opens_clause(t: Tokens, first: int, begin: int) -> bool:
    k = first - 1
    while k >= begin and t.bits[k] & (lx.CONJUNCTION | lx.ADVERB | lx.TIME):
        k -= 1
    return k < begin or bool(t.bits[k] & (lx.COMMA | lx.DASH | lx.OPEN))


def main_subject(t: Tokens, before: int, parsed: Sequence[Chunk]) -> Range | None:
    """The first phrase of a sentence that is somebody and that no preposition governs."""
    for chunk in parsed:
        if chunk.last >= before:
            return None
        if chunk.prep < 0 and strength(t, chunk.range) == 2:
            return chunk.range
    return None


def first_subject(t: Tokens) -> Range | None:
    """The phrase that a sentence is about: the first that is somebody."""
    return main_subject(t, len(t), chunks(t))


def _silent(t: Tokens, at: int) -> Subject:
    return Subject(who=None, silent=silent_kind(t, at), weight=_HEAD)


def silent_kind(t: Tokens, at: int) -> str:
    """What a verb's ending says of a subject that is left out."""
    lower, words = t.lowers[at], t.words
    if words.they_verbs and lower.endswith(words.they_verbs):
        return "they"
    if words.she_verbs and lower.endswith(words.she_verbs):
        return "she"
    if words.he_verbs and lower.endswith(words.he_verbs):
        return "he"
    return "any"
