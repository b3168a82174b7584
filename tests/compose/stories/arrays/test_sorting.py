"""Many numbers looked at in parts give what all of them at once give."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.stories.arrays import sorting
from briefing.compose.stories.arrays.sorting import Tally, distinct_in_parts, held_twice, ranges, stand_in
from briefing.compose.stories.tuning import SCRATCH

NUMBERS = st.lists(st.one_of(st.integers(0, 30), st.integers(0, 2**32 - 1)), max_size=120)


@given(NUMBERS, st.integers(1, 50), st.integers(1, 5))
@settings(deadline=None)
def test_in_parts_as_at_once(numbers: list[int], size: int, sampled: int) -> None:
    values = np.array(numbers, dtype=np.uint32)
    times = Counter(numbers)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sorting, "SCRATCH", replace(SCRATCH, numbers=size, sampled=sampled))
        parts = [part.tolist() for part in ranges(values)]
        assert sorted(number for part in parts for number in part) == sorted(numbers)
        filled = [part for part in parts if part]
        assert all(max(low) < min(high) for low, high in pairwise(filled))
        assert [number for part in distinct_in_parts(values) for number in part.tolist()] == sorted(times)
        assert held_twice(values).tolist() == sorted(number for number, count in times.items() if count > 1)


@given(st.lists(NUMBERS, max_size=6), st.integers(1, 60))
@settings(deadline=None)
def test_a_tally_counts_all_parts(parts: list[list[int]], size: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sorting, "SCRATCH", replace(SCRATCH, numbers=size))
        tally = Tally()
        for part in parts:
            tally.add(*np.unique(np.array(part, dtype=np.uint32), return_counts=True))
        known, times = tally.counts()
    assert dict(zip(known.tolist(), times.tolist(), strict=True)) == Counter(chain.from_iterable(parts))
    assert known.tolist() == sorted(known.tolist())


def test_what_stands_among_known_numbers() -> None:
    known = np.array([2, 5, 9], dtype=np.uint32)
    assert stand_in(known, np.array([5, 1, 9, 10, 2])).tolist() == [True, False, True, False, True]
    assert stand_in(known[:0], np.array([5, 1])).tolist() == [False, False]
