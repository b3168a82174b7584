"""What `briefing stories` reads of each article: its details, its beginning and its traits, a tenth of the whole.

Ten thousand articles with all their sentences take most of a minute to load; their outlines a second or two. An outline
is made beside the prepared article, in the same process, and kept in the same cache under a key of its own.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from briefing import pipeline
from briefing.compose.cluster import cluster
from briefing.compose.copies import find as find_copies
from briefing.compose.independence import lend_dates
from briefing.compose.order import ordered
from briefing.compose.traits import Terms, Traits, traits_of
from briefing.config import Config
from briefing.model import Article, Copy, Problem, Story
from briefing.pipeline import Cache
from briefing.prepare import PrepareOptions
from briefing.prepare.clean import block_words, repeats
from briefing.prepare.walk import files
from briefing.shape import pack, unpack
from briefing.text import Text
from briefing.workers import Map, here

BEGINNING = 3  # sentences that an outline keeps


@dataclass(frozen=True, slots=True)
class Outline:
    """An article with its beginning only, its traits, and a hash of each kept paragraph (4 bytes each)."""

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
    paragraphs = b"".join(
        crc32(block_words(article, block).encode("utf-8", "surrogatepass")).to_bytes(4, "little")
        for block in article.blocks
        if block.kept and block.kind in ("body", "heading")
    )
    return Outline(beginning(article), traits_of(article), paragraphs)


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
    """Reads files and folders, one Outlined a file, as `pipeline.prepare` does. Fills the cache for that too."""
    found, problems = files(paths, folder)
    if problems:
        yield Outlined("", (), tuple(problems))
    recipe = pipeline.recipe_of(options)
    own = f"outline\0{recipe}\0{sha256(_code()).hexdigest()}"
    for batch in pipeline.batches(found, options.read.most_megabytes):
        yield from _read_batch(batch, recipe, own, options, lend, cache)


def _code() -> bytes:
    rooms = [Path(__file__), Path(__file__).parent / "compose" / "traits.py"]
    return b"".join(room.read_bytes() for room in rooms)


def _read_batch(
    batch: list[pipeline.File], recipe: str, own: str, options: PrepareOptions, lend: Map, cache: Cache | None
) -> Iterator[Outlined]:
    keys: dict[int, tuple[str, str]] = {}
    known: dict[int, Outlined] = {}
    tasks: list[tuple[str, bytes]] = []
    for i, (name, data) in enumerate(batch):
        if isinstance(data, Problem):
            known[i] = Outlined(name, (), (data,))
            continue
        keys[i] = pipeline.cache_key(recipe, name, data), pipeline.cache_key(own, name, data)
        hit = _unpacked(name, cache.get(keys[i][1])) if cache is not None else None
        if hit is not None:
            known[i] = hit
        else:
            tasks.append((name, data))
    fresh = lend(partial(_outline_one, options), tasks)
    for i, (name, _) in enumerate(batch):
        if i in known:
            yield known[i]
            continue
        whole, packed = next(fresh)
        if cache is not None:
            cache[keys[i][0]], cache[keys[i][1]] = whole, packed
        result = _unpacked(name, packed)
        assert result is not None
        yield result


def _outline_one(options: PrepareOptions, task: tuple[str, bytes]) -> tuple[bytes, bytes]:
    """What a worker does: one file, prepared and packed, and its outline."""
    prepared = pipeline.prepare_one(options, task)
    return pipeline.packed(prepared), _packed([outline_of(a) for a in prepared.articles], prepared.problems)


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


def _unpacked(name: str, data: bytes | None) -> Outlined | None:
    """None where there is nothing, or nothing that fits."""
    if data is None:
        return None
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


def stories(
    found: Sequence[Outlined], folder: Path, paths: Sequence[Path], config: Config, cache: Cache | None = None
) -> list[Story]:
    """All articles as stories, the most important first, as `pipeline.stories` finds them; nothing depends on the
    clock."""
    articles = [outline.article for outlined in found for outline in outlined.outlines]
    traits = {outline.article.path: outline.traits for outlined in found for outline in outlined.outlines}
    copies = find_copies(articles, config.copies, traits)
    mended: dict[str, Article] = {}
    for article in _without_furniture(found, copies, folder, paths, config, cache):
        outline = outline_of(article)
        traits[article.path], mended[article.path] = outline.traits, outline.article
    articles = [mended.get(article.path, article) for article in articles]
    days = [article.published.day for article in articles if article.published]
    day = date.fromisoformat(max(days)) if days else None
    told = cluster(lend_dates(articles, copies), copies, config.stories, traits)
    return list(ordered(told, config.order, day))


def _without_furniture(
    found: Sequence[Outlined],
    copies: Sequence[Copy],
    folder: Path,
    paths: Sequence[Path],
    config: Config,
    cache: Cache | None,
) -> Iterator[Article]:
    """The articles from which paragraphs go that other texts repeat. Only files that hold such are read whole."""
    of = {copy.path: copy.of for copy in copies}
    first: dict[int, str] = {}
    repeated: set[int] = set()
    for outlined in found:
        for outline in outlined.outlines:
            group = of.get(outline.article.path, outline.article.path)
            for paragraph in _hashes(outline):
                if first.setdefault(paragraph, group) != group:
                    repeated.add(paragraph)
    names = {o.name for o in found if any(not repeated.isdisjoint(_hashes(outline)) for outline in o.outlines)}
    if not names:
        return
    recipe = pipeline.recipe_of(config.reading)
    again = [file for file in files(paths, folder)[0] if file.name in names]
    whole: list[Article] = []
    for batch in pipeline.batches(again, config.reading.read.most_megabytes):
        for prepared in pipeline.prepare_batch(batch, recipe, config.reading, here, cache):
            whole += prepared.articles
    for before, after in zip(whole, repeats(whole, copies), strict=True):
        if after is not before:
            yield after


def _hashes(outline: Outline) -> memoryview[int]:
    return memoryview(outline.paragraphs).cast("I")
