"""Sections are data: the vocabulary that config.yaml writes them in, and the three that come with the program.

A sentence's score for a section is the logistic function of a sum: `base`, plus each feature's weight times its value
(0..1), plus the weight of each cue that occurs. A sentence that the filters `where`, `with_words`, `without_words`
turn away has no score. The share `scorer` of the sum is the trained scorer's (scorer.py). Sections compete: a sentence
belongs to the section that scores it highest. Among what belongs to a section, `prefer` and the summarizer say what is
printed first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.trained import SECTIONS
from briefing.shape import ShapeError

_NAMES = tuple(FEATURES)


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One section, as config.yaml writes it; nothing else decides what is printed under it."""

    id: str = field(metadata={"doc": "a short name, used in brief.json and in links", "pattern": "[a-z][a-z0-9-]*"})
    title: str | None = field(
        default=None, metadata={"doc": "the printed heading; null: the label of this id in the edition's language"}
    )
    base: float = field(default=0.0, metadata={"doc": "points that every sentence starts with"})
    weights: Mapping[str, float] = field(
        default_factory=dict, metadata={"doc": "feature: points for its full value", "keys": _NAMES}
    )
    cues: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"doc": 'word or phrase: points where it occurs; * is any letters within a word ("confirm*")'},
    )
    scorer: float = field(
        default=0.0,
        metadata={
            "doc": "share of the trained scorer in the sum, for the ids decision, reactions and context alone; "
            "0: this rule's own points, 1: the scorer instead of them, 0.5: half of each",
            "least": 0.0,
            "most": 1.0,
        },
    )
    prefer: Mapping[str, float] = field(
        default_factory=dict,
        metadata={
            "doc": "feature: points when what belongs to the section is ranked",
            "keys": _NAMES,
        },
    )
    earlier_names: float = field(
        default=0.0,
        metadata={
            "doc": "points, in that ranking, for holding names that earlier sections print",
            "was": ("explains",),
        },
    )
    where: Mapping[str, bool] = field(
        default_factory=dict,
        metadata={
            "doc": "feature: true, only sentences that have it (at least one half); false, only others",
            "keys": _NAMES,
        },
    )
    print_if: Mapping[str, bool] = field(
        default_factory=dict,
        metadata={
            "doc": "as `where`, of a whole passage and for printing only: what does not fit still belongs here",
            "keys": _NAMES,
        },
    )
    with_words: tuple[str, ...] = field(
        default=(), metadata={"doc": "only sentences that hold one of these words or phrases (* as in cues)"}
    )
    without_words: tuple[str, ...] = field(
        default=(), metadata={"doc": "only sentences that hold none of these words or phrases"}
    )
    min_score: float = field(
        default=0.5,
        metadata={"doc": "least score that is good enough to print", "least": 0.0, "most": 1.0, "was": ("least",)},
    )
    order: Literal["score", "place", "time", "speaker"] = field(
        default="place",
        metadata={
            "doc": "score: best first; place: as a reader meets them, the story's leading article first; "
            "time: by the day a statement names; speaker: by the name of the speaker"
        },
    )
    group_by: Literal["none", "speaker", "country"] = field(
        default="none",
        metadata={"doc": "speaker, country: statements of one stand together under its name"},
    )
    summarizer: str = field(
        default="coverage",
        metadata={"doc": "who ranks what the rule admits: a name, package.module:function, or score"},
    )
    statements: int = field(default=5, metadata={"doc": "statements at most", "least": 1})
    words: int | None = field(default=None, metadata={"doc": "words at most; null: no limit", "least": 1})
    per_speaker: int | None = field(
        default=None, metadata={"doc": "statements of one speaker at most; null: no limit", "least": 1}
    )
    min_statements: int = field(
        default=1, metadata={"doc": "fewer than so many are too few", "least": 1, "was": ("fewest",)}
    )
    if_too_few: Literal["note", "lead", "hide"] = field(
        default="hide",
        metadata={
            "doc": "where too few fit. note: the section says so; lead: it says so in the leading story, there is no "
            "section in the others; hide: no section",
            "was": ("too_little",),
        },
    )

    def __post_init__(self) -> None:
        if self.scorer and self.id not in SECTIONS:
            expected = "0: the scorer was trained for the ids " + ", ".join(SECTIONS) + " alone"
            raise ShapeError(("scorer",), self.scorer, expected)


DECISION = SectionRule(
    id="decision",
    base=-2.2,
    weights={
        "title": 1.4, "early": 2.0, "lead": 1.4, "cold_open": -2.5, "second": 0.2, "main_event": 1.2, "action": 0.8,
        "harm": 0.8, "confirmation": 0.6, "date_on": 0.5, "attributed": 0.2, "said": 0.2, "late": -0.8, "quoted": -0.8,
        "direct": -0.8, "evaluation": -0.5, "expectation": -0.4, "date_before": -0.9, "background": -0.8,
        "anecdote": -0.8, "question": -1.0, "records": -0.4, "we": -0.4,
    },
    prefer={
        "main_event": 1.0, "freshness": 0.4, "names": 0.3, "early": 0.3, "date_on": 0.2, "confirmation": 0.4,
        "refusal": -0.6, "aside": -0.8,
    },
    print_if={"refusal": False, "question": False},
    min_score=0.6,
    order="score",
    statements=4,
    per_speaker=None,
    if_too_few="lead",
)  # fmt: skip

REACTIONS = SectionRule(
    id="reactions",
    base=-1.0,
    weights={
        "attributed": 0.3, "said": 1.3, "quoted": 1.3, "continued": 1.0, "goes_on": 0.2, "before_quote": 0.2,
        "named_speaker": 0.2, "evaluation": 0.7, "expectation": 1.0, "outside": 0.4, "contrast": 0.4, "late": 0.3,
        "anecdote": 0.4, "question": 0.8, "we": 0.8, "present": 0.4, "past": -0.3, "numbers": -0.6, "action": -0.4,
        "harm": -0.9, "made_known": -0.2, "background": -0.3, "date_before": -0.6, "unknown": -0.6, "lead": -2.0,
        "cold_open": 1.0, "early": -0.5, "records": -1.0,
    },
    prefer={
        "main_event": 1.2, "named_speaker": 0.4, "quoted": 0.3, "names": 0.2, "date_on": 0.2, "evaluation": 0.3,
        "expectation": 0.2, "harm": -0.5, "off_event": -0.4, "refusal": -0.6, "aside": -0.8,
    },
    print_if={"speaker": True, "refusal": False, "aside": False},
    min_score=0.5,
    order="place",
    group_by="speaker",
    statements=8,
    per_speaker=2,
    if_too_few="lead",
)  # fmt: skip

CONTEXT = SectionRule(
    id="context",
    base=0.2,
    weights={
        "background": 0.5, "date_before": 0.9, "numbers": 0.4, "names": 0.2, "occasion": 0.3, "narrated": 0.3,
        "made_known": 0.2, "records": 0.5, "past": 0.4, "action": -0.1, "present": -0.2, "attributed": -0.2,
        "said": -1.0, "quoted": -0.9, "continued": -0.7, "goes_on": -0.2, "named_speaker": -0.3, "contrast": -0.2,
        "evaluation": -0.3, "expectation": -0.5, "date_after": -0.4, "lead": -2.0, "cold_open": 0.6, "early": -0.3,
        "anecdote": -0.4, "question": -0.5,
    },
    prefer={
        "main_event": 1.0, "background": 0.5, "date_before": 0.5, "names": 0.3, "length": 0.3, "refusal": -0.6,
        "aside": -0.3,
    },
    earlier_names=0.4,
    print_if={"refusal": False, "question": False},
    min_score=0.5,
    order="place",
    statements=5,
    if_too_few="lead",
)  # fmt: skip

DEFAULT_SECTIONS: tuple[SectionRule, ...] = (DECISION, REACTIONS, CONTEXT)
