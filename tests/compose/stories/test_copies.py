"""Copies: same, contained, near; no chains, no templates, no furniture."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.stories.copies import find, shared_sentences
from briefing.model import Article
from tests.articles import from_prose
from tests.helpers.newsroom import COMET, FERRY, FURNITURE, STRIKE, paper


def links(articles: list[Article]) -> dict[str, tuple[str, str]]:
    return {copy.path: (copy.of, copy.kind) for copy in find(articles)}


def test_none_and_one() -> None:
    assert find([]) == ()
    assert find([from_prose("a", FERRY)]) == ()


def test_the_same_words_in_other_marks_are_the_same_text() -> None:
    other = FERRY.replace("Tuesday,", "Tuesday –").replace("failed", "FAILED")
    assert links([from_prose("a", FERRY, published="2031-05-06"), from_prose("b", other)]) == {"b": ("a", "same")}


def test_a_truncated_text_is_contained_in_the_full_one() -> None:
    part = FERRY[: FERRY.index("Captain")]
    assert links([from_prose("part", part), from_prose("full", FERRY)]) == {"part": ("full", "contained")}


def test_an_edited_text_is_near() -> None:
    edited = FERRY.replace("stranded", "marooned").replace("thick fog", "a dense fog").replace("within", "in about")
    (copy,) = find([from_prose("a", FERRY), from_prose("b", edited)])
    assert copy.kind == "near" and 0.4 < copy.share < 1


def test_a_version_that_opens_with_another_figure_is_no_copy() -> None:
    opening = "The choir of Marrow owes its landlord 6 million crowns, a letter says. "
    one = from_prose("a", opening + FERRY)
    other = from_prose("b", opening.replace("6 million", "600,000") + FERRY)
    further_down = from_prose("c", opening + FERRY + " The hall of the choir holds 410 people.")
    assert not find([one, other])
    assert [copy.path for copy in find([one, further_down])] == ["a"]


def test_a_copy_with_furniture_is_found_and_furniture_alone_makes_none() -> None:
    texts = {"a": FERRY, "b": FERRY + " " + FURNITURE, "c": STRIKE + " " + FURNITURE, "d": COMET + " " + FURNITURE}
    found = links([from_prose(path, text) for path, text in texts.items()])
    assert set(found) <= {"a", "b"} and len(found) == 1


def test_texts_of_one_template_are_not_copies() -> None:
    rng = random.Random(7)
    places = ["Aldern", "Brock", "Castel", "Dunmore", "Elmsby", "Farrow", "Grent", "Holm", "Ixley", "Jarrow"]

    def n(low: int, high: int) -> int:
        return rng.randint(low, high)

    weather = [
        f"The forecast for {place}: a high of {n(11, 34)} degrees and a low of {n(-9, 10)} degrees. Winds blow at "
        f"{n(12, 99)} kilometres an hour and the chance of rain stands at {n(11, 99)} percent. The sun rises over "
        f"{place} at {n(4, 8)}.{n(10, 59)} and sets at {n(17, 21)}.{n(10, 59)}. This forecast was made from data of "
        "the weather service."
        for place in places
    ]
    closings = [
        f"Shares in {place} closed {rng.choice(['up', 'down'])} on the day. The index ended at {n(1000, 9000)} points, "
        f"a change of {n(11, 90)} points or {n(1, 9)}.{n(1, 9)} percent. Some {n(100, 900)} million shares changed "
        f"hands, against {n(100, 900)} million the day before. {n(100, 900)} shares rose and {n(100, 900)} fell, the "
        "exchange said."
        for place in places
    ]
    assert find([from_prose(f"t{number}", text) for number, text in enumerate(weather + closings)]) == ()


def test_sixty_reprints_are_one_group() -> None:
    rng = random.Random(3)
    sentences = (FERRY + " " + STRIKE.replace("Kolbe", "Varg")).split(". ")
    articles = [from_prose("full", ". ".join(sentences), published="2031-05-06")]
    for number in range(60):
        kept = sentences[: rng.randint(len(sentences) // 2, len(sentences))]
        articles.append(from_prose(f"r{number:02}", f"{'ABCDEF'[number % 6]} news letter. " + ". ".join(kept)))
    found = find(articles)
    assert len(found) == 60 and len({copy.of for copy in found}) == 1


def test_no_chain_joins_texts_that_share_nothing() -> None:
    bridge = FERRY[: len(FERRY) // 2] + " " + STRIKE[: len(STRIKE) // 2]
    found = links(
        [from_prose("a", FERRY + " " + COMET), from_prose("b", bridge), from_prose("c", STRIKE + " " + COMET)]
    )
    assert len({of for of, _ in found.values()}) <= 1


def test_many_equal_texts_cost_no_more_than_their_number() -> None:
    found = find([from_prose(f"a{number:04}", FERRY) for number in range(500)])
    assert len(found) == 499 and {copy.of for copy in found} == {"a0000"}


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(8)))
def test_order_changes_nothing_and_leaders_are_no_copies(order: list[int]) -> None:
    articles = [
        *paper(),
        from_prose("x", FERRY[:300]),
        from_prose("y", FERRY, published="2031-05-07"),
        from_prose("z", STRIKE + " " + FURNITURE),
    ]
    found = find(articles)
    assert find([articles[number] for number in order]) == found
    assert not {copy.path for copy in found} & {copy.of for copy in found}
    rest = {copy.path for copy in found}
    assert find([a for a in articles if a.path not in rest]) == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_is_answered(texts: list[str]) -> None:
    articles = [from_prose(str(number), text) for number, text in enumerate(texts)]
    assert all(0 <= copy.share <= 1 for copy in find(articles))


def test_sentences_that_stand_in_two_articles() -> None:
    shared = shared_sentences([from_prose("a", FERRY), from_prose("b", COMET + " " + FERRY[: FERRY.index(" Rescue")])])
    assert shared == {("a", 0): 0, ("b", 5): 0}
