"""The functions of one's own that docs/add-a-….md shows, each put to work as it stands there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, called

PAGES = ("feature", "clusterer", "renderer", "delivery", "map")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules can be imported as long as the test lasts."""
    (tmp_path / "sources").symlink_to(SAMPLE)
    monkeypatch.syspath_prepend(tmp_path)
    known = set(sys.modules)
    yield tmp_path
    for name in {path.stem for path in tmp_path.glob("*.py")} - known:
        sys.modules.pop(name, None)


def put(page: str, folder: Path) -> None:
    """The page's module and config, in the folder."""
    text = (ROOT / "docs" / f"add-a-{page}.md").read_text(encoding="utf-8")
    (code,), (config,) = re.findall(r"```python\n(.*?)```", text, re.S), re.findall(r"```yaml\n(.*?)```", text, re.S)
    (folder / code.splitlines()[0].removeprefix("# ")).write_text(code)
    (folder / "config.yaml").write_text(config + "formats: [txt, eml]\n")


def in_folder(folder: Path, *call: str) -> str:
    done = called(*call, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_the_example_passes_the_check(page: str, folder: Path) -> None:
    put(page, folder)
    assert "configuration" in in_folder(folder, "check")


def test_the_feature_chooses_what_its_section_prints(folder: Path) -> None:
    put("feature", folder)
    in_folder(folder, "build", "--date", SAMPLE_DAY)
    text = (folder / "out" / SAMPLE_DAY / "brief.txt").read_text("utf-8")
    assert "Shipping" in text or "SHIPPING" in text
    known = re.findall(r'"id": "(s[0-9a-f]{10})"', (folder / "out" / SAMPLE_DAY / "brief.json").read_text("utf-8"))
    explained = in_folder(folder, "explain", SAMPLE_DAY, known[0])
    assert "speaks of ships" in explained


def test_the_clusterer_groups(folder: Path) -> None:
    put("clusterer", folder)
    paths = sorted(f"sources/{path.name}" for path in SAMPLE.glob("courier-canal-vote.*"))
    assert "chains:chains" in in_folder(
        folder, "stories", "sources", "--explain", "sources/canal-explained.txt", paths[0]
    )


def test_the_renderer_makes_its_file(folder: Path) -> None:
    put("renderer", folder)
    in_folder(folder, "build", "--date", SAMPLE_DAY)
    text = (folder / "out" / SAMPLE_DAY / "brief.md").read_text("utf-8")
    assert text.startswith("# Morning Brief, 2026-03-03\n\n## ") and "\n1. " in text


def test_the_delivery_hands_the_mail_over(folder: Path) -> None:
    put("delivery", folder)
    in_folder(folder, "build", "--date", SAMPLE_DAY)
    assert "1 sent" in in_folder(folder, "send", SAMPLE_DAY, "--past")
    assert b"To: desk@example.org" in (folder / "outgoing" / "desk@example.org.eml").read_bytes()
    assert "1 had it already" in in_folder(folder, "send", SAMPLE_DAY, "--past")


def test_the_map_reads_the_folder(folder: Path) -> None:
    put("map", folder)
    in_folder(folder, "build", "--date", SAMPLE_DAY)
    assert (folder / "out" / SAMPLE_DAY / "brief.json").is_file()
