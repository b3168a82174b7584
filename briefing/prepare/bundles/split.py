"""One document → its articles. Precision first: a text that is one article stays one, whatever it looks like."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.prepare.bundles import exports, repeated
from briefing.prepare.bundles.rows import BundlePart, BundleRow, article_of, rows_of
from briefing.prepare.bundles.tuning import ROW
from briefing.prepare.raw import RawArticle


def split(raw: RawArticle) -> list[RawArticle]:
    """The articles that the document holds, `PATH#N` counted from 1; the document itself where it is one article.

    A single article whose head states its details keeps its path and its whole text, and has those details. Time and
    memory are linear in the document's length.
    """
    if len(raw.body.string) < ROW.splittable or raw.extracted:
        return [raw]
    if (not raw.blocks or raw.partial) and not _has_signs(raw.body.string):
        return [raw]
    rows = [row for row in rows_of(raw) if not row.why]  # what the reader set aside is no head
    parts = exports.split(raw, rows) or repeated.split(raw, rows)
    return joined(raw, rows, parts)


def _has_signs(text: str) -> bool:
    """Whether a plain text holds a line without which it is no bundle: most texts are no bundles, and to look at their
    lines alone takes a tenth of the time."""
    lines = text.split("\n")
    return repeated.has_signs(text, lines) or exports.has_signs(lines)


def joined(raw: RawArticle, rows: Sequence[BundleRow], parts: Sequence[BundlePart]) -> list[RawArticle]:
    """The parts as articles."""
    if not parts:
        return [raw]
    if len(parts) == 1:
        part = parts[0]
        return [article_of(raw, rows, part, None)]
    return [article_of(raw, rows, part, f"{raw.path}#{number}") for number, part in enumerate(parts, 1)]
