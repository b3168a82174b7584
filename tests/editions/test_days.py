"""An edition after another: what is new leads, what is known is not printed again, all of it verified."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.config import Config, Project
from briefing.editions import earlier
from briefing.errors import UsageError
from briefing.proof import prove
from briefing.proof.citations import Demand, open_edition
from briefing.reports import changes as changes_report
from tests.helpers.days import Days, paper, printed, states

QUARRY = paper(
    "Quarry at Orle to close in spring",
    "The quarry at Orle will close in spring and 140 people will lose their work, the owner Vask Stone said on Monday."
    "\n\nVask Stone said that the slate had run out. “We have reached the clay,” manager Lena Brodt said.\n\n"
    "The town council asked for a meeting with the owner. The quarry has been worked since 1871.",
    "2026-09-07T10:00:00Z",
)
QUARRY_STAYS = paper(
    "Vask Stone halts closure of Orle quarry",
    "Vask Stone on Tuesday halted its plan to close the quarry at Orle. The owner said that new slate had been found "
    "below the clay.\n\nManager Lena Brodt said that a drill had struck slate at 60 metres. “The hill has kept a "
    "drawer locked,” Brodt said.\n\nThe town council welcomed the news. The quarry has been worked since 1871.",
    "2026-09-08T09:00:00Z",
    "Lowland Post",
)
OWLS = paper(
    "Barn owls return to Mirrow church",
    "Barn owls have nested in the tower of Mirrow church for the first time in 40 years, the bird society said."
    "\n\nFour chicks hatched in August. “They hiss at us,” warden Piet Alm said. The tower stays locked until "
    "they have flown.",
    "2026-09-07T12:00:00Z",
)
BRIDGE = paper(
    "Footbridge at Senn washed away",
    "A flood washed away the footbridge at Senn on Tuesday morning. Nobody was on it, the fire service said.\n\n"
    "The bridge was built in 1998. Mayor Dora Kuhl said that a ferry would cross every half hour.",
    "2026-09-08T11:00:00Z",
)


@pytest.fixture(name="days")
def two_days(tmp_path: Path) -> Days:
    days = Days(tmp_path)
    days.build("2026-09-07", {"quarry": QUARRY, "owls": OWLS})
    days.build("2026-09-08", {"stays": QUARRY_STAYS, "bridge": BRIDGE})
    return days


def test_the_first_edition_is_held_against_none(tmp_path: Path) -> None:
    edition = Days(tmp_path).build("2026-09-07", {"quarry": QUARRY})
    assert edition.previous is None and set(states(edition).values()) == {None}
    brief = json.loads((tmp_path / "out/2026-09-07/brief.json").read_bytes())
    assert brief["schema"] == 2 and brief["previous"] is None and brief["corrections"] == []
    assert brief["stories"][0]["sections"][0]["statements"][0]["since"] is None


def test_a_story_goes_on_one_is_new_and_one_stands_still(days: Days) -> None:
    edition = days.build("2026-09-08")
    found = states(edition)
    assert found["Vask Stone halts closure of Orle quarry"] == "developing"
    assert found["Footbridge at Senn washed away"] == "new"
    assert found["Barn owls return to Mirrow church"] == "unchanged"
    assert edition.previous is not None and edition.previous.date == "2026-09-07"


def test_a_story_of_several_sources_is_named_once_by_what_goes_on_it(days: Days) -> None:
    edition = days.build("2026-09-09")
    [quarry] = [one for one in edition.also if "quarry" in one.headline]
    assert len(quarry.articles) == 2
    assert [one.edition for one in quarry.goes_on] == ["2026-09-08", "2026-09-07"]


def test_what_was_read_yesterday_is_not_printed_again(days: Days) -> None:
    texts = printed(days.build("2026-09-08"))
    assert any("halted its plan" in text for text in texts)
    assert not any("will close in spring" in text or "since 1871" in text or "Barn owls" in text for text in texts)


def test_what_stands_still_is_a_line_under_its_own_heading(days: Days) -> None:
    page = (days.out / "2026-09-08" / "brief.txt").read_text(encoding="utf-8")
    assert page.index("UNCHANGED SINCE YESTERDAY") < page.index("- Barn owls return to Mirrow church")


def test_without_an_edition_before_everything_is_printed(days: Days) -> None:
    edition = days.build("2026-09-08", since="none")
    assert edition.previous is None and any("Barn owls" in text for text in printed(edition))


def test_a_day_can_be_named_and_must_have_an_edition(days: Days) -> None:
    edition = days.build("2026-09-09", since="2026-09-07")
    assert edition.previous is not None and edition.previous.date == "2026-09-07"
    with pytest.raises(UsageError, match="no edition of that day"):
        days.build("2026-09-09", since="2026-09-01")


@pytest.mark.parametrize("since", ["2026-09-08", "2026-09-07"])
def test_an_edition_is_held_against_none_of_its_own_day_or_after(days: Days, since: str) -> None:
    with pytest.raises(UsageError, match="expected a day before 2026-09-07"):
        days.build("2026-09-07", since=since)


@pytest.mark.parametrize(
    ("zone", "published", "counts"),
    [
        ("America/Los_Angeles", "2026-09-07T19:00:00-07:00", True),  # in UTC the day after
        ("America/Los_Angeles", "2026-09-08T02:00:00Z", True),
        ("America/Los_Angeles", "2026-09-08T07:30:00Z", False),
        ("Asia/Tokyo", "2026-09-07T15:30:00Z", False),
        ("Asia/Tokyo", "2026-09-08T00:30:00+09:00", False),
        ("Asia/Tokyo", "2026-09-07T14:30:00Z", True),
        ("Asia/Tokyo", "2026-09-07", True),  # a day without a time is that day anywhere
        ("UTC", "2026-09-08T00:30:00+02:00", True),
    ],
)
def test_the_time_zone_says_on_which_day_an_article_counts(
    tmp_path: Path, zone: str, published: str, counts: bool
) -> None:
    days = Days(tmp_path, replace(Config(), time_zone=zone))
    edition = days.build("2026-09-07", {"quarry": {**QUARRY, "published": published}})
    assert bool(edition.stories) == counts
    assert [one.reason for one in edition.left_out] == ([] if counts else ["published after the day (2026-09-08)"])
    for story in edition.stories:
        assert story.date == "2026-09-07"
        assert {one.as_of for section in story.sections for one in section.statements} == {None}


def test_the_time_zone_says_so_of_articles_that_repeat_others_and_of_the_day_before(tmp_path: Path) -> None:
    days = Days(tmp_path, replace(Config(), time_zone="America/Los_Angeles"))
    repeated = "\n\nRead the morning letter of the Orle Courier, free of charge, every day but Sunday."
    papers = {
        name: {**one, "text": one["text"] + repeated, "published": "2026-09-08T03:00:00Z"}
        for name, one in (("quarry", QUARRY), ("owls", OWLS), ("bridge", BRIDGE))
    }
    first = days.build("2026-09-07", papers)
    assert [story.date for story in first.stories] == ["2026-09-07"] * 3 and not first.left_out
    again = days.build("2026-09-08", {"stays": {**QUARRY_STAYS, "published": "2026-09-09T03:00:00Z"}})
    assert {story.headline: story.date for story in again.stories} == {QUARRY_STAYS["title"]: "2026-09-08"}
    assert sorted(states(again).values(), key=str) == ["developing", "unchanged", "unchanged"]
    changes = [(one.before.text, one.after.text) for story in again.stories for one in story.changes]
    assert any("will close" in before and "halted" in after for before, after in changes)


def test_the_edition_before_is_proved_too(days: Days) -> None:
    project = Project(days.config, days.home, None)
    opened = open_edition(str(days.out / "2026-09-08"), days.out, lambda data: {})
    assert [
        finding for finding in prove(opened, project, days.home, demand=Demand(again=True)) if not finding.holds
    ] == []
    file = days.out / "2026-09-07" / "brief.json"
    file.write_bytes(file.read_bytes().replace(b"Orle quarry", b"Orle Quarry") + b" ")
    messages = [finding.message for finding in prove(opened, project, days.home)]
    assert any("an edition before it" in message for message in messages)


def test_a_mark_that_was_put_in_falls(days: Days) -> None:
    file = days.out / "2026-09-08" / "brief.json"
    file.write_bytes(file.read_bytes().replace(b'"since": "developing"', b'"since": "new"'))
    project = Project(days.config, days.home, None)
    opened = open_edition(str(days.out / "2026-09-08"), days.out, lambda data: {})
    assert any("since" in finding.message for finding in prove(opened, project, days.home) if not finding.holds)


def test_folders_of_their_own_a_day_make_no_difference(tmp_path: Path) -> None:
    days = Days(tmp_path)
    days.build("2026-09-07", {"quarry": QUARRY, "owls": OWLS}, under="2026-09-07")
    edition = days.build("2026-09-08", {"stays": QUARRY_STAYS, "bridge": BRIDGE}, under="2026-09-08")
    found = states(edition)
    assert found["Vask Stone halts closure of Orle quarry"] == "developing"
    assert found["Footbridge at Senn washed away"] == "new"
    assert not any("since 1871" in text for text in printed(edition))
    assert all(source.path.startswith("sources/2026-09-08/") for source in edition.sources)


def test_a_reprint_is_no_news(tmp_path: Path) -> None:
    days = Days(tmp_path)
    days.build("2026-09-07", {"owls": OWLS})
    again = {**OWLS, "title": "Owls are back at Mirrow", "publisher": "Lowland Post", "published": "2026-09-08"}
    edition = days.build("2026-09-08", {"again": again})
    assert set(states(edition).values()) == {"unchanged"} and printed(edition) == []
    (tmp_path / "other").mkdir()
    alone = Days(tmp_path / "other")
    alone.build("2026-09-07", {"owls": OWLS}, under="one")
    edition = alone.build("2026-09-08", {"again": again}, under="two")
    assert set(states(edition).values()) == {"unchanged"}


def test_changes_name_what_is_gone(days: Days) -> None:
    edition = days.build("2026-09-09", {"bridge": {**BRIDGE, "published": "2026-09-09"}}, under="later")
    old = earlier.read(days.out / "2026-09-08")
    assert old is not None
    found = changes_report.report(edition, old.edition)
    gone = {row.headline for row in found.rows if row.since == "gone"}
    assert "Barn owls return to Mirrow church" in gone and "Footbridge at Senn washed away" not in gone
    assert next(iter(changes_report.as_text(found))).startswith("2026-09-09 since 2026-09-08: ")


def test_a_damaged_edition_is_passed_over_and_named(days: Days) -> None:
    shutil.copytree(days.out / "2026-09-07", days.out / "2026-09-06")
    (days.out / "2026-09-08" / "brief.json").write_text("{", encoding="utf-8")
    found = earlier.before(days.out, date(2026, 9, 9))
    assert [one.day for one in found.editions] == ["2026-09-07"]
    assert found.unreadable == ("2026-09-08", "2026-09-06")
