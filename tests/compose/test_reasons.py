"""What is printed and what is not has its reason, and a language that no table serves is named."""

from __future__ import annotations

from tests.compose.papers import DAY, Paper, built
from tests.compose.test_truth import STATES, TOLLS


def test_who_else_says_it_and_what_is_a_repeat_have_their_reason() -> None:
    told = "The council of Hest voted on Tuesday to sell the old lighthouse to a family of potters for 40,000 crowns."
    again = (
        "A family of potters is paying 40,000 crowns for the old lighthouse of Hest, which the council voted to sell on"
        " Tuesday after ten years in which nobody but pigeons had lived there."
    )
    papers = [
        Paper("Hest sells lighthouse", f"{DAY}T08:00:00Z", told, publisher="Hest Mirror"),
        Paper("Potters buy lighthouse in Hest", f"{DAY}T10:00:00Z", again, publisher="Coast Radio"),
    ]
    edition = built(papers)
    rows = [row for data in edition.explain.values() if isinstance(data, dict) for row in data.get("confirmed", ())]
    assert rows and all("%" in row["why"] for row in rows)
    assert any("says the same as" in row.why and "%" in row.why for row in edition.not_printed)


def test_nothing_vanishes_without_a_reason() -> None:
    edition = built([paper for row in (*TOLLS.values(), *STATES) for paper in row if isinstance(paper, Paper)])
    rows = {(row.source, row.start): row.why for row in edition.not_printed}
    shown = {
        (statement.citations[0].source, statement.citations[0].start)
        for story in edition.stories
        for section in story.sections
        for statement in section.statements
    }
    assert rows and all(rows.values())
    assert not shown & rows.keys()
    assert any("overtaken by" in why for why in rows.values())


def test_a_language_without_tables_is_said() -> None:
    korean = "화요일 새벽 롬 시에서 오스트 강이 범람해 최소 12명이 숨졌다고 경찰이 밝혔다."
    edition = built([Paper("롬 홍수로 12명 사망", f"{DAY}T08:00:00Z", korean)])
    warned = [warning.about for warning in edition.warnings]
    assert warned == ["ko"]
    assert not built([TOLLS["ja"][0]]).warnings
