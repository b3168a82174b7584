"""Standard output and error that are closed, full, or cannot hold every character."""

from __future__ import annotations

import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.reports.terminal import Terminal
from tests.helpers.running import ROOT, project, run

CALL = f"{shlex.quote(sys.executable)} -m briefing"
TITLE = "Brücke über die Lune… \U0001f309"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("streams")
    project(made, f"title: {TITLE}\n", {"a.txt": f"{TITLE}\n\nDie Brücke über die Lune wird gebaut, sagte Ada Roe.\n"})
    return made


def shell(words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f"{CALL} {words}"],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("config >&-", 0, ""),
        ("config >&- 2>&-", 0, ""),
        ("config nosuch 2>&-", 2, ""),
        ("config nosuch 2>/dev/full", 2, ""),
        ("config >/dev/full", 6, "standard output cannot be written"),
        ("config --all >/dev/full", 6, "standard output cannot be written"),
    ],
)
def test_a_stream_that_takes_nothing_is_no_traceback(folder: Path, words: str, code: int, said: str) -> None:
    done = shell(words, folder)
    assert done.returncode == code, done.stderr
    assert said in done.stderr and "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def test_what_a_terminal_cannot_show_is_escaped_and_json_stays_json(folder: Path) -> None:
    plain = {"PYTHONIOENCODING": "ascii"}
    done = run("config", cwd=folder, **plain)
    assert done.returncode == 0 and "Br\\u00fccke \\u00fcber die Lune\\u2026 \\ud83c\\udf09" in done.stdout
    done = run("inspect", "sources", "--json", cwd=folder, **plain)
    assert done.returncode == 0 and json.loads(done.stdout)["text"].startswith(TITLE)
    assert run("inspect", "sources", cwd=folder, **plain).returncode == 0
    wrong = run("verify", "Brücke", cwd=folder, **plain)
    assert wrong.returncode == 2 and "no edition 'Br\\u00fccke'" in wrong.stderr


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "quiet"), [(Screen(), False), (Screen(), True), (io.StringIO(), False)])
def test_what_is_being_done_is_shown_to_a_person_alone(stream: io.StringIO, quiet: bool) -> None:
    """After the files are read a build of many goes on for a while."""
    terminal = Terminal(quiet, err=stream)
    with pytest.raises(ValueError, match="so"), terminal.doing("making pdf"):
        raise ValueError("so")
    shown = stream.isatty() and not quiet
    assert stream.getvalue() == ("\r\x1b[Kmaking pdf …\r\x1b[K" if shown else "")
