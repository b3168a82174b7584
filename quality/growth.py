"""How the time of reading grows with a file: every reader and step over repeated patterns that parsers stumble over.

python -m quality.growth [--kilobytes N] [--only WORD …] [--seconds N] [--log FILE]
python -m quality.growth --largest MEGABYTES [--only WORD …] [--log FILE]

Each pattern is repeated to N kilobytes (4000) and to a sixteenth of that, and read as far as sentences, dates and
speakers, each time in a process of its own. The exponent between the two sizes is 1 where the time is linear, 2 where
it is quadratic. Where it is above CLEAR, a file of a quarter is read too, and the exponent between that and the largest
counts. What would take more than DEAR seconds at the largest size is read at the two smaller ones alone, and at the
largest only if those show more than MOST_EXPONENT. A line above MOST_EXPONENT that takes at least a second is a fault,
and so is one above --seconds. Printed are the CPU seconds, the peak of memory and the exponent. Exits with 1 where
there is a fault. The ratio of two runs on one machine counts; seconds alone depend on it.

--largest: each pattern once, to a file of so many megabytes (64 are read by default), as a build reads it, with its
bounds, and the first article that came of it annotated. Printed are the CPU seconds of both, the peak of memory, and
why the file was left out, if it was. More than LARGEST_SECONDS for one of them, or LARGEST_MEGABYTES, is a fault.

--log: the lines stand in this file too; patterns that stand in it are not measured again.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from briefing.model import Problem
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import prepare_file
from briefing.running import records, tasks
from briefing.running.workers import HERE, seldom_collected
from quality.growing_files import Trial, trials
from tests.helpers import format_seeds

MOST_EXPONENT = 1.15
CLEAR = 1.02  # up to here between the outer sizes, the upper half alone is no steeper than MOST_EXPONENT
LEAST_SECONDS = 1.0  # below, the start of the process decides the ratio
SIZES = (1 / 16, 1 / 4, 1.0)  # parts of the largest size
DEAR = 40.0  # seconds
LARGEST_SECONDS = 61.0  # the bound is 60, and is looked at once a second
LARGEST_MEGABYTES = 1000.0
FAULT = "  FAULT"
OPTIONS = PrepareOptions(ReaderOptions(article_characters=100_000_000, articles=1_000_000))  # nothing is left out


def measured(path: str, data: bytes, seconds: int) -> tuple[float, float] | None:
    """CPU seconds and the peak of memory in MB of reading the file in a process of its own; None where it takes more
    than `seconds` or ends the process."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_work, args=(path, data, theirs, seconds))
    process.start()
    theirs.close()
    try:
        taken: tuple[float, float] | None = ours.recv()
    except EOFError:
        taken = None
    process.join()
    return taken


def _work(path: str, data: bytes, answer: multiprocessing.connection.Connection, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    before = os.times()
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with seldom_collected():  # as the program does
        prepare_file(path, data, OPTIONS)
    after = os.times()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer.send((after.user + after.system - before.user - before.system, (peak - base) / 1024))


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds by the part of the largest size that was read, None above the limit; the most megabytes of any."""

    seconds: dict[float, float | None]
    megabytes: float = 0.0

    @property
    def exponent(self) -> float:
        """Between the largest size and a quarter, or, where that was not read, a sixteenth; else between the two."""
        (small, low), (large, high) = [(part, max(taken or 0.0, 0.01)) for part, taken in sorted(self.seconds.items())][
            -2:
        ]
        return math.log(high / low, large / small)

    @property
    def beyond(self) -> bool:
        return None in self.seconds.values()

    @property
    def bad(self) -> bool:
        """Too steep, where it takes long enough to be sure of that; or above the limit of seconds."""
        return self.beyond or (
            self.exponent > MOST_EXPONENT and max(filter(None, self.seconds.values())) >= LEAST_SECONDS
        )

    def __str__(self) -> str:
        times = " ".join(
            f"{self.seconds[part]:7.2f}" if self.seconds.get(part) is not None else "      –" for part in SIZES
        )
        said = "above the limit" if self.beyond else f"{self.megabytes:6.0f} MB  exponent {self.exponent:.2f}"
        return f"{times}  {said}{FAULT if self.bad else ''}"


def growth(trial: Trial, kilobytes: int, seconds: int) -> Growth:
    """Reads as few sizes as show whether the pattern grows too fast. kilobytes: of the largest; seconds: at most a
    file."""
    small, middle, large = SIZES
    found = Growth({})

    def read(part: float) -> Growth:
        taken = measured(trial.path, trial.made(int(part * kilobytes * 1000)), seconds)
        return Growth({**found.seconds, part: taken and taken[0]}, max(found.megabytes, taken[1] if taken else 0))

    found = read(small)
    if (found.seconds[small] or 0) / small > DEAR:
        found = read(middle)
        return read(large) if found.exponent > MOST_EXPONENT else found
    found = read(large)
    return read(middle) if not found.beyond and found.exponent > CLEAR else found


@dataclass(frozen=True, slots=True)
class Largest:
    """What a file of the largest size took: seconds of reading it and of annotating its first article, megabytes, and
    what was said of it."""

    reading: float
    annotating: float
    megabytes: float
    said: str

    @property
    def bad(self) -> bool:
        return max(self.reading, self.annotating) > LARGEST_SECONDS or self.megabytes > LARGEST_MEGABYTES

    def __str__(self) -> str:
        told = f"{self.reading:6.1f} s, {self.annotating:5.1f} s {self.megabytes:6.0f} MB  {self.said}"
        return told + (FAULT if self.bad else "")


def bounded(path: str, data: bytes) -> Largest | None:
    """As a build reads the file, in a process of its own; None where that ended before its time."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_bounded, args=(path, data, theirs))
    process.start()
    theirs.close()
    try:
        found: Largest | None = ours.recv()
    except EOFError:
        found = None
    process.join()
    return found


def _bounded(path: str, data: bytes, answer: multiprocessing.connection.Connection) -> None:
    options = PrepareOptions()
    before, base = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with seldom_collected():
        (file,) = tasks.read([(path, data)], records.recipe_of(options), options, means=HERE)
        read = time.process_time()
        said = [one.message for one in file.problems]
        said += [one.message for one in tasks.annotate(file.records[:1], means=HERE) if isinstance(one, Problem)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = Largest(read - before, time.process_time() - read, (peak - base) / 1024, "; ".join(said)[:90])
    answer.send(taken)


def lines(chosen: Iterable[Trial], line: Callable[[Trial], str], log: Path | None) -> list[str]:
    """A line a pattern, printed, and kept in `log`; those that stand there are taken from it."""
    known = log.read_text("utf-8").splitlines() if log is not None and log.exists() else []
    held = {one.partition("  ")[0]: one for one in known}
    found = []
    for trial in chosen:
        if trial.name not in held:
            held[trial.name] = f"{trial.name:36}  {line(trial)}"
            print(held[trial.name], flush=True)
            if log is not None:
                with log.open("a", encoding="utf-8") as file:
                    file.write(held[trial.name] + "\n")
        found.append(held[trial.name])
    return found


def main() -> int:
    """Prints a line a pattern; 1 where one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilobytes", type=int, default=4000, help="the largest size (4000)")
    parser.add_argument("--only", default=[""], nargs="+", help="patterns whose name holds one of these")
    parser.add_argument("--seconds", type=int, default=120, help="CPU seconds at most a file (120)")
    parser.add_argument("--largest", type=int, metavar="MEGABYTES", help="files of this size, under a build's bounds")
    parser.add_argument("--log", type=Path, help="keeps the lines, and goes on after those that stand in it")
    options = parser.parse_args()
    for path, data in format_seeds.every().items():  # what is imported late is imported before the processes start
        prepare_file(path, data, OPTIONS)

    def line(trial: Trial) -> str:
        if options.largest:
            found = bounded(trial.path, trial.made(options.largest * 1_000_000))
            return str(found) if found is not None else "ended the process" + FAULT
        return str(growth(trial, options.kilobytes, options.seconds))

    chosen = [trial for trial in trials() if any(word in trial.name for word in options.only)]
    found = lines(chosen, line, options.log)
    faults = sum(one.endswith(FAULT) for one in found)
    print(
        f"{faults} of {len(found)} patterns take too much" if faults else f"{len(found)} patterns, none takes too much"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
