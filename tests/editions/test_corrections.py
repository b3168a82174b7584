"""What earlier editions printed and a source no longer says: the next edition opens with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefing.config import Config, Project
from briefing.model import Edition
from briefing.proof import prove
from briefing.proof.citations import Demand, open_edition
from briefing.reports.changes import as_json, as_text, report
from tests.helpers.days import Days, Paper, paper, printed, states

GRANT = (
    "The council of Pell gave {sum} crowns to the rowing club for a new boathouse, the treasurer said on Monday.\n\n"
    "The club has 120 members. “We row in the rain anyway,” chairwoman Tove Lind said. Work begins in May."
)
PAID = paper("Pell pays for a boathouse", GRANT.format(sum="90,000"), "2026-09-07T10:00:00Z")
NOTE = "Correction: An earlier version of this article gave the sum as 90,000 crowns.\n\n"
PAID_LESS = {**PAID, "text": NOTE + GRANT.format(sum="9,000")}
OTTERS = paper(
    "Otters seen at Pell weir",
    "Three otters were seen at the weir of Pell on Sunday, the river watch said.\n\nThe last otter there was seen in "
    "1962. Warden Ulf Krag asked walkers to keep dogs on a lead.",
    "2026-09-07T09:00:00Z",
    "Lowland Post",
)
CHOIR = paper(
    "Harbour choir sings for the lifeboat",
    "The harbour choir of Pell sang for the lifeboat on Sunday and took 4,100 crowns, its leader Ann Moll said.\n\n"
    "The boat needs a new engine. Another concert is planned for Advent.",
    "2026-09-07T08:00:00Z",
)


def wrong(edition: Edition) -> list[tuple[str, str, str | None]]:
    """(words as printed, why, what the source says now)."""
    return [(one.statement.text, one.why, one.now.text if one.now else None) for one in edition.corrections]


def first_day(home: Path, config: Config | None = None) -> Days:
    days = Days(home, config)
    days.build("2026-09-07", {"grant": PAID, "otters": OTTERS, "choir": CHOIR})
    return days


def faults(days: Days, day: str) -> list[str]:
    opened = open_edition(str(days.out / day), days.out, lambda data: {})
    project = Project(days.config, days.home, None)
    return [one.message for one in prove(opened, project, days.home, demand=Demand(again=True)) if not one.holds]


def test_a_figure_that_its_source_took_back_is_put_right(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    edition = days.build("2026-09-08", {"grant": PAID_LESS})
    [(said, why, now)] = wrong(edition)
    assert "90,000 crowns" in said and why == "source changed"
    assert now is not None and "gave 9,000 crowns" in now
    page = (days.out / "2026-09-08" / "brief.txt").read_text(encoding="utf-8")
    assert page.index("CORRECTIONS") < page.index("90,000 crowns") < page.index("gave 9,000 crowns")
    assert not any("90,000" in text for text in printed(edition))
    assert faults(days, "2026-09-08") == []


def test_a_correction_is_made_once(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    days.build("2026-09-08", {"grant": PAID_LESS})
    assert wrong(days.build("2026-09-09")) == []


def test_a_story_of_which_something_is_put_right_is_not_unchanged(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    found = states(days.build("2026-09-08", {"grant": PAID_LESS}))
    assert (found[str(PAID["title"])], found[str(OTTERS["title"])]) == ("developing", "unchanged")
    page = (days.out / "2026-09-08" / "brief.txt").read_text(encoding="utf-8")
    still = page.partition("UNCHANGED SINCE YESTERDAY")[2].partition("\n\n")[0]
    assert f"- {OTTERS['title']}" in still and f"- {PAID['title']}" not in still
    assert f"- {PAID['title']}" in page.partition("\nALSO\n")[2]
    assert faults(days, "2026-09-08") == []
    assert states(days.build("2026-09-09"))[str(PAID["title"])] == "unchanged"


def test_what_is_put_right_is_no_change_of_a_story_that_moves(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    more = (
        "The club began to dig the foundation on Tuesday, chairwoman Tove Lind said.\n\nA crane fell into the river on "
        "Tuesday and nobody was hurt. The county sends an inspector to the boathouse on Wednesday."
    )
    edition = days.build("2026-09-08", {"grant": PAID_LESS, "more": paper("Pell begins boathouse", more, "2026-09-08")})
    assert [why for _, why, _ in wrong(edition)] == ["source changed"]
    [story] = edition.stories
    assert story.since == "developing"
    assert not any("90,000" in change.before.text for change in story.changes)


def test_a_sentence_more_is_no_correction_and_no_news(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    longer = {**OTTERS, "text": str(OTTERS["text"]) + "\n\nThe river watch meets again on Friday evening at the mill."}
    edition = days.build("2026-09-08", {"otters": longer})
    assert wrong(edition) == [] and states(edition)["Otters seen at Pell weir"] == "unchanged"


def test_a_text_that_is_dated_anew_has_moved_on(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    later = {**PAID, "text": GRANT.format(sum="95,000"), "published": "2026-09-08T10:00:00Z"}
    edition = days.build("2026-09-08", {"grant": later})
    assert wrong(edition) == [] and states(edition)["Pell pays for a boathouse"] == "developing"


def test_another_article_under_an_old_name_corrects_nothing(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    storm = (
        "A storm took the roof off the market hall on Monday night. Nobody was hurt, the fire service said."
        "\n\nGusts of 130 kilometres an hour tore 400 tiles from the houses along the quay. Fishmonger Lars Tamm found "
        "his stall in a tree. Trains to the coast stood still until dawn, and 2,000 homes were without electricity."
    )
    edition = days.build(
        "2026-09-08", {"grant": paper("Storm takes the roof off Pell market", storm, "2026-09-07T23:00:00Z")}
    )
    assert wrong(edition) == [] and states(edition)["Storm takes the roof off Pell market"] == "new"


def test_what_is_withdrawn_is_named_and_not_printed(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    days.config = replace(days.config, withdrawn=("sources/otters.json",))
    edition = days.build("2026-09-08")
    assert {why for _, why, _ in wrong(edition)} == {"source withdrawn"}
    assert any("Three otters" in said for said, _, _ in wrong(edition))
    assert "Otters seen at Pell weir" not in states(edition)
    assert any(left.path.startswith("sources/otters.json") and left.reason == "withdrawn" for left in edition.left_out)
    assert faults(days, "2026-09-08") == []


def test_a_file_that_went_alone_was_withdrawn(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    edition = days.build("2026-09-08", gone=["otters"])
    assert any("Three otters" in said and why == "source withdrawn" for said, why, _ in wrong(edition))


def test_a_folder_that_is_cleared_withdraws_nothing(tmp_path: Path) -> None:
    days = Days(tmp_path)
    days.build("2026-09-07", {"grant": PAID, "otters": OTTERS})
    days.build("2026-09-08", {"choir": {**CHOIR, "published": "2026-09-08T08:00:00Z"}})
    edition = days.build("2026-09-09", gone=["grant", "otters"])
    assert wrong(edition) == []


def test_an_outlet_corrects_itself_in_an_article_of_its_own(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    text = (
        "Correction: The council of Pell gave 9,000 crowns to the rowing club for a new boathouse, not 90,000 as "
        "reported on Monday.\n\nThe Courier regrets the mistake."
    )
    edition = days.build("2026-09-08", {"notice": paper("Correction on the boathouse", text, "2026-09-08T07:00:00Z")})
    assert [(why, "90,000" in said) for said, why, _ in wrong(edition)] == [("superseded", True)]


def test_a_story_to_which_a_notice_came_stands_under_its_title(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    text = (
        "Correction: The council of Pell gave 9,000 crowns to the rowing club for a new boathouse, not 90,000 as "
        "reported on Monday.\n\nThe Courier regrets the mistake."
    )
    edition = days.build("2026-09-08", {"notice": paper("Correction on the boathouse", text, "2026-09-08T07:00:00Z")})
    found = states(edition)
    assert "Correction on the boathouse" in found and not any("regrets" in head for head in found)
    assert found[str(PAID["title"])] == "developing"
    assert faults(days, "2026-09-08") == []


def test_another_outlet_with_another_figure_corrects_nothing(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    other = paper("Boathouse for Pell", GRANT.format(sum="80,000"), "2026-09-08T07:00:00Z", "Lowland Post")
    assert wrong(days.build("2026-09-08", {"other": other})) == []


def received(tmp_path: Path, later: Paper, day: str, *, address: str = "https://courier.example/boathouse") -> Edition:
    """The edition of the second day, when both of what an address had on two days are kept."""
    days = Days(tmp_path)
    for name in ("2026-09-07", "2026-09-08"):
        (tmp_path / "sources" / name).mkdir()
    first = {"2026-09-07/grant": {**PAID, "url": "https://courier.example/boathouse"}, "2026-09-07/otters": OTTERS}
    days.build("2026-09-07", first)
    return days.build("2026-09-08", {f"{day}/grant-2": {**later, "url": address}})


def test_what_an_address_has_by_now_stands_in_place_of_what_it_had(tmp_path: Path) -> None:
    edition = received(tmp_path, PAID_LESS, "2026-09-08")
    [(said, why, now)] = wrong(edition)
    assert "90,000 crowns" in said and why == "source changed"
    assert now is not None and "gave 9,000 crowns" in now
    assert not any("90,000" in text for text in printed(edition))


def test_what_another_address_says_corrects_nothing_there(tmp_path: Path) -> None:
    other = {**PAID_LESS, "publisher": "Lowland Post", "text": PAID_LESS["text"].removeprefix(NOTE)}
    edition = received(tmp_path, other, "2026-09-08", address="https://lowland.example/boathouse")
    assert wrong(edition) == []


def test_of_two_texts_of_one_day_none_is_known_to_be_the_later(tmp_path: Path) -> None:
    unmarked = {**PAID_LESS, "text": PAID_LESS["text"].removeprefix(NOTE)}
    assert wrong(received(tmp_path, unmarked, "2026-09-07")) == []


def test_changes_begin_with_what_is_put_right(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    edition = days.build("2026-09-08", {"grant": PAID_LESS})
    found = report(edition, None)
    lines = list(as_text(found))
    assert lines[1].startswith("put right   2026-09-07: The council of Pell gave 90,000 crowns")
    assert lines[1].endswith("(source changed)") and "gave 9,000 crowns" in lines[2]
    [row] = as_json(found)["corrections"]
    assert (row["edition"], row["why"]) == ("2026-09-07", "source changed")
    assert row["statement"]["text"] in lines[1] and row["now"]["text"] in lines[2]


def test_changes_without_corrections_say_nothing_of_them(tmp_path: Path) -> None:
    days = first_day(tmp_path)
    found = report(days.build("2026-09-08"), None)
    assert as_json(found)["corrections"] == [] and "put right" not in "".join(as_text(found))
