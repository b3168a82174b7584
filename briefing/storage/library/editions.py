"""What the library reads of an edition: its brief.json, as far as it needs it, believed in nothing."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import BriefingError
from briefing.storage.library.tables import DIGITS, EDITIONS_A_DAY, STATEMENTS_AN_EDITION

MOST_BYTES = 200_000_000  # of a brief.json
NAME = re.compile(
    r"(?:(\d{4}-\d\d-\d\d)_)?(\d{4}-\d\d-\d\d)"
)  # of an edition's folder: a day, or the first and the last
UNFIT = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what data of another form raises


class DamagedEdition(BriefingError):
    """A brief.json that is none: `message` says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A statement of brief.json and where it stands. section: its id; `not_known` or `timeline` for the evidence."""

    story: str
    headline: str
    section: str
    statement: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as the library keeps it. sources: the numbers of those that it cites, its own first."""

    id: str
    text: str
    speaker: str | None
    role: str | None
    section: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A source as the library keeps it. names: what it can be asked for by: paths, address, digests."""

    number: int
    outlet: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What the library keeps of an edition."""

    language: str
    said: tuple[Said, ...]
    origins: tuple[Origin, ...]


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
        for _, name in islice(same_day, EDITIONS_A_DAY):  # more than that end on no day
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


def contents(brief: Mapping[str, Any]) -> Contents:
    """What the library keeps of a brief.json. Raises DamagedEdition."""
    try:
        said = {str(place.statement["id"]): _said(place) for place in reversed(list(places(brief)))}
        origins = tuple(_origin(source) for source in brief["sources"])
        language = _text(brief["language"])
        list(headlines(brief))
    except UNFIT as fault:
        what = f"the key {fault} is missing" if isinstance(fault, KeyError) else str(fault)
        raise DamagedEdition(f"its brief.json is not that of an edition: {what}") from None
    if len(said) > STATEMENTS_AN_EDITION:
        raise DamagedEdition(f"its brief.json has more than {STATEMENTS_AN_EDITION:,} statements")
    return Contents(language, tuple(reversed(said.values())), origins)


def places(brief: Mapping[str, Any]) -> Iterator[Place]:
    """All statements in the order of brief.json. Raises one of UNFIT where it is not that of an edition."""
    for story in brief["stories"]:
        about = _text(story["id"]), _text(story["headline"])
        for section in story["sections"]:
            name = _text(section["id"])
            yield from (Place(*about, name, statement) for statement in section["statements"])
        evidence = story["evidence"]
        yield from (Place(*about, "not_known", statement) for statement in evidence["not_known"])
        yield from (Place(*about, "timeline", event["statement"]) for event in evidence["timeline"])


def headlines(brief: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The headlines of a brief.json, each with the number of the source that it is taken from. Raises as `places`."""
    for one in (*brief["stories"], *brief["also"]):
        yield _text(one["headline"]), _number(one["headline_source"]["source"])


def _said(place: Place) -> Said:
    statement = place.statement
    return Said(
        id=_text(statement["id"]),
        text=_text(statement["text"]),
        speaker=_optional(statement["speaker"]),
        role=_optional(statement["role"]),
        section=place.section,
        sources=tuple(dict.fromkeys(_number(citation["source"]) for citation in statement["citations"])),
    )


def _origin(source: Mapping[str, Any]) -> Origin:
    path, url = _text(source["path"]), _optional(source["url"])
    names = [*paths(path), digits(source["sha256"]), digits(source["text_sha256"])]
    for copy in source["copies"]:
        names += [*paths(_text(copy["path"])), digits(copy["sha256"])]
    if url:
        names.append(address(url))
    return Origin(_number(source["number"]), _optional(source["publisher"]), tuple(dict.fromkeys(names)))


def digits(digest: object) -> str:
    """As much of a digest as the library keeps."""
    return _text(digest)[:DIGITS].lower()


def paths(path: str) -> tuple[str, ...]:
    """What a source can be asked for by: its path, and for a part (`FILE#ID`, `FILE!/INNER`) that of the file."""
    outer = path.split("!/")[0]
    return tuple(dict.fromkeys((path, outer, outer.rsplit("#", 1)[0] or outer)))


def address(url: str) -> str:
    """An address for comparison: without its fragment and a slash at its end, scheme and host in small letters."""
    plain = url.strip().split("#")[0].rstrip("/")
    found = re.match(r"[A-Za-z][\w+.-]*://[^/?]*", plain)
    return found[0].lower() + plain[found.end() :] if found else plain


def _text(value: object) -> str:
    """A text that can be stored: half a surrogate pair, which no encoding has, becomes a question mark."""
    if not isinstance(value, str):
        raise TypeError(f"found {_shown(value)}, expected a text")
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise TypeError(f"found {_shown(value)}, expected the number of a source")
    return value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 60 else text[:59] + "…"


def origin_of(brief: Mapping[str, Any], statement: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The entry of the source that a statement is quoted from; None where the edition names none."""
    sources: Sequence[Mapping[str, Any]] = brief["sources"]
    wanted = statement["citations"][0]["source"] if statement["citations"] else None
    return next((source for source in sources if source["number"] == wanted), None)
