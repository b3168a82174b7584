"""What the files of an edition are called, and what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from briefing.shape import MOST_DAYS

Format = Literal["html", "pdf", "txt", "eml", "epub", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)
USUAL: tuple[Format, ...] = ("html", "pdf", "txt", "eml")  # what is made where nothing else is asked for
RESERVED = frozenset({*USUAL, "json"})  # endings of brief.* that no renderer of a user can have
ENDING = "[a-z0-9]{1,10}"  # of a file that a renderer of a user makes
EXPECTED_ENDING = "an ending of small letters and digits that is none of " + ", ".join(sorted(RESERVED))


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsOptions:
    """What is kept of texts that are their publishers'."""

    keep_texts_days: int | None = field(
        default=None,
        metadata={
            "doc": "days after which `build` takes the whole texts of sources out of old editions; what they print and "
            "cite stays (docs/library.md); null: never",
            "least": 1,
            "most": MOST_DAYS,
        },
    )
