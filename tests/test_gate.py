"""The gate falls where a figure does, and reads what the programs print."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from quality import gate


def measured(monkeypatch: pytest.MonkeyPatch, value: float) -> None:
    monkeypatch.setattr(gate, "inside", lambda: {"not_known_f1": value})
    monkeypatch.setattr(gate, "outside", lambda name, shared: None)
    monkeypatch.setattr(gate, "editor", lambda shared: None)


def test_a_figure_below_its_floor_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["gate", str(tmp_path)])
    measured(monkeypatch, 0.1)
    with pytest.raises(SystemExit) as caught:
        gate.main()
    assert "not_known_f1" in str(caught.value)
    assert "FALLEN" in capsys.readouterr().out


def test_a_figure_above_its_floor_passes_and_what_is_not_at_hand_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["gate", str(tmp_path)])
    measured(monkeypatch, 1.0)
    with pytest.raises(SystemExit) as caught:
        gate.main()
    assert caught.value.code == 0
    assert "not measured" in capsys.readouterr().out


def test_every_outside_figure_has_a_floor() -> None:
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert {*gate.OUTSIDE, "editor_score"} <= set(floors)
