"""What a user may call an edition, in every command that takes one; and an exchange that was interrupted meanwhile."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import briefing
from tests.helpers.running import called, project

ZONE = "Pacific/Kiritimati"  # the first to have a new day
TODAY = datetime.now(ZoneInfo(ZONE)).date()
TOLD = "The council of Ostrau approved a toll bridge over the river Lune on Tuesday, the mayor's office said.\n"
CONFIG = f"time_zone: {ZONE}\nformats: [txt, eml]\nmail: {{recipients: [ann@example.org]}}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    project(folder, CONFIG, {"bridge.txt": f"Ostrau approves a toll bridge\n\n{TOLD}"})
    for day in (TODAY - timedelta(days=1), TODAY):
        assert called("build", "--date", str(day), "--alone", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


def words(name: str, folder: Path) -> dict[str, list[str]]:
    """A call of every command that takes an edition."""
    brief = json.loads((folder / "out" / str(TODAY) / "brief.json").read_bytes())
    statement = brief["stories"][0]["sections"][0]["statements"][0]["id"]
    return {
        "verify": ["verify", name],
        "explain": ["explain", name, statement],
        "changes": ["changes", name],
        "send": ["send", name, "--dry-run"],
    }


@pytest.mark.parametrize("name", ["today", "latest", str(TODAY), f"out/{TODAY}"])
@pytest.mark.parametrize("command", ["verify", "explain", "changes", "send"])
def test_every_command_knows_it(built: Path, command: str, name: str) -> None:
    done = called(*words(name, built)[command], cwd=built)
    assert done.returncode == 0, done.stderr


def test_today_is_the_day_of_the_config_and_may_end_several(copy: Path) -> None:
    (copy / "config.yaml").write_text(CONFIG.replace(ZONE, "Pacific/Pago_Pago"))  # a day or more behind
    there = datetime.now(ZoneInfo("Pacific/Pago_Pago")).date()
    shutil.rmtree(copy / "out" / str(TODAY))
    shutil.rmtree(copy / "out" / str(TODAY - timedelta(days=1)))
    done = called("verify", "today", cwd=copy)
    assert done.returncode == 2 and f"no edition 'today', which is {there}" in done.stderr
    begins = there - timedelta(days=6)
    assert called("build", "--from", str(begins), "--to", str(there), cwd=copy).returncode == 0
    assert f"out/{begins}_{there}: " in called("verify", "today", cwd=copy).stdout
    assert called("build", "--alone", "--date", str(there), cwd=copy).returncode == 0
    assert f"out/{there}: " in called("verify", "today", cwd=copy).stdout


def test_the_latest_is_the_one_that_ends_last(copy: Path) -> None:
    begins = TODAY - timedelta(days=6)
    week = f"{begins}_{TODAY + timedelta(days=1)}"
    done = called("build", "--from", str(begins), "--to", week.rpartition("_")[2], cwd=copy)
    assert done.returncode == 0, done.stderr
    assert f"out/{week}: " in called("verify", "latest", cwd=copy).stdout


def torn(folder: Path) -> None:
    """A build was killed between its two renames."""
    (folder / "out" / str(TODAY)).rename(folder / "out" / f".{TODAY}.old")
    (folder / "out" / f".{TODAY}.new").mkdir()


def by_api(folder: Path) -> bool:
    return briefing.verify(folder / "out" / str(TODAY)).holds


def by_search(folder: Path) -> bool:
    return "toll bridge" in called("search", "toll", cwd=folder).stdout


def by_desk(folder: Path) -> bool:
    from briefing import config as settings
    from briefing.cli import parser
    from briefing.commands.desk import opened

    args = parser().parse_args(["desk", "--no-browser"])
    return opened(args, settings.read(folder / "config.yaml"), 1).day == TODAY


@pytest.mark.parametrize("way", ["verify", "explain", "changes", "send", by_api, by_search, by_desk])
def test_every_command_finishes_an_exchange(copy: Path, way: str | Callable[[Path], bool]) -> None:
    call = words(str(TODAY), copy)
    torn(copy)
    if isinstance(way, str):
        done = called(*call[way], cwd=copy)
        assert done.returncode == 0, done.stderr
    else:
        assert way(copy)
    assert sorted(one.name for one in (copy / "out").glob("*2*")) == [str(TODAY - timedelta(days=1)), str(TODAY)]


def test_an_edition_named_by_its_folder_is_finished_and_its_neighbours_are_left(copy: Path, tmp_path: Path) -> None:
    (copy / "out" / str(TODAY)).rename(tmp_path / ".kept.old")
    (tmp_path / ".other.old").mkdir()
    done = called("verify", str(tmp_path / "kept"), cwd=copy)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / ".other.old").is_dir() and not (tmp_path / ".kept.old").exists()
