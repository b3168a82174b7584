"""The words of one language that statements are read by, as one table of bits per word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing import language

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

CUE = SAY | CLAUSE | JUDGE | ATTITUDE
PUNCTUATION = COMMA | STOP | DASH | OPEN | CLOSE | COLON
FUNCTION = DETERMINER | PRONOUN | RELATIVE | POSSESSIVE | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | ADVERB

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
_VERB_BITS = {"say": SAY, "clause": CLAUSE, "quoting": CLAUSE | QUOTING, "judge": JUDGE, "attitude": ATTITUDE}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """bits: lower-case word → what it may be. cues: words that make a sentence worth a closer look."""

    bits: Mapping[str, int]
    cues: frozenset[str]
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    citing: frozenset[str]
    told: frozenset[str]
    asking: frozenset[str]
    behind_mark: frozenset[str]
    elision: frozenset[str]
    case_endings: tuple[str, ...]
    time_names: frozenset[str]
    participle_before: frozenset[str]
    judged_before: frozenset[str]
    wanting: frozenset[str]
    naming: frozenset[str]
    naming_words: frozenset[str]
    noun_after: frozenset[str]
    noun_before: frozenset[str]
    passive: frozenset[str]
    nouns: frozenset[str]
    with_it: frozenset[str]
    light: frozenset[str]
    statement: frozenset[str]
    onset: frozenset[str]
    alone: frozenset[str]
    place: frozenset[str]
    by: frozenset[str]
    infinitive: frozenset[str]
    that: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    self: frozenset[str]
    she_words: frozenset[str]
    he_words: frozenset[str]
    she_names: frozenset[str]
    he_names: frozenset[str]
    outlet: frozenset[str]
    definite: frozenset[str]
    courtesy: frozenset[str]
    office: frozenset[str]
    suffix: frozenset[str]
    not_name: frozenset[str]
    adverb_endings: tuple[str, ...]
    adverb_endings_sure: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    dashes: bool
    nouns_capital: bool

    def of(self, word: str) -> int:
        """What a lower-case word may be; "secretary-general" is a title if a part of it is."""
        bit = self.bits.get(word, 0)
        if not bit and "-" in word:
            for part in word.split("-", 4)[:4]:
                bit |= self.bits.get(part, 0) & (TITLE | ROLE)
        return bit


def _phrases(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(line.split()) for line in lines), key=lambda words: (-len(words), words)))


def _form(form: str, place: int, forms: list[str], gerunds: tuple[str, ...]) -> int:
    if gerunds and form.endswith(gerunds):
        return GERUND
    if not gerunds or len(forms) < 3:  # only where a verb's line begins with its plain form
        return 0
    return BASE if place == 0 else THIRD if form.endswith("s") else 0


@cache
def lexicon_of(code: str | None) -> Lexicon:
    """The table of a language; English serves where a language has none."""
    data = language.table("speech", code or "en") or language.table("speech", "en")
    verbs: Mapping[str, Any] = data.get("verbs", {})
    words: Mapping[str, Any] = data.get("words", {})
    names: Mapping[str, Any] = data.get("names", {})
    phrases: Mapping[str, Any] = data.get("phrases", {})

    def chosen(source: Mapping[str, Any], key: str) -> frozenset[str]:
        return frozenset(source.get(key, ()))

    given: Mapping[str, Any] = language.table("given_names", "en")
    gerunds = tuple(words.get("gerund_endings", ()))
    bits: dict[str, int] = {}
    cues: set[str] = set()
    for kind, bit in _VERB_BITS.items():
        for line in verbs.get(kind, ()):
            forms = line.split()
            cues.update(forms)
            for place, form in enumerate(forms):
                bits[form] = bits.get(form, 0) | bit | _form(form, place, forms, gerunds)
    for form in verbs.get("gerund", ()):
        bits[form] = bits.get(form, 0) | SAY | GERUND
        cues.add(form)
    for table, source in ((_WORD_BITS, words), (_NAME_BITS, names)):
        for kind, bit in table.items():
            for word in source.get(kind, ()):
                bits[word] = bits.get(word, 0) | bit
    before, after = _phrases(phrases.get("before", ())), _phrases(phrases.get("after", ()))
    cues |= chosen(phrases, "behind_mark")
    cues |= {phrase[0] for phrase in before} | {phrase[0] for phrase in after}

    return Lexicon(
        bits=bits,
        cues=frozenset(cues),
        before=before,
        after=after,
        citing=chosen(phrases, "citing"),
        told=chosen(phrases, "told"),
        asking=chosen(phrases, "asking"),
        behind_mark=chosen(phrases, "behind_mark"),
        elision=chosen(words, "elision"),
        time_names=chosen(words, "time_names"),
        case_endings=tuple(sorted(words.get("case_endings", ()), key=lambda ending: (-len(ending), ending))),
        participle_before=chosen(phrases, "participle_before"),
        judged_before=chosen(phrases, "judged_before"),
        wanting=chosen(phrases, "wanting"),
        naming=chosen(phrases, "naming"),
        naming_words=chosen(phrases, "naming_words"),
        noun_after=chosen(phrases, "noun_after"),
        noun_before=chosen(phrases, "noun_before"),
        passive=chosen(phrases, "passive"),
        nouns=chosen(verbs, "nouns"),
        with_it=chosen(verbs, "with_it"),
        light=chosen(verbs, "light"),
        statement=chosen(verbs, "statement"),
        onset=chosen(phrases, "onset"),
        alone=chosen(words, "alone"),
        place=chosen(words, "place"),
        by=chosen(phrases, "by"),
        infinitive=chosen(phrases, "infinitive"),
        that=chosen(phrases, "that"),
        he=chosen(words, "pronoun_he"),
        she=chosen(words, "pronoun_she"),
        they=chosen(words, "pronoun_they"),
        it=chosen(words, "pronoun_it"),
        self=chosen(words, "pronoun_self"),
        she_words=chosen(names, "she"),
        she_names=chosen(given, "she"),
        he_names=chosen(given, "he"),
        he_words=chosen(names, "he"),
        outlet=chosen(names, "outlet"),
        definite=chosen(words, "definite"),
        courtesy=chosen(names, "courtesy"),
        office=chosen(names, "office"),
        suffix=chosen(names, "suffix"),
        not_name=chosen(names, "not_name"),
        adverb_endings_sure=tuple(words.get("adverb_endings_sure", ())),
        adverb_endings=tuple(words.get("adverb_endings", ())),
        gerund_endings=gerunds,
        dashes=bool(words.get("dash_speech", False)),
        nouns_capital=bool(words.get("nouns_capital", False)),
    )
