from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import briefing
from tests.running import SAMPLE, SAMPLE_DAY


def test_every_name_of_the_face_is_there() -> None:
    for name in briefing.__all__:
        assert getattr(briefing, name) is not None
    with pytest.raises(AttributeError):
        briefing.nothing  # noqa: B018


def test_an_edition_is_made_by_calls(tmp_path: Path) -> None:
    config = briefing.Config()
    read = list(briefing.read([SAMPLE], SAMPLE.parent, config.reading))
    day = date.fromisoformat(SAMPLE_DAY)
    edition = briefing.build(read, config, day)
    assert edition == briefing.build(list(reversed(read)), config, day)
    files = briefing.render(edition, briefing.Project(config, tmp_path, None), ["txt"])
    assert {"brief.json", "explain.json", "brief.txt"} <= set(files)
    assert not list(tmp_path.iterdir())
