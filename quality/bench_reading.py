"""Prints what the stage prepare costs: megabytes (and articles) a second of CPU time on one core, step by step, with
its share.

`briefing stories` does without the last two steps, dates and speakers; builds, inspect and summarize take all.

python -m quality.bench_reading [PATH …]   the files themselves, or 1,000 made-up plain articles of about 500 words
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ParamSpec, TypeVar

from briefing.model import Problem
from briefing.prepare import reading
from briefing.prepare.details.details import details
from briefing.prepare.furniture.blocks import blocks_of
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import dated, sentences_of
from briefing.prepare.scan import content, files
from briefing.prepare.speech.attribution import attribute

P = ParamSpec("P")
T = TypeVar("T")
NAMES = ["Ada Quill", "Bo Reed", "Cy Marsh", "Dora Finch", "the harbour council", "a spokesman for the ferry union"]
THINGS = [
    "the old ferry",
    "the new bridge",
    "the customs house",
    "a budget of 3.5 million crowns",
    "the winter timetable",
]
VERBS = ["said", "warned", "announced", "told reporters", "decided", "confirmed"]
DAYS = ["on Monday", "last week", "on 4 March 2031", "two weeks ago", "late on Tuesday", "this year"]


def made_up(count: int = 1000, words: int = 500) -> list[tuple[str, bytes]]:
    """Plain articles composed by rule, the same on every run."""
    chance = random.Random(7)
    found = []
    for number in range(count):
        paragraphs: list[str] = [f"Ferry news {number}", "By Ada Quill"]
        size = 0
        while size < words:
            lines = []
            for _ in range(3):
                name, verb, thing = chance.choice(NAMES), chance.choice(VERBS), chance.choice(THINGS)
                line = (
                    f"{name[0].upper()}{name[1:]} {verb} {chance.choice(DAYS)} that {thing} would stay open until noon."
                )
                if chance.random() < 0.3:
                    line = f"“We will keep {thing} for the people of Östmark,” {name} said {chance.choice(DAYS)}."
                lines.append(line)
                size += len(line.split())
            paragraphs.append(" ".join(lines))
        found.append((f"article-{number}.txt", "\n\n".join(paragraphs).encode()))
    return found


class Clock:
    """CPU seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def time(self, step: str, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        started = time.process_time()
        result = work(*args, **named)
        self.seconds[step] += time.process_time() - started
        return result


def run(tasks: Iterable[tuple[str, bytes]], clock: Clock) -> tuple[int, int]:
    """(bytes read, articles found)."""
    options = PrepareOptions()
    size = count = 0
    for path, data in tasks:
        size += len(data)
        raws, _ = clock.time("read", reading.read, path, data, options.read)
        for raw in raws:
            count += 1
            blocks = clock.time("clean", blocks_of, raw, options.clean)
            known = clock.time("details", details, raw, blocks)
            found, _ = clock.time("sentences", sentences_of, raw, blocks, known.language)
            day = known.published.day if known.published else None
            found = clock.time("dates", dated, raw.body.string, blocks, found, day, known.language)
            clock.time("speech", attribute, found, blocks, known.language)
    return size, count


def main() -> None:
    """Warm up, then measure."""
    if len(sys.argv) > 1:
        found, _ = files([Path(name) for name in sys.argv[1:]], Path())
        read = [(file.name, content(file, 64)) for file in found]
        tasks = [(name, data) for name, data in read if not isinstance(data, Problem)]
    else:
        tasks = made_up()
    run(tasks[:3], Clock())
    clock = Clock()
    size, count = run(tasks, clock)
    total = sum(clock.seconds.values())
    print(f"{'step':<12}{'seconds':>9}{'MB/s':>9}{'share':>8}")
    for step, seconds in clock.seconds.items():
        print(f"{step:<12}{seconds:9.2f}{size / 1e6 / max(seconds, 1e-9):9.1f}{seconds / total:8.1%}")
    for_stories = total - clock.seconds["dates"] - clock.seconds["speech"]
    print(f"{'for stories':<12}{for_stories:9.2f}{size / 1e6 / for_stories:9.1f}{for_stories / total:8.1%}")
    print(f"{'all':<12}{total:9.2f}{size / 1e6 / total:9.1f}")
    print(f"{len(tasks)} files, {count} articles, {size / 1e6:.1f} MB: {count / total:.0f} articles/s")


if __name__ == "__main__":
    main()
