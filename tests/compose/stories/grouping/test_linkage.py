"""Groups are made part by part: the same that come of all pairs at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.stories.grouping import linkage
from briefing.compose.stories.grouping.linkage import Joining, ScoredPairs, average_linkage, linked
from briefing.compose.stories.tuning import SCRATCH

SCORES = st.one_of(st.floats(0.0, 1.0), st.sampled_from([0.005, 0.3, 0.349, 0.35, 0.36]))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, ScoredPairs]:
    """Up to fourteen articles, and scores of some of their pairs."""
    size = draw(st.integers(1, 14))
    first, second = np.triu_indices(size, 1)
    chosen = draw(st.lists(st.booleans(), min_size=len(first), max_size=len(first)))
    first, second = first[np.array(chosen, dtype=bool)], second[np.array(chosen, dtype=bool)]
    score = draw(st.lists(SCORES, min_size=len(first), max_size=len(first)))
    return size, ScoredPairs(first, second, np.array(score, dtype=np.float64), 0.01)


@given(graphs(), st.integers(1, 14), st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_parts_give_the_same_groups(graph: tuple[int, ScoredPairs], reach: int, at_once: int) -> None:
    size, pairs = graph
    keep = pairs.score >= pairs.least
    edges = zip(pairs.first[keep].tolist(), pairs.second[keep].tolist(), pairs.score[keep].tolist(), strict=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(linkage, "SCRATCH", replace(SCRATCH, pairs=at_once))
        assert linked(size, pairs, Joining(0.35, reach)) == average_linkage(size, edges, 0.35, reach)


def test_more_pairs_than_are_expected_join_groups_without_a_high_one() -> None:
    """Two groups of three, of which only one neighbour each is expected: three pairs of .2 count as .6 of one."""
    inside = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)]
    between = [(0, 3), (0, 4), (0, 5), (1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 5)]
    first, second = np.array(inside + between).T
    pairs = ScoredPairs(first, second, np.array([0.9] * 6 + [0.2] * 9), 0.01)
    assert linked(6, pairs, Joining(0.35, 1)) == [[0, 1, 2, 3, 4, 5]]
    assert linked(6, pairs, Joining(0.35, 60)) == [[0, 1, 2], [3, 4, 5]]
