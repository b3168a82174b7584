"""The `key: value` lines between two rules with which a Markdown file may begin: plain values and lists of them."""

from __future__ import annotations

import re

from briefing.text import Span

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,8000}?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30})[ \t]*[:=](?:[ \t]+(.{0,500}))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.{1,300})")
_LINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]|\[([^\[\]]{1,200})\]\([^()\s]{0,500}\)")


def front_matter(text: str) -> Span | None:
    """Where the front matter stands, both rules with it; None where the text has none."""
    match = _FRONT.match(text[:9000])
    if match is None or _FIELD.match(match[2].lstrip()) is None:
        return None
    return Span(match.start(1), len(match[0].rstrip()))


def values(text: str) -> dict[str, str]:
    """Names in lower case with spaces for "_" and "-", values as they read; the items of a list with "; " between."""
    match = _FRONT.match(text[:9000])
    found: dict[str, list[str]] = {}
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
