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
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from pathlib import Path

from briefing import __version__
from briefing.model import Article, Problem
from briefing.prepare import PrepareOptions, prepare_file
from briefing.prepare.walk import Found, content, files
from briefing.shape import dump, pack, unpack
from briefing.workers import Map, here

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
    recipe = _recipe(options)
    for batch in _batches(found, options.read.most_megabytes):
        yield from _prepare_batch(batch, recipe, options, lend, cache)


_File = tuple[str, bytes | Problem]  # its name, and its bytes or why it cannot be read


def _batches(found: Iterable[Found], most_megabytes: int) -> Iterator[list[_File]]:
    batch: list[_File] = []
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
    batch: list[_File], recipe: str, options: PrepareOptions, lend: Map, cache: Cache | None
) -> Iterator[Prepared]:
    keys: dict[int, str] = {}
    known: dict[int, Prepared] = {}
    tasks: list[tuple[str, bytes]] = []
    for i, (name, data) in enumerate(batch):
        if isinstance(data, Problem):
            known[i] = Prepared((), (data,))
            continue
        keys[i] = hashlib.sha256(f"{recipe}\0{name}\0".encode("utf-8", "surrogateescape") + data).hexdigest()
        hit = _unpacked(cache.get(keys[i])) if cache is not None else None
        if hit is not None:
            known[i] = hit
        else:
            tasks.append((name, data))
    fresh = lend(partial(_prepare_one, options), tasks)
    for i in range(len(batch)):
        if i in known:
            yield known[i]
            continue
        packed = next(fresh)
        if cache is not None:
            cache[keys[i]] = packed
        result = _unpacked(packed)
        assert result is not None
        yield result


def _prepare_one(options: PrepareOptions, task: tuple[str, bytes]) -> bytes:
    """What a worker does: one file, packed (packed data crosses between processes faster than objects do)."""
    articles, problems = prepare_file(*task, options)
    data = json.dumps([pack(articles), pack(problems)], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(data.encode("utf-8", "surrogatepass"), 1)


def _unpacked(data: bytes | None) -> Prepared | None:
    """None where there is nothing, or nothing that fits."""
    if data is None:
        return None
    try:
        articles, problems = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        return Prepared(tuple(unpack(Article, a) for a in articles), tuple(unpack(Problem, p) for p in problems))
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


def _recipe(options: PrepareOptions) -> str:
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
