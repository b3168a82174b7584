"""Bytes → characters: byte order mark, UTF-8, what the file declares (weighed), windows-1252 if it fits, detection."""

from __future__ import annotations

import codecs
import re

from briefing.prepare.readers.bounds import SAMPLE_BOUNDS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_LATIN = 0.25  # share of bytes above 127 from which a text is hardly in Latin letters
_SURE = 0.9  # plausibility from which windows-1252 needs no second opinion
# What a declaration may name. Python's own list also holds codecs that are no character sets, or slow on hostile input.
_DECLARABLE = re.compile(
    r"(?:iso|latin|windows|cp|koi8|mac|shift|sjis|s_jis|ms|euc|gb|big5|hz|tis|ks_c|korean|utf|u8|ascii|us|unicode|ibm|johab)"
    r"[\w.:-]{0,30}",
    re.I,
)
_TYPOGRAPHY = frozenset("‘’“”‚„«»–—…•·°§©®€£¥¢ \u00ad¿¡№")
_HIGH = re.compile(r"[^\x00-\x7f]")
# Control characters but tab, line feed, form feed, carriage return; what Unicode says is no character; surrogates.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_CONTROLS = bytes(byte for byte in range(128) if _UNPRINTABLE.match(chr(byte)))
_INSIDE_WORD = re.compile(r"(?<=\w)[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f](?=\w)")
# Control characters that no text has: bytes of windows-1252 (a dash, a quotation mark) read as ISO 8859-1.
_CLOSING = "â\x80\x9d"  # the closing quotation mark in UTF-8, of which windows-1252 has no last byte: see `repair`
_MISREAD = {
    code: character
    for code in range(0x80, 0xA0)
    if code != 0x85 and (character := bytes([code]).decode("cp1252", "ignore"))
}


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` and the name of the character set. Never fails: what fits nowhere is U+FFFD.

    declared: the character set that the file names, None where it names none. A byte order mark and well-formed UTF-8
    are believed before it.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name.removesuffix("-le").removesuffix("-be")
    wide = _utf16(data)
    if wide:
        return data.decode(wide, "replace"), "utf-16"
    if b"\x1b$" in data and (japanese := _escaped(data)) is not None:
        return japanese, "iso-2022-jp"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8"
    codec = _codec(declared)
    if codec:
        try:
            text = data.decode(codec)
        except (UnicodeError, ValueError):
            text = None
        if text is not None and _plausible(text) >= _plausible(data.decode("cp1252", "replace")):
            return text, _label(codec)
    return _guessed(data)


def printable(text: str) -> str:
    """The text without control characters, character for character: what windows-1252 means by it for each that it
    has, else a space, or U+FFFD inside a word, where something is lost. Tabs and line ends stay."""
    clean = (
        len(text.encode().translate(None, _CONTROLS)) == len(text) if text.isascii() else not _UNPRINTABLE.search(text)
    )
    if clean:
        return text
    text = text.replace(_CLOSING, "â€\ufffd").translate(_MISREAD)
    text = _INSIDE_WORD.sub("\ufffd", text)
    return _UNPRINTABLE.sub(lambda found: " " if found.group() < "\ud800" else "\ufffd", text)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows itself where Latin letters leave every other byte zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0) / half, sample[1 : 2 * half : 2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> bool:
    """Do far more characters than not read as UTF-8? (A file that was cut, or patched by a careless program.)"""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if lost * 8 > len(text):
        return False
    kept = sum(found.group() != "\ufffd" for found in _HIGH.finditer(text))
    return kept >= 4 * lost


def _codec(declared: str | None) -> str | None:
    name = (declared or "").strip().strip("\"'")
    if not _DECLARABLE.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if codec in ("iso8859-1", "ascii", "cp1252", "utf-7") or codec.startswith(("utf-16", "utf-32", "unicode")):
        return None  # in practice windows-1252, or already ruled out above
    return codec


def _plausible(text: str) -> float:
    """How much the characters above ASCII look like writing: letters of one case inside a word, or typography."""
    sample = text[: SAMPLE_BOUNDS.encoding]
    good = bad = 0
    for found in _HIGH.finditer(sample):
        char = found.group()
        at = found.start()
        before = sample[at - 1] if at else " "
        if char.isalpha():
            mixed = char.isupper() and before.islower()
            alien = before.isascii() and before.isalpha() and ord(char) >= 0x370
            good, bad = (good, bad + 1) if mixed or alien else (good + 1, bad)
        elif char in _TYPOGRAPHY:
            good += 1
        else:
            bad += 1
    return good / (good + bad) if good + bad else 1.0


def _guessed(data: bytes) -> tuple[str, str]:
    """windows-1252 where its reading looks like writing, else what detection says."""
    sample = data[: SAMPLE_BOUNDS.encoding]
    high = sum(byte > 127 for byte in sample)
    plausible = _plausible(sample.decode("cp1252", "replace"))
    if high > _NOT_LATIN * len(sample) or plausible < _SURE:
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is not None:
            text = data.decode(best.encoding, "replace")
            if high > _NOT_LATIN * len(sample) or _plausible(text) > plausible:
                return text, _label(best.encoding)
    return data.decode("cp1252", "replace"), "windows-1252"


def _escaped(data: bytes) -> str | None:
    try:
        return data.decode("iso2022_jp_2")
    except UnicodeDecodeError:
        return None


def _label(codec: str) -> str:
    """The name that the web knows: cp1251 → windows-1251, iso8859_2 → iso-8859-2."""
    name = codec.replace("_", "-")
    name = re.sub(r"^cp(125\d)$", r"windows-\1", name)
    return re.sub(r"^iso-?8859-?(\d+)$", r"iso-8859-\1", name)
