"""EPUB and DOCX: well formed, the same bytes twice, every statement with its number and its source."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import docx as python_docx
import pytest

from briefing.model import Edition
from briefing.proof.files import _differing
from briefing.publish import docx, epub
from briefing.publish.page.options import PageOptions
from briefing.publish.zipped import zipped
from tests.helpers import editions
from tests.helpers.torture import torture

OPTIONS = PageOptions()


def book(edition: Edition) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(epub.render(edition, OPTIONS, None, "UTC"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(xml: bytes) -> str:
    return " ".join("".join(ElementTree.fromstring(xml).itertext()).split())


def statements(edition: Edition) -> list[str]:
    found = [s.text for story in edition.stories for section in story.sections for s in section.statements]
    return [*found, *(s.text for story in edition.stories for s in story.evidence.not_known)]


@pytest.mark.parametrize("layout", ["by-story", "by-section"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_book_is_well_formed_and_holds_everything(layout: str, language: str) -> None:
    edition = editions.small(language, "by-section" if layout == "by-section" else "by-story")
    files = book(edition)
    assert next(iter(files)) == "mimetype"
    assert files["mimetype"] == b"application/epub+zip"
    pages = {name: data for name, data in files.items() if name.endswith((".xhtml", ".opf"))}
    text = " ".join(words(data) for data in pages.values())
    assert [one for one in statements(edition) if one not in text] == []
    assert [one.headline for one in edition.stories if one.headline not in text] == []
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in pages["OEBPS/day.xhtml"].decode()


def test_every_link_of_a_book_leads_somewhere() -> None:
    files = book(editions.small())
    pages = {name.removeprefix("OEBPS/"): data.decode() for name, data in files.items() if name.endswith(".xhtml")}
    ids = {name: set(re.findall(r'\sid="([^"]+)"', page)) for name, page in pages.items()}
    for name, page in pages.items():
        for href in re.findall(r'href="([^"]+)"', page):
            if href.startswith("https:") or href == "style.css":
                continue
            file, _, anchor = href.partition("#")
            assert not anchor or anchor in ids[file or name], f"{name}: {href}"
            assert (file or name) in pages
    package = files["OEBPS/package.opf"].decode()
    assert set(re.findall(r'href="([^"]+\.xhtml)"', package)) == set(pages)


def test_hostile_text_stays_text_in_a_book() -> None:
    for name, data in book(torture(12)).items():
        if name.endswith(".xhtml"):
            ElementTree.fromstring(data)
            assert b"<script" not in data


def test_books_are_the_same_twice_and_dated_the_edition() -> None:
    edition = editions.small()
    assert epub.render(edition, OPTIONS, None, "UTC") == epub.render(edition, OPTIONS, None, "UTC")
    made = docx.render(edition, OPTIONS, "UTC")
    assert made == docx.render(edition, OPTIONS, "UTC")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 3, 3, 6, 0, 0)}


def test_a_document_holds_every_statement_with_links_to_its_sources() -> None:
    edition = editions.small()
    made = python_docx.Document(io.BytesIO(docx.render(edition, OPTIONS, "UTC")))
    text = [" ".join(paragraph.text.split()) for paragraph in made.paragraphs]
    for statement in statements(edition):
        numbers = ", ".join(str(number) for number in _of(edition, statement))
        assert any(one.startswith(statement) and numbers in one[len(statement) :] for one in text), statement
    xml = made.element.xml
    anchors = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert anchors == {f"note_{n}" for n in range(1, 7)}
    assert anchors <= set(re.findall(r'w:bookmarkStart[^>]* w:name="([^"]+)"', xml))
    assert made.core_properties.created is not None
    assert made.core_properties.created.isoformat() == "2026-03-03T06:00:00+00:00"


def _of(edition: Edition, text: str) -> list[int]:
    for story in edition.stories:
        for one in (*(s for section in story.sections for s in section.statements), *story.evidence.not_known):
            if one.text == text:
                return [citation.source for citation in one.citations]
    raise AssertionError(text)


def test_a_document_from_right_to_left_says_so() -> None:
    made = docx.render(editions.small("ar"), OPTIONS, "UTC")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"<w:bidi/>" in archive.read("word/document.xml")
    plain = docx.render(replace(editions.small(), title="Plain"), OPTIONS, "UTC")
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        assert b"<w:bidi/>" not in archive.read("word/document.xml")


def test_a_changed_word_of_a_book_is_found_and_called_so() -> None:
    edition = editions.small()
    made = {
        "brief.epub": epub.render(edition, OPTIONS, None, "UTC"),
        "brief.docx": docx.render(edition, OPTIONS, "UTC"),
    }
    for name, data in made.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {one: archive.read(one).replace(b"seven to two", b"nine to two") for one in archive.namelist()}
        changed = zipped(files, datetime(2026, 3, 3, 6, tzinfo=UTC))
        (finding,) = _differing(name, changed, data, edition, same=True)
        assert finding.message == f"{name}: its words differ: not what brief.json prints"
        again = zipped(files, datetime(2026, 3, 4, 6, tzinfo=UTC))
        (finding,) = _differing(name, again, changed, edition, same=True)
        assert finding.message == f"{name}: made otherwise, in the same words: not what brief.json prints"
