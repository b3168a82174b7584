"""Every source of the intake as the state knows it: when it answered last, what it brought, since when it is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.intake.options import IntakeOptions
from briefing.intake.report import SourceLine
from briefing.intake.state import FetchedSource, StateChanges, StateStore
from briefing.shape import dump, load

Standing = Literal["well", "silent", "failing", "gone", "never asked"]
DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A source of the config. Times in seconds since 1970: answered: the last good answer; fresh: when something new
    came last, or the source was first asked. items: known of it; pages: articles fetched; words: of the last fault."""

    kind: str
    name: str
    address: str
    standing: Standing
    answered: float | None = None
    fresh: float | None = None
    items: int = 0
    pages: int = 0
    words: str = ""


def overview(options: IntakeOptions, state: StateStore, now: float) -> list[Known]:
    """All sources that the config names, in its order, from what earlier runs left. No connection is opened."""
    pages = Counter(
        str(page.get("source", "")).partition(" ")[0] for page in state.every("article").values() if page.get("path")
    )
    return [_known(one, pages, options.silent_days * DAY, state, now) for one in _sources(options)]


def _sources(options: IntakeOptions) -> Iterator[tuple[str, str, str]]:
    """(kind, key, name), the keys as the state has them."""
    yield from (("feed", feed.url, feed.name or feed.url) for feed in options.every_feed)
    yield from (("sitemap", url, url) for url in options.sitemaps)
    yield from (("page", url, url) for url in options.pages)
    yield from (("mailbox", box.key, f"{box.user}: {box.folder}") for box in options.mailboxes)
    yield from (("folder", folder, folder) for folder in options.folders)


_ITEMS = {"feed": "item", "mailbox": "mail", "folder": "file"}  # under which their items are kept, by their keys


def _known(source_of: tuple[str, str, str], pages: Counter[str], silent: float, state: StateStore, now: float) -> Known:
    """source_of: (kind, key, name); silent: seconds without anything new."""
    kind, key, name = source_of
    data = state.get(kind, key)
    items = len(state.every(f"{_ITEMS[kind]} {key}")) if kind in _ITEMS else pages[key] if kind == "sitemap" else 0
    if not data:
        standing: Standing = "well" if items else "never asked"
        return Known(kind=kind, name=name, address=key, standing=standing, items=items)
    source = load(FetchedSource, data)
    last = source.fresh or source.first
    return Known(
        kind=kind,
        name=name,
        address=key,
        standing=_standing(source, kind, now - last >= silent),
        answered=source.answered,
        fresh=last or None,
        items=items,
        pages=pages[key],
        words=source.words,
    )


def _standing(source: FetchedSource, kind: str, quiet: bool) -> Standing:
    if source.gone:
        return "gone"
    if source.failures:
        return "failing"
    return "silent" if quiet and kind in ("feed", "sitemap") else "well"


def noted(line: SourceLine, state: StateStore, now: float) -> StateChanges:
    """What a visit to a mailbox or a folder leaves for the overview."""
    data = state.get(line.kind, line.key)
    known = load(FetchedSource, data) if data else FetchedSource(url=line.key, first=now)
    failed = line.status == "failed"
    made = FetchedSource(
        url=line.key,
        asked=now,
        failures=known.failures + 1 if failed else 0,
        answered=known.answered if failed else now,
        fresh=now if line.new else known.fresh,
        first=known.first,
        words=line.words[0] if failed and line.words else "",
    )
    return StateChanges(known=[(line.kind, line.key, dump(made))])
