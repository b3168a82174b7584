"""Sentences → sections, by the rules and, where they say so, the trained scorer; every score comes with its sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp

from briefing.compose.sections.features import FEATURES, Feature
from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.trained import LinearScorer, scorer
from briefing.compose.sections.views import SentenceView, views
from briefing.compose.sentences.currency import CURRENT, Currency
from briefing.language.cues import CueMatcher
from briefing.model import Article


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term of a score. name: a feature, "cue: …" or "base", after "scorer: " where the trained scorer adds it;
    weight: as it counts, cut to the share of the rule or of the scorer; points = weight · value."""

    name: str
    value: float
    weight: float

    @property
    def points(self) -> float:
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence's scores by section id (only of sections whose filters admit it), and the section that wins it."""

    view: SentenceView = field(repr=False)
    features: dict[str, float]
    scores: dict[str, float]

    @property
    def section(self) -> str | None:
        """The section with the highest score; the first of equals in the order of the rules."""
        return max(self.scores, key=lambda name: self.scores[name]) if self.scores else None


class Router:
    """Rules made ready: the features that any of them uses, their cues compiled. every: all features are measured."""

    def __init__(
        self, rules: Sequence[SectionRule], features: Mapping[str, Feature] = FEATURES, *, every: bool = False
    ) -> None:
        self.rules, self.features = tuple(rules), features
        self._scorers = {rule.id: scorer(rule.id) for rule in rules if rule.scorer}
        used = {name for rule in rules for name in (*rule.weights, *rule.prefer, *rule.where, *rule.print_if)}
        used.update(name for known in self._scorers.values() for name in known.weights)
        self._used = list(features) if every else sorted(used, key=list(features).index)
        self._cues = {rule.id: CueMatcher({cue: [cue] for cue in rule.cues}) for rule in rules if rule.cues}
        self._with = {rule.id: CueMatcher({"with": rule.with_words}) for rule in rules if rule.with_words}
        self._without = {rule.id: CueMatcher({"without": rule.without_words}) for rule in rules if rule.without_words}

    def score(self, view: SentenceView) -> Scored:
        values = {name: self.features[name].of(view) for name in self._used}
        scores = {}
        for rule in self.rules:
            if self._turned_away(rule, view, values):
                continue
            total = rule.base + sum(weight * values[name] for name, weight in rule.weights.items())
            if rule.cues:
                total += sum(rule.cues[cue] for cue in self._cues[rule.id].find(view.words))
            if rule.scorer:
                total += rule.scorer * (_sum(self._scorers[rule.id], values) - total)
            scores[rule.id] = logistic(total)
        return Scored(view, values, scores)

    def _turned_away(self, rule: SectionRule, view: SentenceView, values: dict[str, float]) -> bool:
        if any((values[name] >= 0.5) is not wanted for name, wanted in rule.where.items()):
            return True
        if rule.id in self._with and not self._with[rule.id].find(view.words):
            return True
        return rule.id in self._without and bool(self._without[rule.id].find(view.words))

    def contributions(self, rule: SectionRule, scored: Scored) -> list[Contribution]:
        """The terms of a sentence's sum for a rule, the largest first, those of nothing left out."""
        own = 1.0 - rule.scorer
        terms = [Contribution("base", 1.0, own * rule.base)]
        terms += [Contribution(name, scored.features[name], own * weight) for name, weight in rule.weights.items()]
        if rule.cues:
            found = self._cues[rule.id].find(scored.view.words)
            terms += [Contribution(f"cue: {cue}", 1.0, own * rule.cues[cue]) for cue in sorted(found)]
        if rule.scorer:
            known = self._scorers[rule.id]
            terms.append(Contribution("scorer: base", 1.0, rule.scorer * known.base))
            terms += [
                Contribution(f"scorer: {name}", scored.features[name], rule.scorer * weight)
                for name, weight in known.weights.items()
            ]
        return sorted((term for term in terms if term.points), key=lambda term: (-abs(term.points), term.name))


def _sum(known: LinearScorer, values: Mapping[str, float]) -> float:
    return known.base + sum(weight * values[name] for name, weight in known.weights.items())


def logistic(total: float) -> float:
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, total))))


def route(
    articles: Sequence[Article], router: Router, day: date | None, currency: Currency = CURRENT
) -> list[list[Scored]]:
    """Every sentence of every article with its scores, the articles taken as one story. currency: which of them say how
    things stand."""
    return [[router.score(view) for view in seen] for seen in views(articles, day, currency)]


def article_scores(
    article: Article,
    rules: Sequence[SectionRule],
    day: date | None = None,
    features: Mapping[str, Feature] = FEATURES,
) -> list[tuple[str | None, dict[str, float]]]:
    """Per sentence of an article that is a story of its own: the section that wins it and its score for each."""
    (found,) = route([article], Router(rules, features), day)
    return [(scored.section, {k: round(v, 4) for k, v in scored.scores.items()}) for scored in found]
