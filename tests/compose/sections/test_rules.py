from __future__ import annotations

import pytest

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule
from briefing.shape import ShapeError, dump, json_schema, load


def test_the_defaults_are_written_in_the_vocabulary_of_config() -> None:
    for rule in DEFAULT_SECTIONS:
        assert load(SectionRule, dump(rule)) == rule


def test_the_defaults_are_the_three_with_their_budgets() -> None:
    assert [(rule.id, rule.statements) for rule in DEFAULT_SECTIONS] == [
        ("decision", 4),
        ("reactions", 8),
        ("context", 5),
    ]


def test_a_feature_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(ShapeError) as caught:
        load(SectionRule, {"id": "x", "weights": {"atributed": 1.0}})
    assert caught.value.nearest == "attributed"


def test_the_schema_knows_every_feature() -> None:
    schema = json_schema(SectionRule, "A section")
    assert set(schema["properties"]["weights"]["properties"]) == set(FEATURES)
    assert all("description" in field for field in schema["properties"].values())


def test_the_scorer_is_for_the_sections_that_it_was_trained_for() -> None:
    assert load(SectionRule, {"id": "reactions", "scorer": 0.5}).scorer == 0.5
    with pytest.raises(ShapeError, match="decision, reactions, context"):
        load(SectionRule, {"id": "in-figures", "scorer": 0.5})
