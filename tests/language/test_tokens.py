"""One tokenizer: what is printed, what is compared, and the finest reading, of one grammar."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language import words
from briefing.language.tokens import letters, lower, parts, tokens


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Ostmere's 3.5% of 1,000 U.S. ferries don’t run.", "ostmere 3.5 of 1,000 u.s ferries don't run"),
        ("fr", "L’été d'Ostmere, aujourd'hui", "l été d ostmere aujourd hui"),
        ("uk", "П’ять суден", "п'ять суден"),
        ("zh", "港口关闭", "港口 口关 关闭"),
        (None, "Straße 7", "straße 7"),
    ],
)
def test_words(language: str | None, text: str, expected: str) -> None:
    assert words(text, language) == expected.split()


def test_a_token_is_what_is_printed_with_its_place() -> None:
    text = "Dr. Lind’s F-16, AT&T: $1,000 (U.S.) -- 11\u00a0000"
    found = tokens(text)
    assert [token.text for token in found] == [
        "Dr", ".", "Lind’s", "F-16", ",", "AT&T", ":", "$", "1,000", "(", "U.S.", ")", "--", "11\u00a0000",
    ]  # fmt: skip
    assert all(token.span.of(text) == token.text for token in found)
    assert [token.kind for token in found if token.kind != "mark"] == [
        "word", "word", "word", "word", "number", "word", "number",
    ]  # fmt: skip
    assert found[2].lower == "lind's"
    assert [token.text for token in found if token.capital] == ["Dr", "Lind’s", "F-16", "AT&T", "U.S."]
    assert tokens(text, 3) == found[:3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F-16", "F - 16"),
        ("5km", "5 km"),
        ("3-5", "3 - 5"),
        ("12-year-old", "12 - year-old"),
        ("1'000", "1'000"),
        ("twenty-one", "twenty-one"),
        ("3.5", "3.5"),
    ],
)
def test_numbers_are_apart_from_letters_in_the_parts_of_a_word(text: str, expected: str) -> None:
    (token,) = tokens(text)
    assert [part.text for part in parts(token)] == expected.split()
    assert all(part.span.of(text) == part.text for part in parts(token))


def test_letters_are_the_finest_reading() -> None:
    assert letters("Kyiv's F-16, 1,000 U.S. 港口") == ["Kyiv", "s", "F", "16", "1,000", "U", "S", "港", "口"]
    assert lower(["Kyiv", "AT"]) == ["kyiv", "at"]
    assert lower([]) == []


@given(st.text(max_size=80))
def test_tokens_stand_in_order_and_leave_out_only_white_space_and_underscores(text: str) -> None:
    found = tokens(text)
    assert all(token.span.of(text) == token.text for token in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    left = "".join(
        text[a:b] for a, b in zip([0, *(t.end for t in found)], [*(t.start for t in found), len(text)], strict=True)
    )
    assert not left.replace("_", "").strip() or not any(c.isalnum() for c in left)


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "pl", "ja", None]))
def test_words_are_lower_case_and_do_not_depend_on_what_stands_around(text: str, language: str | None) -> None:
    found = words(text, language)
    assert all(word and word == word.lower() for word in found if word.isascii())
    assert words(f"one {text} two", language) == ["one", *found, "two"]


@given(st.text(st.characters(max_codepoint=127)))
def test_letters_are_the_same_whatever_else_the_text_holds(text: str) -> None:
    assert letters(f"{text} ж") == [*letters(text), "ж"]
