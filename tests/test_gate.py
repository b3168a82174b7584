"""The gate falls where a figure does, and reads what the programs print."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from quality import gate


def measured(monkeypatch: pytest.MonkeyPatch, value: float) -> None:
    """The figures of the project's own sets: this value for what is not known, else 1."""
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    own = {name: 1.0 for name in floors if name not in gate.OUTSIDE and name != "editor_score"}
    monkeypatch.setattr(gate, "inside", lambda: {**own, "not_known_f1": value})
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


def test_a_figure_that_no_program_prints_any_more_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["gate", str(tmp_path)])
    measured(monkeypatch, 1.0)
    own = gate.inside()
    monkeypatch.setattr(gate, "inside", lambda: {name: one for name, one in own.items() if name != "furniture_f1"})
    with pytest.raises(SystemExit) as caught:
        gate.main()
    assert "below their floor: furniture_f1" in str(caught.value)
    assert "no program printed: furniture_f1" in capsys.readouterr().out


def test_what_the_programs_print_is_read() -> None:
    printed = "not_known_f1: 0.973\ninvented: 23 sequences\n  matched, of those said        0.98 (54 of 55)\n"
    printed += "  changes                       0.81 (21 of 26)\n  repeated and marked           -\n"
    assert gate.figures_of(printed) == {"not_known_f1": 0.973, "series_matched_said": 0.98, "series_changes": 0.81}


def test_every_figure_has_a_floor() -> None:
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert {*gate.OUTSIDE, "editor_score"} <= set(floors)
    assert {f"series_{name}" for name in ("matched_said", "matched_labelled", "states", "changes")} <= set(floors)
