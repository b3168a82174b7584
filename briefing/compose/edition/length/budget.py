"""How much may be printed: statements, words and sentences of a story and of the edition, words quoted from one source.

Words are runs of characters between white space, as everywhere in this program. A section's own limits stand in its
rule (sections.py).
"""

from __future__ import annotations

from collections import Counter

from briefing.compose.edition.length.options import LengthOptions
from briefing.model import Passage


class Ledger:
    """What has been printed so far, against the limits."""

    def __init__(self, options: LengthOptions) -> None:
        self.options = options
        self.words = self.sentences = 0
        self.words_of_story: Counter[str] = Counter()
        self.sentences_of_story: Counter[str] = Counter()
        self.words_of_source: Counter[str] = Counter()

    def take(self, story: str, passage: Passage) -> bool:
        """Whether the passage still fits everywhere; if so it is counted. story: the story's id."""
        words, sentences = len(passage.text.split()), len(passage.sentences)
        path = passage.article.path
        limits = (
            (self.words + words, self.options.words),
            (self.words_of_story[story] + words, self.options.words_per_story),
            (self.sentences + sentences, self.options.sentences),
            (self.sentences_of_story[story] + sentences, self.options.sentences_per_story),
            (self.words_of_source[path] + words, self.options.words_per_source),
        )
        if any(most is not None and used > most for used, most in limits):
            return False
        self.words += words
        self.sentences += sentences
        self.words_of_story[story] += words
        self.sentences_of_story[story] += sentences
        self.words_of_source[path] += words
        return True
