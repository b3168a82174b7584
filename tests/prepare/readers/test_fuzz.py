from __future__ import annotations

import os
from pathlib import Path

import pytest

from quality import fuzz

DATA = Path(os.environ.get("BRIEFING_TEST_DATA", "../shared/data")) / "reading"
ONE_IN = 12  # of the real files; `python -m quality.fuzz --files` checks them all


@pytest.mark.parametrize("name", sorted(fuzz.SEEDS))
def test_damaged_files_give_text_or_a_problem(name: str) -> None:
    fuzz.fuzz(name, 12)


@pytest.mark.parametrize("name", sorted(fuzz.SEEDS))
def test_files_cut_anywhere_give_text_or_a_problem(name: str) -> None:
    data = fuzz.SEEDS[name]
    for end in range(0, len(data), max(1, len(data) // 20)):
        fuzz.check(name, data[:end])


@pytest.mark.skipif(not DATA.is_dir(), reason="the reading data is not at hand (BRIEFING_TEST_DATA)")
def test_the_laws_hold_over_real_files() -> None:
    found = sorted(path for path in DATA.rglob("inputs/**/*") if path.is_file())
    assert found
    for path in found[::ONE_IN]:
        fuzz.check(path.name, path.read_bytes())
