"""What the library costs over a year of large editions, and whether it finds what a linear scan finds.

    python -m quality.bench_library [--editions 365] [--statements 274] [--keep DIR]

The editions are generated: words with the frequencies of a language, 400 speakers under several forms of their names,
40 outlets, 60 sources a day; every tenth statement is Chinese. Printed are, beside their bounds: the seconds in which
the library is filled; its size beside the text of the statements; for searches of several kinds the median and the
longest time of the library (statements read from the editions included), and of the whole command; the same for
`impact`; and what one new edition costs. Exit code 1 where a bound does not hold or a scan finds something else.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from briefing.storage.library.impact import resting
from briefing.storage.library.library import FILE, Library, library
from briefing.storage.library.queries import query
from briefing.storage.library.search import Filter, hits
from quality.bench_stories import SYLLABLES
from tests.helpers.series import Row, write

FIRST = date(2025, 1, 1)
VOCABULARY = 30_000
HAN = "总理部长议会会议新闻记者周二宣布大桥将于五月开放政府经济增长市场投资银行发展国家人民代表法律通过"
BOUNDS = {"fill": 60.0, "size": 3.0, "search": 50.0, "impact": 100.0}  # seconds, times the text, milliseconds twice
TIMES = 5


class Words:
    """Sentences of made-up words, the common ones more often."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = [
            "".join(self.chance.choices(SYLLABLES, k=1 + rank % 4)) + "aeiou"[rank % 5] for rank in range(VOCABULARY)
        ]
        self.weights = [0.0]
        for rank in range(VOCABULARY):
            self.weights.append(self.weights[-1] + 1 / (rank + 4))
        given = [word.capitalize() for word in self.words[900:940]]
        self.people = [f"{self.chance.choice(given)} {word.capitalize()}" for word in self.words[2000:2400]]
        self.outlets = [f"{word.capitalize()} Gazette" for word in self.words[3000:3040]]

    def sentence(self) -> str:
        found = self.chance.choices(self.words, cum_weights=self.weights[1:], k=self.chance.randint(14, 36))
        return " ".join(found).capitalize() + "."

    def chinese(self) -> str:
        return "".join(self.chance.choices(HAN, k=self.chance.randint(24, 60))) + "。"

    def speaker(self) -> str | None:
        name = self.chance.choice(self.people)
        return self.chance.choice(
            [name, name, name, name.split()[1], f"{name[0]}. {name.split()[1]}", None, None, None]
        )


def rows(words: Words, count: int) -> list[Row]:
    """The statements of one day."""
    made = []
    for number in range(count):
        source = number % 60
        made.append(
            Row(
                text=words.chinese() if number % 10 == 9 else words.sentence(),
                speaker=words.speaker(),
                role="minister" if number % 7 == 0 else None,
                section=("decision", "reactions", "context")[number % 3],
                story=f"Story {number % 40}",
                path=f"sources/{source:03d}.txt" if source else "sources/daily.txt",
                outlet=words.outlets[source % 40],
                url=f"https://gazette.example/{words.chance.random()}",
                also=("sources/001.txt",) if number % 5 == 0 else (),
            )
        )
    return made


def generated(out: Path, editions: int, statements: int) -> int:
    """Writes the editions; returns the bytes of their statements' texts."""
    words = Words(1)
    size = 0
    for number in range(editions):
        made = rows(words, statements)
        write(out, (FIRST + timedelta(days=number)).isoformat(), made)
        size += sum(len(row.text.encode()) for row in made)
    return size


def searches(words: Words) -> dict[str, tuple[list[str], Filter]]:
    rare, common = words.words[20_000], words.words[0]
    person, outlet = words.people[7], words.outlets[3]
    return {
        "a rare word": ([rare], Filter()),
        "the commonest word": ([common], Filter()),
        "two common words": ([common, words.words[2]], Filter()),
        "a phrase of common words": ([f"{words.words[1]} {common}"], Filter()),
        "the beginning of words": (["ka*"], Filter()),
        "Chinese, two characters": (["总理"], Filter()),
        "Chinese, three characters": (["理部长"], Filter()),
        "a speaker": ([], Filter(speaker=person)),
        "a speaker and a word": ([common], Filter(speaker=person.split()[1])),
        "an outlet and a word": ([words.words[5]], Filter(outlet=outlet)),
        "a section of a month": ([words.words[3]], Filter(section="reactions", first="2025-03-01", last="2025-03-31")),
    }


def timed(work: Callable[[], object]) -> float:
    """Processor milliseconds, the median of several times; the first is not counted."""
    work()
    found = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return statistics.median(found)


def command(home: Path, *arguments: str) -> float:
    """Milliseconds of a whole command in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "briefing", *arguments], cwd=home, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def scanned(out: Path, words: Sequence[str]) -> int:
    """How many statements hold the words, looked for one after the other."""
    asked = query(words)
    count = 0
    for file in out.glob("*/brief.json"):
        for story in json.loads(file.read_bytes())["stories"]:
            for section in story["sections"]:
                count += sum(asked.marks(one["text"]) is not None for one in section["statements"])
    return count


def measured(home: Path, size: int, editions: int, statements: int) -> bool:
    out, state, words = home / "out", home / ".briefing", Words(1)
    start, wall = time.process_time(), time.perf_counter()
    with library(state, out):
        pass
    fill, wall = time.process_time() - start, time.perf_counter() - wall
    share = (state / FILE).stat().st_size / size
    print(f"{editions} editions, {editions * statements:,} statements, {size / 1e6:.1f} MB of text")
    print(f"filled in {fill:.1f} processor seconds (at most {BOUNDS['fill']:.0f}); {wall:.1f} by the clock")
    print(f"{share:.2f} times the text (at most {BOUNDS['size']:.0f})")
    print("processor milliseconds, median of several: in the library; with the statements read from the editions")
    holds = fill <= BOUNDS["fill"] and share <= BOUNDS["size"]
    one = json.loads((out / FIRST.isoformat() / "brief.json").read_bytes())["sources"][3]
    with library(state, out) as lib:
        for name, (asked, only) in searches(words).items():
            holds &= _search(lib, out, name, asked, only)
        for name in ("sources/daily.txt", one["sha256"], one["url"]):
            found = lib.impact([name])
            said = sum(len(edition.statements) for edition in found)
            looked_up = timed(lambda name=name: resting(lib._connection, [name]))  # type: ignore[misc]
            read = timed(lambda name=name: lib.impact([name]))  # type: ignore[misc]
            print(f"  impact, {said:,} statements in {len(found)} editions: {looked_up:.1f}; "
                  f"{read:.1f} (at most {BOUNDS['impact']:.0f})")  # fmt: skip
            holds &= read <= BOUNDS["impact"]
    print(f"the whole command: search {command(home, 'search', words.words[20_000]):.0f} ms, impact "
          f"{command(home, 'impact', one['sha256']):.0f} ms, people {command(home, 'people'):.0f} ms")  # fmt: skip
    write(out, (FIRST + timedelta(days=editions)).isoformat(), rows(words, statements))
    start = time.perf_counter()
    with library(state, out):
        pass
    print(f"one edition more: {time.perf_counter() - start:.2f} s")
    return holds


def _search(lib: Library, out: Path, name: str, asked: Sequence[str], only: Filter) -> bool:
    wanted = query(asked)
    looked_up = timed(lambda: hits(lib._connection, wanted, only, 20))
    read = timed(lambda: lib.search(wanted, only, 20))
    number = lib.search(wanted, only, 20)[0]
    same = not asked or bool(only) or number == scanned(out, asked)
    told = "" if same else "; A SCAN FINDS OTHERS"
    print(f"  {name}: {number:,} found, {looked_up:.1f} (at most {BOUNDS['search']:.0f}); {read:.1f}{told}")
    return same and looked_up <= BOUNDS["search"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editions", type=int, default=365)
    parser.add_argument("--statements", type=int, default=274, help="of an edition")
    parser.add_argument("--keep", type=Path, help="generate into this folder and leave it there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = args.keep or Path(scratch)
        home.mkdir(parents=True, exist_ok=True)
        (home / "config.yaml").write_text("")
        size = generated(home / "out", args.editions, args.statements)
        holds = measured(home, size, args.editions, args.statements)
    print("bench_library: " + ("every bound holds" if holds else "A BOUND DOES NOT HOLD"))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
