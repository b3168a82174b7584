"""What differs between two files, for people: keys of JSON by their place, else the first line that is not the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from briefing.shape import Path, dotted, shown

ABSENT = object()
SHOWN = 80  # characters of a line


def differences(found: Any, expected: Any, path: Path = (), statement: str = "") -> Iterator[tuple[str, str]]:
    """(what differs, the id of the statement in which it does, or "") of plain data."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        if "citations" in found:
            statement = str(found.get("id", statement))
        for key in dict.fromkeys([*expected, *found]):
            yield from differences(found.get(key, ABSENT), expected.get(key, ABSENT), (*path, key), statement)
    elif isinstance(found, list) and isinstance(expected, list):
        if len(found) != len(expected):
            yield f"{dotted(path)}: {len(found)} entries, expected {len(expected)}", statement
        for number, (one, other) in enumerate(zip(found, expected, strict=False)):
            yield from differences(one, other, (*path, number), statement)
    elif type(found) is not type(expected) or found != expected:
        yield f"{dotted(path)}: found {_value(found)}, expected {_value(expected)}", statement


def _value(value: object) -> str:
    return "no such key" if value is ABSENT else shown(value)


def first_line(found: bytes, expected: bytes) -> str:
    """Where two text files part: the number of the line and what stands there."""
    lines = zip_longest(found.splitlines(keepends=True), expected.splitlines(keepends=True), fillvalue=b"")
    for number, (one, other) in enumerate(lines, 1):
        if one != other:
            return f"line {number}: found {_apart(one, other)}, expected {_apart(other, one)}"
    return "nothing differs"


def _apart(line: bytes, other: bytes) -> str:
    """A line from a little before the place where it differs from the other."""
    one, two = line.decode("utf-8", "replace"), other.decode("utf-8", "replace")
    same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    start = max(0, same - 20)
    return repr(("…" if start else "") + one[start : start + SHOWN].rstrip("\n")) if one else "nothing"
