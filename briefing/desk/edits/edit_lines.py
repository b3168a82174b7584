"""The text of `edits/DATE.yaml` with a change more, or one moved between `edits` and `undone`. Lines that people wrote,
with their comments and blank lines, stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.compose.edits.edits import Edit
from briefing.shape import dump
from briefing.yaml_text import plain

OPENING = "# What an editor changed in this edition, a change a line; docs/desk.md says what each does.\n"
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})  # what YAML takes for something else


def line_of(edit: Edit) -> str:
    """A change as one line of the file."""
    given = {key: value for key, value in dump(edit).items() if value not in (None, "")}
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in given.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    text = str(value)
    if _BARE.fullmatch(text) and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)


def added(text: str, key: str, edits: Sequence[Edit]) -> str:
    """The text with changes at the end of the list `key`."""
    data, places = plain(text.encode(), "edits")
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    data = data or {}
    if key not in data:
        return "".join(lines) + "".join([f"{key}:\n", *(f"  - {line_of(edit)}\n" for edit in edits)])
    if not data[key]:
        start = places[(key,), True][0] - 1
        lines[start] = f"{key}:\n"
        indent, at = 2, start + 1
    else:
        indent = places[(key,), False][1] - 1
        at = _end(lines, places[(key, len(data[key]) - 1), False][0] - 1, _next_key(data, places, key))
    new = [" " * indent + f"- {line_of(edit)}\n" for edit in edits]
    return "".join([*lines[:at], *new, *lines[at:]])


def without_last(text: str, key: str) -> str:
    """The text without the last change of a list; without the list where nothing is left in it."""
    data, places = plain(text.encode(), "edits")
    lines = text.splitlines(keepends=True)
    start = places[(key, len(data[key]) - 1), False][0] - 1
    end = _end(lines, start, _next_key(data, places, key))
    if len(data[key]) == 1:
        start = places[(key,), True][0] - 1
    return "".join([*lines[:start], *lines[end:]])


def anew(edits: Sequence[Edit], undone: Sequence[Edit], text: str = "") -> str:
    """The whole file in this module's own form, under the comment that stood at its head: for files whose form it
    does not know how to change."""
    head = "".join(re.match(r"(?:[ \t]*#[^\n]*\n|[ \t]*\n)*", text)[0]) or OPENING  # type: ignore[index]
    for key, rows in (("edits", edits), ("undone", undone)):
        if rows:
            head += f"{key}:\n" + "".join(f"  - {line_of(edit)}\n" for edit in rows)
    return head


def _next_key(data: Mapping[str, Any], places: Mapping[Any, tuple[int, int]], key: str) -> int:
    """The number of the line, from 0, on which the next key stands; far beyond the end where there is none."""
    mine = places[(key,), True][0]
    others = (places[(name,), True][0] for name in data)
    return min((line for line in others if line > mine), default=1_000_001) - 1


def _end(lines: Sequence[str], start: int, limit: int) -> int:
    """Behind the last line of an entry that begins on line `start`, comments and blank lines after it left out."""
    end = start + 1
    for number in range(start + 1, min(limit, len(lines))):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            end = number + 1
    return end
