"""The settings that an edition says it was made with are held against those that its builds here had."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.helpers.running import called

DAY = "2026-03-02"
PAPER = """\
Ferry to Lisk stops for the winter

The ferry to Lisk will stop on Friday, the harbour office said. It carried 900 people in January.

“We have no ice breaker,” harbour master Odd Lien said. The road round the fjord takes four hours.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made_with")
    (folder / "sources").mkdir()
    (folder / "sources" / "ferry.txt").write_text(PAPER, encoding="utf-8")
    (folder / "config.yaml").write_text("title: Fjord Letter\nformats: [html, txt]\n", encoding="utf-8")
    assert called("build", "--quiet", "--date", DAY, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "home"))


def verified(home: Path) -> tuple[int, str]:
    done = called("verify", DAY, cwd=home)
    return done.returncode, done.stdout + done.stderr


def says(home: Path, digest: str | None) -> None:
    """Has the edition name other settings, written as the program writes it."""
    file = home / "out" / DAY / "explain.json"
    data = json.loads(file.read_bytes())
    data = {key: value for key, value in data.items() if key != "settings"} | ({"settings": digest} if digest else {})
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_what_no_build_had_is_a_fault(home: Path) -> None:
    assert verified(home)[0] == 0
    says(home, "0" * 64)
    code, said = verified(home)
    assert code == 7 and "explain.json: settings: found 000000000000…" in said
    assert "no build of this edition here had what it says" in said


def test_a_false_digest_excuses_no_other_change(home: Path) -> None:
    """Alone it had the pages compared by their statements only, and what differs from the originals passed over."""
    says(home, "0" * 64)
    page = home / "out" / DAY / "brief.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", " (approved)</h1>", 1), encoding="utf-8")
    code, said = verified(home)
    assert code == 7 and "brief.html: not what brief.json prints" in said and "not made again" not in said


def test_settings_that_were_changed_after_the_build_are_no_fault_but_said(home: Path) -> None:
    (home / "config.yaml").write_text("title: Shore Letter\nformats: [html, txt]\n", encoding="utf-8")
    code, said = verified(home)
    assert code == 0 and "not checked: explain.json: settings: found" in said and "not made again" in said
    assert called("build", "--quiet", "--date", DAY, cwd=home).returncode == 0
    assert verified(home)[0] == 0
    (home / "config.yaml").write_text("title: Fjord Letter\nformats: [html, txt]\n", encoding="utf-8")
    assert verified(home)[0] == 0  # both were once those of a build


def test_where_nothing_is_noted_that_is_said(home: Path) -> None:
    shutil.rmtree(home / ".briefing" / "settings")
    says(home, "0" * 64)
    code, said = verified(home)
    assert code == 0 and "not checked: explain.json: settings" in said and "nothing here says how it was made" in said


def test_an_edition_that_names_no_settings_is_no_build_s(home: Path) -> None:
    shutil.rmtree(home / ".briefing" / "settings")
    says(home, None)
    assert verified(home)[0] == 7


def test_a_state_folder_that_cannot_be_written_stops_no_build(home: Path) -> None:
    shutil.rmtree(home / ".briefing" / "settings")
    (home / ".briefing" / "settings").write_text("x")
    assert called("build", "--quiet", "--date", DAY, cwd=home).returncode == 0
    assert verified(home)[0] == 0
