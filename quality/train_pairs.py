"""Trains the pair score of briefing/compose/pairs.py and writes its weights to briefing/compose/pair_score.toml.

    python quality/train_pairs.py DATA_DIR

DATA_DIR holds one folder a set, `articles.jsonl` (records that briefing reads) and `gold.jsonl` ({path, story}).
Trained on two sets, whole and with articles cut to their beginnings, so that long and short texts are known:

- ECB+ (Cybulska and Vossen, 2014; annotations CC BY 3.0): 43 subjects, each with two events that look alike
- round-ups of AllSides (from the repository of "NeuS", Lee et al., 2022; MIT licence): three short texts a story

Only the weights are kept, no text. Nothing is left to chance; the solver is seeded.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from briefing.compose import matrices, pairs
from briefing.compose.traits import traits_of
from briefing.model import Article
from briefing.prepare import PrepareOptions, prepare_file

TARGET = Path(__file__).parent.parent / "briefing" / "compose" / "pair_score.toml"
# set, words that articles are cut to (None: whole), weight of the set
TRAINED_ON: tuple[tuple[str, int | None, float], ...] = (
    ("ecb", None, 1.0),
    ("ecb", 150, 1.0),
    ("ecb", 60, 1.0),
    ("allsides", None, 1.0),
)
PENALTY = 3.0  # inverse strength of the L2 penalty


def read(folder: Path) -> tuple[list[Article], list[str]]:
    """The articles of a set that have a story, and their stories' names."""
    data = (folder / "articles.jsonl").read_bytes()
    found, _ = prepare_file("articles.jsonl", data, PrepareOptions())
    rows = (json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line)
    gold = {row["path"]: row["story"] for row in rows}
    kept = [article for article in found if article.path in gold]
    return kept, [gold[article.path] for article in kept]


def cut(article: Article, words: int) -> Article:
    """The article's first sentences, up to about so many words."""
    kept = []
    for sentence in article.sentences:
        kept.append(sentence)
        words -= len(sentence.text.split())
        if words <= 0:
            break
    return dataclasses.replace(article, sentences=tuple(kept))


def examples(folder: Path, words: int | None, weight: float) -> tuple[dict[str, Any], Any, Any]:
    """Features, labels and weights of all pairs of a set that the program would compare. Each article counts alike."""
    articles, stories = read(folder)
    if words is not None:
        articles = [cut(article, words) for article in articles]
    traits = [traits_of(article) for article in articles]
    lengths = np.array([t.length for t in traits], dtype=np.float64)
    found = matrices.matrices(traits)
    first, second, alike = matrices.candidates(found)
    columns = pairs.features(found, lengths, first, second, alike)
    same = np.array([stories[a] == stories[b] for a, b in zip(first, second, strict=True)])
    compared = np.bincount(np.concatenate([first, second]), minlength=len(articles))
    return columns, same, weight * 20 / np.sqrt(compared[first] * compared[second])


def columns_of(columns: dict[str, Any], names: list[str]) -> Any:
    values = np.array([columns[name] for name in names]).T
    return np.hstack([values, np.sqrt(values)])


def lines(names: list[str], model: Any) -> Iterator[str]:
    yield "# The weights of the pair score (pairs.py), written by quality/train_pairs.py from ECB+ (annotations"
    yield "# CC BY 3.0) and AllSides round-ups (MIT), whole and cut to their beginnings."
    yield "# log-odds = bias + sum of linear * value + sum of root * square root of value"
    yield f"bias = {model.intercept_[0]:.4f}"
    for table, offset in (("linear", 0), ("root", len(names))):
        yield f"\n[{table}]"
        for number, name in enumerate(names):
            yield f"{name} = {model.coef_[0][offset + number]:.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    sets = [examples(arguments.data_dir / name, words, weight) for name, words, weight in TRAINED_ON]
    names = sorted(sets[0][0])
    model = LogisticRegression(C=PENALTY, max_iter=5000, random_state=0)
    model.fit(
        np.vstack([columns_of(columns, names) for columns, _, _ in sets]),
        np.concatenate([same for _, same, _ in sets]),
        sample_weight=np.concatenate([weight for _, _, weight in sets]),
    )
    text = "\n".join(lines(names, model)) + "\n"
    tomllib.loads(text)
    arguments.out.write_text(text, encoding="utf-8")
    print(f"{arguments.out}: {2 * len(names) + 1} weights from {sum(len(same) for _, same, _ in sets)} pairs")


if __name__ == "__main__":
    main()
