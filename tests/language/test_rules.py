"""A table of rules: the first that holds decides, and each can be switched off by its name."""

from __future__ import annotations

import pytest

from briefing.language.rules import Rule, RuleTable


def _table() -> RuleTable[[int], str]:
    return RuleTable(
        "numbers",
        Rule(name="even", test=lambda n: n % 2 == 0, verdict="even", example=("4", "even")),
        Rule(name="great", test=lambda n: n > 9, verdict="great", example=("11", "great")),
        otherwise="other",
        run=int,
    )


def test_the_first_rule_whose_test_holds_decides() -> None:
    table = _table()
    assert [table(n) for n in (12, 11, 3)] == ["even", "great", "other"]


def test_all_verdicts_come_in_the_order_of_the_rules() -> None:
    assert list(_table().verdicts(12)) == ["even", "great"]


def test_a_rule_switched_off_does_not_decide_until_it_is_back() -> None:
    table = _table()
    with table.without("even"):
        assert table(12) == "great"
        assert table(4) == "other"
    assert table(12) == "even"


def test_a_rule_comes_back_after_an_error() -> None:
    table = _table()
    with pytest.raises(RuntimeError), table.without("even"):
        raise RuntimeError
    assert table(4) == "even"


def test_a_name_that_no_rule_has_is_an_error() -> None:
    with pytest.raises(KeyError), _table().without("odd"):
        pass


def test_two_rules_of_one_name_are_an_error() -> None:
    rule: Rule[[int], str] = Rule(name="even", test=lambda n: n % 2 == 0, verdict="even", example=("4", "even"))
    with pytest.raises(ValueError, match="two rules of the name 'even'"):
        RuleTable("numbers", rule, rule, otherwise="other", run=int)


def test_the_rules_that_decide_are_noted() -> None:
    table, seen = _table(), set[str]()
    with table.noting(seen):
        table(11)
        table(3)
    assert seen == {"great"}
