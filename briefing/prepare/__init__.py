"""Act one: each file on its own. Bytes become articles whose every sentence knows its exact place."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from briefing.model import Article, Block, Problem, Sentence
from briefing.prepare import readers
from briefing.prepare.raw import RawArticle
from briefing.prepare.readers.base import ReaderOptions
from briefing.text import Span, folded


@dataclass(frozen=True, slots=True)
class PrepareOptions:
    """How a file becomes articles."""

    read: ReaderOptions = field(default_factory=ReaderOptions, metadata={"doc": "How files are read"})


def prepare_file(path: str, data: bytes, options: PrepareOptions) -> tuple[list[Article], list[Problem]]:
    """A file's articles, and what stood in the way. Never raises on any bytes; a pure function of its arguments."""
    raws, problems = readers.read(path, data, options.read)
    return [_article(raw, options) for raw in raws], problems


def _article(raw: RawArticle, options: PrepareOptions) -> Article:
    blocks = _blocks(raw)
    text = raw.body.string
    sentences = tuple(
        Sentence(block.span, folded(block.span.of(text)), number) for number, block in enumerate(blocks) if block.kept
    )
    return Article(
        path=raw.path,
        source=raw.source,
        body=raw.body,
        text_sha256=sha256(text.encode("utf-8")).hexdigest(),
        blocks=blocks,
        sentences=sentences,
        title=raw.title,
        published=raw.published,
        updated=raw.updated,
        outlet=raw.outlet,
        author=raw.author,
        url=raw.url,
        language=raw.language,
        pages=raw.pages,
        problems=raw.problems,
    )


def _blocks(raw: RawArticle) -> tuple[Block, ...]:
    if raw.blocks:
        return tuple(Block(block.span, "body", block.tag != "aside", block.why) for block in raw.blocks)
    blocks: list[Block] = []
    at = 0
    for line in raw.body.string.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(Span(start, at + len(line.rstrip())), "body", True))
        at += len(line) + 1
    return tuple(blocks)
