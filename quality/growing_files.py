"""Files that parsers stumble over, of any size: a pattern repeated in plain text, a page or the mark-up of a format."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.helpers import format_seeds

# Repeated in running text, a paragraph of each.
TEXTS: Mapping[str, str] = {
    "prose": "The council voted on Monday, and 12 of 19 members agreed. ",
    "dots": ".",
    "ellipses": "…",
    "exclamations": "! ",
    "dots before a letter": "..a",
    "initials": "J. K. ",
    "abbreviations": "Mr. Dr. St. ",
    "weekdays": "Monday ",
    "years": "2025 ",
    "months": "March 3, ",
    "numbers": "1,234.5 ",
    "units": "5 percent 3 km ",
    "opening quotes": "“",
    "straight quotes": '"a" ',
    "pairs of quotes": "“a” ",
    "said": "said Ada Quill, ",
    "that": "he said that ",
    "commas": "a, ",
    "brackets": "(",
    "nested brackets": "(a [b {c ",
    "names": "Ada Quill ",
    "one word": "a",
    "hyphens": "a-",
    "apostrophes": "a'",
    "blank lines": "a\n\n",
    "short lines": "a b\n",
    "labels": "Q: a\nA: b\n",
    "spaces": " ",
    "tabs and ends of lines": "\t\n",
    "marks": "*_[",
    "links": "[a](b ",
    "addresses": "http://a.example/b ",
    "entities": "&amp;",
    "Chinese": "他说,",
    "Chinese quotes": "「",
    "Arabic": "قال ",
    "combining marks": "a\u0301\u0301",
    "invisible characters": "a\u200b",
    "soft hyphens": "\u00ad",
    "headings": "# a\n",
    "rules": "---\n",
    "table rows": "| a | b |\n",
    "quoted lines": "> a\n",
    "greater signs": ">",
    "datelines": "LISK, July 9 (Agency) -- ",
    "bylines": "By Ada Quill\n\n",
    "front matter": "---\na: b\n",
    "quotations that go on": "“a b c\n\n",
    "sentences": "Ada Quill said that it was so. He said no. ",
    "paragraphs": "Ada Quill said that the vote was closer than expected.\n\n",
    "people": "Ada Qu{n}ll, the mayor of Lisk, said it. She said so.\n\n",
    "Japanese": "クイル氏は述べた。「はい」と",
    "press review": "Title\nCourier, 3 March 2031\n\nThe vote was closer than expected.\n\n",
}


def _html(inner: str) -> bytes:
    return f"<html><head><title>Ferry stays</title></head><body><article>{inner}</article></body></html>".encode()


# Repeated in the mark-up of a format; the function wraps what was repeated.
MARKUP: Mapping[str, tuple[str, str, Callable[[str], bytes]]] = {
    "paragraphs": ("page.html", "<p>The vote was closer than expected.</p>", _html),
    "nested elements": ("page.html", "<div>", _html),
    "nested in line": ("page.html", "<b>", _html),
    "attributes": ("page.html", "a{n}=b ", lambda inner: _html(f"<p {inner}>text</p>")),
    "attributes of a name": ("page.html", "a=b ", lambda inner: _html(f"<p {inner}>text</p>")),
    "one attribute": ("page.html", "b ", lambda inner: _html(f'<p class="{inner}">text</p>')),
    "unclosed comments": ("page.html", "<!--", _html),
    "unclosed tags": ("page.html", "<", _html),
    "list items": ("page.html", "<li><a href=b>The vote was close</a></li>", _html),
    "table cells": ("page.html", "<table><tr><td>a", _html),
    "scripts": ("page.html", "<script>", _html),
    "linked data": (
        "page.html",
        '{"a":',
        lambda inner: _html(f'<script type="application/ld+json">{inner}</script><p>The vote was close.</p>'),
    ),
    "meta elements": ("page.html", '<meta property="og:title" content="a">', _html),
    "templates": ("page.html", '<template shadowrootmode="open">', _html),
    "breaks": ("page.html", "a<br>", _html),
    "frames": ("page.html", "<iframe srcdoc='<p>a</p>'>", _html),
    "entities": ("page.html", "&#x41;", _html),
    "escaped twice": ("page.html", "&amp;lt;b&amp;gt;", _html),
    "figures": ("page.html", "<figure><img><figcaption>The ferry</figcaption></figure>", _html),
    "articles": ("page.html", "<article><h2>Title</h2><p>The vote was closer than expected.</p></article>", _html),
    "groups": ("memo.rtf", "{", lambda inner: b"{\\rtf1 " + inner.encode() + b"}"),
    "rtf paragraphs": ("memo.rtf", "\\par ", lambda inner: b"{\\rtf1 " + inner.encode() + b"}"),
    "rtf characters": ("memo.rtf", "\\u8217?", lambda inner: b"{\\rtf1 " + inner.encode() + b"}"),
    "rtf words": ("memo.rtf", "\\b a\\b0 ", lambda inner: b"{\\rtf1 " + inner.encode() + b"}"),
    "json depth": ("record.json", '{"a":', lambda inner: inner.encode()),
    "json list": ("record.json", "[", lambda inner: inner.encode()),
    "records": (
        "records.jsonl",
        '{"title": "Ferry", "text": "The vote was closer than expected, said Ada Quill."}\n',
        lambda inner: inner.encode(),
    ),
    "empty records": ("records.jsonl", "{}\n", lambda inner: inner.encode()),
    "rows": ("table.csv", "Title,The vote was closer than expected\n", lambda inner: b"title,text\n" + inner.encode()),
    "quotes in a row": ("table.csv", '"', lambda inner: b"title,text\n" + inner.encode()),
    "feed items": (
        "feed.xml",
        "<item><title>a</title><description>The vote was close.</description></item>",
        lambda inner: f"<rss version='2.0'><channel><title>F</title>{inner}</channel></rss>".encode(),
    ),
    "xml depth": ("wire.xml", "<a>", lambda inner: f"<nitf><body>{inner}".encode()),
    "header lines": ("mail.eml", "X-A: b\n", lambda inner: f"From: a@b.example\n{inner}\nBody text.\n".encode()),
    "one header": ("mail.eml", "a ", lambda inner: f"From: a@b.example\nSubject: {inner}\n\nBody text.\n".encode()),
    "encoded words": (
        "mail.eml",
        "=?utf-8?q?a?= ",
        lambda inner: f"From: a@b.example\nSubject: {inner}\n\nBody text.\n".encode(),
    ),
    "addresses": ("mail.eml", "a@b.example, ", lambda inner: f"From: {inner}\n\nBody text.\n".encode()),
    "mail parts": (
        "mail.eml",
        "--x\nContent-Type: text/plain\n\na\n",
        lambda inner: f"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n{inner}--x--\n".encode(),
    ),
    "quoted mail": ("mail.eml", "> a\n> > b\n", lambda inner: f"From: a@b.example\n\n{inner}".encode()),
    "forwards": (
        "mail.eml",
        "---- Forwarded message ----\nFrom: a\n\n",
        lambda inner: f"From: a@b.example\n\n{inner}".encode(),
    ),
    "mails": ("box.mbox", "From a\nSubject: b\n\nThe vote was close.\n\n", lambda inner: inner.encode()),
    "gzip members": ("text.txt.gz", "a", lambda inner: gzip.compress(b"a") * (len(inner) // 20)),
    "gzip": ("text.txt.gz", "The vote was close. ", lambda inner: gzip.compress(inner.encode())),
    "zip entries": ("files.zip", "a", lambda inner: _entries(len(inner) // 120)),
    "docx runs": (
        "memo.docx",
        "<w:r><w:t>a </w:t></w:r>",
        lambda inner: format_seeds.docx(f"<w:p>{inner}</w:p>"),
    ),
    "docx paragraphs": ("memo.docx", "<w:p><w:r><w:t>The vote was close.</w:t></w:r></w:p>", format_seeds.docx),
    "subtitles": ("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nThe vote\n\n", lambda inner: inner.encode()),
    "pdf text": ("page.pdf", "a", lambda inner: _pdf(inner)),
    "pdf words": ("page.pdf", "a bc ", lambda inner: _pdf(inner)),
    "pdf lines": ("page.pdf", "a) ' (", lambda inner: _pdf(inner)),
}


def _entries(number: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for entry in range(number):
            package.writestr(f"{entry}.txt", "The vote was close.")
    return stream.getvalue()


def _pdf(inner: str) -> bytes:
    """One page with one line of text."""
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td ({inner}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """A pattern in a format: the file's name, what is repeated, and what it is put into."""

    name: str
    path: str
    unit: str
    wrap: Callable[[str], bytes]

    def made(self, size: int) -> bytes:
        """A file of about `size` bytes."""
        return self.wrap(_times(self.unit, size))


def trials() -> Iterator[Trial]:
    """Every pattern of text as plain text on a line, as a sentence a paragraph, and in a paragraph of HTML; then the
    mark-up of each format."""
    for name, unit in TEXTS.items():
        yield Trial(f"text: {name}", "note.txt", unit, _note)
        if "\n" not in unit:
            yield Trial(f"lines: {name}", "note.txt", f"{unit * 12} end.\n\n", _note)
        yield Trial(f"html: {name}", "page.html", unit, _paragraph)
    for name, (path, unit, wrap) in MARKUP.items():
        yield Trial(f"{path}: {name}", path, unit, wrap)


def _note(inner: str) -> bytes:
    return f"Ferry stays\n\nThe council has decided. {inner}".encode()


def _paragraph(inner: str) -> bytes:
    return _html(f"<p>{inner}</p>")


def _times(unit: str, size: int) -> str:
    count = size // len(unit.encode())
    return "".join(unit.replace("{n}", str(number)) for number in range(count)) if "{n}" in unit else unit * count
