"""Where the article begins and ends in its document.

The article is the run of lines whose prose outweighs the rest most (maximum subsequence segmentation: J. Pasternack
and D. Roth, "Extracting Article Text from the Web with Maximum Subsequence Segmentation", WWW 2009), prose counting
less the fewer words it has in common with the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import chain, compress
from typing import Literal

from briefing.language.memo import Memory
from briefing.prepare.furniture.bounds import BLOCK, LINES, PAGE
from briefing.prepare.furniture.lines.lines import Line
from briefing.prepare.furniture.lines.phrases import Cues
from briefing.prepare.furniture.lines.verdicts import Verdict

Core = tuple[int, int]
"""`[first, last)`: the lines of the article."""


def zones(every: Sequence[Line], verdicts: Sequence[Verdict], ties: Sequence[float]) -> Core:
    """The run of lines whose prose outweighs the rest most."""
    best, best_at = 0.0, (0, 0)
    total, start, run = 0.0, 0, 0
    for index, (line, verdict) in enumerate(zip(every, verdicts, strict=True)):
        worth = _worth(line, verdict, ties[index])
        run = run + 1 if worth < 0 else 0
        total += _counted(worth, run)
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, best_at = total, (start, index + 1)
    return best_at


def _counted(worth: float, run: int) -> float:
    """What a line counts for. run: how many pieces of furniture stand in a row, this one with them: a single one
    between paragraphs counts little, and so does the fourth and all after it."""
    if 1 < run <= PAGE.row:
        return worth
    return max(worth, PAGE.alone) if run < 2 else worth / PAGE.enough


def _worth(line: Line, verdict: Verdict, tie: float) -> float:
    """What a line adds to an article that it is made a part of; about 1 a line of prose, negative for furniture."""
    if verdict.is_surely("caption", PAGE.byline):
        return -0.05  # a picture within the article parts nothing from it
    if verdict.score > 0:
        other = 6 if verdict.score > PAGE.certain and not line.prose else 8
        return -0.8 - min(verdict.score, BLOCK.before) / other
    if line.count == 0:
        return -0.05
    if line.prose:
        return (0.5 + min(line.count, LINES.full) / 15) * max(-0.1, min(1.0, (tie - PAGE.foreign) / 0.4))
    return _worth_of_no_prose(line, tie)


def _worth_of_no_prose(line: Line, tie: float) -> float:
    if line.sentence or line.post:
        return 0.3
    if line.count >= LINES.long and line.ends != ":":
        return 0.6 if tie >= PAGE.own else -1.5
    return 0.1 if line.item else -0.35


def ties(every: Sequence[Line], core: Core, common: frozenset[str]) -> list[float]:
    """Per line: the share of its words that the article uses elsewhere too, divided by what is usual in this article.

    About 1 for a paragraph of the article, mostly under 0.5 for one of another. 1 where there is too little to decide.
    """
    stem_of = _stems(common).__getitem__
    shares = _shares(every, core, [set(map(stem_of, line.known)) - _NO_STEM for line in every])
    paragraphs = [index for index in range(*core) if every[index].prose and every[index].count >= LINES.cut_off]
    usual = sorted(shares[index] for index in paragraphs if shares[index] >= 0)
    middle = usual[len(usual) // 2] if len(usual) >= PAGE.enough else 0.0
    if middle < PAGE.usual:
        return [1.0] * len(every)
    return [share / middle if share >= 0 else 1.0 for share in shares]


@cache
def _stems(common: frozenset[str]) -> Memory[str]:
    """Of a word the letters that are compared; "" of a short and of a common one."""
    return Memory(lambda word: "" if len(word) <= BLOCK.short or word in common else word[: BLOCK.stem])


_NO_STEM = frozenset([""])


def _shares(every: Sequence[Line], core: Core, stems: Sequence[set[str]]) -> list[float]:
    """Per line the share of its words that other prose of the article holds; -1 where it has too few to tell."""
    counted = [core[0] <= index < core[1] and line.prose for index, line in enumerate(every)]
    holding = Counter(chain.from_iterable(compress(stems, counted)))
    once = {stem for stem, count in holding.items() if count == 1}
    several = holding.keys() - once
    return [
        len(own & (several if counts else holding.keys())) / len(own) if len(own) >= BLOCK.stem else -1.0
        for own, counts in zip(stems, counted, strict=True)
    ]


def first_ties(every: Sequence[Line]) -> list[float]:
    """Before it is known what the article speaks of: paragraphs that break off count little, if others do not."""
    long = [line for line in every if line.count >= LINES.long]
    ended = 2 * sum(line.terminal for line in long) >= len(long)
    return [0.5 if ended and line.count >= LINES.long and not line.terminal else 1.0 for line in every]


def cut_off_run(every: Sequence[Line]) -> range:
    """Two or more long paragraphs at the end that break off without any stop, after an article whose own do not."""
    first = len(every)
    while first > 0 and _breaks_off(every[first - 1]) and not every[first - 1].post:
        first -= 1
    own = [line for line in every[:first] if line.count >= LINES.long]
    several = len(every) - first >= 2 and own and not any(map(_breaks_off, own))
    return range(first if several else len(every), len(every))


def _breaks_off(line: Line) -> bool:
    return line.count >= LINES.long and (line.ends.isalnum() or line.ends == ",")


def grown(every: Sequence[Line], verdicts: Sequence[Verdict], core: Core) -> Core:
    """The article with the prose that adjoins it: off its subject though it be, nothing parts it from the article."""
    first, last = core
    adjoins = [
        line.prose and verdict.score <= PAGE.clearly_prose for line, verdict in zip(every, verdicts, strict=True)
    ]
    pictures = [verdict.is_surely("caption", PAGE.byline) for verdict in verdicts]
    while first > 0 and adjoins[first - 1]:
        first -= 1
    while (follows := next((i for i in range(last, len(every)) if not pictures[i]), len(every))) < len(every):
        if not adjoins[follows]:
            break
        last = follows + 1
    return first, last


def ended(
    every: Sequence[Line], core: Core, verdicts: Sequence[Verdict], cues: Cues, tie: Sequence[float]
) -> tuple[Core, bool]:
    """The article ends before the first line that opens the readers' comments or the list of other articles; was there
    such a line?"""
    opener = _opener(every, core, cues, tie)
    if opener is not None:
        return (core[0], opener), True
    last = core[1]
    while last > core[0] + 1 and verdicts[last - 1].evidence >= PAGE.tail_evidence:
        last -= 1
    return (core[0], last), False


def _opens(
    every: Sequence[Line], index: int, cues: Cues, is_release: Callable[[], bool]
) -> Literal["voices", "lists"] | None:
    """What a line opens. "About Tolling" over a paragraph that begins with that name is the publisher's, in a text
    that says somewhere that it is a press release."""
    line = every[index]
    found = cues.opens(line.words)
    if found or not 2 <= line.count <= LINES.prose or line.terminal:
        return found
    words = next((start.split() for start in cues.about_starts if _padded(line.words).startswith(start)), [])
    name = line.words[len(words) : len(words) + 1]
    below = next((other for other in every[index + 1 : index + 3] if other.count), None)
    about = bool(words and name and below) and name[0] in (below.words[: PAGE.row] if below else ())
    return "voices" if about and is_release() else None


def _is_release(cues: Cues, line: Line) -> bool:
    padded = _padded(line.words)
    return any(sign in padded for sign in cues.release_signs)


def _padded(words: Sequence[str]) -> str:
    return " " + " ".join(words) + " "


def _opener(every: Sequence[Line], core: Core, cues: Cues, tie: Sequence[float]) -> int | None:
    """The line that opens what is not the article, if enough of the prose stands before it, and what follows a list of
    other articles does not go on with the subject."""
    prose = [line.count if line.prose else 0 for line in every]
    on_subject = [count if share >= PAGE.own else 0 for count, share in zip(prose, tie, strict=True)]
    whole, before, after = sum(prose), 0, sum(on_subject[: core[1]])
    is_release = cache(lambda: any(map(partial(_is_release, cues), every)))  # looked at once, where it matters
    for index, line in enumerate(every[: core[1] + PAGE.row]):
        after -= on_subject[index] if index < core[1] else 0
        what = (
            _opens(every, index, cues, is_release)
            if before >= PAGE.body_least and not line.prose and index > core[0]
            else None
        )
        if what == "voices" and before >= PAGE.voices_after * whole:
            return index
        if what == "lists" and before >= PAGE.lists_after * whole and after < LINES.long:
            return index
        before += prose[index]
    return None
