"""What stands in one word with a noun: the endings of its cases; conjunctions, prepositions, articles before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_STEM = 3  # letters that a noun keeps
_FEWEST = 2  # letters of a word behind a conjunction


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Affixes:
    """The affixes of one language, each empty where it has none.

    endings: of nouns in every case; bases: what a noun's plain form ends in where such an ending is taken off.
    prefixes, article, governing: conjunctions, articles and prepositions written together with the next word; suffixes:
    pronouns written together with the one before.
    people, cues, preposition: the bits of a lexicon for who may speak, for verbs of saying and for prepositions.
    """

    endings: tuple[str, ...]
    bases: tuple[str, ...]
    prefixes: tuple[str, ...]
    article: tuple[str, ...]
    governing: tuple[str, ...]
    suffixes: tuple[str, ...]
    people: int
    cues: int
    preposition: int

    def bits(self, word: str, known: Mapping[str, int]) -> int:
        """What a word may be by what is left of it without its affixes."""
        return self._of_case(word, known) if self.bases else self._of_joined(word, known) if self.article else 0

    def _of_case(self, word: str, known: Mapping[str, int]) -> int:
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                stem = word[: len(word) - len(ending)]
                for base in self.bases:
                    if bit := known.get(stem + base, 0) & self.people:
                        return bit
        return 0

    def _of_joined(self, word: str, known: Mapping[str, int]) -> int:
        for article in self.article:
            if word.startswith(article):
                return known.get(word[len(article) :], 0) & self.people
        for prefix in self.prefixes:
            rest = word[len(prefix) :] if word.startswith(prefix) and len(word) > len(prefix) + _FEWEST else ""
            if bit := known.get(rest, 0) & (self.people | self.cues) or self._behind_article(rest, known):
                return bit
        for suffix in self.suffixes:
            rest = (
                word[: len(word) - len(suffix)] if word.endswith(suffix) and len(word) > len(suffix) + _FEWEST else ""
            )
            for form in (rest, *(rest[len(one) :] for one in self.prefixes if rest.startswith(one))):
                if bit := known.get(form, 0) & (self.people | self.cues):
                    return bit
        for prefix in self.governing:
            rest = word[len(prefix) :] if word.startswith(prefix) else ""
            if bit := known.get(rest, 0) & self.people or self._behind_article(rest, known):
                return bit | self.preposition
        return 0

    def _behind_article(self, word: str, known: Mapping[str, int]) -> int:
        """The same behind an article, whose first letter a preposition before it can take away."""
        for article in self.article:
            for form in (article, article[1:]):
                if form and word.startswith(form) and (bit := known.get(word[len(form) :], 0) & self.people):
                    return bit
        return 0


def affixes_of(words: Mapping[str, Any], *, people: int, cues: int, preposition: int) -> Affixes:
    """The affixes that a language's `[words]` give."""
    endings = sorted(words.get("noun_endings", ()), key=lambda ending: (len(ending), ending))
    return Affixes(
        endings=tuple(endings),
        bases=tuple(words.get("case_bases", ())),
        prefixes=tuple(words.get("prefixes", ())),
        article=tuple(words.get("article", ())),
        governing=tuple(words.get("governing", ())),
        suffixes=tuple(words.get("suffixes", ())),
        people=people,
        cues=cues,
        preposition=preposition,
    )
