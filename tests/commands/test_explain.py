"""`explain` reads an explain.json that somebody may have sent: what is none is a fault with words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.golden import CORPUS
from tests.helpers.running import called

GOLDEN = CORPUS / "sample" / "golden"
PRINTED = next(iter(json.loads((GOLDEN / "explain.json").read_bytes())["statements"]))


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "2026-03-03"))


def put(edition: Path, key: str, value: object) -> None:
    explain: dict[str, Any] = json.loads((edition / "explain.json").read_bytes())
    explain[key] = value
    (edition / "explain.json").write_text(json.dumps(explain), encoding="utf-8")


def test_what_a_build_wrote_is_explained(edition: Path) -> None:
    said = called("explain", str(edition), PRINTED, cwd=edition.parent)
    assert said.returncode == 0 and PRINTED in said.stdout


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("statements", None),
        ("statements", [1]),
        ("statements", {PRINTED: None}),
        ("statements", {PRINTED: {}}),
        ("statements", {PRINTED: {"sentences": "x"}}),
    ],
)
def test_what_no_build_writes_is_a_fault_with_words(key: str, value: object, edition: Path) -> None:
    put(edition, key, value)
    said = called("explain", str(edition), PRINTED, cwd=edition.parent)
    assert said.returncode == 7 and "explain.json is not that of an edition" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("rows", [[None], [{}], "x", [{"source": 1, "start": 0, "end": None}]])
def test_the_same_of_what_is_not_printed(rows: object, edition: Path) -> None:
    (edition / "sources").mkdir(exist_ok=True)
    (edition / "sources" / "001.txt").write_text("A ferry of no importance went by.", encoding="utf-8")
    put(edition, "not_printed", rows)
    said = called("explain", str(edition), "ferry of no importance", cwd=edition.parent)
    assert said.returncode == 7 and "explain.json is not that of an edition" in said.stderr
