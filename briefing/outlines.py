"""What `briefing stories` reads of each article: its details, its beginning and its traits, a tenth of the whole.

Ten thousand articles with all their sentences take most of a minute to load; their outlines a second or two. Stories
are found without dates and speakers of sentences, so an outline is made without them. It is kept in the cache under a
key of its own.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from briefing import pipeline
from briefing.compose.stories.cluster import cluster
from briefing.compose.stories.copies import find as find_copies
from briefing.compose.stories.fingerprint import Terms, Traits, traits_of
from briefing.compose.stories.independence import lend_dates
from briefing.compose.stories.order import ordered
from briefing.config import Config
from briefing.model import Article, Copy, Problem, Story
from briefing.pipeline import Cache, cache_key, made
from briefing.prepare.furniture.blocks import paragraphs, without_repeats
from briefing.prepare.options import PrepareOptions
from briefing.prepare.scan import files
from briefing.shape import pack, unpack
from briefing.text import Text
from briefing.workers import Map, ahead, here

BEGINNING = 3  # sentences that an outline keeps
PARAGRAPH = 8  # bytes of a paragraph's hash: no two of some millions are alike by chance


@dataclass(frozen=True, slots=True)
class Outline:
    """An article with its beginning only, its traits, and a hash of each kept paragraph (PARAGRAPH bytes each)."""

    article: Article
    traits: Traits
    paragraphs: bytes


@dataclass(frozen=True, slots=True)
class Outlined:
    """What a file holds, in outline. `name` is that of the file."""

    name: str
    outlines: tuple[Outline, ...]
    problems: tuple[Problem, ...]


def outline_of(article: Article) -> Outline:
    held = b"".join([_hash(words) for words in paragraphs(article) if words])
    return Outline(beginning(article), traits_of(article), held)


def beginning(article: Article) -> Article:
    """The article as far as its first sentences go: enough for a headline and for topics."""
    kept = article.sentences[:BEGINNING]
    blocks = article.blocks[: kept[-1].block + 1] if kept else ()
    end = max([400 if not kept else kept[-1].span.end, *(block.span.end for block in blocks[-1:])])
    text = Text(article.body.string[:end])
    return replace(article, body=text, blocks=blocks, sentences=kept, pages=(), problems=())


# --- reading, with the cache -----------------------------------------------------------------------------------------


def read(
    paths: Sequence[Path], folder: Path, options: PrepareOptions, *, lend: Map = here, cache: Cache | None = None
) -> Iterator[Outlined]:
    """Reads files and folders, one Outlined a file, as `pipeline.prepare` does."""
    found, problems = files(paths, folder)
    if problems:
        yield Outlined("", (), tuple(problems))
    recipe = f"outline\0{_recipe(options)}"
    read_files = pipeline.batches(found, options.read.most_megabytes)
    yield from ahead(_read_batch(batch, recipe, options, lend, cache) for batch in read_files)


def _recipe(options: PrepareOptions) -> str:
    rooms = [Path(__file__), Path(__file__).parent / "compose" / "stories" / "fingerprint.py"]
    code = b"".join(room.read_bytes() for room in rooms)
    return f"{pipeline.recipe_of(options)}\0{sha256(code).hexdigest()}"


def _read_batch(
    batch: list[pipeline.File], recipe: str, options: PrepareOptions, lend: Map, cache: Cache | None
) -> Iterator[Outlined]:
    tasks = [(name, data) for name, data in batch if not isinstance(data, Problem)]
    keys = [cache_key(recipe, name, data) for name, data in tasks]
    results = made(tasks, keys, partial(_outline_one, options), _opened, lend, cache)
    return (Outlined(name, (), (data,)) if isinstance(data, Problem) else next(results) for name, data in batch)


def _opened(task: tuple[Any, ...], data: bytes) -> Outlined | None:
    return _unpacked(task[0], data)


def _outline_one(options: PrepareOptions, task: tuple[str, bytes]) -> bytes:
    """What a worker does: the outlines of one file, packed."""
    prepared = pipeline.prepare_one(options, True, task)
    return _packed([outline_of(a) for a in prepared.articles], prepared.problems)


def _packed(outlines: Sequence[Outline], problems: Sequence[Problem]) -> bytes:
    """A JSON head, its size before it; then the bytes of the traits, which do not compress."""
    blobs: list[bytes] = []
    rows: list[Any] = []
    for outline in outlines:
        t = outline.traits
        parts = [t.runs, t.facts, *_columns(t.words), *_columns(t.names), t.sentences, t.appeals, outline.paragraphs]
        rows.append([pack(outline.article), t.digest, t.length, t.shown, [len(part) for part in parts]])
        blobs += parts
    head = json.dumps([rows, pack(tuple(problems))], ensure_ascii=False, separators=(",", ":"))
    small = zlib.compress(head.encode("utf-8", "surrogatepass"), 1)
    return len(small).to_bytes(8, "little") + small + b"".join(blobs)


def _columns(terms: Terms) -> tuple[bytes, bytes, bytes, bytes]:
    return terms.hashes, terms.counts, terms.places, terms.weights


def _unpacked(name: str, data: bytes) -> Outlined | None:
    """None where nothing fits."""
    try:
        at = 8 + int.from_bytes(data[:8], "little")
        rows, problems = json.loads(zlib.decompress(data[8:at]).decode("utf-8", "surrogatepass"))
        outlines = []
        for article, digest, length, shown, sizes in rows:
            parts = []
            for size in sizes:
                parts.append(data[at : at + size])
                at += size
            runs, facts, *columns, sentences, appeals, paragraphs = parts
            words, names = Terms(*columns[:4]), Terms(*columns[4:])
            traits = Traits(digest, length, runs, facts, words, names, tuple(shown), sentences, appeals)
            outlines.append(Outline(unpack(Article, article), traits, paragraphs))
        if at != len(data):
            return None
        return Outlined(name, tuple(outlines), tuple(unpack(Problem, p) for p in problems))
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


# --- stories --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """All articles in outline, without furniture; their copies, and the traits of each path."""

    articles: tuple[Article, ...]
    copies: tuple[Copy, ...]
    traits: Mapping[str, Traits]


def ready(
    found: Sequence[Outlined],
    folder: Path,
    paths: Sequence[Path],
    config: Config,
    *,
    lend: Map = here,
    cache: Cache | None = None,
) -> Ready:
    """What was read, made ready for `stories`; some files are read again. No processes are needed afterwards."""
    articles = [outline.article for outlined in found for outline in outlined.outlines]
    traits = {outline.article.path: outline.traits for outlined in found for outline in outlined.outlines}
    copies = find_copies(articles, config.copies, traits)
    mended: dict[str, Article] = {}
    for outline in _without_furniture(found, copies, folder, paths, config.reading, lend, cache):
        traits[outline.article.path], mended[outline.article.path] = outline.traits, outline.article
    return Ready(tuple(mended.get(article.path, article) for article in articles), tuple(copies), traits)


def stories(all_of_them: Ready, config: Config) -> list[Story]:
    """All articles as stories, the most important first; nothing depends on the clock."""
    articles, copies = all_of_them.articles, all_of_them.copies
    days = [article.published.day for article in articles if article.published]
    day = date.fromisoformat(max(days)) if days else None
    told = cluster(lend_dates(articles, copies), copies, config.stories, all_of_them.traits)
    return list(ordered(told, config.order, day))


Repeated = Mapping[bytes, int]  # hash of a paragraph → how many independent articles hold it, where several do


def _without_furniture(
    found: Sequence[Outlined],
    copies: Sequence[Copy],
    folder: Path,
    paths: Sequence[Path],
    options: PrepareOptions,
    lend: Map,
    cache: Cache | None,
) -> Iterator[Outline]:
    """New outlines of the articles that hold paragraphs which other texts repeat, as `clean.repeats` leaves them. Only
    files that hold such paragraphs are read again."""
    concerned = _repeated(found, copies)
    if not concerned:
        return
    again = [file for file in files(paths, folder)[0] if file.name in concerned]
    recipe = f"mended\0{_recipe(options)}"
    read = pipeline.batches(again, options.read.most_megabytes)
    for outlined in ahead(_mend_batch(batch, concerned, recipe, options, lend, cache) for batch in read):
        yield from outlined.outlines


def _mend_batch(
    batch: list[pipeline.File],
    concerned: Mapping[str, Repeated],
    recipe: str,
    options: PrepareOptions,
    lend: Map,
    cache: Cache | None,
) -> Iterator[Outlined]:
    tasks = [(name, data, concerned[name]) for name, data in batch if not isinstance(data, Problem)]
    keys = [cache_key(f"{recipe}\0{sorted(repeated.items())}", name, data) for name, data, repeated in tasks]
    return made(tasks, keys, partial(_mend, options), _opened, lend, cache)


def _repeated(found: Sequence[Outlined], copies: Sequence[Copy]) -> dict[str, Repeated]:
    """Per file the paragraphs of it that stand in several independent articles; files without such are left out."""
    import numpy as np

    of = {copy.path: copy.of for copy in copies}
    numbers: dict[str, int] = {}
    groups, hashes = array("q"), []
    for outline in (outline for outlined in found for outline in outlined.outlines):
        path = of.get(outline.article.path, outline.article.path)
        groups.extend([numbers.setdefault(path, len(numbers))] * (len(outline.paragraphs) // PARAGRAPH))
        hashes.append(outline.paragraphs)
    held = np.frombuffer(b"".join(hashes), dtype=np.uint64)
    group = np.frombuffer(groups, dtype=np.int64)
    order = np.lexsort((group, held))
    held, group = held[order], group[order]
    first = np.ones(len(held), dtype=bool)
    first[1:] = (held[1:] != held[:-1]) | (group[1:] != group[:-1])
    which, count = np.unique(held[first], return_counts=True)
    several = {int(which[k]).to_bytes(PARAGRAPH, sys.byteorder): int(count[k]) for k in np.flatnonzero(count > 1)}
    concerned: dict[str, Repeated] = {}
    for outlined in found if several else ():
        own = {one for outline in outlined.outlines for one in _split(outline.paragraphs)}
        if not own.isdisjoint(several):
            concerned[outlined.name] = {one: several[one] for one in own if one in several}
    return concerned


def _split(paragraphs: bytes) -> list[bytes]:
    return [paragraphs[at : at + PARAGRAPH] for at in range(0, len(paragraphs), PARAGRAPH)]


def _mend(options: PrepareOptions, task: tuple[str, bytes, Repeated]) -> bytes:
    """What a worker does: the outlines of a file's articles that lose paragraphs."""
    name, data, repeated = task
    outlines = []
    for article in pipeline.prepare_one(options, True, (name, data)).articles:
        times = [repeated.get(_hash(words), 0) if words else 0 for words in paragraphs(article)]
        mended = without_repeats(article, times)
        if mended is not article:
            outlines.append(outline_of(mended))
    return _packed(outlines, ())


def _hash(words: str) -> bytes:
    """By which a paragraph is known among millions."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=PARAGRAPH).digest()
