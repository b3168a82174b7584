"""The months of a series → index.html, feed.xml and the pages that lead from an edition to its neighbours.

An edition is the same whatever comes after it, so it cannot name the next one. Its links lead to pages of its own
folder that never change (`earlier.html`, `later.html`, `editions.html`); these lead on to `series/earlier-DATE.html`
and `series/later-DATE.html`, which are made anew with each edition.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from briefing import __version__
from briefing.files import packaged
from briefing.publish import bounded
from briefing.publish.page.labels import direction, labels, long_date, month_name, short_date, zone
from briefing.publish.page.options import PageOptions
from briefing.publish.page.render import bounds, encoded, styled
from briefing.publish.page.templating import sandbox
from briefing.publish.series.catalogue import FOLDER, Month, SeriesEntry, months
from briefing.publish.series.marks import PutRightLater, marks
from briefing.publish.series.options import SeriesOptions

WAYS = ("earlier", "later", "editions")  # from an edition; each is a page in its folder
_LABEL = {"editions": "all_editions"}
_IDS = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # the namespace of addresses, RFC 9562


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDesign:
    """How what stands beside the editions looks. templates: the user's own."""

    title: str
    language: str
    time_zone: str = "UTC"
    page: PageOptions = field(default_factory=PageOptions)
    series: SeriesOptions = field(default_factory=SeriesOptions)
    templates: Path | None = None


def beside(out: Path, design: SeriesDesign, *, anew: str = "") -> dict[str, bytes]:
    """All that stands beside the editions in `out`, by names relative to it. A user's own templates run in a process of
    their own, under the bounds of the pages. anew: as of `months`. Raises RenderError."""
    return beside_months(months(out, anew=anew), design)


def beside_months(found: Sequence[Month], design: SeriesDesign) -> dict[str, bytes]:
    """The same of months that were read before."""
    if design.templates is None:
        files = pages(found, design)
    else:
        light = [Month(month.name, month.entries, b"") for month in found]
        files = bounded.run(bounds(design.page, "the list of editions"), pages, light, design)
    return {**files, **{f"{FOLDER}/{month.name}.js": month.script for month in found}}


def pages(found: Sequence[Month], design: SeriesDesign) -> dict[str, bytes]:
    """index.html, feed.xml and the pages between editions."""
    return _Pages(found, design).files()


def ways(name: str, words: Mapping[str, str], language: str) -> dict[str, bytes]:
    """The pages of an edition's folder that lead to its neighbours and to the list; the same whatever comes later.
    name: of the folder."""
    to = {
        "earlier": f"../{FOLDER}/earlier-{name}.html",
        "later": f"../{FOLDER}/later-{name}.html",
        "editions": f"../index.html#d{name}",
    }
    titles = {way: words[_LABEL.get(way, way)] for way in WAYS}
    return {f"{way}.html": _way(titles[way], to[way], titles[way], language) for way in WAYS}


def _way(title: str, href: str, says: str, language: str, stays: bool = False) -> bytes:
    """A page that leads on at once, or stays and says why it does not."""
    values: dict[str, Any] = {
        "title": title,
        "href": href,
        "says": says,
        "stays": stays,
        "language": language,
        "direction": direction(language),
        "fonts": (),
    }
    values |= styled("source.css", values, None)
    return encoded(sandbox.render("way.html.j2", values))


class _Pages:
    """The pages of one series."""

    def __init__(self, found: Sequence[Month], design: SeriesDesign) -> None:
        self.months, self.design = found, design
        self.language = design.language
        self.words = labels(design.language)
        self.entries = [entry for month in found for entry in month.entries]
        self.marks = marks(self.entries)

    def files(self) -> dict[str, bytes]:
        files = {"index.html": self.index(), "feed.xml": self.feed()}
        for newer, entry, older in zip([None, *self.entries], self.entries, [*self.entries[1:], None], strict=False):
            files[f"{FOLDER}/earlier-{entry.name}.html"] = self.neighbour(older, "earlier", entry)
            files[f"{FOLDER}/later-{entry.name}.html"] = self.neighbour(newer, "later", entry)
        return files

    # -- the list

    def index(self) -> bytes:
        script = "\n" + (packaged("templates") / "search.js").read_text("utf-8").strip() + "\n"
        newest = self.design.series.listed
        shown = {entry.name for entry in self.entries[:newest]}
        values: dict[str, Any] = {
            **self.values,
            "months": [
                {
                    "id": month.name,
                    "name": month_name(month.name, self.language),
                    "editions": [self.listed(entry, entry.name in shown) for entry in month.entries],
                }
                for month in self.months
                if month.entries
            ],
            "editions": [self.listed(entry, True) for entry in self.entries],
            "script": sandbox.trusted(script),
            "script_hash": _hash(script),
        }
        values |= styled("source.css", values, self.design.templates)
        return encoded(sandbox.render("index.html.j2", values, self.design.templates))

    @cached_property
    def values(self) -> dict[str, Any]:
        return {
            "title": self.design.title,
            "labels": self.words,
            "language": self.language,
            "direction": direction(self.language),
            "fonts": (),
        }

    def listed(self, entry: SeriesEntry, whole: bool) -> dict[str, Any]:
        """An edition as the list shows it; whole: with all its headlines."""
        marked = self.marks.stories(entry)
        return {
            "date": entry.name,
            "day": self.day(entry),
            "title": entry.title,
            "number": entry.number,
            "language": entry.language,
            "headlines": [headline for _, headline in entry.stories],
            "stories": [
                {"id": story, "headline": headline, "put_right": self.put_right(marked.get(place))}
                for place, (story, headline) in enumerate(entry.stories)
            ],
            "files": list(entry.files),
            "page": entry.page,
            "whole": whole,
        }

    def put_right(self, later: PutRightLater | None) -> dict[str, str] | None:
        """That something was put right later: in which words, and where it is read."""
        if later is None:
            return None
        words, page = self.words, later.by.page
        day = short_date(later.by.last, self.language)
        return {
            "says": words["put_right_on"].replace("{n}", day),
            "why": words.get(later.why.replace(" ", "_"), later.why),
            "href": f"{later.by.name}/{page}" + ("#corrections" if page == "brief.html" else "") if page else "",
        }

    def day(self, entry: SeriesEntry) -> str:
        last = long_date(entry.last, self.language)
        return last if entry.first == entry.last else f"{long_date(entry.first, self.language)} – {last}"

    # -- from one edition to the next

    def neighbour(self, other: SeriesEntry | None, way: str, entry: SeriesEntry) -> bytes:
        """The page that leads to another edition; to the list where there is none, or none that can be read."""
        if other is not None and other.page:
            return _way(self.words[way], f"../{other.name}/{other.page}", self.day(other), self.language)
        home = f"../index.html#d{(other or entry).name}"
        if other is not None:
            return _way(self.words[way], home, self.day(other), self.language)
        return _way(self.words[f"none_{way}"], home, self.words["editions"], self.language, stays=True)

    # -- the feed

    def feed(self) -> bytes:
        design = self.design
        base = design.series.address or ""
        values: dict[str, Any] = {
            **self.values,
            "base": base if not base or base.endswith("/") else f"{base}/",
            "id": _urn(design.title),
            "generator": f"briefing {__version__}",
            "updated": self.moment(self.entries[0]) if self.entries else "1970-01-01T00:00:00+00:00",
            "entries": [
                {
                    **self.listed(entry, True),
                    "id": _urn(f"{design.title} {entry.name}"),
                    "updated": self.moment(self.marks.newest(entry)),
                    "glance": [words for _, words in entry.glance],
                    "told": [
                        {"text": words, "put_right": self.put_right(self.marks.statement(entry, name))}
                        for name, words in entry.glance
                    ],
                }
                for entry in self.entries[: design.series.feed]
            ],
        }
        return encoded(sandbox.render("feed.xml.j2", values, design.templates))

    def moment(self, entry: SeriesEntry) -> str:
        """The moment that an edition is dated: its day at the configured hour."""
        day = datetime.fromisoformat(entry.last)
        return day.replace(hour=self.design.page.hour, tzinfo=zone(self.design.time_zone)).isoformat()


def _urn(name: str) -> str:
    """A name that stays the same wherever the series stands."""
    return uuid.uuid5(_IDS, f"briefing:{name}".encode("utf-8", "replace").decode()).urn


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
