"""A document's lines and what is known of them so far: what the rules of `places` look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from briefing.language.memo import lazy
from briefing.language.rules import RuleTable
from briefing.prepare.furniture.bounds import LINES, PAGE
from briefing.prepare.furniture.facts import box
from briefing.prepare.furniture.lines.line_kinds import is_about_author
from briefing.prepare.furniture.lines.line_scores import own_score
from briefing.prepare.furniture.lines.lines import Line
from briefing.prepare.furniture.lines.phrases import Cues
from briefing.prepare.furniture.lines.verdicts import Weight
from briefing.prepare.furniture.zones import Core, cut_off_run, ended, first_ties, grown, ties, zones

_QUOTE = re.compile('["“„«‘]')
_LABEL = re.compile(r"[A-Z][A-Z&' -]{3,24}: \w")


@cache
def _numbered(words: tuple[str, ...]) -> re.Pattern[str]:
    """A number, the word for "of" or a stroke, how many there are, and what parts them from the rest of the line."""
    either = "|".join(map(re.escape, words))
    return re.compile(
        rf"\W{{0,2}}(?:[^\W\d_]{{2,12}}\s)?(\d{{1,3}})\s?(?:/|(?:{either})\s)\s?(\d{{1,3}})\W{{0,2}}(?:[|:.)–—-]|$)",
        re.I,
    )


class Page:
    """The lines of a document and what is known of them so far."""

    def __init__(self, every: Sequence[Line], cues: Cues) -> None:
        self.every, self.cues = every, cues
        self.verdicts = [own_score(line, cues) for line in every]
        self.core: Core = (0, 0)
        self.tie: Sequence[float] = ()
        self.is_opened = False  # does a line say what it opens behind the article?
        self.last_word = len(every)  # the first piece of furniture behind the article, where all after it is furniture
        self.facts = range(0)  # the lines of facts that end an announcement
        self.breaking_off = range(0)  # paragraphs at the end that break off, after an article whose own do not
        self.scores: Sequence[float] = ()  # as they are before a table is applied
        self.sure = 2 * len(every)  # from which line behind the article on furniture is sure

    def zone(self) -> bool:
        """Find where the article begins and ends; False where there is none."""
        core = zones(self.every, self.verdicts, first_ties(self.every))
        if core[0] == core[1]:
            return False
        tie = ties(self.every, core, self.cues.stop_words)
        self.breaking_off = cut_off_run(self.every)
        for index in self.breaking_off:
            tie[index] = min(tie[index], PAGE.foreign)
        core = grown(self.every, self.verdicts, zones(self.every, self.verdicts, tie))
        self.core, self.is_opened = ended(self.every, core, self.verdicts, self.cues, tie)
        self.tie = tie
        self.facts = box(self.every, self.verdicts, self.cues, self.core[1])
        if self.facts:
            self.core = (self.core[0], self.facts.stop)
        self.sure = self._sure()
        return True

    def _sure(self) -> int:
        last = self.core[1]
        if len(self.every) - last > PAGE.long_tail:
            return last
        own = (0.0 if verdict.kind == "byline" else verdict.score for verdict in self.verdicts[last:])
        return next((last + at for at, score in enumerate(own) if score >= 2), self.sure)

    def find_last_word(self) -> None:
        """Where the article's last word is behind us: at the line that opens something else, or at furniture."""
        first = self.core[1]
        if first >= len(self.every):
            return
        while first < len(self.every) - 1 and not self.every[first].count:
            first += 1
        if self.is_opened or self.verdicts[first].score > PAGE.last_word:
            self.last_word = first

    def apply(self, table: Place) -> None:
        self.scores = [verdict.score for verdict in self.verdicts]
        self.__dict__.pop("headings", None)
        for indexes, weight in table.held(self):
            for index in indexes:
                self.verdicts[index].add(weight, self, index)

    @lazy
    def prosiness(self) -> float:
        """0.3..1: how far the document consists of sentences. In one of lists and headings, being none says little."""
        pairs = list(zip(self.every, self.verdicts, strict=True))
        prose = sum(line.count for line, _ in pairs if line.prose)
        other = sum(line.count for line, verdict in pairs if not line.prose and verdict.score <= 0)
        share = prose / (prose + other) if prose else 0.0
        return min(1.0, max(PAGE.least_prose, (share - PAGE.some_prose) / PAGE.some_prose))

    @lazy
    def is_ended(self) -> bool:
        """Do the article's long paragraphs end as sentences do?"""
        long = [line for line in self.every[slice(*self.core)] if line.count >= LINES.long]
        return sum(line.terminal for line in long) >= PAGE.mostly * len(long)

    @lazy
    def repeats(self) -> tuple[frozenset[int], frozenset[int]]:
        """The lines that stand there twice, and those that stand there again; nothing of a document that is doubled."""
        count: Counter[str] = Counter(line.text for line in self.every)
        long = [line.text for line in self.every if line.count >= LINES.phrase_unsure]
        doubled = 4 * len(set(long)) < 3 * len(long)
        twice = {index for index, line in enumerate(self.every) if count[line.text] > 1}
        seen: dict[str, int] = {}
        for index in sorted(twice):
            seen.setdefault(self.every[index].text, index)
        again = {
            index
            for index in twice
            if self.every[index].count >= LINES.phrase_unsure and index != seen[self.every[index].text] and not doubled
        }
        return frozenset(twice - again), frozenset(again)

    @lazy
    def reader_shares(self) -> Sequence[float]:
        """Per line the share of "we" and "you" outside of quotations; empty for an article that speaks so itself."""
        counts = [self._reader_words(line) for line in self.every]
        prose = [index for index, line in enumerate(self.every) if line.prose]
        spoken = sum(self.every[index].count for index in prose)
        if sum(counts[index] for index in prose) > PAGE.reader_share * spoken + PAGE.reader_words:
            return ()
        return [
            count / line.count if line.count >= LINES.caption_least else 0.0
            for count, line in zip(counts, self.every, strict=True)
        ]

    def _reader_words(self, line: Line) -> int:
        words = self.cues.reader_words
        if line.known.isdisjoint(words) or _QUOTE.search(line.text):
            return 0
        return sum(word in words for word in line.words)

    @lazy
    def opened_at(self) -> int:
        """From which line behind the last word on all is known to be something else's."""
        if self.is_opened:
            return self.last_word
        after = range(self.last_word + 1, len(self.every))
        opens = (index for index in after if not self.every[index].prose and self.cues.opens(self.every[index].words))
        return next(opens, 2 * len(self.every))

    @lazy
    def gallery(self) -> frozenset[int]:
        """The lines that begin with their number among as many pictures: "2 of 5 | …", where two or more do."""
        numbered = {
            index: (int(found[1]), int(found[2]))
            for index, line in enumerate(self.every)
            if "0" in line.known and (found := _numbered(self.cues.of_words).match(line.text))
        }
        totals = Counter(total for number, total in set(numbered.values()) if 0 < number <= total)
        return frozenset(index for index, (_, total) in numbered.items() if totals[total] > 1)

    @lazy
    def author_boxes(self) -> frozenset[int]:
        """The lines of boxes on authors near the article's end: a name, and under it what its bearer is."""
        found: set[int] = set()
        for index in range(max(1, self.core[1] - PAGE.author_box), self.core[1]):
            name, line = self.every[index - 1], self.every[index]
            is_name = 2 <= name.count <= LINES.title_words and name.capitals == 1.0 and not name.terminal
            if is_name and line.words[: name.count] == name.words and is_about_author(line, self.cues):
                found |= {index - 1, index}
        return frozenset(found)

    @lazy
    def byline(self) -> int:
        """The byline or date near the top with nothing of the article above it; 0 where there is none."""
        top = range(min(len(self.every), self.core[0] + PAGE.below_core, PAGE.top))
        last = max((index for index in top if self.verdicts[index].is_surely("byline", PAGE.byline)), default=0)
        above = sum(line.prose for line in self.every[:last])
        below = sum(line.prose for line in self.every[last + 1 :])
        return last if above <= (0 if self.every[0].prose else 2) and below >= PAGE.row else 0

    @lazy
    def headings(self) -> Sequence[int]:
        """The lines within the article that are neither sentences nor furniture."""
        lines = ((index, self.every[index]) for index in range(*self.core))
        return [
            index
            for index, line in lines
            if 0 < line.count < LINES.long
            and not (line.prose or line.sentence or line.item)
            and self.scores[index] <= 0
        ]

    @lazy
    def labelled(self) -> Sequence[int]:
        """Those headings that begin with a label in capitals; none if there is one alone."""
        found = [index for index in self.headings if _LABEL.match(self.every[index].text)]
        return found if len(found) > 1 else []


Place = RuleTable[[Page], Weight | None]
"""Its tests give the indexes of the lines for which they hold."""
