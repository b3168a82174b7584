"""Which sources bring nothing: for the table of `fetch`, and for the edition's foot by a file beside the sources."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from briefing.intake.options import IntakeOptions
from briefing.intake.state import FetchedSource, StateStore
from briefing.shape import ShapeError, dump, load

FILE = ".health.json"  # hidden, so that it is not read as a source
DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Quiet:
    """A source that brings nothing. name; since: the day of the last new thing; words: why, "" where it answers."""

    name: str
    since: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the sources after a run. feeds: how many there are; silent: those that answer without anything new;
    failing: those that do not answer."""

    feeds: int = 0
    silent: tuple[Quiet, ...] = ()
    failing: tuple[Quiet, ...] = ()


def health(options: IntakeOptions, state: StateStore, now: float, zone: tzinfo) -> Health:
    """What is known of the feeds and sitemaps of the config."""
    silent, failing = [], []
    named = [("feed", feed.url, feed.name) for feed in options.every_feed]
    named += [("sitemap", url, None) for url in options.sitemaps]
    for kind, url, name in named:
        data = state.get(kind, url)
        if not data:
            continue
        source = load(FetchedSource, data)
        last = source.fresh or source.first
        quiet = Quiet(name or _short(url), datetime.fromtimestamp(last, zone).date().isoformat(), source.words)
        if source.failures or source.gone:
            failing.append(quiet)
        elif now - last >= options.silent_days * DAY:
            silent.append(quiet)
    return Health(len(named), tuple(silent), tuple(failing))


def _short(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def as_file(found: Health) -> bytes:
    return (json.dumps(dump(found), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def of_file(data: bytes) -> Health:
    """What the file says; nothing where it cannot be read."""
    try:
        return load(Health, json.loads(data))
    except (ValueError, ShapeError, RecursionError):
        return Health()


def sentences(found: Health) -> list[str]:
    """For the terminal, in English."""
    lines = []
    if found.silent:
        since = max(quiet.since for quiet in found.silent)
        names = ", ".join(quiet.name for quiet in found.silent)
        lines.append(f"{len(found.silent)} of {found.feeds} feeds silent since {_weekday(since)}: {names}")
    if found.failing:
        names = ", ".join(f"{quiet.name} ({quiet.words})" if quiet.words else quiet.name for quiet in found.failing)
        lines.append(f"{len(found.failing)} of {found.feeds} feeds not to be had: {names}")
    return lines


def _weekday(iso: str) -> str:
    return f"{date.fromisoformat(iso):%A} {iso}"
