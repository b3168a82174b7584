"""How much may be printed: words and sentences of a section, a story and the edition, and words quoted from one source.

Words are runs of characters between white space, as everywhere in this program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

WORDS_A_MINUTE = 238  # silent reading of English non-fiction (Brysbaert, "How many words do we read per minute?", 2019)


@dataclass(frozen=True, slots=True)
class BudgetOptions:
    """Limits; 0 means none."""

    section_words: int = field(
        default=0, metadata={"doc": "most words in one section of a story; 0: no limit", "least": 0}
    )
    section_sentences: int = field(
        default=0, metadata={"doc": "most sentences in one section of a story; 0: no limit", "least": 0}
    )
    story_words: int = field(default=0, metadata={"doc": "most words in one story; 0: no limit", "least": 0})
    story_sentences: int = field(default=0, metadata={"doc": "most sentences in one story; 0: no limit", "least": 0})
    edition_words: int = field(default=0, metadata={"doc": "most words in the edition; 0: no limit", "least": 0})
    edition_sentences: int = field(
        default=0, metadata={"doc": "most sentences in the edition; 0: no limit", "least": 0}
    )
    source_words: int = field(
        default=0, metadata={"doc": "most words quoted from one article in the edition; 0: no limit", "least": 0}
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What one statement costs: where it stands and what it quotes."""

    story: str
    section: str
    source: str  # path of the article
    words: int
    sentences: int = 1


def words(text: str) -> int:
    return len(text.split())


def keep(entries: Sequence[Entry], options: BudgetOptions) -> list[int]:
    """Indices of the entries that stay, in order: each is taken in turn (put the most important first) if every limit
    still holds with it; one that does not fit is left out and the next is tried."""
    spent: Counter[tuple[str, ...]] = Counter()
    kept: list[int] = []
    for index, entry in enumerate(entries):
        charges = [
            (("section words", entry.story, entry.section), entry.words, options.section_words),
            (("section sentences", entry.story, entry.section), entry.sentences, options.section_sentences),
            (("story words", entry.story), entry.words, options.story_words),
            (("story sentences", entry.story), entry.sentences, options.story_sentences),
            (("edition words",), entry.words, options.edition_words),
            (("edition sentences",), entry.sentences, options.edition_sentences),
            (("source words", entry.source), entry.words, options.source_words),
        ]
        if all(not limit or spent[account] + cost <= limit for account, cost, limit in charges):
            for account, cost, _ in charges:
                spent[account] += cost
            kept.append(index)
    return kept


def words_quoted(entries: Sequence[Entry]) -> dict[str, int]:
    """Article path → words quoted from it."""
    tally: Counter[str] = Counter()
    for entry in entries:
        tally[entry.source] += entry.words
    return dict(sorted(tally.items()))


def reading_minutes(number: int) -> int:
    """Minutes that so many words take to read, at least one for any words at all."""
    return max(1, round(number / WORDS_A_MINUTE)) if number > 0 else 0
