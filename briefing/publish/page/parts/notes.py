"""The source notes: of what statements rest on, and of what was only read."""

from __future__ import annotations

from briefing.model import CitedSource
from briefing.publish.page.addresses import web_address
from briefing.publish.page.citations import PageCitations
from briefing.publish.page.elements import Excerpt, Link, Note
from briefing.publish.page.excerpts import excerpts
from briefing.publish.page.labels import moment, text_direction

INFERRED = " name"  # the origins of a date that an article does not say itself: the name of its file or folder
PART = 900  # characters of passages that stand in one part of a note; a part never breaks over a page


def notes(citer: PageCitations) -> tuple[Note, ...]:
    """One for each source, by its number; once all statements are quoted, since a note says where it is cited."""
    return tuple(note(citer, source) for source in citer.edition.sources)


def note(citer: PageCitations, source: CitedSource) -> Note:
    """What a reader needs to find a source again, and what of it is relied on."""
    cited = citer.cited.get(source.number, ())
    found = excerpts(source, cited)
    words = citer.words
    return Note(
        number=source.number,
        id=f"note-{source.number}",
        outlet=source.publisher or "",
        title=source.title or source.path,
        author=source.author or "",
        when=moment(source.published, citer.language, citer.zone) if source.published else words["date_unknown"],
        origin=f"{words['date_from']} {source.published_origin}" if source.published_origin else "",
        path=source.path,
        digest=source.sha256,
        copies=tuple(copy.path for copy in source.copies),
        page=f"sources/{source.number:03d}.html",
        web=web_address(source.url),
        url=source.url or "",
        excerpts=found,
        places=citer.places(citation for citation, _ in cited),
        lines=citer.lines(citation for citation, _ in cited),
        named=bool(source.title),
        cited_in=tuple(Link(text, href) for text, href in citer.cited_in.get(source.number, {}).items()),
        language=citer.foreign(source.language),
        direction=text_direction(source.text, source.language),
        parts=_parts(found),
        unprinted=excerpts(source, [(citation, text) for citation, text in cited if text is None]),
        cited=bool(cited),
        inferred=(source.published_origin or "").endswith(INFERRED),
    )


def _parts(found: tuple[Excerpt, ...]) -> tuple[tuple[Excerpt, ...], ...]:
    """A note's passages in parts that are short enough to be kept together on a page; one part at least."""
    parts: list[tuple[Excerpt, ...]] = [()]
    size = 0
    for excerpt in found:
        length = sum(len(piece.text) for piece in excerpt)
        if size and size + length > PART:
            parts.append(())
            size = 0
        parts[-1] = (*parts[-1], excerpt)
        size += length
    return tuple(parts)
