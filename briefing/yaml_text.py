"""YAML text → plain data or a data class, safely; a fault says file, line and column. The only module that imports
PyYAML."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from briefing.errors import ConfigError
from briefing.shape import Path as KeyPath
from briefing.shape import ShapeError, dotted, load, shown

MOST_BYTES = 1_000_000
MOST_NODES = 20_000  # every alias counted as often as it is used
T = TypeVar("T")

_YAML_HINTS = {  # what PyYAML says of the commonest slips → what to do
    r"'\t'": "use spaces here: YAML takes no tabs",
    "mapping values are not": "put a text with a colon into quotation marks; begin keys of one level in one column",
    "unexpected end of stream": "close the quotation mark",
    "expected <block end>": "begin keys of one level in one column",
}

Places = dict[tuple[KeyPath, bool], tuple[int, int]]  # (path, is it the key?) → line, column


def loaded(cls: type[T], raw: bytes, name: str) -> T:
    """The data class that YAML text describes; nothing written is an empty mapping. Raises ConfigError."""
    data, places = plain(raw, name)
    try:
        return load(cls, {} if data is None else data)
    except ShapeError as fault:
        raise fault_of(fault, places, name) from None


def fault_of(fault: ShapeError, places: Places, name: str) -> ConfigError:
    """A fault in data as one of the file that it was written in."""
    line, column = place(places, fault)
    found = f"the key {shown(fault.found)}" if fault.key else shown(fault.found)
    hint = f"did you mean {fault.nearest!r}?" if fault.nearest else None
    return ConfigError(
        f"{dotted(fault.path)}: found {found}, expected {fault.expected}",
        file=name,
        line=line,
        column=column,
        remedy=hint,
    )


def place(places: Places, fault: ShapeError) -> tuple[int | None, int | None]:
    """Where the fault stands, or the nearest thing around it."""
    path = fault.path
    for key in (fault.key, not fault.key):
        if (path, key) in places:
            return places[path, key]
    while path:
        path = path[:-1]
        if (path, False) in places:
            return places[path, False]
    return None, None


def plain(raw: bytes, name: str) -> tuple[Any, Places]:
    """Plain data of one YAML document, and where each key and value stands."""
    import yaml

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise ConfigError("found a byte that is not UTF-8, expected UTF-8 text", file=name, line=line) from None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = " ".join(str(part) for part in (fault.context, fault.problem) if part)
        hint = next((hint for sign, hint in _YAML_HINTS.items() if sign in message), None)
        raise ConfigError(f"not YAML: {message}", file=name, line=where[0], column=where[1], remedy=hint) from None
    except (yaml.YAMLError, RecursionError) as fault:
        raise ConfigError(f"not YAML: {str(fault).splitlines()[0]}", file=name) from None
    return _Reader(name).read(node)


class _Reader:
    """Turns YAML nodes into plain data: no tags but those of JSON, no key twice, a bounded size."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: Places = {}
        self.left = MOST_NODES

    def read(self, node: Any) -> tuple[Any, Places]:
        return (None if node is None else self.value(node, ())), self.places

    def fault(self, node: Any, message: str) -> ConfigError:
        return ConfigError(message, file=self.name, line=node.start_mark.line + 1, column=node.start_mark.column + 1)

    def value(self, node: Any, path: KeyPath) -> Any:
        import yaml

        self.left -= 1
        if self.left < 0:
            raise self.fault(node, f"more than {MOST_NODES} values, aliases included")
        if len(path) > 30:
            raise self.fault(node, "nested more than 30 deep")
        self.places.setdefault((path, False), (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: Any, path: KeyPath) -> dict[str, Any]:
        import yaml

        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.fault(key_node, "found a list or a mapping as a key, expected a word")
            key = str(key_node.value)
            if key in found:
                raise self.fault(key_node, f"found the key {key!r} a second time, expected it once")
            self.places[(*path, key), True] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            found[key] = self.value(value_node, (*path, key))
        return found

    def scalar(self, node: Any) -> Any:
        tag = node.tag.removeprefix("tag:yaml.org,2002:")
        text = str(node.value)
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() in ("yes", "true", "on")
        if tag == "int":
            return int(text.replace("_", ""), 10) if re.fullmatch(r"[+-]?[\d_]+", text) else text
        if tag == "float":
            try:
                return float(text.replace("_", ""))
            except ValueError:
                return text
        if tag in ("str", "timestamp", "merge", "value"):
            return text
        raise self.fault(node, f"found the tag {node.tag!r}, expected plain YAML without tags")
