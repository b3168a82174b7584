from __future__ import annotations

from typing import Any

import pytest

from briefing.language.rules import Rule, RuleTable
from briefing.prepare.furniture.lines.line_scores import LOOKS, SHAPE
from briefing.prepare.furniture.places import PLACES

TABLES: tuple[RuleTable[Any, Any], ...] = (SHAPE, LOOKS, *PLACES)
ROWS = [(table, rule) for table in TABLES for rule in table.rules]


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=[f"{table.name}: {rule.name}" for table, rule in ROWS])
def test_every_rule_holds_in_its_example(table: RuleTable[..., object], rule: Rule[..., object]) -> None:
    text, wanted = rule.example
    seen: set[str] = set()
    with table.noting(seen):
        assert table.run(text) == wanted
    assert rule.name in seen
