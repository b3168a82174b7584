"""Cited words in their surroundings, as a reader of the source would see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.language import plain
from briefing.language.seen import in_order
from briefing.model import Citation, CitedSource
from briefing.publish.page.elements import Excerpt, MarkedText

_CLOSE = 64  # characters between two passages that their own prefix and suffix cover: printed, they join the two
# What a cut through mark-up leaves of it: an unpaired sign, half a link.
_REST_OF_MARKUP = re.compile(r"\*\*|__|~~|`|\]\([^()\s]{0,300}\)?|\[(?=[^\]]{0,300}$)|^[*_]|[*_]$")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_BEGUN = re.compile(r"(?:\n[ \t]*\n|^)\s*$")  # what comes next begins a paragraph; of a text's last characters
_ENDED = re.compile(r"\s*$|[ \t]*\n[ \t]*\n")  # what came last ended one


def before(citation: Citation, source: CitedSource) -> str:
    """The words before a passage; only those of its own paragraph."""
    pieces = _PARAGRAPH.split(citation.prefix)
    text = _tidy(pieces[-1])
    if len(pieces) == 1 and not _BEGUN.search(source.text[: citation.start - len(citation.prefix)][-_CLOSE:]):
        text = f"… {text}"
    return f"{text} " if pieces[-1][-1:].isspace() and text.strip() else text


def after(citation: Citation, source: CitedSource) -> str:
    """The words behind a passage; only those of its own paragraph."""
    pieces = _PARAGRAPH.split(citation.suffix)
    text = _tidy(pieces[0])
    end = citation.end + len(citation.suffix)
    if len(pieces) == 1 and not _ENDED.match(source.text[end : end + _CLOSE]):
        text = f"{text} …"
    return f" {text}" if pieces[0][:1].isspace() and text.strip() else text


def excerpts(source: CitedSource, cited: Iterable[tuple[Citation, str | None]]) -> tuple[Excerpt, ...]:
    """All passages of a source (with their printed text, if it is known) in the order of the source; those that
    overlap, or stand so close that the words between them are quoted anyway, as one."""
    found: list[Excerpt] = []
    run: list[tuple[Citation, str | None]] = []
    for item in sorted(cited, key=lambda item: (item[0].start, -item[0].end)):
        if run and not _joins(source, run, item[0]):
            found.append(_excerpt(source, run))
            run = []
        run.append(item)
    return (*found, _excerpt(source, run)) if run else ()


def _joins(source: CitedSource, run: Sequence[tuple[Citation, str | None]], following: Citation) -> bool:
    end = max(citation.end for citation, _ in run)
    if following.start <= end:
        return True
    between = source.text[end : following.start]
    return len(between) <= _CLOSE and not _PARAGRAPH.search(between) and "\n\n" not in between


def _excerpt(source: CitedSource, run: Sequence[tuple[Citation, str | None]]) -> Excerpt:
    first, last = run[0][0], max((item[0] for item in run), key=lambda citation: citation.end)
    pieces = [MarkedText(before(first, source), False)]
    at = first.start
    for citation, text in run:
        if citation.end <= at:
            continue
        if citation.start > at:
            between = source.text[at : citation.start]
            pieces.append(MarkedText(_padded(between, _tidy(between)), False))
        whole = text is not None and citation.start >= at
        pieces.append(
            MarkedText(text if whole and text else plain(source.text[max(at, citation.start) : citation.end]), True)
        )
        at = citation.end
    pieces.append(MarkedText(after(last, source), False))
    return tuple(piece for piece in pieces if piece.text)


def _tidy(text: str) -> str:
    return in_order(" ".join(_REST_OF_MARKUP.sub("", plain(text)).split()))


def _padded(raw: str, text: str) -> str:
    """`plain` trims; what stood between white space must stand there again."""
    if not text:
        return " " if any(character.isspace() for character in raw) else ""
    return (" " if raw[:1].isspace() else "") + text + (" " if raw[-1:].isspace() else "")
