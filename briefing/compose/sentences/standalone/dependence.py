"""Why a sentence cannot be understood without the one before it: by how it opens, by what it points back to, and by
whether whoever speaks in it is named there."""

from __future__ import annotations

from collections.abc import Sequence

from briefing import language
from briefing.compose.sentences.standalone.opening import (
    AROUND,
    BOUNDS,
    OPENING_MARKS,
    SentenceOpening,
    names,
    nobody_speaks,
    outside_quotation,
    row,
    sentence_of,
)
from briefing.language.rules import RuleTable
from briefing.model import Sentence

_CONTRACTED = ("’s", "'s")  # "it’s", of which `language.words` keeps "it"
_DASHES = ("–", "—")  # open speech in some languages
_LEAST = 2  # letters of a word that tells nothing


def leaning(sentence: Sentence, code: str | None, *, first: bool = False) -> str | None:
    """Why a sentence cannot be understood without the one before it; None if it can. first: an article begins so."""
    opening = SentenceOpening(sentence, code, first=first)
    if not opening.words:
        return "no words"
    why = LEANING(opening)
    return why.format(*opening.words[:2], "", office=opening.office) if why and "{" in why else why


def speaks_as_a_pronoun(sentence: Sentence, code: str | None) -> str | None:
    """Why nobody knows who speaks in a sentence: "he said". None where its speaker is named."""
    return _PRONOUN if _speaker_is_pronoun(SentenceOpening(sentence, code)) else None


_PRONOUN = "its speaker is only a pronoun here"


def opens_with_an_article(sentence: Sentence, code: str | None) -> bool:
    """Does a sentence open with "the", or with a noun that a language without articles uses likewise? In an article's
    first sentence it points forward: nobody was named before."""
    opening = SentenceOpening(sentence, code)
    if opening.has("articles"):
        return opening.holds("articles", opening.words[:1])
    return _is_an_anaphor(opening)


def _is_a_number_of_them(opening: SentenceOpening) -> bool:
    """ "Some have", "several of them": a number of people or things, and no word on which."""
    words = opening.words
    return any(
        opening.is_a("quantifiers", words[:size]) and opening.opens("auxiliaries", words[size:]) for size in (1, 2)
    )


def _is_an_anaphor(opening: SentenceOpening) -> bool:
    """ "The figure was frozen": a thing named before, and no word on which one. Where no article says so, the noun
    opens the sentence, and its verb follows."""
    words = opening.words
    if opening.has("articles"):
        if not opening.holds("articles", words[:1]):
            return False
        words = words[1:]
    size = next((size for size in (2, 1) if opening.is_a("anaphors", words[:size])), 0)
    rest = words[size:]
    if (
        not size
        or opening.opens("pointers", rest)
        or (opening.has("predicates") and not opening.opens("predicates", rest))
    ):
        return False
    behind = opening.behind(words[size - 1])
    return not behind[:1].isupper()  # "The company Tarn Rail": its name


def _objects(opening: SentenceOpening) -> bool:
    """ "But many are waiting": an objection to what was said before, and nobody is named in full who makes it."""
    parts = opening.text.split()[1:]
    return opening.opens("objections", opening.every) and not any(map(_are_a_name, parts, parts[1:]))


def _are_a_name(word: str, after: str) -> bool:
    return word[:1].isupper() and word[-1:].isalpha() and after[:1].isupper()


def _judges_by_name(opening: SentenceOpening) -> bool:
    """ "“This is a disgrace,” said Ada Roe": what somebody named in the sentence says of the matter at hand."""
    speech, outside = opening.sentence.speech, outside_quotation(opening.text)
    if speech.quote != "direct" or not opening.text.startswith((*OPENING_MARKS, *_DASHES)):
        return False
    words = opening.every
    if opening.text.split()[0].endswith(_CONTRACTED):
        words = [*words[:1], "is"]
    return opening.opens("judged", words) and names(speech.speaker or "", outside)


def _is_an_answer(opening: SentenceOpening) -> bool:
    """ "In response, Tarn closed the bridge": but "in response to the storm" says to what."""
    return opening.opens("answers") and not opening.holds("to_what", opening.words[2:3])


def _likens(opening: SentenceOpening) -> bool:
    """ "Such a journey", outside quotations: but not "in such a way", nor where nothing was said before."""
    if opening.first or not opening.holds("alike"):
        return False
    words = opening.outside
    places = (at for found in opening.list("alike").find(words).values() for at in found)
    return any(not opening.holds("no_pointer", words[at + 2 : at + 3]) for at in places)


def _goes_on(opening: SentenceOpening) -> bool:
    """A direct quotation without a word on who says it."""
    speech = opening.sentence.speech
    named = speech.speaker is not None and names(speech.speaker, outside_quotation(opening.text))
    return speech.quote == "direct" and not speech.cue and not named and speech.attributed


def _says_unnamed(opening: SentenceOpening) -> bool:
    """What somebody says of whom the sentence has neither a name nor an office: a subject left out ("Recordó que …"),
    or reported speech that goes on ("Die Halle sei gesperrt."). Of languages in which both are common."""
    speech = opening.sentence.speech
    if not speech.attributed or not speech.speaker or not opening.free_order:
        return False
    known = _stems(language.words(f"{speech.speaker} {speech.role or ''}", opening.code), opening.code)
    if any(f"{mark}{speech.speaker}" in opening.text for mark in OPENING_MARKS):  # «Tarn Rail»: a name in marks
        return False
    return known.isdisjoint(_stems(opening.outside, opening.code))


def _stems(words: Sequence[str], code: str | None) -> set[str]:
    """What is left of the words without their cases, prepositions and the like left out."""
    return {language.stem(word, code) for word in words if len(word) > _LEAST}


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


def _opens_with_it(opening: SentenceOpening) -> bool:
    """ "As it reached the hall, …": what, if the main clause does not begin with a name or an article?"""
    words = opening.words
    if not opening.opens("subordinators") or not opening.opens("pronouns", words[1:]):
        return False
    behind = opening.text.partition(", ")[2].split()[:1]
    return not any(word[:1].isupper() for word in behind)


def _some_time_after(opening: SentenceOpening) -> bool:
    """ "Minutes later, the bridge broke": after what?"""
    words = opening.words[: BOUNDS.opening]
    size = next((at for at in range(1, len(words)) if opening.holds("apart", words[at : at + 1])), 0)
    counted = all(opening.holds("counts", [word]) or word.isdigit() for word in words[: max(0, size - 1)])
    return size > 0 and opening.holds("spans", [words[size - 1]]) and counted


def _in_between(opening: SentenceOpening) -> bool:
    """ "The rules, though, end in May": the word stands between commas, near the sentence's start."""
    parts = opening.text.split()[1 : BOUNDS.opening + 2]
    return any(
        before.endswith(",") and word.endswith(",") and opening.is_a("between", [word[:-1].lower()])
        for before, word in zip(opening.text.split(), parts, strict=False)
    )


def _is_capital(word: str, code: str | None) -> bool:
    """Does a word begin with a capital, days and months left out?"""
    known = language.data(code)
    bare = word.strip(AROUND).lower()
    return word[:1].isupper() and bare not in known.weekdays and bare not in known.months


def _is_name(word: str, code: str | None) -> bool:
    """Is a sentence's first word a name? Judged by how rare it is."""
    bare = word.strip(AROUND)
    return bare[:1].isupper() and language.document_frequency(bare.lower(), code) < BOUNDS.rare


def _speaker_is_pronoun(opening: SentenceOpening) -> bool:
    """The speaking clause says no more than "he said": the name stands in another sentence."""
    speech = opening.sentence.speech
    cue = language.words(speech.cue, opening.code)
    if not cue or (speech.speaker and names(speech.speaker, opening.text)):
        return False
    words, near = opening.outside, set[str]()
    for at in range(len(words) - len(cue) + 1):
        if words[at : at + len(cue)] == cue:
            near |= {*words[max(0, at - 2) : at], *words[at + len(cue) : at + len(cue) + 1]}
    return opening.holds("people", sorted(near))


def _leans(text: str) -> bool:
    return leaning(*sentence_of(text)) is not None


LEANING: RuleTable[[SentenceOpening], str | None] = RuleTable(
    "leaning",
    row("it is unclear whether", lambda opening: opening.opens("expletives"), None, "There is no bridge in Ostrau."),
    row(
        "somebody named judges it",
        _judges_by_name,
        None,
        "[Ada Roe] “This is a disgrace,” Roe said.",
    ),
    row(
        "a connective",
        lambda opening: opening.opens("connectives"),
        "opens with “{0}”",
        "As a result, Ostrau voted for the bridge.",
    ),
    row(
        "an objection",
        _objects,
        "objects to what was said before",
        "But many ferries in Ostrau are waiting.",
    ),
    row(
        "an answer",
        _is_an_answer,
        "opens with “{0}”",
        "In response, Ostrau closed the bridge.",
    ),
    row("a pronoun", lambda opening: opening.opens("pronouns"), "opens with “{0}”", "These bridges cost much."),
    row(
        "soon, a word that adds",
        lambda opening: opening.holds("soon", opening.words[: BOUNDS.opening]),
        "adds to what was said before",
        "Ostrau also voted for the bridge.",
    ),
    row(
        "a word that objects between commas",
        _in_between,
        "objects to what was said before",
        "The ferries of Ostrau, though, are waiting.",
    ),
    row(
        "some time after",
        _some_time_after,
        "says how long after something it was, and not after what",
        "Less than an hour later, the bridge of Ostrau was closed.",
    ),
    row(
        "a pronoun behind a conjunction",
        _opens_with_it,
        "speaks of something that is named before it",
        "When it reached Ostrau, unknown men stopped the ferry.",
    ),
    row(
        "a number of them",
        _is_a_number_of_them,
        "opens with “{0}” of those named before",
        "Some have voiced doubts about the bridge.",
    ),
    row(
        "a quotation goes on",
        _goes_on,
        "goes on with a quotation whose speaker is named before it",
        "[Ada Roe] “The bridge is a disgrace.”",
    ),
    row(
        "somebody named before",
        _opens_with_somebody,
        "speaks of somebody who is named before it",
        "On Monday she left Ostrau.",
    ),
    row(
        "a pronoun speaks",
        _speaker_is_pronoun,
        _PRONOUN,
        "[Ada Roe] The bridge is a disgrace, she said.",
    ),
    row(
        "nobody named speaks",
        _says_unnamed,
        "who says so is named before it",
        "[Ada Venn|es] Recordó que el puente de Ostrau no es seguro.",
    ),
    row(
        "the thing named before",
        _is_an_anaphor,
        "“the {1}” was named before",
        "The figure was frozen by the council of Ostrau.",
    ),
    row(
        "the office named before",
        lambda opening: not opening.is_said and opening.office,
        "“the {office}” was named before",
        "The Republican governor returned home on Tuesday to another bridge.",
    ),
    row(
        "at the end, a word that points back",
        lambda opening: any(opening.is_a("last", opening.words[-size:]) for size in (1, 2)),
        "points back to what was said before",
        "Roe voted for the ferry as well.",
    ),
    row("such a", _likens, "points back to what was said before", "No mayor has made such a journey since Roe."),
    row(
        "speaks of us",
        lambda opening: nobody_speaks(opening) and opening.holds("first_person", opening.persons),
        "speaks in the first person, nobody is named",
        "Ostrau knows that we have seen the bridge.",
    ),
    row(
        "speaks to the reader",
        lambda opening: nobody_speaks(opening) and opening.holds("reader", opening.outside),
        "speaks to the reader",
        "Please tell the council what you think of the bridge.",
    ),
    otherwise=None,
    run=_leans,
)
