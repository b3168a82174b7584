"""A command and all processes that it starts, watched while they run: processor time, and the peak of memory of each.

Linux only: it reads /proc. Memory is told twice: all that is in use, and what of it the system could not give up
without losing it (not the pages of files, of which it can read again what it drops).
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAUSE = 0.2  # seconds between two looks
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Process:
    """What was seen of a process: seconds of processor time, peaks in megabytes."""

    name: str
    cpu: float = 0.0
    memory: float = 0.0
    anonymous: float = 0.0


@dataclass(slots=True)
class Run:
    """What a command did. together: the peak of all its processes at one time, in megabytes."""

    code: int = 0
    out: bytes = b""
    err: bytes = b""
    wall: float = 0.0
    together: float = 0.0
    processes: dict[int, Process] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        return sum(process.cpu for process in self.processes.values())

    def line(self) -> str:
        """Wall and processor time, and the peaks: of all together, of the command itself, of the largest other one."""
        own, *others = self.processes.values() or [Process("")]
        largest = max(others, key=lambda process: process.memory, default=Process(""))
        return (
            f"{self.wall:7.1f} s wall, {self.cpu:7.1f} s CPU; peak {self.together:5.0f} MB together, command "
            f"{own.memory:5.0f} ({own.anonymous:.0f} not of files), "
            f"largest of {len(others)} others {largest.memory:.0f}"
        )


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    meanwhile: Callable[[float, Run], None] = lambda seconds, run: None,
    before: Callable[[], None] | None = None,
) -> Run:
    """Runs a command in a folder. meanwhile: called at each look with the seconds since the start; before: called in
    the new process before the command."""
    found = Run()
    started = time.monotonic()
    with (folder / "stdout").open("wb+") as out, (folder / "stderr").open("wb+") as err:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=out, stderr=err, preexec_fn=before
        )
        while process.poll() is None:
            _look(process.pid, found)
            meanwhile(time.monotonic() - started, found)
            time.sleep(PAUSE)
        found.wall = time.monotonic() - started
        found.code = process.returncode
    found.out, found.err = (folder / "stdout").read_bytes(), (folder / "stderr").read_bytes()
    return found


def _look(pid: int, found: Run) -> None:
    together = 0.0
    for number in family(pid):
        try:
            name, cpu, memory, anonymous = _seen(number)
        except (OSError, ValueError, IndexError, KeyError):  # it ended meanwhile
            continue
        known = found.processes.setdefault(number, Process(name))
        known.cpu = cpu
        known.memory, known.anonymous = max(known.memory, memory), max(known.anonymous, anonymous)
        together += anonymous
    found.together = max(found.together, together)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def _seen(pid: int) -> tuple[str, float, float, float]:
    """Name, seconds of processor time, megabytes in use, of them not of files."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    fields = stat.rpartition(")")[2].split()
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    megabytes = [int(lines[key].split()[0]) / 1024 for key in ("VmRSS", "RssAnon")]
    name, cpu = stat[stat.index("(") + 1 : stat.rindex(")")], (int(fields[11]) + int(fields[12])) / TICK
    return name, cpu, megabytes[0], megabytes[1]
