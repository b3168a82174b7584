"""All articles as one story: one extract of at most so many words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose.stories import copies
from briefing.compose.summarizers import Summarizer
from briefing.model import Article, Passage


@dataclass(frozen=True, slots=True)
class Extract:
    """Passages in reading order, at most `budget` words together (words: runs of characters between white space)."""

    passages: tuple[Passage, ...]
    budget: int

    @property
    def text(self) -> str:
        return " ".join(passage.text for passage in self.passages)


def summarize(articles: Sequence[Article], words: int, summarizer: Summarizer) -> Extract:
    """The summarizer's choice among all sentences of the articles, as an extract that reads in a natural order.

    What the choice depends on is the articles, not the order in which they are given. A copy adds nothing: it is left
    out, so that what is reprinted does not count as said by many. No sentence that fits, no words: an empty extract.
    """
    copied = {copy.path for copy in copies.find(articles)}
    originals = [article for article in articles if article.path not in copied]
    ordered = sorted(
        originals, key=lambda article: (article.published.value if article.published else "", article.path)
    )
    passages = [Passage(article, index, index) for article in ordered for index in range(len(article.sentences))]
    chosen = summarizer(passages, words)
    return Extract(tuple(_in_reading_order(chosen, passages)), words)


def _in_reading_order(chosen: Sequence[int], passages: Sequence[Passage]) -> list[Passage]:
    """Article by article, the one with the best passage first, each article in its own order."""
    rank: dict[str, int] = {}
    for index in chosen:
        rank.setdefault(passages[index].article.path, len(rank))
    return [passages[i] for i in sorted(chosen, key=lambda i: (rank[passages[i].article.path], passages[i].first))]
