"""A sentence cut into noun phrases, each with the preposition that governs it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.speech.free_order.marks import PEOPLE, quoted_name
from briefing.prepare.speech.free_order.strength import known_name
from briefing.prepare.speech.phrases.kinds import ENDS, Range
from briefing.prepare.speech.words import lexicon as lx
from briefing.prepare.speech.words.places import TokenPlace, marked
from briefing.prepare.speech.words.tokens import Tokens

_HEAD = PEOPLE | lx.NAME
_OPENING = lx.DETERMINER | lx.POSSESSIVE | lx.NUMBER
_NO_KIND = lx.GENITIVE | lx.CUE | lx.QUOTING | lx.PARTED  # of a word that is neither a noun nor a small word
_BODY = 2  # words of a body's name that ends with an article: "نادي النجوم"
_SHORT = 5  # letters of a word whose ending says nothing
_LONGEST = 24  # tokens


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase, tokens `first` to `last`. prep: the token of the preposition before it, -1 if there is none."""

    first: int
    last: int
    prep: int = -1

    @property
    def range(self) -> Range:
        return self.first, self.last


def speaks(t: Tokens, at: int) -> bool:
    """Whether a token is a verb of saying, and not a noun or a name of the same form."""
    bits = t.bits[at]
    if not bits & lx.CUE or (bits & lx.NAME and at and not t.bits[at - 1] & (lx.QUOTE | lx.COLON | lx.DASH)):
        return False
    before = t.bits[at - 1] if at else 0
    if bits & lx.PARTED and not parted(t, at):
        return False
    if at and t.lowers[at - 1] in t.words.manner:
        return True
    if before & (lx.DETERMINER | lx.POSSESSIVE) and not before & lx.PRONOUN:
        return not bits & PEOPLE and _speaks_behind_article(t, at)
    return not (before & lx.PREPOSITION and not before & (lx.ADVERB | lx.SUBORDINATOR))


def _speaks_behind_article(t: Tokens, at: int) -> bool:
    """Whether what may be an article is a verb's object ("lo dijo"), or stands for somebody ("dieser sagte")."""
    if _latter_before(t, at):
        return True
    if t.lowers[at - 1] not in t.words.clitics:
        return False
    if not t.words.feminine:
        return True  # no article: an object
    after = t.bits[at + 1] if at + 1 < len(t) else lx.COMMA
    follows = lx.QUOTE | lx.COMMA | lx.COLON | lx.PRONOUN | _HEAD | _OPENING
    return at == 1 or bool(after & follows) or _that(t, at + 1)


def _latter_before(t: Tokens, at: int) -> bool:
    """Whether the subject before a verb is "dieser", with nothing but a clitic between: "este lo desmintió"."""
    k = at - 1
    if k and t.lowers[k] in t.words.clitics:
        k -= 1
    return t.lowers[k] in t.words.latter and (k == 0 or bool(t.bits[k - 1] & lx.PUNCTUATION))


def parted(t: Tokens, at: int) -> bool:
    """Whether what makes a verb one of saying stands behind it: "teilte … mit"."""
    ends = t.words.parted.get(t.lowers[at], frozenset())
    behind = range(at + 1, len(t)) if ends else ()
    return any(t.lowers[k] in ends and not (t.words.nouns_capital and _governs(t, k)) for k in behind)


def _governs(t: Tokens, at: int) -> bool:
    """Whether a word is a preposition before its noun, and no part of a verb: "geht aus dem Haus", "geht davon aus"."""
    after = t.bits[at + 1] if at + 1 < len(t) else lx.COMMA
    return bool(t.bits[at] & lx.PREPOSITION and after & (lx.DETERMINER | lx.POSSESSIVE | lx.NUMBER | lx.NAME))


def _that(t: Tokens, at: int) -> bool:
    return at < len(t) and t.lowers[at] in t.words.that


class Next(TokenPlace):
    """The token behind a noun phrase so far. first: where that begins; head: whether it has its noun; loose: how many
    unknown words stand behind that."""

    __slots__ = ("first", "head", "loose")

    def __init__(self, t: Tokens, at: int, first: int, head: bool, loose: int) -> None:
        super().__init__(t, at)
        self.first = first
        self.head = head
        self.loose = loose


def _complete(n: Next) -> bool:
    """Whether a small word follows a person's name: "Ada Venn [viajó]"."""
    if n.bits & ~_NO_KIND or not n.before & lx.NAME or n.before & (PEOPLE | lx.PARTICLE | lx.DETERMINER):
        return False
    body = any(bits & lx.BODY for bits in n.t.bits[n.first : n.at])
    return not body and not _adjective(n) and (n.at > 1 or known_name(n.t, 0))


def _adjective(n: Next) -> bool:
    """Whether a word between the name of what an office is of and a comma belongs to it: "il segretario della Lega
    [provinciale], Ada Venn"."""
    named = n.t.bits[n.at + 2] & lx.NAME if n.at + 2 < len(n.t) else 0
    hangs = any(n.t.lowers[k] in n.words.genitive for k in range(n.first, n.at))
    office = any(bits & (lx.TITLE | lx.ROLE) for bits in n.t.bits[n.first : n.at])
    return bool(n.after & lx.COMMA and named and hangs and office)


def _preposition(n: Next) -> bool:
    """Whether a preposition does not hang on the phrase."""
    if n.lower in n.words.genitive and n.words.caseless:
        return False
    if n.words.affixes.governing and not n.bits and n.head and n.lower.startswith(n.words.affixes.governing):
        return True  # a preposition is written together with its noun
    if not n.bits & lx.PREPOSITION or n.bits & lx.NAME:
        return False
    if n.lower in n.words.genitive and _full_name_before(n) and any(b & lx.TITLE for b in n.t.bits[n.first : n.at]):
        return True  # "minister Ada Venn [van Handel]"
    if _joins(n):
        return False
    timed = n.after & (lx.TIME | lx.NUMBER | lx.PRONOUN)
    if n.lower in n.words.genitive:
        return bool(timed) or n.ends
    return not (n.lower in n.words.phrase_joins and n.before & lx.NAME and n.after & lx.NAME)


def _joins(n: Next) -> bool:
    """Whether a small word stands inside a name ("Ursula von der Leyen"), or belongs to an office ("vice-président aux
    transports")."""
    if n.bits & lx.PARTICLE and n.before & lx.NAME and n.after & (lx.NAME | lx.PARTICLE):
        return True
    return n.lower in n.words.belonging and bool(n.before & (lx.TITLE | lx.ROLE)) and not n.before & lx.BODY


def _article(n: Next) -> bool:
    """Whether an article begins another phrase; in some languages one hangs on without a preposition."""
    if not n.bits & (lx.DETERMINER | lx.POSSESSIVE) or n.bits & (lx.NAME | lx.ROLES):
        return False
    inside = n.bits & lx.PARTICLE and n.before & lx.NAME and not n.before & PEOPLE and n.after & (lx.NAME | lx.PARTICLE)
    if inside and not n.words.nouns_capital:
        return False  # "Milan de Boer"
    joined = n.words.genitive | n.words.belonging
    if n.before & _OPENING or n.previous in joined or n.lower in n.words.genitive:
        return False
    if n.before & lx.PARTICLE and not n.before & lx.NAME:
        return False
    return not (n.head and n.lower in n.words.genitive_articles and not _full_name_before(n))


def _full_name_before(n: Next) -> bool:
    """Whether two names stand before a token: "sagte Ada Venn [der Zeitung]"."""
    names = [bits & lx.NAME and not bits & PEOPLE for bits in n.t.bits[max(n.first, n.at - 2) : n.at]]
    return len(names) > 1 and all(names)


def _second_definite(n: Next) -> bool:
    """Whether a second person or body with an article follows one: "النقابة [الإدارة]"."""
    article = n.words.affixes.article
    both = article and n.bits & lx.BODY and n.before & (lx.BODY | lx.ROLES) and n.lower.startswith(article)
    return bool(both) and _has_article(n.previous, n)


def _article_ends(n: Next) -> bool:
    """Whether a word without an article follows one with it: what hangs on "نادي النجوم" would have one too."""
    if (
        n.at < n.first + _BODY
        or not n.words.affixes.article
        or n.bits & ~lx.BODY
        or not _has_article(n.previous, n)
        or _has_article(n.lower, n)
    ):
        return False
    return not any(bits & (lx.TITLE | lx.ROLE) for bits in n.t.bits[n.first : n.at])


def _has_article(word: str, n: Next) -> bool:
    """Whether a word has an article, perhaps behind a conjunction."""
    forms = ("", *n.words.affixes.prefixes)
    return any(word.startswith(form + article) for form in forms for article in n.words.affixes.article)


def _unknown(n: Next) -> bool:
    """Whether an unknown small word no longer belongs to a phrase that has its noun."""
    if n.bits & ~_NO_KIND or not n.head or _field(n):
        return False
    return n.loose >= n.words.loose or (len(n.lower) > _SHORT and n.lower.endswith(n.words.finite_endings or "\x00"))


def _field(n: Next) -> bool:
    """Whether a word between an office and a full name says of what: "hoogleraar [bodemkunde] Ada Venn"."""
    office = n.before | (n.t.bits[n.at - 2] if n.at > n.first + 1 and not n.before else 0)
    name = n.at + 1 if n.before or n.after else n.at + 2
    full = n.t.bits[name : name + 2]
    return bool(office & (lx.TITLE | lx.ROLE)) and len(full) > 1 and all(bits & lx.NAME for bits in full)


def _behind(example: str) -> bool:
    t, at = marked(example)
    return STOPS(Next(t, at, 0, head=any(bits & _HEAD for bits in t.bits[:at]), loose=0))


STOPS: RuleTable[[Next], bool] = RuleTable(
    "a token that ends a noun phrase",
    Rule(
        name="a mark, a pronoun, a clause",
        test=lambda n: (
            n.bits & (ENDS | lx.CLOSE | lx.PRONOUN)
            and not n.bits & (lx.DETERMINER | lx.NAME)
            and not quoted_name(n.t, n.at)
        ),
        verdict=True,
        example=("[es] Ada Venn *, alcaldesa", True),
    ),
    Rule(
        name="a small word of another clause",
        test=lambda n: (
            n.bits & (lx.AUXILIARY | lx.SUBORDINATOR | lx.RELATIVE) and not n.bits & (lx.NAME | lx.DETERMINER)
        ),
        verdict=True,
        example=("[es] Ada Venn *ha dicho", True),
    ),
    Rule(
        name="that",
        test=lambda n: n.lower in n.words.that,
        verdict=True,
        example=("[ar] الوزير *إنه", True),
    ),
    Rule(
        name="a clitic behind the latter",
        test=lambda n: n.previous in n.words.latter and n.lower in n.words.clitics,
        verdict=True,
        example=("[es] Este *lo desmintió", True),
    ),
    Rule(
        name="a verb of saying", test=lambda n: speaks(n.t, n.at), verdict=True, example=("[es] Ada Venn *dijo", True)
    ),
    Rule(name="a preposition of its own", test=_preposition, verdict=True, example=("[es] Ada Venn *en Tarn", True)),
    Rule(name="another article", test=_article, verdict=True, example=("[es] Ada Venn *la ley", True)),
    Rule(
        name="a time",
        test=lambda n: n.bits & lx.TIME and not n.before & _OPENING,
        verdict=True,
        example=("[es] Ada Venn *ayer", True),
    ),
    Rule(
        name="an adverb",
        test=lambda n: n.bits & lx.ADVERB and not n.bits & lx.NAME and not n.before & _OPENING,
        verdict=True,
        example=("[es] Ada Venn *también", True),
    ),
    Rule(
        name="another body with an article",
        test=_second_definite,
        verdict=True,
        example=("[ar] النقابة *الإدارة", True),
    ),
    Rule(
        name="a word without an article behind a body's article",
        test=_article_ends,
        verdict=True,
        example=("[ar] نادي النجوم *تعاقده", True),
    ),
    Rule(name="a word behind a name", test=_complete, verdict=True, example=("[es] Ada Venn *viajó", True)),
    Rule(name="one word too many", test=_unknown, verdict=True, example=("[de] die Ministerin *lange", True)),
    otherwise=False,
    run=_behind,
)


def chunk_at(t: Tokens, first: int, prep: int = -1) -> Chunk | None:
    """The noun phrase that begins with a token; None if none does."""
    if first >= len(t) or not _begins(t, first):
        return None
    if t.bits[first] & lx.PRONOUN and not t.bits[first] & (lx.DETERMINER | lx.POSSESSIVE | lx.ROLE):
        return Chunk(first, first, prep)
    last, loose = first, 0
    head = bool(t.bits[first] & _HEAD) and not t.bits[first] & (lx.DETERMINER | lx.POSSESSIVE)
    for at in range(first + 1, min(len(t), first + _LONGEST)):
        if STOPS(Next(t, at, first, head, loose)):
            break
        bits = t.bits[at]
        if _another_noun(t, at, head):
            loose, head = 0, False
        elif bits & _HEAD:
            head = True
        elif head or t.bits[at - 1] & _OPENING or not bits:
            loose += head
            head = head or (bool(t.words.loose) and not bits & lx.FUNCTION) or _noun_follows_not(t, at)
        last = at
    while last > first and _dangles(t.bits[last]):
        last -= 1
    return Chunk(first, last, prep)


def _another_noun(t: Tokens, at: int, head: bool) -> bool:
    """Whether a word begins what hangs on the noun before it: "of", an article in the genitive."""
    bits = t.bits[at]
    return bool(bits & lx.PREPOSITION and not bits & lx.NAME) or (head and t.lowers[at] in t.words.genitive_articles)


def _dangles(bits: int) -> bool:
    """Whether a word ends no noun phrase."""
    return bool(bits & (lx.PREPOSITION | lx.DETERMINER | lx.CONJUNCTION)) and not bits & _HEAD


def _noun_follows_not(t: Tokens, at: int) -> bool:
    return at + 1 < len(t) and not t.bits[at + 1] & _HEAD


def _begins(t: Tokens, at: int) -> bool:
    bits = t.bits[at]
    if bits & (lx.QUOTE | lx.PUNCTUATION) or speaks(t, at):
        return False
    if bits & lx.PRONOUN:
        return True
    if bits & (_OPENING | PEOPLE) and not (
        bits & (lx.SUBORDINATOR | lx.RELATIVE) and not bits & (lx.DETERMINER | lx.POSSESSIVE)
    ):
        return True
    small = bits & (
        lx.PREPOSITION | lx.CONJUNCTION | lx.SUBORDINATOR | lx.RELATIVE | lx.AUXILIARY | lx.ADVERB | lx.TIME
    )
    return not small


def chunks(t: Tokens) -> list[Chunk]:
    """The noun phrases of a sentence in order."""
    found: list[Chunk] = []
    at = 0
    while at < len(t):
        prep = -1
        bits = t.bits[at]
        if bits & lx.PREPOSITION and not (bits & lx.DETERMINER and _heads_clause(t, at)):
            prep = at
            at += 1
        chunk = chunk_at(t, at, prep)
        if chunk is None:
            at += prep < 0
            continue
        found.append(chunk)
        at = chunk.last + 1
    return found


def _heads_clause(t: Tokens, at: int) -> bool:
    """Whether a clause begins with a token, so that what may be an article or a preposition is an article."""
    if at and t.bits[at - 1] & (lx.COMMA | lx.COLON | lx.DASH | lx.QUOTE):
        behind = t.bits[at + 1] if at + 1 < len(t) else 0
        return bool(behind & (lx.TITLE | lx.ROLE | lx.BODY))
    return at == 0 or all(bits & (lx.ADVERB | lx.CONJUNCTION) for bits in t.bits[:at])
