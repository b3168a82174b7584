"""Trains the section scorer of briefing/compose/sections/trained.py and writes section_scorer.toml beside it.

    python -m quality.train_sections [--labels DIR] [--out FILE] [--check]

Trained on quality/labels/own alone: articles written for this project, about places, people and bodies that do not
exist, each sentence labelled by its author. A file has a head (title, date, type) and, after an empty line, a line a
sentence: its section, a tab, its text; an empty line ends a paragraph. No text of others goes into the weights.

One logistic regression a section with an L2 penalty (L-BFGS: Liu and Nocedal, 1989), from zero, without chance.
The same features give the same file, byte for byte; where sentences, speakers or features have changed, run it anew.
--check writes nothing; it prints how well articles are sorted that the training had not seen.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.trained import FILE, SECTIONS, LinearScorer
from briefing.compose.sections.views import views
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "quality" / "labels" / "own"
TARGET = ROOT / "briefing" / "compose" / "sections" / FILE
STRENGTH = 0.03  # inverse strength of the L2 penalty
# The shares that sections have in newspapers at large; ours are shorter, so that more of them is the news itself.
SHARES = {"decision": 0.14, "reactions": 0.44, "context": 0.42}
FOLDS = 6
# A place in a story, not a property of an article that stands alone, as here.
LEFT_OUT = ("freshness",)


@dataclass(frozen=True)
class Told:
    """A labelled article. paragraphs: lists of (section, sentence)."""

    name: str
    title: str
    day: date
    paragraphs: Sequence[Sequence[tuple[str, str]]]


def read(file: Path) -> Told:
    head, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    paragraphs = []
    for block in body.strip().split("\n\n"):
        rows = [line.split("\t", 1) for line in block.splitlines()]
        unknown = {label for label, _ in rows} - set(SECTIONS)
        if unknown:
            raise SystemExit(f"{file}: no section {sorted(unknown)}")
        paragraphs.append([(label, sentence) for label, sentence in rows])
    return Told(file.stem, fields["title"], date.fromisoformat(fields["date"]), paragraphs)


@dataclass(frozen=True)
class Sentences:
    """values: one row a sentence, one column a feature; section: its number in SECTIONS; article: its article's."""

    values: Any
    section: Any
    article: Any


def sentences(told: Sequence[Told]) -> Sentences:
    """Every sentence as the program cuts it, with the label of the line that holds it."""
    rows, sections, numbers = [], [], []
    for number, one in enumerate(told):
        for values, section in _labelled(one):
            rows.append(values)
            sections.append(SECTIONS.index(section))
            numbers.append(number)
    return Sentences(np.array(rows), np.array(sections), np.array(numbers))


def _labelled(told: Told) -> Iterator[tuple[list[float], str]]:
    text = "\n\n".join(" ".join(sentence for _, sentence in rows) for rows in told.paragraphs)
    record = {"id": told.name, "title": told.title, "published": told.day.isoformat(), "text": text}
    ((article,), _) = prepare_file("own.jsonl", json.dumps(record).encode(), PrepareOptions())
    ends, at = [], 0
    for label, sentence in (row for rows in told.paragraphs for row in rows):
        at = article.body.string.index(sentence, at) + len(sentence)
        ends.append((at, label))
    for view in views([article], told.day)[0]:
        middle = (view.sentence.span.start + view.sentence.span.end) // 2
        label = next(label for end, label in ends if middle <= end)
        yield [feature.of(view) for feature in FEATURES.values()], label


def fit(known: Sentences) -> dict[str, LinearScorer]:
    """The scorers by section, every sentence counted so that the sections have their SHARES."""
    names = [name for name in FEATURES if name not in LEFT_OUT]
    values = known.values[:, [list(FEATURES).index(name) for name in names]]
    share = np.bincount(known.section, minlength=len(SECTIONS)) / len(known.section)
    weight = (np.array([SHARES[name] for name in SECTIONS]) / share)[known.section]
    found = {}
    for number, section in enumerate(SECTIONS):
        numbers = [round(float(v), 2) for v in _logistic(values, known.section == number, weight)]
        weights = {name: number for name, number in zip(names, numbers, strict=False) if number}
        found[section] = LinearScorer(numbers[-1], weights)
    return found


def _logistic(values: Any, wanted: Any, weight: Any) -> Any:
    """Weights of the features and, last, the base."""
    sign = np.where(wanted, 1.0, -1.0)

    def loss(v: Any) -> tuple[float, Any]:
        margin = -sign * (values @ v[:-1] + v[-1])
        slope = -(weight * sign) / (1 + np.exp(-margin))
        gradient = np.append(STRENGTH * (values.T @ slope) + v[:-1], STRENGTH * slope.sum())
        return float(STRENGTH * (weight * np.logaddexp(0, margin)).sum() + 0.5 * (v[:-1] ** 2).sum()), gradient

    start = np.zeros(values.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-12}).x


def lines(scorers: Mapping[str, LinearScorer], articles: int, count: int) -> Iterator[str]:
    yield "# The trained scorer of the three default sections (scorer.py), written by quality/train_sections.py from"
    yield f"# quality/labels/own: {count} sentences of {articles} articles, written and labelled for this project."
    yield "# log-odds = base + sum of weight * value of the feature (0..1; features.py says what each is)"
    for section in SECTIONS:
        yield f"\n[{section}]\nbase = {scorers[section].base}\n\n[{section}.weights]"
        yield from (f"{name} = {weight}" for name, weight in scorers[section].weights.items())


def trained(told: Sequence[Told]) -> str:
    """The text of the scorer's file; the order of the articles does not matter."""
    known = sentences(sorted(told, key=lambda one: one.name))
    return "\n".join(lines(fit(known), len(told), len(known.section))) + "\n"


def check(told: Sequence[Told]) -> float:
    """Mean F1 of the sections over articles that the training had not seen."""
    known = sentences(sorted(told, key=lambda one: one.name))
    guessed = np.zeros(len(known.section), dtype=int)
    for fold in range(FOLDS):
        held = known.article % FOLDS == fold
        scorers = fit(Sentences(known.values[~held], known.section[~held], known.article[~held]))
        weights = [[scorers[s].weights.get(name, 0.0) for name in FEATURES] for s in SECTIONS]
        sums = known.values[held] @ np.array(weights).T + np.array([scorers[s].base for s in SECTIONS])
        guessed[held] = sums.argmax(axis=1)
    scores = []
    for number, section in enumerate(SECTIONS):
        hits = int(((guessed == number) & (known.section == number)).sum())
        scores.append(2 * hits / int((guessed == number).sum() + (known.section == number).sum()))
        print(f"{section:10} F1 {scores[-1]:.3f} of {int((known.section == number).sum())} sentences")
    return float(np.mean(scores))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    told = [read(file) for file in sorted(arguments.labels.glob("*.txt"))]
    if arguments.check:
        print(f"macro F1 {check(told):.3f}")
        return
    arguments.out.write_text(trained(told), encoding="utf-8")
    print(f"{arguments.out}: from {len(told)} articles")


if __name__ == "__main__":
    main()
