"""Which words of a sentence say that somebody says it, and whose noun phrase answers for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.prepare.speech import lexicon as lx
from briefing.prepare.speech.around import (
    SPEAKER,
    aside,
    bare_role,
    hanging,
    named_so,
    names_some,
    over_the,
    some_of_them,
)
from briefing.prepare.speech.complements import complement, quote_near
from briefing.prepare.speech.cue_verbs import is_verb
from briefing.prepare.speech.phrase_after import main_subject, right_of
from briefing.prepare.speech.phrase_before import left_of
from briefing.prepare.speech.phrases import Range, plausible
from briefing.prepare.speech.sources import source
from briefing.prepare.speech.subjects import across_subject, antecedent_subject, inverted_subject
from briefing.prepare.speech.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Clause:
    """One attribution. who: tokens of its source, None if the sentence does not name it. weight: how surely it covers
    the whole sentence. kind: "said", "according", "judged", "thought"; "cited" is whom an outlet relays, "aside" who
    only thinks or wants something on the side: no statement, but "he" may mean them later."""

    who: Range | None
    cue: Range
    weight: float
    kind: str
    via: Range | None = None


_WEIGHT = {lx.SAY: 80.0, lx.CLAUSE: 74.0, lx.JUDGE: 62.0, lx.ATTITUDE: 50.0}
_KIND = {lx.SAY: "said", lx.CLAUSE: "said", lx.JUDGE: "judged", lx.ATTITUDE: "thought"}
_TELLING = lx.CUE | lx.COLON | lx.DASH
_SHORT_NAME = 6  # tokens
_NEXT = 2  # tokens from a verb to the subject of what it says
_LONGEST_TAG = 8  # tokens before a colon that are all a name
_MOST = 24  # verbs of saying in one sentence
_AT_END, _BY_QUOTE, _RELATIVE, _PARTICIPLE, _COORDINATED, _EMBEDDED = 45.0, 25.0, -25.0, -30.0, -8.0, -22.0


def clauses(t: Tokens) -> list[Clause]:
    """All attributions of a sentence, in the order of their cues."""
    found: list[Clause] = []
    if sum([bit & lx.CUE > 0 for bit in t.bits]) > _MOST:
        return found  # a list or junk, no sentence
    leads = t.words.leads
    done = -1
    for at, (bits, lower) in enumerate(zip(t.bits, t.lowers, strict=True)):
        if not (bits & _TELLING or lower in leads or "-" in lower) or at <= done:
            continue
        clause: Clause | None = None
        if bits & lx.CUE and is_verb(t, at):
            clause = _verb(t, at)
        if clause is None and "-" in lower:
            clause = _enclitic(t, at)
        if clause is None and lower in leads and (phrase := _phrase(t, at)):
            clause = phrase
            done = clause.cue[1]
        if clause is None and lower in t.words.citing and at + 1 < len(t):
            cited = right_of(t, at + 1)
            if cited and t.bits[cited[1]] & lx.NAME and any(t.bits[k] & lx.TITLE for k in range(cited[0], cited[1])):
                clause = Clause(cited, (at, at), 0.0, "cited")
        if clause is None and bits & lx.COLON:
            clause = _colon(t, at)
        if clause is None and bits & lx.DASH:
            clause = _signed(t, at)
        if clause is not None:
            found.append(clause)
    return _ranked(t, found)


def _ranked(t: Tokens, found: list[Clause]) -> list[Clause]:
    """Weights set against each other: what stands inside another's "that" clause, or in "While …," before the main
    clause, weighs less."""
    if len(found) < 2:
        return found
    comma = next((k for k in range(len(t)) if t.bits[k] & lx.COMMA), 0)
    subordinate = bool(t.bits[0] & lx.SUBORDINATOR)
    inside = False
    ranked: list[Clause] = []
    for clause in found:
        last = clause.cue[1]
        weight = clause.weight
        if (inside and weight < 100.0) or (subordinate and last < comma):
            weight += _EMBEDDED
        if clause.kind != "according" and any(word in t.words.that for word in t.lowers[last + 1 : last + 5]):
            inside = True
        if ranked and _spoken_of(t, clause, ranked[-1]):
            weight = min(weight, ranked[-1].weight - 1)  # "said the body would propose": the body is spoken of
        ranked.append(replace(clause, weight=weight))
    return ranked


def _spoken_of(t: Tokens, clause: Clause, before: Clause) -> bool:
    """Whether a clause's subject follows the verb of the clause before at once: "said the body would propose"."""
    if clause.who is None or clause.cue[0] < clause.who[1]:
        return False
    gap = range(before.cue[1] + 1, clause.who[0])
    return clause.who[0] > before.cue[1] and len(gap) < _NEXT and not any(t.bits[k] & lx.PUNCTUATION for k in gap)


def _colon(t: Tokens, at: int) -> Clause | None:
    """ "Smith: "…"", "From the report: "…""."""
    if at + 1 >= len(t) or not t.bits[at + 1] & lx.QUOTE or at == 0:
        return None
    who = left_of(t, at - 1)
    if who is None and t.bits[0] & lx.PREPOSITION:
        who = right_of(t, 1)
    elif who is not None and (who[1] - who[0] > _LONGEST_TAG or not t.bits[who[0]] or t.lowers[who[0]] in t.words.it):
        who = main_subject(t, at)  # "An aide put it bluntly in a note to the paper: “…”"
    elif who is not None and who[0] and t.lowers[who[0] - 1] in t.words.where:
        who = main_subject(t, at) or who  # "Venn posted to her page on the port's site: “…”"
    if who is None or not plausible(t, who, strict=True) or (t.bits[who[0]] & lx.DETERMINER and not names_some(t, who)):
        return None
    return Clause(who, (at, at), 40.0, "said")


def _signed(t: Tokens, at: int) -> Clause | None:
    """ "“…” — X Y": the name under a quotation, at the sentence's end."""
    if (at and not t.bits[at - 1] & lx.QUOTE) or at + 1 >= len(t) or not t.bits[at + 1] & lx.NAME:
        return None
    who = right_of(t, at + 1, long=False)
    if who is None or (who[1] + 1 < len(t) and not t.bits[who[1] + 1] & lx.COMMA):
        return None
    return Clause(who, (at, at), 95.0, "said") if who[1] - who[0] <= _SHORT_NAME else None


def _phrase(t: Tokens, at: int) -> Clause | None:
    """ "according to X" and its like; in some languages after X."""
    for words in t.words.before:
        if t.lowers[at] == words[0] and tuple(t.lowers[at : at + len(words)]) == words:
            last = at + len(words) - 1
            who = _brief(t, right_of(t, last + 1))
            return Clause(who, (at, last), 88.0 if at else 120.0, "according") if who else None
    if t.lowers[at] in t.words.behind_mark and at and t.bits[at - 1] & (lx.COMMA | lx.QUOTE):
        who = right_of(t, at + 1)
        return Clause(who, (at, at), 100.0, "according") if who and plausible(t, who, strict=True) else None
    for words in t.words.after:
        if t.lowers[at] == words[0] and tuple(t.lowers[at : at + len(words)]) == words and at:
            who = left_of(t, at - 1)
            return Clause(who, (at, at + len(words) - 1), 88.0, "according") if who else None
    return None


def _brief(t: Tokens, who: Range | None) -> Range | None:
    """Where verbs cannot be told from nouns: a source no longer than its first noun or name, unless a comma ends it."""
    if who is None or t.words.gerund_endings:
        return who
    ended = who[1] + 1 >= len(t) or t.bits[who[1] + 1] & lx.PUNCTUATION
    if ended and t.bits[who[1]] & (lx.NAME | lx.ROLE | lx.ROLES | lx.BODY):
        return who
    if who[1] + 1 < len(t) and t.bits[who[1] + 1] & lx.COMMA:
        return who
    last = who[0]
    while last < who[1] and t.bits[last] & (lx.DETERMINER | lx.POSSESSIVE | lx.TITLE):
        last += 1
    known = lx.TITLE | lx.PARTICLE | (0 if t.words.nouns_capital else lx.NAME)
    while last < who[1] and t.bits[last + 1] & (known | lx.NAME) and not t.bits[last + 1] & lx.BODY:
        last += 1
    return (who[0], last)


def _enclitic(t: Tokens, at: int) -> Clause | None:
    """ "dit-il", "a-t-elle ajouté": the pronoun hangs on the verb."""
    parts = t.lowers[at].split("-")
    if len(parts) < 2 or parts[-1] not in t.words.he | t.words.she | t.words.they:
        return None
    bits = t.words.bits.get(parts[0], 0)
    if bits & lx.CUE and not bits & lx.ATTITUDE:
        return Clause((at, at), (at, at), 100.0, "said")
    if bits & lx.AUXILIARY and at + 1 < len(t) and t.bits[at + 1] & (lx.SAY | lx.CLAUSE | lx.JUDGE):
        return Clause((at, at), (at + 1, at + 1), 100.0, "said")
    return None


def _class(bits: int) -> int:
    if bits & lx.SAY:
        return lx.SAY
    return lx.CLAUSE if bits & lx.CLAUSE else lx.JUDGE if bits & lx.JUDGE else lx.ATTITUDE


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
    quoted = quote_near(t, at)
    if not complement(t, at, kind, quoted):
        return None
    weight = _WEIGHT[kind] - at * 0.1
    name = _KIND[kind]
    if gerund:
        clause = _participle(t, at, left, weight, name)
        fearing = clause is not None and kind == lx.ATTITUDE and not quoted and t.bits[left] & lx.COMMA
        return replace(clause, weight=0.0, kind="aside") if clause is not None and fearing else clause
    inverted = inverted_subject(t, at, left)
    if inverted is not None:
        return Clause(inverted, (at, at), weight + _AT_END + _BY_QUOTE * quoted / 2, name)
    if left < 0:
        return None
    bits = t.bits[left]
    if bits & lx.CONJUNCTION or (bits & lx.COMMA and left and t.bits[left - 1] & lx.CONJUNCTION):
        who = main_subject(t, left)
        extra = _COORDINATED
    elif t.lowers[left] in t.words.that:
        who, extra = main_subject(t, left), _RELATIVE
    elif bits & lx.RELATIVE:
        if kind in (lx.JUDGE, lx.ATTITUDE) and not quoted:
            return None
        who, extra = antecedent_subject(t, left), _RELATIVE
    elif bits & (lx.COMMA | lx.CLOSE | lx.DASH):
        who, extra = across_subject(t, left), 0.0
    elif bits & (lx.QUOTE | lx.STOP | lx.COLON):
        return None
    else:
        if not bits and left and t.bits[left - 1] & lx.AUXILIARY:
            return None  # "could provide added force"
        who = _moved(t, left_of(t, left), left)
        extra = 0.0
        if who is not None and not plausible(t, who, strict=kind != lx.SAY and not quoted):
            who = None
        elif who is not None and not plausible(t, who, strict=True) and not quoted and hanging(t, at):
            who = None  # "attacks on stations reported in the north"
    if who is not None and who[0] and t.bits[who[0] - 1] & lx.RELATIVE and t.bits[who[0] - 1] & lx.POSSESSIVE:
        who, extra = antecedent_subject(t, who[0] - 1), _RELATIVE
    if who is not None and named_so(t, at):
        return None
    if who is not None and kind == lx.ATTITUDE and t.lowers[who[0]] in t.words.self:
        return None
    if who is not None and kind == lx.ATTITUDE and aside(t, who, quoted):
        return Clause(who, (at, at), 0.0, "aside")
    if who is not None and t.lowers[who[0]] in t.words.nobody and (who[0] == who[1] or not t.bits[who[1]] & lx.NAME):
        return None  # "no one said"; but "No wonder Venn said"
    if who is None:
        return Clause(None, (at, at), weight - 40, name) if quoted and kind in (lx.SAY, lx.CLAUSE) else None
    if kind in (lx.JUDGE, lx.ATTITUDE) and not plausible(t, who, strict=True):
        return None
    return Clause(who, (at, at), weight + extra + _place(t, at, who) + _BY_QUOTE * quoted / 2, name)


def _moved(t: Tokens, who: Range | None, left: int) -> Range | None:
    """The real subject where another phrase stands before the verb: "X, in a note to Y, said", "X, mayor of Z said"."""
    if who is None or who[0] == 0:
        return who
    first = who[0]
    if t.bits[first - 1] & lx.PREPOSITION and not t.bits[first - 1] & lx.SUBORDINATOR:
        comma = next((k for k in range(first - 1, max(-1, first - 12), -1) if t.bits[k] & lx.COMMA), None)
        return (across_subject(t, comma) or who) if comma else who
    if t.bits[first - 1] & lx.COMMA and first > 1 and not t.bits[left] & lx.ROLES and bare_role(t, who):
        named = left_of(t, first - 2)
        opens = named and (named[0] == 0 or t.bits[named[0] - 1] & lx.QUOTE)
        if named and opens and t.bits[named[1]] & lx.NAME and not t.bits[named[1]] & lx.TIME:
            return who if source(t, who).kind == "person" else named
    return who


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
        elif bits & lx.ADVERB and bits & lx.ROLES and j and t.bits[j - 1] & (lx.NAME | lx.ROLES | lx.CLOSE):
            pass  # "X and Y both said"
        elif bits & lx.TIME and not bits & lx.GENITIVE:
            timed = True
        elif timed and (bits & (lx.PREPOSITION | lx.NUMBER) or over_the(t, at, j)):
            pass
        else:
            break
        j -= 1
    return j, passive, infinitive


def _passive(t: Tokens, at: int, left: int, kind: int) -> Clause | None:
    """ "was quoted as saying", "was accused by X of …", "was told by X"; the subject of a passive does not speak."""
    if t.lowers[at] in t.words.citing:
        who = left_of(t, left) if left >= 0 and not t.bits[left] & lx.COMMA else across_subject(t, left)
        if who and plausible(t, who):
            via = _agent(t, at)
            return Clause(who, (at, at), _WEIGHT[lx.SAY] + _BY_QUOTE, "said", via)
        return None
    agent = None if t.bits[at] & lx.QUOTING or t.lowers[at] in t.words.light else _agent(t, at)
    if agent and plausible(t, agent, strict=True):
        return Clause(agent, (at, at), _WEIGHT[kind] - 15, _KIND[kind])
    return None


def _agent(t: Tokens, at: int) -> Range | None:
    for k in range(at + 1, min(len(t), at + 6)):
        if t.lowers[k] in t.words.by:
            return right_of(t, k + 1)
        if not t.bits[k] & (lx.TIME | lx.ADVERB | lx.NUMBER | lx.PREPOSITION) or t.lowers[k] in t.words.infinitive:
            break
    return None


def _infinitive(t: Tokens, at: int, left: int, kind: int) -> Clause | None:
    """ "went on to say", "took to the stage to announce": only beside a quotation, and weakly."""
    onset = left > 0 and t.lowers[left - 1] in t.words.onset
    if (kind == lx.SAY and quote_near(t, at)) or (kind == lx.SAY and onset):
        who = main_subject(t, left)
        if who:
            return Clause(who, (at, at), 70.0 if onset else 45.0, "said")
    return None


def _participle(t: Tokens, at: int, left: int, weight: float, name: str) -> Clause | None:
    """ "…, adding that …": the main clause's subject; "with X warning that …": X."""
    if left < 0:
        return None
    if t.bits[left] & (lx.COMMA | lx.CONJUNCTION | lx.QUOTE | lx.DASH | lx.PREPOSITION | lx.SUBORDINATOR):
        who = some_of_them(t, left) or main_subject(t, left)
    elif t.bits[left] & SPEAKER and left:
        start = left
        while start > 0 and t.bits[start] & (SPEAKER | lx.TITLE) and not t.bits[start] & lx.PREPOSITION:
            start -= 1
        behind = bool(t.bits[start] & lx.PREPOSITION)
        shown = behind and name != "thought" and bool(t.bits[left] & lx.NAME) and not t.bits[start - 1] & PEOPLE
        # "with Venn warning", "the clip ends with footage of Venn saying"; but "an aide of Venn saying"
        preposed = behind and (
            t.lowers[start] not in _JOINING or (t.lowers[start] == _JOINING[0] and start > 0 and shown)
        )
        who = (start + 1, left) if preposed and start < left else main_subject(t, left)
    else:
        who = None
    if who is None or not plausible(t, who, strict=True):
        return None
    return Clause(who, (at, at), weight + _PARTICIPLE, name)


_JOINING = ("of", "for", "to")
PEOPLE = lx.ROLE | lx.ROLES


def _place(t: Tokens, at: int, who: Range) -> float:
    """What a verb's place adds: at the end, after a comma, it covers all before; inside a "that" clause it does not."""
    first = who[0]
    before = t.bits[first - 1] if first else 0
    if first > 2 and before & (lx.COMMA | lx.QUOTE | lx.DASH):
        loose = lx.TIME | lx.ADVERB | lx.PREPOSITION | lx.NUMBER
        follows = next((bits for bits in t.bits[at + 1 :] if not bits & loose), lx.COMMA)
        if follows & (lx.COMMA | lx.QUOTE | lx.DASH):
            return _AT_END
    if before & lx.RELATIVE:
        return _EMBEDDED
    if first > 2 and before & lx.SUBORDINATOR and t.lowers[first - 1] != "as":
        return _EMBEDDED - (15.0 if t.bits[first] & lx.PRONOUN else 0.0)
    if first > 1 and before & lx.CUE:
        return _EMBEDDED
    return 0.0
