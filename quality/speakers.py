"""Who says what: invented sentences, half to tune by, half to check.

    python -m quality.speakers [LANGUAGE …] [--check] [--faults]

quality/labels/speakers/LANGUAGE.txt: `# tuning` and `# check` open the two halves, `== ID` an article, an empty line a
paragraph. A line is a sentence, a tab, and every speaker that is right, parted by `|`; `-` is a sentence without a
source, nothing one whose source is not named. What the check half says is looked at as a figure only.

    attributed  F1 of sentences that have a source
    speaker     sentences with the right speaker, of those that have one
    false       sentences without a source that are given a speaker
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.model import Sentence, Speech
from briefing.prepare.speech.attribution import attribute
from briefing.text import Span

LABELS = Path(__file__).parent / "labels" / "speakers"
ARTICLES = {
    "en": "the a an",
    "de": "der die das den dem des ein eine einer",
    "fr": "le la les l' un une des",
    "es": "el la los las un una",
    "it": "il lo la i gli le l' un una",
    "nl": "de het een",
    "pt": "o a os as um uma",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled sentence. speakers: every name that is right; said: whether it has a source; block: its paragraph."""

    text: str
    speakers: tuple[str, ...]
    said: bool
    block: int


def languages() -> tuple[str, ...]:
    """The languages that have labelled sentences."""
    return tuple(sorted(file.stem for file in LABELS.glob("*.txt")))


def articles(language: str, *, check: bool) -> Iterator[tuple[Line, ...]]:
    """The articles of one half of a language's file."""
    half, block = "", 0
    lines: list[Line] = []
    for row in (LABELS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith(("# ", "== ")):
            if lines and half == ("check" if check else "tuning"):
                yield tuple(lines)
            half, lines, block = (row[2:], [], 0) if row.startswith("# ") else (half, [], 0)
        elif not row:
            block += 1
        else:
            text, _, names = row.partition("\t")
            speakers = tuple(filter(None, names.split("|"))) if names != "-" else ()
            lines.append(Line(text, speakers, names != "-", block))
    if lines and half == ("check" if check else "tuning"):
        yield tuple(lines)


def read(lines: tuple[Line, ...], language: str) -> tuple[Speech, ...]:
    """What the program says of the sentences of an article."""
    at = 0
    sentences: list[Sentence] = []
    for line in lines:
        sentences.append(Sentence(span=Span(at, at + len(line.text)), text=line.text, block=line.block))
        at += len(line.text) + 1
    return attribute(sentences, (), language)


def measured(language: str, *, check: bool = False) -> tuple[dict[str, float], list[str]]:
    """The figures of one half of a language, and a line a fault."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for lines in articles(language, check=check):
        for line, found in zip(lines, read(lines, language), strict=True):
            wrong = _count(line, found, language, counts)
            if wrong:
                faults.append(f"{wrong}: {line.text} – {found.speaker} ({'|'.join(line.speakers)})")
    figures = {
        "attributed": 2 * counts["both"] / max(1, counts["found"] + counts["said"]),
        "speaker": counts["right"] / max(1, counts["named"]),
        "false": counts["false"] / max(1, counts["plain"]),
        "sentences": float(counts["said"]),
    }
    return figures, faults


def _count(line: Line, found: Speech, language: str, counts: Counter[str]) -> str:
    """Add a sentence to the counts; what is wrong with its reading, "" for nothing."""
    right = any(_same(found.speaker or "", name, language) for name in line.speakers)
    counts.update(said=line.said, found=found.attributed, both=line.said and found.attributed)
    counts.update(named=bool(line.speakers), right=right, plain=not line.said)
    counts.update(false=not line.said and found.speaker is not None)
    if line.said != found.attributed:
        return "missed" if line.said else "false"
    return "speaker" if line.speakers and not right else ""


def _same(found: str, name: str, language: str) -> bool:
    """Whether a speaker is who is named; an article before the name is let pass, a title before a full name too."""
    one, other = _plain(found, language), _plain(name, language)
    return one == other or (" " in other and one.endswith(f" {other}"))


def _plain(name: str, language: str) -> str:
    low = name.lower().replace("’", "'").strip("«»„“”\"' ")
    for article in ARTICLES.get(language, "").split():
        lead = article if article.endswith("'") else f"{article} "
        if low.startswith(lead):
            return low[len(lead) :]
    return low


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=f"{', '.join(languages())} (all)")
    parser.add_argument("--check", action="store_true", help="the half that is not for tuning")
    parser.add_argument("--faults", action="store_true", help="print what is read wrongly")
    args = parser.parse_args()
    for language in args.languages or languages():
        figures, faults = measured(language, check=args.check)
        print(language, " ".join(f"{name} {value:.3f}" for name, value in figures.items()))
        if args.faults:
            print(*faults, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
