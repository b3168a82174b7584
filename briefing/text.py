"""Spans of text, and a text that knows where each stretch of it came from.

Positions are half-open ranges `[start, end)` of Unicode code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """`[start, end)` in code points of some text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"no span: {start}..{end}")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


# A hundred spans are made of every article: to set what is frozen in this way takes half of the time of the usual one.
_set_start: Callable[[Span, int], None] = Span.__dict__["start"].__set__
_set_end: Callable[[Span, int], None] = Span.__dict__["end"].__set__


@dataclass(frozen=True, slots=True)
class Run:
    """From `at` on (to the next run, or the text's end) the text came from the decoded file's `source` on.

    verbatim: character for character; otherwise the stretch as a whole stands for `length` characters there.
    source is None where the reader made the stretch itself (a line break between two blocks).
    """

    at: int
    source: int | None
    verbatim: bool = True
    length: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A string and, run by run, where it stands in the decoded file. No runs: the origin is not known."""

    string: str
    runs: tuple[Run, ...] = ()

    @classmethod
    def whole(cls, string: str) -> Text:
        """A text that is the decoded file itself."""
        return cls(string, (Run(0, 0),))

    def __str__(self) -> str:
        return self.string

    def __len__(self) -> int:
        return len(self.string)

    def __getitem__(self, span: Span) -> str:
        return self.string[span.start : span.end]

    def part(self, span: Span) -> Text:
        """The stretch `span` as a text of its own; its characters keep their origin."""
        return Text(span.of(self.string), tuple(self._runs_of(span.start, span.end, 0)))

    def _run_at(self, position: int) -> int:
        return bisect_right(self.runs, position, key=lambda run: run.at) - 1

    def source_of(self, span: Span) -> Span | None:
        """The smallest range of the decoded file that the span came from; None where that is not known."""
        if not self.runs or len(span) == 0:
            return None
        first: int | None = None
        last: int | None = None
        index = max(0, self._run_at(span.start))
        while index < len(self.runs) and self.runs[index].at < span.end:
            run = self.runs[index]
            stop = self.runs[index + 1].at if index + 1 < len(self.runs) else len(self.string)
            index += 1
            if run.source is None:
                continue
            low, high = max(span.start, run.at), min(span.end, stop)
            if low >= high:
                continue
            if run.verbatim:
                here = (run.source + low - run.at, run.source + high - run.at)
            else:
                here = (run.source, run.source + run.length)
            first = here[0] if first is None else min(first, here[0])
            last = here[1] if last is None else max(last, here[1])
        return None if first is None or last is None or first >= last else Span(first, last)

    def replaced(self, edits: Iterable[tuple[Span, str]]) -> Text:
        """The text with each span replaced; spans must not overlap. What stays keeps its origin, new characters
        stand for what they replaced."""
        pieces: list[str] = []
        runs: list[Run] = []
        size = 0
        at = 0
        for span, new in sorted(edits, key=lambda edit: (edit[0].start, edit[0].end)):
            if span.start < at:
                raise ValueError(f"edits overlap at {span.start}")
            runs += self._runs_of(at, span.start, size)
            size += span.start - at
            pieces += (self.string[at : span.start], new)
            if new:
                origin = self.source_of(span)
                runs.append(Run(size, origin.start, False, len(origin)) if origin else Run(size, None, False))
            size += len(new)
            at = span.end
        runs += self._runs_of(at, len(self.string), size)
        pieces.append(self.string[at:])
        return Text("".join(pieces), tuple(runs) if self.runs else ())

    def _runs_of(self, start: int, end: int, size: int) -> list[Run]:
        """The runs of `[start, end)` as they stand when that stretch begins at `size`."""
        if start >= end or not self.runs:
            return []
        found: list[Run] = []
        index = max(0, self._run_at(start))
        while index < len(self.runs) and self.runs[index].at < end:
            run = self.runs[index]
            low = max(run.at, start)
            source = run.source
            if source is not None and run.verbatim:
                source += low - run.at
            found.append(Run(size + low - start, source, run.verbatim, run.length))
            index += 1
        return found


YEARS = range(1600, 2201)  # of days that are believed


def day_of(text: str) -> date | None:
    """The day that is written as 2024-11-19; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def line_of(text: str, position: int) -> int:
    """1 + the number of line feeds before the position."""
    return text.count("\n", 0, position) + 1


def folded(text: str) -> str:
    """Every run of Unicode white space made one space, none at the ends."""
    return " ".join(text.split())


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its English noun: "1 story", "2 stories". many: the plural, where it is not `one` with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"
