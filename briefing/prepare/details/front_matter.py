"""The `key: value` lines between two rules with which a Markdown file may begin: plain values and lists of them."""

from __future__ import annotations

import re

from briefing.prepare.details.tuning import PLACES
from briefing.text import Span

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,8000}?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FOOT = re.compile(r"\n\r?\n((?:[a-z_]{2,40}:(?: [^\n]{0,2000})?\r?\n){5,40}type_: \d{1,2})\s*\Z")
_LISTED = re.compile(r"^## Metadata[ \t]*\r?\n((?:[-*] [^\n]{1,1000}(?:\n|\Z)){2,12})", re.M)
_LISTED_NAMES = {"full title": "title"}
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30})[ \t]*[:=](?:[ \t]+(.{0,500}))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.{1,300})")
_LINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]|\[([^\[\]]{1,200})\]\([^()\s]{0,500}\)")


def front_matter(text: str) -> Span | None:
    """Where the front matter stands, both rules with it; None where the text has none."""
    match = _FRONT.match(text[:9000])
    if match is None or _FIELD.match(match[2].lstrip()) is None:
        return None
    return Span(match.start(1), len(match[0].rstrip()))


def foot(text: str) -> Span | None:
    """Where the record stands that a program keeps under a note; None where the text has none."""
    low = max(0, len(text) - PLACES.foot)
    match = _FOOT.search(text, low) if "\ntype_: " in text[low:] else None
    return Span(*match.span(1)) if match else None


def listed(text: str) -> Span | None:
    """Where a note of a reading program lists what it is of, its heading with it: "- Author: …"; None without one."""
    head = text[: PLACES.listed]
    match = _LISTED.search(head) if "## Metadata" in head else None
    return Span(match.start(), len(text[: match.end()].rstrip())) if match else None


def values(text: str) -> dict[str, str]:
    """Names in lower case with spaces for "_" and "-", values as they read; the items of a list with "; " between. Of
    a note's foot the author and the address alone: its days are those of the note."""
    match = _FRONT.match(text[:9000])
    found: dict[str, list[str]] = {}
    if under := foot(text):
        record = dict(line.partition(": ")[::2] for line in under.of(text).splitlines())
        found = {"author": [record.get("author", "")], "url": [record.get("source_url", "")]}
    for line in above.of(text).splitlines() if (above := listed(text)) else ():
        label, _, value = line.lstrip("-* ").partition(": ")
        found[_LISTED_NAMES.get(label.lower(), label.lower())] = [_plain(value)]
    name = ""
    for line in match[2].splitlines() if match else ():
        if (item := _ITEM.fullmatch(line)) and name:
            found[name].append(_plain(item[1]))
        elif field := _FIELD.fullmatch(line.rstrip()):
            name = re.sub(r"[\s_-]+", " ", field[1].strip().lower())
            found[name] = _listed((field[2] or "").strip())
    return {name: "; ".join(filter(None, items)) for name, items in found.items() if any(items)}


def _listed(value: str) -> list[str]:
    """A value, or the members of a list in brackets."""
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_plain(item) for item in value[1:-1].split(",")]
    return [_plain(value)] if value and value not in ("|", ">", "|-", ">-") else []


def _plain(value: str) -> str:
    """Without quotation marks and the marks of links."""
    value = value.strip().strip("\"'").strip()
    return _LINK.sub(lambda found: found[2] or found[1] or found[3], value).strip()
