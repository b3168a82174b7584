"""Corroboration, disagreement and "not known" on labelled sets of invented text: precision, recall, F1, against floors.

python -m quality.evidence [--faults]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.compose.evidence.corroboration import says
from briefing.compose.evidence.disagreements import disagreements
from briefing.compose.evidence.not_known import kind_of
from briefing.compose.sentences.claims import claim
from briefing.language import sentence_spans
from briefing.model import NO_SPEECH, Article, Block, DateMention, Passage, Sentence, Speech, Story
from briefing.prepare.dates.mentions import mentions
from briefing.text import Span
from tests.articles import built

HERE = Path(__file__).parent
VOICE = re.compile(r"([A-Z]\w+ [A-Z]\w+): ")
PUBLISHED = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")
NAMED = re.compile(r" \{(\d{4}-\d\d-\d\d)\}$")


@dataclass(frozen=True, slots=True)
class Case:
    expected: bool
    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    cases: int
    faults: tuple[Case, ...]

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def cases(name: str) -> Iterator[Case]:
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith(("+ ", "- ")):
            sign, kind, *texts = [part.strip() for part in line.split(" | ")]
            yield Case(sign == "+", kind, tuple(texts))


def article(path: str, text: str) -> Article:
    """An article of one block: "[day]", "Name: " and "{day}" become its date, its speaker, the day that it names."""
    published = PUBLISHED.match(text)
    text = text[published.end() :] if published else text
    voice = VOICE.match(text)
    text = text[voice.end() :] if voice else text
    named = NAMED.search(text)
    text = text[: named.start()] if named else text
    whole = Span(0, len(text))
    day = published.group(1) if published else None
    speech = Speech(speaker=voice.group(1), attributed=True, quote="indirect") if voice else NO_SPEECH
    sentences = []
    for span in sentence_spans(text, whole, "en"):
        found: tuple[DateMention, ...] = mentions(text, span, date.fromisoformat(day) if day else None, "en")
        if named:
            found = (DateMention(span, named.group(1)),)
        sentences.append(Sentence(span=span, text=span.of(text), block=0, dates=found, speech=speech))
    return built(path, text, sentences, [Block(span=whole, kind="body", kept=True)], path + text, published=day)


def corroborated(case: Case) -> bool:
    one, two = (article(str(number), text) for number, text in enumerate(case.texts))
    first, second = (claim(Passage(a, 0, len(a.sentences) - 1)) for a in (one, two))
    return bool(says(first, second) or says(second, first))


def disputed(case: Case) -> bool:
    articles = tuple(article(str(number), text) for number, text in enumerate(case.texts))
    return bool(disagreements(Story(id="t", articles=articles, independent=tuple((a.path,) for a in articles))))


def open_question(case: Case) -> bool:
    return bool(kind_of(case.texts[0], "en"))


MEASURES: dict[str, Callable[[Case], bool]] = {
    "corroboration": corroborated,
    "disagreements": disputed,
    "not_known": open_question,
}


def score(name: str) -> Score:
    rows = [(case, MEASURES[name](case)) for case in cases(name)]
    right = sum(found and case.expected for case, found in rows)
    found_all = sum(found for _, found in rows)
    expected_all = sum(case.expected for case, _ in rows)
    return Score(
        precision=right / found_all if found_all else 0.0,
        recall=right / expected_all if expected_all else 0.0,
        cases=len(rows),
        faults=tuple(case for case, found in rows if found != case.expected),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true", help="print the cases that went wrong")
    args = parser.parse_args()
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text("utf-8"))
    fallen = 0
    for name in MEASURES:
        result = score(name)
        print(f"{name}: {result.cases} cases, recall {result.recall:.3f}")
        print(f"{name}_precision: {result.precision:.3f}")
        print(f"{name}_f1: {result.f1:.3f}")
        fallen += result.f1 < floors[f"{name}_f1"] or result.precision < floors[f"{name}_precision"]
        for case in result.faults if args.faults else ():
            print(f"  {'missed' if case.expected else 'wrong'} ({case.kind}): {' | '.join(case.texts)}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
