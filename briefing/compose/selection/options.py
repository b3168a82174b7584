"""What a user can set about the choice of passages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectOptions:
    """What selection obeys beside the section rules."""

    summarizer_share: float = field(
        default=0.7,
        metadata={
            "doc": "how much the summarizer's order counts beside the section's score when passages are ranked",
            "least": 0.0,
            "most": 1.0,
        },
    )
    second_choice_least: float = field(
        default=0.4,
        metadata={
            "doc": "least score for the section that fits second best, where print_if of the best excludes a passage",
            "was": ("second",),
            "least": 0.0,
            "most": 1.0,
        },
    )
    rivals: int = field(
        default=5, metadata={"doc": "rivals that explain.json keeps for each statement", "least": 0, "most": 50}
    )
    extend: bool = field(
        default=True,
        metadata={
            "doc": "a statement is extended by sentences that depend on it, and by what its speaker says next to it",
            "was": ("go_on",),
        },
    )
    max_words: int = field(
        default=80,
        metadata={
            "doc": "words of a statement at most, once it is extended by what its speaker says next to it",
            "least": 1,
            "was": ("longest",),
        },
    )
