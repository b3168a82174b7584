"""Trains the pair score of briefing/compose/stories/grouping/pair_score.py and writes its weights beside it.

    python quality/train_pairs.py DATA_DIR

DATA_DIR holds one folder a set, `articles.jsonl` (records that briefing reads) and `gold.jsonl` ({path, story}).
Trained on two sets: ECB+ (Cybulska and Vossen, 2014; annotations CC BY 3.0), 43 subjects, each with two events that
look alike; and round-ups of AllSides (from the repository of "NeuS", Lee et al., 2022; MIT licence), three short texts
a story. Each whole, ECB+ also with its articles cut to their beginnings, so that long and short texts are known; and in
small batches of stories that resemble each other, so that a folder of five files is known.

Only the weights are kept, no text. Chance is seeded. Weights of similarities cannot be negative: what is alike never
speaks against a common story; nor those of different dates positive.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from briefing.compose.stories.arrays.blocks import Rows
from briefing.compose.stories.arrays.columns import columns
from briefing.compose.stories.copies import find
from briefing.compose.stories.fingerprint import Traits, traits_of
from briefing.compose.stories.grouping import pair_score
from briefing.compose.stories.grouping.building import matrices
from briefing.compose.stories.grouping.kin import with_kin
from briefing.compose.stories.grouping.likeness import Likeness, similarities
from briefing.compose.stories.grouping.sides import sides_of
from briefing.compose.stories.grouping.vectors import candidates
from briefing.model import Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file

TARGET = Path(__file__).parent.parent / "briefing" / "compose" / "stories" / "grouping" / "pair_score.toml"
STRENGTH = 3.0  # inverse strength of the L2 penalty
FREE = ("crowd", "subject_", "long_")  # beginnings of features that speak neither for nor against
AGAINST = ("month_apart", "weekday_apart")  # of such that never speak for a common story


@dataclasses.dataclass(frozen=True)
class Plan:
    """A set, the words that articles are cut to, its weight; or batches drawn from it: how many, their sizes, and how
    often the next story is one that resembles what was drawn."""

    name: str
    words: int | None
    weight: float
    batches: int = 0
    least: int = 3
    most: int = 40
    related: float = 0.6
    seed: int = 0


PLANS = (
    Plan("ecb", None, 1.0),
    Plan("ecb", 150, 1.0),
    Plan("ecb", 60, 1.0),
    Plan("allsides", None, 1.0),
    Plan("ecb", None, 1.3, batches=80, seed=21),
    Plan("ecb", 120, 0.7, batches=40, seed=22),
    Plan("allsides", None, 1.0, batches=120, seed=23),
    Plan("ecb", None, 2.0, batches=150, most=12, related=0.95, seed=41),
    Plan("allsides", None, 0.5, batches=100, most=12, related=0.95, seed=43),
)


@dataclasses.dataclass(frozen=True)
class Collection:
    """Articles that are read together (copies left out), and the story of each."""

    traits: tuple[Traits, ...]
    stories: tuple[str, ...]

    def similarities(self) -> Likeness:
        found = matrices(columns(self.traits))
        lengths = np.array([t.length for t in self.traits], dtype=np.float64)
        first, second, alike = candidates(found)
        return similarities(found, lengths, sides_of(first, second, len(self.traits)), alike)


def read(folder: Path, words: int | None) -> list[tuple[Article, str]]:
    """The articles of a set that have a story, and their stories' names."""
    data = (folder / "articles.jsonl").read_bytes()
    found, _ = prepare_file("articles.jsonl", data, PrepareOptions())
    rows = (json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line)
    gold = {row["path"]: row["story"] for row in rows}
    return [(cut(article, words), gold[article.path]) for article in found if article.path in gold]


def cut(article: Article, words: int | None) -> Article:
    """The article's first sentences, up to about so many words."""
    if words is None:
        return article
    kept = []
    for sentence in article.sentences:
        kept.append(sentence)
        words -= len(sentence.text.split())
        if words <= 0:
            break
    return dataclasses.replace(article, sentences=tuple(kept))


def collection(rows: Sequence[tuple[Article, str]]) -> Collection:
    known = {article.path: traits_of(article) for article, _ in rows}
    copies = {copy.path for copy in find([article for article, _ in rows], None, known)}
    own = sorted((r for r in rows if r[0].path not in copies), key=lambda r: (r[0].text_sha256, r[0].path))
    return Collection(tuple(known[a.path] for a, _ in own), tuple(story for _, story in own))


def batches(rows: Sequence[tuple[Article, str]], plan: Plan) -> Iterator[Collection]:
    """Batches of whole or partial stories, drawn one by one."""
    rng = random.Random(plan.seed)
    resembling = _resembling(rows)
    members: dict[str, list[int]] = defaultdict(list)
    for number, (_, story) in enumerate(rows):
        members[story].append(number)
    names = sorted(members)
    for _ in range(plan.batches):
        size = rng.randint(plan.least, plan.most)
        drawn: list[int] = []
        used: set[str] = set()
        while len(drawn) < size and len(used) < len(names):
            story = rng.choice(names)
            if drawn and rng.random() < plan.related:
                near = [n for n in resembling[rng.choice(drawn)] if rows[n][1] not in used]
                story = rows[rng.choice(near)][1] if near else story
            if story in used:
                continue
            used.add(story)
            shuffled = rng.sample(members[story], len(members[story]))
            drawn += shuffled[: rng.randint(1, min(len(shuffled), rng.choice([2, 4, 8, 16])))]
        yield collection([rows[number] for number in drawn[:size]])


def _resembling(rows: Sequence[tuple[Article, str]], most: int = 12) -> list[list[int]]:
    """For each article, those of other stories that share most words with it."""
    first, second, alike = candidates(matrices(columns([traits_of(article) for article, _ in rows])))
    near: list[list[int]] = [[] for _ in rows]
    for number in np.argsort(-alike, kind="stable").tolist():
        one, other = int(first[number]), int(second[number])
        if rows[one][1] != rows[other][1]:
            for a, b in ((one, other), (other, one)):
                if len(near[a]) < most:
                    near[a].append(b)
    return near


@dataclasses.dataclass(frozen=True)
class Example:
    """The pairs of one collection: what they are like, whether they are of one story, how much each counts."""

    likeness: Likeness
    same: Any
    weight: Any

    @property
    def similar(self) -> dict[str, Any]:
        return self.likeness.of(Rows(0, len(self.likeness.sides)))


def examples(collections: Sequence[Collection], weight: float) -> Iterator[Example]:
    """Every article counts alike, and every plan as much as its weight."""
    articles = sum(len(c.stories) for c in collections)
    for c in collections:
        likeness = c.similarities()
        first, second = likeness.sides.first, likeness.sides.second
        if not len(first):
            continue
        stories = np.array(c.stories)
        compared = np.bincount(np.concatenate([first, second]), minlength=len(stories))
        each = weight * 15_000 / articles / np.sqrt(compared[first] * compared[second])
        yield Example(likeness, stories[first] == stories[second], each)


def fit(columns: Sequence[dict[str, Any]], same: Any, weight: Any) -> pair_score.Weights:
    """Logistic regression with an L2 penalty and bounds (L-BFGS-B: Byrd, Lu, Nocedal and Zhu, 1995)."""
    names = sorted(columns[0])
    rooted = [n for n in names if not n.startswith(pair_score.YES_OR_NO)]
    values = np.vstack([np.array([c[n] for n in names] + [np.sqrt(c[n]) for n in rooted]).T for c in columns])
    sign = np.where(same, 1.0, -1.0)

    def loss(v: Any) -> tuple[float, Any]:
        margin = -sign * (values @ v[:-1] + v[-1])
        slope = -(weight * sign) / (1 + np.exp(-margin))
        gradient = np.append(STRENGTH * (values.T @ slope) + v[:-1], STRENGTH * slope.sum())
        return float(STRENGTH * (weight * np.logaddexp(0, margin)).sum() + 0.5 * (v[:-1] ** 2).sum()), gradient

    bounds = [_bounds(name) for name in (*names, *rooted, FREE[0])]
    start = np.zeros(values.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    rounded = [round(float(v), 3) for v in found]
    return pair_score.Weights(
        rounded[-1],
        {n: rounded[i] for i, n in enumerate(names) if rounded[i]},
        {n: rounded[i + len(names)] for i, n in enumerate(rooted) if rounded[i + len(names)]},
    )


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name.startswith(AGAINST):
        return None, 0
    return (None, None) if name.startswith(FREE) else (0, None)


def lines(steps: dict[str, pair_score.Weights]) -> Iterator[str]:
    yield "# The weights of the pair score (pair_score.py), written by quality/train_pairs.py from ECB+ (annotations"
    yield "# CC BY 3.0) and AllSides round-ups (MIT); only numbers are kept of them."
    yield "# log-odds = bias + sum of linear * value + sum of root * square root of value"
    for name, known in steps.items():
        yield f"\n[{name}]\nbias = {known.bias}"
        for table, numbers in (("linear", known.linear), ("root", known.root)):
            yield f"\n[{name}.{table}]"
            yield from (f"{feature} = {value}" for feature, value in numbers.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    known: list[Example] = []
    for plan in PLANS:
        rows = read(arguments.data_dir / plan.name, plan.words)
        drawn = list(batches(rows, plan)) if plan.batches else [collection(rows)]
        known += examples(drawn, plan.weight)
    same, weight = np.concatenate([e.same for e in known]), np.concatenate([e.weight for e in known])
    one = fit([dict(pair_score.first_step(e.similar)) for e in known], same, weight)
    second = []
    for e in known:
        likely = 1 / (1 + np.exp(-one.odds(pair_score.first_step(e.similar), len(e.same))))
        kin = with_kin(e.likeness, likely)
        second.append(dict(pair_score.second_step({**e.similar, **kin})))
    text = "\n".join(lines({"first": one, "second": fit(second, same, weight)})) + "\n"
    tomllib.loads(text)
    arguments.out.write_text(text, encoding="utf-8")
    print(f"{arguments.out}: from {len(same)} pairs")


if __name__ == "__main__":
    main()
