"""Whether what stands around a verb of saying fits it: a quotation, "that", a clause, a comma on either side."""

from __future__ import annotations

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.phrases.phrase_after import right_of
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.places import Verb, marked
from briefing.prepare.speech.words.tokens import Tokens

_WRITING, _SUBJECT = 3, 6  # tokens behind "in" in which a writing is named; of a subject behind a comma
_NEAR = 7  # tokens
_SUMMONED = 4  # tokens between a verb and a meeting that is called
_CLOSE = 3  # tokens between a verb and what is won
_REACH, _REACH_BACK = 14, 30  # tokens within which a quotation belongs to a verb, after it and before it
_LOOSE = lx.ADVERB | lx.TIME | lx.PREPOSITION  # may stand between a verb and "that"


def quote_near(t: Tokens, at: int) -> int:
    """2 if a quotation stands right beside the verb's clause, 1 if one stands further off in it, else 0."""
    for k in range(at - 1, max(-1, at - _REACH_BACK), -1):
        if t.bits[k] & lx.QUOTE:
            return 2
        if t.bits[k] & (lx.STOP | lx.COLON | lx.AUXILIARY):
            break
    for k in range(at + 1, min(len(t), at + _REACH)):
        if t.bits[k] & lx.QUOTE:
            return 2 if k <= at + 3 else 1
        if t.bits[k] & lx.STOP:
            break
    return 0


def _fits(example: str) -> bool:
    t, at = marked(example)
    return FITS(Verb(t, at, at - 1, quote_near(t, at)))


def _supposed(v: Verb) -> bool:
    """ "a player said to be …" """
    follows = v.t.bits[v.at + 2] if v.at + 2 < len(v.t) else 0
    to_be = v.following in v.words.infinitive and bool(follows & lx.AUXILIARY)
    return v.past and to_be and v.lower not in v.words.professing


def _by(v: Verb) -> bool:
    return bool(v.past or v.bits & lx.GERUND) and v.following in v.words.by


def _by_means(v: Verb) -> bool:
    """ "said by email", but not "said by the police"."""
    agent = v.t.bits[v.at + 2] if v.at + 2 < len(v.t) else 0
    somebody = agent & (lx.NAME | lx.DETERMINER | lx.ROLE | lx.ROLES | lx.POSSESSIVE)
    return _by(v) and v.kind == lx.SAY and v.past and not somebody


def _gives_no_name(v: Verb) -> bool:
    if v.lower not in v.words.naming or v.quoted:
        return False
    if not v.words.summoned.isdisjoint(v.next_words(_SUMMONED)):
        return v.following not in v.words.naming_words or bool(v.after & lx.DETERMINER)
    return v.words.naming_words.isdisjoint(_named_words(v.t, v.at))


def _grows(v: Verb) -> bool:
    onward = v.following in v.words.infinitive or v.after & lx.PREPOSITION
    return v.lower in v.words.growing and bool(onward) and v.quoted < 2


def _runs(v: Verb) -> bool:
    return v.lower in v.words.running and bool(v.after & (lx.NAME | lx.TITLE)) and not v.quoted


def _owns(v: Verb) -> bool:
    had = v.after & (lx.DETERMINER | lx.NUMBER) and v.following not in v.words.that
    return v.lower in v.words.owning and bool(had) and not v.quoted


def _wins(v: Verb) -> bool:
    taken = v.words.winning_words.intersection(v.next_words(_CLOSE))
    return v.lower in v.words.winning and bool(taken) and not v.quoted and not _that_follows(v)


def _acts(v: Verb) -> bool:
    if v.lower not in v.words.acting or v.quoted or v.ends or v.after & lx.COMMA or _that_follows(v):
        return False
    onward = v.next_words(_NEAR)
    to = next((k for k, word in enumerate(onward[:_CLOSE]) if word in v.words.infinitive), None)
    return v.words.acting_words.isdisjoint(onward if to is None else onward[to + 1 : to + 2])


def _without_its_word(v: Verb) -> bool:
    return v.lower in v.words.parted_verbs and v.following not in v.words.parted_words


def _falls(v: Verb) -> bool:
    if v.lower not in v.words.falling or v.following in v.words.infinitive:
        return False
    return not v.after & (lx.DETERMINER | lx.POSSESSIVE)


def _wanted(v: Verb) -> bool:
    """ "a man wanted to …" """
    to = v.past and v.following in v.words.infinitive
    return v.kind == lx.ATTITUDE and to and v.lower not in v.words.wanting


def _not_said_yet(v: Verb) -> bool:
    return not v.quoted and v.previous in v.words.possible and not v.before & lx.NAME


def _judged(v: Verb) -> bool:
    """ "a man accused of"; but "he spoke of" """
    return v.following in v.words.judged_before and v.quoted < 2 and v.lower not in v.words.parted_verbs


def _points(v: Verb) -> bool:
    return v.lower in v.words.pointing and v.following in v.words.infinitive


def _notes(v: Verb) -> bool:
    return v.lower in v.words.noting and bool(v.after & (lx.DETERMINER | lx.POSSESSIVE | lx.NAME | lx.ROLES))


def _in_a_writing(v: Verb) -> bool:
    """ "…, Venn wrote in a letter to the board.": the subject stands between a comma and the verb, which ends the
    sentence with the writing."""
    t = v.t
    if not v.after & lx.PREPOSITION or not t.words.genitive or any(bits & lx.COMMA for bits in t.bits[v.at :]):
        return False
    near = t.lowers[v.at + 2 : v.at + 2 + _WRITING]
    written = any(word in t.words.writing or word in t.words.writings for word in near)
    return written and any(t.bits[k] & lx.COMMA for k in range(max(0, v.at - _SUBJECT), v.at))


def _subject_ends(v: Verb) -> bool:
    """Whether a name behind the verb ends the sentence: "…, noted Ada Venn." """
    if v.left < 0 or not v.t.bits[v.left] & lx.COMMA:
        return False
    found = right_of(v.t, v.at + 1)
    return found is not None and found[1] + 1 == len(v.t) and bool(v.t.bits[found[1]] & lx.NAME)


def _that_follows(v: Verb) -> bool:
    t, k = v.t, v.at + 1
    while k < len(t) and t.bits[k] & _LOOSE and k < v.at + 5:
        k += 1
    return any(word in v.words.that for word in t.lowers[v.at + 1 : k + 3])


FITS: RuleTable[[Verb], bool] = RuleTable(
    "what follows fits",
    Rule(name="supposed to be", test=_supposed, verdict=False, example=("A player *said* to be tired stayed.", False)),
    Rule(
        name="not said yet",
        test=_not_said_yet,
        verdict=False,
        example=("Venn may *announce* a new bridge.", False),
    ),
    Rule(name="by what means", test=_by_means, verdict=True, example=("Venn *said* by email that it works.", True)),
    Rule(name="by whom", test=_by, verdict=False, example=("The case *reported* by the police grew.", False)),
    Rule(
        name="participle of judging",
        test=lambda v: v.kind == lx.JUDGE and v.past and _judged(v),
        verdict=False,
        example=("The men *accused* of theft left.", False),
    ),
    Rule(name="naming without a name", test=_gives_no_name, verdict=False, example=("Venn *called* Salk.", False)),
    Rule(name="growing", test=_grows, verdict=False, example=("The town *added* to its debt.", False)),
    Rule(
        name="running with an infinitive",
        test=lambda v: _runs(v) and not v.words.infinitive.isdisjoint(v.next_words(_NEAR - 1)),
        verdict=True,
        example=("Venn *challenged* Salk to go.", True),
    ),
    Rule(name="running", test=_runs, verdict=False, example=("Venn *challenged* Salk.", False)),
    Rule(name="owning", test=_owns, verdict=False, example=("The club *boasts* a cup.", False)),
    Rule(
        name="counting",
        test=lambda v: v.lower in v.words.counting and v.after & lx.NUMBER and not v.quoted,
        verdict=False,
        example=("The town *reported* 12 cases.", False),
    ),
    Rule(name="winning", test=_wins, verdict=False, example=("Venn *claimed* the gold.", False)),
    Rule(name="acting", test=_acts, verdict=False, example=("The council *rejected* the plan.", False)),
    Rule(
        name="without its other word",
        test=_without_its_word,
        verdict=False,
        example=("Venn *spoke* at the gate.", False),
    ),
    Rule(name="falling", test=_falls, verdict=False, example=("Sales *declined* sharply.", False)),
    Rule(
        name="only beside a quotation",
        test=lambda v: v.bits & lx.QUOTING and not _beside_quote(v.t, v.at),
        verdict=False,
        example=("Venn *continued* that way.", False),
    ),
    Rule(
        name="says by itself",
        test=lambda v: v.kind in (lx.SAY, lx.JUDGE),
        verdict=True,
        example=("Venn *said* no.", True),
    ),
    Rule(
        name="participle of thinking",
        test=lambda v: v.kind == lx.ATTITUDE and v.past and v.following in v.words.participle_before,
        verdict=False,
        example=("A law *favored* in many towns passed.", False),
    ),
    Rule(name="wanted to", test=_wanted, verdict=False, example=("The bridge *expected* to open stays shut.", False)),
    Rule(
        name="thinks by itself",
        test=lambda v: v.kind == lx.ATTITUDE,
        verdict=True,
        example=("Venn *hopes* for rain.", True),
    ),
    Rule(
        name="a quotation is near",
        test=lambda v: v.quoted,
        verdict=True,
        example=("Venn *noted* the “long wait”.", True),
    ),
    Rule(
        name="that follows", test=_that_follows, verdict=True, example=("Venn *noted* on Monday that it works.", True)
    ),
    Rule(
        name="a colon or nothing follows",
        test=lambda v: v.after & lx.COLON or v.ends,
        verdict=True,
        example=("Venn *noted*: it works.", True),
    ),
    Rule(
        name="a subordinate clause follows",
        test=lambda v: v.after & lx.SUBORDINATOR and v.following not in v.words.circumstance,
        verdict=True,
        example=("Venn *noted* how it works.", True),
    ),
    Rule(name="points to", test=_points, verdict=True, example=("Venn *pointed* to the old bridge.", True)),
    Rule(name="notes something", test=_notes, verdict=True, example=("Venn *noted* the delay.", True)),
    Rule(
        name="its subject ends the sentence",
        test=_subject_ends,
        verdict=True,
        example=("The bridge is old, *observed* Ada Venn.", True),
    ),
    Rule(
        name="set between commas",
        test=lambda v: v.after & lx.COMMA and v.at and _parenthetic(v.t, v.at),
        verdict=True,
        example=("The bridge, Venn *noted*, works.", True),
    ),
    Rule(
        name="in a writing, at the sentence's end",
        test=_in_a_writing,
        verdict=True,
        example=("The bridge is old, Venn *wrote* in a letter.", True),
    ),
    Rule(
        name="a clause follows",
        test=lambda v: _clause_follows(v.t, v.at + 1),
        verdict=True,
        example=("Venn *noted* rain was near.", True),
    ),
    otherwise=False,
    run=_fits,
)


def _named_words(t: Tokens, at: int) -> list[str]:
    """The words that follow closely; behind a common noun ("a group called X, …") no further than the clause."""
    last = min(len(t), at + 9)
    if at and not t.bits[at - 1] & (lx.NAME | lx.PRONOUN | lx.FUNCTION):
        last = next((k for k in range(at + 1, last) if t.bits[k] & lx.COMMA), last)
    return t.lowers[at + 1 : last]


def _beside_quote(t: Tokens, at: int) -> bool:
    """Whether a quotation or a colon follows at once, or a quotation stands just before the subject."""
    k = at + 1
    while k < len(t) and t.bits[k] & lx.ADVERB:
        k += 1
    after = t.bits[k] if k < len(t) else 0
    if after & (lx.QUOTE | lx.COLON) or (after & lx.COMMA and k + 1 < len(t) and t.bits[k + 1] & lx.QUOTE):
        return True
    return any(t.bits[k] & lx.QUOTE and _statement(t, k) for k in range(max(0, at - _NEAR), at))


def _statement(t: Tokens, quote: int) -> bool:
    """Whether a quotation ends like a statement, and not like a word in marks."""
    end = t.ends[quote]
    inside = t.text[t.starts[quote] : end].rstrip("\"'”’»“ ")
    return inside[-1:] in (",", ".", "!", "?", "…", "—", "–") or t.text[end : end + 1] == ","


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
