"""Is a line part of the article? A weighted line scorer, and where the article begins and ends.

Each line gets a score from what can be seen of it alone (`own_score`): its cues, its shape. Then the article is the run
of lines whose prose outweighs the rest most (maximum subsequence segmentation: J. Pasternack and D. Roth, "Extracting
Article Text from the Web with Maximum Subsequence Segmentation", WWW 2009), prose counting less the fewer words it has
in common with the rest. Lines outside of it, and lines among furniture, are judged more strictly. The weights are set
by hand; a positive score is furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.prepare.furniture.line_scores import WEIGHTS, Verdict, is_about_author, own_score
from briefing.prepare.furniture.lines import Line
from briefing.prepare.furniture.phrases import Cues

_ALONE = -1.0
"""The most that a single piece of furniture between paragraphs counts: a short last paragraph outweighs it."""

_ENOUGH = 4
"""Paragraphs by which an article shows how often it says its words again."""


def zones(every: Sequence[Line], verdicts: Sequence[Verdict], ties: Sequence[float]) -> tuple[int, int]:
    """`[first, last)`: the run of lines whose prose outweighs the rest most."""
    best, best_at = 0.0, (0, 0)
    total, start, run = 0.0, 0, 0
    for index, (line, verdict) in enumerate(zip(every, verdicts, strict=True)):
        worth = _worth(line, verdict, ties[index])
        run = run + 1 if worth < 0 else 0
        total += worth if 1 < run <= 3 else max(worth, _ALONE) if run < 2 else worth / 4
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, best_at = total, (start, index + 1)
    return best_at


def _worth(line: Line, verdict: Verdict, tie: float) -> float:
    """What a line adds to an article that it is made a part of; about 1 a line of prose, negative for furniture."""
    if verdict.score > 0.9 and not line.prose:
        return -0.8 - min(verdict.score, 8.0) / 6
    if verdict.score > 0:
        return -0.8 - min(verdict.score, 8.0) / 8
    if line.count == 0:
        return -0.05
    if line.prose:
        return (0.5 + min(line.count, 40) / 15) * max(-0.1, min(1.0, (tie - 0.3) / 0.4))
    if line.sentence or line.post:
        return 0.3
    if line.count >= 25 and line.ends != ":":
        return 0.6 if tie >= 0.6 else -1.5
    return 0.1 if line.item else -0.35


def ties(every: Sequence[Line], core: tuple[int, int], common: frozenset[str]) -> list[float]:
    """Per line: the share of its words that the article uses elsewhere too, divided by what is usual in this article.

    About 1 for a paragraph of the article, mostly under 0.5 for one of another. 1 where there is too little to tell.
    Words are compared by their first six letters: enough for the endings of most languages.
    """
    stems = [{word[:6] for word in line.known - common if len(word) > 3} for line in every]
    holding: Counter[str] = Counter()
    for index in range(*core):
        if every[index].prose:
            holding.update(stems[index])
    once = {stem for stem, count in holding.items() if count == 1}
    several = holding.keys() - once
    shares: list[float] = []
    for index, own in enumerate(stems):
        counted = core[0] <= index < core[1] and every[index].prose  # it holds its own words itself
        shared = len(own & several) + (0 if counted else len(own & once))
        shares.append(shared / len(own) if len(own) >= 6 else -1.0)
    usual = sorted(shares[i] for i in range(*core) if every[i].prose and every[i].count >= 20 and shares[i] >= 0)
    middle = usual[len(usual) // 2] if len(usual) >= _ENOUGH else 0.0
    if middle < 0.08:
        return [1.0] * len(every)
    return [share / middle if share >= 0 else 1.0 for share in shares]


def judge(every: Sequence[Line], cues: Cues) -> list[Verdict]:
    """A verdict on each line."""
    verdicts = [own_score(line, cues) for line in every]
    _repeated(every, verdicts)
    _voices(every, verdicts, cues)
    core = zones(every, verdicts, _first_ties(every))
    if core[0] == core[1]:
        return verdicts
    tie = ties(every, core, cues.stop_words)
    for index in _cut_off_run(every):
        tie[index] = min(tie[index], _FOREIGN)
    core = _grown(every, verdicts, zones(every, verdicts, tie))
    core, opened = _ended(every, core, verdicts, cues, tie)
    prosiness = _prosiness(every, verdicts)
    _around(every, verdicts, core, tie, prosiness, cues)
    if core[1] < len(every):
        _after_last_word(every, verdicts, core[1], opened, tie, cues, prosiness)
    _head(every, verdicts, core)
    _headlines(every, verdicts, core)
    _among(every, verdicts)
    _wordless(every, verdicts)
    return verdicts


def _first_ties(every: Sequence[Line]) -> list[float]:
    """Before it is known what the article speaks of: paragraphs that break off count little, if others do not."""
    long = [line for line in every if line.count >= 25]
    ended = 2 * sum(line.terminal for line in long) >= len(long)
    return [0.5 if ended and line.count >= 25 and not line.terminal else 1.0 for line in every]


_QUOTES = '"“„«‘'


def _voices(every: Sequence[Line], verdicts: Sequence[Verdict], cues: Cues) -> None:
    """In an article that does not say "we" and "you" outside of quotations, a line that does speaks for another: the
    publisher, a reader."""
    shares: list[float] = []
    said = spoken = 0
    for line in every:
        count = 0
        if not line.known.isdisjoint(cues.reader_words) and not any(mark in line.text for mark in _QUOTES):
            count = sum(word in cues.reader_words for word in line.words)
        shares.append(count / line.count if line.count >= 6 else 0.0)
        if line.prose:
            spoken += line.count
            said += count
    if said > 0.025 * spoken + 3:
        return
    for line, share, verdict in zip(every, shares, verdicts, strict=True):
        if (
            share >= 0.07
            and line.known.isdisjoint(cues.speech_verbs)
            and (line.prose or line.sentence or line.count >= 12)
        ):
            verdict.add("speaks to the reader", "speaks to the reader, as the article does not", "appeal")


_FOREIGN = 0.3
"""A share of common words that tells of another subject."""


def _cut_off_run(every: Sequence[Line]) -> range:
    """Two or more long paragraphs at the end that break off without any stop, after an article whose own do not."""
    first = len(every)
    while first > 0 and every[first - 1].count >= 25 and every[first - 1].ends.isalnum() and not every[first - 1].post:
        first -= 1
    long = [line for line in every[:first] if line.count >= 25]
    several = len(every) - first >= 2 and bool(long) and not any(line.ends.isalnum() for line in long)
    return range(first if several else len(every), len(every))


def _grown(every: Sequence[Line], verdicts: Sequence[Verdict], core: tuple[int, int]) -> tuple[int, int]:
    """The article with the prose that adjoins it: off its subject though it be, nothing parts it from the article."""
    first, last = core
    while first > 0 and every[first - 1].prose and verdicts[first - 1].score <= _CLEARLY_PROSE:
        first -= 1
    while last < len(every) and every[last].prose and verdicts[last].score <= _CLEARLY_PROSE:
        last += 1
    return first, last


_CLEARLY_PROSE = -2.0


def _prosiness(every: Sequence[Line], verdicts: Sequence[Verdict]) -> float:
    """0.3..1: how far the document consists of sentences. In one of lists and headings, being none says little."""
    prose = other = 0
    for line, verdict in zip(every, verdicts, strict=True):
        if line.prose:
            prose += line.count
        elif verdict.score <= 0:
            other += line.count
    share = prose / (prose + other) if prose else 0.0
    return min(1.0, max(0.3, (share - 0.4) / 0.4))


def _repeated(every: Sequence[Line], verdicts: Sequence[Verdict]) -> None:
    count: Counter[str] = Counter(line.text for line in every)
    long = [line.text for line in every if line.count >= 12]
    doubled = 4 * len(set(long)) < 3 * len(long)  # the whole document stands there twice
    seen: set[str] = set()
    for line, verdict in zip(every, verdicts, strict=True):
        if count[line.text] > 1:
            if line.count >= 12 and line.text in seen and not doubled:
                verdict.add("said again", "stands in the document already")
            elif not line.quoted and not line.prose:
                verdict.add("said twice", "stands twice in the document")
            seen.add(line.text)


def _ended(
    every: Sequence[Line], core: tuple[int, int], verdicts: Sequence[Verdict], cues: Cues, tie: Sequence[float]
) -> tuple[tuple[int, int], bool]:
    """The article ends before the first line that opens the readers' comments or the list of other articles, if enough
    of its prose stands before that line, and what follows a list of articles does not go on with the subject."""
    prose = [line.count if line.prose else 0 for line in every]
    on_subject = [count if share >= 0.6 else 0 for count, share in zip(prose, tie, strict=True)]
    whole, before = sum(prose), 0
    for index, line in enumerate(every[: core[1] + 1]):
        if before >= 60 and not line.prose and (what := cues.opens(line.words)):
            after = sum(on_subject[index + 1 : core[1]])
            enough = before >= (0.1 if what == "voices" else 0.4) * whole
            if index > core[0] and enough and (what == "voices" or after < 25):
                return (core[0], index), True
        before += prose[index]
    last = core[1]
    while last > core[0] + 1 and verdicts[last - 1].evidence >= 3:
        last -= 1
    return (core[0], last), False


_LONG_TAIL = 24  # lines without a sentence: more than an article ends with


def _around(
    every: Sequence[Line],
    verdicts: Sequence[Verdict],
    core: tuple[int, int],
    tie: Sequence[float],
    prosiness: float,
    cues: Cues,
) -> None:
    """Lines before and after the article."""
    long = [line for line in every[slice(*core)] if line.count >= 25]
    ended = sum(line.terminal for line in long) >= 0.7 * len(long) if long else True
    own = [verdict.score if verdict.kind != "byline" else 0.0 for verdict in verdicts]
    sure = next((index for index in range(core[1], len(every)) if own[index] >= 2), 2 * len(every))
    if len(every) - core[1] > _LONG_TAIL:
        sure = core[1]
    for index, (line, verdict) in enumerate(zip(every, verdicts, strict=True)):
        if index < core[0]:
            unstopped = line.count >= 12 and line.capitals < 0.5 and not line.item  # a sentence but for its full stop
            times = (0.6 if line.prose else 0.35 if unstopped else 1.0) * prosiness
            verdict.add("before the article", "stands before the article begins", times=times)
        elif index >= core[1]:
            times = prosiness * (1.0 if index >= sure - 2 else 0.3)
            verdict.add("after the article", "stands after the article has ended", times=times)
        if index >= max(1, core[1] - 2) and is_about_author(line, cues):
            verdict.add("about the author", "speaks of the author", "byline")
        if index >= core[1]:
            if line.count >= 20 and not line.terminal and not line.post and ended and tie[index] < 0.7:
                verdict.add("cut off at the end", "cut off, after the article", "teaser")
            if tie[index] < 0.4:
                times = prosiness * (1.0 if line.prose or line.count >= 20 else 0.3)
                verdict.add("speaks of something else", "shares no subject with the article", "teaser", times)


def _after_last_word(
    every: Sequence[Line],
    verdicts: Sequence[Verdict],
    first: int,
    opened: bool,
    tie: Sequence[float],
    cues: Cues,
    prosiness: float,
) -> None:
    """What stands behind the first piece of furniture after the article; prose on its subject is judged milder,
    unless the line says what it opens."""
    while first < len(every) - 1 and not every[first].count:
        first += 1
    if not opened and verdicts[first].score <= WEIGHTS["after the article"] + 1:
        return
    why = "stands behind “" + every[first].text[:40] + "”"
    if opened:
        verdicts[first].add("after the last word", "opens what is not the article")
    for line, verdict, share in zip(every[first + 1 :], verdicts[first + 1 :], tie[first + 1 :], strict=True):
        opened = opened or (not line.prose and cues.opens(line.words) is not None)
        mild = line.prose and share >= 0.6 and not opened
        verdict.add("after the last word", why, times=0.4 if mild else 1.0 if opened else prosiness)


def _head(every: Sequence[Line], verdicts: Sequence[Verdict], core: tuple[int, int]) -> None:
    """What stands above a byline or a date near the top is the title and its standfirst, not the article."""
    last = -1
    for index in range(min(len(every), max(core[0], 0) + 6, 14)):
        if any(kind == "byline" and weight >= 5 for weight, kind, _ in verdicts[index].reasons):
            last = index
    prose_above = sum(line.prose for line in every[: max(0, last)])
    prose_below = sum(line.prose for line in every[last + 1 :])
    if last > 0 and prose_above <= (0 if every[0].prose else 2) and prose_below >= 3:
        for line, verdict in zip(every[:last], verdicts[:last], strict=True):
            if line.prose:
                verdict.add("standfirst", "stands above the byline")
            else:
                verdict.add("before the article", "stands above the byline")


def _among(every: Sequence[Line], verdicts: Sequence[Verdict]) -> None:
    """A short line between two pieces of furniture is likely a third."""
    scores = [verdict.score for verdict in verdicts]
    for index in range(1, len(every) - 1):
        if not every[index].prose and every[index].count < 25 and scores[index - 1] > 1 and scores[index + 1] > 1:
            verdicts[index].add("among furniture", "stands among furniture")


_LABEL = re.compile(r"[A-Z][A-Z&' -]{3,24}: \w")


def _headlines(every: Sequence[Line], verdicts: Sequence[Verdict], core: tuple[int, int]) -> None:
    """Long headings with capitals throughout, in an article that has hardly any headings, point to other articles."""
    short = [i for i in range(*core) if not (every[i].prose or every[i].sentence or every[i].item) and every[i].count]
    short = [i for i in short if verdicts[i].score <= 0 and every[i].count < 25]
    labelled = [i for i in short if _LABEL.match(every[i].text)]
    for index in labelled if len(labelled) > 1 else ():
        verdicts[index].add("label", "a label and a headline", "related")
    for index in short if len(short) <= 3 else ():
        line = every[index]
        if line.capitals >= 0.75 and line.count >= 9 and index > 0 and line.ends != ":":
            verdicts[index].add("a headline", "reads like the headline of another article", "related")


def _wordless(every: Sequence[Line], verdicts: Sequence[Verdict]) -> None:
    """A rule or an empty mark goes with what stands on both sides of it."""
    worded = [index for index, line in enumerate(every) if line.count]
    at = 0
    for index, line in enumerate(every):
        if line.count:
            at += 1
            continue
        sides = [verdicts[i].score > 0 for i in (worded[at - 1 : at] if at else []) + worded[at : at + 1]]
        verdicts[index].score = 1.0 if all(sides) else -1.0
