"""Paragraphs that several independent articles repeat word for word: furniture that no article shows by itself.

What is looked at is a hash and two marks of each block, so that ten thousand articles are gone through without their
texts.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from briefing.compose.stories.tuning import REPEATS
from briefing.model import Article, Block, Copy
from briefing.text import folded

KEPT, PLAIN = 1, 2  # marks of a block: it is kept, it is plain prose

Counts = Mapping[int, int]  # block → in how many independent articles it stands


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The blocks of an article, in order: the hash by which each is known again in another article (zeros for what is
    no kept paragraph), and its marks (a byte of the bits KEPT and PLAIN)."""

    hashes: bytes
    marks: bytes


def paragraphs_of(article: Article) -> Paragraphs:
    """An article's blocks as `repeated` looks at them."""
    hashes = b"".join(_hash(article, block) for block in article.blocks)
    marks = bytes(block.kept * KEPT + (block.score <= REPEATS.prose) * PLAIN for block in article.blocks)
    return Paragraphs(hashes, marks)


def _hash(article: Article, block: Block) -> bytes:
    if not block.kept or block.kind not in ("body", "heading"):
        return bytes(REPEATS.hash)
    words = folded(article.body[block.span]).casefold()
    return (
        blake2b(words.encode("utf-8", "surrogatepass"), digest_size=REPEATS.hash).digest()
        if words
        else bytes(REPEATS.hash)
    )


def repeated(paragraphs: Mapping[str, Paragraphs], copies: Sequence[Copy]) -> dict[str, Counts]:
    """Path → the blocks that are furniture because other texts repeat them, with how many independent articles hold
    each: blocks that stand in several articles and are not prose, or that end several of them. Copies of one text
    count once. Paths without such blocks are left out."""
    times = _times(paragraphs, copies)
    found = {path: _furniture(own, times) for path, own in paragraphs.items()} if times else {}
    return {path: counts for path, counts in found.items() if counts}


def without(article: Article, counts: Counts) -> Article:
    """The article with these blocks set aside; the sentences of what is set aside go. Order and number stay."""
    if not counts:
        return article
    blocks = list(article.blocks)
    for index, count in counts.items():
        why = f"stands word for word in {count} independent articles"
        blocks[index] = replace(blocks[index], kind="other", kept=False, why=why)
    sentences = tuple(sentence for sentence in article.sentences if blocks[sentence.block].kept)
    return replace(article, blocks=tuple(blocks), sentences=sentences)


def _furniture(own: Paragraphs, times: Mapping[int, int]) -> Counts:
    counts = [times.get(value, 0) for value in memoryview(own.hashes).cast("Q")]
    if not any(counts):
        return {}
    tail = _tail(own, counts)
    return {
        index: count
        for index, count in enumerate(counts)
        if count and ((index >= tail and count >= REPEATS.several) or not own.marks[index] & PLAIN)
    }


def _tail(own: Paragraphs, counts: Sequence[int]) -> int:
    """From which block on the article holds nothing but repeats and furniture; never its first block."""
    index = len(counts)
    while index > 1 and (counts[index - 1] >= REPEATS.several or not own.marks[index - 1] & KEPT):
        index -= 1
    return index


def _times(paragraphs: Mapping[str, Paragraphs], copies: Sequence[Copy]) -> dict[int, int]:
    """Hash → in how many independent articles it stands, of those that stand in several."""
    group = _groups(paragraphs, copies)
    numbers: dict[str, int] = {}
    holders = array("q")
    for path, own in paragraphs.items():
        holders.extend([numbers.setdefault(group[path], len(numbers))] * (len(own.hashes) // REPEATS.hash))
    return _counted(b"".join([own.hashes for own in paragraphs.values()]), holders)


def _counted(hashes: bytes, holders: array[int]) -> dict[int, int]:
    """The hashes (uint64) that have several holders (int64, one a hash), with how many; 0 is no hash."""
    import numpy as np

    held, group = np.frombuffer(hashes, dtype=np.uint64), np.frombuffer(holders, dtype=np.int64)
    order = np.lexsort((group, held))
    held, group = held[order], group[order]
    first = np.ones(len(held), dtype=bool)
    first[1:] = (held[1:] != held[:-1]) | (group[1:] != group[:-1])
    which, count = np.unique(held[first & (held != 0)], return_counts=True)
    several = count > 1
    return dict(zip(which[several].tolist(), count[several].tolist(), strict=True))


def _groups(paths: Mapping[str, object], copies: Sequence[Copy]) -> dict[str, str]:
    """Article → the one that stands for it and its copies."""
    above = {copy.path: copy.of for copy in copies}
    found: dict[str, str] = {}
    for start in paths:
        path, seen = start, {start}
        while path in above and above[path] not in seen:
            path = above[path]
            seen.add(path)
        found[start] = path
    return found
