"""A JSON Schema of what `shape.load` accepts, for editors."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin

from briefing.shape import LIKE, fields_of, ready_names


def json_schema(cls: type, title: str) -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of what `load(cls, …)` accepts."""
    definitions: dict[str, Any] = {}
    _schema_of(cls, {}, definitions)
    top = definitions.pop(cls.__name__)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **top, "$defs": definitions}


def _schema_of(kind: Any, metadata: Mapping[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if kind is Any or kind is object:
        return {}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema_of(option, metadata, definitions) for option in get_args(kind)]}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], metadata, definitions)}
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_schema(get_args(kind)[1], metadata, definitions)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object_schema(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return _scalar_schema(kind, metadata)


def _mapping_schema(values: Any, metadata: Mapping[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Of a mapping to values of that kind: with the keys that the metadata names, or any."""
    inner = {k: v for k, v in metadata.items() if k != "keys"}
    value = _schema_of(values, inner, definitions)
    if "keys" in metadata:
        return {
            "type": "object",
            "properties": dict.fromkeys(metadata["keys"], value),
            "additionalProperties": value if metadata.get("open") else False,
        }
    return {"type": "object", "additionalProperties": value}


def _scalar_schema(kind: Any, metadata: Mapping[str, Any]) -> dict[str, Any]:
    names = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    schema: dict[str, Any] = {"type": names[kind]}
    if kind in (int, float):
        schema |= {"minimum": metadata["least"]} if "least" in metadata else {}
        schema |= {"maximum": metadata["most"]} if "most" in metadata else {}
    if kind is str and "pattern" in metadata:
        schema["pattern"] = f"^(?:{metadata['pattern']})$"
    return schema


def _object_schema(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, (kind, f) in fields_of(cls).items():
        if not f.init:
            continue
        properties[name] = _schema_of(kind, f.metadata, definitions)
        if "doc" in f.metadata:
            properties[name] = {"description": f.metadata["doc"], **properties[name]}
        for old in f.metadata.get("was", ()):
            properties[old] = {**properties[name], "description": f"the older name of {name}", "deprecated": True}
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING:
            required.append(name)
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    schema |= {"required": required} if required else {}
    return _or_ready(schema, ready_names(cls))


def _or_ready(schema: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """With the two short ways of writing a class that has ready-made values: a name alone, and `like: NAME`."""
    if not names:
        return schema
    named = {"description": "the ready-made one that this entry starts from", "enum": list(names)}
    needed = [{"required": schema.get("required", [])}, {"required": [LIKE]}]
    entry = {**schema, "properties": {LIKE: named, **schema["properties"]}, "anyOf": needed}
    entry.pop("required", None)
    return {"anyOf": [{"enum": list(names)}, entry]}
