"""One notion of a name: capitalised words that stand together, less what opens a sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.names import is_name, may_open_with, names
from briefing.language.tokens import tokens


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("The mayor of Ostmere met Ada Lind.", ["ostmere", "ada lind"]),
        ("Ferries stopped. Boats from Marlow did not.", ["marlow"]),
        ("He saw Mr. Lind and J. K. Alder in Tarvin.", ["mr lind", "j k alder", "tarvin"]),
        ("NATO said nothing, the U.S. army neither.", ["nato", "us"]),
        ("She said: “Boats go to Ostmere’s harbour.”", ["ostmere"]),
        ("I know that I said The Hague.", ["hague"]),
        ('“Boats go in May,” Lind said. "Nobody knows," Alder said.', ["may", "lind", "alder"]),
        ("„Boote fahren“, sagte Lind.", ["lind"]),
        ("Ostmere, Marlow and Tarvin", ["marlow", "tarvin"]),
        ("... and Ada Lind left.", ["ada lind"]),
        ("nothing here is a name", []),
    ],
)
def test_the_words_whose_capital_means_a_name(text: str, certain: list[str]) -> None:
    found = [" ".join(name.certain) for name in names(text, "en")]
    assert [name for name in found if name] == certain


def test_a_run_at_the_head_of_a_sentence_is_kept_and_marked() -> None:
    text = "Ada Lind spoke. Nobody left Ostmere."
    found = names(text, "en")
    assert [(text[name.start : name.end], name.opens) for name in found] == [
        ("Ada Lind", True),
        ("Ostmere", False),
    ]
    assert found[0].certain == ("lind",)


def test_a_rare_word_may_open_a_sentence_as_a_name() -> None:
    assert may_open_with("ostmere", "en")
    assert not may_open_with("ferries", "en", least=12.0)
    assert not may_open_with("people", "en")


@given(st.text(alphabet="Aab .,:'\"“”\n1-", max_size=40) | st.text(max_size=40))
def test_any_text_has_its_names_in_order(text: str) -> None:
    found = names(text, "en")
    assert all(0 <= name.start < name.end <= len(text) and name.words for name in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ada Lind", True), ("Ursula van der Lind", True), ("residents of Ostmere", False), ("a few Greens", False)],
)
def test_a_name_is_no_description(text: str, expected: bool) -> None:
    assert is_name(tokens(text), {"few"}) is expected


@pytest.mark.parametrize("text", [".", " . A.", "…", "\n.\n"])
def test_a_full_stop_after_nothing_is_no_fault(text: str) -> None:
    assert isinstance(names(text, "en"), (list, tuple))
