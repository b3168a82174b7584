"""What is remembered from one run to the next, as the intake sees it. `storage` keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Plain = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class StateChanges:
    """What is stored together, whole or not at all.

    known: (kind, key, data) of what is remembered; forgotten: (kind, key); files: path below the project's folder →
    bytes, written as soon as the rest is stored, by the next run if this one ends; begun: feeds whose linked pages are
    still to be fetched, with the bytes received; finished: such feeds that are done with.
    """

    known: list[tuple[str, str, Plain]] = field(default_factory=list)
    forgotten: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    begun: dict[str, tuple[bytes, Plain]] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)


class StateStore(Protocol):
    """Storage of plain data by kind and key."""

    def get(self, kind: str, key: str) -> Plain | None: ...

    def every(self, kind: str) -> Mapping[str, Plain]: ...

    def begun(self) -> Sequence[tuple[str, bytes, Plain]]:
        """(feed, bytes received, plan) of each feed that an earlier run did not come to the end of."""

    def commit(self, changes: StateChanges) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedSource:
    """A feed, sitemap or page of the config, as its last answer left it. Times in seconds since 1970.

    url: where it is asked now, after permanent moves; digest: of the body that was received last; asked, due: when it
    was asked last, and may be next; failures: in a row; answered: the last good answer; fresh: when something new came
    last; first: when it was asked first; gone: it said so, and is asked no more; words: of the last failure.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    digest: str = ""
    asked: float = 0.0
    due: float = 0.0
    failures: int = 0
    status: int | None = None
    answered: float | None = None
    fresh: float | None = None
    first: float = 0.0
    gone: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPage:
    """A linked article. source: the feed or sitemap that named it; item: digest of the item there; since: when it was
    named first; path: of the file that holds it, "" if none."""

    source: str = ""
    since: float = 0.0
    item: str = ""
    etag: str | None = None
    modified: str | None = None
    digest: str = ""
    due: float = 0.0
    tries: int = 0
    status: int | None = None
    path: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item of a feed: when it was received first, the digest of its text, the day whose folder holds it."""

    first: float
    digest: str
    day: str


@dataclass(frozen=True, slots=True)
class Rules:
    """A host's robots.txt. text: None where it could not be had, so that nothing is asked."""

    text: str | None
    until: float
    final: str = ""
