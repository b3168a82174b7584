"""The commented config.yaml, written from the code, so that it states every key with its default and never lies.

python -m briefing.example          prints config.yaml
python -m briefing.example schema   prints its JSON Schema, which editors complete it by
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.config import Config, schema

HEAD = """\
# yaml-language-server: $schema={schema}
#
# The configuration of a brief. Every key is here with its default: what you delete keeps its default, what you change
# shows in the next build. Paths are relative to this file's folder. A mistake is answered with line, column and the
# nearest valid word; `briefing check` looks at the whole file without building anything.
"""
WIDTH = 118
_ALWAYS = ("min_score", "statements")  # what users change first is said for every section
_PLAIN = re.compile(r"[A-Za-z_./{][\w ./{}:+-]*")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def config_yaml(schema_file: str = "briefing/config.schema.json") -> str:
    """The text of config.yaml: the defaults, each under a line that says what it does."""
    lines = list(_mapping(Config(), 0, set(), top=True))
    return HEAD.format(schema=schema_file) + "\n".join(lines) + "\n"


def _mapping(value: Any, indent: int, told: set[str], top: bool = False) -> Iterator[str]:
    """The fields of a dataclass. `told`: fields that were explained before (in an earlier item of a list)."""
    for f in dataclasses.fields(value):
        if not f.init:
            continue
        item = getattr(value, f.name)
        if f.name in told and f.name not in _ALWAYS and item == _default(f):
            continue
        if top:
            yield ""
        if f.name not in told:
            yield from _comment(str(f.metadata.get("doc", "")), f.metadata, indent)
        yield from _entry(f.name, item, indent)


def _default(f: dataclasses.Field[Any]) -> Any:
    if f.default is not dataclasses.MISSING:
        return f.default
    return f.default_factory() if f.default_factory is not dataclasses.MISSING else dataclasses.MISSING


def _comment(doc: str, metadata: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for line in textwrap.wrap(doc, WIDTH - indent - 2):
        yield f"{pad}# {line}"
    if "keys" in metadata:
        names = "possible: " + ", ".join(metadata["keys"])
        for line in textwrap.wrap(names, WIDTH - indent - 4):
            yield f"{pad}#   {line}"


def _entry(name: str, item: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if dataclasses.is_dataclass(item):
        yield f"{pad}{name}:"
        yield from _mapping(item, indent + 2, set())
    elif isinstance(item, tuple) and item and dataclasses.is_dataclass(item[0]):
        yield f"{pad}{name}:"
        told: set[str] = set()
        for one in item:
            lines = list(_mapping(one, indent + 4, told))
            first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
            lines[first] = f"{pad}  - {lines[first].lstrip()}"
            yield from (line if i != first else lines[first] for i, line in enumerate(lines))
            told |= {f.name for f in dataclasses.fields(one)}
    elif isinstance(item, Mapping) and item:
        yield f"{pad}{name}:"
        pairs = [f"{_scalar(k)}: {_scalar(v)}" for k, v in item.items()]
        yield from _flow(pairs, "{", "}", indent + 2)
    else:
        yield f"{pad}{name}: {_scalar(item)}"


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


def main() -> None:
    if sys.argv[1:] == ["schema"]:
        print(json.dumps(schema(), ensure_ascii=False, indent=1))
    else:
        print(config_yaml(), end="")


if __name__ == "__main__":
    main()
