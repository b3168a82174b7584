"""A configuration as YAML text, written from the options themselves: each key, its value and the line that explains it
stand in one place, the code.

python -m briefing.reports.config_text schema   prints the JSON Schema, which editors complete config.yaml by
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from briefing.compose.sections.features import FEATURES
from briefing.config import Config, schema
from briefing.shape import fields_of

WIDTH = 118
FEATURES_HEAD = "# The features of a sentence that `weights`, `prefer`, `where` and `print_if` of a section name:"
_ALWAYS = ("statements",)  # what users change first is said of every section
_PLAIN = re.compile(r"[A-Za-z_./{][\w ./{}:+-]*")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def in_force(config: Config) -> str:
    """Every value that the configuration has, without a word; of a section what differs from the default of its key."""
    return "\n".join(_mapping(config, False, 0)) + "\n"


def explained(config: Config) -> str:
    """The same, each key under a line that says what it does, and what its default is where the value differs."""
    features = [f"#   {name:<14} {feature.doc}" for name, feature in FEATURES.items()]
    return "\n".join([*_mapping(config, True, 0), "", FEATURES_HEAD, *features])[1:] + "\n"


def _mapping(value: Any, comments: bool, indent: int, later: bool = False) -> Iterator[str]:
    """The fields of a dataclass. later: it is not the first of a list, so its fields are explained already."""
    for f in dataclasses.fields(value):
        item = getattr(value, f.name)
        known = later or not comments
        if later and f.name not in _ALWAYS and item == _default(f):
            continue
        if comments and not indent:
            yield ""
        if not known:
            yield from _comment(f, item, indent)
        yield from _entry(f.name, item, comments, indent)
        if not known and not item:
            yield from _would_hold(fields_of(type(value))[f.name][0], indent)


def _would_hold(kind: Any, indent: int) -> Iterator[str]:
    """The keys of what an empty list or an absent value would hold."""
    for inner in (kind, *get_args(kind), *(one for part in get_args(kind) for one in get_args(part))):
        if dataclasses.is_dataclass(inner):
            for f in dataclasses.fields(inner):
                yield from textwrap.wrap(
                    f"{f.name}: {f.metadata['doc']}",
                    WIDTH,
                    initial_indent=" " * indent + "#   ",
                    subsequent_indent=" " * indent + "#     ",
                )


def _default(f: dataclasses.Field[Any]) -> Any:
    if f.default is not dataclasses.MISSING:
        return f.default
    return f.default_factory() if f.default_factory is not dataclasses.MISSING else dataclasses.MISSING


def _comment(f: dataclasses.Field[Any], item: Any, indent: int) -> Iterator[str]:
    """What the key does, and the default of a single value that differs from it."""
    pad, default = " " * indent, _default(f)
    single = isinstance(item, (str, int, float)) or item is None
    doc = str(f.metadata.get("doc", ""))
    if single and default is not dataclasses.MISSING and item != default:
        doc += f" (default: {_scalar(default)})"
    for line in textwrap.wrap(doc, WIDTH - indent - 2):
        yield f"{pad}# {line}"


def _entry(name: str, item: Any, comments: bool, indent: int) -> Iterator[str]:
    pad = " " * indent
    if dataclasses.is_dataclass(item):
        yield f"{pad}{name}:"
        yield from _mapping(item, comments, indent + 2)
    elif isinstance(item, tuple) and any(map(dataclasses.is_dataclass, item)):
        yield f"{pad}{name}:"
        for number, one in enumerate(item):
            if dataclasses.is_dataclass(one):
                yield from _item(list(_mapping(one, comments, indent + 2, number > 0 or not comments)), pad)
            else:
                yield f"{pad}- {_scalar(one)}"
    elif isinstance(item, Mapping) and item:
        yield f"{pad}{name}:"
        pairs = [f"{_scalar(k)}: {_scalar(v)}" for k, v in item.items()]
        yield from _flow(pairs, "{", "}", indent + 2)
    else:
        yield f"{pad}{name}: {_scalar(item)}"


def _item(lines: list[str], pad: str) -> Iterator[str]:
    """The lines of a mapping as an item of a list: a dash before its first key."""
    first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
    for i, line in enumerate(lines):
        yield f"{pad}- {line.lstrip()}" if i == first else line


def _flow(parts: list[str], opening: str, closing: str, indent: int) -> Iterator[str]:
    """A flow mapping over as many lines as it needs."""
    pad = " " * indent
    body = textwrap.wrap(", ".join(parts), WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False)
    for i, line in enumerate(body):
        start = opening if i == 0 else " "
        end = closing if i == len(body) - 1 else ""
        yield f"{pad}{start}{line}{end}"


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(k)}: {_scalar(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_scalar(item) for item in value) + "]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith((" ", ":")) and ": " not in text
    return text if plain and "{" not in text else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    if sys.argv[1:] != ["schema"]:
        sys.exit(__doc__)
    print(json.dumps(schema(), ensure_ascii=False, indent=1))
