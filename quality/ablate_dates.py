"""The labelled dates that the rules of dates are judged by: which day a sentence's date means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from briefing.language.rules import RuleTable
from briefing.model import Article
from briefing.prepare.dates.forms import FORMS
from briefing.prepare.dates.mentions import mentions
from briefing.prepare.dates.tense import DIRECTIONS
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import read_file
from briefing.text import Span
from quality.ablate import Outcome, Sample

TABLES: tuple[RuleTable[Any, Any], ...] = (FORMS, DIRECTIONS)
OWN = Path(__file__).parent / "dates.txt"
_DATE = re.compile(r"\[([^\]=]+)=([^\]]+)\]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Gold = tuple[int, int, str]  # start and end in the text, and the day that is meant; "" for none


def samples(shared: Path) -> Iterator[Sample]:
    """The invented sentences of quality/dates.txt, and the labelled texts of SHARED/data that are at hand."""
    for number, (language, anchor, text, gold) in enumerate(own()):
        yield _sample(language, f"dates.txt:{number}", text, [Span(0, len(text))], anchor, gold)
    data = shared / "data"
    for folder in sorted(data.glob("reading/dates/*")):
        wanted = {row["path"]: [tuple(gold) for gold in row["dates"]] for row in _rows(folder / "gold.jsonl")}
        for file in sorted((folder / "inputs").glob("*.jsonl")):
            yield from _articles(file, {path: gold for path, gold in wanted.items() if path.startswith(file.name)})
    for folder in sorted(data.glob("languages/*")):
        if (folder / "articles.jsonl").is_file():
            yield from _articles(folder / "articles.jsonl", _fragments(folder))


def own() -> Iterator[tuple[str, date, str, list[Gold]]]:
    """The lines of quality/dates.txt: language, day of the article, sentence, its dates."""
    for line in OWN.read_text("utf-8").splitlines():
        head, _, marked = line.partition(" | ")
        if not marked:
            continue
        language, day = head.split()
        gold: list[Gold] = []
        text, at = "", 0
        for found in _DATE.finditer(marked):
            text += marked[at : found.start()]
            gold.append((len(text), len(text) + len(found[1]), found[2]))
            text, at = text + found[1], found.end()
        yield language, date.fromisoformat(day), text + marked[at:], gold


def answer(given: Sequence[Gold], gold: Gold) -> str | None:
    """The value of the date that overlaps a labelled one most."""
    start, end, _ = gold
    shared = [(min(stop, end) - max(at, start), -at, value) for at, stop, value in given if at < end and start < stop]
    return max(shared)[2] if shared else None


def is_right(found: str | None, wanted: str) -> bool:
    """The same day, month or year; what means no single day must not be given one."""
    if wanted:
        return found is not None and found[: len(wanted)] == wanted
    return found is None or not _DAY.match(found)


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()] if file.is_file() else []


def _fragments(folder: Path) -> dict[str, list[Gold]]:
    """Per article the dates of sentences that are written out beside their dates."""
    texts = {row["id"]: row["text"] for row in _rows(folder / "articles.jsonl")}
    found: dict[str, list[Gold]] = {}
    for row in _rows(folder / "gold.jsonl"):
        if row.get("date"):
            text = texts[row["id"]]
            at = text.find(row["date"]["fragment"], max(0, text.find(row["text"])))
            gold = (at, at + len(row["date"]["fragment"]), row["date"]["value"])
            found.setdefault(f"articles.jsonl#{row['id']}", []).append(gold)
    return found


def _articles(file: Path, gold: Mapping[str, Sequence[Any]]) -> Iterator[Sample]:
    articles, _ = read_file(file.name, file.read_bytes(), PrepareOptions())
    for article in articles:
        if article.path in gold and article.published:
            spans = [sentence.span for sentence in article.sentences]
            anchor = date.fromisoformat(article.published.day)
            name = f"{file.parent.parent.name}/{article.path}"
            yield _sample(_language(article), name, article.body.string, spans, anchor, gold[article.path])


def _language(article: Article) -> str:
    return (article.language or "en")[:2]


def _sample(language: str, name: str, text: str, spans: Iterable[Span], anchor: date, gold: Iterable[Gold]) -> Sample:
    places, wanted = list(spans), list(gold)

    def run() -> Mapping[Gold, Outcome]:
        found = [mention for span in places for mention in mentions(text, span, anchor, language)]
        given = [(one.span.start, one.span.end, one.value) for one in found]
        answers = {one: answer(given, one) for one in wanted}
        return {one: Outcome(value, is_right(value, one[2])) for one, value in answers.items()}

    return Sample(language, name, run)
