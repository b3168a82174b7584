"""What of a story's articles is not printed, and why: the sentences that an editor may put in, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from briefing.compose.edits.statements import effective
from briefing.desk.bench import View
from briefing.desk.views.reasons_now import reason_now
from briefing.desk.views.rows import numbers
from briefing.language import plain
from briefing.model import CitedSource, NotPrinted, StoryBrief

MOST_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A passage that is not printed. id: of the statement that it would be; section: the one that it fits best; number:
    of its article at the desk."""

    id: str
    text: str
    section: str | None
    score: float
    why: str
    outlet: str
    number: int
    language: str | None


def missing_rows(view: View, story: StoryBrief) -> list[Missing]:
    """Passages of the story's articles, but for those that the editor struck, which stand under the story."""
    struck = {edit.strike for edit in effective(view.told.edits.edits)}
    found = [row for row in _rows(view, story) if row.id not in struck]
    return sorted(found, key=lambda row: (row.section is None, -row.score))[:MOST_SHOWN]


def _rows(view: View, story: StoryBrief) -> Iterator[Missing]:
    sources = {source.number: source for source in view.edition.sources if source.number in story.articles}
    by_path = numbers(view)
    for one in view.edition.not_printed:
        if source := sources.get(one.source):
            yield Missing(
                id=_id(source, one),
                text=plain(source.text[one.start : one.end]),
                section=one.section,
                score=one.score,
                why=reason_now(view, story, one.section, one.why),
                outlet=source.publisher or source.title or source.path,
                number=by_path[source.path],
                language=source.language,
            )


def _id(source: CitedSource, place: NotPrinted) -> str:
    """As `statement_id`, of an article that is cited."""
    return "s" + sha256(f"{source.text_sha256}:{place.start}-{place.end}".encode()).hexdigest()[:10]
