"""What a user can set about the list of editions and the feed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesOptions:
    """The pages that stand beside the editions."""

    listed: int = field(
        default=62,
        metadata={
            "doc": "newest editions that out/index.html lists with their headlines; older ones with one",
            "least": 1,
        },
    )
    feed: int = field(default=30, metadata={"doc": "newest editions in out/feed.xml", "least": 1, "most": 1000})
    address: str | None = field(
        default=None,
        metadata={
            "doc": "the address at which out/ is read (https://news.example.org/briefs/), for the feed alone; null: "
            "its links are relative",
            "pattern": "https?://[^\\s<>\"']+",
            "expected": "an address such as https://news.example.org/briefs/",
        },
    )
