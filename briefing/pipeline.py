"""The whole program on one page: prepare, compose, publish.

prepare   each file on its own      read → clean → sentences, dates, speakers         parallel, cached
compose   all articles together     copies → stories → sections → extract → evidence  pure
publish   one edition, many forms   render                                            the folder is written last
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from briefing import __version__
from briefing.compose.edition.compose import Plan, compose
from briefing.compose.stories.cluster import cluster
from briefing.compose.stories.copies import find as find_copies
from briefing.compose.stories.explain import explain_pair
from briefing.compose.stories.independence import lend_dates
from briefing.compose.stories.order import excluded, ordered
from briefing.compose.stories.window import of_the_day, until
from briefing.compose.summarizers import summarizer
from briefing.config import Config, Project
from briefing.model import Article, Copy, Edition, LeftOut, Problem
from briefing.plugins import load as load_plugin
from briefing.prepare import readers
from briefing.prepare.furniture.blocks import repeats
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.readers.pdf.pages import attachments as of_pdf
from briefing.prepare.scan import Found, content, files
from briefing.publish import document
from briefing.publish.mail import page as mail_page
from briefing.publish.mail.message import Parts, message
from briefing.publish.page import render as pages
from briefing.publish.page.labels import labels, long_date
from briefing.publish.pdf import render as pdf
from briefing.shape import dump, pack, unpack
from briefing.verify import ReadAgain
from briefing.workers import Map, ahead, here

FORMATS = ("html", "pdf", "txt", "eml")
SAMPLE_DAY = "2026-03-03"

Cache = MutableMapping[str, bytes]
BATCH_FILES = 512
BATCH_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the files hold: articles in the order of their paths, and what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


# --- act one ---------------------------------------------------------------------------


def prepare(
    paths: Sequence[Path], folder: Path, options: PrepareOptions, *, lend: Map = here, cache: Cache | None = None
) -> Iterator[Prepared]:
    """Reads files and folders, one Prepared a file. Names are relative to `folder`.

    A file whose bytes were prepared before by the same recipe comes from the cache.
    """
    found, problems = files(paths, folder)
    if problems:
        yield Prepared((), tuple(problems))
    recipe = recipe_of(options)
    read = batches(found, options.read.most_megabytes)
    yield from ahead(_prepare_batch(batch, recipe, options, lend, cache) for batch in read)


File = tuple[str, bytes | Problem]  # its name, and its bytes or why it cannot be read
Task = TypeVar("Task")
Made = TypeVar("Made")


def batches(found: Iterable[Found], most_megabytes: int) -> Iterator[list[File]]:
    batch: list[File] = []
    size = 0
    for file in found:
        data = content(file, most_megabytes)
        batch.append((file.name, data))
        size += len(data) if isinstance(data, bytes) else 0
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _prepare_batch(
    batch: list[File], recipe: str, options: PrepareOptions, lend: Map, cache: Cache | None
) -> Iterator[Prepared]:
    tasks = [(name, data) for name, data in batch if not isinstance(data, Problem)]
    keys = [cache_key(recipe, name, data) for name, data in tasks]
    results = made(tasks, keys, partial(_prepare_packed, options), _prepared, lend, cache)
    return (Prepared((), (data,)) if isinstance(data, Problem) else next(results) for _, data in batch)


def _prepared(_: object, data: bytes) -> Prepared | None:
    return unpacked(data)


def made(
    tasks: Sequence[Task],
    keys: Sequence[str],
    work: Callable[[Task], bytes],
    opened: Callable[[Task, bytes], Made | None],
    lend: Map,
    cache: Cache | None,
) -> Iterator[Made]:
    """What `work` makes of each task, in their order. What the cache holds under a task's key is taken from there; the
    rest is begun at once and put there. opened: from packed data, None where it does not fit."""
    held = [None if cache is None else cache.get(key) for key in keys]
    known = [None if data is None else opened(task, data) for task, data in zip(tasks, held, strict=True)]
    fresh = lend(work, [task for task, result in zip(tasks, known, strict=True) if result is None])

    def results() -> Iterator[Made]:
        for task, key, result in zip(tasks, keys, known, strict=True):
            if result is None:
                data = next(fresh)
                if cache is not None:
                    cache[key] = data
                result = opened(task, data)
            assert result is not None
            yield result

    return results()


def cache_key(recipe: str, name: str, data: bytes) -> str:
    """What a file's entry in the cache is called."""
    return hashlib.sha256(f"{recipe}\0{name}\0".encode("utf-8", "surrogateescape") + data).hexdigest()


def prepare_one(options: PrepareOptions, plain: bool, task: tuple[str, bytes]) -> Prepared:
    """One file, without the cache. plain: as `prepare_file` says."""
    articles, problems = prepare_file(*task, options, plain=plain)
    return Prepared(tuple(articles), tuple(problems))


def _prepare_packed(options: PrepareOptions, task: tuple[str, bytes]) -> bytes:
    """What a worker does: one file, packed (packed data crosses between processes faster than objects do)."""
    return packed(prepare_one(options, False, task))


def packed(prepared: Prepared) -> bytes:
    """As the cache keeps it."""
    rows = [pack(prepared.articles), pack(prepared.problems)]
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(data.encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes) -> Prepared | None:
    """None where nothing fits."""
    try:
        articles, problems = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        return Prepared(tuple(unpack(Article, a) for a in articles), tuple(unpack(Problem, p) for p in problems))
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


def recipe_of(options: PrepareOptions) -> str:
    """What, besides its name and bytes, says how a file is prepared: the options and the program's own files."""
    settings = json.dumps(dump(options), sort_keys=True, ensure_ascii=False)
    return f"{__version__}\0{_program_digest()}\0{settings}"


@once
def _program_digest() -> str:
    package = Path(__file__).parent
    digest = hashlib.sha256()
    rooms = [package / name for name in ("model.py", "text.py", "shape.py")]
    for room in (package / "prepare", package / "language"):
        rooms += sorted(p for p in room.rglob("*") if p.suffix in (".py", ".toml", ".json"))
    for file in rooms:
        digest.update(os.fsencode(file.name) + file.read_bytes())
    return digest.hexdigest()


# --- act two --------------------------------------------------------------------------------------------------------


def build(articles: Sequence[Article], problems: Sequence[Problem], config: Config, day: date) -> Edition:
    """The edition of the day from prepared articles. Pure: the same articles and config give the same edition."""
    kept, left = until(articles, day, config.window)
    left += [LeftOut(problem.path, problem.message) for problem in problems]
    ready, copies = _copies_folded(kept, config)
    found, older = of_the_day(cluster(ready, copies, config.stories), day, config.window)
    for story in found:
        reason = excluded(story, config.order)
        left += [LeftOut(article.path, reason) for article in story.articles] if reason else []
    return compose(ordered(found, config.order, day), [*left, *older], day, plan(config, day))


def explained_pair(articles: Sequence[Article], config: Config, one: str, other: str) -> Sequence[str]:
    """Why two files are or are not in one story."""
    ready, copies = _copies_folded(articles, config)
    return explain_pair(one, other, ready, copies, config.stories)


def _copies_folded(articles: Sequence[Article], config: Config) -> tuple[Sequence[Article], Sequence[Copy]]:
    """The articles without furniture that other texts repeat, dated by their copies; and the copies."""
    copies = find_copies(articles, config.copies)
    cleaned = repeats(articles, copies)
    return lend_dates(cleaned, copies), copies


def plan(config: Config, day: date) -> Plan:
    """What composing obeys, made from the config."""
    first = date.fromisoformat(config.first_day) if config.first_day else None
    return Plan(
        title=config.title,
        language=config.language,
        generator=f"briefing {__version__}",
        number=(day - first).days + 1 if first and day >= first else None,
        labels=labels(config.language),
        sections=config.sections,
        selection=config.selection,
        budget=config.length,
        summarizers={rule.summarizer: summarizer(rule.summarizer) for rule in config.sections},
        layout=config.layout,
        drop=config.statements.drop,
        first=config.statements.first,
    )


# --- act three ------------------------------------------------------------------------------------------------------


def publish(edition: Edition, project: Project, formats: Sequence[str]) -> dict[str, bytes]:
    """The edition's files by their names in its folder. Nothing is written."""
    config, templates = project.config, project.templates
    made = {"brief.json": document.brief_json(edition), "explain.json": document.explain_json(edition)}
    for source in edition.sources:
        made[f"sources/{source.number:03d}.txt"] = source.text.encode("utf-8")
    made |= pages.render(edition, config.page, templates, time_zone=config.time_zone)
    attached = {name: data for name, data in made.items() if name == "brief.json" or _is_text(name, config)}
    letter = None
    if "eml" in formats:
        letter = mail_page.render(edition, config.page, templates, config.time_zone)
    if "pdf" in formats or (letter is not None and (config.mail.attach_pdf or letter.partial)):
        made["brief.pdf"] = pdf.render(edition, config.page, templates, attached, time_zone=config.time_zone)
    if letter is not None:
        with_pdf = config.mail.attach_pdf or letter.partial
        parts = Parts(made["brief.txt"].decode("utf-8"), letter.html, made["brief.pdf"] if with_pdf else None)
        made["brief.eml"] = mail_of(edition, parts, config)
    return {name: data for name, data in made.items() if _wanted(name, formats)}


def mail_of(edition: Edition, parts: Parts, config: Config) -> bytes:
    """The mail of these parts, dated the edition's day at the configured hour."""
    moment = datetime.fromisoformat(edition.date).replace(hour=config.page.hour, tzinfo=ZoneInfo(config.time_zone))
    return message(edition, parts, config.mail, moment, long_date(edition.date, edition.language))


def _is_text(name: str, config: Config) -> bool:
    return config.page.attach == "texts" and name.endswith(".txt") and name.startswith("sources/")


def _wanted(name: str, formats: Sequence[str]) -> bool:
    stem, _, kind = name.rpartition(".")
    return stem != "brief" or kind == "json" or kind in formats


def index_of(project: Project) -> Callable[[list[dict[str, object]]], bytes]:
    """What writes out/index.html from the editions that are there."""
    return partial(pages.index, user_templates=project.templates, language=project.config.language)


# --- looking again ----------------------------------------------------------------------------------------------------


def read_again(path: str, data: bytes) -> ReadAgain:
    """What a path of an edition (`FILE`, `FILE#ID`, `FILE!/INNER`) is today, from the bytes of its file."""
    outer = path.split("!/")[0].split("#")[0] if "!/" in path else path.rsplit("#", 1)[0]
    for name in (outer, path):
        found, _ = readers.read(name, data, ReaderOptions())
        for raw in found:
            if raw.path == path:
                return ReadAgain(raw.source.sha256, raw.body.string)
    return ReadAgain("" if "!/" in path else hashlib.sha256(data).hexdigest(), None)


def check_plugins(config: Config) -> None:
    """Every summarizer and reader that the config names is there; ConfigError where one is not."""
    for rule in config.sections:
        if rule.summarizer != "score":
            summarizer(rule.summarizer)
    for name in config.reading.read.readers.values():
        load_plugin(name)


def check_pages(project: Project) -> list[str]:
    """A line for the templates, which are all rendered once with an empty edition. Raises RenderError."""
    edition = compose((), (), date(2000, 1, 1), plan(project.config, date(2000, 1, 1)))
    pages.render(edition, project.config.page, project.templates, time_zone=project.config.time_zone)
    return [f"templates      {project.templates or 'as packaged'}: right"]


def attachments(data: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name; none where it is no PDF."""
    return of_pdf(data)
