"""How an edition's budget is shared out: every story its first statements, then each in proportion to its rank."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.edition.tuning import EDITION


def shares(available: Sequence[Sequence[int]], limits: Sequence[int], total: int) -> list[list[int]]:
    """How many statements of each section each story prints.

    available[story][section]: how many there are; limits[section]: how many a section holds when full (what keeps the
    sections in proportion); total: statements in all. Stories and sections stand in their order. After the first
    statements of all, the rest go by highest averages (D'Hondt), the second story weighing half of the first, the third
    a third. Time: total times stories.
    """
    given = [[0] * len(counts) for counts in available]
    left = total
    for counts, mine in zip(available, given, strict=True):
        while left > 0 and sum(mine) < EDITION.first_statements and _give(counts, mine, limits):
            left -= 1
    unfilled = list(range(len(given)))
    while left > 0 and unfilled:
        best = max(unfilled, key=lambda story: (1 / ((story + 1) * (sum(given[story]) + 1)), -story))
        if _give(available[best], given[best], limits):
            left -= 1
        else:
            unfilled.remove(best)
    return given


def _give(counts: Sequence[int], mine: list[int], limits: Sequence[int]) -> bool:
    """One statement more, of the section that is emptiest for its size, the earlier of two; False if there is none."""
    open_sections = [i for i, count in enumerate(counts) if mine[i] < count]
    if not open_sections:
        return False
    mine[min(open_sections, key=lambda i: (mine[i] / max(1, limits[i]), i))] += 1
    return True
