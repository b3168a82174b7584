"""Sentences → passages: what must be printed together, and what cannot be printed without more.

A quotation of several sentences is never cut. A sentence that opens with a pronoun or a connective, or points back ("as
well", "that decision"), is joined with the sentence before it; where that does not mend it, the passage keeps a flaw
that says so, and is not chosen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from briefing import language
from briefing.compose.cues import CueMatcher
from briefing.model import Article, Passage, Sentence

MOST_JOINED = 3  # sentences that a leaning one may draw in before it
MOST_SENTENCES = 5  # of a passage; a longer quotation is left out whole
_MARKS = re.compile('[“”„«»"]')
_SINGLE_WHOLE = re.compile(r"(?<!\w)‘[^‘’]{0,600}(?:’\w[^‘’]{0,600}){0,20}’(?!\w)")
_SINGLE_OPEN = re.compile(r"(?<!\w)‘(?!\d)")
_CLOSED = re.compile(r"[.!?…。！？][\"”’»“'’)\]]*$")


@cache
def _alone(code: str) -> Mapping[str, CueMatcher]:
    table = dict(language.table("sections", code).get("alone", {}))
    return {name: CueMatcher({name: [str(cue) for cue in cues]}) for name, cues in table.items()}


def _opens_with(matcher: CueMatcher | None, words: Sequence[str]) -> bool:
    """Does a cue of the list begin at the first word?"""
    return matcher is not None and any(places[0] == 0 for places in matcher.find(words).values())


def _holds(matcher: CueMatcher | None, words: Sequence[str]) -> bool:
    return matcher is not None and bool(matcher.find(words))


def leaning(sentence: Sentence, code: str | None) -> str | None:
    """Why a sentence cannot be understood without the one before it; None if it can."""
    lists = _alone(code or "en")
    words = language.words(sentence.text, code)
    if not words:
        return "no words"
    soft = lists.get("soft_connectives")
    if _opens_with(soft, words):
        words = words[1:]
    if _opens_with(lists.get("expletives"), words):
        return None
    if _opens_with(lists.get("connectives"), words):
        return f"opens with “{words[0]}”"
    if _opens_with(lists.get("pronouns"), words):
        return f"opens with “{words[0]}”"
    if _speaker_is_pronoun(sentence, code, lists.get("people")):
        return "its speaker is only a pronoun here"
    if _holds(lists.get("leaning"), words):
        return "points back to what was said before"
    return None


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
    text = re.sub(r"“[^”]{0,2000}”|«[^»]{0,2000}»|„[^“]{0,2000}“|\"[^\"]{0,2000}\"", " ", text)
    return re.sub(r"(?:(?<=\s)|^)‘[^‘]{0,2000}?’(?=[\s,.;:!?]|$)", " ", text)


def quotation_depth(text: str) -> int:
    """1 if the text ends inside a quotation that it opens, -1 if it closes one that it does not open, else 0.

    Double marks, guillemets and low-high marks count; single ones only where they open at a word's start, since the
    closing one is also the apostrophe.
    """
    low = "„" in text
    inside, closed_early = False, False
    for mark in _MARKS.findall(text):
        if mark == '"':
            inside = not inside
        elif mark in "„«‹" or (mark == "“" and not low):
            inside = True
        elif inside:
            inside = False
        else:
            closed_early = True
    if inside or _SINGLE_OPEN.search(_SINGLE_WHOLE.sub(" ", text)):
        return 1
    return -1 if closed_early else 0


def units(article: Article) -> list[tuple[int, int]]:
    """First and last sentence of each stretch that must not be cut, in order, covering all sentences."""
    found: list[tuple[int, int]] = []
    inside = False
    for index, sentence in enumerate(article.sentences):
        joins = False
        if found:
            before = article.sentences[index - 1]
            same_unit = sentence.speech.unit is not None and sentence.speech.unit == before.speech.unit
            joins = same_unit or (inside and index - found[-1][0] < MOST_SENTENCES)
        if joins:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
            inside = False
        inside = _ends_inside(sentence.text, inside)
    return found


def _ends_inside(text: str, inside: bool) -> bool:
    """Is the text's end inside a quotation, given whether its start is? A paragraph that goes on with a quotation
    opens it again."""
    depth = quotation_depth(text)
    if not inside:
        return depth > 0
    return depth >= 0 and (depth > 0 or not _MARKS.search(text))


def passages(article: Article) -> list[Passage]:
    """The passages of an article, one for each uncuttable stretch, with what it needs before it; they may overlap."""
    stretches = units(article)
    result: list[Passage] = []
    for number, (first, last) in enumerate(stretches):
        flaws = _flaws(article, first, last)
        start, why = number, leaning(article.sentences[first], article.language)
        while why and start > 0 and number - start < MOST_JOINED and _adjoins(article, stretches[start][0]):
            start -= 1
            why = leaning(article.sentences[stretches[start][0]], article.language)
        if why:
            flaws = (*flaws, why)
        begin = stretches[start][0]
        flaws = (*flaws, *_flaws(article, begin, first - 1)) if begin < first else flaws
        if last - begin >= MOST_SENTENCES:
            flaws = (*flaws, "too long to print whole")
        result.append(Passage(article, begin, last, tuple(dict.fromkeys(flaws))))
    return result


def _adjoins(article: Article, index: int) -> bool:
    """Does the sentence before stand in the same block or in the one before it, nothing between that is kept?"""
    here, before = article.sentences[index].block, article.sentences[index - 1].block
    between = article.blocks[before + 1 : here] if article.blocks else ()
    return not any(block.kind == "heading" for block in between)


def _flaws(article: Article, first: int, last: int) -> tuple[str, ...]:
    text = " ".join(sentence.text for sentence in article.sentences[first : last + 1])
    found = []
    if quotation_depth(text):
        found.append("begins or ends inside a quotation")
    if not _CLOSED.search(text):
        found.append("does not end as a sentence does")
    if text[:1].islower():
        found.append("does not begin as a sentence does")
    return tuple(found)
