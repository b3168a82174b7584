"""The labelled lines that the rules of furniture are judged by: what is set aside, and what is the article's."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefing.language.rules import RuleTable
from briefing.model import Source
from briefing.prepare.furniture.blocks import blocks_of
from briefing.prepare.furniture.lines.line_scores import LOOKS, SHAPE
from briefing.prepare.furniture.places import PLACES
from briefing.prepare.options import CleanOptions, ReaderOptions
from briefing.prepare.raw import RawArticle
from briefing.prepare.reading import read
from briefing.text import Text
from quality.ablate import Outcome, Sample
from quality.furniture import pages

TABLES: tuple[RuleTable[Any, Any], ...] = (SHAPE, LOOKS, *PLACES)

Gold = tuple[int, int, str]  # start and end in the text; body or junk


def samples(shared: Path) -> Iterator[Sample]:
    """The invented pages of quality/furniture.txt, and the labelled texts of SHARED/data that are at hand."""
    for page in pages():
        source = Source("page.txt", "0" * 64, "text", "utf-8")
        gold: list[Gold] = []
        at = 0
        for mark, line in page.lines:
            if line.strip() and mark in "+-":
                gold.append((at, at + len(line), "junk" if mark == "-" else "body"))
            at += len(line) + 1
        yield _sample(
            f"furniture.txt: {page.name}", RawArticle(path="page.txt", source=source, body=Text.whole(page.text)), gold
        )
    for folder in sorted((shared / "data" / "reading" / "clean_text").glob("*")):
        for row in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()):
            file = folder / "inputs" / row["path"]
            raws, _ = read(file.name, file.read_bytes(), ReaderOptions())
            gold = [(start, end, label) for start, end, label, _ in row["lines"] if label != "skip"]
            for raw in raws[:1]:
                yield _sample(f"{folder.name}/{file.name}", raw, _moved(gold, file.read_text("utf-8"), raw.body.string))


def _moved(gold: list[Gold], text: str, read_text: str) -> list[Gold]:
    """The labelled lines as they stand in the text that was read, which may lack white space of the file."""
    if text == read_text:
        return gold
    found: list[Gold] = []
    at = 0
    for start, end, label in gold:
        place = read_text.find(text[start:end], at)
        if place >= 0:
            found.append((place, place + end - start, label))
            at = place + end - start
    return found


def _sample(name: str, raw: RawArticle, gold: list[Gold]) -> Sample:
    def run() -> Mapping[Gold, Outcome]:
        kept = [(b.span.start, b.span.end) for b in blocks_of(raw, CleanOptions()) if b.kept and b.kind != "title"]
        asides = {one: _is_aside(one, kept) for one in gold}
        return {one: Outcome(aside, aside == (one[2] == "junk")) for one, aside in asides.items()}

    return Sample(raw.language or "en", name, run)


def _is_aside(gold: Gold, kept: list[tuple[int, int]]) -> bool:
    """Does less than half of a line stand in kept blocks?"""
    start, end, _ = gold
    first = max(0, bisect_right(kept, (start, start)) - 1)
    held = 0
    for low, high in kept[first:]:
        if low >= end:
            break
        held += max(0, min(end, high) - max(start, low))
    return 2 * held < end - start
