"""An editor's changes of a day as data: one verb each, with who made it, when and why.

They name statements by their ids, stories by their ids or by the path of one of their articles, and sections by the ids
of the config. All are applied in the order in which they were made; what a later one says of the same thing counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from briefing.shape import ShapeError, dump

EVIDENCE = ("disagreements", "not_known", "timeline", "ahead")  # parts of a story that can be hidden as sections can

_STATEMENT = {"pattern": "s[0-9a-f]{10,64}", "expected": "a statement's id, such as s0123456789 (see brief.json)"}
_DIGEST = {"pattern": "[0-9a-f]{64}", "expected": "a SHA-256 of 64 hex digits"}
_SECTION = {"pattern": "[a-z][a-z0-9_-]*", "expected": "a section's id"}
_STORY = {"pattern": r"\S.*", "expected": "a story's id, or the path of one of its articles"}
_TIME = {
    "pattern": r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?",
    "expected": "a time such as 2026-03-02T06:30:00Z",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change. Exactly one verb (the first group of fields) is given, with the details that go with it."""

    strike: str | None = field(default=None, metadata={"doc": "a statement that is not printed", **_STATEMENT})
    restore: str | None = field(
        default=None, metadata={"doc": "a statement for which earlier edits no longer count", **_STATEMENT}
    )
    put: str | None = field(
        default=None, metadata={"doc": "any sentences of the story's articles, printed in `section`", **_STATEMENT}
    )
    move: str | None = field(default=None, metadata={"doc": "a statement, to another place of its story", **_STATEMENT})
    pin: str | None = field(default=None, metadata={"doc": "a statement that opens its section", **_STATEMENT})
    hide_section: str | None = field(
        default=None, metadata={"doc": "a section, in `story` or everywhere; also a part of the evidence", **_SECTION}
    )
    show_section: str | None = field(default=None, metadata={"doc": "a section that was hidden", **_SECTION})
    hide_story: str | None = field(default=None, metadata={"doc": "a story that is not printed at all", **_STORY})
    show_story: str | None = field(default=None, metadata={"doc": "a story that was hidden", **_STORY})
    full_story: str | None = field(default=None, metadata={"doc": "a story to print in full, not in a line", **_STORY})
    line_story: str | None = field(default=None, metadata={"doc": "a story to print in a line, not in full", **_STORY})
    move_story: str | None = field(default=None, metadata={"doc": "a story, to the place before another", **_STORY})
    lead: str | None = field(default=None, metadata={"doc": "the story that the edition opens with", **_STORY})
    merge: tuple[str, ...] | None = field(
        default=None, metadata={"doc": "stories that are one; the first gives its lead", **_STORY}
    )
    part: tuple[str, ...] | None = field(
        default=None, metadata={"doc": "paths of articles that are a story of their own", **_STORY}
    )
    headline: str | None = field(
        default=None, metadata={"doc": "a story whose headline is the title of `title_of`", **_STORY}
    )
    note: str | None = field(
        default=None,
        metadata={
            "doc": "the editor's own words, printed as such at the head of `story`",
            "pattern": r"[\s\S]*\S[\s\S]*",
        },
    )
    drop_notes: str | None = field(default=None, metadata={"doc": "a story whose notes go", **_STORY})
    approve: str | None = field(default=None, metadata={"doc": "the digest of the edition that is approved", **_DIGEST})
    revise: str | None = field(default=None, metadata={"doc": "the digest of the sent edition to revise", **_DIGEST})

    section: str | None = field(default=None, metadata={"doc": "where a statement goes", **_SECTION})
    story: str | None = field(default=None, metadata={"doc": "which story is meant", **_STORY})
    before: str | None = field(default=None, metadata={"doc": "what it stands before; absent: at the end"})
    title_of: str | None = field(default=None, metadata={"doc": "the path of an article of the story"})
    words: str | None = field(default=None, metadata={"doc": "the statement's first words, for who reads the file"})
    by: str = field(default="", metadata={"doc": "who made the change"})
    at: str = field(default="", metadata={"doc": "when, such as 2026-03-02T06:30:00Z", **_TIME})
    why: str = field(default="", metadata={"doc": "the reason"})

    def __post_init__(self) -> None:
        verbs = [verb for verb in DETAILS if getattr(self, verb) is not None]
        if not verbs:
            raise ShapeError((), None, "one of: " + ", ".join(DETAILS))
        if len(verbs) > 1:
            raise ShapeError((verbs[1],), verbs[1], f"one change a line: {verbs[0]!r} is another", key=True)
        needed, allowed = DETAILS[verbs[0]]
        for name in needed:
            if getattr(self, name) is None:
                raise ShapeError((), None, f"the key {name!r} beside {verbs[0]!r}")
        for name in _ALL_DETAILS:
            if name not in (*needed, *allowed) and getattr(self, name) is not None:
                beside = ", ".join((*needed, *allowed, "by", "at", "why"))
                raise ShapeError((name,), name, f"beside {verbs[0]!r} only: {beside}", key=True)
        if self.merge is not None and len(self.merge) < 2:
            raise ShapeError(("merge",), self.merge, "two stories or more")
        if self.part is not None and not self.part:
            raise ShapeError(("part",), self.part, "the path of an article or more")

    @property
    def verb(self) -> str:
        return next(verb for verb in DETAILS if getattr(self, verb) is not None)

    @property
    def statement(self) -> str | None:
        """The statement that it is about."""
        return self.strike or self.restore or self.put or self.move or self.pin

    @property
    def of_story(self) -> str | None:
        """The story that it is about; None for statements (whose ids say it) and for `merge` and `part`."""
        named = (getattr(self, verb) for verb in (*STORIES, "headline", "drop_notes"))
        return next((one for one in named if isinstance(one, str)), self.story)


# verb → the details it needs, and those that may stand beside it
DETAILS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "strike": ((), ("words",)),
    "restore": ((), ("words",)),
    "put": (("section",), ("before", "words")),
    "move": (("section",), ("before", "words")),
    "pin": ((), ("section", "words")),
    "hide_section": ((), ("story",)),
    "show_section": ((), ("story",)),
    "hide_story": ((), ()),
    "show_story": ((), ()),
    "full_story": ((), ()),
    "line_story": ((), ()),
    "move_story": ((), ("before",)),
    "lead": ((), ()),
    "merge": ((), ()),
    "part": ((), ()),
    "headline": (("title_of",), ()),
    "note": (("story",), ()),
    "drop_notes": ((), ()),
    "approve": ((), ()),
    "revise": ((), ()),
}
_ALL_DETAILS = tuple(dict.fromkeys(name for group in DETAILS.values() for names in group for name in names))
STATES = ("approve", "revise")  # verbs that say how far an edition is, and change nothing in it
STATEMENTS = ("strike", "restore", "put", "move", "pin")
STORIES = ("hide_story", "show_story", "full_story", "line_story", "move_story", "lead", "merge", "part")


@dataclass(frozen=True, slots=True)
class Edits:
    """The changes of a day in their order, and those that were undone, the last one last."""

    edits: tuple[Edit, ...] = field(default=(), metadata={"doc": "the changes, in the order in which they were made"})
    undone: tuple[Edit, ...] = field(default=(), metadata={"doc": "changes that were taken back; redo takes the last"})

    @property
    def digest(self) -> str:
        """Of all that an edition obeys; "" where that is nothing."""
        changes = [edit for edit in self.edits if edit.verb not in STATES]
        if not changes:
            return ""
        data = json.dumps(dump(changes), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()

    def of(self, verbs: Iterable[str]) -> tuple[Edit, ...]:
        """Those with one of these verbs."""
        wanted = set(verbs)
        return tuple(edit for edit in self.edits if edit.verb in wanted)

    def after(self, others: Sequence[Edit]) -> Edits:
        """These, with others made before them."""
        return replace(self, edits=(*others, *self.edits)) if others else self


NO_EDITS = Edits()


def check_sections(edits: Edits, sections: Sequence[str]) -> None:
    """Raises ShapeError for a section that the config does not have."""
    for name in ("edits", "undone"):
        for i, edit in enumerate(getattr(edits, name)):
            for key in ("section", "hide_section", "show_section"):
                found = getattr(edit, key)
                known = [*sections, *(EVIDENCE if key != "section" else ())]
                if found is not None and found not in known:
                    near = get_close_matches(found, known, n=1)
                    raise ShapeError((name, i, key), found, "one of: " + ", ".join(known), near[0] if near else None)


def by_hand(drop: Iterable[str], first: Iterable[str]) -> tuple[Edit, ...]:
    """The manual overrides of a config as edits."""
    why = "config.yaml, statements: "
    return (*(Edit(strike=one, why=f"{why}drop") for one in drop), *(Edit(pin=one, why=f"{why}first") for one in first))


def said(edit: Edit) -> str:
    """Who made it, when and why, as words: "Ada Roe, 2026-03-02T06:30:00Z: repeats the second"."""
    who = ", ".join(part for part in (edit.by, edit.at) if part)
    return ": ".join(part for part in (who, edit.why) if part)
