"""GET as a polite visitor: one request at a time a host, redirects one by one, each looked at before it is followed. No
cookie is kept, no password sent."""

from __future__ import annotations

import ssl
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from briefing import __version__
from briefing.intake.web.addresses import AddressParts, AddressRefused, Resolve, checked, joined, place, resolved
from briefing.intake.web.connection import Answer, AnswerBounds, Failed, asked, connected

NAME = "briefing"  # the name that robots.txt is asked for
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
LASTING = (301, 308)
ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """The answer at the end of the redirects. asked: the first address; url: the last one; moved: where a chain of
    lasting redirects leads, None where there is none; hops: the redirects as (address, answer); ip: that answered;
    began: when the last request was made."""

    asked: str
    url: str
    moved: str | None
    hops: tuple[tuple[str, Answer], ...]
    answer: Answer
    ip: str
    began: datetime

    @property
    def status(self) -> int:
        return self.answer.status

    @property
    def headers(self) -> dict[str, str]:
        """The first value of each header, names in lower case."""
        found: dict[str, str] = {}
        for name, value in self.answer.headers:
            found.setdefault(name.lower(), value)
        return found

    def content(self, most: int) -> bytes:
        """The body without its packing. Raises Failed where it is larger, or packed in a way that was not asked for."""
        return unpacked(self.answer.body, self.headers.get("content-encoding", ""), most)


def unpacked(body: bytes, packing: str, most: int) -> bytes:
    """Raises Failed."""
    if packing.strip().lower() in ("", "identity"):
        return body
    if packing.strip().lower() not in ("gzip", "x-gzip"):
        raise Failed("the answer is packed in a way that was not asked for")
    if not body:
        return body
    reader = zlib.decompressobj(wbits=31)
    try:
        found = reader.decompress(body, most + 1)
    except zlib.error:
        raise Failed("the answer cannot be unpacked") from None
    if len(found) > most:
        raise Failed(f"the answer unpacks to more than {most >> 20} MB")
    if not reader.eof:
        raise Failed("the connection ended within the answer")
    return found


def user_agent(contact: str | None) -> str:
    return f"{NAME}/{__version__}" + (f" (+{contact})" if contact else "")


@dataclass(slots=True, kw_only=True)
class Web:
    """What requests go through. pause: seconds between two requests to one host; counted: called with each address that
    is asked."""

    agent: str
    bounds: AnswerBounds
    tls: ssl.SSLContext
    pause: float = 0.0
    allow_private: bool = False
    resolve: Resolve = resolved
    connect: Callable[..., Any] = connected
    counted: Callable[[str], None] = lambda url: None
    _hosts: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _last: dict[str, float] = field(default_factory=dict)
    _slow: dict[str, float] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def get(
        self,
        url: str,
        validators: Mapping[str, str] | None = None,
        *,
        bounds: AnswerBounds | None = None,
        permitted: Callable[[str], None] = lambda url: None,
    ) -> Response:
        """Raises Refused for an address that is not asked, Failed where no whole answer came.

        validators: If-None-Match and If-Modified-Since, word for word as the server gave them; permitted: called with
        each address before it is asked, raises Refused or Failed."""
        bounds = bounds or self.bounds
        ends = time.monotonic() + bounds.seconds
        hops: list[tuple[str, Answer]] = []
        where = place(url)
        while True:
            permitted(where.url)
            left = AnswerBounds(bounds.bytes, max(0.001, ends - time.monotonic()))
            answer, ip, began = self._once(where, validators or {}, left)
            location = next((value for name, value in answer.headers if name.lower() == "location"), "")
            if answer.status not in REDIRECTS or not location:
                break
            hops.append((where.url, answer))
            if len(hops) > MOST_REDIRECTS:
                raise Failed(f"more than {MOST_REDIRECTS} redirects")
            where = self._followed(where, location)
        lasting = bool(hops) and all(hop.status in LASTING for _, hop in hops)
        return Response(
            asked=url, url=where.url, moved=where.url if lasting else None, hops=tuple(hops), answer=answer, ip=ip,
            began=began,
        )  # fmt: skip

    def slow_down(self, host: str, seconds: float) -> None:
        """At least so many seconds between two requests to this host."""
        self._slow[host] = max(self.pause, seconds)

    def _followed(self, where: AddressParts, location: str) -> AddressParts:
        to = joined(where.url, location)
        try:
            found = place(to)
        except AddressRefused as fault:
            raise AddressRefused(f"leads to an address that {fault}") from None
        if where.scheme == "https" and found.scheme == "http":
            raise AddressRefused("leads from https to http")
        return found

    def _once(
        self, where: AddressParts, validators: Mapping[str, str], bounds: AnswerBounds
    ) -> tuple[Answer, str, datetime]:
        with self._guard:
            lock = self._hosts[where.host]
        with lock:
            ends = time.monotonic() + bounds.seconds
            try:
                ip = checked(where, self.allow_private, self.resolve)
            except OSError:
                raise Failed(f"the host {where.host} is not known") from None
            pause = self._slow.get(where.host, self.pause)
            wait = self._last.get(where.host, -pause) + pause - time.monotonic()
            if wait > 0:
                time.sleep(wait)
                ends += wait
            self.counted(where.url)
            headers = {"User-Agent": self.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip", **validators}
            began = datetime.now(UTC)
            try:
                left = AnswerBounds(bounds.bytes, max(0.001, ends - time.monotonic()))
                return asked(where, ip, headers, left, self.tls, self.connect), ip, began
            finally:
                self._last[where.host] = time.monotonic()
