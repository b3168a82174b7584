"""What the library keeps of an edition's brief.json."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.publish.editions import (
    UNFIT,
    DamagedEdition,
    PrintedPlace,
    PutRight,
    headlines,
    number,
    optional,
    places,
    text,
    unfit,
)
from briefing.publish.editions import put_right as corrected
from briefing.storage.library.ranges import Range, ToldRange, located
from briefing.storage.library.tables import DIGITS, STATEMENTS_AN_EDITION


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStatement:
    """A statement as the library keeps it. story: the place of its story among those of the edition; sources: the
    numbers of those that it cites, its own first; at: where it stands in the brief.json."""

    id: str
    text: str
    speaker: str | None
    role: str | None
    section: str
    story: int
    sources: tuple[int, ...]
    at: Range


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story as the library keeps it, in full or in a line. source: the number of that from which its headline is."""

    source: int
    at: ToldRange


@dataclass(frozen=True, slots=True)
class Origin:
    """A source as the library keeps it. names: what it can be asked for by: paths, address, digests."""

    number: int
    outlet: str | None
    names: tuple[str, ...]
    at: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the library keeps of an edition."""

    language: str
    said: tuple[KeptStatement, ...]
    told: tuple[KeptStory, ...]
    origins: tuple[Origin, ...]
    put_right: tuple[PutRight, ...] = ()


def contents(raw: bytes) -> Contents:
    """What the library keeps of a brief.json. Raises DamagedEdition."""
    try:
        brief, ranges = located(raw)
        said = _first_of_each(brief, ranges.statements)
        told = tuple(KeptStory(number, at) for (_, number), at in zip(headlines(brief), ranges.told, strict=True))
        origins = tuple(_origin(source, at) for source, at in zip(brief["sources"], ranges.sources, strict=True))
        language = text(brief["language"])
        put_right = tuple(corrected(brief))
    except UNFIT as fault:
        raise unfit(fault) from None
    if max(len(said), len(told), len(origins)) > STATEMENTS_AN_EDITION:
        raise DamagedEdition(f"its brief.json has more than {STATEMENTS_AN_EDITION:,} statements or sources")
    return Contents(language=language, said=said, told=told, origins=origins, put_right=put_right)


def _first_of_each(brief: Mapping[str, Any], ranges: Sequence[Range]) -> tuple[KeptStatement, ...]:
    """The statements, each where it stands first."""
    said: dict[str, KeptStatement] = {}
    at = iter(ranges)
    for story, one in enumerate(brief["stories"]):
        for place in places({"stories": [one]}):
            kept = _said(place, story, next(at))
            said.setdefault(kept.id, kept)
    return tuple(said.values())


def _said(place: PrintedPlace, story: int, at: Range) -> KeptStatement:
    statement = place.statement
    return KeptStatement(
        id=text(statement["id"]),
        text=text(statement["text"]),
        speaker=optional(statement["speaker"]),
        role=optional(statement["role"]),
        section=place.section,
        story=story,
        sources=tuple(dict.fromkeys(number(citation["source"]) for citation in statement["citations"])),
        at=at,
    )


def _origin(source: Mapping[str, Any], at: Range) -> Origin:
    path, url = text(source["path"]), optional(source["url"])
    names = [*paths(path), digits(source["sha256"]), digits(source["text_sha256"])]
    for copy in source["copies"]:
        names += [*paths(text(copy["path"])), digits(copy["sha256"])]
    if url:
        names.append(address(url))
    return Origin(number(source["number"]), optional(source["publisher"]), tuple(dict.fromkeys(names)), at)


def digits(digest: object) -> str:
    """As much of a digest as the library keeps."""
    return text(digest)[:DIGITS].lower()


def paths(path: str) -> tuple[str, ...]:
    """What a source can be asked for by: its path, and for a part (`FILE#ID`, `FILE!/INNER`) that of the file."""
    outer = path.split("!/")[0]
    return tuple(dict.fromkeys((path, outer, outer.rsplit("#", 1)[0] or outer)))


def address(url: str) -> str:
    """An address for comparison: without its fragment and a slash at its end, scheme and host in small letters."""
    plain = url.strip().split("#")[0].rstrip("/")
    found = re.match(r"[A-Za-z][\w+.-]*://[^/?]*", plain)
    return found[0].lower() + plain[found.end() :] if found else plain
