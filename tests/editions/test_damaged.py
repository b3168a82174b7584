"""Whatever lies among the editions, the next one is built: what is none is not taken up."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.editions import earlier
from briefing.publish import editions
from tests.golden import CORPUS

GOLDEN = CORPUS / "sample" / "golden" / "brief.json"
DAY = "2026-03-03"
NEXT = date(2026, 3, 4)
Brief = dict[str, Any]


def put(*place: str | int, value: object) -> Callable[[Brief], None]:
    def change(brief: Brief) -> None:
        inner: Any = brief
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = value

    return change


DAMAGES: dict[str, Callable[[Brief], None]] = {
    "sources that are no list": put("sources", value={}),
    "sources that are one number": put("sources", value=1),
    "a number without end": put("sources", 0, "number", value=float("inf")),
    "a number below zero": put("sources", 0, "number", value=-1),
    "a schema in words": put("schema", value="2"),
    "a schema to come": put("schema", value=99),
    "no schema": lambda brief: brief.pop("schema"),
    "another day": put("date", value="2026-03-02"),
}


def laid(out: Path, brief: Brief, name: str = DAY) -> None:
    (out / name).mkdir()
    (out / name / "brief.json").write_text(json.dumps(brief), encoding="utf-8")


def test_the_edition_itself_is_taken_up(tmp_path: Path) -> None:
    laid(tmp_path, json.loads(GOLDEN.read_bytes()))
    assert [one.day for one in earlier.before(tmp_path, NEXT).editions] == [DAY]


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_an_edition_of_another_form_is_named_and_not_taken_up(damage: str, tmp_path: Path) -> None:
    brief = json.loads(GOLDEN.read_bytes())
    DAMAGES[damage](brief)
    laid(tmp_path, brief)
    found = earlier.before(tmp_path, NEXT)
    assert (found.editions, found.unreadable + found.changed) == ((), (DAY,))


def test_a_folder_of_a_day_that_is_none_is_no_edition(tmp_path: Path) -> None:
    brief = json.loads(GOLDEN.read_bytes()) | {"date": "2026-02-31"}
    laid(tmp_path, brief, "2026-02-31")
    assert earlier.before(tmp_path, NEXT) == earlier.EarlierEditions()


def test_an_edition_or_a_text_without_end_is_not_read(tmp_path: Path) -> None:
    """Files that only say that they are so large."""
    for name in ("brief.json", "sources/001.txt"):
        shutil.rmtree(tmp_path / DAY, ignore_errors=True)
        laid(tmp_path, json.loads(GOLDEN.read_bytes()))
        file = tmp_path / DAY / name
        file.parent.mkdir(exist_ok=True)
        with file.open("ab") as stream:
            stream.truncate(100 * editions.MOST_BYTES)
        found = earlier.before(tmp_path, NEXT)
        assert found.unreadable == ((DAY,) if name == "brief.json" else ())
