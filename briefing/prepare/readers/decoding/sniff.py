"""What kind of file is it? Its first bytes say so more reliably than its name."""

from __future__ import annotations

import io
import re
import zipfile

from briefing.model import Problem
from briefing.prepare.readers import chats, lists
from briefing.prepare.readers.archives import FAULTS
from briefing.prepare.readers.bounds import PACKAGE_BOUNDS, SAMPLE_BOUNDS
from briefing.prepare.readers.mail import outlook
from briefing.prepare.readers.subtitles import is_subtitles
from briefing.prepare.readers.wires.wires import is_wire, root_of
from briefing.prepare.readers.xml.feeds import BEFORE_ROOT, is_feed, is_json_feed

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"{\\rtf", "rtf"),
    (b"WARC/", "warc"),
    (b"bplist00", "webarchive"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "media"),
    (b"OggS", "media"),
    (b"ID3", "media"),
    (b"fLaC", "media"),
    (b"\x1aE\xdf\xa3", "media"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x7fELF", "binary"),
    (b"SQLite format 3\0", "binary"),
    (b"wOFF", "binary"),
    (b"%!PS", "postscript"),
)
_NAMED = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".json": "json",
    ".js": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".sbv": "subtitles",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "mail",
    ".mbox": "mbox",
    ".xml": "xml",
    ".rss": "feed",
    ".atom": "feed",
}
# What only its own bytes make it: a file of such a name that is none is damaged, or text under a wrong name.
_PACKAGES = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".odt": "OpenDocument",
    ".epub": "EPUB",
    ".zip": "zip",
    ".gz": "gzip",
    ".tgz": "gzip",
    ".tar": "tar",
    ".bz2": "bzip2",
    ".xz": "xz",
}
_REFUSALS = {
    **lists.REFUSALS,
    "empty": ("is empty", "Save it anew, or take it away."),
    "image": ("is a picture; pictures are not read", "Run it through text recognition (OCR) and add the text."),
    "media": ("is a sound or video file, or a picture; such files are not read", "Add its text as a file."),
    "ole": (
        "is an encrypted Office document, or one of the format before 2007",
        "Take the password off, or save it as .docx, .odt or plain text.",
    ),
    "archive": ("is an archive of a kind that is not opened", "Unpack it, or pack it as .zip or .tar.gz."),
    "office": (
        "is a presentation, or a spreadsheet of another kind than .xlsx; such files are not read",
        "Save its text as .docx, .pdf or .txt.",
    ),
    "postscript": ("is PostScript, which is not read", "Convert it to PDF (ps2pdf)."),
    "damaged": ("is not what its name says: cut or damaged", "Save it anew."),
    "binary": ("is no text, but a binary file of an unknown kind", "Save its text as .txt, .html, .docx or .pdf."),
}
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27} | {127})
_RECORD = re.compile(rb'\s{0,200}+(?:\[\s{0,200}+)?\{\s{0,200}+"[^"]{1,80}+"\s{0,20}+:')
_PAGE = re.compile(BEFORE_ROOT + rb"<(?:!doctype\s+html|html)[\s>]", re.I | re.S)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<\?xml\s", re.I)
_HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]")
_MAIL_HEADERS = frozenset(
    b"from to subject date message-id received mime-version return-path content-type delivered-to x-mailer".split()
)


def kind(path: str, data: bytes) -> str:
    """A name of the tables of readers and unpackers, or one of what is refused."""
    suffix = suffix_of(path)
    if not data:
        return "empty"
    found = _by_magic(data)
    if found:
        found = _package(data) if found == "zip" else found
        found = "outlook" if found == "ole" and outlook.is_message(data) else found
        return "damaged" if found == "zip" and suffix in (".docx", ".odt", ".epub") else found
    if looks_binary(data):
        return "damaged" if suffix in _PACKAGES else "binary"
    return _text_kind(suffix, data)


def _text_kind(suffix: str, data: bytes) -> str:
    head = data[:8192]
    root = root_of(data) if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else ""
    if root == "plist" and b"WebMainResource" in head:
        return "webarchive"
    if refused := lists.by_content(head, root):
        return refused
    if found := _by_form(suffix, data, root):
        return found
    if refused := lists.by_name(suffix, head):
        return refused
    return _NAMED.get(suffix) or _by_first_lines(suffix, data[: SAMPLE_BOUNDS.mail_head])


def _by_form(suffix: str, data: bytes, root: str) -> str:
    """What shows by its first element or line, whatever its name; "" where nothing does."""
    head = data[:8192]
    if _PAGE.match(head):
        return "html"
    if is_feed(head):
        return "feed"
    if is_json_feed(data):
        return "json feed"
    if data.startswith(b"From ") and (suffix == ".mbox" or _is_mail(data.partition(b"\n")[2][:8192], 2)):
        return "mbox"
    if b"Snapshot-Content-Location:" in head[:2000] or (suffix in (".mht", ".mhtml") and _is_mail(head, 1)):
        return "mhtml"
    if is_wire(root):
        return "wire"
    if root == "en-export":
        return "notes"
    timed = head.startswith(b"WEBVTT") or (
        suffix in ("", ".txt") and is_subtitles(head[:400].decode("utf-8", "replace"))
    )
    if suffix in ("", ".txt") and chats.is_chat(head.decode("utf-8", "replace")):
        return "chat"
    return "subtitles" if timed else ""


def _by_first_lines(suffix: str, head: bytes) -> str:
    """Text of a name that says no more: a saved message, records, markup, or plain text."""
    if _is_mail(head, 4 if suffix in (".txt", ".text") else 2):
        return "mail"
    if suffix != ".txt" and _RECORD.match(head):
        return "json"
    return "xml" if _XML.match(head) else "text"


def suffix_of(path: str) -> str:
    """ ".txt" of "news/A.TXT", "" where there is none."""
    name = path.rsplit("/", 1)[-1].lower()
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def _by_magic(data: bytes) -> str | None:
    for start, name in _MAGIC:
        if data.startswith(start):
            return name
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[257:262] == b"ustar":
        return "tar"
    if data[4:8] == b"ftyp":
        return "media"
    if data[:2] == b"BM" and b"\0" in data[:64]:
        return "image"
    return None


def _package(data: bytes) -> str:
    """Which kind of document a zip package is, or "zip"."""
    if data.count(b"PK\x01\x02") > PACKAGE_BOUNDS.members:
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            kind = package.open("mimetype").read(100) if "mimetype" in names else b""
    except FAULTS:
        return "zip"
    if b"opendocument.text" in kind:
        return "odt"
    if b"epub" in kind or "META-INF/container.xml" in names:
        return "epub"
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if b"opendocument" in kind or "ppt/presentation.xml" in names:
        return "office"
    return "zip"


def _is_mail(head: bytes, least: int) -> bool:
    """Does it begin with header lines, at least so many of them those of a mail?"""
    known: set[bytes] = set()
    for line in head.split(b"\n")[:1000]:
        found = _HEADER_LINE.match(line)
        if found:
            known.add(found[1].lower())
        elif not line.startswith((b" ", b"\t")):
            break
    return len(known & _MAIL_HEADERS) >= least


def looks_binary(data: bytes) -> bool:
    """More than a few control characters in its beginning, middle and end, and not UTF-16?"""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    size = 8192
    middle = len(data) // 2
    sample = data[:size] + data[middle : middle + size] + data[-size:]
    if _is_wide(sample[:size]):
        return False
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control * 33 > len(sample)


def _is_wide(sample: bytes) -> bool:
    """Letters and zeros in turn, as in UTF-16 without a mark."""
    half = len(sample) // 2
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    return max(even, odd) > 0.4 * half and min(even, odd) < 0.05 * half


def refusal(path: str, kind: str) -> Problem:
    message, remedy = _REFUSALS.get(kind, _REFUSALS["binary"])
    named = _PACKAGES.get(suffix_of(path))
    if kind == "damaged" and named:
        message = f"is no {named} file, though its name says so: cut or damaged"
    return Problem(path, message, remedy)
