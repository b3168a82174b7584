"""Can a sentence be understood without the one before it? Two tables of rules: by how it opens, by what it points back
to, and by whether whoever speaks in it is named there; and by whether it is fit to print at all. The words are those of
`briefing/language/<code>/sections.toml`, [alone]; a rule whose lists a language lacks says nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from briefing import language
from briefing.language.cues import CueMatcher
from briefing.language.rules import Rule, RuleTable
from briefing.model import Sentence, Speech
from briefing.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneBounds:
    """Counts are words unless a comment says otherwise."""

    opening: int = 5  # among which a pronoun without its person, or "also", makes a sentence lean
    soft: int = 2  # connectives at a sentence's start that are passed over ("And perhaps")
    rare: float = 0.02  # share of articles that hold a word; a rarer one at a sentence's start is taken for a name
    scene: int = 8  # of a caption within which it says what happens
    dateline: int = 60  # characters within which a dateline ends
    listing: int = 300  # characters in which a listing has two labels
    day: int = 3  # at a caption's end that are the day it was taken


BOUNDS = AloneBounds()
_NUMBERED = re.compile(r"\d{1,2} of \d{1,2}\b[.:)]|\d{1,2}[.)] [^\W\d_]")  # of pictures, of a list's items
_HEADING = re.compile(r"(?:[^\W\d_a-z]{4,} ){2,}(?=[^\W\d_][a-z])")  # two words and more in capitals, then a sentence
_DATELINE = re.compile(r"[–—,(]|-- ?")
_LABEL = re.compile(r"(?:^|[.;|]? )[^\W\d_a-z][^\W\d_]{2,14}: ")  # "Venue: " of a listing
_AROUND = "“”‘’\"',.;:()"
_NOTHING = CueMatcher({})


@cache
def _lists(code: str) -> Mapping[str, CueMatcher]:
    table = dict(language.table("sections", code).get("alone", {}))
    return {name: CueMatcher({name: [str(cue) for cue in cues]}) for name, cues in table.items()}


@cache
def _offices(code: str) -> frozenset[str]:
    return frozenset(language.table("speech", code).get("names", {}).get("role", ()))


class SentenceOpening:
    """A sentence as the rules look at it: its words, and which of the language's lists they open with or hold."""

    def __init__(self, sentence: Sentence, code: str | None) -> None:
        self.sentence, self.text, self.code = sentence, sentence.text, code
        self._lists = _lists(code or "en")
        self.every = language.words(sentence.text, code)

    def list(self, name: str) -> CueMatcher:
        return self._lists.get(name, _NOTHING)

    @cached_property
    def words(self) -> Sequence[str]:
        """The words without "and", "perhaps" before them."""
        words = self.every
        for _ in range(BOUNDS.soft):
            words = words[1:] if self.list("soft_connectives").opens(words) else words
        return words

    @cached_property
    def outside(self) -> Sequence[str]:
        """The words outside of quotations."""
        return language.words(outside_quotation(self.text), self.code)

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

    @cached_property
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
        parts = [part.strip(_AROUND).lower() for part in spelled]
        place = parts.index(words[at]) if words[at] in parts else len(parts)
        named = any(part[:1].isupper() for part in spelled[place + 1 : place + 3])
        return "" if named or self.opens("pointers", words[at + 1 :]) else words[at]


def leaning(sentence: Sentence, code: str | None) -> str | None:
    """Why a sentence cannot be understood without the one before it; None if it can."""
    opening = SentenceOpening(sentence, code)
    if not opening.words:
        return "no words"
    why = LEANING(opening)
    return why.format(*opening.words[:2], "", office=opening.office) if why and "{" in why else why


def opens_with_an_article(sentence: Sentence, code: str | None) -> bool:
    """Does a sentence open with "the"? In an article's first sentence it points forward: nobody was named before."""
    opening = SentenceOpening(sentence, code)
    return opening.holds("articles", opening.words[:1])


def unfit(sentence: Sentence, code: str | None) -> str | None:
    """Why nothing said before could make a sentence fit to print: a caption, a heading run into it, half a sentence."""
    return UNFIT(SentenceOpening(sentence, code))


def _is_a_number_of_them(opening: SentenceOpening) -> bool:
    """ "Some have", "several of them": a number of people or things, and no word on which."""
    words = opening.words
    size = next((size for size in (1, 2) if opening.is_a("quantifiers", words[:size])), 0)
    return size > 0 and opening.opens("auxiliaries", words[size:])


def _is_an_anaphor(opening: SentenceOpening) -> bool:
    """ "The figure was frozen": a thing named before, and no word on which one."""
    words = opening.words
    if not opening.holds("articles", words[:1]):
        return False
    size = next((size for size in (2, 1) if opening.is_a("anaphors", words[1 : 1 + size])), 0)
    return size > 0 and not opening.opens("pointers", words[1 + size :])


def _objects(opening: SentenceOpening) -> bool:
    """ "But many are waiting": an objection to what was said before, and nobody is named in full who makes it."""
    parts = opening.text.split()[1:]
    return opening.opens("objections", opening.every) and not any(map(_are_a_name, parts, parts[1:]))


def _are_a_name(word: str, after: str) -> bool:
    return word[:1].isupper() and word[-1:].isalpha() and after[:1].isupper()


def _is_an_answer(opening: SentenceOpening) -> bool:
    """ "In response, Tarn closed the bridge": but "in response to the storm" says to what."""
    return opening.opens("answers") and not opening.holds("to_what", opening.words[2:3])


def _likens(opening: SentenceOpening) -> bool:
    """ "Such a journey", outside quotations: but not "in such a way"."""
    if not opening.holds("alike"):
        return False
    words = opening.outside
    places = (at for found in opening.list("alike").find(words).values() for at in found)
    return any(not opening.holds("no_pointer", words[at + 2 : at + 3]) for at in places)


def _shows(opening: SentenceOpening) -> bool:
    """What a picture shows, in the present tense with the day it was taken."""
    words = opening.every
    months = language.data(opening.code).months
    dated = any(word in months for word in words[-BOUNDS.day :]) and opening.text.rstrip(" .")[-1:].isdigit()
    begun = words[: BOUNDS.scene]
    return dated and opening.holds("scenes", begun) and not opening.holds("past", begun)


def _shows_on_a_weekday(opening: SentenceOpening) -> bool:
    """The same with a weekday, anywhere behind the verb: of fewer verbs, since a reporter's news may be of the present
    too. What somebody says, or is to do, is none."""
    words = opening.every
    begun = words[: BOUNDS.scene]
    named = set(words[1:]) & set(language.data(opening.code).weekdays)
    scene = opening.holds("poses", begun) and not opening.holds("past", words)
    return bool(named) and scene and _nobody_speaks(opening) and not opening.holds("ahead", words)


def _is_listing(opening: SentenceOpening) -> bool:
    """Does it open with a label, and have another further on ("Date: … Venue: …"), outside of any quotation?"""
    labels = list(_LABEL.finditer(opening.text[: BOUNDS.listing]))
    return len(labels) > 1 and labels[0].start() == 0 and not inside_quotation(opening.text)


def _calls_out(opening: SentenceOpening) -> bool:
    """Something is called out that nobody is said to call: a slogan, a heading."""
    return _nobody_speaks(opening) and outside_quotation(opening.text).rstrip(_AROUND + " ").endswith("!")


def _goes_on(opening: SentenceOpening) -> bool:
    """A direct quotation without a word on who says it."""
    speech = opening.sentence.speech
    named = speech.speaker is not None and _names(speech.speaker, outside_quotation(opening.text))
    return speech.quote == "direct" and not speech.cue and not named and speech.attributed


def _opens_with_somebody(opening: SentenceOpening) -> bool:
    """Is a pronoun for a person among the first words, nobody named before it, nor after it where it may come first
    ("After she left, Roe …")?"""
    words, spelled = opening.words, opening.text.split()
    places = opening.list("people").find(words[: BOUNDS.opening]).values()
    at = min((found[0] for found in places), default=None)
    if at is None or opening.opens("determiners", words[:at]):
        return False
    named = any(_is_capital(part, opening.code) for part in spelled[1 : at + 1]) or _is_name(spelled[0], opening.code)
    named_later = any(part[:1].isupper() for part in spelled[at + 1 :])
    return not named and not (named_later and opening.opens("subordinators"))


def _is_capital(word: str, code: str | None) -> bool:
    """Does a word begin with a capital, days and months left out?"""
    known = language.data(code)
    bare = word.strip(_AROUND).lower()
    return word[:1].isupper() and bare not in known.weekdays and bare not in known.months


def _is_name(word: str, code: str | None) -> bool:
    """Is a sentence's first word a name? Judged by how rare it is."""
    bare = word.strip(_AROUND)
    return bare[:1].isupper() and language.document_frequency(bare.lower(), code) < BOUNDS.rare


def _speaker_is_pronoun(opening: SentenceOpening) -> bool:
    """The speaking clause says no more than "he said": the name stands in another sentence."""
    speech = opening.sentence.speech
    cue = language.words(speech.cue, opening.code)
    if not cue or (speech.speaker and _names(speech.speaker, opening.text)):
        return False
    words, near = opening.outside, set[str]()
    for at in range(len(words) - len(cue) + 1):
        if words[at : at + len(cue)] == cue:
            near |= {*words[max(0, at - 2) : at], *words[at + len(cue) : at + len(cue) + 1]}
    return opening.holds("people", sorted(near))


def _begins_with_heading(text: str) -> bool:
    return _HEADING.match(text) is not None and not _DATELINE.search(text[: BOUNDS.dateline])


def _names(speaker: str, text: str) -> bool:
    return any(part in text for part in speaker.split() if len(part) > 2 and part[0].isupper())


def _nobody_speaks(opening: SentenceOpening) -> bool:
    return not opening.is_said and not opening.sentence.speech.speaker


_DOUBLE = re.compile(r"“[^”]{0,2000}(?:”|$)|«[^»]{0,2000}»|„[^“]{0,2000}“|\"[^\"]{0,2000}\"")
_SINGLE = re.compile(r"(?:(?<=\s)|^)‘[^‘]{0,2000}?’(?=[\s,.;:!?]|$)")


def outside_quotation(text: str) -> str:
    """The text without its quoted stretches."""
    return _SINGLE.sub(" ", _DOUBLE.sub(" ", text))


def inside_quotation(text: str) -> str:
    """The quoted stretches of the text, one after the other."""
    found = _DOUBLE.findall(text)
    return " ".join([*found, *_SINGLE.findall(_DOUBLE.sub(" ", text))])


def _told(text: str) -> Sentence:
    """An English sentence; who speaks in it may stand before it ("[Ada Roe] “It rains.”")."""
    speaker, _, words = text.rpartition("] ")
    if not speaker:
        return Sentence(span=Span(0, len(words)), text=words, block=0)
    cue = "said" if " said" in words else ""
    direct = "direct" if words.startswith("“") else "indirect"
    speech = Speech(speaker=speaker[1:], role=None, quote=direct, attributed=True, cue=cue, via=None, unit=None)  # type: ignore[arg-type]
    return Sentence(span=Span(0, len(words)), text=words, block=0, speech=speech)


def _leans(text: str) -> bool:
    return leaning(_told(text), "en") is not None


def _is_unfit(text: str) -> bool:
    return unfit(_told(text), "en") is not None


def _row(
    name: str, test: Callable[[SentenceOpening], object], why: str | None, example: str
) -> Rule[[SentenceOpening], str | None]:
    """why: "{0}" and "{1}" stand for the sentence's first and second word; None: it stands alone after all."""
    return Rule(name=name, test=test, verdict=why, example=(example, why is not None))


LEANING: RuleTable[[SentenceOpening], str | None] = RuleTable(
    "leaning",
    _row("it is unclear whether", lambda opening: opening.opens("expletives"), None, "There is no bridge in Ostrau."),
    _row(
        "a connective",
        lambda opening: opening.opens("connectives"),
        "opens with “{0}”",
        "As a result, Ostrau voted for the bridge.",
    ),
    _row(
        "an objection",
        _objects,
        "objects to what was said before",
        "But many ferries in Ostrau are waiting.",
    ),
    _row(
        "an answer",
        _is_an_answer,
        "opens with “{0}”",
        "In response, Ostrau closed the bridge.",
    ),
    _row("a pronoun", lambda opening: opening.opens("pronouns"), "opens with “{0}”", "These bridges cost much."),
    _row(
        "soon, a word that adds",
        lambda opening: opening.holds("soon", opening.words[: BOUNDS.opening]),
        "adds to what was said before",
        "Ostrau also voted for the bridge.",
    ),
    _row(
        "a number of them",
        _is_a_number_of_them,
        "opens with “{0}” of those named before",
        "Some have voiced doubts about the bridge.",
    ),
    _row(
        "a quotation goes on",
        _goes_on,
        "goes on with a quotation whose speaker is named before it",
        "[Ada Roe] “The bridge is a disgrace.”",
    ),
    _row(
        "somebody named before",
        _opens_with_somebody,
        "speaks of somebody who is named before it",
        "On Monday she left Ostrau.",
    ),
    _row(
        "a pronoun speaks",
        _speaker_is_pronoun,
        "its speaker is only a pronoun here",
        "[Ada Roe] The bridge is a disgrace, she said.",
    ),
    _row(
        "the thing named before",
        _is_an_anaphor,
        "“the {1}” was named before",
        "The figure was frozen by the council of Ostrau.",
    ),
    _row(
        "the office named before",
        lambda opening: not opening.is_said and opening.office,
        "“the {office}” was named before",
        "The Republican governor returned home on Tuesday to another bridge.",
    ),
    _row(
        "at the end, a word that points back",
        lambda opening: any(opening.is_a("last", opening.words[-size:]) for size in (1, 2)),
        "points back to what was said before",
        "Roe voted for the ferry as well.",
    ),
    _row("such a", _likens, "points back to what was said before", "No mayor has made such a journey since Roe."),
    _row(
        "speaks of us",
        lambda opening: _nobody_speaks(opening) and opening.holds("first_person", opening.outside),
        "speaks in the first person, nobody is named",
        "Ostrau knows that we have seen the bridge.",
    ),
    _row(
        "speaks to the reader",
        lambda opening: _nobody_speaks(opening) and opening.holds("reader", opening.outside),
        "speaks to the reader",
        "Please tell the council what you think of the bridge.",
    ),
    otherwise=None,
    run=_leans,
)

UNFIT: RuleTable[[SentenceOpening], str | None] = RuleTable(
    "unfit",
    _row(
        "half a sentence",
        lambda opening: opening.opens("halves", opening.every) and "," not in opening.text,
        "is half a sentence",
        "Although the ferry hopes to run.",
    ),
    _row(
        "a caption",
        lambda opening: opening.holds("captions", opening.every),
        "reads as the caption of a picture",
        "Ada Roe, mayor of Ostrau, is pictured at the bridge.",
    ),
    _row(
        "what a picture shows",
        _shows,
        "reads as the caption of a picture",
        "Ada Roe stands at the bridge of Ostrau on December 6, 2031.",
    ),
    _row(
        "what a picture shows on a weekday",
        _shows_on_a_weekday,
        "reads as the caption of a picture",
        "Neighbours look at the broken bridge of Ostrau after a storm on Monday.",
    ),
    _row(
        "called out",
        _calls_out,
        "is called out, and nobody is named",
        "Stop the building of the bridge!",
    ),
    _row(
        "a listing",
        _is_listing,
        "is an entry of a listing",
        "Date: 30 May Venue: Ostrau bridge, from noon, in any weather.",
    ),
    _row(
        "a page's words",
        lambda opening: opening.holds("residue", opening.every),
        "speaks to the reader of a page",
        "The bridge is closed, read more below.",
    ),
    _row(
        "begins with a heading or a number",
        lambda opening: _NUMBERED.match(opening.text) or _begins_with_heading(opening.text),
        "begins with a heading or a number",
        "BRIDGE CLOSED AGAIN The bridge of Ostrau was closed on Monday.",
    ),
    otherwise=None,
    run=_is_unfit,
)
