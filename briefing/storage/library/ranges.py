"""Where things stand in a brief.json, in bytes, so that one of them is read without the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple, NoReturn

from briefing.publish.editions import DamagedEdition

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class Range(NamedTuple):
    """A half-open range of bytes."""

    start: int
    size: int


@dataclass(frozen=True, slots=True)
class ToldRange:
    """A story's ranges. id: None where it stands in a line."""

    id: Range | None
    headline: Range


@dataclass(frozen=True, slots=True)
class Ranges:
    """Where the parts of a brief.json stand. statements: in the order of `places`; told: the stories in full, then
    those in a line; sources: in their order."""

    statements: tuple[Range, ...]
    told: tuple[ToldRange, ...]
    sources: tuple[Range, ...]


# A wanted part: HERE, the parts of a list's members, or those under the keys of an object. What is found has the same
# form, with a pair of positions where HERE stands.
HERE = None
Wanted = Mapping[str, Any] | Sequence[Any] | None
_WANTED: Wanted = {
    "stories": [
        {
            "id": HERE,
            "headline": HERE,
            "sections": [{"statements": [HERE]}],
            "evidence": {"not_known": [HERE], "timeline": [{"statement": HERE}]},
        }
    ],
    "also": [{"headline": HERE}],
    "sources": [HERE],
}


def located(raw: bytes) -> tuple[Mapping[str, Any], Ranges]:
    """The content of a brief.json, and where its parts stand. Raises DamagedEdition where it is no JSON object, and one
    of UNFIT where it is not an edition's."""
    try:
        string = raw.decode("utf-8", "surrogatepass")
        brief, found, end = _part(string, _space(string, string.startswith("\ufeff")), _WANTED)
    except (ValueError, RecursionError) as fault:
        raise DamagedEdition(f"its brief.json is not JSON: {fault}") from None
    if _space(string, end) < len(string):
        raise DamagedEdition(f"its brief.json is not JSON: more after its end (char {end})")
    if not isinstance(brief, dict):
        raise DamagedEdition("its brief.json is not a JSON object")
    return brief, _in_bytes(found, string, len(raw))


def _part(string: str, at: int, wanted: Wanted) -> tuple[Any, Any, int]:
    """The value that begins there, where the wanted parts of it stand, and where it ends."""
    if isinstance(wanted, Mapping) and string.startswith("{", at):
        return _object(string, at, wanted)
    if isinstance(wanted, Sequence) and string.startswith("[", at):
        return _list(string, at, wanted[0])
    value, end = _DECODER.raw_decode(string, at)
    return value, (at, end) if wanted is HERE else None, end


def _object(string: str, at: int, wanted: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], int]:
    value: dict[str, Any] = {}
    found: dict[str, Any] = {}
    at = _space(string, at + 1)
    if string.startswith("}", at):
        return value, found, at + 1
    while True:
        if not string.startswith('"', at):
            _broken("a name in double quotation marks", string, at)
        key, at = scanstring(string, at + 1)
        at = _space(string, at)
        if not string.startswith(":", at):
            _broken("a colon", string, at)
        at = _space(string, at + 1)
        if key in wanted:
            value[key], found[key], at = _part(string, at, wanted[key])
        else:
            value[key], at = _DECODER.raw_decode(string, at)
        at = _space(string, at)
        if string.startswith("}", at):
            return value, found, at + 1
        at = _after_comma(string, at)


def _list(string: str, at: int, wanted: Wanted) -> tuple[list[Any], list[Any], int]:
    value: list[Any] = []
    found: list[Any] = []
    at = _space(string, at + 1)
    if string.startswith("]", at):
        return value, found, at + 1
    while True:
        one, where, at = _part(string, at, wanted)
        value.append(one)
        found.append(where)
        at = _space(string, at)
        if string.startswith("]", at):
            return value, found, at + 1
        at = _after_comma(string, at)


def _after_comma(string: str, at: int) -> int:
    if not string.startswith(",", at):
        _broken("a comma", string, at)
    return _space(string, at + 1)


def _space(string: str, at: int) -> int:
    found = _SPACE.match(string, at)
    return found.end() if found else at


def _broken(expected: str, string: str, at: int) -> NoReturn:
    raise json.JSONDecodeError(f"expected {expected}", string, at)


def _in_bytes(found: Mapping[str, Any], string: str, size: int) -> Ranges:
    """The same in bytes. Raises one of UNFIT where parts are missing or of another form."""
    stories = found["stories"]
    statements = [place for story in stories for place in _statements(story)]
    told = [(story["id"], story["headline"]) for story in stories]
    in_lines = [(None, one["headline"]) for one in found["also"]]
    every = [*statements, *found["sources"], *(part for pair in (*told, *in_lines) for part in pair if part)]
    at = _bytes_at({position for pair in every for position in pair}, string, size)

    def ranges(pair: tuple[int, int]) -> Range:
        return Range(at[pair[0]], at[pair[1]] - at[pair[0]])

    return Ranges(
        tuple(ranges(pair) for pair in statements),
        tuple(ToldRange(ranges(name) if name else None, ranges(headline)) for name, headline in (*told, *in_lines)),
        tuple(ranges(pair) for pair in found["sources"]),
    )


def _statements(story: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for section in story["sections"]:
        yield from section["statements"]
    yield from story["evidence"]["not_known"]
    yield from (event["statement"] for event in story["evidence"]["timeline"])


def _bytes_at(positions: set[int], string: str, size: int) -> Mapping[int, int]:
    """How many bytes stand before each position of the string, which has so many in all."""
    if size == len(string):
        return {position: position for position in positions}
    found: dict[int, int] = {}
    last = before = 0
    for position in sorted(positions):
        before += len(string[last:position].encode("utf-8", "surrogatepass"))
        found[position] = before
        last = position
    return found
