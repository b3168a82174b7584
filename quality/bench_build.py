"""Prints what a build costs: the sample day and 500 articles → all outputs, from a cold start without cache, with the
peak memory; beside it, in the same run, what starting Python and importing WeasyPrint alone costs.

python -m quality.bench_build [--sources DIR --date DAY] [--articles N] [--runs N]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from quality.articles import articles

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_DAY = "2026-03-03"


def run(command: list[str], folder: Path) -> tuple[float, int]:
    """CPU seconds of a command with all its children, and its peak memory in megabytes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    measure = (
        "import resource, subprocess, sys, json\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure, *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    code, seconds, megabytes = json.loads(done.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}: {done.stderr[-500:]}")
    return float(seconds), int(megabytes)


def build(sources: Path, day: str, runs: int) -> tuple[float, int]:
    """Median CPU seconds and peak megabytes of a cold build of all outputs."""
    found = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            (folder / "config.yaml").write_text(f"sources: {json.dumps(str(sources.resolve()))}\n", encoding="utf-8")
            command = [sys.executable, "-m", "briefing", "build", "--quiet", "--date", day]
            found.append(run(command, folder))
    return statistics.median(seconds for seconds, _ in found), max(megabytes for _, megabytes in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=Path, default=ROOT / "sources")
    parser.add_argument("--date", default=SAMPLE_DAY)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    floor, _ = run([sys.executable, "-c", "import weasyprint"], ROOT)
    print(f"{'':28}  CPU s   × import of WeasyPrint   peak MB")
    seconds, megabytes = build(args.sources, args.date, args.runs)
    print(f"{'small day, all outputs':28} {seconds:6.2f}   {seconds / floor:6.1f}                  {megabytes:7}")
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in articles(args.articles):
            (Path(scratch) / name).write_text(text, encoding="utf-8")
        seconds, megabytes = build(Path(scratch), SAMPLE_DAY, 1)
    name = f"{args.articles} articles, all outputs"
    print(f"{name:28} {seconds:6.2f}   {seconds / floor:6.1f}                  {megabytes:7}")
    print(f"import of WeasyPrint alone   {floor:6.2f}   peak of this program {_own_peak()} MB")


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
