"""The numbers that section features go by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureTuning:
    """How much of a thing counts as all of it."""

    full_names: int = 4  # so many names count as many
    full_numbers: int = 3  # so many numbers count as many
    full_words: int = 45  # so many words are a long sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewTuning:
    """How a sentence is seen in its story."""

    lead_sentences: int = 2  # of each article, beside its title, they say what the story is about
    news: float = 0.35  # closeness to the title that a sentence with the news in it has
    few_stems: int = 6  # a sentence with fewer is taken for one with so many: short ones are easily central
    opening: int = 10  # the news stands among so many sentences


FEATURE = FeatureTuning()
VIEW = ViewTuning()
