from __future__ import annotations

import pytest

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule, check_features, ready_rules
from briefing.json_schema import json_schema
from briefing.shape import ShapeError, dump, load


def test_the_defaults_are_written_in_the_vocabulary_of_config() -> None:
    for name, rule in ready_rules().items():
        assert load(SectionRule, dump(rule)) == rule == load(SectionRule, name)
        assert rule.id == name


def test_the_defaults_are_the_three_with_their_budgets() -> None:
    assert [(rule.id, rule.statements) for rule in DEFAULT_SECTIONS] == [
        ("decision", 4),
        ("reactions", 8),
        ("context", 5),
    ]


def test_a_feature_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(ShapeError) as caught:
        check_features([load(SectionRule, {"id": "x", "weights": {"atributed": 1.0}})], {})
    assert caught.value.nearest == "attributed"
    assert caught.value.path == ("sections", 0, "weights", "atributed")


def test_the_schema_knows_every_feature() -> None:
    name, schema = json_schema(SectionRule, "A section")["anyOf"]
    assert name == {"enum": list(ready_rules())}
    assert schema["properties"]["like"]["enum"] == name["enum"]
    assert schema["anyOf"] == [{"required": ["id"]}, {"required": ["like"]}]
    assert set(schema["properties"]["weights"]["properties"]) == set(FEATURES)
    assert all("description" in field for field in schema["properties"].values())


def test_the_scorer_is_for_the_sections_that_it_was_trained_for() -> None:
    assert load(SectionRule, {"id": "reactions", "scorer": 0.5}).scorer == 0.5
    with pytest.raises(ShapeError, match="decision, reactions, context"):
        load(SectionRule, {"id": "in-figures", "scorer": 0.5})
