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


# https://www.w3.org/TR/epub-33/#sec-ocf and #sec-package-doc, as far as a book of text alone meets them
_MEDIA = {".xhtml": "application/xhtml+xml", ".css": "text/css"}
_OPF = "{http://www.idpf.org/2007/opf}"


@pytest.mark.parametrize("edition", [editions.small(), editions.after_another("ar"), torture(12)])
def test_a_book_follows_the_rules_of_the_standard(edition: Edition) -> None:
    data = epub.render(edition, OPTIONS, None, "UTC")
    assert data[30:58] == b"mimetypeapplication/epub+zip"  # first, stored, without extra fields
    files = book(edition)
    package = ElementTree.fromstring(files["OEBPS/package.opf"])
    (identifier,) = package.iter("{http://purl.org/dc/elements/1.1/}identifier")
    assert package.get("unique-identifier") == identifier.get("id")
    (modified,) = [one.text or "" for one in package.iter(f"{_OPF}meta") if one.get("property") == "dcterms:modified"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified)
    items = {str(one.get("id")): one for one in package.iter(f"{_OPF}item")}
    hrefs = [str(item.get("href")) for item in items.values()]
    inside = {name.removeprefix("OEBPS/") for name in files if name.startswith("OEBPS/")} - {"package.opf"}
    assert sorted(hrefs) == sorted(inside)  # each file once in the manifest, and none that is not there
    assert all(
        item.get("media-type") == _MEDIA["." + str(item.get("href")).rpartition(".")[2]] for item in items.values()
    )
    assert [name for name, item in items.items() if item.get("properties") == "nav"] == ["nav"]
    spine = [str(one.get("idref")) for one in package.iter(f"{_OPF}itemref")]
    assert len(spine) == len(set(spine)) and set(spine) <= set(items)
    for name in inside - {"style.css"}:
        page = ElementTree.fromstring(files[f"OEBPS/{name}"])
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), name
        assert page.find(".//{*}title") is not None


def test_books_say_what_is_new_what_ended_and_what_was_wrong() -> None:
    edition = editions.after_another()
    day = words(book(edition)["OEBPS/day.xhtml"])
    made = python_docx.Document(io.BytesIO(docx.render(edition, OPTIONS, "UTC")))
    document = " ".join(" ".join(paragraph.text.split()) for paragraph in made.paragraphs)
    for text in (day, document):
        for said in (
            "Since the last edition (2 Mar 2026)",
            "1 new story · 1 developing · 1 unchanged",
            "Unchanged since yesterday",
            "Tanker closure: the cost question",
            "Nothing more on",
            "The ferry strike is over",
            "Printed on 2 Mar 2026",
            "Tolls fall at the end of the year.",
            "The source says now:",
            "This edition replaces the one that was sent before.",
            "The road office gave no figures.",
        ):
            assert said in text, said
        assert text.count("■") >= 2  # beside the new statement, and where the mark is explained
    plain = words(book(editions.small())["OEBPS/day.xhtml"])
    assert "Since the last edition" not in plain and "■" not in plain


# The order of what a paragraph's and a run's properties hold (ECMA-376, 17.3.1.26 and 17.3.2.28)
_ORDER = {
    "pPr": [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "widowControl",
        "numPr",
        "bidi",
        "spacing",
        "ind",
        "jc",
        "rPr",
    ],
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "color", "sz", "szCs", "vertAlign", "rtl", "lang"],
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_properties_of_a_document_stand_in_the_order_of_its_schema(language: str) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.render(editions.after_another(language), OPTIONS, "UTC"))) as archive:
        tree = ElementTree.fromstring(archive.read("word/document.xml"))
    for name, order in _ORDER.items():
        for properties in tree.iter(f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"):
            found = [order.index(child.tag.rpartition("}")[2]) for child in properties]
            assert found == sorted(set(found)), [child.tag for child in properties]


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


def test_words_of_a_document_that_can_be_edited_do_not_run_together() -> None:
    made = python_docx.Document(io.BytesIO(docx.render(editions.small(), OPTIONS, "UTC")))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert "Where sources disagree: Relocation: 41 million crowns2 / nearer 60 million crowns5" in texts
    assert any(text.startswith("1 Kessel Gazette: Council shuts inner basin to tankers 2 Mar 2026") for text in texts)
    after = python_docx.Document(io.BytesIO(docx.render(editions.after_another("en"), OPTIONS, "UTC")))
    assert any(re.match(r"Since the last edition \(.*\): \d", paragraph.text) for paragraph in after.paragraphs)
