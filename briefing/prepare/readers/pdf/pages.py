"""PDF pages → lines with their place on the page. The only module that imports pypdfium2."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing.errors import BriefingError

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\x02": "-", "\ufffe": "-"}
)
# The library joins a word over a line's end and marks the place with U+0002 or U+FFFE: the line ends there.
_LINE = re.compile(r"[^\n\x02\ufffe]*[\x02\ufffe]|[^\n\x02\ufffe]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLine:
    """A line of text; left, right, bottom, top in points, counted from the page's lower left corner; size: of its
    letters, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines in the order of the file. height in points; pictures: does it hold any?"""

    number: int
    height: float
    lines: tuple[PdfLine, ...]
    pictures: bool


class Unreadable(BriefingError):
    """A PDF that cannot be opened."""


def pages(data: bytes, most: int) -> tuple[Iterator[PdfPage], int, dict[str, str]]:
    """(the first `most` pages, how many there are, the document's own properties). Raises Unreadable."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise Unreadable("is encrypted", "Take the password off (qpdf --decrypt), or save its text.") from fault
        remedy = "Save it anew; it seems to be cut or damaged."
        raise Unreadable("is no PDF that can be opened", remedy) from fault
    try:
        properties = {str(k): str(v) for k, v in document.get_metadata_dict().items()}
    except (pypdfium2.PdfiumError, UnicodeError, ValueError):
        properties = {}
    return _pages(document, min(most, count)), count, properties


def _pages(document: Any, count: int) -> Iterator[PdfPage]:
    import pypdfium2

    raw = pypdfium2.raw
    try:
        for index in range(count):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                yield PdfPage(index + 1, 0.0, (), False)
                continue
            try:
                textpage = page.get_textpage()
                lines = tuple(_lines(raw, textpage))
                textpage.close()
            except pypdfium2.PdfiumError:
                lines = ()
            pictures = not lines and any(
                raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, i)) == raw.FPDF_PAGEOBJ_IMAGE
                for i in range(min(50, raw.FPDFPage_CountObjects(page)))
            )
            yield PdfPage(index + 1, page.get_height(), lines, pictures)
            page.close()
    finally:
        document.close()


def _lines(raw: Any, textpage: Any) -> Iterator[PdfLine]:
    count = textpage.count_chars()
    text = textpage.get_text_range() if count > 0 else ""
    if len(text) != count:  # characters beyond the first plane, or without a code: one by one keeps the numbering
        text = "".join(_character(raw.FPDFText_GetUnicode(textpage, i)) for i in range(count))
    for found in _LINE.finditer(text):
        line = found.group()
        words = line.strip()
        if words:
            first = found.start() + len(line) - len(line.lstrip())
            yield _line(raw, textpage, words, first, first + len(words) - 1)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _line(raw: Any, textpage: Any, words: str, first: int, last: int) -> PdfLine:
    one, other = _box(raw, textpage, first), _box(raw, textpage, last)
    size = float(raw.FPDFText_GetFontSize(textpage, first)) or 1.0
    height = max(one[3], other[3]) - min(one[1], other[1])
    return PdfLine(
        text=words.translate(_LIGATURES),
        left=min(one[0], other[0]),
        right=max(one[2], other[2]),
        bottom=min(one[1], other[1]),
        top=max(one[3], other[3]),
        size=size if size > 1.5 else max(height, 1.0),
    )


def _box(raw: Any, textpage: Any, index: int) -> tuple[float, float, float, float]:
    """(left, bottom, right, top) of a character."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def attachments(data: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name; none where the bytes are no PDF that can be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return {}
    try:
        found = {}
        for index in range(document.count_attachments()):
            one = document.get_attachment(index)
            found[str(one.get_name())] = bytes(one.get_data())
        return found
    except pypdfium2.PdfiumError:
        return {}
    finally:
        document.close()
