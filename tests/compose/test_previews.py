"""What is planned is over where another article tells that it was done; beside each a plan that is not."""

from __future__ import annotations

import pytest

from briefing.model import Edition
from tests.compose.papers import DAY, Paper, built, printed

PLANS = (
    # (what is planned, told of as done, told of something else)
    (
        "Mayor Ada Roe of Orla will meet the ferry owner Jan Holt on Tuesday to talk about the night ferry to Hest.",
        "Mayor Ada Roe of Orla met with the ferry owner Jan Holt on Tuesday about the night ferry to Hest.",
        "Islanders of Hest met with the lawyer Hanne Kold on Tuesday to hear what they can do about the quay.",
    ),
    (
        "In a speech at the harbour of Orla on Tuesday, Mayor Ada Roe will outline a plan for the night ferry to Hest.",
        "Mayor Ada Roe set forth a plan for the night ferry to Hest in a speech at the harbour of Orla on Tuesday.",
        "The company Runa said on Tuesday that the night ferry to Hest would stay in the harbour of Orla.",
    ),
    (
        "The captain Tom Dahl is expected to testify on Tuesday about the fire on the night ferry to Hest off Orla.",
        "The captain Tom Dahl testified on Tuesday that he slept when the night ferry to Hest caught fire off Orla.",
        "The engineer Hanne Kold testified on Tuesday that her warnings had gone unread by the company Runa.",
    ),
)


def _edition(plan: str, told: str) -> Edition:
    more = "The night ferry to Hest carries 900 people a week and costs the council of Orla 4 million crowns a year."
    before = Paper("Orla and its ferry", f"{DAY}T06:00:00Z", f"{plan}\n\n{more}")
    after = Paper("Night ferry to Hest", f"{DAY}T18:00:00Z", f"{told}\n\nIslanders waited on the quay of Orla.")
    return built([before, after])


def _overtaken(edition: Edition) -> list[str]:
    return [one.why for one in edition.not_printed if one.why.startswith("overtaken")]


@pytest.mark.parametrize(("plan", "told", "_other"), PLANS)
def test_a_plan_is_over_when_it_is_told_as_done(plan: str, told: str, _other: str) -> None:
    edition = _edition(plan, told)
    assert _overtaken(edition)
    assert plan not in printed(edition)
    assert told in printed(edition)


@pytest.mark.parametrize(("plan", "_told", "other"), PLANS)
def test_a_plan_stands_beside_other_news(plan: str, _told: str, other: str) -> None:
    edition = _edition(plan, other)
    assert not _overtaken(edition)
    assert plan in printed(edition)


@pytest.mark.parametrize(("plan", "told", "_other"), PLANS)
def test_a_plan_for_a_day_to_come_is_not_over(plan: str, told: str, _other: str) -> None:
    assert not _overtaken(_edition(plan.replace("on Tuesday", "on Friday"), told))


def test_what_was_said_on_the_day_of_a_plan_is_no_plan_for_it() -> None:
    plan = "Mayor Ada Roe said on Tuesday that she will meet the ferry owner Jan Holt again about the night ferry."
    assert not _overtaken(_edition(plan, PLANS[0][1]))
