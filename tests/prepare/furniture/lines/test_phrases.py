from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.language.cues import CueMatcher
from briefing.prepare.bundles.rows import count_words
from briefing.prepare.furniture.lines.phrases import tokens, tokens_of

WORDS = st.lists(st.text("abcde", min_size=1, max_size=4), max_size=12)


def test_words_phrases_and_wildcards() -> None:
    matcher = CueMatcher({"a": ["confirm*", "in the wake of"], "b": ["*ization", "had *ed"]})
    words = ["they", "confirmed", "the", "organization", "in", "the", "wake", "of", "what", "had", "happened"]
    assert matcher.find(words) == {"a": [1, 4], "b": [3, 9]}


def test_a_phrase_cut_off_at_the_end_is_none() -> None:
    assert CueMatcher({"a": ["in the wake"]}).find(["in", "the"]) == {}


def test_a_place_counts_once_for_a_list() -> None:
    assert CueMatcher({"a": ["con*", "confirm*", "confirmed"]}).find(["confirmed"]) == {"a": [0]}


@given(WORDS, st.text("abcde", min_size=1, max_size=4))
def test_a_plain_cue_is_found_where_the_word_stands(words: list[str], cue: str) -> None:
    expected = [at for at, word in enumerate(words) if word == cue]
    assert CueMatcher({"a": [cue]}).find(words).get("a", []) == expected


@given(WORDS, st.text("abcde", min_size=1, max_size=2), st.text("abcde", max_size=2))
def test_a_wildcard_is_found_where_a_word_begins_and_ends_so(words: list[str], before: str, after: str) -> None:
    long = len(before) + len(after)
    expected = [at for at, w in enumerate(words) if w.startswith(before) and w.endswith(after) and len(w) >= long]
    assert CueMatcher({"a": [f"{before}*{after}"]}).find(words).get("a", []) == expected


def test_what_words_open_with() -> None:
    matcher = CueMatcher({"leads": ["in response", "even so*"]})
    assert matcher.opens(["in", "response", "roe", "left"])
    assert matcher.opens(["even", "sooner"])
    assert not matcher.opens(["roe", "left", "in", "response"])
    assert not matcher.opens(["in"])
    assert not matcher.opens([])


@given(st.text(st.characters(max_codepoint=127)))
def test_words_are_the_same_whatever_else_the_text_holds(text: str) -> None:
    assert tokens(f"{text} ж") == [*tokens(text), "ж"]
    assert count_words(f"{text} ж") == count_words(text) + 1


@given(st.lists(st.text("aB 1,’\u2009é日\n", max_size=8), max_size=5))
def test_words_of_many_lines_are_those_of_each(texts: list[str]) -> None:
    assert tokens_of(texts) == [tokens(text) for text in texts]
