"""The table of field names: what a record of any program holds, found by the names of its fields."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from briefing.prepare.readers.bounds import RECORD_BOUNDS

Field = Literal[
    "text", "summary", "title", "published", "updated", "publisher", "author", "url", "language", "id"
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)


@dataclass(frozen=True, slots=True)
class Names:
    """paths: of each field the names that it goes by, each as the steps that lead to it; records: names of lists of
    records; wrapped: names of objects that are all of a record; own: names that the user gave, in lower case."""

    paths: Mapping[str, tuple[tuple[str, ...], ...]]
    records: tuple[str, ...]
    wrapped: tuple[str, ...]
    first: Mapping[str, str]  # a single name → the field that it goes by first


def normal(name: str) -> str:
    """How names are compared."""
    return re.sub(r"[\s_-]+", "", name).lower()


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    place = files("briefing.prepare.readers.records").joinpath("fields.toml")
    return {key: tuple(names) for key, names in tomllib.loads(place.read_text(encoding="utf-8")).items()}


def names_of(own: Mapping[str, str]) -> Names:
    """The table with the user's own names before it."""
    return _names(tuple(sorted(own.items())))


@cache
def _names(own: tuple[tuple[str, str], ...]) -> Names:
    paths: dict[str, tuple[tuple[str, ...], ...]] = {}
    first: dict[str, str] = {}
    for field in FIELDS:
        listed = [name for name, wanted in own if wanted == field]
        listed += _table()[field]
        paths[field] = tuple(tuple(map(normal, name.split("."))) for name in listed)
    for name, wanted in own:
        first.setdefault(normal(name), wanted)
    for field in FIELDS:
        for path in paths[field]:
            if len(path) == 1:
                first.setdefault(path[0], field)
    return Names(paths, tuple(map(normal, _table()["records"])), tuple(map(normal, _table()["wrapped"])), first)


def folded(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its names as they are compared; the first of two that are alike holds."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        found.setdefault(normal(str(name)), value)
    return found


def values(record: Mapping[str, Any], names: Names, field: Field) -> Iterator[Any]:
    """What stands under the names of a field, the surest name first. record: as `folded` gives it."""
    for path in names.paths[field]:
        if path[0] in record:  # few of the many names that a field goes by are
            yield from _at(record, path, 0)


def _at(value: Any, path: Sequence[str], depth: int) -> Iterator[Any]:
    if depth > RECORD_BOUNDS.depth:
        return
    if not path:
        if value is not None:
            yield value
    elif isinstance(value, Mapping):
        inner = value if depth == 0 else folded(value)
        if path[0] in inner:
            yield from _at(inner[path[0]], path[1:], depth + 1)
    elif isinstance(value, list):
        for item in value[:20]:
            yield from _at(item, path, depth + 1)


def first(record: Mapping[str, Any], names: Names, field: Field) -> str:
    """The first value of a field that is text (or a number) with something to see; "" where there is none."""
    for value in values(record, names, field):
        for item in value[:1] if isinstance(value, list) else [value]:
            if isinstance(item, str) and item.strip():
                return item
            if isinstance(item, int) and not isinstance(item, bool):
                return str(item)
    return ""
