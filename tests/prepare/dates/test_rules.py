from __future__ import annotations

from datetime import date

import pytest

from briefing.language.rules import Rule, RuleTable
from briefing.model import Block
from briefing.prepare.dates.forms import FORMS
from briefing.prepare.dates.mentions import mentions, own_day
from briefing.prepare.dates.tense import DIRECTIONS
from briefing.text import Span
from quality.ablate_dates import answer, own

ROWS = [(table, rule) for table in (FORMS, DIRECTIONS) for rule in table.rules]


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=[f"{table.name}: {rule.name}" for table, rule in ROWS])
def test_every_rule_decides_its_example(table: RuleTable[..., object], rule: Rule[..., object]) -> None:
    text, wanted = rule.example
    seen: set[str] = set()
    with table.noting(seen):
        assert table.run(text) == wanted
    assert rule.name in seen


@pytest.mark.parametrize(("language", "anchor", "text", "gold"), list(own()))
def test_the_invented_sentences(language: str, anchor: date, text: str, gold: list[tuple[int, int, str]]) -> None:
    found = mentions(text, Span(0, len(text)), anchor, language)
    given = [(one.span.start, one.span.end, one.value) for one in found]
    assert [answer(given, one) for one in gold] == [value for _, _, value in gold]


@pytest.mark.parametrize(
    ("line", "kind", "day"),
    [
        ("Tuesday, June 19, 2018", "byline", date(2018, 6, 19)),  # the stated day is that of another time zone
        ("Tuesday, June 19, 2018", "body", date(2018, 6, 18)),  # a sentence's date is not the article's
        ("May 3, 2017", "byline", date(2018, 6, 18)),  # too far away to be the same day
    ],
)
def test_yesterday_is_counted_from_the_articles_own_date_line(line: str, kind: str, day: date) -> None:
    block = Block(span=Span(0, len(line)), kind=kind, kept=kind == "body")  # type: ignore[arg-type]
    assert own_day(line, [block], date(2018, 6, 18), "en") == day
