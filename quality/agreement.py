"""How far two readers of the same texts agree, where the labels have two: what the program can be asked for at most.

    python -m quality.agreement

Stories (labels/NAME.jsonl and labels/second/NAME.jsonl; labels/invented/NAME/gold_A.jsonl and gold_B.jsonl), judged
by readers who saw neither each other's labels nor any output of the program: section (strict, and with what either
accepts), who speaks, what stands alone, and F1 of the statements of the ideal brief (pick 2; those that say the same
count once). Pairs (labels/pairs): the share of equal judgements and Cohen's kappa (Cohen 1960: agreement beyond what
chance would give).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

LABELS = Path(__file__).parent / "labels"
IDEAL = 2  # the pick of what belongs in the ideal brief
Row = Mapping[str, Any]


def rows_of(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def two_readers() -> Iterator[tuple[str, list[tuple[Row, Row]]]]:
    """The stories that have two readers, unit by unit."""
    real = [(LABELS / second.name, second) for second in sorted((LABELS / "second").glob("*.jsonl"))]
    invented = [(place, place.with_name("gold_B.jsonl")) for place in sorted(LABELS.glob("invented/*/gold_A.jsonl"))]
    for first, second in (*real, *invented):
        other = {row["id"]: row for row in rows_of(second)}
        name = first.parent.name if second.parent == first.parent else first.stem
        yield name, [(row, other[row["id"]]) for row in rows_of(first)]


def of_story(pairs: Sequence[tuple[Row, Row]]) -> dict[str, float]:
    """The agreement on one story, by measure."""
    prose = [(a, b) for a, b in pairs if a["keep"] == b["keep"] == "story"]
    spoken = [(a, b) for a, b in prose if _speakers(a) and _speakers(b)]
    voiced = [(bool(_speakers(a)), bool(_speakers(b))) for a, b in prose]
    return {
        "furniture": _share([a["keep"] == b["keep"] for a, b in pairs]),
        "section": _share([a["section"] == b["section"] for a, b in prose]),
        "lenient": _share([bool(_sections(a) & _sections(b)) for a, b in prose]),
        "attributed": _f1(sum(a and b for a, b in voiced), sum(a for a, _ in voiced), sum(b for _, b in voiced)),
        "speaker": _share([bool(_speakers(a) & _speakers(b)) for a, b in spoken]),
        "alone": _share([a["stands_alone"] == b["stands_alone"] for a, b in prose]),
        "picks": _picks(pairs),
    }


def _sections(row: Row) -> set[str]:
    return {row["section"], *row["alt"]}


def _speakers(row: Row) -> set[str]:
    return {name.casefold() for name in (row["speaker"], *row["speakers"]) if name}


def _picks(pairs: Sequence[tuple[Row, Row]]) -> float:
    """F1 of the ideal statements: one counts as found where the other reader took it, or one that says the same."""
    found = [_found([pair[::step] for pair in pairs]) for step in (1, -1)]
    return 2 * found[0] * found[1] / max(1e-9, found[0] + found[1])


def _found(pairs: Sequence[Sequence[Row]]) -> float:
    """The share of the first reader's ideal statements that the second took too."""
    mine: dict[str, bool] = {}
    theirs: dict[str, bool] = {}
    for a, b in pairs:
        name = a["same"] or a["id"]
        mine[name] = mine.get(name, False) or a["pick"] == IDEAL
        theirs[name] = theirs.get(name, False) or b["pick"] == IDEAL
    return _share([theirs[name] for name, taken in mine.items() if taken])


def _share(held: Sequence[bool]) -> float:
    return sum(held) / max(1, len(held))


def _f1(both: int, one: int, other: int) -> float:
    return 2 * both / max(1, one + other)


def kappa(first: Sequence[object], second: Sequence[object]) -> float:
    """Cohen's kappa of two readers' judgements of the same things."""
    equal = _share([a == b for a, b in zip(first, second, strict=True)])
    one, other = Counter(first), Counter(second)
    chance = sum(one[value] * other[value] for value in one) / max(1, len(first)) ** 2
    return (equal - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    every: list[tuple[Row, Row]] = []
    for name, pairs in two_readers():
        every += pairs
        _print(name, of_story(pairs), len(pairs))
    _print("all", of_story(every), len(every))
    for name, key in (("corroboration", "says"), ("disagreement", "differ")):
        rows = rows_of(LABELS / "pairs" / f"{name}.jsonl")
        first, second = [row[key] for row in rows], [row["second"] for row in rows]
        equal = _share([a == b for a, b in zip(first, second, strict=True)])
        print(f"{name}: {len(rows)} pairs, {equal:.2f} judged alike, kappa {kappa(first, second):.2f}")


def _print(name: str, figures: Mapping[str, float], units: int) -> None:
    print(f"{name:<20} {units:5} units  " + "  ".join(f"{key} {value:.2f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
