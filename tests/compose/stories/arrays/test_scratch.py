"""Arrays in files hold what arrays in memory hold, and their files go."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.compose.stories.arrays import scratch
from briefing.compose.stories.arrays.scratch import Scratch, scratch_for
from briefing.compose.stories.tuning import SCRATCH


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scratch, "SCRATCH", replace(SCRATCH, least=16, worth_it=10))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@given(parts=st.lists(st.lists(st.integers(0, 2**31 - 1), max_size=9), max_size=9), name=st.sampled_from(["", "some"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_was_added_is_read_here_and_by_others(parts: list[list[int]], name: str) -> None:
    with scratch_for(10) as place:
        writer = place.writer("int32", name)
        for part in parts:
            writer.add(part)
        found = writer.whole()
        place.release()
        assert found.tolist() == [number for part in parts for number in part]
        assert place.folder is not None
        if name:
            assert Scratch(place.folder).opened(name, "int32").tolist() == found.tolist()
        else:
            assert not list(place.folder.iterdir())


def test_an_array_outlives_its_folder(tmp_path: Path) -> None:
    with scratch_for(10) as place:
        values = place.zeros(50, "float64")
        values[7] = 0.5
        assert list(tmp_path.iterdir()) == [place.folder]
    place.release()
    gc.collect()
    assert not list(tmp_path.iterdir())
    assert values[7] == 0.5 and np.count_nonzero(values) == 1


def test_few_articles_need_no_folder(tmp_path: Path) -> None:
    with scratch_for(9) as place:
        writer = place.writer("int32", "some")
        writer.add(range(100))
        assert writer.whole().tolist() == list(range(100)) and place.zeros(100, bool).sum() == 0
        assert place.folder is None and not list(tmp_path.iterdir())


def test_without_a_folder_for_files_all_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    with scratch_for(10) as place:
        assert place.folder is None
