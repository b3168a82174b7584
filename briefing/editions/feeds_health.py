"""What an edition's foot says of feeds that bring nothing, by what `briefing fetch` left beside what it received."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from briefing.config import Project
from briefing.intake.health import FILE, Quiet, of_file
from briefing.model import FEEDS, Warned
from briefing.publish import page
from briefing.publish.page.labels import long_date

PHRASES = Path(page.__file__).parent / "health.toml"


def of_day(project: Project, day: date) -> tuple[Warned, ...]:
    """In the edition's language; nothing where nothing was fetched for the day, or all feeds bring something."""
    folder = project.folder / project.config.intake.into.replace("{date}", day.isoformat())
    try:
        found = of_file((folder / FILE).read_bytes())
    except OSError:
        return ()
    phrases = _phrases().get(project.config.language) or _phrases()["en"]
    made = []
    for phrase, feeds in ((phrases["silent"], found.silent), (phrases["failing"], found.failing)):
        if feeds:
            made.append(Warned(FEEDS, _filled(phrase, feeds, found.feeds, project.config.language)))
    return tuple(made)


def _filled(phrase: str, feeds: tuple[Quiet, ...], total: int, language: str) -> str:
    words = {
        "n": str(len(feeds)),
        "total": str(total),
        "day": long_date(max(feed.since for feed in feeds), language),
        "names": ", ".join(" ".join(feed.name.split()) for feed in feeds),
    }
    for name, value in words.items():
        phrase = phrase.replace(f"{{{name}}}", value)
    return phrase


@cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads(PHRASES.read_text("utf-8"))
