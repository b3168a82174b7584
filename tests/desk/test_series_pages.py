"""The pages of the series: what is new since the edition before, a story through its days, the state of the feeds."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import unescape
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.editions.through import DayTold, printed, story_in, through
from tests.desk.browser import Browser, opened
from tests.helpers.days import Paper, paper
from tests.helpers.running import called
from tests.servers.web import Reply, rss, serving

FIRST, SECOND, THIRD, FOURTH = "2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10"
FIRE = paper(
    "Fire at Holm paper mill kills 11",
    "A fire at the paper mill of Holm killed 11 people on Monday, the fire service said.\n\nThe mill dates from 1931. "
    "“We heard the boiler burst,” said Ivo Brandt, a foreman of the mill. The cause of the fire is not known.",
    f"{FIRST}T09:00:00Z",
)
FIRE_LATER = paper(
    "Death toll of Holm paper mill fire rises to 14",
    "The fire at the paper mill of Holm killed 14 people, the fire service said on Tuesday.\n\nThree of the injured "
    "died overnight in the hospital of Holm. “The mill will not open again this year,” owner Rita Falk said.",
    f"{SECOND}T08:00:00Z",
)
FIRE_LAST = paper(
    "Owner of burnt Holm paper mill is charged",
    "Prosecutors charged Rita Falk, the owner of the paper mill of Holm where a fire killed 14 people, with negligence "
    "on Wednesday.\n\n“The boiler had not been inspected for six years,” prosecutor Jan Molnar said.",
    f"{THIRD}T08:00:00Z",
)
OWLS = paper(
    "Barn owls return to the tower of Mirrow",
    "A pair of barn owls returned to the church tower of Mirrow after thirty years, the bird society said on Monday."
    "\n\nWarden Else Ahn asked visitors to keep away from the tower until the young have flown.",
    f"{FIRST}T12:00:00Z",
)
TRAM = paper(
    "New tram line opens in Prell",
    "The city of Prell opened its fourth tram line on Tuesday, the transport office said.\n\nThe line is 9 kilometres "
    "long. “Half the town has waited for it,” said Dora Lind, who heads the office.",
    f"{SECOND}T11:00:00Z",
)


def write(folder: Path, articles: Mapping[str, Paper]) -> None:
    (folder / "sources").mkdir(exist_ok=True)
    for name, article in articles.items():
        (folder / "sources" / f"{name}.json").write_text(json.dumps(article))


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of three days, and the sources of a fourth."""
    folder = tmp_path_factory.mktemp("series")
    (folder / "config.yaml").write_text("formats: [html, txt]\n")
    for day, articles in (
        (FIRST, {"a": FIRE, "b": OWLS}),
        (SECOND, {"c": FIRE_LATER, "d": TRAM}),
        (THIRD, {"e": FIRE_LAST}),
    ):
        write(folder, articles)
        assert called("build", "--quiet", "--date", day, cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def second(series: Path) -> tuple[Desk, Browser]:
    return opened_on(series, SECOND)


def opened_on(folder: Path, day: str, *more: str) -> tuple[Desk, Browser]:
    desk, browser = opened(folder, *more)
    desk.day = date.fromisoformat(day)
    return desk, browser


def group(page: str, state: str) -> str:
    """The part of the page on stories of one state."""
    found = re.search(rf'<section aria-labelledby="since-{state}">(.*?)</section>', page, re.S)
    return unescape(found[1]) if found else ""


def test_what_is_new_what_changed_and_what_ended(second: tuple[Desk, Browser]) -> None:
    page = second[1].get(f"/{SECOND}/since").text
    assert "New tram line opens in Prell" in group(page, "new")
    fire = group(page, "developing")
    assert "Death toll of Holm paper mill fire rises to 14" in fire and "The mill will not open again" in fire
    turn = re.search(r"<dl>(.*?)</dl>", fire, re.S)
    assert turn is not None and "killed 11 people" not in group(page, "new")
    before, after = turn[1].split("<dt>now</dt>")
    assert "11" in before and f'href="/library/{FIRST}/sources/' in before
    assert "14" in after and f'href="/{SECOND}/source/' in after
    assert "Barn owls" in group(page, "unchanged") + group(page, "gone")
    shown = second[1].get(f"/{SECOND}/").text
    assert f'href="/{SECOND}/since"' in shown and "1 new, 1 developing" in shown


def test_every_link_of_the_page_leads_somewhere(second: tuple[Desk, Browser]) -> None:
    page = second[1].get(f"/{SECOND}/since").text
    story = re.findall(rf'href="(/{SECOND}/story/[^"]*)"', page)[0]
    links = re.findall(r"<main.*", page + second[1].get(story).text, re.S)[0]
    found = {link.partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', links)}
    assert len(found) > 6
    for link in found:
        assert second[1].get(link).status == 200, link


def test_without_an_edition_before(series: Path, second: tuple[Desk, Browser]) -> None:
    page = second[1].get(f"/{FIRST}/since")
    assert page.status == 200 and "no earlier edition" in page.text
    assert "developing" not in second[1].get(f"/{FIRST}/").text


def test_a_story_is_followed_both_ways(series: Path) -> None:
    edition = printed(series / "out", SECOND)
    assert edition is not None
    story = next(story for story in edition.stories if "Holm" in story.headline)
    days = through(series / "out", DayTold(edition, story))
    assert [(one.edition.date, one.story.since) for one in days] == [
        (FIRST, None), (SECOND, "developing"), (THIRD, "developing"),
    ]  # fmt: skip
    assert all("Holm" in one.story.headline for one in days)
    tram = next(story for story in edition.stories if "tram" in story.headline)
    assert next(one.edition.date for one in through(series / "out", DayTold(edition, tram))) == SECOND


def test_a_damaged_or_missing_edition_ends_the_way(series: Path, tmp_path: Path) -> None:
    shutil.copytree(series / "out", tmp_path / "out")
    edition = printed(tmp_path / "out", THIRD)
    assert edition is not None
    story = next(story for story in edition.stories if "Holm" in story.headline)
    (tmp_path / "out" / FIRST / "brief.json").write_text('{"schema": 2}')
    assert [one.edition.date for one in through(tmp_path / "out", DayTold(edition, story))] == [SECOND, THIRD]
    shutil.rmtree(tmp_path / "out" / SECOND)
    assert [one.edition.date for one in through(tmp_path / "out", DayTold(edition, story))] == [THIRD]
    assert printed(tmp_path / "out", FIRST) is None and story_in(edition, "t0") is None


def test_only_names_that_are_days_are_looked_for(series: Path, tmp_path: Path) -> None:
    """Which edition a story goes on stands in a brief.json, which somebody may have sent."""
    shutil.copytree(series / "out", tmp_path / "out")
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "out" / SECOND, elsewhere)
    brief = elsewhere / "brief.json"
    brief.write_text(brief.read_text().replace(f'"date": "{SECOND}"', '"date": "../elsewhere"', 1))
    assert printed(tmp_path / "out", "../elsewhere") is None
    assert printed(tmp_path / "out", SECOND) is not None


def test_a_story_through_its_days(series: Path, second: tuple[Desk, Browser]) -> None:
    edition = printed(series / "out", THIRD)
    assert edition is not None
    story = next(story for story in edition.stories if "Holm" in story.headline)
    page = unescape(second[1].get(f"/{THIRD}/story/{story.id}").text)
    places = [page.index(words) for words in ("is charged</a>", "rises to 14</a>", "kills 11</a>")]
    assert places == sorted(places)
    assert "Prosecutors charged Rita Falk" in page and "Three of the injured died" in page
    assert "We heard the boiler burst" in page[places[2] :]
    assert second[1].get(f"/{THIRD}/story/t0000000000").status == 404
    assert second[1].get(f"/{THIRD}/story/..%2f..").status == 404


def test_a_story_of_an_edition_whose_sources_are_gone(series: Path, tmp_path: Path) -> None:
    shutil.copytree(series / "out", tmp_path / "out")
    (tmp_path / "config.yaml").write_text("formats: [html, txt]\n")
    browser = opened_on(tmp_path, THIRD)[1]
    edition = printed(tmp_path / "out", SECOND)
    assert edition is not None
    story = next(story for story in edition.stories if "Holm" in story.headline)
    page = browser.get(f"/{SECOND}/story/{story.id}")
    assert page.status == 200 and "kills 11" in page.text and "is charged" in page.text
    found = browser.get("/library?q=boiler").text
    assert f'href="/{FIRST}/story/' in found and "statements found" in found


def test_the_state_of_the_feeds(tmp_path: Path) -> None:
    with serving() as site:
        site.put(
            "/feed.xml",
            rss([(site.url("/a"), "Board votes", "The board voted. " * 40, format_datetime(datetime.now(UTC)))]),
        )
        site.replies["/bad.xml"] = Reply(status=500)
        (tmp_path / "drop").mkdir()
        (tmp_path / "drop" / "note.txt").write_text("A note of the board on the eastern channel.")
        os.utime(tmp_path / "drop" / "note.txt", (1e9, 1e9))
        never = ", 'http://127.0.0.1/never.xml'"
        named = f"{{url: '{site.url('/feed.xml')}', name: <b>Velm</b>}}, '{site.url('/bad.xml')}'{never}"
        config = f"intake: {{allow_private: true, pause: 0, folders: [drop], feeds: [{named}]}}\n"
        (tmp_path / "config.yaml").write_text(config.replace(never, ""))
        assert called("fetch", "--date", "2026-03-03", cwd=tmp_path).returncode == 0
    (tmp_path / "config.yaml").write_text(config)
    page = opened(tmp_path)[1].get("/feeds").text
    rows = [unescape(re.sub(r"<[^>]*>", " ", row)) for row in re.findall(r"<li><p><strong.*?</li>", page, re.S)]
    assert len(rows) == 4 and "<b>Velm" not in page
    assert "/bad.xml" in rows[0] and "Does not answer" in rows[0] and "500" in rows[0]
    assert "/never.xml" in rows[1] and "Not asked yet" in rows[1]
    assert "Velm" in rows[2] and "Silent" not in rows[2] and re.search(r"Items\s+1\b", rows[2])
    assert "drop" in rows[3] and "Watched folder" in rows[3] and re.search(r"Items\s+1\b", rows[3])


def test_a_project_that_fetches_nothing(desk: tuple[Desk, Browser]) -> None:
    page = desk[1].get("/feeds")
    assert page.status == 200 and "names nothing to fetch" in page.text
