"""How much may be printed: statements, words and sentences of a story and of the edition, words quoted from one source.

Words are runs of characters between white space, as everywhere in this program. A section's own limits stand in its
rule (sections.py).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from briefing.model import Passage


@dataclass(frozen=True, slots=True)
class BudgetOptions:
    """How much an edition prints."""

    statements: int = field(default=30, metadata={"doc": "statements in all", "least": 1})
    stories: int = field(default=8, metadata={"doc": "stories in full; the others stand in one line each", "least": 1})
    words: int | None = field(default=None, metadata={"doc": "words in all; null: no limit", "least": 1})
    words_per_story: int | None = field(default=None, metadata={"doc": "words of a story; null: no limit", "least": 1})
    sentences: int | None = field(default=None, metadata={"doc": "sentences in all; null: no limit", "least": 1})
    sentences_per_story: int | None = field(
        default=None, metadata={"doc": "sentences of a story; null: no limit", "least": 1}
    )
    words_per_source: int | None = field(
        default=None, metadata={"doc": "words quoted from one source at most; null: no limit", "least": 1}
    )
    not_known: int = field(
        default=3, metadata={"doc": "statements of a story on what is not known, at most", "least": 0, "most": 20}
    )
    timeline: int = field(
        default=6, metadata={"doc": "lines of a story's timeline, at most; 0: none", "least": 0, "most": 40}
    )
    disagreements: int = field(default=3, metadata={"doc": "disagreements of a story, at most", "least": 0, "most": 20})
    glance: int = field(default=5, metadata={"doc": "statements at a glance, at most", "least": 3, "most": 5})


class Ledger:
    """What has been printed so far, against the limits."""

    def __init__(self, options: BudgetOptions) -> None:
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
