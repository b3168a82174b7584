"""A passage made ready for comparison, and how much two of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from briefing import language
from briefing.compose.sentences.numbers.figures import Figure, figures
from briefing.compose.sentences.terms import Terms, opposites, terms
from briefing.language.memo import kept_for_the_same, lazy
from briefing.language.names import may_open_with
from briefing.model import Passage, Speech

Framed = tuple[str, str, str, str]  # two words, the word that they stand before, and the word after it


@dataclass(frozen=True, kw_only=True)
class ComparedPassage:
    """A passage made ready for comparison; what comparing asks of one passage alone is found once."""

    terms: Terms
    figures: tuple[Figure, ...]
    days: frozenset[str]
    speech: tuple[Speech, ...]
    language: str | None

    @lazy
    def speaker(self) -> str | None:
        return next((speech.speaker for speech in self.speech if speech.speaker), None)

    @lazy
    def attributed(self) -> bool:
        return any(speech.attributed for speech in self.speech)

    @lazy
    def word_set(self) -> frozenset[str]:
        return frozenset(self.terms.words)

    @lazy
    def said_names(self) -> frozenset[str]:
        """Names inside sentences, and rare words at their head."""
        rare = {word for word in self.terms.maybe if may_open_with(word, self.language)}
        return frozenset(self.terms.names) | rare

    @lazy
    def every_name(self) -> frozenset[str]:
        """Names inside sentences, and all words with a capital at their head."""
        return frozenset(self.terms.names) | self.terms.maybe

    @lazy
    def name_stems(self) -> frozenset[str]:
        return frozenset(language.stem(name, self.language) for name in self.every_name)

    @lazy
    def voices(self) -> Sequence[str]:
        """The names of those who answer for it, each once."""
        return tuple(dict.fromkeys(speech.speaker for speech in self.speech if speech.speaker))

    @lazy
    def bare_numbers(self) -> frozenset[str]:
        """Numbers in digits that are no figures: years, ages, parts of names."""
        values = {f"{value:g}" for figure in self.figures for value in (figure.low, figure.high)}
        return frozenset(number for number in self.terms.numbers if number not in values and len(number) < 9)

    @lazy
    def sides(self) -> tuple[frozenset[int], frozenset[int]]:
        """The numbers of the pairs of opposites of which it holds words of the first side, and of the second."""
        return sides_of(self.word_set, self.language)

    @lazy
    def frames(self) -> Sequence[tuple[str, Framed]]:
        """Each word of the content but the first, by its stem, with the words around it."""
        words = ("", "", *self.terms.words, "")
        stems = {word: language.stem(word, self.language) for word in self.word_set}
        return tuple(
            (stems[words[at]], (words[at - 2], words[at - 1], words[at], words[at + 1]))
            for at in range(3, len(words) - 1)
            if stems[words[at]] in self.terms.content
        )


@kept_for_the_same(most=8192)
def said(passage: Passage) -> ComparedPassage:
    text, lang = passage.text, passage.article.language
    return ComparedPassage(
        terms=_without_attribution(terms(text, lang), passage),
        figures=figures(text, lang),
        days=frozenset(
            mention.value for sentence in passage.sentences for mention in sentence.dates if "W" not in mention.value
        ),
        speech=tuple(sentence.speech for sentence in passage.sentences),
        language=lang,
    )


def _without_attribution(found: Terms, passage: Passage) -> Terms:
    """The terms without the words that only say who answers for it ("union leader Bo Carr said"): two remarks of one
    person share them, whatever they say."""
    lang = passage.article.language
    about: set[str] = set()
    for sentence in passage.sentences:
        speech = sentence.speech
        if speech.attributed:
            for words in (speech.speaker, speech.role, speech.cue):
                about |= terms(words or "", lang).content
    if not about & found.content:
        return found
    left = found.content - about
    return replace(found, content=left, weight=fsum(map(found.weights.__getitem__, left)))


def likeness(a: Terms, b: Terms) -> tuple[float, float]:
    """(Dice share, share of the shorter one's weight) of the stems that two passages have in common, 0..1 each."""
    return likeness_of_shared(a, b, a.content & b.content)


def likeness_of_shared(a: Terms, b: Terms, both: frozenset[str]) -> tuple[float, float]:
    """The same, where the stems that both have are known."""
    one, two = a.weight, b.weight
    if not both or not one or not two:
        return (0.0, 0.0)
    shared = fsum(map(min, map(a.weights.__getitem__, both), map(b.weights.__getitem__, both)))
    return (min(1.0, 2 * shared / (one + two)), min(1.0, shared / min(one, two)))


def shared_nats(a: ComparedPassage, b: ComparedPassage) -> float:
    """Nats of what both say, measured on the first."""
    return fsum(map(a.terms.weights.__getitem__, a.terms.content & b.terms.content))


def sides_of(words: frozenset[str], lang: str | None) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of a language's pairs of opposites of which words of the first side are there, and of the second."""
    pairs = opposites(lang)
    return (
        frozenset(number for number, (this, _) in enumerate(pairs) if not words.isdisjoint(this)),
        frozenset(number for number, (_, that) in enumerate(pairs) if not words.isdisjoint(that)),
    )
