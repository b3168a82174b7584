"""How `briefing stories` grows, spreads and fails, on made-up news (quality/made_news.py).

    python -m quality.bench_scale [--sizes 2000,10000] [--compare N] [--same N] [--faults N] [--peer N] [--folder DIR]

Each part is measured only where its number of articles is given (0 leaves it out):

--sizes    cold runs by processes: wall and processor time, the peak of memory of each process, BCubed F1, and the
           exponent that time grows with
--compare  by processes and by a Dask cluster of its own, two workers each: wall, and whether the bytes are the same
--same     1, 4 and 16 blocks, 1 and 2 workers, articles in another order: whether the stories are the same
--faults   a worker ended at 20 moments, a scheduler at 5, a disk that is full: the same bytes, or what is said
--peer     datasketch's MinHash LSH with scikit-learn's DBSCAN on TF-IDF, as a user would put them together

A million: --sizes 1000000 --compare 0 --same 0 --faults 0 --peer 0, with 12 GB on the disk of --folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from briefing import pipeline
from briefing.compose.stories import shared_runs
from briefing.compose.stories.arrays import blocks, columns, scratch
from briefing.compose.stories.copies import find
from briefing.compose.stories.grouping import sides
from briefing.compose.stories.grouping.cluster import cluster
from briefing.compose.stories.tuning import BLOCKS, SCRATCH
from briefing.config import Config
from briefing.running import tasks
from briefing.running.maps import map_by
from briefing.running.records import Record, TraitsByPath
from briefing.running.workers import Means
from quality import made_news, watched
from quality.bench_stories import bcubed, exponent
from quality.watched import Run

ROOT = Path(__file__).resolve().parent.parent
KILLS, SCHEDULER_KILLS = 20, 5
SMALL_DISK = 300_000  # bytes that a file may have where the disk counts as full
ENOUGH = 600  # seconds, after which a faulty run counts as hanging


class Bench:
    """Folders of articles, and runs over them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sources(self, size: int) -> Path:
        """So many articles, written once."""
        folder = self.folder / f"articles-{size}"
        if not (folder / "done").exists():
            made_news.write(folder / "sources", size)
            (folder / "done").touch()
        return folder / "sources"

    def stories(self, size: int, *words: str, **watching: Any) -> Run:
        """`briefing stories` over so many articles, with an empty cache."""
        sources = self.sources(size)
        with tempfile.TemporaryDirectory(prefix="bench-", dir=self.folder) as home:
            (Path(home) / "config.yaml").write_text("state: state\n")
            command = [sys.executable, "-m", "briefing", "stories", str(sources), "--json", *words]
            environment = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "TMPDIR": home}
            return watched.run(command, Path(home), environment, **watching)


def quality(run: Run, size: int) -> float:
    """BCubed F1 of the stories that a run printed."""
    number = {one.name: one.story for one in made_news.articles(size)}
    groups = [story["articles"] for story in json.loads(run.out)["stories"]]
    named = [[path[-len("0000/0000000.txt") :] for path in group] for group in groups]
    return bcubed(named, {name: str(story) for name, story in number.items()})


def digest(run: Run) -> str:
    return hashlib.sha256(run.out).hexdigest()[:12]


def said(run: Run) -> str:
    """The last two lines on standard error that are no progress: what was wrong, and the remedy."""
    lines = [line for line in run.err.decode(errors="replace").replace("\r", "\n").splitlines() if line.strip()]
    return " / ".join(line.strip() for line in lines[-2:])[:200]


# --- growth and spreading ---------------------------------------------------------------------------------------------


def sizes(bench: Bench, wanted: Sequence[int]) -> None:
    seconds = []
    for size in wanted:
        bench.sources(size)
        run = bench.stories(size)
        seconds.append(run.cpu)
        print(f"{size:8} articles {run.line()}; BCubed F1 {quality(run, size):.3f}", flush=True)
    if len(wanted) > 1:
        print(f"exponent of processor time: {exponent(wanted, seconds):.2f}")


def compare(bench: Bench, size: int) -> None:
    runs = {name: bench.stories(size, "--workers", name, "--jobs", "2") for name in ("processes", "dask")}
    for name, run in runs.items():
        print(f"{name:10} {size} articles {run.line()}; {digest(run)}", flush=True)
    same = "the same bytes" if len({digest(run) for run in runs.values()}) == 1 else "OTHER BYTES"
    print(f"dask / processes: {runs['dask'].wall / runs['processes'].wall:.2f} of the wall; {same}")


def same(bench: Bench, size: int) -> None:
    source = bench.sources(size)
    with map_by("processes", 2) as map_:
        files = pipeline.read([source], source, Config().reading, means=Means(map_))
        records = [record for file in files for record in file.records]
    shuffled = random.Random(1).sample(records, len(records))
    found = {"1 block": _stories(records, 1), "other order": _stories(shuffled, 1)}
    for parts in (4, 16):
        found[f"{parts} blocks"] = _stories(records, parts)
    for workers in (1, 2):
        found[f"{workers} dask workers"] = _stories(records, 4, workers)
    alike = "the same" if len(set(found.values())) == 1 else "NOT THE SAME"
    print(f"{size} articles: {', '.join(found)}: {alike}", flush=True)


def _stories(records: Sequence[Record], parts: int, workers: int = 0) -> str:
    """A digest of the stories, compared in so many parts, by so many workers of a cluster, or here."""
    openings = [record.opening for record in records]
    traits = TraitsByPath({record.path: record for record in records})
    rows, pairs = -(-len(records) // parts), -(-40 * len(records) // parts)
    tuned = replace(SCRATCH, worth_it=0, rows=rows, pairs=pairs, numbers=-(-400 * len(records) // parts))
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(blocks, "BLOCKS", replace(BLOCKS, rows=rows, pairs=pairs)))
        for module in (columns, scratch, shared_runs, sides):
            stack.enter_context(mock.patch.object(module, "SCRATCH", tuned))
        by = stack.enter_context(map_by("dask", workers)) if workers else None
        spread = tasks.spread_over(by) if by is not None else None
        copies = find(openings, None, traits, spread)
        return hashlib.sha256(repr(cluster(openings, copies, None, traits, spread)).encode()).hexdigest()


# --- faults -----------------------------------------------------------------------------------------------------------


def faults(bench: Bench, size: int) -> None:
    whole = bench.stories(size, "--workers", "dask", "--jobs", "2")
    print(f"faults, {size} articles, undisturbed {whole.wall:.1f} s: {digest(whole)}", flush=True)
    outcomes: dict[str, int] = defaultdict(int)
    for number in range(KILLS):
        moment = whole.wall * (number + 0.5) / KILLS
        run = bench.stories(size, "--workers", "dask", "--jobs", "2", meanwhile=_once(moment, _end_a_worker))
        outcomes[_outcome(run, whole)] += 1
    _print("worker ended", outcomes)
    outcomes.clear()
    for number in range(SCHEDULER_KILLS):
        outcomes[_outcome(_without_scheduler(bench, size, whole.wall * (number + 0.5) / SCHEDULER_KILLS), whole)] += 1
    _print("scheduler ended", outcomes)
    run = bench.stories(size, before=_small_disk)
    _print(f"files of at most {SMALL_DISK} bytes", {_outcome(run, whole): 1})


def _print(name: str, outcomes: Mapping[str, int]) -> None:
    for outcome, times in sorted(outcomes.items()):
        print(f"  {name}: {times} × {outcome}", flush=True)


def _outcome(run: Run, whole: Run) -> str:
    if run.code == 0:
        return "the same bytes" if run.out == whole.out else "OTHER BYTES"
    hung = " AFTER TOO LONG" if run.wall > ENOUGH else ""
    return f"exit code {run.code}{hung}: {said(run)}"


def _once(moment: float, end: Callable[[int], None]) -> Callable[[float, Run], None]:
    """Does it at the first look after the moment at which the command is there."""
    done: list[bool] = []

    def meanwhile(seconds: float, run: Run) -> None:
        if seconds >= moment and not done and run.processes:
            done.append(True)
            end(next(iter(run.processes)))

    return meanwhile


def _end_a_worker(command: int) -> None:
    """Ends the newest Dask worker below the command, if there is one."""
    below = {pid: Path(f"/proc/{pid}/cmdline") for pid in watched.family(command)[1:]}
    workers = [
        pid
        for pid, line in below.items()
        if b"multiprocessing" in line.read_bytes() and b"spawn_main" in line.read_bytes()
    ]
    if workers:
        os.kill(max(workers), signal.SIGKILL)


def _without_scheduler(bench: Bench, size: int, moment: float) -> Run:
    with _scheduler() as (address, scheduler):
        end = _once(moment, lambda command: scheduler.kill())
        return bench.stories(size, "--workers", address, meanwhile=end)


@contextmanager
def _scheduler() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler on this machine with two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    place = ["--host", "127.0.0.1", "--no-dashboard"]
    with ExitStack() as stack:
        scheduler = _started(stack, "dask_scheduler", *place, "--port", port, "--dashboard-address", "127.0.0.1:0")
        for _ in range(2):
            _started(stack, "dask_worker", address, *place, "--no-nanny", "--nthreads", "1")
        time.sleep(3)
        yield address, scheduler


def _started(stack: ExitStack, module: str, *words: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", f"distributed.cli.{module}", *words]
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def _small_disk() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_DISK, SMALL_DISK))


# --- a peer -----------------------------------------------------------------------------------------------------------


def peer(size: int) -> None:
    try:
        from datasketch import MinHash, MinHashLSH
        from sklearn.cluster import DBSCAN
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as fault:
        print(f"peer: not measured, {fault}")
        return
    made = list(made_news.articles(size))
    started = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    original: dict[str, str] = {}
    for one in made:
        words = one.text.lower().split()
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([" ".join(words[at : at + 4]).encode() for at in range(len(words) - 3)])
        near = sorted(map(str, index.query(sketch)))
        original[one.name] = original.get(near[0], near[0]) if near else one.name
        index.insert(one.name, sketch)
    own = [one for one in made if original[one.name] == one.name]
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(one.text for one in own)
    labels = DBSCAN(eps=0.6, min_samples=1, metric="cosine").fit_predict(matrix).tolist()
    label = dict(zip((one.name for one in own), labels, strict=True))
    groups: dict[int, list[str]] = defaultdict(list)
    for one in made:
        groups[label[original[one.name]]].append(one.name)
    score = bcubed(list(groups.values()), {one.name: str(one.story) for one in made})
    print(f"peer     {size} articles {time.process_time() - started:.1f} s CPU; BCubed F1 {score:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="2000,10000", help="articles, separated by commas")
    for option, size in (("compare", 2000), ("same", 2000), ("faults", 1000), ("peer", 10_000)):
        parser.add_argument(f"--{option}", type=int, default=size, metavar="N", help=f"articles (default: {size})")
    parser.add_argument("--folder", type=Path, help="where articles are written, and kept (default: a temporary one)")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="bench-scale-"))
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder)
    parts = {"compare": compare, "same": same, "faults": faults}
    try:
        sizes(bench, [int(size) for size in given.sizes.split(",") if int(size)])
        for name, part in parts.items():
            if getattr(given, name):
                part(bench, getattr(given, name))
        if given.peer:
            peer(given.peer)
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
