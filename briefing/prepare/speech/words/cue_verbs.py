"""Whether a word that may be a verb of saying is one where it stands."""

from __future__ import annotations

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.places import TokenPlace, marked
from briefing.prepare.speech.words.tokens import Tokens

_BESIDE = 6  # tokens
_OBJECT, _TAKEN = 5, 3  # tokens from a light verb to its noun
SPEAKING = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY | lx.PRONOUN


def is_verb(t: Tokens, at: int) -> bool:
    """Whether a word that may be a verb of saying is one here, and not a noun ("claims", "a call")."""
    if not t.bits[at] & lx.CUE:
        return False
    found = t.verbs.get(at)
    if found is None:
        found = t.verbs[at] = VERB(TokenPlace(t, at))
    return found


def _verb_at(example: str) -> bool:
    return is_verb(*marked(example))


def _followed_by_nothing(t: Tokens, at: int) -> bool:
    """Whether a token ends its clause, or only a preposition follows."""
    return at + 1 >= len(t) or bool(t.bits[at + 1] & (lx.PUNCTUATION | lx.PREPOSITION))


def _quote_beside(t: Tokens, at: int) -> bool:
    return any(bits & lx.QUOTE for bits in t.bits[max(0, at - _BESIDE) : at + 3])


def _closes(t: Tokens, at: int) -> bool:
    """Whether a plural or a body between a comma and the verb ends the sentence: "…, government data show"."""
    for k in range(at - 1, max(-1, at - 6), -1):
        if t.bits[k] & (lx.COMMA | lx.QUOTE):
            return bool(t.bits[at - 1] & (lx.ROLES | lx.BODY)) and k < at - 1
        if t.bits[k] & (lx.PREPOSITION | lx.AUXILIARY):
            return False
    return False


def _opens(t: Tokens, at: int) -> bool:
    """Whether a token opens its clause."""
    before = t.bits[at - 1] if at else lx.STOP
    return bool(before & (lx.PUNCTUATION | lx.CONJUNCTION | lx.SUBORDINATOR | lx.QUOTE))


def _plural_before(p: TokenPlace) -> bool:
    """Whether a plural stands before a plain form: "the Tarns claim", "the videos show Venn"."""
    if not p.previous.endswith(p.words.plural_endings) or p.previous.endswith(p.words.plural_not):
        return False
    return bool(p.before & lx.NAME or p.after & (lx.NAME | lx.DETERMINER | lx.PRONOUN | lx.SUBORDINATOR))


def finite(t: Tokens, at: int) -> bool:
    """Whether a token is a verb that ends a noun phrase."""
    bits = t.bits[at]
    if bits & lx.AUXILIARY:
        return True
    return bool(bits & lx.CUE) and not bits & (lx.GERUND | lx.NAME) and is_verb(t, at)


_OBJECT_OPENS = lx.DETERMINER | lx.POSSESSIVE | lx.PRONOUN
_NOUNS = lx.NAME | lx.ROLE | lx.ROLES | lx.BODY


def acts(t: Tokens, at: int) -> bool:
    """Whether a token is a verb of no saying, which ends the noun phrase before it: "the talks came", "the sale broke
    the rules"; not "talks held in Tarn"."""
    if t.bits[at] & (_NOUNS | lx.FUNCTION | lx.CUE) or not at:
        return False
    if t.lowers[at] in t.words.acts:
        return True
    if not t.lowers[at].endswith(t.words.past_endings or "\x00") or t.bits[at - 1] & (lx.FUNCTION | lx.NUMBER):
        return False
    after = t.bits[at + 1] if at + 1 < len(t) else 0
    return bool(after & _OBJECT_OPENS) and not after & (lx.PREPOSITION | lx.SUBORDINATOR | lx.ADVERB)


_MODIFIED = lx.DETERMINER | lx.POSSESSIVE | lx.GENITIVE
_VERBAL = lx.BASE | lx.THIRD  # forms that are never participles
_NOT_COMPOUND = lx.ADVERB | lx.COMMA | lx.QUOTE | lx.RELATIVE | lx.CONJUNCTION


def _noun(p: TokenPlace) -> bool:
    return p.lower in p.words.nouns


def _light_alone(p: TokenPlace) -> bool:
    if p.lower in p.words.taking:
        return p.words.taking_words.isdisjoint(p.next_words(_TAKEN))
    return p.lower in p.words.light and p.words.statement.isdisjoint(_its_object(p))


def _its_object(p: TokenPlace) -> list[str]:
    """The next words, up to a preposition: of "makes good on the pledge" only "good"."""
    words = p.next_words(_OBJECT)
    bits = p.t.bits[p.at + 1 : p.at + 1 + _OBJECT]
    stop = next((k for k, bit in enumerate(bits) if k and bit & lx.PREPOSITION and not bit & lx.DETERMINER), len(words))
    return words[:stop]


def _counted(p: TokenPlace) -> bool:
    return p.past and p.lower in p.words.adjectives and bool(p.before & (lx.NUMBER | lx.DETERMINER | lx.PREPOSITION))


def _participle_in_phrase(p: TokenPlace) -> bool:
    if not (p.past and p.words.gerund_endings and p.before & lx.PREPOSITION):
        return False
    return not p.before & (lx.ADVERB | lx.SUBORDINATOR)


def _behind_quantity(p: TokenPlace) -> bool:
    """Behind "some", "both" and the like, which do not open the clause."""
    quantity = p.before & lx.DETERMINER and p.before & lx.ROLES and not p.bits & _VERBAL
    return bool(quantity) and not _opens(p.t, p.at - 1)


def _quantity_speaks(p: TokenPlace) -> bool:
    if not (p.before & lx.DETERMINER and p.before & lx.ROLES and p.bits & lx.BASE and not p.ends):
        return False
    opens = p.at == 1 or p.earlier & (lx.COMMA | lx.CONJUNCTION)
    return bool(opens and p.after & (lx.DETERMINER | lx.POSSESSIVE | lx.PRONOUN | lx.NAME))


def _modified(p: TokenPlace) -> bool:
    return bool(p.before & _MODIFIED) and (_noun(p) or not p.before & (lx.ROLES | lx.PRONOUN))


def _alone_speaks(p: TokenPlace) -> bool:
    owned = p.before & (lx.GENITIVE | lx.POSSESSIVE)
    return _modified(p) and not owned and not _noun(p) and p.previous in p.words.alone


def _clause_ends(p: TokenPlace) -> bool:
    return p.ends or bool(p.after & (lx.COMMA | lx.STOP))


def _speaks_last(p: TokenPlace) -> bool:
    """ "the Courier reports."; not "according to media reports." """
    if p.bits & lx.JUDGE or not _clause_ends(p) or _some_of_its_kind(p):
        return False
    quoted = lx.QUOTE in p.t.bits and p.bits & lx.THIRD
    return bool(_named(p) or quoted or _closes(p.t, p.at))


def _some_of_its_kind(p: TokenPlace) -> bool:
    """ "to stop any new Lisk Church protests": an indefinite article opens the run of words and names before it."""
    k = p.at - 1
    while k > 0 and p.before & lx.NAME and not p.t.bits[k] & ~_NOUNS:
        k -= 1
    opens = k < p.at - 1 and p.t.bits[k] & lx.DETERMINER and not p.t.bits[k] & lx.NAME
    return bool(opens) and p.t.lowers[k] not in p.words.definite


def _named(p: TokenPlace) -> bool:
    return bool(p.before & (lx.NAME | lx.PRONOUN | lx.CLOSE))


def _noun_before(p: TokenPlace) -> bool:
    return bool(p.after & lx.AUXILIARY) or p.following in p.words.noun_before


def _compound(p: TokenPlace) -> bool:
    if not p.bits & lx.JUDGE:
        return False
    role = p.after & lx.ROLE and not p.after & (lx.NAME | lx.ROLES)
    joined = p.bits & lx.BASE and p.before & lx.CONJUNCTION and p.after & lx.BODY  # "and rail staff"
    return not p.after or bool(role or joined)


def _plural_subject(p: TokenPlace) -> bool:
    plural = lx.ROLES | lx.PRONOUN | lx.AUXILIARY | lx.ADVERB | lx.RELATIVE | lx.CONJUNCTION
    return bool(p.bits & lx.BASE) and (bool(p.before & plural) or p.previous in p.words.infinitive or _plural_before(p))


def _behind_other_noun(p: TokenPlace) -> bool:
    return not p.before & (SPEAKING | _NOT_COMPOUND)


VERB: RuleTable[[TokenPlace], bool] = RuleTable(
    "a verb of saying",
    Rule(
        name="has a capital inside the sentence",
        test=lambda p: p.bits & lx.NAME and p.at > 0 and not p.before & lx.QUOTE,
        verdict=False,
        example=("The Harbour *Report* came late.", False),
    ),
    Rule(
        name="a plain form between commas",
        test=lambda p: p.bits & lx.SAY and p.bits & lx.BASE and p.before & p.after & lx.COMMA and p.earlier & ~lx.QUOTE,
        verdict=False,
        example=("It is slower than, *say*, a ferry.", False),
        language="en",
    ),
    Rule(
        name="says only with it",
        test=lambda p: p.lower in p.words.with_it and p.following not in p.words.with_it_words,
        verdict=False,
        example=("Venn *put* the cup away.", False),
    ),
    Rule(
        name="says only with a noun of saying",
        test=_light_alone,
        verdict=False,
        example=("The port *makes* good on the promise.", False),
    ),
    Rule(
        name="gerund that is a noun",
        test=lambda p: p.bits & lx.GERUND and p.before & lx.PREPOSITION and p.previous in p.words.noun_after,
        verdict=False,
        example=("The hall is used for *calling* out names.", False),
    ),
    Rule(
        name="gerund of thinking before nothing",
        test=lambda p: p.bits & lx.GERUND and p.bits & lx.ATTITUDE and (p.ends or p.after & lx.PUNCTUATION),
        verdict=False,
        example=("The town, long *hoping*, went to bed.", False),
    ),
    Rule(
        name="gerund behind an article",
        test=lambda p: p.bits & lx.GERUND and p.before & _MODIFIED,
        verdict=False,
        example=("The *warning* came at noon.", False),
    ),
    Rule(
        name="noun that ends its clause",
        test=lambda p: (
            p.lower in p.words.nouns_last and _followed_by_nothing(p.t, p.at) and not _quote_beside(p.t, p.at)
        ),
        verdict=False,
        example=("Tarn and other western *states*.", False),
    ),
    Rule(
        name="participle behind a preposition",
        test=_participle_in_phrase,
        verdict=False,
        example=("Profits from *reported* sales fell.", False),
    ),
    Rule(name="participle behind a number", test=_counted, verdict=False, example=("Ten *alleged* spies left.", False)),
    Rule(
        name="noun behind an adverb and an article",
        test=lambda p: p.before & lx.ADVERB and p.earlier & (lx.DETERMINER | lx.POSSESSIVE) and _noun(p),
        verdict=False,
        example=("It is the first *claim* so far.", False),
    ),
    Rule(
        name="both at the end of a joint subject",
        test=lambda p: (
            _behind_quantity(p) and p.before & lx.ADVERB and p.earlier & (lx.NAME | lx.ROLES | lx.BODY | lx.CLOSE)
        ),
        verdict=True,
        example=("Venn and Salk both *said* no.", True),
    ),
    Rule(
        name="behind a quantity",
        test=_behind_quantity,
        verdict=False,
        example=("The board named some *said* to be ill.", False),
    ),
    Rule(name="a quantity speaks", test=_quantity_speaks, verdict=True, example=("Some *blame* the port.", True)),
    Rule(
        name="a determiner speaks alone",
        test=_alone_speaks,
        verdict=True,
        example=("This *showed* that it works.", True),
    ),
    Rule(name="behind an article", test=_modified, verdict=False, example=("The *claims* were false.", False)),
    Rule(name="never a noun", test=lambda p: not _noun(p), verdict=True, example=("Venn *says* no.", True)),
    Rule(
        name="ends the clause behind its subject",
        test=_speaks_last,
        verdict=True,
        example=("The bridge is safe, the Courier *reports*.", True),
    ),
    Rule(
        name="noun that ends its clause unnamed",
        test=_clause_ends,
        verdict=False,
        example=("They heard *reports*.", False),
    ),
    Rule(
        name="pronoun before it and a verb behind",
        test=lambda p: p.before & lx.PRONOUN and _noun_before(p),
        verdict=True,
        example=("What they *claim* is false.", True),
    ),
    Rule(
        name="noun with its own verb", test=_noun_before, verdict=False, example=("Old *claims* were dropped.", False)
    ),
    Rule(
        name="noun in a phrase with a preposition",
        test=lambda p: not _named(p) and p.earlier & lx.PREPOSITION,
        verdict=False,
        example=("With loud *protests* the day began.", False),
    ),
    Rule(
        name="first part of a compound", test=_compound, verdict=False, example=("Tarn *attacks* suspect named.", False)
    ),
    Rule(
        name="plain form behind a plural",
        test=_plural_subject,
        verdict=True,
        example=("Officials *claim* that it works.", True),
    ),
    Rule(
        name="plain form",
        test=lambda p: p.bits & lx.BASE,
        verdict=False,
        example=("A strong *claim* that it works.", False),
    ),
    Rule(
        name="last part of a compound",
        test=_behind_other_noun,
        verdict=False,
        example=("Two bridge *claims* came late.", False),
    ),
    otherwise=True,
    run=_verb_at,
)
