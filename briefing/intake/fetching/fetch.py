"""The web's part of a run: feeds, sitemaps and pages that are due, then the articles that they link.

An answer, what is remembered of it and the files made of it are stored together. A feed whose linked articles are still
to be fetched waits in the state (`begun`), so that a run that is killed is taken up by the next one where it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from briefing.intake.clock import set_right
from briefing.intake.fetching import answers, jobs, listed
from briefing.intake.fetching.answers import Kept, Within, unbounded
from briefing.intake.fetching.jobs import FetchJob, Hosts, Result
from briefing.intake.fetching.listed import ListedArticle
from briefing.intake.names import host_name
from briefing.intake.options import FeedOptions, IntakeOptions
from briefing.intake.report import FetchRun, SourceLine
from briefing.intake.state import FetchedSource, LinkedPage, Rules, StateChanges, StateStore
from briefing.intake.timing import HOUR, after_failure, settled
from briefing.intake.web import archive
from briefing.intake.web.client import Response, Web
from briefing.intake.web.connection import Failed
from briefing.shape import dump, load

AGAIN = 20 * HOUR  # before a linked article that was kept is asked again, which is once a day
AGAIN_DAYS = 7  # since it was named first, within which it is asked again
AGAIN_DAYS_WHOLE = 2  # the same where its server gives neither ETag nor Last-Modified
MOST_TRIES = 3  # of a linked article that does not come
DAY = 86400.0


@dataclass(slots=True, kw_only=True)
class Fetch:
    """One run. into: the folder of the day below the project's; now: seconds since 1970, when the run began; ticked:
    called for each answer; within: bounds of reading one feed or sitemap."""

    options: IntakeOptions
    state: StateStore
    web: Web
    day: date
    into: str
    now: float
    ticked: Callable[[], None] = lambda: None
    within: Within = unbounded
    run: FetchRun = field(default_factory=FetchRun)
    _lines: dict[tuple[str, str], SourceLine] = field(default_factory=dict)
    _plans: dict[str, tuple[bytes, dict[str, Any]]] = field(default_factory=dict)

    # --- which are due ----------------------------------------------------------------------------------------------

    def sources(self) -> list[tuple[str, str, str]]:
        """(kind, address, name) of all that the config names on the web."""
        feeds = [("feed", feed.url, feed.name or feed.url) for feed in self.options.every_feed]
        sitemaps = [("sitemap", url, url) for url in self.options.sitemaps]
        return [*feeds, *sitemaps, *(("page", url, url) for url in self.options.pages)]

    def due(self) -> list[FetchJob]:
        """The requests to make now. Every source has its line from here on."""
        found = []
        for kind, url, name in self.sources():
            source = self.source(kind, url, url)
            due = settled(source.asked, source.due, self.now)
            line = SourceLine(kind=kind, key=url, name=name, status="would fetch", http=source.status, due=due)
            self._lines[kind, url] = line
            self.run.lines.append(line)
            if source.gone:
                line.status = "gone"
                line.words.append("it is gone for good (410): take it out of the config")
            elif due > self.now:
                line.status = "not due"
                line.words += [source.words] if source.words else []
            else:
                found.append(FetchJob(kind=kind, key=url, url=source.url, validators=_validators(source)))
        return found

    def source(self, kind: str, key: str, url: str) -> FetchedSource:
        data = self.state.get(kind, key)
        return load(FetchedSource, data) if data else FetchedSource(url=url, first=self.now)

    def _feed(self, url: str) -> FeedOptions | None:
        return next((feed for feed in self.options.every_feed if feed.url == url), None)

    # --- the run ----------------------------------------------------------------------------------------------------

    def all(self) -> FetchRun:
        """Everything that is due, and what an earlier run did not come to the end of."""
        set_right(self.state, self.now)
        for key, data, plan in self.state.begun():
            self._plans[key] = (data, dict(plan))
        due = self.due()
        held = {host: float(data.get("until", 0.0)) for host, data in self.state.every("host").items()}
        rules = {origin: load(Rules, data) for origin, data in self.state.every("robots").items() if data}
        hosts = Hosts(held, rules, self.now)
        for result in jobs.run(due, self.web, hosts, self.options.hosts):
            self._received(result, hosts)
        for result in jobs.run(self._inner(), self.web, hosts, self.options.hosts):
            self._received(result, hosts)
        for result in jobs.run(self._articles(), self.web, hosts, self.options.hosts):
            self._article(result, hosts)
        for key in list(self._plans):
            self._finish(key)
        return self.run

    def _received(self, result: Result, hosts: Hosts) -> None:
        """A feed, a sitemap or a page of the config."""
        self.ticked()
        job = result.job
        line, changes = self._line(job), self._learned(result, hosts)
        source = replace(self.source(job.kind, job.key, job.url), asked=self.now)
        response = result.response
        if response is None or response.status not in (200, 304, 410):
            source = self._failed(source, result, line, changes, hosts)
        elif response.status == 410:
            source = replace(source, gone=True, status=410, words="410 Gone")
            line.status, line.http = "gone", 410
            line.words.append("it is gone for good (410): take it out of the config")
        else:
            source = answers.answered(source, response, self.now)
            line.status, line.http = "unchanged", response.status
            if source.url != job.url:
                line.words.append(f"it has moved to {source.url}")
            if response.status == 200:
                source = self._content(job, response, source, line, changes)
        line.due = source.due
        changes.known.append((job.kind, job.key, dump(source)))
        self.state.commit(changes)
        self._count(changes)

    def _failed(
        self, source: FetchedSource, result: Result, line: SourceLine, changes: StateChanges, hosts: Hosts
    ) -> FetchedSource:
        response = result.response
        headers = response.headers if response else {}
        words = result.words or answers.status_words(response)
        until = hosts.held.get(result.job.host, 0.0)
        words += f", until {datetime.fromtimestamp(until):%Y-%m-%d %H:%M}" if until > self.now else ""
        if result.held:
            line.status = "held"
            line.words.append(words)
            return replace(source, due=until)
        failures = source.failures + 1
        line.status, line.http = ("refused" if result.refused else "failed"), response.status if response else None
        line.words.append(words)
        due = max(after_failure(failures, headers, self.now), until)
        return replace(source, failures=failures, status=line.http, words=words, due=due)

    def _content(
        self, job: FetchJob, response: Response, source: FetchedSource, line: SourceLine, changes: StateChanges
    ) -> FetchedSource:
        """A whole answer: what of it is new, and what is kept."""
        try:
            data = response.content(self.web.bounds.bytes)
            digest = answers.digest_of(data)
            if digest == source.digest:
                return replace(source, words="")
            handled = {"feed": self._of_feed, "sitemap": self._of_sitemap, "page": self._of_page}[job.kind]
            source = handled(job, response, data, replace(source, digest=digest), line, changes)
            return replace(source, words="")
        except Failed as fault:
            failures = source.failures + 1
            line.status = "failed"
            line.words.append(str(fault))
            due = after_failure(failures, response.headers, self.now)
            return replace(source, failures=failures, words=str(fault), due=due, etag=None, modified=None, digest="")

    # --- feeds ------------------------------------------------------------------------------------------------------

    def _of_feed(
        self,
        job: FetchJob,
        response: Response,
        data: bytes,
        source: FetchedSource,
        line: SourceLine,
        changes: StateChanges,
    ) -> FetchedSource:
        found = answers.listing_of(data, self.within)
        feed = self._feed(job.key) or FeedOptions(job.key)
        known = answers.items_of(self.state, job.key)
        items, new, held = listed.new_items(found.items, known, self.day.isoformat(), self.now)
        line.items, line.new = len(found.items), len(new)
        changes.known += [
            (f"item {job.key}", name, dump(item)) for name, item in items.items() if item != known.get(name)
        ]
        old = [name for name, item in known.items() if name not in items and item.first < self.now - 60 * DAY]
        changes.forgotten += [(f"item {job.key}", name) for name in old]
        source = answers.with_times(source, found, new, self.now)
        if len(held) == len(items):
            return source
        wanted = listed.links(found.items, feed.full_text, self.day, self.options.days)
        plan = {
            "name": feed.name,
            "first": {name: answers.iso(item.first) for name, item in items.items()},
            "aside": dict.fromkeys(sorted(held), "an earlier file of the day holds it"),
        }
        self._begin(job.key, archive.record_of(response, self.web.agent), plan, wanted, changes)
        line.status = "new" if new else "unchanged"
        return source

    def _of_sitemap(
        self,
        job: FetchJob,
        response: Response,
        data: bytes,
        source: FetchedSource,
        line: SourceLine,
        changes: StateChanges,
    ) -> FetchedSource:
        found = self.within(lambda: listed.sitemap(data, self.day, self.options.days))
        if found is None:
            raise Failed("the answer is no sitemap that can be read")
        if found.inner and " " not in job.key:
            changes.known.append(("index", job.key, {"inner": list(found.inner)}))
        wanted = [link for link in found.articles if self.state.get("article", link.url) is None]
        line.items, line.new = line.items + len(found.articles), line.new + len(wanted)
        line.status = "new" if wanted or line.status == "new" else "unchanged"
        if wanted:
            self._begin(job.key, archive.record_of(response, self.web.agent), {}, list(found.articles), changes)
        return replace(source, fresh=self.now) if wanted else source

    def _inner(self) -> list[FetchJob]:
        """The sitemaps that indexes list and that are due; an index that has not changed may list one that has."""
        found = []
        for url in self.options.sitemaps:
            known = (self.state.get("index", url) or {}).get("inner", ())
            for inner in known:
                key = f"{url} {inner}"
                source = self.source("sitemap", key, inner)
                if not source.gone and settled(source.asked, source.due, self.now) <= self.now:
                    found.append(FetchJob(kind="sitemap", key=key, url=source.url, validators=_validators(source)))
        return found

    def _of_page(
        self,
        job: FetchJob,
        response: Response,
        data: bytes,
        source: FetchedSource,
        line: SourceLine,
        changes: StateChanges,
    ) -> FetchedSource:
        kept = Kept(self.into, response, {"asked": job.key})
        changes.files[kept.path] = kept.data(self.web.agent)
        line.status, line.items, line.new = "new", 1, 1
        return replace(source, fresh=self.now)

    def _begin(
        self, key: str, record: bytes, plan: dict[str, Any], wanted: Sequence[ListedArticle], changes: StateChanges
    ) -> None:
        """Notes which linked articles are to be fetched; a feed without any is finished by `_finish` all the same."""
        fresh = [link for link in wanted if self._is_wanted(link)]
        plan["links"] = {link.item: link.url for link in wanted if link.item}
        plan["wanted"] = {link.url: link.digest for link in fresh[: self.options.articles]}
        plan["more"] = max(0, len(fresh) - self.options.articles)
        self._plans[key] = changes.begun[key] = (record, plan)

    def _is_wanted(self, link: ListedArticle) -> bool:
        page = self._page(link.url)
        return page is None or (bool(page.path) and page.item != link.digest)

    # --- linked articles --------------------------------------------------------------------------------------------

    def _page(self, url: str) -> LinkedPage | None:
        data = self.state.get("article", url)
        return load(LinkedPage, data) if data else None

    def _articles(self) -> list[FetchJob]:
        """The articles of all plans, and those of earlier runs that did not come and are due again."""
        found: dict[str, FetchJob] = {}
        for key, (_, plan) in self._plans.items():
            for url, digest in plan["wanted"].items():
                page = self._page(url)
                if page is None or page.item != digest:
                    found.setdefault(url, FetchJob(kind="article", key=key, url=url, validators=_validators(page)))
        first = self.now - (self.options.days + 1) * DAY
        kept: list[tuple[float, str, LinkedPage]] = []
        for url, data in self.state.every("article").items():
            page = load(LinkedPage, data)
            if not page.path and page.tries < MOST_TRIES and page.since >= first and page.due <= self.now:
                found.setdefault(url, FetchJob(kind="article", key=page.source, url=url))
            elif self._is_asked_again(page):
                kept.append((-page.since, url, page))
        for _, url, page in sorted(kept, key=lambda item: item[:2])[: self.options.articles]:
            again = FetchJob(kind="article", key=page.source, url=url, validators=_validators(page))
            found.setdefault(url, again)
        return list(found.values())

    def _is_asked_again(self, page: LinkedPage) -> bool:
        """Is it a page that was kept some days ago and may have been corrected since? Once a day, and for fewer days
        where its server does not say what has not changed: then the whole page comes each time."""
        if not page.path or page.status in (404, 410):
            return False
        days = AGAIN_DAYS if page.etag or page.modified else AGAIN_DAYS_WHOLE
        return page.since >= self.now - days * DAY and max(page.due, page.since + AGAIN) <= self.now

    def _article(self, result: Result, hosts: Hosts) -> None:
        self.ticked()
        job, response = result.job, result.response
        changes = self._learned(result, hosts)
        before = self._page(job.url)
        digest = str(self._plans.get(job.key, (b"", {"wanted": {}}))[1]["wanted"].get(job.url, ""))
        page = before or LinkedPage(source=job.key, since=self.now)
        page = replace(page, item=digest or page.item, tries=page.tries + (not result.held), words=result.words)
        line = self._line(job)
        if response is not None:
            page = replace(page, status=response.status, words=answers.status_words(response))
        if response is not None and response.status == 200:
            page = self._kept(job, response, page, line, changes)
        elif response is None or response.status not in (304, 404, 410):
            final = result.refused or (response is not None and 400 <= response.status < 500 and response.status != 429)
            tries = MOST_TRIES if final else page.tries
            due = max(after_failure(max(1, page.tries), {}, self.now), hosts.held.get(job.host, 0.0))
            page = replace(page, tries=tries, due=due)
        else:
            page = replace(page, tries=MOST_TRIES)
        if before is not None and before.path:
            page = replace(page, due=max(page.due, self.now + AGAIN))
            if page.status in (404, 410):
                line.words.append(f"{job.url}: {page.words}; if it was taken back, name it under `withdrawn:`")
        if not page.path:
            words = f"{job.host if result.held else job.url}: {page.words}"
            line.words += [words] if words not in line.words else []  # a host that is left alone is said once
        changes.known.append(("article", job.url, dump(page)))
        self.state.commit(changes)
        self._count(changes)

    def _kept(
        self, job: FetchJob, response: Response, page: LinkedPage, line: SourceLine, changes: StateChanges
    ) -> LinkedPage:
        """A page that came: kept, unless the same bytes are kept already."""
        try:
            digest = answers.digest_of(response.content(self.web.bounds.bytes))
        except Failed as fault:
            return replace(page, words=str(fault), due=after_failure(page.tries, {}, self.now))
        page = answers.with_validators(page, response)
        if digest == page.digest and page.path:
            return page
        kept = Kept(self.into, response, {"asked": job.url, "feed": job.key.partition(" ")[0]})
        changes.files[kept.path] = kept.data(self.web.agent)
        line.pages += 1
        line.status = "new"
        return replace(page, digest=digest, path=kept.path, words="")

    def _finish(self, key: str) -> None:
        """The file of a feed, with notes of which items are not read: their articles are kept as pages."""
        record, plan = self._plans.pop(key)
        aside = dict(plan.get("aside", {}))
        for name, url in plan.get("links", {}).items():
            page = self._page(url)
            if page is not None and page.path:
                aside[name] = "its page is kept"
        url, changes = key.rpartition(" ")[2], StateChanges(finished=[key])
        read = len(aside) < len(plan.get("first", {}))
        notes = {"asked": url, "aside": aside, "first": plan.get("first", {}), "outlet": plan.get("name")}
        data = record + archive.notes_of(url, {k: v for k, v in notes.items() if v})
        kind = "feed" if "first" in plan else "sitemap"
        path = f"{self.into}{host_name(url)}/{'' if read else '.'}{answers.file_name(kind, self.now, data)}"
        changes.files[path] = data
        if plan.get("more"):
            self._line(FetchJob(kind=kind, key=key, url=url)).words.append(
                f"{plan['more']} more articles than `intake: articles:` allows are not fetched"
            )
        self.state.commit(changes)
        self._count(changes)

    # --- what all share ---------------------------------------------------------------------------------------------

    def _line(self, job: FetchJob) -> SourceLine:
        """The line of the source that a request was made for."""
        key = job.key.partition(" ")[0]
        for kind in ("feed", "sitemap", "page"):
            if (kind, key) in self._lines:
                return self._lines[kind, key]
        return SourceLine(kind=job.kind, key=key, name=key, status="unchanged")  # no longer in the config

    def _learned(self, result: Result, hosts: Hosts) -> StateChanges:
        """What a request showed of its hosts."""
        changes = StateChanges(known=[("robots", origin, dump(rules)) for origin, rules in result.rules.items()])
        if result.response is not None:
            host = FetchJob(kind="", key="", url=result.response.url).host
            if hosts.wait(host):
                changes.known.append(("host", host, {"until": hosts.held[host]}))
        return changes

    def _count(self, changes: StateChanges) -> None:
        self.run.files += list(changes.files)


def _validators(known: FetchedSource | LinkedPage | None) -> Mapping[str, str]:
    """What the server gave, word for word."""
    if known is None:
        return {}
    found = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in found.items() if value}
