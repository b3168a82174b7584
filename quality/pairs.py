"""Corroboration and disagreement on pairs of real sentences and figures: precision and recall of what the program says.

    python -m quality.pairs [SHARED] [--faults]

SHARED: the folder that holds data/stories, ../shared if not given. The labels (quality/labels/pairs) hold article ids,
ranges and judgements, no text. They were given by two readers before the program's answers were looked at, to pairs
that were drawn by how alike they are, from stories of several outlets. Where the two differ, the pair is counted
neither way (`python -m quality.agreement` prints how often they agree):

    corroboration   does the second sentence say all that the first claims? "same": yes; "other": no; "part": its main
                    claim, and not all of the rest, where editors would differ: counted neither way
    disagreement    do the two figures count the same thing at one moment, and differ?

Every second pair (by a digest of its ranges) is set apart: what it says is measured, and no rule was made from it.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import briefing
from briefing.compose.evidence.corroboration import says
from briefing.compose.evidence.disagreements import of_the_whole
from briefing.compose.sentences.claims import claim
from briefing.compose.sentences.counts import key, same_quantity
from briefing.compose.sentences.numbers.agreement import agree
from briefing.compose.sentences.numbers.quantities import quantities
from briefing.model import Article, Passage
from briefing.text import Span

LABELS = Path(__file__).parent / "labels" / "pairs"
SHARED = Path(__file__).parent.parent.parent / "shared"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled pair and what the program says of it; words: both texts, for whoever reads the faults."""

    expected: bool
    found: bool
    apart: bool
    words: str


def rows_of(name: str) -> list[Row]:
    return [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def articles_of(rows: Sequence[Row], shared: Path) -> dict[str, Article]:
    """Id → the article as it is read, of all that the labels name."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row["set"]] |= {row["one"], row["other"]}
    found: dict[str, Article] = {}
    for name, ids in sorted(wanted.items()):
        lines = (shared / "data" / "stories" / name / "articles.jsonl").read_text("utf-8").splitlines()
        records = [record for record in map(json.loads, lines) if record["id"] in ids]
        for record in records:
            found[record["id"]] = briefing.read(record).articles[0]
    return found


def corroborations(rows: Sequence[Row], articles: Mapping[str, Article]) -> Iterator[Judged]:
    """What the program says of each pair of sentences on which editors would agree."""
    for row in rows:
        if row["says"] == "part" or row["says"] != row["second"]:
            continue
        one, other = (_sentence(articles[row[name]], row[at]) for name, at in (("one", "at"), ("other", "there")))
        yield Judged(
            expected=row["says"] == "same",
            found=bool(says(claim(other), claim(one))),
            apart=_apart(row),
            words=f"{one.text}\n    {other.text}",
        )


def disagreements(rows: Sequence[Row], articles: Mapping[str, Article]) -> Iterator[Judged]:
    """What the program says of each pair of figures."""
    for row in rows:
        if row["differ"] != row["second"]:
            continue
        ends = [_figures(articles[row[name]], row[at]) for name, at in (("one", "at"), ("other", "there"))]
        found = any(
            key(a) == key(b) and not agree(a.figure, b.figure) and same_quantity(a, b) for a in ends[0] for b in ends[1]
        )
        texts = [articles[row[name]].body.string[slice(*row[at])] for name, at in (("one", "at"), ("other", "there"))]
        yield Judged(expected=row["differ"], found=found, apart=_apart(row), words="\n    ".join(texts))


def _sentence(article: Article, at: Sequence[int]) -> Passage:
    number = max(range(len(article.sentences)), key=lambda n: _overlap(article.sentences[n].span, at))
    return Passage(article, number, number)


def _figures(article: Article, at: Sequence[int]) -> list[Any]:
    """The quantities of an article that an edition compares, in a range."""
    return [quantity for quantity in of_the_whole(quantities(article)) if _overlap(quantity.span, at) > 0]


def _overlap(span: Span, at: Sequence[int]) -> int:
    return min(span.end, at[1]) - max(span.start, at[0])


def _apart(row: Row) -> bool:
    text = f"{row['one']}:{row['at'][0]} {row['other']}:{row['there'][0]}"
    return int(sha256(text.encode()).hexdigest(), 16) % 2 == 0


def line_of(name: str, judged: Sequence[Judged]) -> str:
    """Precision and recall in one line."""
    right = sum(one.expected and one.found for one in judged)
    found, expected = sum(one.found for one in judged), sum(one.expected for one in judged)
    precision, recall = right / max(1, found), right / max(1, expected)
    return (
        f"{name:<26} P {precision:.3f}  R {recall:.3f}  ({len(judged)} pairs, {expected} of them hold, {found} found)"
    )


MEASURES: Mapping[str, Callable[[Sequence[Row], Mapping[str, Article]], Iterator[Judged]]] = {
    "corroboration": corroborations,
    "disagreement": disagreements,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--faults", action="store_true", help="show what is wrong in the half that may be read")
    options = parser.parse_args()
    for name, measure in MEASURES.items():
        rows = rows_of(name)
        judged = list(measure(rows, articles_of(rows, options.shared)))
        print(line_of(name, judged))
        print(line_of("  set apart", [one for one in judged if one.apart]))
        for one in judged if options.faults else ():
            if one.expected != one.found and not one.apart:
                print(f"\n{'missed' if one.expected else 'false'}: {one.words}")


if __name__ == "__main__":
    main()
