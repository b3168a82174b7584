"""Every build of a golden case is what it was; `make golden` takes over a change that is meant."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.golden import CORPUS, build, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_edition_is_what_it_was(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = build(case, tmp_path)
    kept = {file.name: file.read_bytes() for file in (case / "golden").iterdir()}
    assert sorted(made) == sorted(kept)
    for name, content in made.items():
        if content != kept[name]:
            lines = difflib.unified_diff(
                kept[name].decode("utf-8").splitlines(), content.decode("utf-8").splitlines(), "golden", "now", n=1
            )
            pytest.fail(f"{name} changed; `make golden` if it is meant\n" + "\n".join(list(lines)[:40]))


def test_there_are_cases() -> None:
    assert cases() and (CORPUS / "sample" / "golden").is_dir()
