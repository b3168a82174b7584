"""More like this, less like that: what a section's weights become so that its score of a sentence passes, or does not.

The rule is moved as little as its score asks for (the passive-aggressive update of Crammer et al. 2006): in proportion
to the features that the sentence has, so that what says nothing of it stays as it is. What comes of it is shown before
anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import logistic

MARGIN = 0.05  # by how much a score passes its limit, or stays below
FINEST = 0.05  # weights are written in steps of this
LEAST = 0.2  # of a feature's value: one that a sentence barely has is not what it is about
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence by its features, and whether the section should have more like it. rest: what the score adds to the
    rule's own weights (base, cues, the trained scorer), before the logistic function."""

    features: Mapping[str, float]
    more: bool
    rest: float = 0.0


@dataclass(frozen=True, slots=True)
class Changed:
    """A weight that becomes another. doc: what its feature is."""

    feature: str
    before: float
    after: float
    doc: str


def moved(rule: SectionRule, examples: Sequence[Example]) -> dict[str, float]:
    """The weights with which the rule's score of each example is above or below the threshold, as it should be, as
    near to the rule's own as that allows; where examples contradict each other, as near as ROUNDS passes bring them."""
    weights = dict(rule.weights)
    own = 1.0 - rule.scorer
    if own <= 0:
        return weights
    for _ in range(ROUNDS):
        still = True
        for one in examples:
            facts = {name: value for name, value in one.features.items() if name in FEATURES and value >= LEAST}
            size = sum(value * value for value in facts.values()) * own
            wanted = _logit(rule.min_score + (MARGIN if one.more else -MARGIN))
            total = one.rest + own * sum(weights.get(name, 0.0) * value for name, value in one.features.items())
            missing = wanted - total
            if not size or (missing <= 1e-6 if one.more else missing >= -1e-6):
                continue
            still = False
            for name, value in facts.items():
                weights[name] = weights.get(name, 0.0) + missing * value / size
        if still:
            break
    return {name: _rounded(weight, rule.weights.get(name, 0.0)) for name, weight in weights.items()}


def score(rule: SectionRule, weights: Mapping[str, float], example: Example) -> float:
    """The example's score with these weights."""
    own = 1.0 - rule.scorer
    return logistic(
        example.rest + own * sum(weights.get(name, 0.0) * value for name, value in example.features.items())
    )


def changed(rule: SectionRule, weights: Mapping[str, float]) -> list[Changed]:
    """The weights that are others than the rule's, the largest change first."""
    found = [
        Changed(name, rule.weights.get(name, 0.0), weight, FEATURES[name].doc if name in FEATURES else "")
        for name, weight in weights.items()
        if abs(weight - rule.weights.get(name, 0.0)) >= FINEST / 2
    ]
    return sorted(found, key=lambda one: (-abs(one.after - one.before), one.feature))


def _logit(share: float) -> float:
    share = min(0.99, max(0.01, share))
    return log(share / (1.0 - share))


def _rounded(weight: float, before: float) -> float:
    """In steps of FINEST, away from the weight before, so that the score still passes."""
    if abs(weight - before) < 1e-9:
        return before
    steps = weight / FINEST
    up = weight > before
    whole = -(-steps // 1) if up else steps // 1
    return round(whole * FINEST, 4)
