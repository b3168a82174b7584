"""Requests, several hosts at a time, the requests of one host one after the other."""

from __future__ import annotations

import queue
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefing.intake.state import Rules
from briefing.intake.timing import after_failure, retry_after
from briefing.intake.web import robots
from briefing.intake.web.addresses import AddressRefused, place
from briefing.intake.web.client import Response, Web
from briefing.intake.web.connection import Failed, TooSlow

MOST_SLOW = 3  # answers of a host that do not come in time, after which it is left alone for the run
MOST_SLOW_PAGES = 10  # such answers of pages that one source names, at whatever hosts
PAGES = ("page", "article")  # kinds for which robots.txt is asked; the others were named to be fetched again and again


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchJob:
    """A request to make. kind: feed, sitemap, page or article; key: under which it is remembered."""

    kind: str
    key: str
    url: str
    validators: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """ "" for what is no address: it is refused before any host is asked."""
        try:
            return place(self.url).host
        except AddressRefused:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of it: the response, or why there is none. rules: robots.txt that were fetched for it, by origin."""

    job: FetchJob
    response: Response | None
    words: str = ""
    refused: bool = False
    held: bool = False  # nothing was asked, since the host asked to be left alone
    rules: Mapping[str, Rules] = field(default_factory=dict)


class _Held(Failed):
    """A host that is not asked for now."""


class Hosts:
    """What is known of hosts in this run, by several threads."""

    def __init__(self, held: Mapping[str, float], rules: Mapping[str, Rules], now: float) -> None:
        """held: host → until when it asks to be left alone."""
        self.held, self.rules, self.now = dict(held), dict(rules), now
        self._slow: Counter[str] = Counter()

    def slow(self, host: str, source: str) -> None:
        """Notes that no answer of a host came in time, for a page that a source names."""
        self._slow.update((f"host {host}", f"source {source}"))

    def left_alone(self, host: str, source: str) -> str:
        """Why nothing more is asked in this run, "" where it may be: each request would take as long as one may."""
        if self._slow[f"host {host}"] >= MOST_SLOW:
            return "left alone for this run, since it did not answer in time"
        if self._slow[f"source {source}"] >= MOST_SLOW_PAGES:
            return "not asked in this run, since other pages that the same source names did not come in time"
        return ""

    def hold(self, response: Response) -> None:
        """A host that answers 429, or 503 with a time, is not asked again before that time."""
        if response.status not in (429, 503):
            return
        until = retry_after(response.headers, self.now)
        if until is None and response.status == 429:
            until = after_failure(1, {}, self.now)
        if until is not None:
            host = place(response.url).host
            self.held[host] = max(until, self.held.get(host, 0.0))

    def wait(self, host: str) -> bool:
        return self.held.get(host, 0.0) > self.now

    def current(self, origin: str) -> Rules | None:
        found = self.rules.get(origin)
        return found if found is not None and found.until > self.now else None


def run(jobs: Iterable[FetchJob], web: Web, hosts: Hosts, number: int) -> Iterator[Result]:
    """The results as they come in. A host is not asked again before the result before is dealt with, so that a run that
    is killed has received little that is not stored. number: of hosts asked at the same time."""
    by_host: dict[str, list[FetchJob]] = defaultdict(list)
    for job in jobs:
        by_host[job.host].append(job)
    waiting: queue.SimpleQueue[list[FetchJob]] = queue.SimpleQueue()
    for group in by_host.values():
        waiting.put(group)
    done: queue.SimpleQueue[tuple[Result | BaseException, threading.Event]] = queue.SimpleQueue()
    stopped = threading.Event()

    def work() -> None:
        while not stopped.is_set():
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            for job in group:
                dealt_with = threading.Event()
                done.put((_guarded(job, web, hosts), dealt_with))
                dealt_with.wait()
                if stopped.is_set():
                    return

    for _ in range(min(number, len(by_host))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in range(sum(map(len, by_host.values()))):
            result, dealt_with = done.get()
            if isinstance(result, BaseException):
                raise result
            yield result
            dealt_with.set()
    finally:
        stopped.set()


def _guarded(job: FetchJob, web: Web, hosts: Hosts) -> Result | BaseException:
    try:
        return tried(job, web, hosts)
    except BaseException as fault:  # raised again where the results are waited for
        return fault


def tried(job: FetchJob, web: Web, hosts: Hosts) -> Result:
    """One request. Each address on its way is asked only if its host is not to be left alone and, for pages, its
    robots.txt allows it."""
    rules: dict[str, Rules] = {}
    asked: list[str] = []

    def slow() -> None:
        hosts.slow(asked[-1] if asked else job.host, job.key)

    def permitted(url: str) -> None:
        where = place(url)
        if hosts.wait(where.host):
            raise _Held("the server asked to be left alone for now")
        if words := hosts.left_alone(where.host, job.key):
            raise _Held(words)
        asked.append(where.host)
        if job.kind in PAGES:
            known = hosts.current(where.origin)
            if known is None:
                known = rules[where.origin] = hosts.rules[where.origin] = robots.fetched(
                    web, where.origin, hosts.now, slow
                )
            if known.text is None:
                raise Failed("its robots.txt cannot be had, so nothing is asked")
            if not robots.allowed(known, url):
                raise AddressRefused("its robots.txt asks not to")
            web.slow_down(where.host, robots.delay(known))

    try:
        response = web.get(job.url, job.validators, permitted=permitted)
        hosts.hold(response)
        return Result(job=job, response=response, rules=rules)
    except _Held as fault:
        return Result(job=job, response=None, words=str(fault), held=True, rules=rules)
    except AddressRefused as fault:
        return Result(job=job, response=None, words=str(fault), refused=True, rules=rules)
    except Failed as fault:
        if isinstance(fault, TooSlow):
            slow()
        return Result(job=job, response=None, words=str(fault), rules=rules)
