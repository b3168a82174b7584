"""Frozen dataclasses ↔ plain data, strictly. A fault names its path, what was found and expected, the nearest word.

Understands: str, int, float, bool, None, Literal, unions of these, tuple[X, ...], Mapping[str, X] and dataclasses.
A field's `metadata` may hold `doc` (for the schema), `was` (the key's older names, still understood), `least` and
`most` (for numbers), `pattern` and `expected` (for strings), `keys` (the only keys of a Mapping;
with `open`, the known ones: whoever holds the dataclass checks the others), `merged` (what a user
writes of a Mapping is added to that of `like`).

A dataclass may have ready-made values, which its class method `ready` gives by name. Then the name alone stands for the
whole, and `like: NAME` for all that is not written beside it.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
LIKE = "like"
MOST_DAYS = 36_500  # that an age in days may be where a calendar is asked for the day: a hundred years
Path = tuple[str | int, ...]


class ShapeError(ValueError):
    """Plain data that does not fit. path: keys and indices to the place; key: the fault is the key itself."""

    def __init__(self, path: Path, found: object, expected: str, nearest: str | None = None, key: bool = False) -> None:
        self.path, self.found, self.expected, self.nearest, self.key = path, found, expected, nearest, key
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"{dotted(path)}: found {shown(found)}, expected {expected}{hint}")


def dotted(path: Path) -> str:
    """("sections", 0, "title") → "sections[0].title"."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "the file"


def shown(value: object) -> str:
    """A value as a message shows it: short, on one line."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


_known: dict[Any, dict[str, tuple[Any, dataclasses.Field[Any]]]] = {}


def fields_of(cls: Any) -> dict[str, tuple[Any, dataclasses.Field[Any]]]:
    if cls not in _known:
        hints = get_type_hints(cls)
        _known[cls] = {f.name: (hints[f.name], f) for f in dataclasses.fields(cls)}
    return _known[cls]


def _nearest(word: object, choices: list[str]) -> str | None:
    found = get_close_matches(str(word).replace("-", "_"), choices, n=1, cutoff=0.5)
    return found[0] if found else None


def load(cls: type[T], data: object, path: Path = ()) -> T:
    """The dataclass that `data` describes; raises ShapeError."""
    data = _whole(cls, data, path)
    if not isinstance(data, Mapping):
        raise ShapeError(path, data, "a mapping")
    written = _written(cls, data, path)
    values: dict[str, Any] = {}
    for name, (kind, f) in fields_of(cls).items():
        if name in written:
            key = written[name]
            values[name] = _value(kind, data[key], (*path, key), f.metadata)
        elif f.init and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING:
            raise ShapeError(path, None, f"the key {name!r}")
    try:
        return cls(**values)
    except ShapeError as fault:
        raise ShapeError((*path, *fault.path), fault.found, fault.expected, fault.nearest, fault.key) from None


def ready_names(cls: Any) -> tuple[str, ...]:
    """The names of the ready-made values of a dataclass; none where it has none."""
    return tuple(cls.ready()) if hasattr(cls, "ready") else ()


def _whole(cls: Any, data: object, path: Path) -> object:
    """What a ready-made value's name, or a mapping with `like`, stands for; other data as it is."""
    if not hasattr(cls, "ready") or (isinstance(data, Mapping) and LIKE not in data):
        return data
    choices = ready_names(cls)
    if not isinstance(data, (str, Mapping)):
        raise ShapeError(path, data, "a mapping, or one of: " + ", ".join(choices))
    name, place = (data, path) if isinstance(data, str) else (data[LIKE], (*path, LIKE))
    if not isinstance(name, str) or name not in choices:
        raise ShapeError(place, name, "one of: " + ", ".join(choices), _nearest(name, list(choices)))
    base: dict[str, Any] = dump(cls.ready()[name])
    return base if isinstance(data, str) else _changed(cls, base, data)


def _changed(cls: Any, base: dict[str, Any], data: Mapping[Any, Any]) -> dict[Any, Any]:
    """`base` with what is written beside `like`."""
    names = _names(cls)
    own = {key: value for key, value in data.items() if key != LIKE}
    written = {names[key] for key in own if key in names}
    for key, value in own.items():
        if key in names and isinstance(value, Mapping) and fields_of(cls)[names[key]][1].metadata.get("merged"):
            own[key] = {**base[names[key]], **value}
    return {name: value for name, value in base.items() if name not in written} | own


def _names(cls: Any) -> dict[str, str]:
    """Key → field: each field's own name, and the names that it had before."""
    fields = {name: f for name, (_, f) in fields_of(cls).items() if f.init}
    return {name: name for name in fields} | {
        old: name for name, f in fields.items() for old in f.metadata.get("was", ())
    }


def _written(cls: Any, data: Mapping[Any, Any], path: Path) -> dict[str, str]:
    """Field → the key that `data` has for it, the field's own name or an older one."""
    names = _names(cls)
    found: dict[str, str] = {}
    for key in data:
        if key not in names:
            like = {LIKE: LIKE} if ready_names(cls) else {}
            near = _nearest(key, [*names, *like])
            choices = "one of: " + ", ".join(dict.fromkeys([*names.values(), *like]))
            raise ShapeError((*path, str(key)), key, choices, near and (names | like)[near], key=True)
        name = names[key]
        if name in found:
            raise ShapeError((*path, key), key, f"it once: {found[name]!r} is the same key", key=True)
        found[name] = key
    return found


def current(cls: type, path: Path) -> Path:
    """The path with every key by the name that it has now: ("selection", "go_on") → ("selection", "extend")."""
    kind: Any = cls
    found: list[str | int] = []
    for part in path:
        kind, name = _step(kind, part)
        found.append(name)
    return tuple(found)


def _step(kind: Any, part: str | int) -> tuple[Any, str | int]:
    """What stands under a key or an index of a kind, and the key's present name; a kind of None leads nowhere."""
    for option in get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,):
        if dataclasses.is_dataclass(option) and part in (names := _names(option)):
            return fields_of(option)[names[str(part)]][0], names[str(part)]
        if isinstance(part, int) and get_origin(option) is tuple:
            return get_args(option)[0], part
    return None, part


def _value(kind: Any, data: object, path: Path, metadata: Mapping[str, Any]) -> Any:
    origin = get_origin(kind)
    if kind is Any or kind is object:
        return data
    if origin is Literal:
        choices = get_args(kind)
        if any(data == c and type(data) is type(c) for c in choices):
            return data
        words = ", ".join(str(c) for c in choices)
        raise ShapeError(path, data, f"one of: {words}", _nearest(data, [str(c) for c in choices]))
    if origin in (Union, types.UnionType):
        return _union(kind, data, path, metadata)
    if origin is tuple:
        return _items(get_args(kind), data, path, metadata)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(get_args(kind), data, path, metadata)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return load(kind, data, path)
    return _scalar(kind, data, path, metadata)


def _union(kind: Any, data: object, path: Path, metadata: Mapping[str, Any]) -> Any:
    options = get_args(kind)
    if data is None and type(None) in options:
        return None
    faults: list[ShapeError] = []
    for option in options:
        if option is type(None):
            continue
        try:
            return _value(option, data, path, metadata)
        except ShapeError as fault:
            faults.append(fault)
    deepest = max(faults, key=lambda fault: len(fault.path))
    if len(deepest.path) > len(path) or len(faults) == 1:
        raise deepest
    raise ShapeError(path, data, " or ".join(fault.expected for fault in faults), deepest.nearest)


def _items(args: tuple[Any, ...], data: object, path: Path, metadata: Mapping[str, Any]) -> tuple[Any, ...]:
    if not isinstance(data, (list, tuple)):
        raise ShapeError(path, data, "a list")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_value(args[0], item, (*path, i), metadata) for i, item in enumerate(data))
    if len(data) != len(args):
        raise ShapeError(path, data, f"a list of {len(args)}")
    return tuple(
        _value(kind, item, (*path, i), metadata) for i, (kind, item) in enumerate(zip(args, data, strict=True))
    )


def _mapping(args: tuple[Any, ...], data: object, path: Path, metadata: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise ShapeError(path, data, "a mapping")
    keys = metadata.get("keys")
    found: dict[str, Any] = {}
    for key, item in data.items():
        if not isinstance(key, str):
            raise ShapeError((*path, str(key)), key, "a word", key=True)
        if keys is not None and key not in keys and not metadata.get("open"):
            raise ShapeError((*path, key), key, "one of: " + ", ".join(keys), _nearest(key, list(keys)), key=True)
        found[key] = _value(args[1], item, (*path, key), {k: v for k, v in metadata.items() if k != "keys"})
    return found


def _scalar(kind: Any, data: object, path: Path, metadata: Mapping[str, Any]) -> Any:
    if kind is bool:
        if isinstance(data, bool):
            return data
        raise ShapeError(path, data, "true or false")
    if kind in (int, float):
        return _number(kind, data, path, metadata.get("least"), metadata.get("most"))
    if kind is str:
        if not isinstance(data, str):
            raise ShapeError(path, data, "text in quotation marks" if data is not None else "text")
        pattern = metadata.get("pattern")
        if pattern and not re.fullmatch(pattern, data):
            raise ShapeError(path, data, str(metadata.get("expected", f"text of the form {pattern}")))
        return data
    if kind is type(None):
        if data is None:
            return None
        raise ShapeError(path, data, "nothing")
    raise TypeError(f"{dotted(path)}: shape does not know {kind!r}")


def _number(kind: Any, data: object, path: Path, least: float | None, most: float | None) -> Any:
    """data as a number of that kind, int or float, within the bounds that there are."""
    expected = ("a number" if kind is float else "a whole number") + _bounded(least, most)
    fits = not isinstance(data, bool) and isinstance(data, (int, float) if kind is float else int)
    if not fits or not isinstance(data, (int, float)) or data != data:
        raise ShapeError(path, data, expected)
    if (least is not None and data < least) or (most is not None and data > most):
        raise ShapeError(path, data, expected)
    return kind(data)


def _bounded(least: float | None, most: float | None) -> str:
    """The bounds of a number, as an error words them."""
    if least is not None and most is not None:
        return f" from {least} to {most}"
    if least is not None:
        return f" of at least {least}"
    return "" if most is None else f" of at most {most}"


def dump(value: Any) -> Any:
    """Plain data (dict, list, scalars) of a dataclass, keys in the order of its fields."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: dump(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): dump(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [dump(v) for v in value]
    return value
