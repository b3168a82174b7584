"""What a run of the intake did, source by source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["new", "unchanged", "not due", "failed", "refused", "gone", "held", "would fetch"]


@dataclass(slots=True, kw_only=True)
class SourceLine:
    """One source. kind: feed, sitemap, page, mailbox or folder; http: the last status; items: listed; new: of these not
    received before; pages: articles fetched; due: when it may be asked again (seconds since 1970)."""

    kind: str
    key: str
    name: str
    status: Status
    http: int | None = None
    items: int = 0
    new: int = 0
    pages: int = 0
    due: float | None = None
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FetchRun:
    """A whole run: its lines, and the files written, by their paths below the project's folder."""

    lines: list[SourceLine] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    requests: int = 0

    @property
    def all_failed(self) -> bool:
        """Whether something was tried and nothing answered."""
        tried = [line for line in self.lines if line.status not in ("not due", "gone", "held")]
        return bool(tried) and all(line.status in ("failed", "refused") for line in tried)
