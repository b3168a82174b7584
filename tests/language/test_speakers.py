"""Who says what in thirteen languages, against sentences of our own: no half of a language falls below its floor."""

from __future__ import annotations

import json

import pytest

from quality.speakers import LABELS, languages, measured

FLOORS = json.loads((LABELS / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("half", ["tuning", "check"])
def test_no_half_of_a_language_falls(language: str, half: str) -> None:
    figures, faults = measured(language, check=half == "check")
    least = FLOORS[language][half]
    assert figures["speaker"] >= least["speaker"], faults
    assert figures["attributed"] >= least["attributed"], faults


def test_a_language_has_both_halves() -> None:
    assert FLOORS.keys() == set(languages())
    assert all(measured(code, check=True)[0]["sentences"] > 0 for code in languages())
