"""What is measured of furniture does not fall below its floors."""

from __future__ import annotations

import json
from pathlib import Path

from quality import furniture

FLOORS = json.loads((Path(furniture.__file__).parent / "floors.json").read_text("utf-8"))


def test_invented_pages_stay_above_their_floors() -> None:
    result = furniture.measured()
    assert result.f1 >= FLOORS["furniture_f1"], result.faults
    assert result.precision >= FLOORS["furniture_precision"], result.faults
    assert result.lost == 0, result.faults
