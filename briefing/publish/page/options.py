"""What a user can set about the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How the outputs look, and the bounds of making them."""

    size: Literal["A4", "Letter", "tablet"] = field(default="A4", metadata={"doc": "the PDF's page"})
    hour: int = field(default=6, metadata={"doc": "the hour of the day that the PDF is dated", "least": 0, "most": 23})
    notes: Literal["short", "full"] = field(
        default="short",
        metadata={"doc": "source notes in print: short: two lines each; full: with the passages, as on the page"},
    )
    pictures: Literal["auto", "none"] = field(
        default="auto", metadata={"doc": "small pictures of three values or more (a timeline to scale, …), or none"}
    )
    attach: Literal["brief", "texts"] = field(
        default="brief",
        metadata={"doc": "what the PDF carries: brief.json alone, or the cited texts too (they are their publishers')"},
    )
    seconds: int = field(
        default=300, metadata={"doc": "processor seconds that rendering one output may take", "least": 1}
    )
    megabytes: int = field(default=4000, metadata={"doc": "memory that rendering one output may take", "least": 200})
