"""Every language that has labelled articles is read as well as it was."""

from __future__ import annotations

import pytest

from quality.languages import floors, languages, measured


@pytest.mark.parametrize("language", languages())
def test_no_figure_is_below_its_floor(language: str) -> None:
    figures, faults = measured(language)
    assert figures.keys() == floors(language).keys()
    fallen = {name: value for name, value in figures.items() if value < floors(language)[name]}
    assert not fallen, "\n".join(faults)


def test_there_is_a_language() -> None:
    assert languages()
