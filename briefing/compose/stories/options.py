"""What a user can set about stories: which articles count, what is a copy, what is one story, which come first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.plugins import OPTION as PLUGIN
from briefing.shape import MOST_DAYS

Granularity = Literal["event", "story", "running-story"]


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """Which articles count for the day."""

    days: int = field(
        default=2,
        metadata={
            "doc": "articles of the day and of so many days before it count; older ones are background",
            "least": 0,
            "most": MOST_DAYS,
        },
    )
    undated: Literal["with-their-story", "only-in-the-folder-of-the-day"] = field(
        default="with-their-story", metadata={"doc": "where files without a date count"}
    )


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """When an article counts as a copy of another."""

    min_share: float = field(
        default=0.4,
        metadata={
            "doc": "share of the shorter text that must stand in the longer one, for it to be a copy",
            "least": 0.2,
            "most": 1.0,
            "was": ("share",),
        },
    )


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """What one story is."""

    clusterer: Literal["average-linkage"] | str = field(
        default="average-linkage",
        metadata={
            "doc": "how articles are grouped into stories: average-linkage, or package.module:function "
            "(docs/add-a-clusterer.md)",
            **PLUGIN,
        },
    )
    granularity: Granularity = field(
        default="story",
        metadata={
            "doc": "what one story is: a single event, an event with what follows in the next days, or a running story"
        },
    )
    max_days_apart: int | None = field(
        default=None,
        metadata={
            "doc": "articles further apart than so many days are never compared; null: their dates only count less",
            "was": ("days",),
            "least": 0,
            "most": 3650,
        },
    )


@dataclass(frozen=True, slots=True)
class TopicRule:
    """Stories in which one of the words stands. A word may be several ("interest rate"); case does not matter."""

    words: tuple[str, ...] = field(metadata={"doc": "words or phrases, one of which stands in a title or early text"})
    weight: float = field(
        default=1.0,
        metadata={"doc": "more than 1 moves such stories up, less moves them down", "least": 0, "most": 100},
    )
    always: bool = field(default=False, metadata={"doc": "such stories come first, whatever else they weigh"})
    never: bool = field(default=False, metadata={"doc": "such stories are left out"})


@dataclass(frozen=True, slots=True)
class OrderOptions:
    """Which stories come first."""

    outlets: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"doc": "weight of outlets, by name or site (1 if not said)", "least": 0, "most": 100},
    )
    topics: tuple[TopicRule, ...] = field(default=(), metadata={"doc": "what matters more, less, always or never"})
    opinion: float = field(
        default=0.5, metadata={"doc": "weight of stories that only opinion pieces report", "least": 0, "most": 1}
    )
    half_life_days: float = field(
        default=2.0,
        metadata={
            "doc": "days after which a story counts half as fresh",
            "least": 0.1,
            "most": 365,
            "was": ("half_life",),
        },
    )
