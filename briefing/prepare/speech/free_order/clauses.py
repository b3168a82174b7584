"""All attributions of a sentence whose subject may stand on either side of its verb, or be left out."""

from __future__ import annotations

from briefing.prepare.speech.clauses.clause import KIND, WEIGHT, Clause
from briefing.prepare.speech.clauses.clauses import enclitic
from briefing.prepare.speech.clauses.complements import quote_near
from briefing.prepare.speech.clauses.ranking import ranked
from briefing.prepare.speech.free_order.chunks import Chunk, chunk_at, chunks, parted, speaks
from briefing.prepare.speech.free_order.reactions import reactions
from briefing.prepare.speech.free_order.sources import colon, phrase, position, signed
from briefing.prepare.speech.free_order.strength import strength
from briefing.prepare.speech.free_order.subjects import Subject, before_verb, subject_of
from briefing.prepare.speech.phrases.kinds import Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.tokens import Tokens

__all__ = ["free_clauses"]

_MOST = 24  # verbs of saying in one sentence
_CLASSES = (lx.SAY, lx.CLAUSE, lx.JUDGE, lx.ATTITUDE)
_LOOSE = lx.ADVERB | lx.TIME | lx.PREPOSITION | lx.NUMBER | lx.DETERMINER
_LEADING = lx.AUXILIARY | lx.ADVERB | lx.NAME | lx.CUE  # before a verb whose subject is left out
_NEGATED = 4  # tokens between a verb and its "not"
_REPORTED = 30.0  # weight of words passed on without a verb of saying
_THAT = 8  # tokens from a verb to "that"


def free_clauses(t: Tokens) -> list[Clause]:
    """All attributions, in the order of their cues."""
    if sum([bit & lx.CUE > 0 for bit in t.bits]) > _MOST:
        return []  # a list or junk, no sentence
    parsed = chunks(t)
    found: list[Clause] = []
    done = -1
    for at in range(len(t)):
        if at <= done:
            continue
        clause = phrase(t, at, parsed)
        if clause is None and speaks(t, at):
            clause = _verb(t, at, parsed)
        if clause is None and "-" in t.lowers[at]:
            clause = enclitic(t, at)
        if clause is None and t.bits[at] & (lx.COLON | lx.DASH):
            clause = colon(t, at, parsed) if t.bits[at] & lx.COLON else signed(t, at)
        if clause is not None:
            found.append(clause)
            done = max(clause.cue[1], clause.who[1] if clause.who and clause.kind == "according" else -1)
    if not any(clause.who or clause.silent for clause in found):
        found += position(t, parsed) or reactions(t) or _reported(t)
    return ranked(t, found)


def _reported(t: Tokens) -> list[Clause]:
    """Words passed on without a verb of saying, by the form of their verb: "Der Zug sei pünktlich gewesen."."""
    if not t.words.reported or not t.words.self.isdisjoint(t.lowers):
        return []
    for at, lower in enumerate(t.lowers):
        behind = t.lowers[at + 1] if at + 1 < len(t) else ""
        if lower in t.words.reported and not t.bits[at] & lx.NAME and behind not in t.words.reported_not:
            return [Clause(who=None, cue=(at, at), weight=_REPORTED, kind="said", silent="any")]
    return []


def _unsaid(t: Tokens, at: int) -> bool:
    """Whether a verb says that somebody did not say something: "nie skomentował"."""
    if t.lowers[at] not in t.words.unsaid:
        return False
    low, high = at, at
    while low and at - low < _NEGATED and not t.bits[low - 1] & lx.PUNCTUATION:
        low -= 1
    ends = lx.PUNCTUATION | lx.QUOTE | lx.SUBORDINATOR
    while high + 1 < len(t) and high - at < _NEGATED and not t.bits[high + 1] & ends:
        high += 1
    before, behind = t.lowers[low:at], t.lowers[at + 1 : high + 1]
    behind = behind if t.words.that.isdisjoint(behind) else []
    return not t.words.negation.isdisjoint([*before, *behind])


def _verb(t: Tokens, at: int, parsed: list[Chunk]) -> Clause | None:
    bits = t.bits[at]
    kind = lx.SAY if parted(t, at) else next(one for one in _CLASSES if bits & one)
    quoted = quote_near(t, at)
    aside = at > 0 and t.lowers[at - 1] in t.words.manner  # "según supo la radio, …"
    said = 2 if quoted or aside else _complement(t, at)
    if not quoted and (_infinitive(t, at) or _unsaid(t, at)):
        return None
    if (kind == lx.CLAUSE and not said) or (bits & lx.QUOTING and kind != lx.SAY and not quoted):
        return None
    subject = subject_of(t, at, parsed)
    if subject is None:
        return None
    return _clause(t, at, kind, subject, said, quoted)


def _opens_with_saying(t: Tokens, at: int, kind: int) -> bool:
    """Does a verb of saying open the sentence, but for auxiliaries, adverbs and names?"""
    passed = lx.AUXILIARY | lx.ADVERB | lx.NAME | lx.CUE
    return kind == lx.SAY and not any(bits & ~passed for bits in t.bits[:at])


def _clause(t: Tokens, at: int, kind: int, subject: Subject, said: int, quoted: int) -> Clause | None:
    who = subject.who
    sure = strength(t, who) if who else 0
    weight = WEIGHT[kind] - at * 0.1 + subject.weight + 12.0 * quoted
    if who is None:
        if not (_opens_with_saying(t, at, kind) or (said > 1 and kind in (lx.SAY, lx.CLAUSE, lx.JUDGE))):
            return None
        return Clause(who=None, cue=(at, at), weight=weight - 20.0, kind=KIND[kind], silent=subject.silent)
    inverted = who[0] > at and t.bits[at - 1] & lx.COMMA if at else False
    if t.lowers[at] in t.words.sentencing and not quoted and not inverted and _is_court(t, who):
        return None  # it acts
    if sure < _strength_needed(t, at, kind, subject, said, quoted):
        return None
    return Clause(who=who, cue=(at, at), weight=weight, kind=KIND[kind])


def _strength_needed(t: Tokens, at: int, kind: int, subject: Subject, said: int, quoted: int) -> int:
    """How surely a verb's subject must be somebody, as `strength` counts."""
    if quoted:
        return 1
    who = subject.who
    if said == 1 and who and who[0] > at and (kind == lx.CLAUSE or not _inverted(t, at)):
        return 2  # "registraron [dos viviendas]": what a verb takes does not speak
    return 1 if kind in (lx.SAY, lx.CLAUSE) and (said or subject.near) else 2


def _inverted(t: Tokens, at: int) -> bool:
    """Whether a verb stands before its subject: behind a comma, a quotation or "as"."""
    left, _ = before_verb(t, at)
    return left >= 0 and (t.lowers[left] in t.words.manner or bool(t.bits[left] & (lx.PUNCTUATION | lx.QUOTE)))


def _is_court(t: Tokens, who: Range) -> bool:
    return any(t.lowers[k].endswith(tuple(t.words.court)) for k in range(who[0], who[1] + 1) if t.bits[k] & lx.BODY)


def _infinitive(t: Tokens, at: int) -> bool:
    """Whether a verb hangs on another one, and says nothing: "will … fordern", "мають оголосити"."""
    if t.lowers[at] not in t.words.plain_forms:
        return False
    if not t.words.inflected_infinitive:
        return True
    start = next((k + 1 for k in range(at - 1, -1, -1) if t.bits[k] & (lx.PUNCTUATION | lx.QUOTE)), 0)
    return any(bits & lx.AUXILIARY for bits in t.bits[start:at])


def _complement(t: Tokens, at: int) -> int:
    """2 where "that", a colon or a comma follows a verb: what it says is said; 1 where one phrase ends the clause."""
    if at + 1 >= len(t) or t.bits[at + 1] & (lx.COLON | lx.COMMA | lx.SUBORDINATOR):
        return 2
    chunk = chunk_at(t, at + 1)
    k = chunk.last + 1 if chunk else at + 1
    end = min(len(t), k + _THAT)
    while k < end:
        if t.lowers[k] in t.words.that or t.bits[k] & (lx.COLON | lx.QUOTE):
            return 2
        if t.bits[k] & lx.COMMA:
            return 2 if k + 1 < len(t) and t.lowers[k + 1] in t.words.that else 0
        k += 1
    return int(k >= len(t))
