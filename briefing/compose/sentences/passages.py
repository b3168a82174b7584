"""Sentences → passages: what must be printed together, and what cannot be printed without more.

A quotation of several sentences is never cut. A sentence that opens with a pronoun or a connective, or points back ("as
well", "that decision"), is joined with the sentence before it; where that does not mend it, the passage keeps a flaw
that says so, and is not chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing import language
from briefing.compose.sentences.currency import of_no_source, undoes
from briefing.compose.sentences.standalone import leaning, opens_with_an_article, speaks_as_a_pronoun, unfit
from briefing.compose.sentences.tuning import PASSAGE
from briefing.model import Article, Passage, Sentence

MOST_KNOWN = 1024  # articles whose passages are kept at hand
_MARKS = re.compile('[“”„«»"]')
_OPENING = tuple('“„«"')
_SINGLE_WHOLE = re.compile(r"(?<!\w)‘[^‘’]{0,600}(?:’\w[^‘’]{0,600}){0,20}’(?!\w)")
_SINGLE_OPEN = re.compile(r"(?<!\w)‘(?!\d)")
TOO_LITTLE = "says too little to stand alone"  # a flaw
_CLOSED = re.compile(r"[.!?…。！？][\"”’»“'’)\]]*$")


def ends_inside(text: str, inside: bool = False) -> bool:
    """Is the end of the text inside a quotation, given whether its start is? See `quotation_depth`."""
    low = "„" in text
    for mark in _marks(text, inside):
        inside = not inside if mark == '"' else mark in "„«" or (mark == "“" and not low)
    return inside or bool(_SINGLE_OPEN.search(_SINGLE_WHOLE.sub(" ", text)))


def _marks(text: str, inside: bool) -> Iterator[str]:
    """The marks of quotation in order; a straight one behind a letter or a digit opens nothing (12\" is a measure)."""
    for found in _MARKS.finditer(text):
        mark, at = found[0], found.start()
        if mark == '"':
            if not inside and at and text[at - 1].isalnum():
                continue
            inside = not inside
        yield mark


def quotation_depth(text: str) -> int:
    """1 if the text ends inside a quotation that it opens, -1 if it closes one that it does not open, else 0.

    Double marks, guillemets and low-high marks count; single ones only where they open at a word's start, since the
    closing one is also the apostrophe.
    """
    if ends_inside(text):
        return 1
    low, inside = "„" in text, False
    for mark in _marks(text, inside):
        opens = mark in "„«" or (mark == "“" and not low) or (mark == '"' and not inside)
        if not opens and not inside:
            return -1
        inside = opens
    return 0


def units(article: Article) -> list[tuple[int, int]]:
    """First and last sentence of each stretch that must not be cut, in order, covering all sentences."""
    found: list[tuple[int, int]] = []
    inside = False
    for index, sentence in enumerate(article.sentences):
        text, inside = _in_paragraph(article, index, inside)
        joins = False
        if found:
            before = article.sentences[index - 1]
            same_unit = sentence.speech.unit is not None and sentence.speech.unit == before.speech.unit
            joins = same_unit or (inside and index - found[-1][0] < PASSAGE.most_sentences)
        if joins:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
            inside = False
        inside = ends_inside(text, inside)
    return found


def _in_paragraph(article: Article, index: int, inside: bool) -> tuple[str, bool]:
    """A sentence without the mark that a paragraph repeats where a quotation goes on from the paragraph before; and
    whether it does. An open quotation that the next paragraph does not open again has ended there."""
    text = article.sentences[index].text
    if not inside or not index or article.sentences[index].block == article.sentences[index - 1].block:
        return text, inside
    return (text[1:], True) if text[:1] in _OPENING else (text, False)


def _as_one(article: Article, first: int, last: int) -> str:
    """The sentences in a row, without the marks that paragraphs repeat."""
    parts: list[str] = []
    inside = False
    for index in range(first, last + 1):
        text, inside = _in_paragraph(article, index, inside) if parts else (article.sentences[index].text, False)
        inside = ends_inside(text, inside)
        parts.append(text)
    return " ".join(parts)


_known: dict[int, tuple[Article, tuple[Passage, ...]]] = {}  # the last articles' passages, by the object's identity


def passages(article: Article) -> list[Passage]:
    """The passages of an article, one for each uncuttable stretch, with what it needs before it; they may overlap.

    Several steps ask for those of the same article, which are made once.
    """
    known = _known.get(id(article))
    if known is not None and known[0] is article:
        return list(known[1])
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    found = _passages(article)
    _known[id(article)] = (article, tuple(found))
    return found


def _passages(article: Article) -> list[Passage]:
    stretches = units(article)
    unprintable = [unfit(sentence, article.language) for sentence in article.sentences]
    result: list[Passage] = []
    for number, (first, last) in enumerate(stretches):
        start, why = number, _leaning(article, first, last)
        while why and start > 0 and number - start < PASSAGE.most_joined and _adjoins(article, stretches[start][0]):
            start -= 1
            why = _leaning(article, *stretches[start])
        begin = stretches[start][0]
        last = _with_qualifier(article, last)
        flaws = _flaws(article, begin, last, unprintable) + ((why,) if why else ())
        if last - begin >= PASSAGE.most_sentences:
            flaws = (*flaws, "too long to print whole")
        result.append(Passage(article, begin, last, flaws))
    return result


def _leaning(article: Article, first: int, last: int) -> str | None:
    """Why a stretch cannot be understood without the sentence before it, judged by its first sentence; an article's
    first may open with "the ship". A quotation whose speaker is named at its end ("I stay. I did nothing," Roe said)
    leans only where that name does."""
    sentence = article.sentences[first]
    if first == 0 and opens_with_an_article(sentence, article.language):
        return None
    named = _named_further_on(article, first, last)
    if named is None:
        return leaning(sentence, article.language, first=first == 0)
    whole = replace(sentence, speech=replace(sentence.speech, cue=named.speech.cue))
    return leaning(whole, article.language) or speaks_as_a_pronoun(named, article.language)


def _named_further_on(article: Article, first: int, last: int) -> Sentence | None:
    """The sentence of a quotation that says who speaks, where its first does not."""
    speech = article.sentences[first].speech
    if speech.quote != "direct" or speech.cue:
        return None
    following = article.sentences[first + 1 : last + 1]
    return next((one for one in following if one.speech.cue and one.speech.speaker == speech.speaker), None)


def _with_qualifier(article: Article, last: int) -> int:
    """The last sentence, or the one right after it that takes back, denies or judges what it says."""
    after = last + 1
    if after < len(article.sentences) and _adjoins(article, after):
        words = language.words(article.sentences[after].text, article.language)
        if undoes(words, article.language):
            return after
    return last


def adjoins(passage: Passage) -> bool:
    """Is nothing that parts them between a passage's sentences, such as a heading?"""
    return all(_adjoins(passage.article, index) for index in range(passage.first + 1, passage.last + 1))


def _adjoins(article: Article, index: int) -> bool:
    """Does the sentence before stand in the same block or in the one before it, nothing between that is kept?"""
    here, before = article.sentences[index].block, article.sentences[index - 1].block
    between = article.blocks[before + 1 : here] if article.blocks else ()
    return not any(block.kind == "heading" for block in between)


def _says_too_little(text: str, code: str | None) -> bool:
    """Has it fewer words than a statement needs? Where words stand without spaces, two characters are one."""
    parts = text.split()
    if not language.data(code).spaces:
        return sum(char.isalnum() for char in text) < 2 * PASSAGE.least_words
    named = any(part[:1].isupper() for part in parts[1:])
    return len(parts) < (PASSAGE.least_words if named else PASSAGE.least_words_nameless)


def _flaws(article: Article, first: int, last: int, unprintable: Sequence[str | None]) -> tuple[str, ...]:
    text = " ".join(sentence.text for sentence in article.sentences[first : last + 1])
    found = list(dict.fromkeys(why for why in unprintable[first : last + 1] if why))
    if any(sentence.speech.asked for sentence in article.sentences[first : last + 1]):
        found.append("is asked by an interviewer")
    if of_no_source(language.words(text, article.language), article.language):
        found.append("says what a rumour or a fake says, and nothing that exposes it")
    if quotation_depth(_as_one(article, first, last)):
        found.append("begins or ends inside a quotation")
    if not _CLOSED.search(text):
        found.append("does not end as a sentence does")
    elif any(sentence.text[-1:].isalnum() for sentence in article.sentences[first:last]):
        found.append("holds a line that does not end as a sentence does")
    if _says_too_little(text, article.language):
        found.append(TOO_LITTLE)
    if text[:1].islower():
        found.append("does not begin as a sentence does")
    return tuple(found)


def speaker_of(passage: Passage) -> tuple[str | None, str | None]:
    """Who answers for the passage, and the role: of its last sentence that names a speaker."""
    named = [sentence.speech for sentence in passage.sentences if sentence.speech.speaker]
    if not named:
        return None, None
    speaker = named[-1].speaker
    return speaker, next((speech.role for speech in named if speech.speaker == speaker and speech.role), None)
