"""Can a sentence be understood without the one before it? Judged by how it opens, by what it points back to, and by
whether whoever speaks in it is named there. The words are those of `briefing/language/<code>/sections.toml`, [alone].
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from briefing import language
from briefing.language.cues import CueMatcher
from briefing.model import Sentence

_OPENING_WORDS = 5  # among which a pronoun without its person, or "also", makes a sentence lean
_NAME_RARER_THAN = 0.02  # share of articles that hold a word; a rarer one at a sentence's start is taken for a name
_SCENE_WITHIN = 8  # words of a caption within which it tells what happens
_NUMBERED = re.compile(r"\d{1,2} of \d{1,2}\b[.:)]|\d{1,2}[.)] [^\W\d_]")  # of pictures, of a list's items
_HEADING = re.compile(r"(?:[^\W\d_a-z]{4,} ){2,}(?=[^\W\d_][a-z])")  # two words and more in capitals, then a sentence
_DATELINE = re.compile(r"[–—,(]|-- ?")
_DATELINE_WITHIN = 60  # characters


@cache
def _alone(code: str) -> Mapping[str, CueMatcher]:
    table = dict(language.table("sections", code).get("alone", {}))
    return {name: CueMatcher({name: [str(cue) for cue in cues]}) for name, cues in table.items()}


def _opens_with(matcher: CueMatcher | None, words: Sequence[str]) -> bool:
    """Does a cue of the list begin at the first word?"""
    return matcher is not None and matcher.opens(words)


def _holds(matcher: CueMatcher | None, words: Sequence[str]) -> bool:
    return matcher is not None and bool(matcher.find(words))


def leaning(sentence: Sentence, code: str | None) -> str | None:
    """Why a sentence cannot be understood without the one before it; None if it can."""
    lists = _alone(code or "en")
    words = language.words(sentence.text, code)
    if not words:
        return "no words"
    soft = lists.get("soft_connectives")
    skipped = 0
    while skipped < 2 and _opens_with(soft, words):
        words, skipped = words[1:], skipped + 1
    if _opens_with(lists.get("expletives"), words):
        return None
    if _opens_with(lists.get("connectives"), words) or _opens_with_an_answer(words, lists):
        return f"opens with “{words[0]}”"
    if _opens_with(lists.get("pronouns"), words):
        return f"opens with “{words[0]}”"
    if _holds(lists.get("soon"), words[:_OPENING_WORDS]):
        return "adds to what was said before"
    if _opens_with_a_number_of_them(words, lists):
        return f"opens with “{words[0]}” of those named before"
    if _goes_on(sentence):
        return "goes on with a quotation whose speaker is named before it"
    if _opens_with_somebody(sentence.text, words, code, lists):
        return "speaks of somebody who is named before it"
    if _speaker_is_pronoun(sentence, code, lists.get("people")):
        return "its speaker is only a pronoun here"
    if _opens_with_an_anaphor(words, lists):
        return f"“the {words[1]}” was named before"
    if not sentence.speech.attributed and (office := _holder(sentence.text, words, code, lists)):
        return f"“the {office}” was named before"
    if _ends_with(lists.get("last"), words) or _likens(sentence.text, words, code, lists):
        return "points back to what was said before"
    if not sentence.speech.attributed and not sentence.speech.speaker:
        outside = language.words(outside_quotation(sentence.text), code)
        if _holds(lists.get("first_person"), outside):
            return "speaks in the first person, nobody is named"
        if _holds(lists.get("reader"), outside):
            return "speaks to the reader"
    if _holds(lists.get("leaning"), words):
        return "points back to what was said before"
    return None


def unfit(sentence: Sentence, code: str | None) -> str | None:
    """Why nothing said before could make a sentence fit to print: a caption, a heading run into it, half a sentence."""
    lists = _alone(code or "en")
    words = language.words(sentence.text, code)
    if _opens_with(lists.get("halves"), words) and "," not in sentence.text:
        return "is half a sentence"
    if _holds(lists.get("captions"), words) or _shows(sentence.text, words, code, lists):
        return "reads as the caption of a picture"
    if _NUMBERED.match(sentence.text):
        return "is an item of a list"
    if _holds(lists.get("residue"), words):
        return "speaks to the reader of a page"
    if _HEADING.match(sentence.text) and not _DATELINE.search(sentence.text[:_DATELINE_WITHIN]):
        return "begins with a heading"
    return None


def _opens_with_a_number_of_them(words: Sequence[str], lists: Mapping[str, CueMatcher]) -> bool:
    """ "Some have", "several of them": a number of people or things, and no word on which."""
    for size in (1, 2):
        opening = words[:size]
        if len(opening) == size and _spans(lists.get("quantifiers"), opening):
            return _opens_with(lists.get("auxiliaries"), words[size:])
    return False


def _opens_with_an_anaphor(words: Sequence[str], lists: Mapping[str, CueMatcher]) -> bool:
    """ "The figure was frozen": a thing named before, and no word on which one."""
    if not words or not _holds(lists.get("articles"), words[:1]):
        return False
    for size in (2, 1):
        if _spans(lists.get("anaphors"), words[1 : 1 + size]):
            return not _opens_with(lists.get("pointers"), words[1 + size :])
    return False


def _opens_with_an_answer(words: Sequence[str], lists: Mapping[str, CueMatcher]) -> bool:
    """ "In response, Tarn closed the bridge": but "in response to the storm" says to what."""
    return _opens_with(lists.get("answers"), words) and not _holds(lists.get("to_what"), words[2:3])


@cache
def _offices(code: str) -> frozenset[str]:
    return frozenset(language.table("speech", code).get("names", {}).get("role", ()))


def _holder(text: str, words: Sequence[str], code: str | None, lists: Mapping[str, CueMatcher]) -> str:
    """The office whose holder a sentence opens with ("The Republican governor returned"), neither a name nor a place to
    say which one; else ""."""
    if not words or not _holds(lists.get("articles"), words[:1]):
        return ""
    at = 1
    while _holds(lists.get("parties"), words[at : at + 1]):
        at += 1
    if at >= len(words) or words[at] not in _offices(code or "en"):
        return ""
    parts = [part.strip("“”‘’\"',.;:()").lower() for part in text.split()]
    place = parts.index(words[at]) if words[at] in parts else len(parts)
    named = any(part[:1].isupper() for part in text.split()[place + 1 : place + 3])
    return "" if named or _opens_with(lists.get("pointers"), words[at + 1 :]) else words[at]


def _likens(text: str, words: Sequence[str], code: str | None, lists: Mapping[str, CueMatcher]) -> bool:
    """ "Such a journey", outside quotations: but not "in such a way"."""
    alike = lists.get("alike")
    if alike is None or not alike.find(words):
        return False
    words = language.words(outside_quotation(text), code)
    places = [at for found in alike.find(words).values() for at in found]
    return any(not _holds(lists.get("no_pointer"), words[at + 2 : at + 3]) for at in places)


def _shows(text: str, words: Sequence[str], code: str | None, lists: Mapping[str, CueMatcher]) -> bool:
    """What a picture shows, in the present tense with the day it was taken."""
    months = language.data(code).months
    dated = any(word in months for word in words[-3:]) and text.rstrip(" .")[-1:].isdigit()
    return (
        dated
        and _holds(lists.get("scenes"), words[:_SCENE_WITHIN])
        and not _holds(lists.get("past"), words[:_SCENE_WITHIN])
    )


def _ends_with(matcher: CueMatcher | None, words: Sequence[str]) -> bool:
    return any(_spans(matcher, words[-size:]) for size in (1, 2))


def _spans(matcher: CueMatcher | None, words: Sequence[str]) -> bool:
    """Are the words as a whole a cue of the list?"""
    return matcher is not None and " ".join(words) in matcher.plain


def _goes_on(sentence: Sentence) -> bool:
    """A direct quotation without a word on who says it."""
    speech = sentence.speech
    named = speech.speaker is not None and _names(speech.speaker, outside_quotation(sentence.text))
    return speech.quote == "direct" and not speech.cue and not named and speech.attributed


def _opens_with_somebody(text: str, words: Sequence[str], code: str | None, lists: Mapping[str, CueMatcher]) -> bool:
    """Is a pronoun for a person among the first words, nobody named before it, nor after it where it may come first
    ("After she left, Roe …")?"""
    people, before = lists.get("people"), lists.get("subordinators")
    if people is None or before is None:
        return False
    at = min((places[0] for places in people.find(words[:_OPENING_WORDS]).values()), default=None)
    if at is None:
        return False
    first = text.split()[: at + 1]
    if any(_is_capital(part, code) for part in first[1:]) or _is_name(first[0], code):
        return False
    if _opens_with(lists.get("determiners"), words[:at]):
        return False
    named_later = any(part[:1].isupper() for part in text.split()[at + 1 :])
    return not (named_later and _opens_with(before, words))


def _is_capital(word: str, code: str | None) -> bool:
    """Does a word begin with a capital, days and months left out?"""
    known = language.data(code)
    bare = word.strip("“”‘’\"',.;:()").lower()
    return word[:1].isupper() and bare not in known.weekdays and bare not in known.months


def _is_name(word: str, code: str | None) -> bool:
    """Is a sentence's first word a name? Judged by how rare it is."""
    bare = word.strip("“”‘’\"',.;:()")
    return bare[:1].isupper() and language.document_frequency(bare.lower(), code) < _NAME_RARER_THAN


def _speaker_is_pronoun(sentence: Sentence, code: str | None, people: CueMatcher | None) -> bool:
    """The speaking clause says no more than "he said": the name stands in another sentence."""
    speech = sentence.speech
    if people is None or not speech.cue or (speech.speaker and _names(speech.speaker, sentence.text)):
        return False
    words = language.words(outside_quotation(sentence.text), code)
    cue = language.words(speech.cue, code)
    if not cue:
        return False
    near: set[str] = set()
    for at in range(len(words) - len(cue) + 1):
        if words[at : at + len(cue)] == cue:
            near |= {*words[max(0, at - 2) : at], *words[at + len(cue) : at + len(cue) + 1]}
    return _holds(people, sorted(near))


def _names(speaker: str, text: str) -> bool:
    return any(part in text for part in speaker.split() if len(part) > 2 and part[0].isupper())


def outside_quotation(text: str) -> str:
    """The text without its quoted stretches."""
    text = re.sub(r"“[^”]{0,2000}(?:”|$)|«[^»]{0,2000}»|„[^“]{0,2000}“|\"[^\"]{0,2000}\"", " ", text)
    return re.sub(r"(?:(?<=\s)|^)‘[^‘]{0,2000}?’(?=[\s,.;:!?]|$)", " ", text)
