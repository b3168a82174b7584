"""Every key of config.yaml as Markdown: what it does, its type and bounds, and its default, read from the code.

    python -m quality.configuration_reference

The types and meanings are those of the JSON Schema that editors use, the defaults those of the options themselves, so
the reference cannot say anything else than the program does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.config import Config, schema

OLDER = "the older name of "  # how the schema describes a key that has a better name now
LONGEST_DEFAULT = 60  # characters; a longer default is left to `briefing config --all`

Schema = Mapping[str, Any]


def markdown(level: int = 2) -> str:
    """The reference, its headings from `level` on: the top-level keys, one part for each group of keys, older names."""
    whole = schema()
    parts = [f"{'#' * level} The first level", "", *_table(whole, Config(), whole)]
    for path, node, default in _groups("", whole, Config(), whole):
        parts += ["", f"{'#' * level} `{path}`", "", *_table(node, default, whole)]
    parts += ["", f"{'#' * level} Older names", "", *_older_names(whole)]
    return "\n".join(parts) + "\n"


def _groups(path: str, node: Schema, default: Any, whole: Schema) -> Iterator[tuple[str, Schema, Any]]:
    """Each key that holds keys of its own, with its path, depth first. An item of a list is written `key[]`."""
    for name, entry in _keys(node):
        for suffix, inner, value in _inner(entry, getattr(default, name, None), whole):
            there = f"{path}.{name}{suffix}".lstrip(".")
            yield there, inner, value
            yield from _groups(there, inner, value, whole)


def _keys(node: Schema) -> Iterator[tuple[str, Schema]]:
    """The keys of a group without those that stand there under an older name."""
    for name, entry in node["properties"].items():
        if not str(entry.get("description", "")).startswith(OLDER):
            yield name, entry


def _older_names(whole: Schema) -> Iterator[str]:
    yield "Still understood, with the same meaning."
    yield from ("", "| in | older | now |", "|---|---|---|")
    groups = [("", whole), *((path, node) for path, node, _ in _groups("", whole, Config(), whole))]
    for path, node in groups:
        for name, entry in node["properties"].items():
            doc = str(entry.get("description", ""))
            if doc.startswith(OLDER):
                yield f"| {f'`{path}`' if path else 'the first level'} | `{name}` | `{doc.removeprefix(OLDER)}` |"


def _inner(entry: Schema, default: Any, whole: Schema) -> Iterator[tuple[str, Schema, Any]]:
    """The groups of keys that an entry may hold: itself, or the items of a list."""
    for one in _choices(entry, whole):
        if _is_group(one):
            yield "", one, default
        elif one.get("type") == "array":
            yield from (("[]", item, None) for item in _choices(one["items"], whole) if _is_group(item))


def _is_group(entry: Schema) -> bool:
    """A group of keys each with a description, not a mapping of names that all take the same."""
    return any("description" in key for key in entry.get("properties", {}).values())


def _choices(entry: Schema, whole: Schema) -> list[Schema]:
    """What an entry may be, each as it is described where it is defined."""
    if "$ref" in entry:
        return _choices(whole["$defs"][entry["$ref"].rpartition("/")[2]], whole)
    if "properties" in entry or "anyOf" not in entry:  # with properties, anyOf says which of them are asked for
        return [entry]
    return [choice for one in entry["anyOf"] for choice in _choices(one, whole)]


def _table(node: Schema, default: Any, whole: Schema) -> Iterator[str]:
    yield "| key | what it does | values | default |"
    yield "|---|---|---|---|"
    for name, entry in _keys(node):
        value = _default(getattr(default, name)) if hasattr(default, name) else ""
        doc = str(entry.get("description", "")).replace("|", "\\|")
        yield f"| `{name}` | {_escaped(doc)} | {_type(entry, whole)} | {value} |"


def _escaped(text: str) -> str:
    """Braces, stars and angle brackets of a plain line, so that Markdown prints them as they are."""
    return "".join(f"\\{c}" if c in "*_<>[]`" else c for c in text)


def _type(entry: Schema, whole: Schema) -> str:
    return " or ".join(dict.fromkeys(_one_type(one, whole) for one in _choices(entry, whole)))


def _one_type(entry: Schema, whole: Schema) -> str:
    if _is_group(entry):
        return "keys, see below"
    if "enum" in entry:
        return ", ".join(f"`{json.dumps(one).strip(chr(34))}`" for one in entry["enum"])
    kind = str(entry.get("type", "anything"))
    if kind == "array":
        return f"list of {_type(entry['items'], whole)}"
    if kind == "object":
        return _mapping(entry, whole)
    words = {"string": "text", "number": "number", "integer": "whole number", "boolean": "`true`, `false`"}
    return words.get(kind, kind) + _bounds(entry)


def _mapping(entry: Schema, whole: Schema) -> str:
    if "properties" in entry:
        return "any of " + ", ".join(f"`{name}`" for name in entry["properties"])
    more = entry.get("additionalProperties")
    return f"a mapping to {_type(more, whole)}" if isinstance(more, Mapping) else "a mapping"


def _bounds(entry: Schema) -> str:
    low, high = entry.get("minimum"), entry.get("maximum")
    if low is not None and high is not None:
        return f", {low} to {high}"
    if low is not None:
        return f", {low} or more"
    return f", at most {high}" if high is not None else ""


def _default(value: Any) -> str:
    if hasattr(value, "__dataclass_fields__"):
        return ""
    if isinstance(value, tuple | list) and any(hasattr(one, "__dataclass_fields__") for one in value):
        return "see `briefing config --all`"
    plain = (
        list(value) if isinstance(value, tuple | frozenset) else dict(value) if isinstance(value, Mapping) else value
    )
    shown = json.dumps(plain, ensure_ascii=False, default=str)
    return f"`{shown}`" if len(shown) <= LONGEST_DEFAULT else "see `briefing config --all`"


if __name__ == "__main__":
    print(markdown(), end="")
