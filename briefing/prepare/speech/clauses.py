"""Which words of a sentence say that somebody says it, and whose noun phrase answers for it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.phrases import Range, is_verb, left_of, main_subject, plausible, right_of
from briefing.prepare.speech.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Clause:
    """One attribution. who: tokens of its source, None if the sentence does not name it. weight: how surely it covers
    the whole sentence. kind: "said", "according", "judged", "thought"."""

    who: Range | None
    cue: Range
    weight: float
    kind: str
    via: Range | None = None


_WEIGHT = {lx.SAY: 80.0, lx.CLAUSE: 74.0, lx.JUDGE: 62.0, lx.ATTITUDE: 50.0}
_KIND = {lx.SAY: "said", lx.CLAUSE: "said", lx.JUDGE: "judged", lx.ATTITUDE: "thought"}
_AT_END, _BY_QUOTE, _RELATIVE, _PARTICIPLE, _COORDINATED, _EMBEDDED = 30.0, 25.0, -25.0, -30.0, -8.0, -22.0
_REACH = 14  # tokens within which a quotation belongs to a verb


def clauses(t: Tokens) -> list[Clause]:
    """All attributions of a sentence, in the order of their cues."""
    found: list[Clause] = []
    at = 0
    while at < len(t):
        bits = t.bits[at]
        clause: Clause | None = None
        if bits & lx.CUE and is_verb(t, at):
            clause = _verb(t, at)
        if clause is None and (phrase := _phrase(t, at)):
            clause = phrase
            at = clause.cue[1]
        if clause is None and bits & lx.COLON:
            clause = _colon(t, at)
        if clause is not None:
            found.append(clause)
        at += 1
    return found


def _colon(t: Tokens, at: int) -> Clause | None:
    """ "Smith: "…"", "From the report: "…""."""
    if at + 1 >= len(t) or not t.bits[at + 1] & lx.QUOTE or at == 0:
        return None
    who = left_of(t, at - 1)
    if who is None and t.bits[0] & lx.PREPOSITION:
        who = right_of(t, 1)
    return Clause(who, (at, at), 40.0, "said") if who and plausible(t, who, strict=True) else None


def _phrase(t: Tokens, at: int) -> Clause | None:
    """ "according to X" and its like; in some languages after X."""
    for words in t.words.before:
        if t.lowers[at] == words[0] and tuple(t.lowers[at : at + len(words)]) == words:
            last = at + len(words) - 1
            who = right_of(t, last + 1)
            return Clause(who, (at, last), 88.0, "according") if who else None
    for words in t.words.after:
        if t.lowers[at] == words[0] and tuple(t.lowers[at : at + len(words)]) == words and at:
            who = left_of(t, at - 1)
            return Clause(who, (at, at + len(words) - 1), 88.0, "according") if who else None
    return None


def _class(bits: int) -> int:
    return next(kind for kind in (lx.SAY, lx.CLAUSE, lx.JUDGE, lx.ATTITUDE) if bits & kind)


def _verb(t: Tokens, at: int) -> Clause | None:
    kind = _class(t.bits[at])
    gerund = bool(t.bits[at] & lx.GERUND)
    left, passive, infinitive = _before_verb(t, at)
    if passive and gerund:
        gerund, passive = False, False
    if passive:
        return _passive(t, at, left, kind)
    if infinitive:
        return _infinitive(t, at, left, kind)
    quoted = _quote_near(t, at)
    if not _complement(t, at, kind, quoted):
        return None
    weight = _WEIGHT[kind] - at * 0.1
    name = _KIND[kind]
    if gerund:
        return _participle(t, at, left, weight, name)
    inverted = _inverted(t, at, left)
    if inverted is not None:
        return Clause(inverted, (at, at), weight + _AT_END + (_BY_QUOTE if quoted else 0), name)
    if left < 0:
        return None
    bits = t.bits[left]
    if bits & lx.CONJUNCTION or (bits & lx.COMMA and left and t.bits[left - 1] & lx.CONJUNCTION):
        who = main_subject(t, left)
        extra = _COORDINATED
    elif bits & lx.RELATIVE:
        if kind in (lx.JUDGE, lx.ATTITUDE) and not quoted:
            return None
        who, extra = _antecedent(t, left), _RELATIVE
    elif bits & (lx.COMMA | lx.CLOSE | lx.DASH):
        who, extra = _across(t, left), 0.0
    elif bits & (lx.QUOTE | lx.STOP | lx.COLON):
        return None
    else:
        who = left_of(t, left)
        extra = 0.0
        if who is not None and not plausible(t, who, strict=kind != lx.SAY and not quoted):
            who = None
    if who is not None and who[0] and t.bits[who[0] - 1] & lx.RELATIVE and t.bits[who[0] - 1] & lx.POSSESSIVE:
        who, extra = _antecedent(t, who[0] - 1), _RELATIVE
    if who is not None and kind == lx.ATTITUDE and t.lowers[who[0]] in t.words.self:
        return None
    if who is None:
        return Clause(None, (at, at), weight - 40, name) if quoted and kind in (lx.SAY, lx.CLAUSE) else None
    if kind in (lx.JUDGE, lx.ATTITUDE) and not plausible(t, who, strict=True):
        return None
    return Clause(who, (at, at), weight + extra + _place(t, at, who) + (_BY_QUOTE if quoted else 0), name)


def _before_verb(t: Tokens, at: int) -> tuple[int, bool, bool]:
    """The token that ends the subject, whether the verb is passive, whether it is an infinitive."""
    j = at - 1
    passive = infinitive = False
    timed = False
    while j >= 0:
        bits = t.bits[j]
        if t.lowers[j] in t.words.infinitive and not t.bits[at] & lx.GERUND:
            infinitive = True
            return j, passive, infinitive
        if bits & lx.AUXILIARY or (bits & lx.ADVERB and not bits & (lx.NAME | lx.ROLES | lx.PRONOUN)):
            passive = passive or t.lowers[j] in t.words.passive
        elif bits & lx.TIME and not bits & lx.GENITIVE:
            timed = True
        elif timed and bits & (lx.PREPOSITION | lx.NUMBER):
            pass
        else:
            break
        j -= 1
    return j, passive, infinitive


def _passive(t: Tokens, at: int, left: int, kind: int) -> Clause | None:
    """ "was quoted as saying", "was accused by X of …", "was told by X"; the subject of a passive does not speak."""
    if t.lowers[at] in t.words.citing:
        who = left_of(t, left) if left >= 0 and not t.bits[left] & lx.COMMA else _across(t, left)
        if who and plausible(t, who):
            via = _agent(t, at)
            return Clause(who, (at, at), _WEIGHT[lx.SAY] + _BY_QUOTE, "said", via)
        return None
    agent = _agent(t, at)
    if agent and plausible(t, agent, strict=True):
        return Clause(agent, (at, at), _WEIGHT[kind] - 15, _KIND[kind])
    return None


def _agent(t: Tokens, at: int) -> Range | None:
    for k in range(at + 1, min(len(t), at + 8)):
        if t.lowers[k] in t.words.by:
            return right_of(t, k + 1)
        if t.bits[k] & (lx.COMMA | lx.STOP | lx.QUOTE):
            break
    return None


def _infinitive(t: Tokens, at: int, left: int, kind: int) -> Clause | None:
    """ "went on to say", "took to the stage to announce": only beside a quotation, and weakly."""
    if kind == lx.SAY and _quote_near(t, at):
        who = main_subject(t, left)
        if who:
            return Clause(who, (at, at), 45.0, "said")
    return None


def _quote_near(t: Tokens, at: int) -> bool:
    """Whether a quotation stands beside the verb: before it, or after it in the same clause."""
    if any(t.bits[k] & lx.QUOTE for k in range(max(0, at - 6), at)):
        for k in range(at - 1, max(-1, at - 7), -1):
            if t.bits[k] & lx.QUOTE:
                return True
            if t.bits[k] & (lx.STOP | lx.COLON):
                break
    for k in range(at + 1, min(len(t), at + _REACH)):
        if t.bits[k] & lx.QUOTE:
            return True
        if t.bits[k] & lx.STOP:
            break
    return False


def _complement(t: Tokens, at: int, kind: int, quoted: bool) -> bool:
    """Whether what follows fits a verb of its kind."""
    after = t.lowers[at + 1] if at + 1 < len(t) else ""
    bits = t.bits[at + 1] if at + 1 < len(t) else 0
    past = not t.bits[at] & (lx.BASE | lx.THIRD | lx.GERUND)
    if (past or t.bits[at] & lx.GERUND) and after in t.words.by:
        return False
    if kind == lx.JUDGE and past and after in ("of", "as"):
        return False
    if kind in (lx.SAY, lx.JUDGE):
        return True
    if kind == lx.ATTITUDE:
        return not (past and after in ("to", "at", "in")) or t.lowers[at] in (
            "wanted",
            "hoped",
            "planned",
            "intended",
            "wished",
        )
    if quoted:
        return True
    k = at + 1
    while k < len(t) and t.bits[k] & (lx.ADVERB | lx.TIME | lx.PREPOSITION) and k < at + 5:
        k += 1
    if any(t.lowers[m] in t.words.that for m in range(at + 1, min(len(t), k + 3))):
        return True
    if bits & lx.COLON or at + 1 >= len(t):
        return True
    if bits & lx.SUBORDINATOR and after not in ("as", "since", "before", "after", "until"):
        return True
    if bits & lx.COMMA and at and _parenthetic(t, at):
        return True
    return _clause_follows(t, at + 1)


def _parenthetic(t: Tokens, at: int) -> bool:
    """Whether a comma or a quotation stands shortly before: "…, Smith noted, …"."""
    return any(t.bits[k] & (lx.COMMA | lx.QUOTE | lx.DASH) for k in range(max(0, at - 8), at)) or (
        t.bits[0] & lx.SUBORDINATOR > 0
    )


def _clause_follows(t: Tokens, start: int) -> bool:
    found = right_of(t, start, long=False)
    if not found:
        return False
    k = found[1] + 1
    while k < len(t) and t.bits[k] & lx.ADVERB:
        k += 1
    return k < len(t) and bool(t.bits[k] & lx.AUXILIARY)


def _inverted(t: Tokens, at: int, left: int) -> Range | None:
    """The subject after the verb: "…,” said X", "…, said X, a minister"."""
    if left != at - 1 or t.lowers[at] in t.words.told:
        return None
    before = t.bits[left] if left >= 0 else 0
    if left >= 0 and not before & (lx.QUOTE | lx.COMMA | lx.DASH):
        return None
    if t.bits[at] & (lx.BASE | lx.GERUND | lx.ATTITUDE) and not t.bits[at] & lx.SAY:
        return None
    found = right_of(t, at + 1)
    if not found or not plausible(t, found):
        return None
    if (
        t.bits[found[0]] & lx.PRONOUN
        and t.lowers[found[0]] not in t.words.he | t.words.she | t.words.they | t.words.self
    ):
        return None
    after = t.bits[found[1] + 1] if found[1] + 1 < len(t) else 0
    if after & (lx.AUXILIARY | lx.CUE) and not after & (lx.ADVERB | lx.QUOTE):
        return None
    if before & lx.QUOTE:
        return found
    if left < 0:
        return found if after & lx.COLON or not after else None
    if before & lx.COMMA and after & lx.QUOTE:
        return None
    if not t.bits[found[1]] & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.PRONOUN):
        return None
    across = _across(t, left)
    if across is not None and across[0] == 0 and not _ends_soon(t, found[1] + 1):
        return None
    return found


def _ends_soon(t: Tokens, start: int) -> bool:
    """Whether no further verb follows before the sentence ends, or only an apposition does."""
    return not any(t.bits[k] & lx.AUXILIARY for k in range(start, min(len(t), start + 12)))


def _antecedent(t: Tokens, relative: int) -> Range | None:
    """Whom "who" points back to."""
    k = relative - 1
    if k >= 0 and t.bits[k] & (lx.COMMA | lx.CLOSE):
        return _across(t, k) if t.bits[k] & lx.CLOSE else left_of(t, k - 1)
    found = left_of(t, k) if k >= 0 else None
    return found if found and plausible(t, found) else None


def _across(t: Tokens, mark: int) -> Range | None:
    """The subject before an apposition or relative clause that ends at the comma (dash, bracket) `mark`."""
    if mark < 0:
        return None
    bits = t.bits[mark]
    if bits & lx.CLOSE:
        for k in range(mark - 1, max(-1, mark - 14), -1):
            if t.bits[k] & lx.OPEN:
                return left_of(t, k - 1) if k else None
        return None
    same = lx.COMMA if bits & lx.COMMA else lx.DASH
    best: Range | None = None
    for k in range(mark - 1, max(-1, mark - 60), -1):
        if t.bits[k] & (lx.STOP | lx.COLON):
            break
        if not t.bits[k] & same or k == 0:
            continue
        found = left_of(t, k - 1)
        if found is None or not plausible(t, found, strict=True):
            continue
        if _clause_start(t, found[0]) and t.bits[k - 1] & ~lx.TIME:
            return found
        if best is None and _apposition(t, k + 1, mark - 1):
            best = found
    if best is None and mark and not any(t.bits[k] & lx.COMMA for k in range(mark)):
        found = left_of(t, mark - 1)
        if found and found[0] == 0 and plausible(t, found, strict=True):
            best = found
    return best


def _clause_start(t: Tokens, first: int) -> bool:
    """Whether nothing but a connective stands before a phrase in its clause."""
    k = first - 1
    while k >= 0 and t.bits[k] & (lx.CONJUNCTION | lx.ADVERB | lx.SUBORDINATOR) and not t.bits[k] & lx.NAME:
        k -= 1
    return (
        k < 0
        or (k == 0 and bool(t.bits[0] & (lx.CONJUNCTION | lx.ADVERB | lx.SUBORDINATOR)))
        or bool(t.bits[k] & (lx.QUOTE | lx.STOP))
    )


def _apposition(t: Tokens, first: int, last: int) -> bool:
    if first > last:
        return False
    if t.bits[first] & (lx.RELATIVE | lx.NUMBER | lx.GERUND):
        return True
    return any(t.bits[k] & (lx.ROLE | lx.ROLES | lx.BODY | lx.TITLE) for k in range(first, last + 1))


def _participle(t: Tokens, at: int, left: int, weight: float, name: str) -> Clause | None:
    """ "…, adding that …": the main clause's subject; "with X warning that …": X."""
    if left < 0:
        return None
    if t.bits[left] & (lx.COMMA | lx.CONJUNCTION | lx.QUOTE | lx.DASH | lx.PREPOSITION | lx.SUBORDINATOR):
        who = main_subject(t, left)
    elif t.bits[left] & SPEAKER and left:
        start = left
        while start > 0 and t.bits[start] & (SPEAKER | lx.TITLE) and not t.bits[start] & lx.PREPOSITION:
            start -= 1
        who = right_of(t, start + 1) if t.bits[start] & lx.PREPOSITION else left_of(t, left)
    else:
        who = None
    if who is None or not plausible(t, who, strict=True):
        return None
    return Clause(who, (at, at), weight + _PARTICIPLE, name)


SPEAKER = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY


def _place(t: Tokens, at: int, who: Range) -> float:
    """What a verb's place adds: at the end, after a comma, it covers all before; inside a "that" clause it does not."""
    first = who[0]
    before = t.bits[first - 1] if first else 0
    rest = [k for k in range(at + 1, len(t)) if not t.bits[k] & (lx.TIME | lx.ADVERB | lx.PREPOSITION | lx.NUMBER)]
    if (
        first > 2
        and before & (lx.COMMA | lx.QUOTE | lx.DASH)
        and (not rest or t.bits[rest[0]] & (lx.COMMA | lx.QUOTE | lx.DASH))
    ):
        return _AT_END
    if first > 2 and before & lx.SUBORDINATOR and t.lowers[first - 1] != "as":
        return _EMBEDDED - (15.0 if t.bits[first] & lx.PRONOUN else 0.0)
    if first > 1 and before & lx.CUE:
        return _EMBEDDED
    return 0.0
