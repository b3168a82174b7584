from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.edition.length.shares import shares
from briefing.compose.edition.tuning import EDITION


def test_one_story_gets_all_it_can_print() -> None:
    assert shares([[4, 8, 5]], [4, 8, 5], 30) == [[4, 8, 5]]


def test_every_story_has_one_of_each_section_before_one_has_more() -> None:
    assert shares([[4, 8, 5]] * 3, [4, 8, 5], 9) == [[1, 1, 1]] * 3


def test_the_rest_goes_by_the_place_of_the_stories() -> None:
    assert [sum(story) for story in shares([[4, 8, 5]] * 5, [4, 8, 5], 30)] == [14, 6, 4, 3, 3]
    assert [sum(story) for story in shares([[1, 1, 0], [4, 8, 5]], [4, 8, 5], 12)] == [2, 10]


counts = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), max_size=8)


@given(counts, st.integers(0, 60))
def test_never_more_than_there_is_nor_than_the_total(available: list[list[int]], total: int) -> None:
    given_out = shares(available, [4, 8, 5], total)
    assert all(
        g <= a for mine, there in zip(given_out, available, strict=True) for g, a in zip(mine, there, strict=True)
    )
    there = sum(map(sum, available))
    assert sum(map(sum, given_out)) == min(total, there)
    if total >= EDITION.first_statements * len(available):
        assert all(
            sum(mine) >= min(EDITION.first_statements, sum(a)) for mine, a in zip(given_out, available, strict=True)
        )
