"""What was remembered by a clock that ran ahead: it must not hold anything up until the clock comes there again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefing.intake.state import FetchedSource, LinkedPage, Plain, StateChanges, StateStore
from briefing.intake.timing import HOUR, ROBOTS, WEEK, settled
from briefing.shape import dump, load

Mended = Plain | None  # None: to be forgotten


def set_right(state: StateStore, now: float) -> None:
    """What was asked or seen in the future was asked or seen just now; what is put off further than anything can be
    counts as put off no more. Stored together."""
    changes = StateChanges()
    for kind, mend in _KINDS.items():
        for key, data in state.every(kind).items():
            mended = mend(data, now) if data else data
            if mended is None:
                changes.forgotten.append((kind, key))
            elif mended != data:
                changes.known.append((kind, key, mended))
    if changes.known or changes.forgotten:
        state.commit(changes)


def _source(data: Plain, now: float) -> Mended:
    source = load(FetchedSource, data)
    if source.asked <= now:
        return data
    mended = replace(
        source,
        asked=now,
        due=min(settled(source.asked, source.due, now), now + WEEK),
        first=min(source.first, now),
        answered=None if source.answered is None else min(source.answered, now),
        fresh=None if source.fresh is None else min(source.fresh, now),
    )
    return _plain(mended)


def _page(data: Plain, now: float) -> Mended:
    page = load(LinkedPage, data)
    if page.since <= now and page.due <= now + WEEK:
        return data
    return _plain(replace(page, since=min(page.since, now), due=min(page.due, now)))


def _plain(found: FetchedSource | LinkedPage) -> Plain:
    plain: Plain = dump(found)
    return plain


def _until(longest: float) -> Callable[[Plain, float], Mended]:
    return lambda data, now: data if float(data.get("until", 0.0)) <= now + longest + HOUR else None


_KINDS: Mapping[str, Callable[[Plain, float], Mended]] = {
    "feed": _source,
    "sitemap": _source,
    "page": _source,
    "article": _page,
    "host": _until(WEEK),
    "robots": _until(ROBOTS),
}
