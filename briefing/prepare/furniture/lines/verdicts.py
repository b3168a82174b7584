"""What speaks for and against a line: the weights of the rules that hold for it. A positive sum is furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from briefing.model import BlockKind
from briefing.prepare.furniture.bounds import BLOCK

"""A reason of this weight needs no second one beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a rule's holding says. weight: above 0 for furniture. kind: the kind of furniture, None for no word on it.

    times: what the weight is multiplied by, from what the rule's test looks at; words: the reason, where it depends on
    that, "" for `why`.
    """

    weight: float
    why: str
    kind: BlockKind | None = None
    times: Callable[..., float] | None = None
    words: Callable[..., str] | None = None


@dataclass(slots=True)
class Verdict:
    """The reasons collected for and against a line, each a weight, a kind, and words for people. own: the part of the
    score that was seen of the line alone; strongest: the weight of the strongest reason for each kind."""

    score: float = 0.0
    own: float = 0.0
    reasons: list[tuple[float, BlockKind | None, str]] = field(default_factory=list)
    strongest: dict[BlockKind, float] = field(default_factory=dict)

    def add(self, rule: Weight | None, *seen: Any) -> None:
        """Add what a rule says of what it has seen."""
        if rule is not None:
            weight = rule.weight if rule.times is None else rule.weight * rule.times(*seen)
            self.weigh(weight, (rule.words(*seen) if rule.words else "") or rule.why, rule.kind)

    def weigh(self, weight: float, why: str, kind: BlockKind | None = None) -> None:
        self.score += weight
        self.reasons.append((weight, kind, why))
        if kind is not None and weight > self.strongest.get(kind, 0.0):
            self.strongest[kind] = weight

    @property
    def evidence(self) -> float:
        """What speaks for furniture alone."""
        return sum(weight for weight, _, _ in self.reasons if weight > 0)

    @property
    def named(self) -> float:
        """What speaks for one kind of furniture or another, wherever the line stands."""
        return sum(weight for weight, kind, _ in self.reasons if kind is not None and weight > 0)

    def is_surely(self, wanted: BlockKind, least: float) -> bool:
        """Does one reason of that weight, above 0, or more say that the line is of that kind?"""
        return self.strongest.get(wanted, 0.0) >= least

    @property
    def kind(self) -> BlockKind:
        """The kind that most of the weight speaks for."""
        kinds: Counter[BlockKind] = Counter()
        for weight, kind, _ in self.reasons:
            if kind is not None and weight > 0:
                kinds[kind] += weight  # type: ignore[assignment]
        return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "other"

    @property
    def why(self) -> str:
        found = sorted((reason for reason in self.reasons if reason[0] > 0), key=lambda reason: -reason[0])
        most = 1 if found and found[0][0] >= BLOCK.clear else 2
        return "; ".join(dict.fromkeys(why for _, _, why in found[:most]))
