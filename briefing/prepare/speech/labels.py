"""Who speaks in an interview or a transcript, by the labels of its lines: "Q:" and "A:", "TOTH:", "Isker Post:".

A label names a person of the article by the last name, or is the answering letter: then the person is the one that the
introduction names first. What an interviewer or a moderator asks is nobody's statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing import language
from briefing.model import Article, Block, Sentence, Speech

_LABEL = re.compile(r"(?:\*\*)?([^\W\d_][\w.'’ -]{0,40}?)(?:\*\*)?:(?:\*\*)?\s+(?=\S)")
_LONGEST = 48  # characters of such a label with its marks and its colon, at most
_CAPITAL = r"[^\W\d_a-z][\w'’-]+"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:[^\W\d_]\.|van|von|de|der|den|del|della|di|da|al|bin|{_CAPITAL})){{1,4}}")
_INTRODUCTION = 3  # sentences that name who is interviewed


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled line: its label, and the length of label, colon and space in characters."""

    label: str
    length: int


CONVERSATIONS = frozenset({"interview", "speech"})  # genres whose lines may have labels


def label_of(text: str) -> Labelled | None:
    """The label that a line opens with; None where it has none."""
    match = _LABEL.match(text) if ":" in text[:_LONGEST] else None
    return Labelled(match[1].strip(), match.end()) if match else None


@lru_cache(maxsize=64)
def _words(name: str, code: str | None) -> frozenset[str]:
    tables = (language.table("genres", "en"), language.table("genres", code))
    return frozenset(word for table in tables for word in table.get("labels", {}).get(name, ()))


def by_labels(sentences: Sequence[Sentence], article: Article) -> tuple[Sentence, ...]:
    """The sentences of a conversation with the speakers that its labels name. Sentences before the first label keep
    their speakers."""
    blocks, text, code = article.blocks, article.body.string, article.language
    outlet = article.outlet.value if article.outlet else None
    people = _people(sentences, blocks, text, code)
    found: list[Sentence] = []
    speech: Speech | None = None
    block = -1
    for sentence in sentences:
        if sentence.block != block:
            block = sentence.block
            labelled = label_of(text[blocks[block].span.start : blocks[block].span.end])
            speech = _speech(labelled.label, people, code, outlet) if labelled else speech
        found.append(sentence if speech is None else replace(sentence, speech=speech))
    return tuple(found)


def _speech(label: str, people: Sequence[str], code: str | None, outlet: str | None) -> Speech:
    low = label.lower()
    if low in _words("asks", code) or _names_outlet(low, outlet):
        return Speech(attributed=True, cue=label, asked=True)
    if low in _words("answers", code):
        return Speech(speaker=people[0] if people else None, quote="direct", attributed=True, cue=label)
    last = low.split()[-1]
    name = next((person for person in people if person.lower().split()[-1] == last), None)
    return Speech(speaker=name or _written(label), quote="direct", attributed=True, cue=label)


def _names_outlet(label: str, outlet: str | None) -> bool:
    """Is a label in lower case the outlet's name, or a part of it that has more than two letters?"""
    words = (outlet or "").lower().split()
    return bool(words) and len(label) > 2 and set(label.split()) <= set(words)


def _written(label: str) -> str:
    """A label as a name is written: "TOTH" → "Toth"."""
    return label.title() if label.isupper() else label


def _people(sentences: Sequence[Sentence], blocks: Sequence[Block], text: str, code: str | None) -> list[str]:
    """Full names of the article, those of its introduction first."""
    unlabelled = [
        sentence
        for sentence in sentences
        if label_of(text[blocks[sentence.block].span.start : blocks[sentence.block].span.end]) is None
    ]
    rows = [*unlabelled[:_INTRODUCTION], *sentences]
    found: dict[str, None] = {}
    for sentence in rows:
        for match in _NAME.finditer(sentence.text):
            words = match.group().split()
            while words and words[0].lower().rstrip(".") in _titles(code):
                words = words[1:]
            if len(words) > 1:
                found.setdefault(" ".join(words))
    return list(found)


@lru_cache(maxsize=64)
def _titles(code: str | None) -> frozenset[str]:
    table = language.table("speech", code)
    return frozenset((*table.get("title", ()), *table.get("role", ())))
