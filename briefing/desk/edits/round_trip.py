"""config.yaml with other sections: comments, order and quotation marks of what people wrote stay. The only module that
imports ruamel.yaml. Reading for use is yaml_text.py's; what is made here is read there before it replaces a file."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from briefing.errors import UsageError

WIDTH = 10_000  # characters of a line: nothing is broken anew
Entry = str | dict[str, Any]  # a section as the config writes it: a ready name, or a mapping


def sections_in(text: str) -> list[Entry] | None:
    """The entries under `sections:`, as plain data; None where the config does not say."""
    data = _loaded(text)
    rows = data.get("sections")
    if rows is None:
        return None
    return [_as_plain(row) for row in rows]


def with_sections(text: str, entries: Sequence[tuple[int | None, Entry]]) -> str:
    """The config with these sections. entries: each with the number of the entry that it comes from, None: a new one;
    of one that it comes from, what is not another stays with its comments."""
    data = _loaded(text)
    old = data.get("sections")
    rows = CommentedSeq()
    for number, entry in entries:
        before = old[number] if old is not None and number is not None else None
        rows.append(_merged(before, entry))
    if isinstance(old, CommentedSeq):
        _keep_comments(old, rows, [number for number, _ in entries])
    data["sections"] = rows
    return _spliced(text, _written(data, text))


def _spliced(text: str, other: str) -> str:
    """The text with the lines of `sections:` as the other has them, and every other line as it was."""
    before, after = text.splitlines(keepends=True), other.splitlines(keepends=True)
    start, end = _block(before)
    first, last = _block(after)
    if start is None and before and not before[-1].endswith("\n"):
        before[-1] += "\n"
    return "".join([*before[: len(before) if start is None else start], *after[first:last], *before[end:]])


def _block(lines: Sequence[str]) -> tuple[int | None, int]:
    """From the line `sections:` to behind its last entry; what is empty or a comment after it is not part of it."""
    start = next((at for at, line in enumerate(lines) if re.match(r"sections[ \t]*:", line)), None)
    if start is None:
        return None, len(lines)
    end = start + 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if re.match(r"[^\s#-]", line):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            end = at + 1
    return start, end


def _merged(before: Any, entry: Entry) -> Any:
    if isinstance(before, CommentedMap) and isinstance(entry, Mapping):
        for key in [key for key in before if key not in entry]:
            del before[key]
        for key, value in entry.items():
            if _as_plain(before.get(key)) != value:
                before[key] = _in_a_line(value)
        return before
    return entry if isinstance(entry, str) and before == entry else _in_a_line(entry)


def _in_a_line(value: Any) -> Any:
    if isinstance(value, Mapping):
        made = CommentedMap((key, _in_a_line(item)) for key, item in value.items())
        made.fa.set_flow_style()
        return made
    if isinstance(value, (list, tuple)):
        row = CommentedSeq(_in_a_line(item) for item in value)
        row.fa.set_flow_style()
        return row
    return value


def _keep_comments(old: CommentedSeq, rows: CommentedSeq, came_from: Sequence[int | None]) -> None:
    """What stands behind or above an entry goes with it; what stands below the last one stays below the last one."""
    places = {number: at for at, number in enumerate(came_from) if number is not None}
    last = len(old) - 1
    for number, comment in old.ca.items.items():
        if number in places and number != last:
            rows.ca.items[places[number]] = comment
    if last in old.ca.items and rows:
        rows.ca.items[len(rows) - 1] = old.ca.items[last]


def _loaded(text: str) -> CommentedMap:
    try:
        found = _yaml(text).load(text)
    except YAMLError as fault:
        raise UsageError(
            f"config.yaml cannot be changed here: {str(fault).splitlines()[0]}", "change it by hand"
        ) from None
    return CommentedMap() if found is None else found


def _written(data: CommentedMap, text: str) -> str:
    out = io.StringIO()
    _yaml(text).dump(data, out)
    return out.getvalue()


def _yaml(text: str) -> YAML:
    made = YAML(typ="rt")
    made.width = WIDTH
    made.preserve_quotes = True
    if re.search(r"^[\w-]+:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*- ", text, re.M):
        made.indent(mapping=2, sequence=2, offset=0)
    else:
        made.indent(mapping=2, sequence=4, offset=2)
    return made


def _as_plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _as_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
