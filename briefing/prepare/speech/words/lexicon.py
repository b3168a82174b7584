"""The words of one language that statements are read by, as one table of bits per word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from briefing import language
from briefing.language.memo import Memory
from briefing.prepare.speech.words import lines
from briefing.prepare.speech.words.affixes import Affixes, affixes_of

_LOOSE_ENDINGS = ("'", "’", ".")  # marks that stand behind a name
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = dict.fromkeys((*range(0x064B, 0x0653), 0x0670))  # signs over Arabic letters, most often left out
_STEM = 3  # letters that a noun keeps

# What a token is. A word may be several of these.
NAME = 1 << 0  # begins with a capital
QUOTE = 1 << 1  # a whole quotation
COMMA = 1 << 2
STOP = 1 << 3  # ; : . between words, a bracket
DASH = 1 << 4
OPEN = 1 << 5
CLOSE = 1 << 6
DETERMINER = 1 << 7
PRONOUN = 1 << 8
RELATIVE = 1 << 9
POSSESSIVE = 1 << 10
PREPOSITION = 1 << 11
CONJUNCTION = 1 << 12
SUBORDINATOR = 1 << 13
AUXILIARY = 1 << 14
ADVERB = 1 << 15
TIME = 1 << 16
SAY = 1 << 17
CLAUSE = 1 << 18
JUDGE = 1 << 19
ATTITUDE = 1 << 20
GERUND = 1 << 21
TITLE = 1 << 22
ROLE = 1 << 23
ROLES = 1 << 24
BODY = 1 << 25
NUMBER = 1 << 26
PARTICLE = 1 << 27
COLON = 1 << 28
GENITIVE = 1 << 29  # ends in 's
BASE = 1 << 30  # a verb's plain form
THIRD = 1 << 31  # a verb's form after "he"
QUOTING = 1 << 32  # a verb that says only beside a quotation
PARTED = 1 << 33  # a verb that says only before another word: "teilte … mit"

CUE = SAY | CLAUSE | JUDGE | ATTITUDE
PUNCTUATION = COMMA | STOP | DASH | OPEN | CLOSE | COLON
FUNCTION = DETERMINER | PRONOUN | RELATIVE | POSSESSIVE | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | ADVERB

Phrase = tuple[str, ...]
_LEADING = ("before", "after", "opening", "his", "hers", "theirs", "one", "own", "emerging")  # phrases of a source

_WORD_BITS = {
    "determiner": DETERMINER,
    "relative": RELATIVE,
    "possessive": POSSESSIVE,
    "preposition": PREPOSITION,
    "conjunction": CONJUNCTION,
    "subordinator": SUBORDINATOR,
    "auxiliary": AUXILIARY,
    "adverb": ADVERB,
    "time": TIME,
    "pronoun_subject": PRONOUN,
}
_NAME_BITS = {"title": TITLE, "role": ROLE, "roles": ROLES, "body": BODY, "particle": PARTICLE}
_SAYING_BITS = {"say": SAY, "clause": CLAUSE, "quoting": CLAUSE | QUOTING}
_VERB_BITS = {**_SAYING_BITS, "judge": JUDGE, "attitude": ATTITUDE, "parted": SAY | PARTED}  # parted: in no other list


def _words(table: str, key: str, made: Callable[[Iterable[str]], Any] = frozenset) -> Any:
    """A set of words that a language's file gives under `[table] key`; made: what is made of them instead."""
    return field(metadata={"table": table, "key": key, "made": made})


def _endings(key: str, table: str = "words") -> Any:
    """Endings, in the order of a language's file."""
    return _words(table, key, tuple)


def _phrases(key: str) -> Any:
    """Phrases, each as its words, the longest first."""
    return _words("phrases", key, lines.phrases)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """bits: lower-case word → what it may be. cues: words that make a sentence worth a closer look.

    before, after: phrases that stand before or after a source. leads: words at which a source may be named without a
    verb of saying. dashes: a dash opens speech. inverts: behind a
    comma a verb of saying stands before its subject. nouns_capital: all nouns do begin with a capital.
    """

    bits: Mapping[str, int]
    cues: frozenset[str]
    before: tuple[Phrase, ...] = _phrases("before")
    after: tuple[Phrase, ...] = _phrases("after")
    leads: frozenset[str]
    case_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...] = _endings("adverb_endings")
    adverb_endings_sure: tuple[str, ...] = _endings("adverb_endings_sure")
    gerund_endings: tuple[str, ...] = _endings("gerund_endings")
    past_endings: tuple[str, ...] = _endings("past_endings")  # of past forms and participles
    plural_endings: tuple[str, ...] = _endings("plural_endings")  # of nouns
    plural_not: tuple[str, ...] = _endings("plural_not")  # endings of nouns in the singular that look so
    owner_endings: tuple[str, ...]  # of those that show an owner, the ones that a name's last word is without: "'s"
    name_endings: tuple[str, ...]  # what may stand behind a name's last word and is not part of it
    genitive_endings: tuple[str, ...] = _endings("genitive_endings")  # behind an owner's name
    verb_endings: tuple[str, ...] = _endings("verb_endings")  # of verbs in the third person, past and present
    role_endings: tuple[str, ...] = _endings("role_endings")
    aged: tuple[str, ...]
    roles_endings: tuple[str, ...] = _endings("roles_endings")
    dashes: bool
    inverts: bool
    nouns_capital: bool
    free_order: bool  # a subject may stand on either side of its verb, or be left out
    inflected_infinitive: bool  # an infinitive looks like the form that goes with "they"
    loose: int  # unknown small words that may stand behind a noun in its phrase
    he_verbs: tuple[str, ...] = _endings("he_verbs")  # of verbs of a man, a woman, several
    she_verbs: tuple[str, ...] = _endings("she_verbs")
    they_verbs: tuple[str, ...] = _endings("they_verbs")
    finite_endings: tuple[str, ...] = _endings("finite_endings")  # of no word that hangs on a noun
    body_endings: tuple[str, ...] = _endings("body_endings")
    oblique_endings: tuple[str, ...] = _endings("oblique_endings")  # of nouns and adjectives behind "according to"
    affixes: Affixes  # what stands before or behind a noun in one word with it
    caseless: bool  # a script without capitals
    she_endings: tuple[str, ...] = _endings("she_endings", "names")  # of what women are called
    he_given: tuple[str, ...] = _endings("he_given", "names")
    she_given: tuple[str, ...] = _endings("she_given", "names")  # of women's given names, and no man's
    plain_forms: frozenset[str]  # infinitives of the verbs of saying
    opening: tuple[Phrase, ...] = _phrases("opening")  # name the source only at the head of a sentence
    becoming: frozenset[str] = _words("phrases", "becoming")  # behind those, for whom something is so
    his: tuple[Phrase, ...] = _phrases("his")  # "in his view"
    hers: tuple[Phrase, ...] = _phrases("hers")
    theirs: tuple[Phrase, ...] = _phrases("theirs")
    one: tuple[Phrase, ...] = _phrases("one")  # "a su juicio", of man or woman
    own: tuple[Phrase, ...] = _phrases("own")  # "by its own account"
    emerging: tuple[Phrase, ...] = _phrases("emerging")  # "emerge [da]", and what must follow: "geht [aus] … hervor"
    aside: tuple[Phrase, ...] = _phrases("aside")  # "for his part", between a verb and its subject
    parted: Mapping[str, frozenset[str]]  # verb form → words of which one must follow: "teilte … mit"
    clitics: frozenset[str] = _words("words", "clitics")  # between a subject and its verb: "se", "lo"
    reflexive: frozenset[str] = _words("words", "reflexive")  # of them, those that make no verb passive
    genitive_articles: frozenset[str] = _words("words", "genitive_articles")  # hang on a noun: "des"
    locative: frozenset[str] = _words("words", "locative")  # before the body in which somebody speaks
    sentencing: frozenset[str] = _words("verbs", "sentencing")  # by which a court decides and says nothing
    court: frozenset[str] = _words("names", "court")
    unsaid: frozenset[str] = _words("verbs", "unsaid")  # verbs that say nothing behind "not": "did not comment"
    negation: frozenset[str] = _words("words", "negation")  # "not"
    reported: frozenset[str] = _words("verbs", "reported")  # forms by which another's words are passed on: "sei"
    reported_not: frozenset[str] = _words("verbs", "reported_not")  # behind which those are a set phrase
    hearers: frozenset[str] = _words("words", "hearers")  # to whom something is said, without a preposition
    feminine: frozenset[str] = _words("words", "feminine")  # determiners that show a noun's gender
    masculine: frozenset[str] = _words("words", "masculine")
    citing: frozenset[str] = _words("phrases", "citing")  # before whom an outlet relays
    told: frozenset[str] = _words("phrases", "told")  # always followed by the one addressed
    behind_mark: frozenset[str] = _words("phrases", "behind_mark")  # name the source behind a comma or a quotation
    elision: frozenset[str] = _words("words", "elision")  # what an apostrophe cuts off a word
    time_names: frozenset[str] = _words("words", "time_names")  # months that are given names
    participle_before: frozenset[str] = _words("phrases", "participle_before")  # make a past form a participle: of
    judged_before: frozenset[str] = _words("phrases", "judged_before")  # thinking, of judging
    wanting: frozenset[str] = _words("phrases", "wanting")  # past forms with "to" that are no participles
    where: frozenset[str] = _words("phrases", "where")  # before where something was said
    naming: frozenset[str] = _words("phrases", "naming")  # give a name
    naming_words: frozenset[str] = _words("phrases", "naming_words")  # follow those
    summoned: frozenset[str] = _words("phrases", "summoned")  # what is called together: "called a meeting"
    noun_after: frozenset[str] = _words("phrases", "noun_after")  # before a gerund that is a noun
    noun_before: frozenset[str] = _words("phrases", "noun_before")  # after a noun that looks like a verb
    passive: frozenset[str] = _words("phrases", "passive")  # make a past form passive
    falling: frozenset[str] = _words("phrases", "falling")  # say nothing without an object or an infinitive
    growing: frozenset[str] = _words("phrases", "growing")  # say nothing before "to" or "with"
    running: frozenset[str] = _words("phrases", "running")  # say nothing before a name without an infinitive
    owning: frozenset[str] = _words("phrases", "owning")  # say nothing before what is had
    counting: frozenset[str] = _words("phrases", "counting")  # say nothing before a number
    professing: frozenset[str] = _words("phrases", "professing")  # past forms that are no participles before "to be"
    winning: frozenset[str] = _words("phrases", "winning")  # say nothing before what is won or taken:
    winning_words: frozenset[str] = _words("phrases", "winning_words")  # "gold", "lives"
    acting: frozenset[str] = _words("phrases", "acting")  # are acts but before "that", a quotation, or such a noun:
    acting_words: frozenset[str] = _words("phrases", "acting_words")  # "accusations"
    parted_verbs: frozenset[str] = _words("phrases", "parted_verbs")  # say only right before such a word:
    parted_words: frozenset[str] = _words("phrases", "parted_words")  # "out", "in"
    adjectives: frozenset[str] = _words("phrases", "adjectives")  # past forms that are as often adjectives
    nouns: frozenset[str] = _words("verbs", "nouns")  # verb forms that are as often nouns
    nouns_last: frozenset[str] = _words("verbs", "nouns_last")  # nouns wherever nothing follows that is said
    acts: frozenset[str] = _words("verbs", "acts")  # always verbs of their clause: "came"
    with_it: frozenset[str] = _words("verbs", "with_it")  # say only before such a word:
    with_it_words: frozenset[str] = _words("verbs", "with_it_words")  # "it", "this"
    light: frozenset[str] = _words("verbs", "light")  # say only with a noun of saying
    statement: frozenset[str] = _words("verbs", "statement")  # such nouns
    taking: frozenset[str] = _words("verbs", "taking")  # say only closely before such a noun:
    taking_words: frozenset[str] = _words("verbs", "taking_words")  # "stand"
    pointing: frozenset[str] = _words("verbs", "pointing")  # say before "to"
    suggesting: frozenset[str] = _words("verbs", "suggesting")  # say nothing where a thing is the subject
    noting: frozenset[str] = _words("verbs", "noting")  # say before any object, if a person or body is the subject
    asking: frozenset[str] = _words("verbs", "asking")
    undergone: frozenset[str] = _words("verbs", "undergone")  # in the passive an act: "was attacked by"
    settling: frozenset[str] = _words("verbs", "settling")  # by which parties decide together
    possible: frozenset[str] = _words("phrases", "possible")  # what is said behind these has not been said yet
    future: frozenset[str] = _words("phrases", "future")
    onset: frozenset[str] = _words("phrases", "onset")  # before "to say"
    alone: frozenset[str] = _words("words", "alone")  # determiners that may speak alone
    latter: frozenset[str] = _words("words", "latter")  # stand for whom the sentence before names last
    impersonal: frozenset[str] = _words("words", "impersonal")  # subjects of what is said at a body's: "hieß es"
    sayings: frozenset[str] = _words("names", "sayings")  # nouns of what somebody says: "sein Fazit"
    reactions: frozenset[str] = _words("names", "reactions")  # come from somebody: "Kritik"
    arriving: frozenset[str] = _words("phrases", "arriving")  # verbs of coming
    nobody: frozenset[str] = _words("words", "nobody")  # open a phrase for no one
    place: frozenset[str] = _words("words", "place")  # before a place
    by: frozenset[str] = _words("phrases", "by")  # name a passive's agent
    infinitive: frozenset[str] = _words("phrases", "infinitive")  # before an infinitive
    that: frozenset[str] = _words("phrases", "that")  # open what is said
    circumstance: frozenset[str] = _words("phrases", "circumstance")  # open a clause of time or reason, never one said
    manner: frozenset[str] = _words("phrases", "manner")  # opens an aside that says who speaks: "as Venn noted"
    emerging_from: frozenset[str] = _words("phrases", "emerging_from")  # before the source of what emerges
    about: frozenset[str] = _words("phrases", "about")  # before what is only talked of
    listing: frozenset[str] = _words("phrases", "listing")  # open examples: "including"
    genitive: frozenset[str] = _words("phrases", "genitive")  # "of"
    belonging: frozenset[str] = _words("phrases", "belonging")  # before the owner: "a spokesman for"
    within: frozenset[str] = _words("phrases", "within")  # do not part a phrase from its noun
    phrase_joins: frozenset[str] = _words("names", "phrase_joins")  # continue a phrase behind a bare name
    name_joins: frozenset[str] = _words("names", "joins")  # inside a name or an office: "Bank of X", "Secretary of"
    body_joins: frozenset[str] = _words("names", "body_joins")  # go on with a body's name: "Chiefs of Staff"
    he: frozenset[str] = _words("words", "pronoun_he")
    she: frozenset[str] = _words("words", "pronoun_she")
    they: frozenset[str] = _words("words", "pronoun_they")
    it: frozenset[str] = _words("words", "pronoun_it")
    self: frozenset[str] = _words("words", "pronoun_self")
    she_words: frozenset[str] = _words("names", "she")  # titles of women
    she_names: frozenset[str] = _words("given", "she")  # given names of women
    he_names: frozenset[str] = _words("given", "he")  # given names of men
    he_words: frozenset[str] = _words("names", "he")  # titles of men
    outlet: frozenset[str] = _words("names", "outlet")  # last words of outlets' names
    writing: frozenset[str] = _words("names", "writing")  # in which somebody speaks
    things: frozenset[str] = _words("names", "things")  # last words of names that no person has: "Tower"
    definite: frozenset[str] = _words("words", "definite")  # determiners that point back
    interviewers: frozenset[str] = _words("names", "interviewers")  # their questions are nobody's statement
    ranks: frozenset[str] = _words("names", "ranks")  # words that make an office another one
    courtesy: frozenset[str] = _words("names", "courtesy")  # titles that are no role
    office: frozenset[str] = _words("names", "office")  # nouns whose speech is their owner's
    own_office: frozenset[str] = _words("names", "own_office")  # such nouns, where their owner is named: "Roe's office"
    name_particles: frozenset[str] = _words("names", "inside")  # small words inside a full name
    suffix: frozenset[str] = _words("names", "suffix")  # behind a surname
    address: frozenset[str] = _words("names", "address")  # before a name, and no part of an office before them
    varied: frozenset[str] = _words("names", "varied")  # what somebody named before is called for a change
    known_by: tuple[Phrase, ...] = _words("names", "known_by", lines.phrases)  # "airline", and how such are called
    writings: frozenset[str] = _words("names", "writings")  # somebody's, who answers for them: "the letter"
    written: frozenset[str] = _words("verbs", "written")  # what is done with those: "sent", "signed"
    written_by: frozenset[str] = _words("verbs", "written_by")  # before "by" and whose a writing is: "conducted"
    not_name: frozenset[str] = _words("names", "not_name")  # capitalised, yet no names

    def of(self, word: str) -> int:
        """What a lower-case word may be; "secretary-general" is a title if a part of it is."""
        bit = self.bits.get(word, 0)
        if not bit and word.endswith(self.aged):
            return ROLE | TITLE  # "the 43-year-old asked", "43-year-old X Y"
        if not bit and "-" in word and self.free_order and word.rsplit("-", 1)[1] in self.clitics:
            bit = self.bits.get(word.split("-", 1)[0], 0) & CUE
        if not bit and "-" in word:
            for part in word.split("-", 4)[:4]:
                bit |= self.bits.get(part, 0) & (TITLE | ROLE)
        if not bit and self.role_endings and word not in self.he_names and word not in self.she_names:
            bit = ROLE if word.endswith(self.role_endings) else ROLES if word.endswith(self.roles_endings) else 0
        if not bit and self.body_endings and word.endswith(self.body_endings):
            bit = BODY
        return bit or self.affixes.bits(word, self.bits)

    def named_by_capital(self, word: str) -> bool:
        """Whether a capitalised word is a name, though it ends like what people are called."""
        return self.free_order and not self.nouns_capital and word.endswith(self.role_endings + self.roles_endings)

    def stem(self, word: str) -> str:
        """A name's word, lower case, without what its case adds."""
        for ending in self.case_endings:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                return word[: len(word) - len(ending)]
        return word


def _form(form: str, place: int, forms: list[str], gerunds: tuple[str, ...], thirds: tuple[str, ...]) -> int:
    if gerunds and form.endswith(gerunds):
        return GERUND
    if not gerunds or len(forms) < 3:  # only where a verb's line begins with its plain form
        return 0
    return BASE if place == 0 else THIRD if form.endswith(thirds) else 0


def _bits(data: Mapping[str, Any]) -> tuple[dict[str, int], set[str]]:
    """What each word may be, and the verbs of saying."""
    gerunds, thirds = (tuple(data.get("words", {}).get(name, ())) for name in ("gerund_endings", "third_endings"))
    bits: dict[str, int] = {}
    cues: set[str] = set()
    for kind, bit in _VERB_BITS.items():
        for line in data.get("verbs", {}).get(kind, ()):
            forms = unvowelled(line).split()[kind == "parted" :]
            cues.update(forms)
            if kind == "parted":
                bits |= {form: bits.get(form, bit) for form in forms}
                continue
            for place, form in enumerate(forms):
                bits[form] = bits.get(form, 0) | bit | _form(form, place, forms, gerunds, thirds)
    for table, source in ((_WORD_BITS, "words"), (_NAME_BITS, "names")):
        for kind, bit in table.items():
            for word in data.get(source, {}).get(kind, ()):
                bits[word] = bits.get(word, 0) | bit
    return bits, cues


def lexicon_of(code: str | None) -> Lexicon:
    """The table of a language; English serves where a language has none."""
    return _lexicon(code if code and language.table("speech", code).get("words") else "en")


@cache
def keys_of(words: Lexicon) -> Memory[tuple[str, int]]:
    """A name's word as printed → the same for comparison, and what that may be."""
    return Memory(lambda word: (key(word), words.of(key(word))))


@cache
def given_names(words: Lexicon) -> frozenset[str]:
    """Given names of men and of women."""
    return words.he_names | words.she_names


@cache
def cue_in(words: Lexicon) -> Memory[bool]:
    """Whether what stands between white space, in lower case, holds a word worth a closer look."""
    return Memory(lambda piece: not words.cues.isdisjoint(_WORD.findall(unvowelled(piece))))


def unvowelled(word: str) -> str:
    """A word without the signs of its vowels, which Arabic may print or leave out."""
    return word if word.isascii() else word.translate(_VOWELS)


def key(word: str) -> str:
    """A name's word for comparison."""
    return word.strip(".,'’").lower()


def _sets(data: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are made of one list of a table."""
    found: dict[str, Any] = {}
    for item in fields(Lexicon):
        if "table" in item.metadata:
            table = given if item.metadata["table"] == "given" else data.get(item.metadata["table"], {})
            found[item.name] = item.metadata["made"](table.get(item.metadata["key"], ()))
    return found


@cache
def _lexicon(code: str) -> Lexicon:
    data = language.table("speech", code)
    given = data.get("given") or language.table("given_names", code) or language.table("given_names", "en")
    words: Mapping[str, Any] = data.get("words", {})
    bits, cues = _bits(data)
    sets = _sets(data, given)
    leading = [phrase for name in _LEADING for phrase in sets[name]]
    cues |= sets["behind_mark"] | sets["reactions"] | sets["reported"]
    cues.update(phrase[0] for phrase in (*sets["before"], *sets["after"]))
    cues.update(prefix + form for prefix in words.get("prefixes", ()) for form in tuple(cues))
    cues.update(phrase[0] for phrase in leading)
    cues.update(part for phrase in leading for part in _WORD.findall(phrase[0]))
    owners = tuple([ending for ending in words.get("genitive_endings", ()) if ending[0] in "'’"])
    return Lexicon(
        bits=bits,
        cues=frozenset(cues),
        leads=frozenset((*[phrase[0] for phrase in leading], *sets["behind_mark"], *sets["citing"])),
        case_endings=tuple(sorted(words.get("case_endings", ()), key=lambda ending: (-len(ending), ending))),
        owner_endings=owners,
        name_endings=(*owners, *_LOOSE_ENDINGS),
        aged=tuple(words.get("aged", ())) or ("\x00",),
        inverts=bool(words.get("inverts", False)),
        dashes=bool(words.get("dash_speech", False)),
        nouns_capital=bool(words.get("nouns_capital", False)),
        free_order=bool(words.get("free_order", False)),
        inflected_infinitive=bool(words.get("inflected_infinitive", False)),
        loose=int(words.get("loose", 0)),
        affixes=affixes_of(words, people=TITLE | ROLE | ROLES | BODY, cues=CUE, preposition=PREPOSITION),
        caseless=bool(words.get("caseless", False)),
        plain_forms=frozenset(
            line.split()[0]
            for kind in _VERB_BITS
            if kind != "parted"
            for line in data.get("verbs", {}).get(kind, ())
            if line.strip()
        ),
        parted=lines.parted(data.get("verbs", {}).get("parted", ())),
        **sets,
    )
