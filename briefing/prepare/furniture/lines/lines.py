"""The kept text as blocks to be judged: where they stand, and what can be seen of each without its neighbours."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from briefing import language
from briefing.language.memo import lazy
from briefing.prepare.furniture.bounds import LINES
from briefing.prepare.furniture.lines.parts import parts
from briefing.prepare.furniture.lines.phrases import Cues, tokens, tokens_of
from briefing.prepare.raw import RawArticle, Tag
from briefing.prepare.wrapping import goes_on, width_of_text
from briefing.text import Span

_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[^\n]+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\(([^()\s]{0,800})(?:\s\"[^\"\n]{0,200}\")?\)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s")
_MARKS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|`")
_RULE = re.compile(r"\s*(?:[-*_=~•·.#+]\s*){3,}$")
_ITEM = re.compile(r"\s*(?:[-*•·–—►▪‣◦]|\(?\d{1,3}[.)])\s+\S")
_ENDS = ".!?…。！？؟।:;"
_TERMINAL = ".!?…。！？؟।"
_OPENERS = "\"“„«'‘‹–—「『"
_BEFORE = _OPENERS + "([*_"
_INNER = re.compile(r"[.!?]['\"”’»)]?\s+['\"“„«‘(]?[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ0-9]")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w.+-]{1,64}@[\w-]{1,64}\.|(?<![\w/])@\w{2,}")


Stretch = tuple[Span, Tag, str]
"""A part of the text, its tag, and why the reader set it aside."""


class Line:
    """A block and its looks, each seen when it is first asked for: most lines are long prose, of which few are.

    tag, said: what the format says of it, and why the reader set it aside. text: without mark-up; words: as
    `phrases.tokens` gives them; level: 1..6 for a Markdown heading, else 0; links: share of characters that are link
    text, 0..1.
    """

    def __init__(self, stretch: Stretch, bared: tuple[str, int, int], words: list[str]) -> None:
        """bared: what `bare` gives of it; words: those of its text."""
        self.span, self.tag, self.said = stretch
        piece, self.level, linked = bared
        self.text = piece
        self.words = words
        self.known = frozenset(words)
        self.count = len(words)
        self.links = min(1.0, linked / max(1, len(piece)))
        self.quoted = piece != "" and piece[0] in _OPENERS  # begins with a quotation mark

    @lazy
    def ends(self) -> str:
        """Its last character, closing quotation marks apart."""
        return _last(self.text)

    @lazy
    def terminal(self) -> bool:
        """Ends like a sentence."""
        cut_off = self.count >= LINES.cut_off and self.text.endswith(("...", "…"))
        return self.ends != "" and self.ends in _TERMINAL and not cut_off

    @lazy
    def inner(self) -> bool:
        """A sentence ends within it."""
        return _INNER.search(self.text) is not None

    @lazy
    def item(self) -> bool:
        """Begins like the item of a list."""
        return _ITEM.match(self.text) is not None

    @lazy
    def capitals(self) -> float:
        """The share of words that begin with a capital, 0..1."""
        return _capitals(self.text[: LINES.begun])

    @property
    def shouted(self) -> bool:
        """All letters are capitals."""
        return self.text.isupper() and self.capitals == 1.0

    @property
    def digits(self) -> float:
        """The share of characters that are digits, 0..1."""
        begun = self.text[: LINES.begun]
        return len(_DIGIT.findall(begun)) / max(1, len(begun))

    @lazy
    def address(self) -> bool:
        """Holds a web or mail address, or a handle."""
        text = self.text
        return ("@" in text or "://" in text or "www." in text) and _ADDRESS.search(text) is not None

    @lazy
    def prose(self) -> bool:
        """Looks like a sentence of an article."""
        if self.level or _is_titled(self):
            return False
        if self.terminal:
            return self.count >= (LINES.quotation if self.quoted else LINES.prose)
        return self.ends == ":" and self.count >= LINES.lead_in

    @lazy
    def sentence(self) -> bool:
        """Looks like a short sentence, or like the words that lead in a list."""
        if self.level or (self.capitals > LINES.sentence_capitals and self.count > 2):
            return False
        if self.terminal:
            return self.count >= LINES.quotation
        leads_in = self.ends == ":" and self.count >= LINES.title_words
        return leads_in or (self.inner and LINES.prose <= self.count < LINES.long)

    @property
    def post(self) -> bool:
        """A post of a network that the article quotes, or the line that says whose it is."""
        text = self.text
        signed = text.startswith(("— ", "– ")) and "(@" in text
        return signed or "pic.twitter.com/" in text or "//t.co/" in text


def lines(raw: RawArticle, known: Cues, code: str | None) -> list[Line]:
    """The blocks of the text, in order, not overlapping; together they hold all of it that is not white space. What is
    glued to a paragraph is a block of its own."""
    text = raw.body.string
    found: list[Stretch] = []
    for span, tag, why in _pieces(raw):
        if tag != "paragraph":
            found.append((span, tag, why))
            continue
        found += [(part, "aside" if glued else tag, glued or why) for part, glued in parts(text, span, code, known)]
    bared = [_bared(_looked_at(text, span)) for span, _, _ in found]
    return list(map(Line, found, bared, tokens_of([piece for piece, _, _ in bared])))


def _pieces(raw: RawArticle) -> Iterator[Stretch]:
    """The reader's blocks and, between them, paragraphs."""
    text = raw.body.string
    at = 0
    width = width_of_text(text) if not raw.blocks or raw.partial else 0
    for block in sorted(raw.blocks, key=lambda block: (block.span.start, block.span.end)):
        start, end = max(block.span.start, at), min(block.span.end, len(text))
        if start >= end:
            continue
        yield from ((span, "paragraph", "") for span in paragraphs(text, at, start, width))
        span = _trimmed(text, start, end)
        if span is not None:
            yield span, block.tag, block.why
        at = end
    yield from ((span, "paragraph", "") for span in paragraphs(text, at, len(text), width))


def one(text: str, span: Span) -> Line:
    """A block by itself."""
    bared = _bared(_looked_at(text, span))
    return Line((span, "paragraph", ""), bared, tokens(bared[0]))


def paragraphs(text: str, start: int, end: int, width: int = 0) -> list[Span]:
    """A line is a paragraph; lines that a machine wrapped are joined. width: at which the text was wrapped, as
    `wrapping.width_of_text` says; 0 where it was not."""
    found: list[Span] = []
    run: list[Span] = []
    for match in _LINE.finditer(text, start, end):
        span = _trimmed(text, match.start(), match.end())
        if span is None:
            found += _joined(text, run, width)
            run = []
        elif run and text.count("\n", run[-1].end, span.start) > 1:
            found += _joined(text, run, width)
            run = [span]
        else:
            run.append(span)
    return found + _joined(text, run, width)


def _joined(text: str, run: list[Span], width: int) -> list[Span]:
    """A run of lines without an empty one between them: joined where the text was wrapped at a width; else one
    paragraph if it looks wrapped by itself, else each a paragraph. By itself: no line is too long, and lines but the
    last mostly break off within a sentence and go on in lower case."""
    if width and len(run) > 1:
        return _at_width(text, run, width)
    if len(run) < 2 or max(map(len, run)) > LINES.wrapped:
        return run
    small = [text[after.start].islower() for after in run[1:]]
    broken = [
        text[line.end - 1] not in _ENDS and (low or len(line) > LINES.wide)
        for line, low in zip(run, small, strict=False)
    ]
    enough = sum(broken) >= LINES.broken_off * len(broken)
    if enough and sum(small) >= max(1, LINES.goes_on_small * len(broken)):
        return [Span(run[0].start, run[-1].end)]
    return run


def _at_width(text: str, run: list[Span], width: int) -> list[Span]:
    found = [run[0]]
    for before, after in itertools.pairwise(run):
        if goes_on(_whole_line(text, before), _whole_line(text, after), width):
            found[-1] = Span(found[-1].start, after.end)
        else:
            found.append(after)
    return found


def _whole_line(text: str, span: Span) -> str:
    """The line with its indentation."""
    return text[text.rfind("\n", 0, span.start) + 1 : span.end]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without the white space at its ends; None where it holds nothing else."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return Span(start, end)
    piece = text[start:end]
    kept = piece.strip()
    begin = start + len(piece) - len(piece.lstrip())
    return Span(begin, begin + len(kept)) if kept else None


def _looked_at(text: str, span: Span) -> str:
    """The beginning of a long block, with its end."""
    piece = text[span.start : min(span.end, span.start + LINES.characters)]
    if len(span) > LINES.characters:
        piece += text[max(span.start + LINES.characters, span.end - LINES.ending) : span.end]
    return piece


def _bared(piece: str) -> tuple[str, int, int]:
    if "*" in piece or "[" in piece or "#" in piece or "_" in piece or "`" in piece:
        return bare(piece)
    return piece, 0, 0


def _is_titled(line: Line) -> bool:
    """Does it read as a headline: capitals throughout, the last word too?"""
    if line.quoted or line.count < LINES.title_words or (line.terminal and _ends_small(line.text)):
        return False
    return line.capitals >= LINES.titled


def _capitals(begun: str) -> float:
    """The share of words that begin with a capital letter, of those that begin with a letter."""
    firsts = [word[0] if word[0] not in _BEFORE or len(word) == 1 else word[1] for word in begun.split()]
    small, upper = sum(map(str.islower, firsts)), sum(map(str.isupper, firsts))
    return upper / (small + upper) if upper else 0.0


def _ends_small(piece: str) -> bool:
    """Does the last word begin with a small letter, as it does in no headline whose words have capitals?"""
    return piece[-LINES.begun :].rpartition(" ")[2].strip(_BEFORE + _TERMINAL)[:1].islower()


def _last(piece: str) -> str:
    """The last letter, digit or stop: closing quotation marks and pictures apart."""
    for char in reversed(piece[-40:]):
        if char.isalnum() or char in _ENDS or char in ",%":
            return char
    return ""


def bare(piece: str) -> tuple[str, int, int]:
    """A line of Markdown without its marks; the level of the heading that it is (0: none); characters of link text."""
    level = 0
    if match := _HEADING.match(piece):
        level = len(match[1])
        piece = piece[match.end() :].strip().rstrip("#").strip()
    linked = sum(len(match[1]) for match in _LINK.finditer(piece)) if "](" in piece else 0
    if linked or "](" in piece:
        piece = _LINK.sub(r"\1", piece)
    return _MARKS.sub("", piece).strip(), level, linked


def is_rule(piece: str) -> bool:
    """A line of dashes, stars or dots."""
    return len(piece) < 200 and bool(_RULE.match(piece))


def detected(text: str) -> str | None:
    """The language of a text, judged by its first long lines. Asked twice an article: by `clean` and by `details`."""
    return _detected(text[: LINES.sampled])


@lru_cache(maxsize=4)
def _detected(text: str) -> str | None:
    found: list[str] = []
    size = 0
    for match in _LINE.finditer(text):
        if match.end() - match.start() >= LINES.sample_line:
            found.append(text[match.start() : min(match.end(), match.start() + LINES.sample)])
            size += len(found[-1])
            if size >= LINES.sample:
                break
    return language.detect(" ".join(found)[: LINES.sample] or text[: LINES.sample])
