"""What the library keeps of an edition's brief.json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.publish.editions import (
    UNFIT,
    DamagedEdition,
    PrintedPlace,
    headlines,
    number,
    optional,
    places,
    text,
    unfit,
)
from briefing.storage.library.tables import DIGITS, STATEMENTS_AN_EDITION


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStatement:
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
    said: tuple[KeptStatement, ...]
    origins: tuple[Origin, ...]


def contents(brief: Mapping[str, Any]) -> Contents:
    """What the library keeps of a brief.json. Raises DamagedEdition."""
    try:
        said = {text(place.statement["id"]): _said(place) for place in reversed(list(places(brief)))}
        origins = tuple(_origin(source) for source in brief["sources"])
        language = text(brief["language"])
        list(headlines(brief))
    except UNFIT as fault:
        raise unfit(fault) from None
    if max(len(said), len(origins)) > STATEMENTS_AN_EDITION:
        raise DamagedEdition(f"its brief.json has more than {STATEMENTS_AN_EDITION:,} statements or sources")
    return Contents(language, tuple(reversed(said.values())), origins)


def _said(place: PrintedPlace) -> KeptStatement:
    statement = place.statement
    return KeptStatement(
        id=text(statement["id"]),
        text=text(statement["text"]),
        speaker=optional(statement["speaker"]),
        role=optional(statement["role"]),
        section=place.section,
        sources=tuple(dict.fromkeys(number(citation["source"]) for citation in statement["citations"])),
    )


def _origin(source: Mapping[str, Any]) -> Origin:
    path, url = text(source["path"]), optional(source["url"])
    names = [*paths(path), digits(source["sha256"]), digits(source["text_sha256"])]
    for copy in source["copies"]:
        names += [*paths(text(copy["path"])), digits(copy["sha256"])]
    if url:
        names.append(address(url))
    return Origin(number(source["number"]), optional(source["publisher"]), tuple(dict.fromkeys(names)))


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
