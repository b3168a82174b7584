"""Stories in order: how many independent sources report them, how fresh they are, and what the config weighs.

Each story's rank is explained by its parts (`Rank.parts`), factors that are multiplied.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.compose.stories.independence import outlet_key, site_of
from briefing.compose.stories.options import OrderOptions
from briefing.compose.stories.tuning import ORDER
from briefing.language.tokens import letters, lower
from briefing.model import OWN_VOICE, Article, Story


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a story stands. group: 0 always, 1 dated, 2 of unknown date, 3 notices; score: product of the parts (name,
    factor)."""

    group: int
    score: float
    parts: tuple[tuple[str, float], ...]


def ordered(
    stories: Sequence[Story], options: OrderOptions | None = None, day: date | None = None
) -> tuple[Story, ...]:
    """The stories, first things first; what a `never` rule names is left out. day: the edition's."""
    options = options or OrderOptions()
    kept = [(rank_of(story, options, day), story) for story in stories if excluded(story, options) is None]
    kept.sort(key=lambda item: (item[0].group, -round(item[0].score, 9), item[1].id))
    return tuple(story for _, story in kept)


def excluded(story: Story, options: OrderOptions) -> str | None:
    """The word for which a rule leaves this story out, None if none does."""
    text = _Words(story)
    for rule in options.topics:
        found = text.first_of(rule.words) if rule.never else None
        if found is not None:
            return found
    return None


def rank_of(story: Story, options: OrderOptions, day: date | None) -> Rank:
    parts = [("independent sources", 1 + math.log2(max(1, len(story.independent))))]
    age = _age(story, day)
    if age is not None:
        parts.append(("freshness", 0.5 ** (max(0, age) / options.half_life_days)))
    weight = _outlets(story, options)
    if weight != 1.0:
        parts.append(("outlets", weight))
    text = _Words(story)
    always = False
    for rule in options.topics:
        found = None if rule.never else text.first_of(rule.words)
        if found is not None:
            always = always or rule.always
            parts.append((f'topic "{found}"', rule.weight))
    if is_opinion(story):
        parts.append(("opinion", options.opinion))
    group = 0 if always else 3 if is_notice(story) else 1 if story.day is not None else 2
    return Rank(group, math.prod(factor for _, factor in parts), tuple(parts))


def is_notice(story: Story) -> bool:
    """The weather, exchange rates, a programme: what stands at the end."""
    return all(article.genre == "notice" for article in story.articles)


def is_opinion(story: Story) -> bool:
    """A story that only opinion pieces report."""
    return all(article.genre in OWN_VOICE for article in story.articles)


def _age(story: Story, day: date | None) -> int | None:
    if day is None or story.day is None:
        return None
    try:
        return (day - date.fromisoformat(story.day)).days
    except ValueError:
        return None


def _outlets(story: Story, options: OrderOptions) -> float:
    """The weight of the weightiest outlet."""
    known = {_key(name): weight for name, weight in options.outlets.items()}
    weights = [known.get(outlet_key(article), known.get(_key(site_of(article)), 1.0)) for article in _everyone(story)]
    return max(weights, default=1.0)


def _key(name: str) -> str:
    return "".join(_words(name))


def _everyone(story: Story) -> list[Article]:
    return [*story.articles, *(article for article, _ in story.copies)]


class _Words:
    """The titles and first sentences of a story, to look phrases up in."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._joined: str | None = None

    def first_of(self, phrases: Sequence[str]) -> str | None:
        for phrase in phrases:
            words = _words(phrase)
            if words and f" {' '.join(words)} " in self._text():
                return phrase
        return None

    def _text(self) -> str:
        if self._joined is None:
            self._joined = " | ".join(f" {' '.join(_words(text))} " for text in self._texts())
        return self._joined

    def _texts(self) -> Iterator[str]:
        for article in self._story.articles[: ORDER.read_for_topics]:
            yield article.title.value if article.title else ""
            yield from (sentence.text for sentence in article.sentences[: ORDER.sentences_for_topics])


def _words(text: str) -> list[str]:
    return lower(letters(text))
