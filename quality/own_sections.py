"""Do the section rules put the sentences of articles written for this project where their author put them?

    python -m quality.own_sections

Each article of quality/labels/own goes through `briefing inspect --json` under the packaged rules; a sentence counts
for the section of the labelled line that its middle stands in. Prints F1 by section and, last, their mean. The articles
are those that the trained scorer learns from: the figure says something of the rules only, which are not fitted to any.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing.compose.sections.trained import SECTIONS
from quality.train_sections import LABELS, Told, read

ROOT = Path(__file__).resolve().parent.parent


def inspected(articles: list[Told]) -> list[dict[str, Any]]:
    """One line of `inspect --json` an article, in their order."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "own.jsonl"
        rows = [
            {"id": one.name, "title": one.title, "published": one.day.isoformat(), "text": text_of(one)}
            for one in articles
        ]
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "briefing", "inspect", file.name, "--json"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": scratch}
        done = subprocess.run(command, cwd=scratch, env=environment, check=True, capture_output=True, encoding="utf-8")
    found = {line["path"].partition("#")[2]: line for line in map(json.loads, done.stdout.splitlines())}
    return [found[one.name] for one in articles]


def text_of(article: Told) -> str:
    return "\n\n".join(" ".join(sentence for _, sentence in rows) for rows in article.paragraphs)


def pairs(article: Told, line: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """(the author's section, the program's) of each sentence that the program cuts."""
    ends, at = [], 0
    for label, sentence in (row for rows in article.paragraphs for row in rows):
        at = line["text"].index(sentence, at) + len(sentence)
        ends.append((at, label))
    for sentence in line["sentences"]:
        middle = (sentence["start"] + sentence["end"]) // 2
        yield next(label for end, label in ends if middle <= end), sentence["section"]


def f1_by_section(found: list[tuple[str, str | None]]) -> dict[str, float]:
    right = Counter(wanted for wanted, given in found if wanted == given)
    wanted_all = Counter(wanted for wanted, _ in found)
    given_all = Counter(given for _, given in found)
    return {name: 2 * right[name] / max(wanted_all[name] + given_all[name], 1) for name in SECTIONS}


def main() -> None:
    articles = [read(file) for file in sorted(LABELS.glob("*.txt"))]
    lines = inspected(articles)
    found = [pair for article, line in zip(articles, lines, strict=True) for pair in pairs(article, line)]
    scores = f1_by_section(found)
    for name, score in scores.items():
        print(f"{name:10} F1 {score:.3f}")
    print(f"own_sections_f1: {sum(scores.values()) / len(scores):.4f}")


if __name__ == "__main__":
    main()
