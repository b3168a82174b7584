"""What the pages of the series are given: since the edition before, a story through its days, the feeds."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime

from briefing.desk.bench import View
from briefing.desk.desk import Desk
from briefing.desk.pages_of import Values, of_view
from briefing.desk.views.series_rows import Sources, corrected, day_rows, since_rows
from briefing.editions import through
from briefing.editions.through import DayTold
from briefing.intake.overview import Known, overview
from briefing.model import Edition
from briefing.publish.page.labels import long_date, moment, short_date, zone
from briefing.reports.changes import ORDER
from briefing.storage.fetched import seen


def since(desk: Desk, view: View) -> Values:
    """What is new, what changed and what ended since the edition before."""
    sources = Sources(view, view.edition.labels)
    rows = since_rows(view, sources)
    before = view.before[0].day if view.before else None
    return {
        **of_view(view),
        "here": "since",
        "before": before,
        "long_before": long_date(before, view.edition.language) if before else "",
        "groups": [(state, rows[state]) for state in ORDER if rows[state]],
        "corrections": corrected(view, sources),
        "labels": view.edition.labels,
    }


def days(desk: Desk, view: View, name: str) -> Values | None:
    """A story through the editions that told it; None where the day has no such story."""
    start = _start(desk, view, name)
    if start is None:
        return None
    out = desk.project.folder / "out"
    told = through.through(out, start)
    known = {**{one.day: one.edition for one in view.before}, **{one.edition.date: one.edition for one in told}}

    def earlier(day: str) -> Edition | None:
        if day not in known and (found := through.printed(out, day)) is not None:
            known[day] = found
        return known.get(day)

    language = view.edition.language
    rows = day_rows(told, Sources(view, view.edition.labels), earlier)
    return {
        **of_view(view),
        "headline": rows[0].headline,
        "rows": [(row, long_date(row.day, language)) for row in rows],
    }


def _start(desk: Desk, view: View, name: str) -> DayTold | None:
    """The story as the desk has it; of another day, as it was printed."""
    here = through.story_in(view.edition, name)
    if here is not None:
        return DayTold(view.edition, here)
    edition = through.printed(desk.project.folder / "out", view.day.isoformat())
    story = through.story_in(edition, name) if edition is not None else None
    return DayTold(edition, story) if edition is not None and story is not None else None


def feeds(desk: Desk) -> Values:
    """Every source of the intake: when it answered last, what it brought, since when it is silent, what failed."""
    project = desk.bench(desk.day).view().project
    config = project.config
    with seen(project.state, project.folder) as state:
        known = overview(config.intake, state, time.time())
    order = {"failing": 0, "gone": 1, "silent": 2, "never asked": 3, "well": 4}
    known.sort(key=lambda one: order[one.standing])
    return {"here": "library", "feeds": [_feed(one, config.language, config.time_zone) for one in known]}


def _feed(one: Known, language: str, time_zone: str) -> Mapping[str, object]:
    def at(seconds: float | None) -> str:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0).isoformat() if seconds else ""

    where = zone(time_zone)
    return {
        "row": one,
        "standing": "standing_" + one.standing.replace(" ", "_"),
        "answered": moment(at(one.answered), language, where) if one.answered else "",
        "fresh": short_date(at(one.fresh), language, where) if one.fresh else "",
    }
