"""Furniture set aside, never deleted: every block of an article with its kind and the reason.

Sentences are taken from kept blocks of kind "body" alone: a kept title or heading is part of the article, but no prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefing import language
from briefing.model import Block, BlockKind
from briefing.prepare.furniture.author_box import author_box
from briefing.prepare.furniture.bounds import BLOCK, LINES, PAGE
from briefing.prepare.furniture.lines.line_scores import own_score
from briefing.prepare.furniture.lines.lines import Line, detected, lines
from briefing.prepare.furniture.lines.phrases import Cues, cues
from briefing.prepare.furniture.lines.verdicts import Verdict
from briefing.prepare.furniture.names import outlets
from briefing.prepare.furniture.places import judge
from briefing.prepare.furniture.title_line import title_line
from briefing.prepare.options import BlockRule, CleanOptions
from briefing.prepare.raw import RawArticle

_DATED = "a date by itself"


def blocks_of(raw: RawArticle, options: CleanOptions) -> tuple[Block, ...]:
    """The article's text as blocks: in order, not overlapping, holding all that is not white space."""
    code = raw.language or detected(raw.body.string)
    known = cues(code)
    every = lines(raw, known, code)
    if not every:
        return ()
    # Where the reader has found the article, places say nothing more: each line is judged by itself, and more mildly.
    verdicts = [own_score(line, known) for line in every] if raw.extracted else judge(every, known)
    threshold = options.threshold + (BLOCK.extracted if raw.extracted else 0)
    aside = [verdict.score > threshold for verdict in verdicts]
    if raw.extracted:
        _end(every, verdicts, aside, options.threshold)
        _keep_schedule(verdicts, aside)
    for index in author_box(raw, every, aside, known):
        if not aside[index]:
            aside[index] = True
            verdicts[index].weigh(BLOCK.clear, "about the author", "byline")
    _guard(every, verdicts, aside, options)
    title = title_line(raw, every, verdicts, known)
    found = tuple(_block(index, every, verdicts, aside, title) for index in range(len(every)))
    return _ruled(raw, found, options, known) if options.keep or options.drop else found


def _keep_schedule(verdicts: Sequence[Verdict], aside: list[bool]) -> None:
    """One line or two may say when an article appeared; many lines of dates are what it reports."""
    dated = [index for index in range(len(aside)) if aside[index] and verdicts[index].why == _DATED]
    if len(dated) > BLOCK.schedule:
        for index in dated:
            aside[index] = False


def _end(every: Sequence[Line], verdicts: Sequence[Verdict], aside: list[bool], threshold: float) -> None:
    """What an extraction takes too much of stands at the end: from there up, lines are judged as in any document, as
    far as the first that is none of the furniture."""
    for index in reversed(range(1, len(every))):
        if not aside[index] and every[index].count and verdicts[index].score <= threshold:
            return
        aside[index] = True


def _block(
    index: int, every: Sequence[Line], verdicts: Sequence[Verdict], aside: Sequence[bool], title: int | None
) -> Block:
    line, verdict = every[index], verdicts[index]
    own = round(verdict.own, 4)
    if index == title:
        return Block(span=line.span, kind="title", kept=True, why="the title", score=own)
    if aside[index]:
        return Block(span=line.span, kind=verdict.kind, kept=False, why=verdict.why, score=own)
    if line.count == 0:
        return Block(span=line.span, kind="other", kept=True, why="no words", score=own)
    if line.tag == "heading" or line.level or _is_heading(index, every, aside):
        return Block(span=line.span, kind="heading", kept=True, why="a heading within the article", score=own)
    return Block(span=line.span, kind="body", kept=True, score=own)


def _is_heading(index: int, every: Sequence[Line], aside: Sequence[bool]) -> bool:
    """A short line that is no sentence, over a paragraph of the article."""
    if not _could_head(every[index]):
        return False
    below = next((i for i in range(index + 1, min(index + BLOCK.below, len(every))) if every[i].count), None)
    if below is None or aside[below]:
        return False
    return not _leads_in(every[index], every[below]) and (every[below].prose or every[below].sentence)


def _could_head(line: Line) -> bool:
    if line.tag != "paragraph" or not 1 <= line.count <= LINES.byline or line.sentence or line.prose or line.item:
        return False
    cut = line.ends in ".,;。，；।" or line.text[:1].islower()
    return not cut and not (line.quoted and line.count > LINES.prose)


def _leads_in(line: Line, below: Line) -> bool:
    """ "She added:" leads in what follows."""
    return line.ends == ":" and (below.quoted or not _saying().isdisjoint(line.words[-1:]))


@cache
def _saying() -> frozenset[str]:
    """The forms of all verbs of saying, in any language."""
    tables = [language.table("speech", code).get("verbs", {}) for code in language.languages()]
    verbs = [line for table in tables for kind in ("say", "clause", "quoting") for line in table.get(kind, ())]
    return frozenset(form for line in verbs for form in line.split())


def _guard(every: Sequence[Line], verdicts: Sequence[Verdict], aside: list[bool], options: CleanOptions) -> None:
    """Never more than a set share of a document: where more would go, lines that are prose by themselves are kept.
    A document of a line or two that holds many words is kept whole: what is furniture in it cannot be parted."""
    words = sum(line.count for line in every)
    lost = sum(line.count for line, gone in zip(every, aside, strict=True) if gone)
    few = len(every) <= BLOCK.few
    if lost <= options.most_set_aside * words and not (few and lost):
        return
    for index, line in enumerate(every):
        if aside[index] and line.tag != "aside":
            alone = few and line.count >= PAGE.body_least
            aside[index] = not (alone or (line.prose and verdicts[index].own <= options.threshold))


def _ruled(raw: RawArticle, found: tuple[Block, ...], options: CleanOptions, known: Cues) -> tuple[Block, ...]:
    """The user's own rules: `keep` is stronger than `drop`."""
    text = raw.body.string
    outlet = outlets.find(raw, found, known) if any(rule.outlet for rule in options.keep + options.drop) else None
    name = outlets.key(outlet.value) if outlet else None
    ruled: list[Block] = []
    for block in found:
        if any(_fits(rule, block, text, name) for rule in options.keep):
            kind: BlockKind = block.kind if block.kind in ("title", "heading", "body") else "body"
            block = (
                block
                if block.kept
                else Block(span=block.span, kind=kind, kept=True, why="kept by a rule of yours", score=block.score)
            )
        elif any(_fits(rule, block, text, name) for rule in options.drop):
            kind = "other" if block.kept and block.kind in ("body", "heading") else block.kind
            block = Block(span=block.span, kind=kind, kept=False, why="set aside by a rule of yours", score=block.score)
        ruled.append(block)
    return tuple(ruled)


def _fits(rule: BlockRule, block: Block, text: str, outlet: str | None) -> bool:
    if rule.kind is not None and rule.kind != block.kind:
        return False
    if rule.outlet is not None and outlets.key(rule.outlet) != outlet:
        return False
    if rule.pattern is not None:
        return bool(
            _compiled(rule.pattern).search(text[block.span.start : min(block.span.end, block.span.start + 2000)])
        )
    return rule.kind is not None or rule.outlet is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.I)
    except re.error:
        return re.compile(re.escape(pattern), re.I)
