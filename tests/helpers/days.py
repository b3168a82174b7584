"""Editions of consecutive days for tests: articles laid into a folder, built, and written beside each other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from briefing import pipeline
from briefing.config import Config, Project
from briefing.editions import earlier
from briefing.editions.outputs import render
from briefing.model import Edition
from briefing.publish import folder

Paper = Mapping[str, Any]


def paper(title: str, text: str, published: str, publisher: str = "Orle Courier", **more: str) -> Paper:
    """An article as a file of one record. published: a day, or a moment."""
    return {"title": title, "text": text, "published": published, "publisher": publisher, **more}


class Days:
    """A folder with sources/ and out/, in which one day's edition is built after the other."""

    def __init__(self, home: Path, config: Config | None = None) -> None:
        self.home, self.config = home, config or Config()
        (home / "sources").mkdir()

    @property
    def out(self) -> Path:
        return self.home / "out"

    def build(
        self, day: str, papers: Mapping[str, Paper] | None = None, gone: Sequence[str] = (), **how: str
    ) -> Edition:
        """Lays the files and builds the day. how: since, as in the config; under, a folder of sources."""
        config = replace(self.config, since=how.get("since", self.config.since))
        under = self.home / "sources" / how.get("under", "")
        under.mkdir(exist_ok=True)
        for name, data in (papers or {}).items():
            (under / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name in gone:
            (under / f"{name}.json").unlink()
        before = earlier.before(self.out, date.fromisoformat(day), config.since)
        found = list(pipeline.read([under], self.home, config.reading))
        edition = pipeline.build(found, config, date.fromisoformat(day), before=pipeline.Before(before.editions))
        folder.exchange(self.out, day, render(edition, Project(config, self.home, None), ("txt", "html")))
        return edition


def printed(edition: Edition) -> list[str]:
    """The texts of all statements of sections, in the order of print."""
    return [s.text for story in edition.stories for section in story.sections for s in section.statements]


def states(edition: Edition) -> dict[str, str | None]:
    """Headline → how the story stands against the editions before, stories in a line included."""
    found: dict[str, str | None] = {one.headline: one.since for one in edition.stories}
    return {**found, **{one.headline: one.since for one in edition.also}}
