from __future__ import annotations

from typing import Any

import pytest

from quality.agreement import kappa, of_story, two_readers


def unit(name: str, **changed: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "keep": "story",
        "section": "decision",
        "alt": [],
        "speaker": None,
        "speakers": [],
        "same": None,
    }
    return {"id": name, **plain, "stands_alone": True, "pick": 0, **changed}


def test_kappa_is_what_chance_does_not_explain() -> None:
    # the textbook table of two readers: 20 both yes, 15 both no, 5 and 10 apart
    first = [True] * 25 + [False] * 25
    second = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(first, second) == pytest.approx(0.4)
    assert kappa(first, first) == 1.0
    assert kappa([True, False] * 10, [True, True, False, False] * 5) == pytest.approx(0.0)


def test_what_either_reader_accepts_is_lenient_agreement() -> None:
    pairs = [(unit("a", alt=["context"]), unit("a", section="context")), (unit("b"), unit("b", section="context"))]
    found = of_story(pairs)
    assert (found["section"], found["lenient"]) == (0.0, 0.5)


def test_an_ideal_statement_is_found_where_one_that_says_the_same_is() -> None:
    same = {"same": "toll"}
    pairs = [(unit("a", pick=2, **same), unit("a", **same)), (unit("b", **same), unit("b", pick=2, **same))]
    assert of_story(pairs)["picks"] == 1.0
    apart = [*pairs, (unit("c", pick=2), unit("c")), (unit("d"), unit("d", pick=2))]
    assert of_story(apart)["picks"] == 0.5


def test_speakers_are_compared_where_both_readers_hear_one() -> None:
    pairs = [
        (unit("a", speaker="Ida Venn"), unit("a", speakers=["ida venn", "I. Venn"])),
        (unit("b", speaker="Ida Venn"), unit("b")),
    ]
    found = of_story(pairs)
    assert found["speaker"] == 1.0
    assert found["attributed"] == pytest.approx(2 / 3)


def test_both_readers_judged_every_unit_of_a_story() -> None:
    stories = dict(two_readers())
    assert len(stories) >= 5
    for name, pairs in stories.items():
        assert all(a["id"] == b["id"] for a, b in pairs), name
