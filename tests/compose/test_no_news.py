"""What tells no news of its own is not what happened: guides, profiles, features that begin with what is over. Each
beside the nearest text that does tell news."""

from __future__ import annotations

import pytest

from tests.compose.papers import DAY, Paper, built, opening, printed

VOTE = Paper(
    "Orla council to cut ferry",
    "2026-05-10T09:00:00Z",
    "The council of Orla vowed on Sunday to cut the night ferry to Hest, which 900 people use each week.\n\nThe ferry "
    "company Runa said on Sunday that it would go to court over the night ferry to Hest.",
)
FEATURES = (
    # (title, text that only explains, the same with news of its day)
    (
        "The islanders of Hest and their ferry",
        "In recent years, islanders of Hest came to rely on the night ferry for work and school in Orla.\n\nThey would "
        "plan weddings and funerals by its timetable. Few owned a boat that could cross the sound in winter.",
        "In recent years, islanders of Hest came to rely on the night ferry. On Tuesday 300 of them blocked the quay "
        "of Orla for three hours.\n\nFew owned a boat that could cross the sound in winter.",
    ),
    (
        "A life on the night ferry to Hest",
        "Four decades ago, when the night ferry to Hest was new, the council of Orla feared that nobody would use it."
        "\n\nIts first captain was a farmer. The ferry of Hest carried sheep, mail and two pianos in its first year.",
        "Four decades ago, when the night ferry to Hest was new, the council feared that nobody would use it. Its last "
        "captain resigned this morning.\n\nThe ferry of Hest carried sheep, mail and two pianos in its first year.",
    ),
    (
        "The night ferry to Hest",
        "The night ferry to Hest is one of the world's oldest crossings for islanders, run by the company Runa of Orla."
        "\n\nIt crosses the sound in 50 minutes and carries 40 cars. Islanders of Hest travel free in winter.",
        "The night ferry to Hest is one of the world's oldest crossings. A fire broke out on it on Tuesday off Orla."
        "\n\nIt crosses the sound in 50 minutes and carries 40 cars.",
    ),
    (
        "Sheep and two pianos: how the night ferry to Hest came about",
        "The blue door of the ferry office is locked now, and gulls fight on the quay of Orla over a crust of bread."
        "\n\nIt began with a farmer of Hest who could not sleep, and with a council of Orla that could not say no.",
        "The blue door of the ferry office is locked now. The council of Orla sold the house on Tuesday to a bank."
        "\n\nIt began with a farmer of Hest who could not sleep, and with a council of Orla that could not say no.",
    ),
    (
        "What is the night ferry to Hest?",
        "The night ferry has linked Orla with the island of Hest since the war, and the council of Orla pays for it."
        "\n\nThe company Runa runs it with two ships. Islanders of Hest travel free of charge in winter.",
        "",
    ),
)


@pytest.mark.parametrize(("title", "text", "_news"), FEATURES)
def test_an_article_that_only_explains_makes_no_news_old(title: str, text: str, _news: str) -> None:
    edition = built([VOTE, Paper(title, f"{DAY}T08:00:00Z", text)])
    assert "vowed on Sunday" in printed(edition, "decision")
    assert text[:40] not in printed(edition, "decision")
    assert edition.stories[0].headline == VOTE.title
    assert text[:40] not in opening(edition)


@pytest.mark.parametrize(("title", "_text", "news"), FEATURES[:4])
def test_what_names_its_own_day_is_news(title: str, _text: str, news: str) -> None:
    edition = built([VOTE, Paper(title, f"{DAY}T08:00:00Z", news)])
    assert "vowed on Sunday" not in printed(edition, "decision")


@pytest.mark.parametrize(("title", "text", "_news"), FEATURES)
def test_what_only_explains_is_printed_where_nothing_tells_news(title: str, text: str, _news: str) -> None:
    assert printed(built([Paper(title, f"{DAY}T08:00:00Z", text)]))


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Ferry strike begins in Orla", "Since Monday, crews of the night ferry to Hest have refused to leave Orla."),
        ("Hest islanders lose ferry", "The last ferry to Hest is a day late, after a fire that the police call arson."),
        ("Orla mayor Roe resigns", "Over the past 24 hours, the mayor of Orla and nine councillors have resigned."),
        (
            "Background checks rejected",
            "The council of Orla has rejected background checks of ferry captains by 9 to 4.",
        ),
        ("Council: no ferry by winter", "For the first time in 40 years, the sound between Orla and Hest is frozen."),
    ],
)
def test_a_lead_that_opens_likewise_is_news(title: str, lead: str) -> None:
    edition = built([VOTE, Paper(title, f"{DAY}T08:00:00Z", f"{lead}\n\nThe night ferry to Hest stays in Orla.")])
    assert lead in printed(edition, "decision")


@pytest.mark.parametrize("days_before", [3, 60])
def test_the_last_report_counts_where_it_is_recent(days_before: int) -> None:
    title, text, _ = FEATURES[0]
    told = {3: "2026-05-09", 60: "2026-03-13"}[days_before]
    vote = Paper(VOTE.title, f"{told}T09:00:00Z", VOTE.text.replace("on Sunday", "this morning"))
    edition = built([vote, Paper(title, f"{DAY}T08:00:00Z", text)])
    assert ("vowed this morning" in printed(edition, "decision")) is (days_before == 3)
