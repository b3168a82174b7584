"""The labelled sentences that the rules of speech are judged by: who says what, in English and in other languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.model import Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.speech.attribution import attribute
from briefing.prepare.speech.rules import TABLES as TABLES
from quality import speakers
from quality.ablate import Outcome, Sample

LABELS = Path(__file__).parent / "labels"
Row = Mapping[str, Any]
_WEAK = frozenset(["of", "the", "a", "an", "for", "and", "in", "at", "to's"])


@dataclass(frozen=True, slots=True)
class _Gold:
    """One labelled sentence. names: every name that is right; said: whether it has a source, None: not labelled."""

    text: str
    names: tuple[str, ...]
    said: bool | None


def samples(shared: Path) -> Iterator[Sample]:
    """The labelled texts of SHARED/data and of quality/labels, those of them that are at hand."""
    data = shared / "data"
    for language in speakers.languages():
        articles = [lines for check in (False, True) for lines in speakers.articles(language, check=check)]
        for number, lines in enumerate(articles, 1):
            yield _of_lines(f"speakers/{language}-{number}", lines, language)
    for folder in (*sorted(data.glob("languages/*")), *sorted(p for p in LABELS.glob("*") if p.is_dir())):
        if (folder / "gold.jsonl").is_file() and (folder / "articles.jsonl").is_file():
            yield from _whole_texts(folder)
    for folder in (data / "stories" / "polnear", data / "stories" / "polnear-train", data / "stories" / "seeds"):
        yield from _placed(folder, folder / "gold.jsonl")
    for folder in sorted(data.glob("editor/*")):
        yield from _placed(folder, folder / "gold_A.jsonl")
    for labels in sorted(LABELS.glob("*.jsonl")):
        yield from _placed(data / "stories" / labels.stem.partition("-")[0], labels)


def _of_lines(name: str, lines: tuple[speakers.Line, ...], language: str) -> Sample:
    """An article of quality/labels/speakers, of either half: nothing of a sentence is shown, only counted."""

    def run() -> Mapping[int, Outcome]:
        found: dict[int, Outcome] = {}
        for number, (line, speech) in enumerate(zip(lines, speakers.read(lines, language), strict=True)):
            gold = _Gold(line.text, line.speakers, line.said)
            found[number] = Outcome(
                (speech.speaker, speech.attributed), _right(speech.speaker, speech.attributed, gold)
            )
        return found

    return Sample(language, name, run)


def rows_of(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _whole_texts(folder: Path) -> Iterator[Sample]:
    """Articles whose every sentence is written out, as `id`, `text`, `attributed`, `speaker`."""
    gold: dict[str, list[_Gold]] = {}
    for row in rows_of(folder / "gold.jsonl"):
        gold.setdefault(row["id"], []).append(_Gold(row["text"], tuple(row["speaker"] or ()), row["attributed"]))
    for record in rows_of(folder / "articles.jsonl"):
        for article in _prepared(record):
            yield _sample(f"{folder.name}/{record['id']}", article, gold.get(record["id"], []), record.get("language"))


def _placed(folder: Path, labels: Path) -> Iterator[Sample]:
    """Articles whose sentences are given by place: `path`, `start`, `end`."""
    by_path: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(labels):
        by_path.setdefault(row["path"], []).append(row)
    records: dict[str, dict[str, Any]] = {}
    for file in {path.partition("#")[0] for path in by_path if "#" in path}:
        records |= {f"{file}#{record['id']}": record for record in rows_of(folder / file)}
    for path, rows in by_path.items():
        if record := records.get(path):
            gold = [_gold(row, record["text"]) for row in rows]
            for article in _prepared(record):
                yield _sample(f"{labels.parent.name}/{path}", article, gold, "en")


def _gold(row: Row, text: str) -> _Gold:
    words = text[row["start"] : row["end"]]
    if "attributed" in row:
        said = row["speech"] if row["speech"] == row["attributed"] else None
        return _Gold(words, tuple(row["speakers_here"] or row["speakers_elsewhere"]), said)
    names = tuple(dict.fromkeys(name for name in (row["speaker"], *row.get("speakers", ())) if name))
    return _Gold(words, names, row["quote"] != "none" or bool(names))


def _prepared(record: Row) -> list[Article]:
    return prepare_file("labelled.jsonl", json.dumps(record).encode(), PrepareOptions())[0]


def _sample(name: str, article: Article, gold: Iterable[_Gold], language: str | None) -> Sample:
    labelled = _aligned(article, gold)

    def run() -> Mapping[int, Outcome]:
        said = attribute(article.sentences, article.blocks, article.language)
        found: dict[int, Outcome] = {}
        for number, speech in enumerate(said):
            answer = (speech.speaker, speech.attributed)
            found[number] = Outcome(answer, _right(speech.speaker, speech.attributed, labelled.get(number)))
        return found

    return Sample((language or "en")[:2], name, run)


def _right(speaker: str | None, attributed: bool, gold: _Gold | None) -> bool | None:
    if gold is None:
        return None
    if gold.names:
        return any(same_speaker(speaker or "", name) for name in gold.names)
    return None if gold.said is not False else not attributed


def same_speaker(found: str, gold: str) -> bool:
    """Whether two names may be one: the same last word, one in the other, or half of the words of the shorter."""
    one, other = _plain(found), _plain(gold)
    words, others = re.findall(r"\w+", one), re.findall(r"\w+", other)
    if not words or not others:
        return False
    inside = re.search(rf"\b{re.escape(one)}\b", other) or re.search(rf"\b{re.escape(other)}\b", one)
    if inside or words[-1] == others[-1]:
        return True
    shared = set(words) & set(others)
    return bool(shared - _WEAK) and 2 * len(shared) >= min(len(words), len(others))


def _plain(name: str) -> str:
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[’']s$", "", name.lower().strip(" .,")))


def _aligned(article: Article, gold: Iterable[_Gold]) -> dict[int, _Gold]:
    """The number of each sentence that stands where a labelled one does → that; white space counts for nothing."""
    text = "".join(article.body.string.split())
    spans: list[tuple[int, int]] = []
    at = 0
    for sentence in article.sentences:
        before = "".join(article.body.string[at : sentence.span.start].split())
        start = (spans[-1][1] if spans else 0) + len(before)
        spans.append((start, start + len("".join(sentence.span.of(article.body.string).split()))))
        at = sentence.span.end
    found: dict[int, _Gold] = {}
    place = 0
    for one in gold:
        words = "".join(one.text.split())
        start = text.find(words, place)
        if start < 0 or not words:
            continue
        place, end = start, start + len(words)
        shared = [(min(end, high) - max(start, low), number) for number, (low, high) in enumerate(spans)]
        most, number = max(shared, default=(0, -1))
        if 2 * most >= len(words):
            found[number] = one
    return found
