"""A day that is far too large, in the default formats: a build of 20,000 files, of 20,000 records in one file, and of
20,000 rows of a table.

python -m quality.load [--articles N] [--words N] [--only files|records|rows]

Each build runs as a user would call it. Printed are processor and clock seconds, the most memory of all its processes
together (what they share counted once) and the pages of the PDF. Exits with 1 where a build fails or goes beyond
MOST_MEGABYTES or MOST_PAGES.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefing.prepare.readers.pdf.pages import pages
from quality.articles import articles
from quality.bench_build import ROOT, SAMPLE_DAY

MOST_MEGABYTES = 1200
MOST_PAGES = 60
KINDS = ("files", "records", "rows")


def laid(folder: Path, kind: str, count: int, words: int) -> None:
    """Puts invented articles into `sources/`: a file each, records of one file, or rows of a table."""
    (folder / "sources").mkdir()
    (folder / "config.yaml").touch()
    if kind == "files":
        for name, text in articles(count, words):
            (folder / "sources" / name).write_text(text, encoding="utf-8")
        return
    records = (_record(name, text) for name, text in articles(count, words))
    if kind == "records":
        with (folder / "sources" / "all.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
        return
    with (folder / "sources" / "all.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ("id", "title", "published", "text"))
        table.writeheader()
        table.writerows(records)


def _record(name: str, text: str) -> dict[str, str]:
    title, _, body = text.split("\n\n", 2)
    return {"id": name, "title": title, "published": SAMPLE_DAY, "text": body}


def _children(process: int) -> list[int]:
    """A process and all that it started."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        inner = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [process, *(one for child in inner for one in _children(child))]


def _megabytes(process: int) -> float:
    """Memory of a process and all that it started; what several share is counted once."""
    total = 0
    for one in _children(process):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def built(folder: Path) -> tuple[int, float, float, float, str]:
    """Exit code, seconds of the clock and of the processor, megabytes at most, and what was said."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    said = folder / "said.txt"
    with said.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "build", "--date", SAMPLE_DAY],
            cwd=folder, env=environment, stdout=file, stderr=subprocess.STDOUT,
        )  # fmt: skip
        most = 0.0
        while process.poll() is None:
            most = max(most, _megabytes(process.pid))
            time.sleep(0.5)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return process.returncode, time.monotonic() - started, taken, most, said.read_text(encoding="utf-8")


def main() -> int:
    """A line a build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=150, help="of an article (150)")
    parser.add_argument("--only", choices=KINDS)
    options = parser.parse_args()
    failed = False
    for kind in [options.only] if options.only else KINDS:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            laid(folder, kind, options.articles, options.words)
            code, clock, taken, most, said = built(folder)
            pdf = folder / "out" / SAMPLE_DAY / "brief.pdf"
            printed = pages(pdf.read_bytes(), 1)[1] if pdf.is_file() else 0
        bad = code != 0 or most > MOST_MEGABYTES or not 0 < printed <= MOST_PAGES
        failed |= bad
        print(
            f"{options.articles:,} {kind}: exit code {code}, {taken:.0f} s of processor, {clock:.0f} s, "
            f"{most:,.0f} MB, {printed} pages{'  TOO MUCH' if bad else ''}",
            flush=True,
        )
        if code:
            print(said[-1000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
