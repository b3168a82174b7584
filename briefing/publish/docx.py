"""Edition → a DOCX for those who must edit: headings, names, statements with their numbers, the sources. The only
module that imports python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from briefing.model import Edition
from briefing.publish.page.citations import words_of
from briefing.publish.page.elements import Also, Band, Brief, Chapter, Excerpt, Front, FrontLine, Note, PrintedQuotation
from briefing.publish.page.labels import zone
from briefing.publish.page.options import PageOptions
from briefing.publish.page.render import dated
from briefing.publish.page.templating.plain_text import shown
from briefing.publish.page.view import view
from briefing.publish.zipped import again

FACE = "Georgia"
SMALL = 8.5  # points
ACCENT, SOFT = "7C1D1D", "565B63"
MARK = "\u25a0"  # before a statement that an earlier edition of its story did not have
PAGES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4), "tablet": (148.0, 197.0)}  # millimetres


def render(edition: Edition, options: PageOptions, time_zone: str) -> bytes:
    """brief.docx, dated the edition's day at the configured hour."""
    brief = view(edition, zone(time_zone))
    moment = dated(edition, options, time_zone)
    writer = _Writer(brief, words_of(edition), options)
    writer.day()
    for chapter in brief.chapters:
        writer.chapter(chapter)
    writer.also()
    writer.sources()
    properties = writer.document.core_properties
    properties.title, properties.author = f"{shown(brief.title)}, {brief.day}", brief.generator
    properties.language, properties.comments, properties.revision = brief.language, "", 1
    properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)
    properties.last_modified_by = brief.generator
    buffer = io.BytesIO()
    writer.document.save(buffer)
    return again(buffer.getvalue(), moment)


class _Writer:
    """Fills a document from top to bottom."""

    def __init__(self, brief: Brief, words: Any, options: PageOptions) -> None:
        from docx import Document
        from docx.shared import Mm, Pt

        self.brief, self.words = brief, words
        self.document = Document()
        section = self.document.sections[0]
        width, height = PAGES[options.size]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(24 if options.size != "tablet" else 12)
        section.top_margin = section.bottom_margin = Mm(20 if options.size != "tablet" else 14)
        for name, size in (("Normal", 10.5), ("Title", 28), ("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 10.5)):
            style = self.document.styles[name]
            style.font.name, style.font.size = FACE, Pt(size)
            style.font.color.rgb = None
        self.document.styles["Normal"].paragraph_format.space_after = Pt(5)
        self.bookmarks = 0

    # -- small helpers

    def paragraph(self, style: str = "Normal", direction: str = "") -> Any:
        made = self.document.add_paragraph(style=style)
        if (direction or self.brief.direction) == "rtl":
            made._p.get_or_add_pPr().append(_element("w:bidi"))
        return made

    def run(self, paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, small: bool = False) -> Any:
        from docx.shared import Pt, RGBColor

        before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
        made = paragraph.add_run(f"{before}{shown(text)}{after}" if text.strip() else text)
        made.bold, made.italic = bold or None, italic or None
        if small:
            made.font.size, made.font.color.rgb = Pt(SMALL), RGBColor.from_string(SOFT)
        return made

    def heading(self, text: str, style: str, direction: str = "") -> Any:
        made = self.paragraph(style, direction)
        self.run(made, text)
        return made

    def small(self, parts: Iterable[str]) -> None:
        text = " · ".join(part for part in parts if part)
        if text:
            self.run(self.paragraph(), text, small=True)

    def bookmark(self, paragraph: Any, name: str) -> None:
        """A place that a link can lead to."""
        self.bookmarks += 1
        number = str(self.bookmarks)
        paragraph._p.append(_element("w:bookmarkStart", {"w:id": number, "w:name": name}))
        paragraph._p.append(_element("w:bookmarkEnd", {"w:id": number}))

    def numbers(self, paragraph: Any, item: PrintedQuotation) -> None:
        """The raised numbers of a statement, each a link to its source."""
        for index, cite in enumerate(item.cites):
            link = _element("w:hyperlink", {"w:anchor": cite.note.removeprefix("#").replace("-", "_")})
            run = self.run(paragraph, f"{cite.number}" if index == 0 else f", {cite.number}")
            run.font.superscript = True
            run.font.color.rgb = _colour(ACCENT)
            link.append(run._r)
            paragraph._p.append(link)

    def mark(self, paragraph: Any) -> None:
        """The mark of what is new."""
        self.run(paragraph, f"{MARK}\u00a0", small=True).font.color.rgb = _colour(ACCENT)

    def said(self, item: PrintedQuotation) -> None:
        made = self.paragraph(direction=item.direction)
        if item.new:
            self.mark(made)
        self.run(made, item.text)
        if item.text[-1:].isdigit():
            self.run(made, "\u00a0")
        self.numbers(made, item)
        for remark in (item.speaker, item.outlets, *item.remarks):
            if remark:
                self.run(made, " ")
                self.run(made, remark, small=True)

    # -- the parts

    def day(self) -> None:
        brief = self.brief
        self.heading(brief.title, "Title")
        self.run(self.paragraph(), brief.day, italic=True)
        self.small((brief.number, brief.cut_off, brief.reading_time))
        self.since()
        self.put_right()
        if not brief.chapters and not brief.also and not brief.unchanged:
            self.run(self.paragraph(), self.words["nothing"])
        if brief.front:
            self.heading(self.words["at_a_glance"], "Heading 1")
        for item in brief.front:
            self.front(item)
        self.ahead()
        self.rest_of_day()

    def front(self, item: Front) -> None:
        """A story on the first page."""
        before = (str(item.number or ""), f"{item.state}:" if item.state else "")
        self.heading("  ".join((*filter(None, before), item.headline)), "Heading 3", item.direction)
        for quoted in item.quoted:
            self.said(quoted)
        for line in item.lines:
            self.line(line)
        self.small((*item.other_tags, *item.support))

    def ahead(self) -> None:
        """What is to come, each sentence below its day."""
        if self.brief.ahead:
            self.heading(self.words["ahead"], "Heading 1")
        for item in self.brief.ahead:
            self.heading(item.day, "Heading 3")
            self.said(item.quoted)

    def line(self, line: FrontLine) -> None:
        """What a story said before, or what is open of it."""
        made = self.paragraph()
        self.run(made, f"{line.label}:", bold=True)
        for index, quoted in enumerate(line.quoted):
            self.run(made, f" {line.between} " if index else " ")
            self.run(made, quoted.text)
            self.numbers(made, quoted)
            for remark in quoted.remarks:
                self.run(made, f" {remark}", small=True)

    def since(self) -> None:
        """What is new since the edition before, and what the mark before a statement means."""
        brief = self.brief
        if brief.since:
            made = self.paragraph()
            self.run(made, f"{brief.since_label}: ", bold=True)
            self.run(made, brief.since)
            if brief.marks:
                self.run(made, " · ")
                self.mark(made)
                self.run(made, self.words["mark_new"], small=True)

    def put_right(self) -> None:
        """What this edition replaces, and what of earlier ones no longer stands."""
        brief, words = self.brief, self.words
        if brief.revised:
            self.heading(words["revised"], "Heading 2")
            self.run(self.paragraph(), brief.revised.note)
            self.listed(words["dropped"], brief.revised.dropped)
        if brief.corrections:
            self.heading(words["corrections"], "Heading 2")
        for found in brief.corrections:
            self.small((found.printed, found.outlet))
            for said in found.said:
                self.run(self.paragraph(direction=said.direction), said.text).font.strike = True
            self.small((f"{found.why}. {found.now_label}{':' if found.now else '.'}",))
            if found.now:
                self.said(found.now)

    def rest_of_day(self) -> None:
        """What stands in a line each: to what nothing came, what ended, what a reader should know."""
        brief = self.brief
        if brief.unchanged:
            self.heading(brief.unchanged_label, "Heading 3")
        self.named(brief.unchanged)
        self.listed(self.words["gone"], brief.gone)
        for line in (*brief.alerts, brief.cut):
            self.small((line,))

    def listed(self, label: str, texts: Iterable[str]) -> None:
        """Texts of a line each below their label; nothing where there are none."""
        for index, text in enumerate(texts):
            if index == 0:
                self.heading(label, "Heading 3")
            self.run(self.paragraph("List Bullet"), text)

    def named(self, stories: Iterable[Also]) -> None:
        """Stories of a line each, with the numbers of their sources."""
        for story in stories:
            made = self.paragraph("List Bullet", story.direction)
            self.run(made, story.headline)
            self.run(made, " ")
            self.run(made, ", ".join(link.text for link in story.links[:4]), small=True)

    def chapter(self, chapter: Chapter) -> None:
        if chapter.label:
            self.small((chapter.label,))
        number = f"{chapter.number}  " if chapter.number else ""
        self.heading(f"{number}{chapter.headline}", "Heading 1", chapter.direction)
        self.small((*chapter.tags, *chapter.support))
        self.editors(chapter.editor)
        labelled = chapter.kind == "section" or chapter.size in ("lead", "full")
        for band in chapter.bands:
            self.band(band, labelled)

    def band(self, band: Band, labelled: bool) -> None:
        if band.headline:
            self.heading(
                f"{band.number}  {band.headline}" if band.number else band.headline, "Heading 2", band.direction
            )
            self.small(band.support)
        elif labelled:
            self.heading(band.label, "Heading 2")
        self.editors(band.editor)
        self.small((band.note,))
        for group in band.groups:
            if group.name:
                name = self.paragraph("Heading 3")
                self.run(name, group.name)
                if group.role:
                    self.run(name, ", ")
                    self.run(name, group.role, small=True)
            for item in group.quoted:
                self.said(item)

    def editors(self, notes: Iterable[Any]) -> None:
        for note in notes:
            made = self.paragraph()
            self.run(made, f"{note.label}: ", bold=True)
            self.run(made, note.text)

    def also(self) -> None:
        if self.brief.also:
            self.heading(self.words["also"], "Heading 1")
        self.named(self.brief.also)
        self.small((self.brief.more,))

    def sources(self) -> None:
        brief = self.brief
        self.heading(self.words["sources"], "Heading 1")
        for note in brief.cited:
            self.note(note)
        if brief.counted:
            self.heading(self.words["uncited"], "Heading 2")
        for note in brief.counted:
            self.note(note)
        if brief.left_out:
            self.heading(self.words["left_out"], "Heading 1")
        for group in brief.left_out:
            self.small((f"{group.reason}: {', '.join(group.paths) or group.count}",))
        self.small((self.words["end"], brief.compiled, brief.generator, brief.edited))
        for line in brief.health:
            self.small((line,))

    def note(self, note: Note) -> None:
        made = self.paragraph()
        self.bookmark(made, note.id.replace("-", "_"))
        self.run(made, f"{note.number}  ", bold=True)
        if note.outlet:
            self.run(made, f"{note.outlet}: ", bold=True)
        self.run(made, note.title, italic=True)
        where = f"{note.path}, {note.lines}" if note.lines else note.path
        origin = f"{note.when} ({note.origin})" if note.origin else note.when
        self.run(made, " ")
        self.run(made, " · ".join(part for part in (origin, where, note.web or "") if part), small=True)
        for pieces in note.unprinted:
            self.excerpt(pieces, note.direction)

    def excerpt(self, pieces: Excerpt, direction: str) -> None:
        from docx.shared import Mm

        made = self.paragraph(direction=direction)
        made.paragraph_format.left_indent = Mm(8)
        for piece in pieces:
            self.run(made, piece.text, bold=piece.marked)


def _colour(digits: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(digits)


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    """An element of the document's own XML, which python-docx has no method for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    return made
