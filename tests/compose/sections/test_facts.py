"""What stands with a speaker and is no reaction: a fact that a body passes on, a share of those polled, a question that
is answered."""

from __future__ import annotations

import pytest

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.views import views
from tests.articles import from_lines

# label, sentences, whether the last one is a fact that is passed on
TOLD = [
    ("a figure", "[The health ministry] The health ministry said 40 people were ill.", True),
    ("who was hurt", "[Police] Police said that pilots were killed at the quay.", True),
    ("what was done", "[officials] The quay was shut, officials said.", True),
    ("a named person says it", "[Ada Roe] Ada Roe said 40 people were ill.", False),
    ("what is judged", "[The ministry] The ministry said a dangerous mistake made 40 people ill.", False),
    ("what is expected", "[The ministry] The ministry said 40 more people could fall ill.", False),
    ("of itself", "[The airline] The airline said in a statement that it had lost 40 bags.", False),
    ("a quotation", "[The ministry] The ministry said “40 people were ill,” no more.", False),
    ("quoted beside it", "[Police] “Nobody may pass,” Police said.\n[Police] Police said the quay was shut.", False),
    ("quoted elsewhere", "[Bo Lind] “Nobody may pass,” Bo Lind said.\n[Police] Police said the quay was shut.", True),
    ("a judgement", "[The council] The council denounced the 40 who were ill.", False),
    ("a share of those polled", "[58 percent of voters] 58 percent of voters agree that “the quay is ugly.”", True),
    ("no share", "[voters] Voters say that “the quay is ugly.”", False),
]


def _value(name: str, text: str, at: int = -1) -> bool:
    return bool(FEATURES[name].of(views([from_lines(text)], None)[0][at]))


@pytest.mark.parametrize(("label", "text", "told"), TOLD, ids=[row[0] for row in TOLD])
def test_a_fact_that_a_body_passes_on_is_told_from_what_it_says(label: str, text: str, told: bool) -> None:
    assert _value("told_fact", text) is told


def test_a_question_that_somebody_answers_is_an_interviewers() -> None:
    asked = "[Bo Lind] Lind asked: “Will you stay?”\n"
    assert _value("answered", asked + "[Ada Roe] “I will,” Ada Roe said.", 0)
    assert not _value("answered", asked + "It rained.", 0)
    assert not _value("answered", asked + "[Bo Lind] “I ask you,” Lind said.", 0)
    assert not _value("answered", "[Bo Lind] Lind said: “You will stay.”\n[Ada Roe] “I will,” Ada Roe said.", 0)
