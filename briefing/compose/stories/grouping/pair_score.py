"""How likely two articles report the same event: logistic scores of several similarities, in two steps.

The first step looks at the two articles and at each one's neighbours (see `likeness`): the nearest and, where there are
many articles, those further away, which are only of the same subject. The second step looks at each article together
with those that the first found to report the same event (see `kin`).

What a similarity says depends on where it is found. Long texts of one subject share much, short ones of one event
little: so each has a weight for `short` and for `long` pairs, and what lies between is mixed by length. What the
neighbours say counts by how many there are (`crowd`, 0..1), so that one threshold holds for five articles and for
100,000.

The weights stand in pair_score.toml, which says what they were trained on.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing.compose.stories.arrays.blocks import Rows, Spread, quick, spread_by
from briefing.compose.stories.arrays.scratch import Scratch
from briefing.compose.stories.grouping.kin import with_kin
from briefing.compose.stories.grouping.likeness import CALENDAR, Likeness, similarities
from briefing.compose.stories.grouping.matrices import Matrices
from briefing.compose.stories.grouping.sides import Sides, sides_of
from briefing.compose.stories.grouping.vectors import candidates

PLAIN = ("words", "title", "lead", "lead_in_one", "lead_in_both", "names_in_one", "numbers", "runs")
NEAR = ("near_for_one", "near_for_both")
TOGETHER = ("kin_words", "kin_names", "kin_lead", "kin_near")
YES_OR_NO = ("month_", "weekday_")  # what is 0 or 1 has no root of its own


@dataclass(frozen=True, slots=True)
class Weights:
    """log-odds = bias + Σ linear·value + Σ root·√value."""

    bias: float
    linear: Mapping[str, float]
    root: Mapping[str, float]

    def odds(self, columns: Iterable[tuple[str, Any]], size: int) -> Any:
        """Of `size` pairs, whose features come one after the other, so that not all are held at once."""
        import numpy as np

        total = np.full(size, self.bias)
        for name, values in columns:
            linear, root = self.linear.get(name, 0.0), self.root.get(name, 0.0)
            if linear:
                total += linear * values
            if root:
                total += root * np.sqrt(values)
        return total

    def adds(self, name: str, value: float) -> float:
        return self.linear.get(name, 0.0) * value + self.root.get(name, 0.0) * math.sqrt(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of rows of the matrices, arrays of the number of pairs: first and second of rows (integers, `first`
    ascending), score of scores (float64, 0..1). likeness: what they are like; kin: with their kin, by name."""

    first: Any
    second: Any
    score: Any
    likeness: Likeness | None
    kin: Mapping[str, Any]

    def features(self, number: int) -> dict[str, float]:
        """The features of the second step of one pair, of pairs that still have their likeness."""
        assert self.likeness is not None
        row = self.likeness.of(Rows(number, number + 1))
        row |= {name: values[number : number + 1] for name, values in self.kin.items()}
        return {name: float(values[0]) for name, values in second_step(row)}


@cache
def weights(step: str) -> Weights:
    """Those of the step "first" or "second"."""
    data = tomllib.loads(Path(__file__).with_name("pair_score.toml").read_text(encoding="utf-8"))[step]
    return Weights(data["bias"], data["linear"], data["root"])


def scored(found: Matrices, lengths: Any, spread: Spread | None = None, scratch: Scratch | None = None) -> Pairs:
    """All pairs worth comparing, with their scores. lengths: number of words of each article (float64); spread: does
    blocks of the comparing elsewhere, with the same result; scratch: where the matrices are put, and the numbers of the
    pairs."""
    scratch = scratch or Scratch()
    sides, alike = _sides(found, scratch, spread)
    likeness = similarities(found, lengths, sides, alike, scratch, spread)
    del found  # the largest of all that is held: nothing below looks at it
    kin = with_kin(likeness, _scores("first", likeness, {}, scratch, spread), scratch, spread)
    score = _scores("second", likeness, kin, scratch, spread)
    return Pairs(first=sides.first, second=sides.second, score=score, likeness=likeness, kin=kin)


def _sides(found: Matrices, scratch: Scratch, spread: Spread | None) -> tuple[Sides, Any]:
    first, second, alike = candidates(found, scratch, spread)
    return sides_of(first, second, found.keys.shape[0], scratch), alike


@dataclass(frozen=True, slots=True)
class _Step:
    """What a step looks at. name: "first" or "second"; kin: what is known of the pairs with their kin."""

    name: str
    likeness: Likeness
    kin: Mapping[str, Any]


def _scores(name: str, likeness: Likeness, kin: Mapping[str, Any], scratch: Scratch, spread: Spread | None) -> Any:
    """Of all pairs the scores of a step (float64)."""
    found = scratch.zeros(len(likeness.sides), "float64", f"score.{name}")
    parts = likeness.sides.parts()
    step = _Step(name, likeness, kin)
    for part, score in zip(parts, spread_by(step, scratch, spread)(_score, likeness.sides.parts()), strict=True):
        found[part.start : part.stop] = score
    return found


@quick
def _score(step: _Step, part: Rows) -> Any:
    some = step.likeness.of(part) | {name: values[part.start : part.stop] for name, values in step.kin.items()}
    return _probability(
        weights(step.name).odds((second_step if step.kin else first_step)(some), part.stop - part.start)
    )


def _probability(odds: Any) -> Any:
    import numpy as np

    return 1.0 / (1.0 + np.exp(-odds))


def first_step(similar: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The features of the first step: what the articles are like, without and within a crowd, if short and if long."""
    for name in (*NEAR, "over_subject"):
        yield f"{name}_crowd", similar[name] * similar["crowd"]
    yield from _of_both_steps(similar)


def second_step(similar: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The features of the second step, in which the articles next to a pair speak instead of its rank among them."""
    for name in TOGETHER:
        yield from _by_length(similar, name, similar["crowd"])
    yield from _of_both_steps(similar)


def _of_both_steps(similar: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    crowd = similar["crowd"]
    parts = (("alone", 1.0 - crowd), ("crowd", crowd))
    yield "crowd", crowd
    for part, share in parts:
        yield f"long_{part}", similar["long"] * share
        for name in PLAIN:
            for feature, values in _by_length(similar, name, share):
                yield f"{feature}_{part}", values
        for name in CALENDAR:
            yield f"{name}_{part}", similar[name] * share
    for name in NEAR:
        yield f"{name}_alone", similar[name] * (1.0 - crowd)
    yield "subject_crowd", similar["subject"] * crowd


def _by_length(similar: Mapping[str, Any], name: str, share: Any) -> Iterator[tuple[str, Any]]:
    """A similarity as it counts for short and for long pairs."""
    values = similar[name] * share
    long = values * similar["long"]
    yield f"{name}_long", long
    yield f"{name}_short", values - long
