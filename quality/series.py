"""Editions of consecutive days against labels: which stories go on, what is new, what changed, what is put right.

    python -m quality.series [--case NAME] [--stories DIR] [--show]

Sequences of invented news stand in labels/series, a file each: what arrives on each day, and what an editor says of it.
--stories: a folder of dated articles with the stories that they belong to (articles.jsonl, gold.jsonl), of which six
more sequences are cut: the articles of each day, and of stories that begin on the second.

    matched   stories that go on the right one: of those that the editions say, of those that are labelled
    new       statements marked new that are (no `known` fragment stands in them); labelled news that is printed as new
    changes   labelled changes that an edition has; no changes: those labelled as none that it has not
    put right corrections that are labelled; others are wrong
    repeated  statements of the edition before that are printed again word for word and not marked
"""

from __future__ import annotations

import argparse
import json
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from briefing import pipeline
from briefing.config import Config, Project
from briefing.editions import earlier
from briefing.editions.outputs import render
from briefing.model import AlsoStory, Edition, Statement, StoryBrief
from briefing.publish import folder

LABELS = Path(__file__).parent / "labels" / "series"
CUT, TOGETHER = 6, 7  # sequences that are cut, and stories in each
FIRST = date(2026, 5, 11)

Day = Mapping[str, Any]
Told = StoryBrief | AlsoStory


@dataclass(frozen=True, slots=True)
class Case:
    """A sequence. folders: each day has a folder of its own."""

    name: str
    language: str
    folders: bool
    days: tuple[Day, ...]


def labelled() -> Iterator[Case]:
    """The invented sequences."""
    for file in sorted(LABELS.glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        yield Case(file.stem, data.get("language", "en"), data.get("folders", False), tuple(data["day"]))


def cut(where: Path) -> Iterator[Case]:
    """Sequences of two days cut from dated articles: each story's own first day is the first, or the second for every
    third story. A story is called by its first article's title."""
    articles = [json.loads(line) for line in (where / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = [json.loads(line) for line in (where / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    story_of = {row["path"].partition("#")[2]: row["story"] for row in gold}
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in articles:
        if article.get("published"):
            stories[story_of[article["id"]]].append(article)
    rows = [sorted(row, key=lambda one: str(one["published"])) for _, row in sorted(stories.items())]
    rows = [
        row
        for row in rows
        if all(one.get("title") for one in row) and len({str(one["published"])[:10] for one in row}) > 1
    ][: CUT * TOGETHER]
    for number in range(CUT):
        yield _cut(f"cut-{number + 1}", rows[number::CUT])


def _cut(name: str, stories: Sequence[Sequence[Mapping[str, Any]]]) -> Case:
    days: list[dict[str, Any]] = [
        {"date": (FIRST + timedelta(days=at)).isoformat(), "file": [], "story": []} for at in range(2)
    ]
    for number, row in enumerate(stories):
        late = number % 3 == 2
        first = str(row[0]["published"])[:10]
        for at, article in enumerate(row):
            day = days[1 if late or str(article["published"])[:10] > first else 0]
            published = f"{day['date']}T{8 + at:02}:00:00Z"
            data = {
                "title": article.get("title", ""),
                "text": article["text"],
                "publisher": article.get("publisher", ""),
            }
            day["file"].append({**data, "name": f"{number}-{at}", "published": published})
        since, told = (["new"], "") if late else (["developing", "unchanged"], row[0].get("title", ""))
        moved = next(one for one in row if late or str(one["published"])[:10] > first)
        days[1]["story"].append({"is": moved.get("title", ""), "since": since, "of": told})
    return Case(name, "en", False, tuple(days))


def editions(case: Case, home: Path) -> Iterator[Edition]:
    """The case's editions, built one after the other in the folder."""
    config = replace(Config(), language=case.language)
    for day in case.days:
        under = home / "sources" / (day["date"] if case.folders else "")
        under.mkdir(parents=True, exist_ok=True)
        for file in day.get("file", ()):
            data = {key: value for key, value in file.items() if key != "name"}
            (under / f"{file['name']}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name in day.get("gone", ()):
            (under / f"{name}.json").unlink()
        on = date.fromisoformat(day["date"])
        before = pipeline.Before(earlier.before(home / "out", on).editions)
        found = list(pipeline.read([under], home, config.reading))
        edition = pipeline.build(found, config, on, before=before)
        folder.exchange(home / "out", day["date"], render(edition, Project(config, home, None), ()))
        yield edition


class Score:
    """What was counted, and lines on what failed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def count(self, what: str, held: bool, fault: str) -> None:
        self.counts[what, held] += 1  # type: ignore[index]
        if not held:
            self.faults.append(f"{what}: {fault}")

    def share(self, what: str) -> str:
        good, bad = self.counts[what, True], self.counts[what, False]  # type: ignore[index]
        return f"{good / (good + bad):.2f} ({good} of {good + bad})" if good + bad else "-"


def judge(case: Case, score: Score) -> None:
    """Counts what the case's editions get right."""
    with tempfile.TemporaryDirectory() as home:
        made: list[Edition] = []
        for day, edition in zip(case.days, editions(case, Path(home)), strict=True):
            name = f"{case.name} {day['date']}"
            _stories(name, day, edition, made, score)
            _facts(name, day.get("facts", {}), edition, made, score)
            made.append(edition)


def _told(edition: Edition) -> list[Told]:
    return [*edition.stories, *edition.also]


def _about(edition: Edition, words: str) -> list[Told]:
    """The stories with an article, or a copy of one, whose title holds the words."""
    titles = {source.number: source.title or "" for source in edition.sources}
    found = [one for one in _told(edition) if any(_holds(titles[number], words) for number in one.articles)]
    return found or [one for one in _told(edition) if _holds(one.headline, words)]


def _stories(name: str, day: Day, edition: Edition, made: Sequence[Edition], score: Score) -> None:
    for label in day.get("story", ()):
        found = _about(edition, label["is"])
        wanted = bool(label["of"])
        if not found and wanted:  # a reprint is a copy, and its story is called as it was
            found = _about(edition, label["of"])
        states = [one.since for one in found]
        score.count(
            "states", bool(found) and all(s in label["since"] for s in states), f"{name}: {label['is']}: {states}"
        )
        right = [one for one in found if _goes_on(one, label["of"], made)]
        if wanted:
            score.count("matched, of those labelled", bool(right), f"{name}: {label['is']}")
        for one in found:
            if one.since in ("developing", "unchanged"):
                held = wanted and one in right
                score.count("matched, of those said", held, f"{name}: {label['is']} on {one.goes_on[:1]}")


def _goes_on(story: Told, words: str, made: Sequence[Edition]) -> bool:
    """Does the story go on one that an earlier edition had under these words?"""
    by_day = {edition.date: edition for edition in made}
    for one in story.goes_on:
        before = by_day.get(one.edition)
        if before is not None and any(old.headline == one.headline for old in _about(before, words)):
            return True
    return False


def _facts(name: str, facts: Mapping[str, Any], edition: Edition, made: Sequence[Edition], score: Score) -> None:
    statements = [one for story in edition.stories for one in story.statements]
    new = [one for one in statements if one.since == "new"]
    if made:
        for one in new:
            old = next((words for words in facts.get("known", ()) if _holds(one.text, words)), None)
            score.count("new, of those said", old is None, f"{name}: {one.text[:80]}")
        _repeated(name, statements, made[-1], score)
    for words in facts.get("new", ()):
        score.count("new, of those labelled", any(_holds(one.text, words) for one in new), f"{name}: {words}")
    changes = [change for story in edition.stories for change in story.changes]
    for before, after in facts.get("changes", ()):
        held = any(_holds(one.before.text, before) and _holds(one.after.text, after) for one in changes)
        said = [(one.before.text[:40], one.after.text[:40]) for one in changes]
        score.count("changes", held, f"{name}: {before} to {after}: {said}")
    for before, after in facts.get("not_changes", ()):
        shown = any(_holds(one.before.text, before) and _holds(one.after.text, after) for one in changes)
        score.count("no changes", not shown, f"{name}: {before} to {after}")
    for words in facts.get("corrected", ()):
        held = any(_holds(one.statement.text, words) for one in edition.corrections)
        score.count("put right, of those labelled", held, f"{name}: {words}")
    wanted = facts.get("corrected", ())
    for correction in edition.corrections:
        held = bool(wanted) and not any(_holds(correction.statement.text, w) for w in facts.get("not_corrected", ()))
        score.count("put right, of those said", held, f"{name}: {correction.statement.text[:80]}")


def _repeated(name: str, statements: Sequence[Statement], before: Edition, score: Score) -> None:
    known = {one.text for story in before.stories for one in story.statements}
    for one in statements:
        if one.text in known:
            score.count("repeated and marked", one.since == "known", f"{name}: {one.text[:80]}")


def _holds(text: str, words: str) -> bool:
    return words.casefold() in text.casefold()


MEASURES = (
    "matched, of those said",
    "matched, of those labelled",
    "states",
    "new, of those said",
    "new, of those labelled",
    "changes",
    "no changes",
    "put right, of those said",
    "put right, of those labelled",
    "repeated and marked",
)


def main() -> None:
    """Prints each measure, and with --show what failed."""
    parser = argparse.ArgumentParser(prog="python -m quality.series")
    parser.add_argument("--case")
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    for title, cases in (("invented", labelled()), ("cut", cut(args.stories) if args.stories else iter(()))):
        score = Score()
        wanted = [case for case in cases if args.case in (None, case.name)]
        for case in wanted:
            judge(case, score)
        for fault in score.faults if args.show else ():
            print(f"  {fault}")
        if wanted:
            print(f"{title}: {len(wanted)} sequences")
            for what in MEASURES:
                print(f"  {what:<30}{score.share(what)}")


if __name__ == "__main__":
    main()
