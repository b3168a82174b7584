"""The numbers that the default summarizer go by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTuning:
    """Budgeted coverage; see `coverage.py` for what the parts are."""

    power: float = 2.5  # what two sources say weighs five times as much as what one says
    power_of_updates: float = 1.0  # updates of a running story repeat what matters less than what is new
    pair: float = 1.0  # what a pair of stems weighs beside a single one
    early: float = 0.4  # loss of weight for each sentence before a place, where the budget is one sentence deep
    deeper: float = 1.3  # the deeper the budget, the slower the loss: by depth to this power
    opening: float = 0.2  # how much a passage's own place counts beside its concepts' places
    age: float = 0.5  # loss of weight for each later update of a running story
    updates: int = 4  # days on which articles must have been published to be updates of a running story
    update: int = 170  # words of an update: a longer article tells again what those before it told
    first: float = 0.5  # of the first day of a running story, beside the newest: how it began
    relevance: float = 0.5  # power of the likeness to the centroid of the articles
    likeness: float = 0.45  # power of an article's likeness to the others
    no_end: float = 0.5  # a passage that ends without a full stop is seldom a sentence
    extra: float = 5.0  # words added to each length, so that the shortest do not win by being short
    repeated: float = 0.5  # cosine of two passages from which they are too much alike to be printed together
    shortest: int = 6  # words of a passage that can say something
    sentence: float = 25.0  # words of a typical sentence
    broad: float = 0.1  # likeness that every passage is granted, so that nothing is multiplied by zero
    least_likeness: float = 0.05  # what an article that is like no other is granted
    undated: int = 40  # updates after which nothing gets staler; undated articles are as stale
    far: int = 1000  # sentences before a place, after which it loses no more weight


COVERAGE = CoverageTuning()
