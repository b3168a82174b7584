"""What a printed story does not print, and why: for `explain`, which answers for any sentence of any source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefing.compose.edition.citations import Citer
from briefing.compose.selection.select import Chooser
from briefing.model import NotPrinted, StoryBrief
from briefing.text import Span

LIMITS = "the limits of length of the edition, the story or the source do not hold it"


def unprinted(told: Iterable[tuple[Chooser, StoryBrief]], citer: Citer) -> tuple[NotPrinted, ...]:
    """Every passage of the stories that no statement holds, by source and place."""
    found = [row for chooser, story in told for row in _of_story(chooser, _places(story), citer)]
    return tuple(sorted(found, key=lambda row: (row.source, row.start, row.end)))


def _of_story(chooser: Chooser, printed: Mapping[int, Sequence[Span]], citer: Citer) -> Iterable[NotPrinted]:
    reasons = chooser.reasons()
    for candidate in chooser.everything:
        source = citer.number_of[candidate.passage.article.path]
        span = candidate.passage.span
        if not any(one.contains(span) for one in printed.get(source, ())):
            section, score, why = reasons.get(candidate.passage.key, (None, 0.0, LIMITS))
            yield NotPrinted(
                source=source, start=span.start, end=span.end, section=section, score=round(score, 4), why=why
            )


def _places(story: StoryBrief) -> Mapping[int, Sequence[Span]]:
    """Source → what the story prints of it."""
    found: dict[int, list[Span]] = {}
    for statement in story.statements:
        first = statement.citations[0]
        found.setdefault(first.source, []).append(Span(first.start, first.end))
    return found
