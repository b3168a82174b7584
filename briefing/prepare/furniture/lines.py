"""The kept text as blocks to be judged: where they stand, and what can be seen of each without its neighbours."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing import language
from briefing.prepare.furniture.bounds import LINES
from briefing.prepare.furniture.parts import parts
from briefing.prepare.furniture.phrases import Cues, tokens
from briefing.prepare.raw import RawArticle, Tag
from briefing.prepare.wrapping import goes_on, width_of_text
from briefing.text import Span

_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[^\n]+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\(([^()\s]{0,800})(?:\s\"[^\"\n]{0,200}\")?\)")
_IMAGE = re.compile(r"\s*!\[[^\[\]\n]{0,400}\]\([^()\n]{0,800}\)\s*$")
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


@dataclass(
    slots=True, kw_only=True
)  # not frozen: some thirty are made of every article, and freezing takes a third of their time
class Line:
    """A block and its looks. text: without mark-up; words: as `cues.tokens` gives them."""

    span: Span
    tag: Tag
    said: str  # why the reader set it aside
    text: str
    words: list[str]
    known: frozenset[str]
    level: int  # 1..6 for a Markdown heading, else 0
    terminal: bool  # ends like a sentence
    ends: str  # its last character, closing quotation marks apart
    inner: bool  # a sentence ends within it
    quoted: bool  # begins with a quotation mark
    item: bool
    capitals: float  # share of words that begin with a capital, 0..1
    shouted: bool  # all letters are capitals
    digits: float  # share of characters that are digits, 0..1
    links: float  # share of characters that are link text, 0..1
    address: bool  # holds a web or mail address, or a handle
    count: int  # words
    prose: bool  # looks like a sentence of an article
    sentence: bool  # looks like a short sentence, or like the words that lead in a list

    @property
    def post(self) -> bool:
        """A post of a network that the article quotes, or the line that says whose it is."""
        signed = self.text.startswith(("— ", "– ")) and "(@" in self.text
        return signed or "pic.twitter.com/" in self.text or "//t.co/" in self.text


def lines(raw: RawArticle, known: Cues, code: str | None) -> list[Line]:
    """The blocks of the text, in order, not overlapping; together they hold all of it that is not white space. What is
    glued to a paragraph is a block of its own."""
    text = raw.body.string
    found: list[Line] = []
    for span, tag, why in _pieces(raw):
        if tag != "paragraph":
            found.append(_line(text, span, tag, why))
            continue
        for part, glued in parts(text, span, code, known):
            found.append(_line(text, part, "aside" if glued else tag, glued or why))
    return found


def _pieces(raw: RawArticle) -> Iterator[tuple[Span, Tag, str]]:
    """The reader's blocks and, between them, paragraphs: span, tag, why the reader set it aside."""
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
    return _line(text, span, "paragraph", "")


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


def _line(text: str, span: Span, tag: Tag, said: str) -> Line:
    piece, level, linked = _bared(_looked_at(text, span))
    words = tokens(piece)
    last = _last(piece)
    dots = len(words) >= LINES.cut_off and piece.endswith(("...", "…"))
    begun = piece[: LINES.begun]
    line = Line(
        span=span,
        tag=tag,
        said=said,
        text=piece,
        words=words,
        known=frozenset(words),
        level=level,
        terminal=last != "" and last in _TERMINAL and not dots,
        ends=last,
        inner=_INNER.search(piece) is not None,
        quoted=piece != "" and piece[0] in _OPENERS,
        item=_ITEM.match(piece) is not None,
        capitals=_capitals(begun),
        shouted=piece.isupper() and _capitals(begun) == 1.0,
        digits=len(_DIGIT.findall(begun)) / max(1, len(begun)),
        links=min(1.0, linked / max(1, len(piece))),
        address=any(mark in piece for mark in ("@", "://", "www.")) and _ADDRESS.search(piece) is not None,
        count=len(words),
        prose=False,
        sentence=False,
    )
    line.prose, line.sentence = _is_prose(line), _is_sentence(line)
    return line


def _looked_at(text: str, span: Span) -> str:
    """The beginning of a long block, with its end."""
    piece = text[span.start : min(span.end, span.start + LINES.characters)]
    if len(span) > LINES.characters:
        piece += text[max(span.start + LINES.characters, span.end - LINES.ending) : span.end]
    return piece


def _bared(piece: str) -> tuple[str, int, int]:
    return bare(piece) if any(mark in piece for mark in "[*#_`") else (piece, 0, 0)


def _is_prose(line: Line) -> bool:
    """Does it look like a sentence of an article?"""
    if line.level or _is_titled(line):
        return False
    if line.terminal:
        return line.count >= (LINES.quotation if line.quoted else LINES.prose)
    return line.ends == ":" and line.count >= LINES.lead_in


def _is_titled(line: Line) -> bool:
    """Does it read as a headline: capitals throughout, the last word too?"""
    if line.quoted or line.capitals < LINES.titled or line.count < LINES.title_words:
        return False
    return not (line.terminal and _ends_small(line.text))


def _is_sentence(line: Line) -> bool:
    """Does it look like a short sentence, or like the words that lead in a list?"""
    if line.level or (line.capitals > LINES.sentence_capitals and line.count > 2):
        return False
    if line.terminal:
        return line.count >= LINES.quotation
    leads_in = line.ends == ":" and line.count >= LINES.title_words
    return leads_in or (line.inner and LINES.prose <= line.count < LINES.long)


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


def is_image(piece: str) -> bool:
    """A Markdown image alone on its line."""
    return bool(_IMAGE.match(piece))


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
