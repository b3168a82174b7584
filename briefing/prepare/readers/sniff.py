"""What kind of file is it? Its first bytes say so more reliably than its name."""

from __future__ import annotations

import re

from briefing.model import Problem

_BINARY = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "bitmap"),
    (b"RIFF", "media"),
    (b"OggS", "media"),
    (b"ID3", "media"),
    (b"fLaC", "media"),
    (b"\x1aE\xdf\xa3", "media"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"\x7fELF", "binary"),
    (b"MZ", "program"),
    (b"SQLite format 3\0", "binary"),
    (b"wOFF", "binary"),
    (b"%!PS", "postscript"),
)
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_REFUSALS = {
    "empty": ("is empty", "Save it anew, or take it away."),
    "image": ("is a picture; pictures are not read", "Run it through text recognition (OCR) and add the text."),
    "media": ("is a sound, picture or video file; such files are not read", "Add a transcript as a text file."),
    "ole": (
        "is an encrypted Office document or one of the format before 2007",
        "Take the password off, or save it as .docx, .odt or plain text.",
    ),
    "packed": ("is packed in a format that is not read", "Unpack it, or pack it as .zip or .tar.gz."),
    "postscript": ("is PostScript, which is not read", "Convert it to PDF (ps2pdf)."),
    "binary": ("is no text, but a binary file of an unknown kind", "Save its text as .txt, .html, .docx or .pdf."),
}
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27} | {127})
# A page says so at its very beginning, after white space, an XML declaration, comments.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?+\s*+(?:<\?xml[^>]{0,200}+>\s*+)?+(?:<!--(?:(?!-->).){0,3000}-->\s*+){0,5}+<(?:!doctype\s+html|html)[\s>]",
    re.I | re.S,
)
_RECORD = re.compile(rb'\s{0,200}[\[{]\s{0,200}(?:\{\s{0,200})?"[^"]{1,80}"\s{0,20}:')


def kind(path: str, data: bytes) -> str:
    """A name of the table of readers, or one of what is refused."""
    suffix = suffix_of(path)
    if not data:
        return "empty"
    found = _by_magic(data)
    if found:
        return found
    if looks_binary(data):
        return "binary"
    if _PAGE.match(data[:4096]):
        return "html"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix != ".txt" and _RECORD.match(data):
        return "json"
    return "text"


def suffix_of(path: str) -> str:
    """ ".txt" of "news/A.TXT", "" where there is none."""
    name = path.rsplit("/", 1)[-1].lower()
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def _by_magic(data: bytes) -> str | None:
    for start, name in _BINARY:
        if data.startswith(start):
            if name == "program":
                return "binary" if b"\0" in data[:256] else None
            if name == "bitmap":
                return "image" if b"\0" in data[:64] else None
            return name
    if data[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1"):
        return "image"
    if data[4:8] == b"ftyp":
        return "media"
    return None


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
    return Problem(path, message, remedy)


def remedy_for_empty(data: bytes) -> str:
    return "Take it away, or look whether it was saved whole." if data else "Save it anew, or take it away."
