"""What copies and stories know of an article."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.stories.fingerprint import sentence_hashes
from tests.articles import from_prose

LONG = "The Council of Tervo, on Tuesday, gave up its plan to buy a second ferry"


def hashes(text: str) -> set[int]:
    return set(np.frombuffer(sentence_hashes(from_prose("a", text)), dtype=np.uint32).tolist())


@given(st.sampled_from([",", "", " -", "\t", '"']), st.booleans(), st.sampled_from([".", "!", "?"]))
def test_a_sentence_is_known_again_whatever_its_case_and_marks(mark: str, loud: bool, end: str) -> None:
    other = LONG.replace(",", mark)
    assert hashes(f"{other.upper() if loud else other}{end}") == hashes(f"{LONG}.") != set()


def test_a_sentence_is_known_again_beside_other_letters() -> None:
    assert hashes(f"{LONG}.") < hashes(f"{LONG}. Älvsjö and Åmål have already given up theirs, said the mayor of one.")


def test_other_words_are_another_sentence() -> None:
    assert hashes(f"{LONG}.").isdisjoint(hashes(f"{LONG} boat."))


def test_short_sentences_tell_nothing() -> None:
    assert hashes("The ferry sank.") == set()
