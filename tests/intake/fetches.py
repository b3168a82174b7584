"""A run of the intake in a folder, with a clock that the test sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from briefing.intake.fetching.fetch import Fetch
from briefing.intake.options import IntakeOptions
from briefing.intake.report import FetchRun, SourceLine
from briefing.intake.web.addresses import resolved
from briefing.intake.web.client import Web, user_agent
from briefing.intake.web.connection import AnswerBounds, connected, trusted
from briefing.shape import load
from briefing.storage.fetched import fetched

DAY = date(2026, 3, 3)
NOW = 1772521200.0  # 2026-03-03 07:00 UTC
HOUR = 3600.0


@dataclass
class Desk:
    """A project's folder. seconds, bytes: bounds of an answer."""

    folder: Path
    seconds: float = 60.0
    bytes: int = 20 << 20
    resolve: Any = resolved
    connect: Any = connected
    asked: list[str] = field(default_factory=list)

    def fetch(self, now: float = NOW, day: date = DAY, authority: Path | None = None, **options: Any) -> FetchRun:
        given = {"allow_private": True, "contact": "desk@example.org", "pause": 0.0, **options}
        settings = load(IntakeOptions, given)
        web = Web(
            agent=user_agent(settings.contact), bounds=AnswerBounds(self.bytes, self.seconds), tls=trusted(authority),
            pause=settings.pause, allow_private=settings.allow_private, resolve=self.resolve, connect=self.connect,
            counted=self.asked.append,
        )  # fmt: skip
        with fetched(self.folder / "state", self.folder, lambda: None) as state:
            return Fetch(
                options=settings, state=state, web=web, day=day, into=f"sources/{day}/", now=now
            ).all()  # fmt: skip

    def files(self, hidden: bool = False) -> list[Path]:
        found = sorted((self.folder / "sources").rglob("*.warc"))
        return [file for file in found if file.name.startswith(".") == hidden]


def only(run: FetchRun) -> SourceLine:
    (line,) = run.lines
    return line
