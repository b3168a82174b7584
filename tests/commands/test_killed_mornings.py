"""A morning that is killed between two of its steps and run again."""

from __future__ import annotations

from pathlib import Path

import pytest

from quality.mornings import STEPS, before_it, between, checked, undisturbed


@pytest.mark.parametrize("noted", [False, True])
def test_killed_between_any_two_steps_nothing_is_lost_torn_or_done_twice(tmp_path: Path, noted: bool) -> None:
    with before_it(tmp_path) as run:
        wanted = undisturbed(run)
        for step in STEPS:
            run.fresh()
            between(run, step, noted=noted)
            assert checked(run, wanted, f"after {step}")["accepted"] == 3
