"""Whether two figures can both be true of one quantity."""

from __future__ import annotations

from briefing.compose.sentences.numbers.figures import Figure
from briefing.compose.sentences.tuning import FIGURE


def agree(a: Figure, b: Figure) -> bool:
    """Whether both can be true of one quantity: equal, one rounded to the other's last place, or within its bound."""
    if a.unit != b.unit:
        return True
    coarse = max(a.step, b.step)
    slack = coarse / 2 if coarse > 1 or a.step != b.step else 0.0
    if a.bound == b.bound and a.bound in ("least", "most"):
        slack = max(slack, FIGURE.slack_of_bounds * max(a.high, b.high))
    for figure in (a, b):
        if figure.bound == "about":
            slack = max(slack, _about(figure))
    alike = a.bound == b.bound  # "at least 12" and "at least 17" may both be true, but do not say the same
    low_a, high_a = (a.low, a.high) if alike else _allowed(a)
    low_b, high_b = (b.low, b.high) if alike else _allowed(b)
    return low_a <= high_b + slack and low_b <= high_a + slack


def _about(figure: Figure) -> float:
    """By how much "about" may be off: "roughly $141 million" is not 139, "about 140" may be."""
    if figure.high >= FIGURE.rounded * figure.step and figure.high % (10 * figure.step):
        return figure.step
    return max(FIGURE.slack * figure.high, FIGURE.slack_of_tens if _is_tens(figure.high) else 0.0)


def _is_tens(value: float) -> bool:
    return 0 < value < FIGURE.rounded and value % 10 == 0


def _allowed(figure: Figure) -> tuple[float, float]:
    """The values that a figure admits. "More than 40" does not admit 400: within half as much again."""
    if figure.bound == "least":
        return figure.low, figure.high * FIGURE.above + 1
    if figure.bound == "most":
        return figure.low * FIGURE.below, figure.high
    return figure.low, figure.high
