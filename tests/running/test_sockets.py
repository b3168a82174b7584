"""A long folder of temporary files keeps no process from starting."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.running import sockets
from tests.helpers.running import ROOT

PROGRAM = """
import threading
from briefing.running.workers import MANY, processes

if __name__ == "__main__":
    done = threading.Event()
    threading.Thread(target=done.wait).start()  # so that processes come from a server
    try:
        with processes(2) as map_:
            print(sum(map_(abs, range(MANY))))
    finally:
        done.set()
"""


def long_folder(tmp_path: Path) -> Path:
    folder = tmp_path / ("a" * sockets.MOST)
    folder.mkdir()
    return folder


def test_processes_start_whatever_the_folder_of_temporary_files(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = {**os.environ, "TMPDIR": str(long_folder(tmp_path)), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(program)], env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["2016"], done.stderr


def test_where_no_folder_is_short_enough_the_name_at_fault_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = long_folder(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr("multiprocessing.util.get_temp_dir", tempfile.mkdtemp)  # another test may have made it before
    with pytest.raises(UsageError) as fault:
        sockets.place_sockets(["/nowhere", str(folder)])
    assert str(folder) in str(fault.value) and "TMPDIR" in str(fault.value.remedy)
    assert tempfile.gettempdir() == str(folder)


def test_a_usual_folder_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/a")
    monkeypatch.setattr("multiprocessing.util.get_temp_dir", lambda: pytest.fail("another folder is made"))
    sockets.place_sockets()
