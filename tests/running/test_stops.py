"""A command that is stopped or killed leaves no process behind, whichever way its processes were started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.helpers.running import ROOT

READER = """\
import os, time
from pathlib import Path

def read(path, data):
    Path(f"at-work-{os.getpid()}").touch()
    time.sleep(300)
"""
MAIN = "import sys\nfrom briefing.cli import main\n"
# beside a thread no process is copied: they come from a server process, which must end too
THREADED = "import threading, time\nthreading.Thread(target=time.sleep, args=(300,), daemon=True).start()\n"
CALL = "if __name__ == '__main__':\n    sys.exit(main(['build', '--date', '2026-03-02', '--jobs', '2']))\n"


def of_session(session: int) -> list[int]:
    """The processes of a session that still run: one that has ended, and whose end nobody has looked at, does not."""
    found = []
    for process in (int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()):
        try:
            state, _, _, its = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        found += [process] if int(its) == session and state != "Z" else []
    return found


def left(session: int, seconds: float = 20) -> list[int]:
    """The processes that are still there after so long; returns as soon as there is none."""
    until = time.monotonic() + seconds
    while of_session(session) and time.monotonic() < until:
        time.sleep(0.02)
    return of_session(session)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told apart by /proc")
@pytest.mark.parametrize("before", ["", THREADED], ids=["copied", "from a server"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_command(number: signal.Signals, before: str, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:  # short: the path of a socket has at most about 100 characters
        _stopped(number, before, tmp_path, Path(temporary))


def _stopped(number: signal.Signals, before: str, tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "sources").mkdir()
    for name in range(64):
        (tmp_path / "sources" / f"{name}.slow").write_text(f"The ferry {name} sank.")
    (tmp_path / "config.yaml").write_text('reading: {read: {readers: {".slow": "slow:read"}}}\n')
    (tmp_path / "slow.py").write_text(READER)
    (tmp_path / "start.py").write_text(before + MAIN + CALL)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}", "TMPDIR": str(temporary)}
    with subprocess.Popen(
        [sys.executable, "start.py"], cwd=tmp_path, env=environment, start_new_session=True, stderr=subprocess.PIPE
    ) as process:
        until = time.monotonic() + 60
        while len(list(tmp_path.glob("at-work-*"))) < 2 and time.monotonic() < until and process.poll() is None:
            time.sleep(0.02)
        there = of_session(process.pid)
        process.send_signal(number)
        remain = left(process.pid)
        for one in remain:
            os.kill(one, signal.SIGKILL)
        _, said = process.communicate(timeout=60)
    assert len(there) >= 3, said
    assert remain == []
    if number is signal.SIGTERM:
        assert process.returncode == 143 and said.decode().splitlines()[-1].endswith(
            "the previous edition is untouched"
        )
        assert "Traceback" not in said.decode() and list(temporary.iterdir()) == []
