"""Which words of a sentence say that somebody says it, and whose noun phrase answers for it."""

from __future__ import annotations

from briefing.prepare.speech.clauses.circumstances import SPEAKER, names_some
from briefing.prepare.speech.clauses.clause import Clause
from briefing.prepare.speech.clauses.ranking import ranked
from briefing.prepare.speech.clauses.verb_clauses import verb_clause
from briefing.prepare.speech.phrases.kinds import Range, plausible
from briefing.prepare.speech.phrases.phrase_after import main_subject, right_of
from briefing.prepare.speech.phrases.phrase_before import left_of
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.cue_verbs import is_verb
from briefing.prepare.speech.words.tokens import Tokens

_TELLING = lx.CUE | lx.COLON | lx.DASH
_SHORT_NAME = 6  # tokens
_LONGEST_TAG = 8  # tokens before a colon that are all a name
_MOST = 24  # verbs of saying in one sentence


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
        clause = _clause(t, at)
        if clause is not None:
            found.append(clause)
            done = clause.cue[1] if clause.kind == "according" else done
    return ranked(t, found)


def _clause(t: Tokens, at: int) -> Clause | None:
    """The attribution whose cue is token `at`, in the first of the forms that it can have."""
    bits, lower = t.bits[at], t.lowers[at]
    clause = verb_clause(t, at) if bits & lx.CUE and is_verb(t, at) else None
    if clause is None and "-" in lower:
        clause = enclitic(t, at)
    if clause is None and lower in t.words.leads:
        clause = _phrase(t, at) or _cited(t, at)
    if clause is None and bits & (lx.COLON | lx.DASH):
        clause = _colon(t, at) if bits & lx.COLON else _signed(t, at)
    return clause


def _cited(t: Tokens, at: int) -> Clause | None:
    """Whom an outlet cites: "the Courier wrote, citing mayor X Y"."""
    cited = right_of(t, at + 1) if t.lowers[at] in t.words.citing else None
    if cited is None or not t.bits[cited[1]] & lx.NAME:
        return None
    titled = any(t.bits[k] & lx.TITLE for k in range(cited[0], cited[1]))
    return Clause(who=cited, cue=(at, at), weight=0.0, kind="cited") if titled else None


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
    return Clause(who=who, cue=(at, at), weight=40.0, kind="said")


def _signed(t: Tokens, at: int) -> Clause | None:
    """ "“…” — X Y": the name under a quotation, at the sentence's end."""
    if (at and not t.bits[at - 1] & lx.QUOTE) or at + 1 >= len(t) or not t.bits[at + 1] & lx.NAME:
        return None
    who = right_of(t, at + 1, long=False)
    if who is None or (who[1] + 1 < len(t) and not t.bits[who[1] + 1] & lx.COMMA):
        return None
    return Clause(who=who, cue=(at, at), weight=95.0, kind="said") if who[1] - who[0] <= _SHORT_NAME else None


def _phrase(t: Tokens, at: int) -> Clause | None:
    """ "according to X" and its like; in some languages after X."""
    for words in t.words.before:
        if t.lowers[at] == words[0] and tuple(t.lowers[at : at + len(words)]) == words:
            last = at + len(words) - 1
            who = _with_title(t, _brief(t, right_of(t, last + 1)))
            return Clause(who=who, cue=(at, last), weight=88.0 if at else 120.0, kind="according") if who else None
    if t.lowers[at] in t.words.behind_mark and at and t.bits[at - 1] & (lx.COMMA | lx.QUOTE):
        who = right_of(t, at + 1)
        return (
            Clause(who=who, cue=(at, at), weight=100.0, kind="according")
            if who and plausible(t, who, strict=True)
            else None
        )
    for words in t.words.after:
        if t.lowers[at] == words[0] and tuple(t.lowers[at : at + len(words)]) == words and at:
            who = left_of(t, at - 1)
            return Clause(who=who, cue=(at, at + len(words) - 1), weight=88.0, kind="according") if who else None
    return None


def _with_title(t: Tokens, who: Range | None) -> Range | None:
    """With the title in marks that is the noun of the phrase: "according to a 70-page “Special Report”"."""
    if who is None or who[1] + 1 >= len(t) or not t.bits[who[1] + 1] & lx.QUOTE:
        return who
    nounless = t.bits[who[0]] & lx.DETERMINER and not any(t.bits[k] & SPEAKER for k in range(who[0], who[1] + 1))
    return (who[0], who[1] + 1) if nounless else who


def _brief(t: Tokens, who: Range | None) -> Range | None:
    """Where verbs cannot be distinguished from nouns: a source no longer than its first noun or name, unless a comma
    ends it."""
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


def enclitic(t: Tokens, at: int) -> Clause | None:
    """ "dit-il", "a-t-elle ajouté": the pronoun hangs on the verb."""
    parts = t.lowers[at].split("-")
    if len(parts) < 2 or parts[-1] not in t.words.he | t.words.she | t.words.they:
        return None
    bits = t.words.bits.get(parts[0], 0)
    if bits & lx.CUE and not bits & lx.ATTITUDE:
        return Clause(who=(at, at), cue=(at, at), weight=100.0, kind="said")
    if bits & lx.AUXILIARY and at + 1 < len(t) and t.bits[at + 1] & (lx.SAY | lx.CLAUSE | lx.JUDGE):
        return Clause(who=(at, at), cue=(at + 1, at + 1), weight=100.0, kind="said")
    return None
