"""PDF: lines joined to paragraphs over hyphens, columns and pages; running heads and page numbers set aside."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle, Tag
from briefing.prepare.readers.base import TextMaker, source
from briefing.prepare.readers.decoding.encoding import printable
from briefing.prepare.readers.pdf.pages import PdfLine, PdfPage, pages

_NUMBER = re.compile(r"\W*(?:\w{1,6}\.?\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|\w{1,4})\s*\d{1,4})?\W*", re.I)
_DIGITS = re.compile(r"\d+")
_HYPHENS = "-\u2010\u00ad"
_WORD_LEFT, _WORD_RIGHT = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_ENDS = (".", "!", "?", ":", "”", '"', "»", "…", ".’", ".'", ".)")
_END, _END_LINES = 61, 8  # characters, and lines that hold them, at the end of a paragraph that goes on
_EDGE_LINES = 3  # rows at the head and at the foot of a page that may be running


@dataclass(slots=True, kw_only=True)
class _Paragraph:
    """Text by its lines, which are joined once. starts: (page number, where in the text that page begins)."""

    lines: list[str]
    tag: Tag
    why: str = ""
    starts: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def __post_init__(self) -> None:
        self.length = sum(map(len, self.lines))

    @property
    def text(self) -> str:
        return "".join(self.lines)

    @property
    def end(self) -> str:
        """The last characters, as many as the place where two lines meet is judged by."""
        return "".join(self.lines[-_END_LINES:])[-_END:]


def read(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    """One article a file, with the place where each page begins."""
    found, count, properties = pages(data, options.pdf_pages)
    every = list(found)
    problems: list[Problem] = []
    if count > len(every):
        message = f"only the first {len(every)} of {count} pages were read"
        problems.append(Problem(path, message, "Split it, or raise `pdf_pages` in the configuration."))
    if not any(page.lines for page in every):
        scanned = any(page.pictures for page in every)
        message = "holds pictures of pages, but no text" if scanned else "holds no text"
        return [], [Problem(path, message, "Run it through text recognition (ocrmypdf), or save its text.")]
    paragraphs = _paragraphs(every)
    return [_article(path, paragraphs, len(every), properties, tuple(problems))], []


def _article(
    path: str,
    paragraphs: Sequence[_Paragraph],
    count: int,
    properties: dict[str, str],
    problems: tuple[Problem, ...],
) -> RawArticle:
    maker = TextMaker()
    starts: dict[int, int] = {}
    for paragraph in paragraphs:
        start = maker.start_of_next
        if maker.add(paragraph.text, paragraph.tag, paragraph.why):
            for number, at in paragraph.starts:
                starts.setdefault(number, min(start + at, len(maker)))
    places: list[int] = []
    following = len(maker)
    for number in range(count, 0, -1):
        following = min(following, starts.get(number, following))
        places.append(following)
    places.reverse()
    if places:
        places[0] = 0
    title = next((block for block in maker.blocks() if block.tag == "title"), None)
    text = maker.text()
    return RawArticle(
        path=path,
        source=source(path, "pdf", None),
        body=text,
        blocks=maker.blocks(),
        title=Detail(title.span.of(text.string), "largest line of the first page") if title else None,
        pages=tuple(places),
        problems=problems,
    )


def _paragraphs(every: Sequence[PdfPage]) -> list[_Paragraph]:
    running = _running(every)
    compounds = frozenset(
        word.lower() for page in every for line in page.lines for word in _COMPOUND.findall(line.text)
    )
    size = median(line.size for page in every for line in page.lines)
    done: list[_Paragraph] = []
    current: _Paragraph | None = None
    aside: list[_Paragraph] = []
    before: PdfLine | None = None
    for page in every:
        rights = _right_edges(page.lines)
        lead = _leading(page.lines)
        fresh = True
        for index, line in enumerate(page.lines):
            why = running.get((page.number, index))
            if why:
                aside.append(_Paragraph(lines=[line.text], tag="aside", why=why, starts=[(page.number, 0)]))
                continue
            after = page.lines[index + 1] if index + 1 < len(page.lines) else None
            last_right = rights[index - 1] if index and not fresh else None
            if current is not None and before is not None and _goes_on(before, line, after, last_right, lead, fresh):
                at = _append(current, line.text, compounds)
                if fresh:
                    current.starts.append((page.number, at))
            else:
                if current is not None:
                    done.append(current)
                done += aside
                aside = []
                current = _Paragraph(lines=[line.text], tag=_tag(line, size), why="", starts=[(page.number, 0)])
            before, fresh = line, False
    if current is not None:
        done.append(current)
    _mark_title(done, size)
    return [*done, *aside]


def _append(paragraph: _Paragraph, text: str, compounds: frozenset[str]) -> int:
    """Joins a line on; returns where it begins. The hyphen at a line's end goes, unless the document has the word
    with its hyphen elsewhere."""
    old = paragraph.end
    parted = old[-1:] in _HYPHENS and old[-2:-1].isalpha() and text[:1].islower()
    if parted and _word_over(old, text) not in compounds:
        paragraph.lines[-1] = paragraph.lines[-1][:-1]
        return _added(paragraph, text, -1)
    glue = "" if old[-1:] in _HYPHENS and old[-2:-1].isalnum() else " "
    return _added(paragraph, glue + text, len(glue))


def _added(paragraph: _Paragraph, more: str, moved: int) -> int:
    """Takes the text in; returns where its line begins, so many characters after what was the end."""
    at = paragraph.length + moved
    paragraph.lines.append(more)
    paragraph.length = at + len(more) - max(0, moved)
    return at


def _word_over(old: str, text: str) -> str:
    """The word that a line's end parts, with a plain hyphen."""
    left, right = _WORD_LEFT.search(old[-60:-1]), _WORD_RIGHT.match(text[:60])
    return f"{left[0] if left else ''}-{right[0] if right else ''}".lower()


def _goes_on(
    before: PdfLine, line: PdfLine, after: PdfLine | None, right: float | None, lead: float, new_page: bool
) -> bool:
    """Is the line part of the paragraph of the line before?

    Not where letters change their size, where the space between the lines is wider than is usual on the page, where
    the line is indented, or where the line before ends a sentence well before the right edge, or anything long before
    it (a byline, a row of a table). A small letter at its beginning goes on in any case.
    """
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return False
    ends = before.text.endswith(_ENDS)
    below = line.top < before.top - 0.2 * before.size
    if new_page or not below or line.left > before.right or line.right < before.left:
        return not ends or line.text[:1].islower()
    if before.bottom - line.top > lead + 0.45 * line.size:
        return False
    if line.text[:1].islower():
        return True
    indent = 0.7 * line.size
    if line.left > before.left + indent and (after is None or after.left < line.left - 0.5 * indent):
        return False
    if right is None:
        return True
    width = max(1.0, right - before.left)
    return not (before.right < right - (0.12 if ends else 0.4) * width)


def _right_edges(lines: Sequence[PdfLine]) -> list[float]:
    """For each line the right edge of its column: of the few lines around it that begin at about the same place."""
    run = [0] * len(lines)  # lines of one run number stand below each other in letters of one size
    for index in range(1, len(lines)):
        here, last = lines[index], lines[index - 1]
        parted = here.top > last.top or abs(here.left - last.left) > 4 * last.size
        parted = parted or abs(here.size - last.size) > 0.15 * last.size
        run[index] = run[index - 1] + parted
    return [
        max(lines[i].right for i in range(max(0, index - 2), min(len(lines), index + 6)) if run[i] == run[index])
        for index in range(len(lines))
    ]


def _leading(lines: Sequence[PdfLine]) -> float:
    """The usual space between the boxes of two lines of a page, in points."""
    gaps = [max(0.0, a.bottom - b.top) for a, b in itertools.pairwise(lines) if b.top < a.top and b.left < a.right]
    return median(gaps) if gaps else 0.0


def _running(every: Sequence[PdfPage]) -> dict[tuple[int, int], str]:
    """(page number, line) → why it is set aside: page numbers, and lines that come back on page after page."""
    found: dict[tuple[int, int], str] = {}
    edges: dict[tuple[int, int], str] = {}
    behind: set[tuple[int, int]] = set()
    for page in every:
        lead = _leading(page.lines)
        above, below = _margin(page, lead, top=True), _margin(page, lead, top=False)
        text = sorted({*range(len(page.lines))} - {*above, *below})
        if not text:  # a page of a line or two: they are the text
            above, below = above[:1], below[:1]
        for index in [*above, *below]:
            line = page.lines[index]
            edges[page.number, index] = " ".join(_DIGITS.sub("#", line.text.lower()).split())
            if _NUMBER.fullmatch(line.text):
                found[page.number, index] = "page number"
        # Above the text on the page, but behind it in the file: whoever made the page put it in the margin.
        behind.update((page.number, index) for index in above if text and index > text[0])
    pages_with: Counter[str] = Counter()
    for _, seen in {(number, key) for (number, _), key in edges.items()}:
        pages_with[seen] += 1
    _feet(every, edges, found)
    least = max(2, len(every) // 3)
    for place, key in edges.items():
        if pages_with[key] >= least:
            found.setdefault(place, "running head or foot")
    for place in sorted(behind):
        found.setdefault(place, "head of the page")
    return found


def _margin(page: PdfPage, lead: float, top: bool) -> list[int]:
    """The rows, three at most, that stand above the text (below it), parted from it by more than the usual space."""
    sign = -1 if top else 1
    order = sorted(range(len(page.lines)), key=lambda i: sign * page.lines[i].bottom)
    rows = parted = 0
    for place, index in enumerate(order[: _EDGE_LINES * 3]):
        line = page.lines[index]
        inside = line.bottom < 0.85 * page.height if top else line.top > 0.15 * page.height
        if inside or rows >= _EDGE_LINES or place + 1 == len(order):
            break
        after = page.lines[order[place + 1]]
        gap = line.bottom - after.top if top else after.bottom - line.top
        rows += gap > -0.5 * line.size
        if gap > lead + 0.4 * line.size:
            parted = place + 1
    return order[:parted]


def _feet(every: Sequence[PdfPage], edges: Mapping[tuple[int, int], str], found: dict[tuple[int, int], str]) -> None:
    """A short line alone in the lower margin, well below the text."""
    for page in every:
        low = sorted((page.lines[index].bottom, index) for number, index in edges if number == page.number)
        text = [line.bottom for index, line in enumerate(page.lines) if (page.number, index) not in edges]
        above = min(text, default=page.height)
        for bottom, index in reversed(low):
            line = page.lines[index]
            if bottom > 0.5 * page.height:
                continue
            if above - line.top > 2 * line.size and len(line.text.split()) <= 15:
                found.setdefault((page.number, index), "foot of the page")
            else:
                above = min(above, bottom)


def _tag(line: PdfLine, size: float) -> Tag:
    return "heading" if line.size > 1.15 * size and len(line.text) < 200 else "paragraph"


def _mark_title(paragraphs: list[_Paragraph], size: float) -> None:
    """The first heading that stands before the text, on the first page, is the title."""
    for paragraph in paragraphs[:6]:
        if paragraph.tag == "heading" and paragraph.starts[0][0] == 1 and len(paragraph.text.split()) > 2:
            paragraph.tag = "title"
            paragraph.lines = [printable(paragraph.text)]
            return
        if paragraph.tag == "paragraph" and len(paragraph.text) > 200:
            return
