"""Sets what the three default sections prefer: the table [prefer] of briefing/compose/sections/ready/*.toml.

    python -m quality.train_ranking [SHARED] [--check]

Learned from stories that were labelled as an editor labels them (quality/editor_examples.py). For each section a
logistic regression with an L2 penalty (L-BFGS: Liu and Nocedal, 1989) of "an editor would print this passage here, and
the more so in an ideal brief" on the features, from zero, without chance; what the program adds to that sum anyway (the
score for the section, the summarizer's place) is given, so the weights are what is missing beside it. Each story counts
the same. Weights below LEAST are left out: a user reads what is left, and changes it.

--check writes nothing; it prints, for stories the weights of which were learned from all the others, how often of two
passages of one section the one that belongs in an ideal brief comes first (the area under the curve), now and learned.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.rules import READY, ready_rules
from briefing.compose.sections.trained import SECTIONS
from quality.editor_examples import Example, all_examples

ROOT = Path(__file__).resolve().parent.parent
STRENGTH = 0.025  # inverse strength of the L2 penalty
IDEAL = 0.3  # what belongs in an ideal brief counts so much more than what is sound
LEAST = 0.1  # a smaller weight is left out
# Set by hand: the labelled stories hardly have what these are for (steps of several days, refusals, a second matter).
FIXED = {
    "decision": {"freshness": 0.4, "refusal": -0.6, "aside": -0.8},
    "reactions": {"refusal": -0.6, "aside": -0.8},
    "context": {"refusal": -0.6, "aside": -0.3},
}
NAMES = tuple(name for name in FEATURES if name not in ("freshness", "refusal", "aside", "overtaken", "older"))


def learned(known: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Section → feature → weight, rounded, in the order of size."""
    columns = [list(FEATURES).index(name) for name in NAMES]
    values = np.array([example.values for example in known])[:, columns]
    found = {}
    for section in SECTIONS:
        wanted = [(1 - IDEAL) * one.sound[section] + IDEAL * one.ideal[section] for one in known]
        given = np.array([_given(one, section) for one in known])
        numbers = _regression(values, np.array(wanted), given)
        weights = {name: round(float(number), 2) for name, number in zip(NAMES, numbers, strict=True)}
        kept = {name: weight for name, weight in weights.items() if abs(weight) >= LEAST} | FIXED[section]
        found[section] = dict(sorted(kept.items(), key=lambda pair: (-pair[1], pair[0])))
    return found


def _given(one: Example, section: str) -> float:
    """The points of a passage before what is learned."""
    columns = {name: number for number, name in enumerate(FEATURES)}
    return one.given[section] + sum(weight * one.values[columns[name]] for name, weight in FIXED[section].items())


def _regression(values: Any, wanted: Any, given: Any) -> Any:
    """The weights; wanted: from 0 to 1; given: points that each row has before."""

    def loss(v: Any) -> tuple[float, Any]:
        points = values @ v[:-1] + v[-1] + given
        missed = 1 / (1 + np.exp(-points)) - wanted
        gradient = np.append(STRENGTH * (values.T @ missed) + v[:-1], STRENGTH * missed.sum())
        return float(STRENGTH * (np.logaddexp(0, points) - wanted * points).sum() + 0.5 * (v[:-1] ** 2).sum()), gradient

    start = np.zeros(values.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-12}).x[:-1]


def written(text: str, weights: Mapping[str, float]) -> str:
    """A section's file with these weights under [prefer], each with what its feature is."""
    lines = "".join(f"{f'{name} = {weight}':<26}# {FEATURES[name].doc}\n" for name, weight in weights.items())
    return re.sub(r"(?<=\[prefer\]\n).*?(?=\n\n|\Z)", lambda _: lines.rstrip("\n"), text, count=1, flags=re.S)


def areas(known: Sequence[Example]) -> Iterator[tuple[str, float, float]]:
    """(section, now, learned from the other stories): the area under the curve of "belongs in an ideal brief" among the
    passages of the section, the mean over stories."""
    now = {name: ready_rules()[name].prefer for name in SECTIONS}
    names = sorted({one.story for one in known})
    others = {name: learned([one for one in known if one.story != name]) for name in names}
    for section in SECTIONS:
        rows = [
            (
                _area([one for one in known if one.story == name and one.home == section], section, now[section]),
                _area(
                    [one for one in known if one.story == name and one.home == section], section, others[name][section]
                ),
            )
            for name in names
        ]
        both = [(a, b) for a, b in rows if a is not None and b is not None]
        if not both:
            continue
        yield section, sum(a for a, _ in both) / len(both), sum(b for _, b in both) / len(both)


def _area(mine: Sequence[Example], section: str, weights: Mapping[str, float]) -> float | None:
    """None where all or none belongs in an ideal brief."""
    columns = {name: number for number, name in enumerate(FEATURES)}

    def merit(one: Example) -> float:
        return one.given[section] + sum(weight * one.values[columns[name]] for name, weight in weights.items())

    wanted = [merit(one) for one in mine if one.wanted >= 0.5]
    others = [merit(one) for one in mine if one.wanted < 0.5]
    if not wanted or not others:
        return None
    return sum((a > b) + 0.5 * (a == b) for a in wanted for b in others) / (len(wanted) * len(others))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    known = all_examples(arguments.shared.resolve())
    print(f"{len(known)} passages of {len({one.story for one in known})} stories")
    if arguments.check:
        for section, now, new in areas(known):
            print(f"{section:10} belongs in an ideal brief: {now:.3f} now, {new:.3f} learned from the other stories")
        return
    for section, weights in learned(known).items():
        file = READY / f"{section}.toml"
        file.write_text(written(file.read_text(encoding="utf-8"), weights), encoding="utf-8")
        print(f"{file}: {len(weights)} weights")


if __name__ == "__main__":
    main()
