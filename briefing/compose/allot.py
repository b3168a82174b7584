"""How an edition's budget is shared out: every story its first words, then the leading stories in full."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 2  # statements that every printed story gets before the leading one is filled up


def shares(available: Sequence[Sequence[int]], limits: Sequence[int], total: int) -> list[list[int]]:
    """How many statements of each section each story prints.

    available[story][section]: how many there are; limits[section]: how many a section holds when full (what keeps the
    sections in proportion); total: statements in all. Stories and sections stand in their order.
    """
    given = [[0] * len(counts) for counts in available]
    left = total
    for most in (LEAST, None):
        for counts, mine in zip(available, given, strict=True):
            while left > 0 and (most is None or sum(mine) < most):
                section = _next(counts, mine, limits)
                if section is None:
                    break
                mine[section] += 1
                left -= 1
    return given


def _next(counts: Sequence[int], mine: Sequence[int], limits: Sequence[int]) -> int | None:
    """The section that is emptiest for its size, the earlier of two."""
    open_sections = [i for i, count in enumerate(counts) if mine[i] < count]
    return min(open_sections, key=lambda i: (mine[i] / max(1, limits[i]), i), default=None)
