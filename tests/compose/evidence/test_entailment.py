"""Whether one sentence says all that another claims: its figures, its actors, and enough of it."""

from __future__ import annotations

import pytest

from briefing.compose.evidence import corroboration
from briefing.compose.evidence.corroboration import says
from briefing.compose.sentences.claims import claim
from briefing.model import Passage
from tests.articles import article, passages, story

NO_ANSWER = "A spokesman for Tarn did not immediately answer questions about the sale of the yard."
BLAST = "At least 16 people were killed in a blast in a café in the old town of Marlow."
FLOOD = "The flood in the Arle valley has killed 25 people and driven thousands from their homes."
WHALE = "An online advert for a dead whale that washed up at Quenby harbour was deleted by its authors."


@pytest.mark.parametrize(
    ("statement", "other", "said"),
    [
        (NO_ANSWER, "Corvair and Hallam Stone did not immediately answer questions about the sale of the yard.", False),
        (NO_ANSWER, "Corvair and Tarn did not immediately answer questions about the sale of the yard.", True),
        (
            BLAST,
            "A guard stands at the café in the old town of Marlow, torn open by a blast, killing and wounding people.",
            False,
        ),
        (
            BLAST,
            "A blast in a café in the old town of Marlow has killed 16 people and wounded more, doctors say.",
            True,
        ),
        (
            FLOOD,
            "The flood in the Arle valley has killed at least 22 people and driven thousands from their homes.",
            False,
        ),
        (FLOOD, "Some 25 people were killed in the Arle valley by the flood that drove thousands from homes.", True),
        (
            "The flood in the Arle valley has killed more than 22 people and driven thousands from their homes.",
            "The flood in the Arle valley has killed 25 people and driven thousands from their homes.",
            True,
        ),
        (
            WHALE,
            "The council of Quenby, a town of 950, wonders where to bury the dead whale that washed up at the harbour.",
            False,
        ),
        (WHALE, "Its authors deleted the online advert for the dead whale that washed up at Quenby harbour.", True),
    ],
)
def test_a_sentence_says_a_claim_with_its_figures_its_actors_and_enough_of_it(
    statement: str, other: str, said: bool
) -> None:
    one, two = (Passage(article(name, [text]), 0, 0) for name, text in (("a", statement), ("b", other)))
    assert bool(says(claim(two), claim(one))) == said


def test_each_sentence_of_a_statement_must_be_said_by_the_other_article() -> None:
    first = "The governor of Tarvin, Ida Venn, vetoed the bill on water rights on Friday after two hours of talks."
    second = "Farmers of the Arle valley blocked the bridge to the capital with forty tractors in the evening."
    told = article("a", [first, second])
    both = Passage(told, 0, 1)
    half = article(
        "b", ["Governor Ida Venn of Tarvin vetoed the water rights bill on Friday after two hours of talks."]
    )
    rest = "With forty tractors farmers of the Arle valley blocked the bridge to the capital in the evening."
    whole = article("c", [half.sentences[0].text.replace("on Friday ", ""), rest])
    one, other, _ = corroboration(story(told, half, whole), [both, Passage(told, 0, 0), *passages(half)])
    assert [p.article.path for p in one.passages] == ["c"]
    assert {p.article.path for p in other.passages} == {"b", "c"}
