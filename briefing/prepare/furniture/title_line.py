"""Which line of the text is the article's title, if any: the lead is not a title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from briefing.prepare.furniture.bounds import BLOCK, LINES, PAGE, TITLE
from briefing.prepare.furniture.lines.lines import Line
from briefing.prepare.furniture.lines.phrases import Cues
from briefing.prepare.furniture.lines.verdicts import Verdict
from briefing.prepare.furniture.names.authors import is_person
from briefing.prepare.furniture.names.outlets import is_masthead
from briefing.prepare.raw import RawArticle
from briefing.text import folded

_TRAILS = (" | ", " » ", " > ", " › ", " / ")
_OPENERS = "\"'“‘«„»‹›¿¡[(「『《【#$€£@…*"  # marks that a title may begin with
_PARTS = "|/–—-"  # what ends no title: a dateline ends "LISK, Marland |"


def title_line(raw: RawArticle, every: Sequence[Line], verdicts: Sequence[Verdict], known: Cues) -> int | None:
    """The index of the title's line; None where the text has no title of its own."""
    stated = folded(raw.title.value).casefold() if raw.title else None
    top = list(enumerate(every[: TITLE.within]))
    for index, line in top:
        if line.tag == "title" or (stated and folded(line.text).casefold() == stated):
            return index
    headed = next((index for index, line in top if line.tag == "heading" and line.count >= TITLE.least), None)
    if headed is not None or raw.extracted:
        return headed
    over = next((index for index, line in top if line.prose and verdicts[index].score <= 0), TITLE.within)
    marked = next((index for index, line in top[: over + 1] if line.level == 1 and line.count), None)
    return marked if marked is not None else _plain(raw.body.string, every, verdicts, known)


def _plain(text: str, every: Sequence[Line], verdicts: Sequence[Verdict], known: Cues) -> int | None:
    """A line above the first paragraph that could be a title, if what stands around it says that it is one: an empty
    line below where the article has none, a byline or a date below, or a paragraph much longer than it. The first such
    line; where a page's menus stand above the article, the longest."""
    first = next((index for index, line in enumerate(every) if line.prose and verdicts[index].score <= 0), 0)

    def could(index: int) -> bool:
        line = every[index]
        return _could_be(line) and verdicts[index].named < PAGE.byline and not known.opens(line.words)

    if first < TITLE.within:
        return _first_title(text, every, verdicts, known, could)
    above = [index for index in range(first - TITLE.above, first) if every[index].count > TITLE.least and could(index)]
    above = [index for index in above if not is_person(every[index].text, known)]
    best = max(above, key=lambda index: (every[index].count, -index), default=None)
    return best if best is not None and _is_over_text(text, every, verdicts, best) else None


def _first_title(
    text: str, every: Sequence[Line], verdicts: Sequence[Verdict], known: Cues, could: Callable[[int], bool]
) -> int | None:
    """The first line that could be a title, above the first sentence; None if what stands below denies it. The name of
    an outlet is none where another line that could be one follows."""
    for index, line in enumerate(every[: TITLE.within]):
        if could(index) and is_masthead(line.text, known) and _another(every, index, could):
            continue
        if verdicts[index].is_surely("other", BLOCK.clear):
            continue
        if line.prose or (line.sentence and line.ends != "?"):
            return None
        verdict = _is_over_text(text, every, verdicts, index) if could(index) else None
        if verdict is not None:
            return index if verdict else None
    return None


def _another(every: Sequence[Line], index: int, could: Callable[[int], bool]) -> bool:
    """Does a line of a title's length follow, above the first sentence, that could be one?"""
    below = range(index + 1, min(len(every), TITLE.within))
    above_text = takewhile(lambda number: not every[number].prose, below)
    return any(could(number) and every[number].count > TITLE.least for number in above_text)


def _is_over_text(text: str, every: Sequence[Line], verdicts: Sequence[Verdict], index: int) -> bool | None:
    """Does what stands below say that the line is a title? None: nothing stands below that could say so."""
    line, below = every[index], every[index + 1 : index + 1 + TITLE.above]
    first = next((other for other in below if other.prose), None)
    if first is None:
        return None if below else False
    if any(verdict.is_surely("byline", PAGE.byline) for verdict in verdicts[index + 1 : index + 1 + TITLE.least]):
        return True
    longer = first.count >= max(LINES.phrase_unsure, 1.2 * line.count)
    parted = text.count("\n", line.span.end, below[0].span.start) > 1
    return (longer and (parted or line.count <= TITLE.short)) or _is_unstopped(index, line, first)


def _is_unstopped(index: int, line: Line, first: Line) -> bool:
    """A first line that ends like no sentence, over one."""
    return index == 0 and line.ends.isalnum() and line.count <= TITLE.short and first.count >= LINES.prose


def _could_be(line: Line) -> bool:
    if not TITLE.least <= line.count <= TITLE.longest or line.item or line.address or line.digits > TITLE.digits:
        return False
    if max(map(line.text.count, _TRAILS)) > 1 or _is_note(line):
        return False
    if line.ends == "." and line.capitals >= TITLE.capitals and line.count > TITLE.least:
        return line.text.rpartition(" ")[2][:1].isupper()
    opens = line.text[:1].isalnum() or line.text[:1] in _OPENERS
    parted = line.text.rstrip()[-1:] in _PARTS
    return line.ends not in ".,;…" and not parted and not line.text[:1].islower() and opens


def _is_note(line: Line) -> bool:
    """A note of a wire's desk: all in brackets, or a slug in capitals behind a bracket: "(UPDATE) HARBOUR VOTE"."""
    return line.text.startswith("(") and (line.text.endswith(")") or line.shouted)
