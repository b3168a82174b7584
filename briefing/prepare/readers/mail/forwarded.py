"""A forwarded message: its original's sender, day and subject; and where the message that is answered to begins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.model import Detail
from briefing.prepare.bundles.heads import PLAIN, read_part
from briefing.prepare.bundles.labels import MAIL, Label, labelled
from briefing.prepare.bundles.rows import BundlePart, BundleRow, article_of, rows_of
from briefing.prepare.raw import RawArticle
from briefing.text import Span

_FORWARD = re.compile(
    r"\s*(?:(?:re|aw|sv|antw)\s*:\s*)?(?:fwd?|wg|tr|rv|i|enc|vb|doorst|pd|fs|vs|vl)\s*(?:\[\d+\])?\s*:", re.I
)
_REPLY = re.compile(r"\s*(?:re|aw|sv|antw|odp|rif|res)\s*(?:\[\d+\])?\s*:", re.I)
PREFIXES = re.compile(r"^(?:\s*(?:re|aw|sv|antw|fwd?|wg|tr|rv|vs|enc|odp)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
_MARKS = (
    "forwarded message", "original message", "weitergeleitete nachricht", "ursprüngliche nachricht",
    "message transféré", "message transmis", "message d'origine", "mensaje reenviado", "mensaje original",
    "messaggio inoltrato",
    "doorgestuurd bericht", "mensagem encaminhada", "przekazana wiadomość", "пересылаемое сообщение",
    "переслане повідомлення",
)  # fmt: skip
_MARK = re.compile(rf"[\s>*_-]{{0,40}}(?:begin )?(?:{'|'.join(_MARKS)})[\s:*_-]{{0,40}}", re.I)
_NOTE = 80  # words above a message's head that are a note of who forwards it
_BETWEEN = 40  # words between two heads of a message that was forwarded twice
_QUOTED = "quoted reply"
_ABOVE = "written by who forwards the message"


def forwarded(raw: RawArticle, subject: str) -> RawArticle:
    """The message with the details of the one that it forwards; a message that it answers to is set aside. subject: as
    the header states it. The message itself where it does neither."""
    rows = rows_of(raw)
    heads = _heads(rows)
    if not heads:
        return raw
    first = heads[0]
    above = sum(row.words for row in rows[: first[0]] if row.tag != "title" and not _MARK.fullmatch(row.text))
    if not _FORWARD.match(subject) and (_REPLY.match(subject) or above > _NOTE):
        return _answered(raw, rows, first[0])
    chosen = first
    for head in heads[1:]:
        if sum(row.words for row in rows[chosen[1] : head[0]]) > _BETWEEN:
            break
        chosen = head
    part = read_part(rows, chosen[0], len(rows), PLAIN, raw.body.string)
    return _original(raw, rows, part, chosen[0]) if part is not None else raw


def _original(raw: RawArticle, rows: Sequence[BundleRow], part: BundlePart, first: int) -> RawArticle:
    own = next((row for row in rows if row.tag == "title"), None)
    part.aside += [(row.span, _ABOVE) for row in rows[:first] if row is not own]
    if part.title is not None:
        part.title = Detail(PREFIXES.sub("", part.title.value).strip() or part.title.value, "Subject")
    if own is not None and part.title_span is not None:
        part.aside.append((part.title_span, _ABOVE))
        part.title_span = None
    bare = replace(raw, author=None, outlet=None, published=None)
    return article_of(bare, rows, part, None)


def _answered(raw: RawArticle, rows: Sequence[BundleRow], first: int) -> RawArticle:
    part = BundlePart(first=0, last=len(rows))
    while first and _MARK.fullmatch(rows[first - 1].text):
        first -= 1
    part.aside = [(Span(row.span.start, row.span.end), _QUOTED) for row in rows[first:]]
    kept = sum(row.words for row in rows[:first] if row.tag != "title")
    return article_of(raw, rows, part, None) if kept else raw


def _heads(rows: Sequence[BundleRow]) -> list[tuple[int, int]]:
    """Stretches `[first, last)` of rows that are a message's head: who sent it, its subject, and when or to whom."""
    labels: dict[int, Label] = {}
    for index, row in enumerate(rows):
        found = labelled(row.text) if row.words <= 60 else None
        if found is not None and found.roles & MAIL and found.value:
            labels[index] = found
    found_heads: list[tuple[int, int]] = []
    index = 0
    while index < len(rows):
        last = _last(labels, index)
        roles = {role for at in range(index, last) if at in labels for role in labels[at].roles}
        if {"sender", "subject"} <= roles and roles & {"sent", "recipient"}:
            found_heads.append((index, last))
        index = max(last, index + 1)
    return found_heads


def _last(labels: Mapping[int, Label], index: int) -> int:
    """Where a run of labelled rows ends; a row that goes on from a list of recipients may stand within."""
    while index in labels or (index - 1 in labels and index + 1 in labels):
        index += 1
    return index
