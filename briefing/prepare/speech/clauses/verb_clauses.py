"""What a verb of saying attributes, and to whom."""

from __future__ import annotations

from dataclasses import replace

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.clauses.circumstances import SPEAKER, aside, contact, named_so, over_the, some_of_them
from briefing.prepare.speech.clauses.clause import KIND, WEIGHT, Clause
from briefing.prepare.speech.clauses.complements import FITS, quote_near
from briefing.prepare.speech.clauses.verb_subjects import RELATIVE, SUBJECT
from briefing.prepare.speech.phrases.inversion import inverted_subject
from briefing.prepare.speech.phrases.kinds import Range, plausible
from briefing.prepare.speech.phrases.lists import first_of_list
from briefing.prepare.speech.phrases.phrase_after import main_subject, right_of
from briefing.prepare.speech.phrases.phrase_before import left_of
from briefing.prepare.speech.phrases.sources import source
from briefing.prepare.speech.phrases.subjects import across_subject, antecedent_subject
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.places import Verb, marked
from briefing.prepare.speech.words.tokens import Tokens

_QUOTED = 20  # tokens between "quoted" and "as saying"
# What the place of a verb adds to its weight.
_AT_END, _BY_QUOTE, _PARTICIPLE, _EMBEDDED = 45.0, 25.0, -30.0, -22.0


_FREE = lx.COMMA | lx.CONJUNCTION | lx.ADVERB  # what stands before a participle of its own


def verb_clause(t: Tokens, at: int) -> Clause | None:
    """The clause of a verb of saying."""
    left, passive, infinitive = _before_verb(t, at)
    gerund = t.bits[at] & lx.GERUND
    v = Verb(t, at, left, quote_near(t, at))
    if passive and not gerund:
        return _passive(v)
    if infinitive and not passive:
        return _infinitive(v)
    if not FITS(v):
        return None
    if gerund and not passive:
        return _participle_clause(v)
    inverted = inverted_subject(t, at, left)
    if inverted is not None:
        return Clause(
            who=inverted, cue=(at, at), weight=_weight(v) + _AT_END + _BY_QUOTE * v.quoted / 2, kind=KIND[v.kind]
        )
    return _with_subject(v) if left >= 0 else None


def _weight(v: Verb) -> float:
    return WEIGHT[v.kind] - v.at * 0.1


def _participle_clause(v: Verb) -> Clause | None:
    if (quoted := _quoted_as(v)) is not None:
        return quoted
    if not v.quoted and (_of_acts(v) or _of_whom(v)):
        return None
    clause = _participle(v.t, v.at, v.left, _weight(v), KIND[v.kind])
    fearing = v.kind == lx.ATTITUDE and not v.quoted and v.t.bits[v.left] & lx.COMMA
    return replace(clause, weight=0.0, kind="aside") if clause is not None and fearing else clause


def _quoted_as(v: Verb) -> Clause | None:
    """ "The Courier quoted X, the mayor, as *saying*": X, by way of the Courier."""
    t, left = v.t, v.left
    if left < 2 or t.lowers[left] not in t.words.manner:
        return None
    verb = next((k for k in range(left - 1, max(0, left - _QUOTED), -1) if t.lowers[k] in t.words.citing), 0)
    who = right_of(t, verb + 1) if verb else None
    if who is None or who[1] >= left or not plausible(t, who, strict=True):
        return None
    via = left_of(t, verb - 1)
    return Clause(who=who, cue=(v.at, v.at), weight=WEIGHT[lx.SAY] + _BY_QUOTE, kind="said", via=via)


def _of_acts(v: Verb) -> bool:
    """ "working with them or supporting the army": an act beside an act."""
    if v.says or not v.before & lx.CONJUNCTION:
        return False
    t, gerunds = v.t, v.words.gerund_endings or ("\x00",)
    others = (k for k in range(1, v.at - 1) if t.lowers[k].endswith(gerunds))
    return any(not t.bits[k] & (lx.CUE | lx.NAME | lx.FUNCTION) and t.bits[k - 1] & _FREE for k in others)


def _of_whom(v: Verb) -> bool:
    """ "a film of Venn bragging about the bridge": what is shown, not what is said."""
    return v.before & lx.NAME > 0 and v.following in v.words.about and not v.t.bits[v.at + 1] & lx.SUBORDINATOR


def _with_subject(v: Verb) -> Clause | None:
    """The clause of a verb behind its subject, or behind what parts it from that."""
    found = SUBJECT(v)(v)
    if found is None:
        return None
    who, extra = found
    t, at = v.t, v.at
    if who is not None and who[0] and t.bits[who[0] - 1] & lx.RELATIVE and t.bits[who[0] - 1] & lx.POSSESSIVE:
        who, extra = antecedent_subject(t, who[0] - 1), RELATIVE
    who = first_of_list(t, who, at) if who is not None and v.kind != lx.ATTITUDE else who
    counts = COUNTS(v, who)
    if counts == "nothing":
        return None
    if who is None:
        return Clause(who=None, cue=(at, at), weight=_weight(v) - 40, kind=KIND[v.kind])
    if counts == "aside":
        return Clause(who=who, cue=(at, at), weight=0.0, kind="aside")
    return Clause(
        who=who,
        cue=(at, at),
        weight=_weight(v) + extra + _place(t, at, who) + _BY_QUOTE * v.quoted / 2,
        kind=KIND[v.kind],
    )


def _nobody(v: Verb, who: Range | None) -> bool:
    """ "no one said"; but "No wonder Venn said" """
    if who is None or v.t.lowers[who[0]] not in v.words.nobody:
        return False
    return who[0] == who[1] or not v.t.bits[who[1]] & lx.NAME


def _asks_for_others(v: Verb, who: Range | None) -> bool:
    """ "the host, Ada Venn, asked whether": an interviewer's question is nobody's statement."""
    if who is None or v.lower not in v.words.asking:
        return False
    return not v.words.interviewers.isdisjoint(v.t.lowers[who[0] : max(who[1] + 1, v.at)])


def _thing_notes(v: Verb, who: Range | None) -> bool:
    """ "The storm in Tarn signals a change": neither a person nor a body is the subject."""
    return who is not None and v.lower in v.words.noting | v.words.pointing and _unspeaking(v, who)


def _before_it(v: Verb, who: Range) -> bool:
    """ "was shut after the club announced plans": a time, not what is said ("after the club said that it would")."""
    when = who[0] > 1 and v.t.lowers[who[0] - 1] in v.words.circumstance
    return when and v.following in v.words.nouns and not v.after & (lx.DETERMINER | lx.PRONOUN)


def _unspeaking(v: Verb, who: Range) -> bool:
    """Whether a phrase is no person and no body, and no quotation is near."""
    found = source(v.t, who)
    return not v.quoted and found.kind == "described" and not v.words.of(found.noun) & SPEAKER


def _settled(v: Verb, who: Range | None) -> bool:
    """ "Venn and Salk agreed that the bank will": parties decide together."""
    if who is None or v.lower not in v.words.settling or v.quoted:
        return False
    several = any(v.t.bits[k] & (lx.CONJUNCTION | lx.ROLES) for k in range(who[0], who[1] + 1))
    return several and not v.words.future.isdisjoint(v.t.lowers[v.at + 1 :])


def _counts_at(example: str) -> str:
    t, at = marked(example)
    clause = verb_clause(t, at)
    return "nothing" if clause is None else "aside" if clause.kind == "aside" else "said"


COUNTS: RuleTable[[Verb, Range | None], str] = RuleTable(
    "what a verb with its subject counts for",
    Rule(
        name="only names what is before it",
        test=lambda v, who: who is not None and named_so(v.t, v.at),
        verdict="nothing",
        example=("The paper has printed a story *called* “Bridge”.", "nothing"),
    ),
    Rule(
        name="the writer thinks",
        test=lambda v, who: who is not None and v.kind == lx.ATTITUDE and v.t.lowers[who[0]] in v.words.self,
        verdict="nothing",
        example=("We *think* it is old.", "nothing"),
    ),
    Rule(
        name="thought in passing",
        test=lambda v, who: who is not None and v.kind == lx.ATTITUDE and aside(v.t, who, v.quoted),
        verdict="aside",
        example=("It was the price Salk *wants*.", "aside"),
    ),
    Rule(
        name="said of somebody in passing",
        test=lambda v, who: who is not None and v.kind == lx.SAY and not v.quoted and contact(v.t, who, v.at),
        verdict="aside",
        example=(
            "The file does not charge Salk with theft, or with the Norland pilots Venn *says* robbed it.",
            "aside",
        ),
        language="en",
    ),
    Rule(
        name="announced before something else",
        test=lambda v, who: who is not None and v.kind == lx.SAY and not v.quoted and _before_it(v, who),
        verdict="aside",
        example=("The port was shut after the club *announced* plans to march.", "aside"),
        language="en",
    ),
    Rule(
        name="a thing suggests something",
        test=lambda v, who: who is not None and v.lower in v.words.suggesting and _unspeaking(v, who),
        verdict="nothing",
        example=("The smile *suggested* that it was over.", "nothing"),
    ),
    Rule(
        name="an interviewer asks",
        test=_asks_for_others,
        verdict="nothing",
        example=("The host, Ada Venn, *asked* him whether it works.", "nothing"),
    ),
    Rule(
        name="a thing shows something",
        test=_thing_notes,
        verdict="nothing",
        example=("The storm in Tarn *signals* a change.", "nothing"),
    ),
    Rule(
        name="parties agree",
        test=_settled,
        verdict="nothing",
        example=("Venn and Salk *agreed* that the bank will pay.", "nothing"),
    ),
    Rule(name="nobody", test=_nobody, verdict="nothing", example=("Nobody *said* so.", "nothing")),
    Rule(
        name="unnamed beside a quotation",
        test=lambda v, who: who is None and v.quoted and v.says,
        verdict="said",
        example=("And *said* “no”.", "said"),
    ),
    Rule(name="unnamed", test=lambda v, who: who is None, verdict="nothing", example=("And *said* no.", "nothing")),
    Rule(
        name="no one who judges or thinks",
        test=lambda v, who: who is not None and not v.says and not plausible(v.t, who, strict=True),
        verdict="nothing",
        example=("In Tarn a bridge *condemned* the “long wait”.", "nothing"),
    ),
    otherwise="said",
    run=_counts_at,
)


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


def _passive(v: Verb) -> Clause | None:
    """ "was quoted as saying", "was accused by X of …", "was told by X"; the subject of a passive does not speak."""
    t, at, left = v.t, v.at, v.left
    if t.lowers[at] in t.words.citing:
        who = left_of(t, left) if left >= 0 and not t.bits[left] & lx.COMMA else across_subject(t, left)
        if who and plausible(t, who):
            via = _agent(t, at)
            return Clause(who=who, cue=(at, at), weight=WEIGHT[lx.SAY] + _BY_QUOTE, kind="said", via=via)
        return None
    act = t.lowers[at] in t.words.light or (t.lowers[at] in t.words.undergone and not v.quoted)
    agent = None if t.bits[at] & lx.QUOTING or act else _agent(t, at)
    if agent and plausible(t, agent, strict=True):
        return Clause(who=agent, cue=(at, at), weight=WEIGHT[v.kind] - 15, kind=KIND[v.kind])
    return None


def _agent(t: Tokens, at: int) -> Range | None:
    named = t.lowers[at] in t.words.naming  # "was called a fraud by"
    for k in range(at + 1, min(len(t), at + 6)):
        if t.lowers[k] in t.words.by:
            return _without_act(t, right_of(t, k + 1))
        if named and not t.bits[k] & (lx.PUNCTUATION | lx.CUE | lx.AUXILIARY | lx.PREPOSITION | lx.QUOTE):
            continue
        if not t.bits[k] & (lx.TIME | lx.ADVERB | lx.NUMBER | lx.PREPOSITION) or t.lowers[k] in t.words.infinitive:
            break
    return None


def _without_act(t: Tokens, who: Range | None) -> Range | None:
    """Without what the passive is about: "by fellow pilots [for promoting …]"."""
    gerunds = t.words.gerund_endings
    if who is None or not gerunds:
        return who
    acts = (k for k in range(who[0] + 1, who[1]) if t.bits[k] & lx.PREPOSITION and t.lowers[k + 1].endswith(gerunds))
    cut = next(acts, None)
    return who if cut is None else (who[0], cut - 1)


def _infinitive(v: Verb) -> Clause | None:
    """ "went on to say", "took to the stage to announce": only beside a quotation, and weakly."""
    onset = v.left > 0 and v.t.lowers[v.left - 1] in v.words.onset
    who = main_subject(v.t, v.left) if v.kind == lx.SAY and (v.quoted or onset) else None
    return Clause(who=who, cue=(v.at, v.at), weight=70.0 if onset else 45.0, kind="said") if who else None


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
        free = t.lowers[start] not in t.words.belonging
        preposed = behind and (free or (t.lowers[start] in t.words.genitive and start > 0 and shown))
        who = (start + 1, left) if preposed and start < left else main_subject(t, left)
    else:
        who = None
    if who is None or not plausible(t, who, strict=True):
        return None
    return Clause(who=who, cue=(at, at), weight=weight + _PARTICIPLE, kind=name)


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
    if first > 2 and before & lx.SUBORDINATOR and t.lowers[first - 1] not in t.words.manner:
        return _EMBEDDED - (15.0 if t.bits[first] & lx.PRONOUN else 0.0)
    if first > 1 and before & lx.CUE:
        return _EMBEDDED
    return 0.0
