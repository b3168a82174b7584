"""Prints what a build of all outputs costs, from a cold start without cache and again with it, with the peak memory:
days of few articles, 500 and 2,000 articles; beside it, in the same run, what starting Python and importing WeasyPrint
alone costs. A second look shows the steps before rendering, cold and with a cache.

python -m quality.bench_build [--sources DIR … --date DAY] [--articles N …] [--runs N]
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from briefing import config as settings
from briefing import pipeline
from briefing.running.workers import Means, seldom_collected
from quality.articles import articles

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_DAY = "2026-03-03"
FORMATS = "html,pdf,txt,eml"


@cache
def environment() -> dict[str, str]:
    """That of the commands. Every module is compiled before anything is measured, as in an installation."""
    compiled = tempfile.mkdtemp(prefix="bench-build-")
    atexit.register(shutil.rmtree, compiled, ignore_errors=True)
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "briefing", "build", "--quiet", "--date", SAMPLE_DAY, "--formats", FORMATS]
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "config.yaml").write_text(f"sources: {json.dumps(str(ROOT / 'sources'))}\n", encoding="utf-8")
        subprocess.run(command, cwd=scratch, env=found, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-c", "import weasyprint"], env=found, check=True)
    return found


def run(command: list[str], folder: Path) -> tuple[float, int]:
    """CPU seconds of a command with all its children, and its peak memory in megabytes."""
    measure = (
        "import resource, subprocess, sys, json\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure, *command], cwd=folder, env=environment(), capture_output=True, encoding="utf-8"
    )
    code, seconds, megabytes = json.loads(done.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}: {done.stderr[-500:]}")
    return float(seconds), int(megabytes)


def build(sources: Path, day: str, runs: int) -> tuple[float, float, int]:
    """Median CPU seconds of cold builds of all outputs, and of the builds after them; peak megabytes."""
    cold: list[float] = []
    warm: list[float] = []
    peaks: list[int] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            (folder / "config.yaml").write_text(f"sources: {json.dumps(str(sources.resolve()))}\n", encoding="utf-8")
            command = [sys.executable, "-m", "briefing", "build", "--quiet", "--date", day, "--formats", FORMATS]
            for found in (cold, warm):
                seconds, megabytes = run(command, folder)
                found.append(seconds)
                peaks.append(megabytes)
    return statistics.median(cold), statistics.median(warm), max(peaks)


def steps(sources: Path, day: date) -> list[tuple[str, float, float]]:
    """CPU seconds in this process of each step before rendering: its name, cold, and with what the first run kept."""
    config = settings.Config()
    cache: dict[str, bytes] = {}
    rows: list[list[float]] = []
    with seldom_collected():
        for _ in range(2):
            marks = [time.process_time()]
            found = list(pipeline.read([sources], sources, config.reading, means=Means(cache=cache)))
            marks.append(time.process_time())
            pipeline.build(found, config, day, means=Means(cache=cache))
            marks.append(time.process_time())
            rows.append([later - earlier for earlier, later in pairwise(marks)])
    names = ("read", "stories, annotate, compose")
    return [*zip(names, *rows, strict=True), ("all before rendering", sum(rows[0]), sum(rows[1]))]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=Path, nargs="+", default=[ROOT / "sources"], help="days of few articles")
    parser.add_argument("--date", default=SAMPLE_DAY)
    parser.add_argument("--articles", type=int, nargs="*", default=[500, 2000])
    parser.add_argument("--runs", type=int, default=3, help="of the days of few articles; the others run once")
    args = parser.parse_args()
    floor, _ = run([sys.executable, "-c", "import weasyprint"], ROOT)
    print(f"× is the import of WeasyPrint, {floor:.2f} s of CPU time")
    print(f"{'all outputs':24}  cold CPU s      ×    warm CPU s      ×    peak MB")
    for sources in args.sources:
        _print(sources.name, build(sources, args.date, args.runs), floor)
    for number in args.articles:
        with tempfile.TemporaryDirectory() as scratch:
            for name, text in articles(number):
                (Path(scratch) / name).write_text(text, encoding="utf-8")
            _print(f"{number} articles", build(Path(scratch), SAMPLE_DAY, 1), floor)
            _print_steps(steps(Path(scratch), date.fromisoformat(SAMPLE_DAY)))
    print(f"peak of this program {_own_peak()} MB")


def _print(name: str, measured: tuple[float, float, int], floor: float) -> None:
    cold, warm, megabytes = measured
    print(f"{name:24} {cold:11.2f} {cold / floor:6.1f}   {warm:11.2f} {warm / floor:6.1f}   {megabytes:8}", flush=True)


def _print_steps(found: Sequence[tuple[str, float, float]]) -> None:
    for name, cold, warm in found:
        print(f"    {name:28} {cold:7.2f} s, again {warm:6.2f} s: {warm / cold:.0%}", flush=True)


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
