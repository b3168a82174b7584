"""Every rule of language is shown at work by its example, and the ablation tells what a rule does."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from briefing.language.rules import Rule, RuleTable
from quality.ablate import Outcome, Sample, effects, report, topics


def _rows() -> Iterator[tuple[RuleTable[..., Any], Rule[..., Any]]]:
    for topic in topics():
        for table in import_module(f"quality.ablate_{topic}").TABLES:
            for rule in table.rules:
                yield table, rule


@pytest.mark.parametrize(("table", "rule"), [pytest.param(t, r, id=f"{t.name}: {r.name}") for t, r in _rows()])
def test_the_example_of_a_rule_comes_out_as_it_says_and_by_that_rule(
    table: RuleTable[..., Any], rule: Rule[..., Any]
) -> None:
    seen: set[str] = set()
    text, expected = rule.example
    with table.noting(seen):
        found = table.run(text)
    assert (found, rule.name in seen) == (expected, True), f"decided: {', '.join(sorted(seen)) or 'no rule'}"


def _size(line: str) -> str:
    return SIZE(line)


SIZE: RuleTable[[str], str] = RuleTable(
    "size",
    Rule(name="long", test=lambda line: len(line) > 5, verdict="long", example=("elephant", "long")),
    Rule(name="dutch", test=lambda line: line == "ijs", verdict="cold", example=("ijs", "cold"), language="nl"),
    Rule(name="shouted", test=str.isupper, verdict="loud", example=("CAT", "loud")),
    Rule(name="never", test=lambda line: not line, verdict="none", example=("", "none")),
    otherwise="short",
    run=_size,
)
GOLD = {"elephant": "long", "CAT": "short", "cat": "short"}


def _sample() -> Sample:
    return Sample(
        "en", "words", lambda: {word: Outcome(SIZE(word), SIZE(word) == right) for word, right in GOLD.items()}
    )


def test_what_each_rule_makes_right_and_wrong_is_counted_by_language() -> None:
    found = {effect.rule.name: effect for effect in effects([SIZE], [_sample()])}
    assert (found["long"].changed, found["long"].righted, found["long"].wronged) == ({"en": 1}, {"en": 1}, {"en": 0})
    assert (found["shouted"].changed, found["shouted"].righted, found["shouted"].wronged) == (
        {"en": 1},
        {"en": 0},
        {"en": 1},
    )
    assert found["never"].idle
    assert not found["dutch"].idle


def test_the_report_ends_with_how_many_rules_change_nothing() -> None:
    assert list(report(effects([SIZE], [_sample()])))[-1] == "1 of 4 rules change nothing"


def test_only_the_rules_asked_for_are_looked_at() -> None:
    assert [effect.rule.name for effect in effects([SIZE], [_sample()], "shou")] == ["shouted"]
