"""The labelled sentences that the rules of standing alone are judged by: would an editor print them by themselves?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefing.compose.sentences.standalone import LEANING, UNFIT, leaning, unfit
from briefing.language.rules import RuleTable
from briefing.model import Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from quality.ablate import Outcome, Sample
from quality.editor_labels import INVENTED, INVENTED_READ

TABLES: tuple[RuleTable[Any, Any], ...] = (LEANING, UNFIT)
LABELS = Path(__file__).parent / "labels"
_BEGINNING = 40  # characters by which a labelled sentence is known again


def samples(shared: Path) -> Iterator[Sample]:
    """The labelled stories of SHARED/data and of quality/labels that are at hand. Two editors may have labelled a
    sentence; where they differ, either answer is right."""
    data = shared / "data"
    for folder in (*sorted((data / "editor").glob("*")), *(INVENTED / name for name in INVENTED_READ)):
        golds = [_rows(folder / name) for name in ("gold_A.jsonl", "gold_B.jsonl")]
        yield from _story(folder, [gold for gold in golds if gold])
    for labels in sorted(LABELS.glob("*.jsonl")):
        yield from _story(data / "stories" / labels.stem.partition("-")[0], [_rows(labels)])
    yield from _story(data / "stories" / "seeds", [_rows(data / "stories" / "seeds" / "gold.jsonl")])


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()] if file.is_file() else []


def _story(folder: Path, golds: list[list[dict[str, Any]]]) -> Iterator[Sample]:
    """A sample for each article of a labelled story."""
    rows = [row for gold in golds for row in gold if row.get("stands_alone") is not None]
    for name in sorted({row["path"].partition("#")[0] for row in rows}):
        file = folder / name
        if not file.is_file():
            continue
        texts = _texts(file, name)
        for article in prepare_file(name, file.read_bytes(), PrepareOptions())[0]:
            wanted: dict[str, set[bool]] = {}
            for row in rows:
                if row["path"] == article.path:
                    labelled = texts.get(article.path, "")[row["start"] : row["end"]]
                    wanted.setdefault(_first_words(labelled), set()).add(row["stands_alone"])
            if wanted:
                yield _sample(folder.name, article, wanted)


def _texts(file: Path, name: str) -> dict[str, str]:
    """The texts that the labels' places count in: a record's own, or the whole file."""
    if file.suffix == ".jsonl":
        return {f"{name}#{row['id']}": row["text"] for row in _rows(file)}
    return {name: file.read_text("utf-8")}


def _first_words(text: str) -> str:
    return " ".join(text.split())[:_BEGINNING]


def _sample(name: str, article: Article, wanted: Mapping[str, set[bool]]) -> Sample:
    code = article.language or "en"

    def run() -> Mapping[int, Outcome]:
        found: dict[int, Outcome] = {}
        for number, sentence in enumerate(article.sentences):
            alone = not (leaning(sentence, code) or unfit(sentence, code))
            labels = wanted.get(_first_words(sentence.text))
            found[number] = Outcome(alone, alone in labels if labels else None)
        return found

    return Sample(code[:2], f"{name}/{article.path}", run)
