"""The files that an edition is made from: the places that a config names, with the day filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.config import Config, Project, of_the_day, of_the_days
from briefing.errors import UsageError
from briefing.proof.originals import sources_of

DAY = date(2026, 3, 2)


def project(home: Path, *sources: str) -> Project:
    return Project(replace(Config(), sources=sources), home, None)


@pytest.mark.parametrize(
    ("source", "filled"),
    [
        ("sources/", "sources/"),
        ("in/{date}/", "in/2026-03-02/"),
        ("in/{date-1}/", "in/2026-03-01/"),
        ("in/{date-2}/", "in/2026-02-28/"),
        ("{date-1}/{date}", "2026-03-01/2026-03-02"),
        ("in/{day}/", "in/{day}/"),
        ("in/{date+1}/", "in/{date+1}/"),
    ],
)
def test_a_path_stands_for_a_day(source: str, filled: str) -> None:
    assert of_the_day(source, DAY) == filled


def test_a_path_of_several_days_is_named_once_a_day() -> None:
    assert of_the_days("in/{date}", DAY, date(2026, 2, 28)) == ["in/2026-02-28", "in/2026-03-01", "in/2026-03-02"]
    assert of_the_days("in", DAY, date(2026, 2, 28)) == ["in"]


def test_a_day_before_need_not_be_there_and_the_day_itself_must(tmp_path: Path) -> None:
    here = project(tmp_path, "in/{date}", "in/{date-1}")
    with pytest.raises(UsageError, match="2026-03-02 is not there"):
        sources_of(here, DAY)
    (tmp_path / "in/2026-03-02").mkdir(parents=True)
    assert sources_of(here, DAY) == [tmp_path / "in/2026-03-02"]
    (tmp_path / "in/2026-03-01").mkdir()
    assert sources_of(here, DAY) == [tmp_path / "in/2026-03-02", tmp_path / "in/2026-03-01"]


def test_several_days_take_each_folder_once(tmp_path: Path) -> None:
    for day in ("2026-03-01", "2026-03-02"):
        (tmp_path / "in" / day).mkdir(parents=True)
    found = sources_of(project(tmp_path, "in/{date}", "in/{date-1}"), DAY, date(2026, 3, 1))
    assert [path.name for path in found] == ["2026-03-01", "2026-03-02"]
