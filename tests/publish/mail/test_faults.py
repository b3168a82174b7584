from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.faults import DROPS, KILLS, Kill, tried


@pytest.mark.mail
@pytest.mark.parametrize("stage", dict.fromkeys(stage for stage, _ in DROPS))
def test_every_fault_and_every_kill(tmp_path: Path, stage: str) -> None:
    for fault in [fault for at, fault in DROPS if at == stage]:
        for i, kill in enumerate(KILLS):
            tried(stage, fault, kill, tmp_path / f"{fault}-{i}")


@pytest.mark.parametrize("kill", [Kill("mail", 2), Kill("dot", 1), Kill("before note", 2), Kill("after note", 2)])
@pytest.mark.parametrize("stage", ["", "dot"])
def test_some_faults_and_kills(tmp_path: Path, stage: str, kill: Kill) -> None:
    tried(stage, "close", kill, tmp_path)
