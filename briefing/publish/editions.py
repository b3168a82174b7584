"""Editions that stand in `out/`, read again: which there are, and what their brief.json says, believed in nothing."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import BriefingError

MOST_BYTES = 200_000_000  # of a brief.json
EDITIONS_A_DAY = 100  # whose last day one day can be; more are not looked at
NAME = re.compile(
    r"(?:(\d{4}-\d\d-\d\d)_)?(\d{4}-\d\d-\d\d)"
)  # of an edition's folder: a day, or the first and the last
UNFIT = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what data of another form raises


class DamagedEdition(BriefingError):
    """A brief.json that is none: `message` says why."""


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """A statement of brief.json and where it stands. section: its id; `not_known` or `timeline` for the evidence."""

    story: str
    headline: str
    section: str
    statement: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PutRight:
    """A statement of an earlier edition that an edition corrects: the day of that one, the statement's id, and why."""

    edition: str
    statement: str
    why: str


class Sign(NamedTuple):
    """What shows that a file is the one that was looked at before, without reading it."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, file: Path) -> Sign | None:
        """None where there is no such file, or it is not a plain one."""
        try:
            found = file.stat()
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def there(out: Path) -> dict[str, Sign]:
    """The editions in `out` by the names of their folders, in the order of their days."""
    try:
        dated = [(found, entry.name) for entry in os.scandir(out) if (found := days(entry.name))]
    except OSError:
        return {}
    signs: dict[str, Sign] = {}
    for _, same_day in groupby(sorted(dated), key=lambda item: item[0][0]):
        for _, name in islice(same_day, EDITIONS_A_DAY):
            if sign := Sign.of(out / name / "brief.json"):
                signs[name] = sign
    return signs


def days(name: str) -> tuple[str, str] | None:
    """The last and the first day of an edition, by the name of its folder; None where it is no edition's."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    try:
        last, first = date.fromisoformat(found[2]), date.fromisoformat(found[1] or found[2])
    except ValueError:
        return None
    return (last.isoformat(), first.isoformat()) if first <= last else None


def read(out: Path, name: str) -> bytes:
    """An edition's brief.json. Raises DamagedEdition."""
    try:
        with (out / name / "brief.json").open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise DamagedEdition(f"its brief.json cannot be read: {fault.strerror or fault}") from None
    if len(raw) > MOST_BYTES:
        raise DamagedEdition(f"its brief.json has more than {MOST_BYTES:,} bytes")
    return raw


def opened(raw: bytes) -> Mapping[str, Any]:
    """The content of a brief.json. Raises DamagedEdition."""
    try:
        brief = json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise DamagedEdition(f"its brief.json is not JSON: {fault}") from None
    if not isinstance(brief, dict):
        raise DamagedEdition("its brief.json is not a JSON object")
    return brief


def unfit(fault: Exception) -> DamagedEdition:
    """The fault of a brief.json in which something is not as in an edition's; fault: one of UNFIT."""
    what = f"the key {fault} is missing" if isinstance(fault, KeyError) else str(fault)
    return DamagedEdition(f"its brief.json is not that of an edition: {what}")


def places(brief: Mapping[str, Any]) -> Iterator[PrintedPlace]:
    """All statements in the order of brief.json. Raises one of UNFIT where it is not that of an edition."""
    for story in brief["stories"]:
        about = text(story["id"]), text(story["headline"])
        for section in story["sections"]:
            name = text(section["id"])
            yield from (PrintedPlace(*about, name, statement) for statement in section["statements"])
        evidence = story["evidence"]
        yield from (PrintedPlace(*about, "not_known", statement) for statement in evidence["not_known"])
        yield from (PrintedPlace(*about, "timeline", event["statement"]) for event in evidence["timeline"])


def put_right(brief: Mapping[str, Any]) -> Iterator[PutRight]:
    """The statements of earlier editions that a brief.json corrects. Raises as `places`."""
    for one in brief.get("corrections", ()):
        yield PutRight(text(one["edition"]), text(one["statement"]["id"]), text(one["why"]))


def headlines(brief: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The headlines of a brief.json, each with the number of the source that it is taken from. Raises as `places`."""
    for one in (*brief["stories"], *brief["also"]):
        yield text(one["headline"]), number(one["headline_source"]["source"])


def origin_of(brief: Mapping[str, Any], statement: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The entry of the source that a statement is quoted from; None where the edition names none."""
    sources: list[Mapping[str, Any]] = brief["sources"]
    wanted = statement["citations"][0]["source"] if statement["citations"] else None
    return next((source for source in sources if source["number"] == wanted), None)


def text(value: object) -> str:
    """A text that can be stored: half a surrogate pair, which no encoding has, becomes a question mark."""
    if not isinstance(value, str):
        raise TypeError(f"found {_shown(value)}, expected a text")
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def optional(value: object) -> str | None:
    """A text or nothing."""
    return None if value is None else text(value)


def number(value: object) -> int:
    """A number that counts something."""
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise TypeError(f"found {_shown(value)}, expected a whole number")
    return value


def _shown(value: object) -> str:
    found = json.dumps(value, ensure_ascii=True)
    return found if len(found) <= 60 else found[:59] + "…"
