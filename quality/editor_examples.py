"""Labelled stories as examples to learn from: every passage that could be printed, with what an editor says of it.

Stories are those of data/editor (each labelled by two people who saw no edition; SET_ASIDE are never read), the seeds,
and those whose labels are in quality/labels, without HELD_OUT. SHARED is the folder that holds `data/`; texts are read
there, not kept.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefing import pipeline
from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.score import Router
from briefing.compose.sections.trained import SECTIONS
from briefing.compose.selection.candidates import Candidate, candidates
from briefing.compose.selection.redundancy import superseded
from briefing.compose.sentences.currency import currency
from briefing.compose.sentences.speakers import people
from briefing.compose.summarizers import summarizers
from briefing.config import Config, parse
from briefing.model import Story
from briefing.prepare.options import PrepareOptions
from quality.editor_labels import DAY, HELD_OUT, LABELS, lay_out, rows_of

SET_ASIDE = ("S1", "S3", "D4", "D7")
OLD = "window:\n  days: 20000\n"  # the labelled stories of quality/labels are older than the edition's day
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A story's files, the edition's day, and the rows of each annotator by the article's id (or file name)."""

    name: str
    sources: Path
    day: date
    settings: str
    rows: Mapping[str, Mapping[str, Sequence[Row]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """values: the features in the order of FEATURES; given: by section the points that the passage has without
    `prefer`; sound, ideal: by section the share of annotators who would print it there, and in an ideal brief; home:
    the annotators' section, None where they differ; wanted: the share that has it in an ideal brief anywhere."""

    story: str
    values: tuple[float, ...]
    given: Mapping[str, float]
    sound: Mapping[str, float]
    ideal: Mapping[str, float]
    home: str | None
    wanted: float


def labelled(shared: Path, work: Path) -> Iterator[Labelled]:
    """All stories; work: a folder for those that have to be laid out."""
    for folder in sorted((shared / "data" / "editor").iterdir()):
        if (folder / "set.json").is_file() and folder.name not in SET_ASIDE:
            about = json.loads((folder / "set.json").read_text(encoding="utf-8"))
            yield _labelled(folder, folder / "files", about["day"])
    seeds = shared / "data" / "stories" / "seeds"
    yield _labelled(seeds, seeds / "files", DAY)
    for labels in sorted(LABELS.glob("*.jsonl")):
        if labels.stem in HELD_OUT:
            continue
        folder = work / labels.stem
        lay_out(labels, shared / "data" / "stories", folder)
        yield _labelled(folder, folder / "articles.jsonl", DAY, OLD)


def _labelled(folder: Path, sources: Path, day: str, settings: str = "") -> Labelled:
    texts = _texts(sources)
    rows: dict[str, dict[str, list[Row]]] = {}
    for file in sorted(folder.glob("gold*.jsonl")):
        mine = rows.setdefault(file.stem, {})
        for row in rows_of(file):
            key = _key(row["path"])
            mine.setdefault(key, []).append({**row, "exact": texts[key][row["start"] : row["end"]]})
    return Labelled(name=folder.name, sources=sources, day=date.fromisoformat(day), settings=settings, rows=rows)


def _texts(sources: Path) -> dict[str, str]:
    """The texts that the rows' positions refer to."""
    files = [sources] if sources.is_file() else sorted(path for path in sources.rglob("*") if path.is_file())
    found: dict[str, str] = {}
    for file in files:
        if file.suffix == ".jsonl":
            found |= {str(row["id"]): str(row["text"]) for row in rows_of(file)}
        else:
            found[file.name] = file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    return found


def _key(path: str) -> str:
    """The record's id, or the file's name."""
    return path.partition("#")[2] or path.rpartition("/")[2]


def stories(one: Labelled) -> tuple[tuple[Story, ...], Config]:
    """The story's files as the program reads and groups them."""
    config = parse(f"sources: {json.dumps(str(one.sources))}\n{one.settings}".encode())
    folder = one.sources.parent if one.sources.is_file() else one.sources
    found = [record for file in pipeline.read([one.sources], folder, PrepareOptions()) for record in file.records]
    told = pipeline.annotate(pipeline.stories_of(found, config, one.day), config)
    return told.stories, config


def examples(one: Labelled) -> Iterator[Example]:
    """Every passage of the story that stands alone and is not overtaken."""
    told, config = stories(one)
    for story in told[: config.length.stories]:
        yield from _of_story(one, replace(story, articles=people.resolve(story.articles)), config)


def _of_story(one: Labelled, story: Story, config: Config) -> Iterator[Example]:
    now = currency(story.articles, one.day)
    router = Router(config.sections, FEATURES, every=True)
    found = candidates(story.articles, router, date.fromisoformat(story.day) if story.day else one.day, now)
    stale = superseded(found, now)
    usable = [c for c in found if not c.passage.flaws and c.reported and c.passage.key not in stale]
    order = summarizers(["coverage"])["coverage"]([c.passage for c in usable], 10**6) if usable else []
    place = {usable[index].passage.key: 1.0 - rank / len(usable) for rank, index in enumerate(order)}
    for candidate in usable:
        summed = config.selection.summarizer_share * place.get(candidate.passage.key, 0.0)
        said = [_judged(candidate, mine) for mine in one.rows.values()]
        homes = {judged.home for judged in said}
        yield Example(
            story=one.name,
            values=tuple(candidate.feature(name) for name in FEATURES),
            given={name: candidate.scores.get(name, 0.0) + summed for name in SECTIONS},
            sound={name: _share([name in judged.sound for judged in said]) for name in SECTIONS},
            ideal={name: _share([name in judged.sound and judged.wanted for judged in said]) for name in SECTIONS},
            home=homes.pop() if len(homes) == 1 else None,
            wanted=_share([judged.wanted for judged in said]),
        )


def _share(said: Sequence[bool]) -> float:
    return sum(said) / len(said)


@dataclass(frozen=True, slots=True)
class Judged:
    """sound: the sections in which an annotator would print a passage."""

    home: str | None = None
    wanted: bool = False
    sound: frozenset[str] = frozenset()


def _judged(candidate: Candidate, rows: Mapping[str, Sequence[Row]]) -> Judged:
    """What an annotator's rows say of a passage: of the units of which it holds half, or that hold half of it."""
    span, article = candidate.passage.span, candidate.passage.article
    mine = rows.get(_key(article.path), ())
    places = ((row, article.body.string.find(row["exact"])) for row in mine)
    units = [row for row, at in places if at >= 0 and _alike((at, at + len(row["exact"])), (span.start, span.end))]
    if not units or any(row["keep"] != "story" for row in units):
        return Judged()
    held = {row["id"] for row in units}
    quotations = {row["unit"] for row in units if row["unit"]}
    whole = all(row["id"] in held for row in mine if row["unit"] in quotations)
    names = [name for row in units for name in (row["speaker"], *row.get("speakers", ())) if name]
    right = any(_same(candidate.speaker, name) for name in names) if names else candidate.speaker is None
    pick = max(row["pick"] for row in units)
    fit = whole and right and pick >= 1 and units[0]["stands_alone"]
    homes = frozenset.intersection(*(frozenset((row["section"], *row["alt"])) for row in units))
    return Judged(units[0]["section"], pick == 2, homes if fit else frozenset())


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _same(found: str | None, wanted: str) -> bool:
    """Is one name the other, or what is left of it without titles and first names?"""
    if found is None:
        return False
    one, other = (
        frozenset(name.casefold().replace(".", "").split()) - {"the", "a", "an", "mr", "mrs", "ms"}
        for name in (found, wanted)
    )
    return bool(one) and bool(other) and (one <= other or other <= one)


def all_examples(shared: Path) -> list[Example]:
    with tempfile.TemporaryDirectory() as work:
        return [example for one in labelled(shared, Path(work)) for example in examples(one)]
