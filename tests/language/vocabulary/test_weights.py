"""One information weight, in nats, and how far it goes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language import document_frequency, information
from briefing.language.vocabulary.weights import RAREST, information_of, name_information, number_information


def test_information_is_of_the_share_of_documents() -> None:
    assert information("harbour", "en") == -math.log(document_frequency("harbour", "en"))
    assert information("the", "en") < information("harbour", "en") < information("zzyzxq", "en") <= RAREST
    assert information("the", "en", least=1.0) == 1.0
    assert information("zzyzxq", "en", most=9.0) == 9.0


@given(st.lists(st.sampled_from(["ferry", "dam", "council", "tide", "rope"]), unique=True))
def test_words_tell_the_same_in_any_order(words: list[str]) -> None:
    assert information_of(words, "en") == information_of(reversed(words), "en")


@pytest.mark.parametrize(("less", "more"), [("2026", "84"), ("7", "84"), ("84", "84719")])
def test_numbers_tell_more_the_longer_they_are_and_years_little(less: str, more: str) -> None:
    assert number_information(less) < number_information(more) <= 9.0


def test_a_name_tells_more_than_its_rarest_word_and_less_than_all() -> None:
    assert name_information([4.0, 8.0]) == name_information([8.0, 4.0]) == 10.0
