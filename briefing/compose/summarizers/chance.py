"""Random: the least that every other summarizer must exceed. The same seed draws the same passages."""

from __future__ import annotations

import random


def order(size: int, seed: int = 0) -> list[int]:
    """A permutation of range(size)."""
    found = list(range(size))
    random.Random(seed).shuffle(found)  # noqa: S311 - no secret hangs on it
    return found
