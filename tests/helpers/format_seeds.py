"""Small files of every format, made here, about places and people that do not exist."""

from __future__ import annotations

import gzip
import io
import plistlib
import quopri
import struct
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

SENTENCES = [
    "The harbour council of Östmark voted on Monday to keep the old ferry in service until the new bridge opens.",
    "“Nobody will be stranded,” said the council’s chair, Ada Quill, who had argued for the ferry for two years.",
    "The vote was closer than expected: seven members were for it and six against it.",
]
TITLE = "Old ferry stays"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_O = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def docx(body: str = "") -> bytes:
    body = body or "".join(f"<w:p><w:r><w:t>{sentence}</w:t></w:r></w:p>" for sentence in SENTENCES)
    head = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    document = f'<w:document xmlns:w="{_W}"><w:body>{head}{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def odt(body: str = "") -> bytes:
    body = body or "".join(f"<text:p>{sentence}</text:p>" for sentence in SENTENCES)
    spaces = f'xmlns:office="{_O}:office:1.0" xmlns:text="{_O}:text:1.0" xmlns:table="{_O}:table:1.0"'
    inner = f"<text:h>{TITLE}</text:h>{body}"
    content = f"<office:document-content {spaces}><office:body><office:text>{inner}</office:text></office:body>"
    return zipped({"mimetype": f"{_MIME}.text", "content.xml": f"{content}</office:document-content>"})


_MIME = "application/vnd.oasis.opendocument"


def epub() -> bytes:
    chapters = [f"<html><body><h1>Chapter {n}</h1><p>{s}</p></body></html>" for n, s in enumerate(SENTENCES, 1)]
    items = "".join(f'<item id="c{n}" href="c%20{n}.xhtml"/>' for n in range(1, 4))
    refs = "".join(f'<itemref idref="c{n}"/>' for n in (2, 1, 3))
    container = '<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
    dc = '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada Quill</dc:creator></metadata>'
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "in/book.opf": f"<package>{dc}<manifest>{items}</manifest><spine>{refs}</spine></package>",
    }
    return zipped(parts | {f"in/c {n}.xhtml": chapter for n, chapter in enumerate(chapters, 1)})


def rtf() -> bytes:
    text = "\\par\n".join(s.replace("“", "\\ldblquote ").replace("”", "\\rdblquote ") for s in SENTENCES)
    text = text.replace("’", "\\u8217?").replace("Ö", "\\'d6")
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\*\\generator Nothing;}{\\info{\\author Nobody}}"
    return f"{head}\\f0 {TITLE}\\par\n{text}{{\\deleted  gone}}\\par}}".encode("ascii")


def eml(body: str = "", kind: str = "text/plain", more: str = "") -> bytes:
    body = body or "\n\n".join(SENTENCES)
    head = (
        f"From: Ada Quill <ada@courier.example>\nTo: b@c.example\nSubject: =?utf-8?q?Old_ferry_stays?=\n"
        f"Date: Tue, 04 Mar 2031 06:30:00 +0200\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n{more}\n"
    )
    return (head + body + "\n").encode()


def mbox() -> bytes:
    messages = [eml(sentence) for sentence in SENTENCES]
    return b"".join(b"From ada@courier.example Tue Mar  4 06:30:00 2031\n" + message + b"\n" for message in messages)


def rss() -> bytes:
    items = "".join(
        f"<item><title>{TITLE} {n}</title><guid>g{n}</guid><link>https://courier.example/{n}</link>"
        f"<pubDate>Tue, 04 Mar 2031 06:30:00 +0200</pubDate><description>&lt;p&gt;{s}&lt;/p&gt;</description></item>"
        for n, s in enumerate(SENTENCES, 1)
    )
    head = "<title>The Östmark Courier</title><language>en</language>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def json_feed() -> bytes:
    items = ",".join(f'{{"id": "{n}", "content_html": "<p>{s}</p>"}}' for n, s in enumerate(SENTENCES))
    version = "https://jsonfeed.org/version/1.1"
    return f'{{"version": "{version}", "title": "The Östmark Courier", "items": [{items}]}}'.encode()


def page(sentences: Sequence[str] = SENTENCES) -> bytes:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    head = f'<head><meta charset="utf-8"><title>{TITLE}</title></head>'
    return f"<!DOCTYPE html><html>{head}<body><article><h1>{TITLE}</h1>{body}</article></body></html>".encode()


def warc() -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/1\r\nContent-Length: {len(http)}"
    )
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"
    return info + head.encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


def nitf() -> bytes:
    body = "".join(f"<block><p>{sentence}</p></block>" for sentence in SENTENCES)
    return f'<?xml version="1.0"?><nitf><body><hedline><hl1>{TITLE}</hl1></hedline>{body}</body></nitf>'.encode()


def mhtml() -> bytes:
    head = (
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://courier.example/1\nSubject: x\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"\n\n'
        "--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    )
    return head.encode() + quopri.encodestring(page()) + b"\n--x--\n"


def tar(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def pdf(pages: Sequence[Sequence[str]] = ()) -> bytes:
    """Lines of 12 points from the top, in a standard face that no file embeds."""
    pages = pages or [[TITLE, *SENTENCES]]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({_pdf_string(line)}) Tj T* " for line in lines)
        content = f"BT /F 10 Tf 60 780 Td 14 TL {shown}ET".encode("cp1252", "replace")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        font = b"<</Font<</F 3 0 R>>>>"
        box = b"/MediaBox[0 0 595 842]"
        objects.append(b"<</Type/Page/Parent 2 0 R%s/Resources%s/Contents %d 0 R>>" % (box, font, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return data + head + table + b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))


def _pdf_string(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def outlook() -> bytes:
    """A message of Outlook: a compound file whose streams are all long enough to stand in sectors of their own."""
    sent = (
        (datetime(2031, 3, 4, 4, 30, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    )
    streams = {
        "__properties_version1.0": bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, sent),
        "__substg1.0_0037001F": TITLE.encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Ada Quill".encode("utf-16-le"),
        "__substg1.0_1000001F": "\r\n\r\n".join(SENTENCES).encode("utf-16-le"),
    }
    sectors = [content.ljust(4096, b"\0") for content in streams.values()]
    first = [1 + 8 * number for number in range(len(streams) + 1)]  # sector 0 is the table of sectors
    chain = [-3]
    for start in first[:-1]:
        chain += [*range(start + 1, start + 8), -2]
    rows = [_entry("Root Entry", 5, -1, 1, -2, 0)]
    for number, name in enumerate(streams, 1):
        rows.append(_entry(name, 2, number + 1 if number < len(streams) else -1, -1, first[number - 1], 4096))
    directory = b"".join(rows).ljust(-(-len(rows) // 4) * 512, b"\0")
    size = len(directory) // 512
    chain += [*range(first[-1] + 1, first[-1] + size), -2]
    table = struct.pack("<128i", *chain, *[-1] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IiIIiIiI", 1, first[-1], 0, 4096, -2, 0, -2, 0) + struct.pack("<109i", 0, *[-1] * 108)
    return head + table + b"".join(sectors) + directory


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le")
    head = wide.ljust(64, b"\0") + struct.pack("<HBBiii", len(wide) + 2, kind, 1, -1, right, child)
    return head + bytes(36) + struct.pack("<iQ", start, size)


def xlsx() -> bytes:
    rows = [["title", "text"], *([f"{TITLE} {n}", sentence] for n, sentence in enumerate(SENTENCES))]
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    related = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/a.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships {related}><Relationship Id="r" Target="xl/workbook.xml"'
            f' Type="{relation}/officeDocument"/></Relationships>',
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{relation}"><sheets><sheet name="A" sheetId="1" r:id="r"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships {related}><Relationship Id="r"'
            f' Target="a.xml" Type="{relation}/worksheet"/></Relationships>',
            "xl/a.xml": f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>",
        }
    )


def newsml() -> bytes:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    head = f"<contentMeta><headline>{TITLE}</headline></contentMeta>"
    item = f"{head}<contentSet><inlineXML><html><body>{body}</body></html>"
    return f'<?xml version="1.0"?><newsItem>{item}</inlineXML></contentSet></newsItem>'.encode()


def vtt() -> bytes:
    cues = "".join(f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{s}\n\n" for n, s in enumerate(SENTENCES, 1))
    return f"WEBVTT\n\n{cues}".encode()


def export() -> bytes:
    documents = (
        f"HD {TITLE} {n}\nBY Ada Quill\nPD 4 March 2031\nSN The Courier\nLP\n{s}\n"
        f"AN Document VLMX00002031030{n}ek3400{n}q\n"
        for n, s in enumerate(SENTENCES, 1)
    )
    return "\n".join(documents).encode()


def every() -> dict[str, bytes]:
    """File name → bytes, one of each kind."""
    text = f"{TITLE}\n\n" + "\n\n".join(SENTENCES) + "\n"
    record = "\n".join(f'{{"id": "r{n}", "text": "{sentence}"}}' for n, sentence in enumerate(SENTENCES))
    found = {
        "a.txt": text.encode(),
        "a.md": f"# {text}\n[more](https://courier.example/more)\n".encode(),
        "a.jsonl": record.encode(),
        "a.html": page(),
        "a.pdf": pdf(),
        "a.docx": docx(),
        "a.odt": odt(),
        "a.rtf": rtf(),
        "a.eml": eml(),
        "a.mbox": mbox(),
        "a.epub": epub(),
        "a.rss": rss(),
        "feed.json": json_feed(),
        "a.xml": nitf(),
        "a.warc": warc(),
        "a.mhtml": mhtml(),
        "a.msg": outlook(),
        "a.xlsx": xlsx(),
        "a.csv": ("title,text\n" + "".join(f'{TITLE},"{sentence}"\n' for sentence in SENTENCES)).encode(),
        "a.vtt": vtt(),
        "wire.xml": newsml(),
        "export.txt": export(),
        "a.webarchive": plistlib.dumps({"WebMainResource": {"WebResourceData": page()}}, fmt=plistlib.FMT_BINARY),
    }
    found["a.zip"] = zipped({"in/a.txt": found["a.txt"], "../../b.html": found["a.html"]})
    found["a.tar.gz"] = gzip.compress(tar({"in/a.txt": found["a.txt"], "/etc/b.docx": found["a.docx"]}), mtime=0)
    return found
