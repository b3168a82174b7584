"""Furniture set aside, never deleted: every block of an article with its kind and the reason.

Sentences are taken from kept blocks of kind "body"; a kept "title" or "heading" has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import Block, BlockKind
from briefing.prepare.cues import cues, likely_language
from briefing.prepare.furniture import Verdict, judge
from briefing.prepare.lines import Line, first_words, lines
from briefing.prepare.raw import RawArticle


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """How furniture is told from the article."""

    most: float = field(
        default=0.8, metadata={"doc": "Largest share of a document's words that may be set aside", "least": 0, "most": 1}
    )


def blocks(raw: RawArticle, options: CleanOptions) -> tuple[Block, ...]:
    every = lines(raw)
    if not every:
        return ()
    code = raw.language or likely_language(first_words(every))
    verdicts = judge(every, cues(code))
    return tuple(_block(line, verdict) for line, verdict in zip(every, verdicts, strict=True))


def _block(line: Line, verdict: Verdict) -> Block:
    if verdict.score > 0:
        return Block(line.span, verdict.kind, False, verdict.why)
    return Block(line.span, "body", True)
