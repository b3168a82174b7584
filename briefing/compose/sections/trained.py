"""The trained scorer: a linear sum over the same features for each of the three default sections.

A rule's `scorer` says how much of a score it makes beside the rule's own weights. Its numbers stand in
section_scorer.toml, which says what they were trained on and by what.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = "section_scorer.toml"
SECTIONS = ("decision", "reactions", "context")


@dataclass(frozen=True, slots=True)
class LinearScorer:
    """One section's sum, in log-odds: base, plus each feature's value times its weight."""

    base: float
    weights: Mapping[str, float]


@cache
def scorer(section: str) -> LinearScorer:
    """The scorer of one of SECTIONS."""
    data = tomllib.loads(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))[section]
    return LinearScorer(data["base"], data["weights"])
