"""What a user can set about the length of an edition."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthOptions:
    """How much an edition prints."""

    statements: int = field(default=30, metadata={"doc": "statements in all", "least": 1})
    stories: int = field(default=8, metadata={"doc": "stories in full; the others stand in one line each", "least": 1})
    also: int = field(
        default=40, metadata={"doc": "stories named in one line each; those after them are counted", "least": 0}
    )
    words: int | None = field(default=None, metadata={"doc": "words in all; null: no limit", "least": 1})
    words_per_story: int | None = field(default=None, metadata={"doc": "words of a story; null: no limit", "least": 1})
    sentences: int | None = field(default=None, metadata={"doc": "sentences in all; null: no limit", "least": 1})
    sentences_per_story: int | None = field(
        default=None, metadata={"doc": "sentences of a story; null: no limit", "least": 1}
    )
    words_per_source: int | None = field(
        default=None, metadata={"doc": "words quoted from one source at most; null: no limit", "least": 1}
    )
    not_known: int = field(
        default=3, metadata={"doc": "statements of a story on what is not known, at most", "least": 0, "most": 20}
    )
    timeline: int = field(
        default=6, metadata={"doc": "lines of a story's timeline, at most; 0: none", "least": 0, "most": 40}
    )
    ahead: int = field(
        default=5,
        metadata={
            "doc": "sentences on days to come that the first page names, at most; 0: none",
            "least": 0,
            "most": 12,
        },
    )
    disagreements: int = field(default=3, metadata={"doc": "disagreements of a story, at most", "least": 0, "most": 20})
    at_a_glance: int = field(
        default=5, metadata={"doc": "statements at a glance, at most", "least": 3, "most": 5, "was": ("glance",)}
    )
