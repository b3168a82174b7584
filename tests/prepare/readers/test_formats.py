from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model import Article
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.raw import RawArticle
from briefing.prepare.reading import read
from briefing.text import Span
from tests.helpers import format_seeds as seeds

OPTIONS = PrepareOptions()


def articles(name: str, data: bytes, options: PrepareOptions = OPTIONS) -> list[Article]:
    found, problems = prepare_file(name, data, options)
    assert not problems, problems
    return found


def raw(name: str, data: bytes) -> RawArticle:
    found, problems = read(name, data, ReaderOptions())
    assert not problems
    return found[0]


def lines(article: RawArticle, *but: str) -> list[str]:
    return [block.span.of(article.body.string) for block in article.blocks if block.tag not in but]


@pytest.mark.parametrize("name", sorted(seeds.every()))
def test_every_format_gives_its_text(name: str) -> None:
    found = articles(name, seeds.every()[name])
    text = "\n".join(article.body.string for article in found)
    for sentence in seeds.SENTENCES:
        assert sentence.replace("“", '"').replace("”", '"') in text.replace("“", '"').replace("”", '"')
    assert len({article.path for article in found}) == len(found)
    assert all(article.path.startswith(name) for article in found)


@pytest.mark.parametrize("name", sorted(seeds.every()))
def test_content_counts_more_than_the_name(name: str) -> None:
    if name in ("a.txt", "a.md"):
        return
    found, problems = prepare_file("wrong.pdf", seeds.every()[name], OPTIONS)
    assert found
    assert not problems


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pdf", "a.epub", "a.zip"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_a_cut_file_is_a_problem_that_names_it(name: str, share: float) -> None:
    data = seeds.every()[name]
    found, problems = prepare_file(name, data[: int(len(data) * share)], OPTIONS)
    assert not found
    assert problems[0].path.startswith(name)
    assert problems[0].remedy


def test_docx_tables_text_boxes_and_tracked_changes() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = (
        "<w:p><w:r><w:t>The ferry </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>always</w:t></w:r></w:ins><w:r><w:t> sails.</w:t></w:r></w:p>"
        f"<w:tbl><w:tr>{cell.format('Bo Reed')}{cell.format('seven')}</w:tr></w:tbl>"
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict>"
        "</w:r></w:p>"
    )
    assert lines(raw("a.docx", seeds.docx(body)), "title") == ["The ferry always sails.", "Bo Reed seven", "In a box."]


def test_odt_notes_and_tracked_changes_stay_out() -> None:
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        '<text:p>The<text:s text:c="3"/>ferry<text:note><text:p>A note.</text:p></text:note> '
        "<text:span>sails</text:span>.</text:p>"
    )
    assert lines(raw("a.odt", seeds.odt(body)), "heading") == ["The ferry sails."]


def test_rtf_keeps_characters_and_drops_what_is_deleted() -> None:
    article = raw("a.rtf", seeds.rtf())
    assert lines(article)[1:] == seeds.SENTENCES
    assert "Nobody;" not in article.body.string
    surrogates = raw("b.rtf", rb"{\rtf1\ansi Ferry \u-10179?\u-8704?!\par}")
    assert surrogates.body.string == "Ferry \U0001f600!"


def test_a_mail_sets_replies_and_signature_aside_and_knows_its_places() -> None:
    body = f"{seeds.SENTENCES[0]}\n\n> An older word\n> of somebody.\n\n{seeds.SENTENCES[1]}\n-- \nAda Quill\nCourier\n"
    data = seeds.eml(body)
    article = raw("a.eml", data)
    assert lines(article, "aside", "title") == seeds.SENTENCES[:2]
    whys = [block.why for block in article.blocks if block.tag == "aside"]
    assert list(dict.fromkeys(whys)) == ["quoted reply", "signature"]
    start = article.body.string.index("chair")
    place = article.body.source_of(Span(start, start + 5))
    assert place is not None
    assert place.of(data.decode()) == "chair"
    assert article.title is not None
    assert article.title.value == seeds.TITLE
    assert article.published is not None
    assert article.published.value == "2031-03-04T04:30:00+00:00"
    assert article.author is not None
    assert article.author.value == "Ada Quill"


def test_wrapped_mail_lines_are_one_paragraph() -> None:
    wrapped = (
        "The ferry of the old harbour sails on until the day on which the\nnew bridge is opened by the council, said "
        "the chair of the\nharbour council on Monday, after a long and heated debate in the\ntown hall of the old "
        "harbour."
    )
    text = f"{wrapped}\n\nNobody objected."
    article = raw("a.eml", seeds.eml(text))
    assert lines(article, "title") == [wrapped.replace("\n", " "), "Nobody objected."]


def test_a_newsletter_has_an_outlet_and_its_attachments_are_read() -> None:
    mixed = (
        "--x\nContent-Type: text/plain; charset=utf-8\n\nThe ferry sails.\n--x\nContent-Type: text/html\n"
        'Content-Disposition: attachment; filename="../n.html"\n\n' + seeds.page().decode() + "\n--x--\n"
    )
    data = seeds.eml(mixed, 'multipart/mixed; boundary="x"', "List-Unsubscribe: <https://courier.example>\n")
    found = articles("a.eml", data)
    assert [article.path for article in found] == ["a.eml", "a.eml!/n.html"]
    assert found[0].outlet is not None
    assert found[0].outlet.value == "Ada Quill"


def test_forged_boundaries_and_unknown_character_sets_are_survived() -> None:
    for kind in ('multipart/mixed; boundary=""', "multipart/alternative", 'text/plain; charset="no-such"', "x/y/z"):
        found, problems = prepare_file("a.eml", seeds.eml("", kind), OPTIONS)
        assert found or problems


def test_pdf_paragraphs_pages_and_running_lines() -> None:
    words = "The ferry of the old harbour sails on until the new bridge is opened by the coun-"
    more = "cil, said the chair of the harbour council on Monday after a long debate in"
    padding = ["Nobody objected to it."] * 45
    pages = [
        ["The Courier 4 March", "", words, more, "the town hall.", *padding, "", "1"],
        ["The Courier 5 March", "", "Nothing was decided on the price.", *[""] * 47, "2"],
    ]
    article = raw("a.pdf", seeds.pdf(pages))
    text = article.body.string
    assert "by the council, said the chair" in text
    whys = [block.why for block in article.blocks if block.tag == "aside"]
    assert sorted(whys) == ["page number"] * 2 + ["running head or foot"] * 2
    assert len(article.pages) == 2
    assert "Nothing was decided" in text[article.pages[1] :]
    assert "the town hall" in text[: article.pages[1]]


def test_a_pdf_of_pictures_or_under_a_password_says_what_to_do() -> None:
    found, problems = prepare_file("a.pdf", seeds.pdf([[""]]), OPTIONS)
    assert not found
    assert "no text" in problems[0].message
    found, problems = prepare_file("long.pdf", seeds.pdf([["A line."]] * 5), PrepareOptions(ReaderOptions(pdf_pages=2)))
    assert "2 of 5 pages" in found[0].problems[0].message


def test_an_encrypted_pdf_says_so() -> None:
    import pikepdf

    for password, readable in (("secret", False), ("", True)):
        stream = io.BytesIO()
        with pikepdf.open(io.BytesIO(seeds.pdf())) as document:
            document.save(stream, encryption=pikepdf.Encryption(user=password, owner="owner"))
        found, problems = prepare_file("a.pdf", stream.getvalue(), OPTIONS)
        assert bool(found) == readable
        assert readable or "encrypted" in problems[0].message


def test_feed_items_are_articles_with_their_details() -> None:
    found = articles("a.rss", seeds.rss())
    assert [article.path for article in found] == ["a.rss#g1", "a.rss#g2", "a.rss#g3"]
    first = found[0]
    assert first.title is not None
    assert first.title.value == "Old ferry stays 1"
    assert first.published is not None
    assert first.published.value == "2031-03-04T04:30:00+00:00"
    assert first.outlet is not None
    assert first.outlet.value == "The Östmark Courier"
    assert first.url is not None
    assert first.url.value == "https://courier.example/1"


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    found = articles("a.epub", seeds.epub())
    assert [article.path for article in found] == ["a.epub#c2", "a.epub#c1", "a.epub#c3"]


def test_inner_names_are_harmless() -> None:
    paths = [article.path for article in articles("a.zip", seeds.every()["a.zip"])]
    assert paths == ["a.zip!/b.html", "a.zip!/in/a.txt"]
    paths = [article.path for article in articles("a.tar.gz", seeds.every()["a.tar.gz"])]
    assert paths == ["a.tar.gz!/a.tar!/in/a.txt", "a.tar.gz!/a.tar!/etc/b.docx"]


def test_archives_are_opened_to_a_bound() -> None:
    nested = seeds.every()["a.zip"]
    for _ in range(6):
        nested = seeds.zipped({"inner.zip": nested})
    found, problems = prepare_file("a.zip", nested, OPTIONS)
    assert not found
    assert "too deep" in problems[0].message
    many = seeds.zipped({f"{n}.txt": b"A ferry." for n in range(20)})
    found, problems = prepare_file("a.zip", many, PrepareOptions(ReaderOptions(archive_files=5)))
    assert len(found) == 5
    assert problems[0].remedy


def test_bombs_go_off_in_a_box() -> None:
    small = PrepareOptions(ReaderOptions(archive_megabytes=2, most_megabytes=2))
    bomb = seeds.zipped({"a.txt": b"0" * (30 << 20)})
    found, problems = prepare_file("a.zip", bomb, small)
    assert not found
    assert "more than is unpacked" in problems[0].message
    found, problems = prepare_file("a.gz", gzip.compress(b"0" * (30 << 20)), small)
    assert problems
    found, problems = prepare_file("a.docx", seeds.docx("<w:p/>" * (5 << 20)), small)
    assert not found
    assert problems[0].remedy


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xml", "a.rss"])
def test_entities_of_a_document_are_not_obeyed(name: str) -> None:
    if name in ("a.xml", "a.rss"):
        data = LAUGHS.encode() + b"<rss><channel><item><description>&b;&c; said.</description></item></channel></rss>"
    else:
        make = seeds.docx if name == "a.docx" else seeds.odt
        package = zipfile.ZipFile(io.BytesIO(make()))
        data = seeds.zipped(
            {n: (LAUGHS.encode() if n.endswith("t.xml") else b"") + package.read(n) for n in package.namelist()}
        )
    found, problems = prepare_file(name, data, OPTIONS)
    assert "root:" not in "".join(article.body.string for article in found)
    assert found or problems


def test_an_encrypted_package_says_so() -> None:
    stream = bytearray(seeds.docx())
    at = 0
    while (at := stream.find(b"PK\x01\x02", at)) >= 0:
        stream[at + 8] |= 1
        at += 4
    found, problems = prepare_file("a.docx", bytes(stream), OPTIONS)
    assert not found
    assert "encrypted" in problems[0].message


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", seeds.docx), ("a.zip", lambda: seeds.zipped({"a.txt": b"The ferry sails."}))]
)
def test_a_compression_that_nobody_knows_is_no_damage(name: str, make: Callable[[], bytes]) -> None:
    stream = bytearray(make())
    for mark, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):  # the method, in a directory's entry and a head
        at = 0
        while (at := stream.find(mark, at)) >= 0:
            stream[at + place] = 9  # Deflate64, as Windows packs large files
            at += 4
    found, problems = prepare_file(name, bytes(stream), OPTIONS)
    assert not found
    assert "compressed by a method that cannot be read" in problems[0].message


def test_a_users_own_reader_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_reader_of_tests.py").write_text("def read(path, data):\n    return [data.decode().upper()] * 2\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    options = PrepareOptions(ReaderOptions(readers={".abc": "my_reader_of_tests:read"}))
    found, problems = prepare_file("a.ABC", b"the ferry sails.", options)
    assert not problems
    assert [article.path for article in found] == ["a.ABC#1", "a.ABC#2"]
    assert found[0].body.string == "THE FERRY SAILS."
    wrong = PrepareOptions(ReaderOptions(readers={".abc": "my_reader_of_tests:missing"}))
    found, problems = prepare_file("a.abc", b"x", wrong)
    assert not found
    assert problems
    sys.modules.pop("my_reader_of_tests", None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", b"PK\x03\x04" + b"PK\x01\x02" * 100_001),
        ("a.eml", b"Subject: x\nFrom: a@b.example\n\n" + b"--x\n\n" * 20_001),
        ("a.html", b"<html>" + b"<p>a" * 300_001),
        ("a.rss", b"<rss>" + b" " * (8 << 20)),
    ],
)
def test_what_would_take_much_memory_is_refused_before(name: str, data: bytes) -> None:
    found, problems = prepare_file(name, data, OPTIONS)
    assert not found
    assert problems[0].remedy in ("Split it.", "Save its text alone.", "Save its article alone.")


def test_a_delivery_report_is_named_and_the_mail_that_it_returns_is_read() -> None:
    returned = (
        "From: a@ships.example\nSubject: Harbour news\n\nThe harbour of Tarn was closed on Tuesday, its office said.\n"
    )
    parts = f"--B\nContent-Type: text/plain\n\n\n--B\nContent-Type: message/rfc822\n\n{returned}\n--B--\n"
    head = 'From: p@ci.example\nSubject: Error\nContent-Type: multipart/report; boundary="B"\n\n'
    articles, problems = prepare_file("m.eml", (head + parts).encode(), PrepareOptions())
    assert [article.path for article in articles] == ["m.eml!/Harbour news.eml"]
    assert [problem.message for problem in problems] == ["a report on the delivery of a mail"]
