"""A sentence as the rules look at it that judge whether it can stand alone, and what their tables have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefing import language
from briefing.language.cues import CueMatcher
from briefing.language.memo import lazy
from briefing.language.rules import Rule
from briefing.model import Sentence, Speech
from briefing.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneBounds:
    """Counts are words unless a comment says otherwise."""

    opening: int = 5  # among which a pronoun without its person, or "also", makes a sentence lean
    soft: int = 2  # connectives at a sentence's start that are passed over ("And perhaps")
    rare: float = 0.02  # share of articles that hold a word; a rarer one at a sentence's start is taken for a name
    scene: int = 8  # of a caption within which it says what happens
    dated_scene: int = 14  # the same of one that ends with the day it was taken
    dateline: int = 60  # characters within which a dateline ends
    listing: int = 300  # characters in which a listing has two labels
    day: int = 3  # at a caption's end that are the day it was taken


BOUNDS = AloneBounds()
AROUND = "“”‘’\"',.;:()"
OPENING_MARKS = tuple('“„«"”')
_NOTHING = CueMatcher({})
# "Mazar-i-Sharif", "Bernie Sanders (I-Vt.)": a letter that is no word of its own.
_PART = re.compile(r"-i-(?=\w)|(?<=\()I-(?=[A-Z])", re.I)


@cache
def _lists(code: str) -> Mapping[str, CueMatcher]:
    table = dict(language.table("sections", code).get("alone", {}))
    return {name: CueMatcher({name: [str(cue) for cue in cues]}) for name, cues in table.items()}


@cache
def _offices(code: str) -> frozenset[str]:
    return frozenset(language.table("speech", code).get("names", {}).get("role", ()))


class SentenceOpening:
    """A sentence as the rules look at it: its words, and which of the language's lists they open with or hold.

    first: it is its article's first sentence, before which nothing was said.
    """

    def __init__(self, sentence: Sentence, code: str | None, *, first: bool = False) -> None:
        self.sentence, self.text, self.code, self.first = sentence, sentence.text, code, first
        self._lists = _lists(code or "en")
        self.every = language.words(sentence.text, code)

    def list(self, name: str) -> CueMatcher:
        return self._lists.get(name, _NOTHING)

    def has(self, name: str) -> bool:
        """Has the language a list of that name?"""
        return name in self._lists

    @lazy
    def words(self) -> Sequence[str]:
        """The words without "and", "perhaps" before them."""
        words = self.every
        for _ in range(BOUNDS.soft):
            words = words[1:] if self.list("soft_connectives").opens(words) else words
        return words

    @lazy
    def outside(self) -> Sequence[str]:
        """The words outside of quotations."""
        return language.words(outside_quotation(self.text), self.code)

    @lazy
    def persons(self) -> Sequence[str]:
        """The words outside of quotations, without single letters that are parts of names."""
        return language.words(_PART.sub(" ", outside_quotation(self.text)), self.code)

    @property
    def is_said(self) -> bool:
        return self.sentence.speech.attributed

    def opens(self, name: str, words: Sequence[str] | None = None) -> bool:
        """Does a cue of the list begin at the first word?"""
        return self.list(name).opens(self.words if words is None else words)

    def holds(self, name: str, words: Sequence[str] | None = None) -> bool:
        return bool(self.list(name).find(self.words if words is None else words))

    def is_a(self, name: str, words: Sequence[str]) -> bool:
        """Are the words as a whole a cue of the list?"""
        return bool(words) and " ".join(words) in self.list(name).plain

    @property
    def free_order(self) -> bool:
        """Whether the language may leave a subject out, or put it behind its verb."""
        return bool(language.table("speech", self.code).get("words", {}).get("free_order"))

    def behind(self, word: str) -> str:
        """The word behind the first place of a word, as it is spelled and without marks; "" if none follows, or a mark
        stands between."""
        spelled = self.text.split()
        for at, part in enumerate(spelled[:-1]):
            if part.lower().rpartition("'")[2].rpartition("’")[2].lstrip(AROUND) == word:
                return spelled[at + 1].lstrip(AROUND)
        return ""

    @lazy
    def office(self) -> str:
        """The office whose holder the sentence opens with ("The Republican governor returned"), neither a name nor a
        place to say which one; else ""."""
        words = self.words
        at = 1
        while self.holds("parties", words[at : at + 1]):
            at += 1
        if not self.holds("articles", words[:1]) or at >= len(words) or words[at] not in _offices(self.code or "en"):
            return ""
        spelled = self.text.split()
        parts = [part.strip(AROUND).lower() for part in spelled]
        place = parts.index(words[at]) if words[at] in parts else len(parts)
        named = any(part[:1].isupper() for part in spelled[place + 1 : place + 3])
        return "" if named or self.opens("pointers", words[at + 1 :]) else words[at]


def names(speaker: str, text: str) -> bool:
    """Does the text hold a word of the speaker's name?"""
    return any(part in text for part in speaker.split() if len(part) > 2 and part[0].isupper())


def nobody_speaks(opening: SentenceOpening) -> bool:
    """Is the sentence attributed to nobody?"""
    return not opening.is_said and not opening.sentence.speech.speaker


_DOUBLE = re.compile(
    r"“[^”]{0,2000}(?:”|$)|«[^»]{0,2000}»|„[^“”]{0,2000}[“”]|(?:(?<=\s)|^)”(?=\w)[^”]{0,2000}”|\"[^\"]{0,2000}\""
)
_SINGLE = re.compile(r"(?:(?<=\s)|^)‘[^‘]{0,2000}?’(?=[\s,.;:!?]|$)")


# The author's remark between dashes inside a quotation.
_REMARK = re.compile(r"[,!?…] [—–] ([^\W\d_][^—–«»„”“]{2,240}?)(?=[,.]? [—–] |\.?[»”“]?\.?$)")


def outside_quotation(text: str) -> str:
    """The text without its quoted stretches; a remark between dashes in one ("«…, — сказал Роев. — …»") is outside."""
    remarks = [found[1] for found in _REMARK.finditer(text) if found[1][0].islower()] if text[:1] in "«„“" else []
    return " ".join([_SINGLE.sub(" ", _DOUBLE.sub(" ", text)), *remarks])


def inside_quotation(text: str) -> str:
    """The quoted stretches of the text, one after the other."""
    found = _DOUBLE.findall(text)
    return " ".join([*found, *_SINGLE.findall(_DOUBLE.sub(" ", text))])


def sentence_of(text: str) -> tuple[Sentence, str]:
    """A sentence and its language, English unless said: who speaks in it may stand before it, and the language
    ("[Ada Roe] “It rains.”", "[Ada Roe|es] Llueve.")."""
    before, _, words = text.rpartition("] ")
    speaker, _, code = before[1:].partition("|")
    if not speaker:
        return Sentence(span=Span(0, len(words)), text=words, block=0), "en"
    cue = "said" if " said" in words else ""
    direct = "direct" if words.startswith("“") else "indirect"
    speech = Speech(speaker=speaker, role=None, quote=direct, attributed=True, cue=cue, via=None, unit=None)  # type: ignore[arg-type]
    return Sentence(span=Span(0, len(words)), text=words, block=0, speech=speech), code or "en"


def row(
    name: str, test: Callable[[SentenceOpening], object], why: str | None, example: str, language: str = ""
) -> Rule[[SentenceOpening], str | None]:
    """why: "{0}" and "{1}" stand for the sentence's first and second word; None: it stands alone after all."""
    return Rule(name=name, test=test, verdict=why, example=(example, why is not None), language=language)
