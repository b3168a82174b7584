"""The pair score: what two articles have in common, and how much that says of short texts and of long ones."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.compose.stories.arrays.blocks import Rows
from briefing.compose.stories.arrays.columns import columns
from briefing.compose.stories.fingerprint import traits_of
from briefing.compose.stories.grouping import pair_score
from briefing.compose.stories.grouping.building import matrices
from briefing.compose.stories.grouping.kin import with_kin
from briefing.compose.stories.grouping.likeness import Likeness, similarities
from briefing.compose.stories.grouping.sides import sides_of
from briefing.compose.stories.grouping.vectors import candidates
from briefing.model import Article
from quality import bench_stories
from tests.articles import from_prose
from tests.helpers.newsroom import FERRY, STRIKE


def similar(*articles: Article) -> tuple[list[tuple[int, int]], Likeness]:
    """The pairs that are compared, and what they are like."""
    traits = [traits_of(a) for a in articles]
    found = matrices(columns(traits))
    lengths = np.array([t.length for t in traits], dtype=np.float64)
    first, second, alike = candidates(found)
    likeness = similarities(found, lengths, sides_of(first, second, len(traits)), alike)
    return list(zip(first.tolist(), second.tolist(), strict=True)), likeness


def dated(month: str, weekday: str) -> Article:
    return from_prose(f"{month}-{weekday}", f"On {weekday} the harbour of Amberly closed. It opens again in {month}.")


@pytest.mark.parametrize(
    ("one", "other", "months", "weekdays"),
    [
        (dated("November", "Monday"), dated("November", "Tuesday"), (1, 0), (0, 1)),
        (dated("November", "Monday"), dated("Sept", "Monday"), (0, 1), (1, 0)),
        (dated("September", "winter"), dated("Sept", "Monday"), (1, 0), (0, 0)),
    ],
)
def test_dates_agree_or_differ_only_where_both_name_some(
    one: Article, other: Article, months: tuple[int, int], weekdays: tuple[int, int]
) -> None:
    compared, likeness = similar(one, other)
    alike = likeness.measured
    assert compared == [(0, 1)]
    assert (alike["month_shared"][0], alike["month_apart"][0]) == months
    assert (alike["weekday_shared"][0], alike["weekday_apart"][0]) == weekdays


def test_months_have_one_name_in_all_languages() -> None:
    german = from_prose("a", "Der Hafen von Amberly schloss im Dezember.", language="de")
    english = from_prose("b", "The harbour of Amberly closed in December.")
    _, alike = similar(german, english)
    assert alike.measured["month_shared"].tolist() == [1.0]


def test_names_of_the_one_that_has_fewer_are_looked_for_in_the_other() -> None:
    short = from_prose("a", "In Amberly the mayor met Orla Finch.")
    long = from_prose("b", "In Amberly the mayor met Orla Finch. Dunmore, Castle Vane and Petra Holm were not asked.")
    other = from_prose("c", "In Amberly the mayor met nobody. Ivor Lund and Tessa Marsh were away at Port Selby.")
    compared, alike = similar(short, long, other)
    held = dict(zip(compared, alike.measured["names_in_one"].tolist(), strict=True))
    assert held[0, 1] == pytest.approx(1.0)
    assert 0 < held[0, 2] < 0.5


def test_a_similarity_counts_for_short_or_for_long_pairs() -> None:
    brief = [from_prose(path, "The ferry of Amberly is late. Orla Finch is sorry.") for path in "ab"]
    full = [from_prose(path, f"Nobody in Amberly minds. Orla Finch said so. {FERRY} {STRIKE} " * 9) for path in "ab"]
    for articles, short, long in ((brief, 1.0, 0.0), (full, 0.0, 1.0)):
        compared, likeness = similar(*articles)
        alike = likeness.of(Rows(0, len(compared)))
        features = dict(pair_score.first_step(alike))
        for name in ("words", "lead", "names_in_one"):
            assert features[f"{name}_short_alone"] == pytest.approx(alike[name] * (1 - alike["crowd"]) * short)
            assert features[f"{name}_long_alone"] == pytest.approx(alike[name] * (1 - alike["crowd"]) * long)


def test_every_weight_is_of_a_feature_and_none_of_what_is_alike_speaks_against() -> None:
    _, likeness = similar(dated("November", "Monday"), dated("November", "Tuesday"))
    alike = likeness.of(Rows(0, 1))
    kin = with_kin(likeness, np.array([0.9]))
    for step, features in (
        ("first", pair_score.first_step(alike)),
        ("second", pair_score.second_step({**alike, **kin})),
    ):
        names = {name for name, _ in features}
        known = pair_score.weights(step)
        assert {*known.linear, *known.root} <= names
        for table in (known.linear, known.root):
            free = ("crowd", "subject_", "long_", "month_apart", "weekday_apart")
            assert all(value > 0 for name, value in table.items() if not name.startswith(free))
        assert all(value < 0 for name, value in known.linear.items() if "_apart" in name)


def test_stories_of_one_article_stay_apart_from_neighbours_that_share_two_names() -> None:
    day = bench_stories.generated(400)
    assert bench_stories.bcubed(bench_stories.ours(day.articles), day.stories) > 0.985
