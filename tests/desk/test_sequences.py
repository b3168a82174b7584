"""A share of `python -m quality.desk_edits`: whatever is done at the desk, the edition holds and can be taken back."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from quality.desk_edits import Broken, Project

ROUNDS, CHANGES = 1, 12


def test_any_changes_hold_and_are_what_is_built_and_can_be_undone(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    for seed in range(1000, 1000 + ROUNDS):
        project.round(Random(seed), CHANGES)


def test_the_check_finds_what_does_not_hold(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.first += b" "
    with pytest.raises(Broken, match="does not begin"):
        project.round(Random(0), 1)
