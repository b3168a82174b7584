"""A feature of a user's own, and what is said of one that does not keep its promise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.own_features import features
from briefing.compose.sections.rules import SectionRule
from briefing.compose.sections.score import article_scores
from briefing.compose.sections.views import SentenceView
from briefing.compose.selection.select import SelectionPlan, select
from briefing.config import parse
from briefing.errors import ConfigError
from tests.articles import from_lines, story

OWN = "tests.compose.sections.test_own_features:"
TOLD = from_lines(
    """
    The ferry of Ostrau sank on Tuesday.
    The toll bridge of Ostrau is to open in May.
    """
)


def of_bridges(sentence: SentenceView) -> bool:
    """names a bridge"""
    return "bridge" in sentence.words


def too_large(sentence: SentenceView) -> float:
    """one word too many"""
    return 1.5


def of_words(sentence: SentenceView) -> str:
    """no number"""
    return sentence.sentence.text


def of_nothing(sentence: SentenceView) -> None:
    """nothing"""


def failing(sentence: SentenceView) -> float:
    """fails"""
    return 1 / len(sentence.sentence.dates)


def undocumented(sentence: SentenceView) -> float:
    return 0.0


def of_two(sentence: SentenceView, day: str) -> float:
    """wants more"""
    return 0.0


def test_an_own_feature_weighs_filters_and_ranks_like_any_other() -> None:
    own = features({"bridges": OWN + "of_bridges"})
    rule = SectionRule(id="bridges", base=-1.0, weights={"bridges": 3.0})
    (_, first), (_, second) = article_scores(TOLD, [rule], None, own)
    assert first["bridges"] < 0.5 < second["bridges"]
    only = replace(rule, where={"bridges": True}, prefer={"bridges": 1.0})
    (section,) = select(story(TOLD), SelectionPlan(rules=[only], features=own)).sections
    assert [pick.passage.text for pick in section.picks] == [TOLD.sentences[1].text]
    assert "prefer: bridges" in [term.name for term in section.picks[0].merit]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("too_large", "returned float 1.5, expected a number from 0 to 1"),
        ("of_words", "returned str"),
        ("of_nothing", "returned None"),
        ("failing", "ZeroDivisionError"),
        ("undocumented", "has no docstring"),
        ("of_two", "cannot be called with"),
        ("not_there", "has no 'not_there'"),
    ],
)
def test_an_own_feature_that_breaks_its_promise_is_reported_by_name(name: str, said: str) -> None:
    rule = SectionRule(id="own", weights={"own": 1.0})
    with pytest.raises(ConfigError, match=said) as caught:
        article_scores(TOLD, [rule], None, features({"own": OWN + name}))
    assert OWN + name in caught.value.message


def config_of(features: str, weights: str) -> bytes:
    return f"features: {features}\nsections:\n  - id: mine\n    weights: {weights}\n".encode()


def test_a_rule_names_features_of_the_program_or_of_the_config() -> None:
    assert parse(config_of("{bridges: 'a.b:c'}", "{bridges: 2.0, lead: 1.0}")).features == {"bridges": "a.b:c"}
    with pytest.raises(ConfigError, match=r"weights\.bridge: found the key 'bridge'") as caught:
        parse(config_of("{bridges: 'a.b:c'}", "{bridge: 2.0}"))
    assert (caught.value.line, caught.value.remedy) == (4, "did you mean 'bridges'?")
    with pytest.raises(ConfigError, match="a name that no feature of the program has"):
        parse(config_of("{lead: 'a.b:c'}", "{}"))
    with pytest.raises(ConfigError, match=r"expected package\.module:function"):
        parse(config_of("{bridges: a.b.c}", "{}"))


def test_what_the_program_has_is_there_unchanged() -> None:
    assert features({}) == FEATURES
