"""Which line of the text is the article's title, if any: the lead is not a title."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.prepare.furniture.authors import is_person
from briefing.prepare.furniture.line_scores import Verdict
from briefing.prepare.furniture.lines import Line
from briefing.prepare.furniture.phrases import Cues
from briefing.prepare.raw import RawArticle
from briefing.text import folded

_WITHIN = 14  # lines from the top in which a title is looked for
_ABOVE = 8  # lines above the article's first paragraph, where more than that stands above it
_TRAILS = (" | ", " » ", " > ", " › ", " / ")
_LONGEST = 30  # words of a title


def title_line(raw: RawArticle, every: Sequence[Line], verdicts: Sequence[Verdict], known: Cues) -> int | None:
    """The index of the title's line; None where the text has no title of its own."""
    stated = folded(raw.title.value).casefold() if raw.title else None
    top = every[:_WITHIN]
    for index, line in enumerate(top):
        if line.tag == "title" or (stated and folded(line.text).casefold() == stated):
            return index
    headed = next((index for index, line in enumerate(top) if line.tag == "heading" and line.count >= 3), None)
    if headed is not None or raw.extracted:
        return headed
    marked = next((index for index, line in enumerate(top) if line.level == 1 and line.count), None)
    if marked is not None:
        return marked
    return _plain(raw.body.string, every, verdicts, known)


def _plain(text: str, every: Sequence[Line], verdicts: Sequence[Verdict], known: Cues) -> int | None:
    """A line above the first paragraph that could be a title, if what stands around it says that it is one: an empty
    line below where the article has none, a byline or a date below, or a paragraph much longer than it. The first such
    line; where a page's menus stand above the article, the longest."""
    first = next((index for index, line in enumerate(every) if line.prose and verdicts[index].score <= 0), 0)
    if first < _WITHIN:
        for index, line in enumerate(every[:_WITHIN]):
            if line.prose or (line.sentence and line.ends != "?"):
                return None
            if _could_be(line) and not _settled(verdicts[index]) and not known.opens(line.words):
                verdict = _is_over_text(text, every, verdicts, index)
                if verdict is not None:
                    return index if verdict else None
        return None
    window = range(first - _ABOVE, first)
    could = [i for i in window if _could_be(every[i]) and not _settled(verdicts[i]) and every[i].count >= 4]
    could = [i for i in could if not known.opens(every[i].words) and not is_person(every[i].text, known)]
    best = max(could, key=lambda i: (every[i].count, -i), default=None)
    return best if best is not None and _is_over_text(text, every, verdicts, best) else None


def _is_over_text(text: str, every: Sequence[Line], verdicts: Sequence[Verdict], index: int) -> bool | None:
    """Does what stands below say that the line is a title? None: nothing stands below that could say so."""
    line, below = every[index], every[index + 1 : index + 9]
    first = next((other for other in below if other.prose), None)
    if first is None:
        return False if not below else None
    parted = text.count("\n", line.span.end, below[0].span.start) > 1
    byline = any(map(_is_byline, verdicts[index + 1 : index + 4]))
    longer = first.count >= max(12, 1.2 * line.count)
    unstopped = index == 0 and line.ends.isalnum() and line.count <= 22 and first.count >= 8
    return byline or (parted and longer) or (longer and line.count <= 22) or unstopped


def _could_be(line: Line) -> bool:
    if (
        not 3 <= line.count <= _LONGEST
        or max(map(line.text.count, _TRAILS)) > 1
        or line.item
        or line.address
        or line.digits > 0.4
    ):
        return False
    if line.ends == "." and line.capitals >= 0.75 and line.count >= 4:
        return line.text.rpartition(" ")[2][:1].isupper()
    return line.ends not in ".,;…" and not line.text[:1].islower() and bool(line.text[:1].strip())


def _settled(verdict: Verdict) -> bool:
    """Furniture by its own words, whatever stands around it."""
    return sum(weight for weight, kind, _ in verdict.reasons if kind is not None and weight > 0) >= 5


def _is_byline(verdict: Verdict) -> bool:
    return any(kind == "byline" and weight >= 5 for weight, kind, _ in verdict.reasons)
