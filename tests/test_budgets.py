from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.budgets import BudgetOptions, Entry, keep, reading_minutes, words_quoted

ENTRIES = st.lists(
    st.builds(
        Entry,
        story=st.sampled_from("ab"),
        section=st.sampled_from("xy"),
        source=st.sampled_from("pqr"),
        words=st.integers(1, 60),
        sentences=st.integers(1, 3),
    ),
    max_size=25,
)
LIMITS = st.integers(0, 120)


@given(ENTRIES, LIMITS, LIMITS, LIMITS, LIMITS)
def test_no_limit_is_passed(entries: list[Entry], section: int, story: int, edition: int, source: int) -> None:
    options = BudgetOptions(section_words=section, story_words=story, edition_words=edition, source_words=source)
    kept = [entries[i] for i in keep(entries, options)]
    assert not edition or sum(e.words for e in kept) <= edition
    assert not source or all(number <= source for number in words_quoted(kept).values())
    for name in "ab":
        mine = [e for e in kept if e.story == name]
        assert not story or sum(e.words for e in mine) <= story
        for part in "xy":
            assert not section or sum(e.words for e in mine if e.section == part) <= section


def test_without_limits_all_stay() -> None:
    entries = [Entry("a", "x", "p", 30), Entry("a", "x", "p", 500)]
    assert keep(entries, BudgetOptions()) == [0, 1]
    assert keep(entries, BudgetOptions(edition_sentences=1)) == [0]
    assert words_quoted(entries) == {"p": 530}


def test_reading_time() -> None:
    assert [reading_minutes(n) for n in (0, 1, 238, 1200)] == [0, 1, 1, 5]
