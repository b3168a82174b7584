"""Is what does not belong to an article set aside, and is the article left whole? On invented pages, against floors.

python -m quality.furniture [--faults]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.model import Source
from briefing.prepare.furniture.blocks import blocks_of
from briefing.prepare.options import CleanOptions
from briefing.prepare.raw import RawArticle
from briefing.text import Text

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    """An invented page: its lines, each with its mark: + the article's, - not, t its title, h a heading."""

    name: str
    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.lines)


@dataclass(frozen=True, slots=True)
class Result:
    """precision and recall of what was set aside, by lines; lost: lines of articles among it; faults: for people."""

    precision: float
    recall: float
    lost: int
    faults: tuple[str, ...]

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pages() -> list[Page]:
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in (HERE / "furniture.txt").read_text("utf-8").split("\n"):
        if line.startswith("## "):
            found.append((line[3:], []))
        elif line[:1] in ("+", "-", "t", "h") and found:
            found[-1][1].append((line[0], line[2:]))
    return [Page(name, tuple(lines)) for name, lines in found]


def judged(page: Page) -> Iterator[tuple[str, str, str]]:
    """(mark, the product's mark, line) of every line with something on it."""
    source = Source("page.txt", "0" * 64, "text", "utf-8")
    found = blocks_of(RawArticle(path="page.txt", source=source, body=Text.whole(page.text)), CleanOptions())
    at = 0
    for mark, line in page.lines:
        if line.strip():
            block = next(block for block in found if block.span.start < at + len(line) and at < block.span.end)
            kept = {"title": "t", "heading": "h"}.get(block.kind, "+")
            yield mark, kept if block.kept else "-", line
        at += len(line) + 1


def measured() -> Result:
    right = wrong = missed = lost = 0
    faults: list[str] = []
    for page in pages():
        for mark, found, line in judged(page):
            aside, gone = mark == "-", found == "-"
            right += aside and gone
            wrong += gone and not aside
            missed += aside and not gone
            lost += mark == "+" and gone
            if mark != found:
                faults.append(f"{page.name}: {mark} taken for {found}: {line}")
    return Result(right / max(1, right + wrong), right / max(1, right + missed), lost, tuple(faults))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true", help="print the lines that were judged wrongly")
    asked = parser.parse_args()
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text("utf-8"))
    result = measured()
    print(f"furniture_f1 {result.f1:.3f}", f"precision {result.precision:.3f}", f"recall {result.recall:.3f}", sep="  ")
    print(f"lines of articles lost: {result.lost}")
    if asked.faults:
        print(*result.faults, sep="\n")
    return 1 if result.f1 < floors["furniture_f1"] or result.precision < floors["furniture_precision"] else 0


if __name__ == "__main__":
    sys.exit(main())
