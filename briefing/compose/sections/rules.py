"""Sections are data: the vocabulary that a section is written in, and those that are ready by name.

A sentence's score for a section is the logistic function of a sum: `base`, plus each feature's weight times its value
(0..1), plus the weight of each cue that occurs. A sentence that the filters `where`, `with_words`, `without_words`
turn away has no score. The share `scorer` of the sum is the trained scorer's (scorer.py). Sections compete: a sentence
belongs to the section that scores it highest. Among what belongs to a section, `prefer` and the summarizer say what is
printed first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

from briefing.compose.sections.features import FEATURES
from briefing.compose.sections.trained import SECTIONS
from briefing.shape import ShapeError, load

READY = Path(__file__).parent / "ready"
NAMES = ("decision", "reactions", "context", "in-figures", "what-next", "timeline", "not-confirmed", "by-country")
_FEATURES = tuple(FEATURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRule:
    """One section as a user writes it; nothing else decides what is printed under it."""

    id: str = field(metadata={"doc": "a short name, used in brief.json and in links", "pattern": "[a-z][a-z0-9-]*"})
    title: str | None = field(
        default=None, metadata={"doc": "the printed heading; null: the label of this id in the edition's language"}
    )
    base: float = field(default=0.0, metadata={"doc": "points that every sentence starts with"})
    weights: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"doc": "feature: points for its full value", "keys": _FEATURES, "open": True, "merged": True},
    )
    cues: Mapping[str, float] = field(
        default_factory=dict,
        metadata={
            "doc": 'word or phrase: points where it occurs; * is any letters within a word ("confirm*")',
            "merged": True,
        },
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
            "keys": _FEATURES,
            "open": True,
            "merged": True,
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
            "keys": _FEATURES,
            "open": True,
        },
    )
    print_if: Mapping[str, bool] = field(
        default_factory=dict,
        metadata={
            "doc": "as `where`, of a whole passage and for printing only: what does not fit still belongs here",
            "keys": _FEATURES,
            "open": True,
        },
    )
    only_current: bool | None = field(
        default=None,
        metadata={
            "doc": "nothing that a later article of the story has overtaken, or that is days old where there is newer; "
            "null: so in the first section"
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
    group_by: Literal["none", "speaker", "country", "date"] = field(
        default="none",
        metadata={
            "doc": "speaker, country, date: statements of one stand together under its name; what has no country or no "
            "date is not printed in a section that is grouped so"
        },
    )
    turn: int = field(
        default=1,
        metadata={
            "doc": "sections of one turn compete for a sentence; those of turn 2 take what those of turn 1 do not "
            "print",
            "least": 1,
            "most": 9,
        },
    )
    instead_of: Literal["timeline", "not_known"] | None = field(
        default=None,
        metadata={"doc": "the part of the evidence that is not printed of a story where this section is"},
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

    @classmethod
    def ready(cls) -> Mapping[str, SectionRule]:
        """What the name of a section, alone or after `like:`, stands for."""
        return ready_rules()

    def __post_init__(self) -> None:
        if self.scorer and self.id not in SECTIONS:
            expected = "0: the scorer was trained for the ids " + ", ".join(SECTIONS) + " alone"
            raise ShapeError(("scorer",), self.scorer, expected)


@cache
def ready_rules() -> Mapping[str, SectionRule]:
    """The rules that come with the program, by their names, which are their ids: a file each in READY."""
    return {name: _from_file(name) for name in NAMES}


def _from_file(name: str) -> SectionRule:
    return load(SectionRule, tomllib.loads((READY / f"{name}.toml").read_text(encoding="utf-8")))


def ready_lines(name: str) -> dict[str, int]:
    """The line of each key in a ready-made section's file: "base" → 4, "weights.lead" → 14."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate((READY / f"{name}.toml").read_text(encoding="utf-8").splitlines(), 1):
        if header := re.fullmatch(r"\[(\w+)\]", line):
            table = f"{header[1]}."
        elif key := re.match(r'(?:([\w-]+)|"(.+?)") = ', line):
            found[table + (key[1] or key[2])] = number
    return found


DEFAULT_SECTIONS: tuple[SectionRule, ...] = tuple(ready_rules()[name] for name in NAMES[:3])


def check_features(rules: Sequence[SectionRule], own: Mapping[str, str]) -> None:
    """Raises ShapeError for a rule that names a feature there is not, and for a feature of one's own with the name of
    one of the program's."""
    for name in own:
        if name in FEATURES:
            raise ShapeError(("features", name), name, "a name that no feature of the program has", key=True)
    known = [*FEATURES, *own]
    for number, rule in enumerate(rules):
        for key in ("weights", "prefer", "where", "print_if"):
            for name in getattr(rule, key):
                if name not in known:
                    near = get_close_matches(name.replace("-", "_"), known, n=1, cutoff=0.5)
                    path = ("sections", number, key, name)
                    raise ShapeError(path, name, "one of: " + ", ".join(known), near[0] if near else None, key=True)
