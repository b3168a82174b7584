"""A good answer → what is remembered of it, and the file that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from briefing.intake.names import host_name, page_name, tagged
from briefing.intake.state import FetchedSource, KnownItem, LinkedPage, StateStore
from briefing.intake.timing import after_answer, next_hour
from briefing.intake.web import archive
from briefing.intake.web.client import Response
from briefing.intake.web.connection import Failed
from briefing.prepare.readers.feed import Listing, listing
from briefing.shape import load

Made = TypeVar("Made")
Known = TypeVar("Known", FetchedSource, LinkedPage)


def with_validators(known: Known, response: Response) -> Known:
    headers = response.headers
    return replace(known, etag=headers.get("etag"), modified=headers.get("last-modified"))


def answered(source: FetchedSource, response: Response, now: float) -> FetchedSource:
    """The source after an answer 200 or 304: asked at its new address if it moved for good."""
    source = with_validators(source, response) if response.status == 200 else source
    source = replace(source, url=response.moved or source.url, status=response.status, answered=now)
    words = "" if response.status == 304 else source.words
    return replace(source, due=after_answer(response.headers, now), failures=0, words=words)


def with_times(source: FetchedSource, found: Listing, new: Collection[str], now: float) -> FetchedSource:
    """When it may be asked next, as the feed itself says, and when something new came last."""
    due = max(source.due, now + min(60.0 * found.minutes, 23 * 3600.0))
    due = next_hour(found.hours, found.days, due)
    stated = [item.published.value for item in found.items if item.name in new and item.published]
    moments = [datetime.fromisoformat(value) for value in stated]
    newest = max((m.replace(tzinfo=m.tzinfo or UTC).timestamp() for m in moments), default=now)
    fresh = max(source.fresh or 0.0, min(now, newest)) if new else source.fresh
    return replace(source, due=due, fresh=fresh)


class Within(Protocol):
    """Calls a function within bounds of time and memory. Raises Failed where it takes more."""

    def __call__(self, function: Callable[[], Made], /) -> Made: ...


def unbounded(function: Callable[[], Made], /) -> Made:
    return function()


def listing_of(data: bytes, within: Within = unbounded) -> Listing:
    """Raises Failed for what is no feed, or takes too long."""
    try:
        found = within(lambda: listing(data))
    except Failed:
        raise
    except Exception as fault:  # a bug of the feed library on hostile bytes must not cost the other sources
        raise Failed(f"the feed cannot be read ({type(fault).__name__})") from fault
    if found is None:
        raise Failed("the answer is no feed")
    return found


def items_of(state: StateStore, feed: str) -> dict[str, KnownItem]:
    return {name: load(KnownItem, data) for name, data in state.every(f"item {feed}").items() if data}


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).replace(microsecond=0).isoformat()


def status_words(response: Response | None) -> str:
    return f"{response.status} {response.answer.reason}".strip() if response else ""


def file_name(kind: str, now: float, data: bytes) -> str:
    """Such as feed-061502-1a2b3c4d5e.warc: the time of the run, in UTC, and a digest."""
    return tagged(f"{kind}-{datetime.fromtimestamp(now, UTC):%H%M%S}", data, ".warc")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page and its file below the folder of the day."""

    into: str
    response: Response
    notes: Mapping[str, Any]

    @property
    def path(self) -> str:
        url = self.response.url
        return f"{self.into}{host_name(url)}/{tagged(page_name(url), self.response.answer.body, '.warc')}"

    def data(self, agent: str) -> bytes:
        return archive.record_of(self.response, agent) + archive.notes_of(self.response.url, self.notes)
