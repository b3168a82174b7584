"""Word processor files: DOCX (tables, text boxes, tracked changes as accepted) and ODT."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from briefing.model import Detail, Problem
from briefing.prepare.options import ReaderOptions
from briefing.prepare.raw import RawArticle, Tag
from briefing.prepare.readers.archives import Damaged, open_zip, part
from briefing.prepare.readers.base import TextMaker, source
from briefing.prepare.readers.bounds import PACKAGE_BOUNDS
from briefing.prepare.readers.xml.tree import attribute, local, parsed, walk

_DOCX_SKIP = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "sectPr", "commentReference"})
_ODT_SKIP = frozenset({"tracked-changes", "annotation", "note", "sequence-decls", "forms", "script", "bookmark"})
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|nagłówek)\s*\d?", re.I)
_LONG_CELL = 200  # characters from which a table is taken for layout: each paragraph by itself


def read_docx(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    package = open_zip(data)
    content = part(package, "word/document.xml")
    if content is None:
        raise Damaged("is a package without a Word document in it", "Save it anew as .docx.")
    writer = _Writer()
    for element, closing in walk(parsed(content), _DOCX_SKIP):
        _docx(writer, element, closing)
    writer.end_paragraph()
    notes = part(package, "word/footnotes.xml")
    if notes is not None:
        _footnotes(writer, notes)
    return [_article(path, "docx", writer)], []


def read_odt(path: str, data: bytes, options: ReaderOptions) -> tuple[list[RawArticle], list[Problem]]:
    package = open_zip(data)
    manifest = part(package, "META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise Damaged("is encrypted", "Take the password off.")
    content = part(package, "content.xml")
    if content is None:
        raise Damaged("is a package without a text document in it", "Save it anew as .odt.")
    writer = _Writer()
    for element, closing in walk(parsed(content), _ODT_SKIP):
        _odt(writer, element, closing)
    writer.end_paragraph()
    return [_article(path, "odt", writer)], []


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Collects characters to paragraphs, paragraphs to cells, cells to rows."""

    maker: TextMaker = field(default_factory=TextMaker)
    pieces: list[str] = field(default_factory=list)
    tag: Tag = "paragraph"
    cells: list[list[list[str]]] = field(default_factory=list)  # open rows: of each its cells, of each its paragraphs
    outer: list[tuple[list[str], Tag]] = field(default_factory=list)  # paragraphs around a text box
    title: str = ""

    def text(self, string: str | None) -> None:
        self.pieces.append(string or "")

    def begin_paragraph(self, tag: Tag = "paragraph") -> None:
        self.outer.append((self.pieces, self.tag))
        self.pieces, self.tag = [], tag

    def end_paragraph(self) -> None:
        string = " ".join("".join(self.pieces).split())
        if string and self.cells and self.cells[-1]:
            self.cells[-1][-1].append(string)
        elif string:
            if self.tag == "title" and not self.title and not len(self.maker):
                self.title = string
            tag: Tag = "heading" if self.tag == "title" and string != self.title else self.tag
            self.maker.add(string, tag)
        self.pieces, self.tag = self.outer.pop() if self.outer else ([], "paragraph")

    def begin_row(self) -> None:
        self.cells.append([])

    def begin_cell(self) -> None:
        if self.cells:
            self.cells[-1].append([])

    def end_row(self) -> None:
        row = self.cells.pop() if self.cells else []
        paragraphs = [paragraph for cell in row for paragraph in cell]
        layout = len(row) < 2 or any(len(cell) > 1 or sum(map(len, cell)) > _LONG_CELL for cell in row)
        lines = paragraphs if layout else [" ".join(paragraphs)]
        for line in lines:
            if self.cells and self.cells[-1]:
                self.cells[-1][-1].append(line)
            else:
                self.maker.add(line, "paragraph" if layout else "row")


def _docx(writer: _Writer, element: Element, closing: bool) -> None:
    name = local(element)
    if name == "p":
        writer.end_paragraph() if closing else writer.begin_paragraph()
    elif name == "tr":
        writer.end_row() if closing else writer.begin_row()
    elif closing:
        return
    elif name == "t":
        writer.text(element.text)
    elif name in ("tab", "br", "cr", "ptab"):
        writer.text(" ")
    elif name == "noBreakHyphen":
        writer.text("-")
    elif name == "tc":
        writer.begin_cell()
    elif name == "pStyle":
        style = attribute(element, "val")
        writer.tag = "title" if style.lower() in ("title", "titel", "titre") else writer.tag
        writer.tag = "heading" if _HEADING.match(style) else writer.tag
    elif name == "numPr" and writer.tag == "paragraph":
        writer.tag = "item"


def _footnotes(writer: _Writer, data: bytes) -> None:
    for note in parsed(data):
        string = "".join(
            element.text or "" for element, closing in walk(note, _DOCX_SKIP) if not closing and local(element) == "t"
        )
        writer.maker.add(string, "aside", "footnote")


def _odt(writer: _Writer, element: Element, closing: bool) -> None:
    name = local(element)
    if name in ("p", "h"):
        if closing:
            writer.end_paragraph()
        else:
            style = attribute(element, "style-name").lower()
            writer.begin_paragraph("heading" if name == "h" else "title" if style == "title" else "paragraph")
            writer.text(element.text)
    elif name == "table-row":
        writer.end_row() if closing else writer.begin_row()
    elif name == "table-cell" and not closing:
        writer.begin_cell()
    elif name == "s" and not closing:
        count = attribute(element, "c")
        writer.text(" " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, PACKAGE_BOUNDS.spaces))
    elif name in ("tab", "line-break") and not closing:
        writer.text(" ")
    elif name in ("span", "a", "ruby-base", "meta", "meta-field") and not closing:
        writer.text(element.text)
    if closing and writer.outer:
        writer.text(element.tail)


def _article(path: str, reader: str, writer: _Writer) -> RawArticle:
    title = Detail(writer.title, "title style") if writer.title else None
    body = writer.maker.text()
    return RawArticle(
        path=path, source=source(path, reader, None), body=body, blocks=writer.maker.blocks(), title=title
    )
