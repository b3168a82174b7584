"""Dataclasses as plain data, compact and fast, for the cache: lists by position instead of mappings by name."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin

from briefing.shape import dump, fields_of

T = TypeVar("T")


def pack(value: Any) -> Any:
    """Plain lists and scalars of a dataclass, fields by position, the last ones left out where they have the value that
    they have by default; a Mapping's values must be plain data. `unpack` turns them back."""
    kind: Any = type(value)
    return value if kind in _SCALARS else _packer(kind)(value)


def pack_with(value: Any, **other: Any) -> list[Any]:
    """What `pack` gives for a dataclass with other values in some of its fields, which is not made for that."""
    kind: Any = type(value)
    values = [other.get(name, own) for name, own in zip(fields_of(kind), _in_order(kind)(value), strict=True)]
    return _pack_all(values[: _last_needed(values, _defaults(kind))])


def _pack_all(values: Sequence[Any]) -> list[Any]:
    return [item if type(item) in _SCALARS else _packer(type(item))(item) for item in values]


def _make_packer(kind: Any) -> Callable[[Any], Any]:
    """What packs values of a kind that is no scalar."""
    if kind in (tuple, list):
        return _pack_all
    if issubclass(kind, Mapping):
        return dump
    in_order, defaults = _in_order(kind), _defaults(kind)
    if all(default is dataclasses.MISSING for default in defaults):
        return lambda value: _pack_all(in_order(value))

    def packed(value: Any) -> list[Any]:
        values = in_order(value)
        return _pack_all(values[: _last_needed(values, defaults)])

    return packed


_packer: Callable[[Any], Callable[[Any], Any]] = cache(_make_packer)


def _last_needed(values: Sequence[Any], defaults: tuple[Any, ...]) -> int:
    """How many of a dataclass's values have to be written. Numbers with a point are always: 0.0 equals -0.0."""
    size = len(values)
    while size:
        value, default = values[size - 1], defaults[size - 1]
        if value is not default and (type(value) is not type(default) or value != default or type(value) is float):
            break
        size -= 1
    return size


@cache
def _defaults(kind: Any) -> tuple[Any, ...]:
    """Of each field; MISSING where it has none."""
    return tuple(field.default for _, field in fields_of(kind).values())


_SCALARS = frozenset({str, int, float, bool, type(None)})


@cache
def _in_order(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of a dataclass's fields."""
    names = list(fields_of(kind))
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names)


_unpackers: dict[Any, Callable[[Any], Any] | None] = {}


def unpack(cls: type[T], data: Any) -> T:
    """What `pack` was given. Data that does not fit raises ValueError, TypeError, KeyError or IndexError."""
    result: T = _unpacker(cls)(data)  # type: ignore[misc]
    return result


def _unpacker(kind: Any) -> Callable[[Any], Any] | None:
    """A function that rebuilds a value of this kind; None where the packed value is the value itself."""
    if kind not in _unpackers:
        _unpackers[kind] = _make_unpacker(kind)
    return _unpackers[kind]


def _make_unpacker(kind: Any) -> Callable[[Any], Any] | None:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [_unpacker(option) for option in get_args(kind) if option is not type(None)]
        if all(one is None for one in inner):
            return None
        only = next(one for one in inner if one is not None)
        return lambda data: None if data is None else only(data)
    if origin is tuple:
        return _tuple_unpacker(get_args(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _class_unpacker(kind)
    return None


def _tuple_unpacker(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        each = _unpacker(args[0])
        return tuple if each is None else lambda data: tuple([each(item) for item in data])
    several = [_unpacker(arg) for arg in args]
    return lambda data: tuple(item if one is None else one(item) for one, item in zip(several, data, strict=True))


def _class_unpacker(kind: type) -> Callable[[Any], Any]:
    names = tuple(fields_of(kind))
    parts = [_unpacker(hint) for hint, _ in fields_of(kind).values()]
    busy = [(i, part) for i, part in enumerate(parts) if part is not None]
    size = len(parts)
    least = max((i + 1 for i, default in enumerate(_defaults(kind)) if default is dataclasses.MISSING), default=0)
    by_name = any(field.kw_only for _, field in fields_of(kind).values())

    def rebuild(data: Any) -> Any:
        count = len(data)
        if not least <= count <= size:
            raise ValueError(f"{kind.__name__}: {count} fields, expected {least} to {size}")
        values = list(data)
        for i, part in busy:
            if i >= count:
                break
            values[i] = part(values[i])
        return kind(**dict(zip(names, values, strict=False))) if by_name else kind(*values)

    return rebuild
