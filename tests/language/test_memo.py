"""What is kept of a word is what was found; long words and too many words are not kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.language import memo
from briefing.language.memo import Memory


@given(st.lists(st.text(max_size=60)))
def test_a_memory_answers_like_the_function(words: list[str]) -> None:
    kept = Memory(str.upper)
    assert [kept[word] for word in words] == [word.upper() for word in words]
    assert all(len(word) <= memo.LONGEST for word in kept)


def test_a_word_is_asked_about_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    kept = Memory(length)
    assert [kept["ferry"], kept["ferry"], kept["dam"]] == [5, 5, 3]
    assert asked == ["ferry", "dam"]


def test_the_memory_stays_bounded() -> None:
    kept = Memory(len)
    for number in range(2 * memo.MOST + 10):
        kept[str(number)]
    assert len(kept) <= memo.MOST
