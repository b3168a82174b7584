"""The outlet that published an article: as the format states it, as it speaks of itself, or the host of its address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing import language
from briefing.model import Block, Detail
from briefing.prepare.furniture.lines.phrases import Cues, tokens
from briefing.prepare.raw import RawArticle

_STATED = ("og:site_name", "json-ld:publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]{1,100}@)?([\w.-]{3,253})")
_SELF = re.compile(
    r"(?:^|\b)(?P<how>a message from|a letter from the editors? of|a note from|support|subscribe to)\s+"
    r"(?P<name>(?-i:(?:The\s|the\s)?(?:[A-ZÀ-Þ][\w&’'.-]{0,30}\s?){1,5}))(?=[:,.!\n]|$)",
    re.I,
)
_NO_NAMES = frozenset(["our", "us", "the", "the editor", "the editors", "our editor", "our newsletter"])
_BARS = re.compile(r"\s*[|•·–—]\s*|,\s+")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©,]*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?)[\s,]*(?:by\s+)?"
    r"([^\W\d_][^.,|©/]{2,50}?)(?=\s*(?:[.,|/]|$|all rights|inc\b|ltd\b|llc\b))",
    re.I,
)
_SUFFIXES = frozenset(["com", "co", "org", "net", "gov", "edu", "ac", "info", "biz", "news", "media", "press", "tv"])
_PREFIXES = frozenset(["www", "m", "mobile", "amp", "en", "edition", "news", "web", "us", "uk", "international"])


def find(raw: RawArticle, blocks: Sequence[Block], known: Cues) -> Detail | None:
    """The outlet with its origin; None where nothing names it."""
    if raw.outlet is not None:
        return raw.outlet
    stated = dict(reversed(raw.meta))
    for name in _STATED:
        value = " ".join(stated.get(name, "").split())
        if 2 <= len(value) <= 80 and not value.startswith("http"):
            return Detail(value, name)
    return _in_appeal(raw.body.string, blocks) or _in_masthead(raw.body.string, blocks, known)


def _in_appeal(text: str, blocks: Sequence[Block]) -> Detail | None:
    """ "A Message from The Example Times:" → its name; a weaker wording counts if the appeal uses the name again."""
    aside = [text[block.span.start : min(block.span.end, block.span.start + 400)] for block in blocks if not block.kept]
    for piece in aside:
        match = _SELF.search(piece) if len(piece) <= 300 else None
        name = match["name"].strip(" .:,-") if match else ""
        if not match or name.lower() in _NO_NAMES or name.lower() in language.stop_words("en"):
            continue
        again = sum(name in other for other in aside) > 1
        if again or "from" in match["how"].lower() or "of" in match["how"].lower():
            return Detail(name.removeprefix("the "), "appeal")
    return None


def _in_masthead(text: str, blocks: Sequence[Block], known: Cues) -> Detail | None:
    """ "The Brenn Courier | 4 May 2023" at the top or in a running head; "© 2023 The Brenn Courier". The name must hold
    a word that newspapers are called by ("Courier", "Times")."""
    near = range(len(blocks)) if len(blocks) <= 16 else (*range(8), *range(len(blocks) - 8, len(blocks)))
    for index in near:
        block = blocks[index]
        if block.kept:
            continue
        line = " ".join(text[block.span.start : min(block.span.end, block.span.start + 200)].split())
        if len(line) > 120:
            continue
        pieces = [piece.strip(" .,") for piece in _BARS.split(line)]
        dated = any(char.isdigit() for char in line)
        if match := _COPYRIGHT.search(line):
            pieces = [match[1].strip(" .,")]
        elif not (dated and len(pieces) > 1) and not (index < 3 and len(pieces) == 1):
            continue
        for piece in pieces:
            if _is_outlet(piece, known):
                return Detail(piece, "copyright line" if match else "masthead")
    return None


def _is_outlet(name: str, known: Cues) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 6 or not all(word[:1].isupper() or word in ("of", "de", "der", "di") for word in words):
        return False
    said = tokens(name)
    return bool(known.outlet_words & set(said)) and "0" not in said and " " + " ".join(said) + " " not in known.whole


def is_masthead(line: str, known: Cues) -> bool:
    """Is a line nothing but the name of a newspaper or station: "The Tarn Courier", "Diario de Tarn"? A headline about
    one ("Courier Names New Editor") is not."""
    if not _is_outlet(line, known):
        return False
    said = tokens(line)
    return said[-1] in known.outlet_words or (said[0] in known.outlet_words and line.split()[1].islower())


def is_name(name: str, known: Cues) -> bool:
    """Does a name hold a word that newspapers are called by?"""
    return bool(known.outlet_words & set(tokens(name)))


def of_host(address: str) -> Detail | None:
    """The host of an address without what says nothing ("www."): "https://www.example.com/a" → "example.com"."""
    match = _HOST.match(address.strip())
    if match is None:
        return None
    labels = match[1].lower().strip(".").split(".")
    while len(labels) > 2 and labels[0] in _PREFIXES:
        labels.pop(0)
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    return Detail(".".join(labels), "address")


def key(name: str) -> str:
    """What two spellings of one outlet have in common: "The Example Times", "exampletimes.com" → "exampletimes"."""
    text = name.strip().lower()
    if "." in text and " " not in text:
        labels = text.removeprefix("https://").removeprefix("http://").split("/")[0].split(".")
        while len(labels) > 1 and labels[0] in _PREFIXES:
            labels.pop(0)
        while len(labels) > 1 and (labels[-1] in _SUFFIXES or len(labels[-1]) == 2):
            labels.pop()
        text = labels[-1]
    text = "".join(char for char in text if char.isalnum())
    return text.removeprefix("the") if len(text) > 6 else text
