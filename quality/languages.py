"""How well is news in a language read? The labelled articles of quality/labels/LANGUAGE, sentence by sentence.

    python -m quality.languages [LANGUAGE …] [--faults]

LANGUAGE has articles.jsonl (records as `briefing inspect` reads them), gold.jsonl and floors.json. A line of gold is a
sentence: the id of its article, text, attributed (whether it has a source), speaker (null or every name that is right),
section (every section that an editor would accept), date (null, or fragment and value). floors.json holds the least
that each figure may be:

    sentences   sentences that are cut where the gold cuts them, of all
    attributed  F1 of those that have a source
    speaker     sentences with the right speaker, of those that have one
    section     sentences under an accepted section, of all
    dates       dates with the right day, of all
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from quality.ablate_speech import rows_of

LABELS = Path(__file__).parent / "labels"
Row = Mapping[str, Any]


def languages() -> tuple[str, ...]:
    """The languages that have a labelled sample."""
    return tuple(sorted(file.parent.name for file in LABELS.glob("*/gold.jsonl")))


def floors(language: str) -> dict[str, float]:
    found: dict[str, float] = json.loads((LABELS / language / "floors.json").read_text(encoding="utf-8"))
    return found


def measured(language: str) -> tuple[dict[str, float], list[str]]:
    """The figures of a language, and a line a fault."""
    folder = LABELS / language
    command = [sys.executable, "-m", "briefing", "inspect", str(folder / "articles.jsonl"), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=LABELS.parent.parent)
    articles = map(json.loads, done.stdout.splitlines())
    found = {
        (article["path"].partition("#")[2], one["text"]): one for article in articles for one in article["sentences"]
    }
    return _judged(rows_of(folder / "gold.jsonl"), found)


def _judged(gold: Iterable[Row], found: Mapping[tuple[str, str], Row]) -> tuple[dict[str, float], list[str]]:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for row in gold:
        one = found.get((row["id"], row["text"]))
        wrong = ["not found"] if one is None else list(_wrong(row, one))
        said = one is not None and bool(one["speaker"] or one["quote"] != "none")
        counts.update(all=1, whole=one is not None, said=said, gold=row["attributed"], both=said and row["attributed"])
        counts.update(named=bool(row["speaker"]), dated=bool(row["date"]), **{f"{what} wrong": 1 for what in wrong})
        if one is None:
            counts.update({"speaker wrong": bool(row["speaker"]), "section wrong": 1, "date wrong": bool(row["date"])})
        faults += [f"{row['id']}: {what} wrong: {row['text']}" for what in wrong]
    figures = {
        "sentences": counts["whole"] / counts["all"],
        "attributed": 2 * counts["both"] / max(1, counts["said"] + counts["gold"]),
        "speaker": 1 - counts["speaker wrong"] / max(1, counts["named"]),
        "section": 1 - counts["section wrong"] / counts["all"],
        "dates": 1 - counts["date wrong"] / max(1, counts["dated"]),
    }
    return figures, faults


def _wrong(row: Row, one: Row) -> Iterable[str]:
    """What of a sentence's reading is wrong: its speaker, its section, its date."""
    if row["speaker"] and not any(_same(one["speaker"] or "", name) for name in row["speaker"]):
        yield "speaker"
    if one["section"] not in row["section"]:
        yield "section"
    if row["date"] and row["date"]["value"] not in [named["value"] for named in one["dates"]]:
        yield "date"


def _same(found: str, name: str) -> bool:
    """Whether a speaker is who is named; a title before the name is let pass."""
    return found.lower() == name.lower() or found.lower().endswith(f" {name.lower()}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=f"{', '.join(languages())} (all)")
    parser.add_argument("--faults", action="store_true", help="print what is read wrongly")
    args = parser.parse_args()
    fallen = False
    for language in args.languages or languages():
        figures, faults = measured(language)
        least = floors(language)
        for name, value in figures.items():
            below = value < least[name]
            fallen = fallen or below
            print(f"{language} {name:12}{value:.3f}  floor {least[name]:.2f}{'  FALLEN' if below else ''}")
        if args.faults:
            print(*faults, sep="\n")
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main())
