"""Who spoke so far, as the resolver of pronouns asks for it."""

from __future__ import annotations

from briefing.prepare.speech.speakers import Speaker
from briefing.prepare.speech.spoken import Spoken

ADA, BODY = Speaker(name="Ada Venn", kind="person"), Speaker(name="the council", kind="body")


def _spoken() -> Spoken:
    found = Spoken()
    found.add(0, ADA)
    found.add(2, BODY)
    found.add(2, BODY)  # the same once more
    return found


def test_nobody_spoke_yet() -> None:
    assert Spoken().long_ago(0)
    assert Spoken().recent(3, 8, lambda _: True) is None
    assert list(Spoken().since(0)) == []


def test_the_last_come_first_and_the_same_once() -> None:
    assert list(_spoken().since(0)) == [(2, BODY), (0, ADA)]
    assert list(_spoken().since(1)) == [(2, BODY)]


def test_the_last_that_fits_is_sought_only_so_far_back() -> None:
    assert _spoken().recent(4, 4, lambda one: one.kind == "person") == ADA
    assert _spoken().recent(5, 4, lambda one: one.kind == "person") is None


def test_who_spoke_in_a_sentence() -> None:
    assert _spoken().in_sentence(2) == [BODY]
    assert _spoken().in_sentence(1) == []


def test_it_is_long_ago_where_nobody_spoke_in_the_sentence_before() -> None:
    assert not _spoken().long_ago(3)
    assert _spoken().long_ago(4)
