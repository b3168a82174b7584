"""The numbers that section features go by. None is an option: they were set by measuring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureTuning:
    """How much of a thing counts as all of it."""

    full_names: int = 4  # so many names count as many
    full_numbers: int = 3  # so many numbers count as many
    full_words: int = 45  # so many words are a long sentence
    earlier: float = 0.8  # what each sentence before leaves of being early
    article: int = 3  # letters of an article before a speaker's name, at most
    event_apart: float = 4.0  # a quarter of full closeness is enough not to be off the event


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewTuning:
    """How a sentence is seen in its story."""

    lead_sentences: int = 2  # of each article, beside its title, they say what the story is about
    news: float = 0.35  # closeness to the title that a sentence with the news in it has
    few_stems: int = 6  # a sentence with fewer is taken for one with so many: short ones are easily central
    opening: int = 10  # the news stands among so many sentences
    strongest: int = 8  # stems of the titles and leads: a sentence that held them all would be as close as can be
    own_head: float = 0.5  # share of a lead's own weight that does not count when it is compared: it is close to itself
    turns_after: int = 3  # sentences before which no article turns to another matter
    turns_below: float = 0.5  # of the usual closeness: the sentence at which an article turns
    stays_below: float = 0.45  # the same of all that follows it
    undated: float = 0.5  # freshness of an article without a day, or of one day with the rest


FEATURE = FeatureTuning()
VIEW = ViewTuning()
