"""A source as a page: its text line by line, the cited passages marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from html import escape

from briefing.model import Citation, CitedSource, Edition
from briefing.publish.page.addresses import web_address
from briefing.publish.page.citations import words_of
from briefing.publish.page.elements import Link, MarkedText
from briefing.publish.page.labels import moment, text_direction


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """lines: each as pieces that together are the line, in order; cited: statements that rest on this source."""

    number: int
    outlet: str
    title: str
    short_title: str
    author: str
    when: str
    origin: str
    path: str
    digest: str
    reader: str
    web: str | None
    url: str
    language: str
    direction: str
    lines: tuple[tuple[MarkedText, ...], ...]
    cited: tuple[Link, ...]


def source_view(edition: Edition, time_zone: tzinfo) -> Iterator[SourcePage]:
    """A page for each source of the edition, in the order of their numbers."""
    words = words_of(edition)
    cited: dict[int, list[tuple[Citation, str]]] = {}
    for story in edition.stories:
        for statement in story.statements:
            for citation in statement.citations:
                cited.setdefault(citation.source, []).append((citation, statement.id))
        for i, disagreement in enumerate(story.evidence.disagreements, 1):
            for k, value in enumerate(disagreement.values, 1):
                for citation in value.citations:
                    cited.setdefault(citation.source, []).append((citation, f"{story.id}-d{i}-{k}"))
    for source in edition.sources:
        here = sorted(cited.get(source.number, ()), key=lambda pair: (pair[0].start, pair[0].end, pair[1]))
        language = source.language or edition.language
        lines = {citation.line: owner for citation, owner in reversed(here)}
        yield SourcePage(
            number=source.number,
            outlet=source.publisher or "",
            title=source.title or source.path,
            short_title=_short(source.title or source.path),
            author=source.author or "",
            when=moment(source.published, edition.language, time_zone) if source.published else words["date_unknown"],
            origin=f"{words['date_from']} {source.published_origin}" if source.published_origin else "",
            path=source.path,
            digest=source.sha256,
            reader=source.reader,
            web=web_address(source.url),
            url=source.url or "",
            language=language,
            direction=text_direction(source.text, language),
            lines=_lines(source, [citation for citation, _ in here]),
            cited=tuple(
                Link(words["line"].replace("{n}", str(n)), f"../brief.html#{owner}")
                for n, owner in sorted(lines.items())
            ),
        )


def _short(title: str) -> str:
    """For the browser's tab; short also when its signs are written as entities."""
    folded = " ".join(title.split())
    size = 56
    while len(escape(folded[:size])) > 56:
        size -= 1
    return folded if size >= len(folded) else folded[: size - 1].rstrip() + "…"


def _lines(source: CitedSource, citations: list[Citation]) -> tuple[tuple[MarkedText, ...], ...]:
    marks: list[list[int]] = []  # disjoint ranges in ascending order
    for citation in citations:
        if marks and citation.start <= marks[-1][1]:
            marks[-1][1] = max(marks[-1][1], citation.end)
        else:
            marks.append([citation.start, citation.end])
    found: list[tuple[MarkedText, ...]] = []
    start = first = 0
    for line in source.text.split("\n"):
        end = start + len(line)
        pieces: list[MarkedText] = []
        at = start
        while first < len(marks) and marks[first][1] <= start:
            first += 1
        for low, high in marks[first:]:
            if low >= end:
                break
            low, high = max(low, at), min(high, end)
            pieces += [MarkedText(source.text[at:low], False)] if low > at else []
            pieces += [MarkedText(source.text[low:high], True)] if high > low else []
            at = high
        pieces += [MarkedText(source.text[at:end], False)] if end > at else []
        found.append(tuple(pieces))
        start = end + 1
    return tuple(found)
