"""The sections of the config: renamed, moved, added, taken out, shorter or longer, with other weights. What comes of it
is shown, as lines of the file and as statements of the day, before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from briefing import config as settings
from briefing import pipeline
from briefing.compose.sections.rules import DEFAULT_SECTIONS, NAMES, SectionRule
from briefing.config import Config
from briefing.desk.bench import Bench, View
from briefing.desk.edits import round_trip
from briefing.desk.edits.replaced import replace_file
from briefing.desk.edits.round_trip import Entry
from briefing.desk.faults import Unable
from briefing.errors import UsageError
from briefing.model import Edition, Statement
from briefing.proof.within import statements_of

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A config that would replace the one there is. base: a digest of the one that it is made from; diff: lines that
    begin with + or -."""

    file: Path
    text: str
    base: str
    config: Config
    diff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edition would print instead: (headline, section, statement)."""

    comes: tuple[tuple[str, str, Statement], ...]
    goes: tuple[tuple[str, str, Statement], ...]


def proposal(bench: Bench, form: Form) -> Proposal:
    """What the form asks for. Raises UsageError for what cannot be done."""
    project = bench.view().project
    entries = _entries(_text(_file(project)), project.config.sections)
    return _made(bench, _CHANGES[form["do"]](entries, form) if form.get("do") in _CHANGES else _unknown(form))


def with_weights(bench: Bench, section: str, weights: Mapping[str, float]) -> Proposal:
    """The config with other weights in one section."""
    project = bench.view().project
    entries = _entries(_text(_file(project)), project.config.sections)
    at = _place(entries, section)
    number, entry = entries[at]
    mapping: dict[str, Any] = {"like": entry} if isinstance(entry, str) else dict(entry)
    mapping["weights"] = {**mapping.get("weights", {}), **weights}
    return _made(bench, [*entries[:at], (number, mapping), *entries[at + 1 :]])


def write(proposed: Proposal, base: str) -> None:
    """Writes what was proposed. base: the digest that the page showed. Raises Unable where it is another."""
    if base != proposed.base:
        raise Unable("err_config")
    replace_file(proposed.file, proposed.text.encode("utf-8"))


def effect(view: View, proposed: Proposal) -> Effect:
    """What the day would print with the proposed config, beside what it prints now."""
    read = pipeline.told_of(view.found, proposed.config, view.day, before=pipeline.Before(view.before))
    after = _printed(pipeline.edited(read, proposed.config, view.day, view.page.edits)[1])
    before = _printed(view.edition)
    comes = tuple(row for key, row in after.items() if key not in before)
    return Effect(comes, tuple(row for key, row in before.items() if key not in after))


def _printed(edition: Edition) -> dict[tuple[str, str], tuple[str, str, Statement]]:
    """(section, statement id) → the row; ids name places, so they are the same in both editions."""
    return {
        (section.id, statement.id): (story.headline, section.title, statement)
        for story in edition.stories
        for section in story.sections
        for statement in section.statements
    }


def count(edition: Edition) -> int:
    """How many statements it prints."""
    return sum(1 for _ in statements_of(edition))


# --- the entries ------------------------------------------------------------------------------------------------------

Numbered = tuple[int | None, Entry]  # the number of the entry in the file, None: not from there


def _file(project: settings.Project) -> Path:
    return project.file or project.folder / "config.yaml"


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def _entries(text: str, rules: Sequence[SectionRule]) -> list[Numbered]:
    """The sections as the file has them; the defaults by their names where it says nothing."""
    written = round_trip.sections_in(text)
    if written is not None and len(written) == len(rules):
        return list(enumerate(written))
    return [(None, rule.id) for rule in DEFAULT_SECTIONS]


def _made(bench: Bench, entries: Sequence[Numbered]) -> Proposal:
    file = _file(bench.view().project)
    before = _text(file)
    text = round_trip.with_sections(before, entries)
    config = settings.parse(text.encode("utf-8"), str(file))
    lines = unified_diff(before.splitlines(), text.splitlines(), lineterm="", n=0)
    diff = tuple(line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))
    return Proposal(file=file, text=text, base=hashlib.sha256(before.encode()).hexdigest(), config=config, diff=diff)


def _id(entry: Entry) -> str:
    return entry if isinstance(entry, str) else str(entry.get("id") or entry.get("like"))


def _place(entries: Sequence[Numbered], section: str) -> int:
    at = next((at for at, (_, entry) in enumerate(entries) if _id(entry) == section), None)
    if at is None:
        raise UsageError(f"there is no section {section[:40]!r}")
    return at


def _changed(entries: list[Numbered], form: Form) -> list[Numbered]:
    at = _place(entries, form.get("section", ""))
    number, entry = entries[at]
    mapping: dict[str, Any] = {"like": entry} if isinstance(entry, str) else dict(entry)
    title, most = form.get("title", "").strip(), form.get("statements", "").strip()
    if title != form.get("title_before", ""):
        mapping.pop("title", None)
        mapping |= {"title": title} if title else {}
    if most != form.get("statements_before", ""):
        if not most.isdecimal() or not 1 <= int(most) <= 1000:
            raise UsageError(f"statements: found {most[:20]!r}, expected a whole number of at least 1")
        mapping["statements"] = int(most)
    changed: Entry = entry if mapping == {"like": entry} else mapping
    return [*entries[:at], (number, changed), *entries[at + 1 :]]


def _moved(step: int) -> Any:
    def move(entries: list[Numbered], form: Form) -> list[Numbered]:
        at = _place(entries, form.get("section", ""))
        to = at + step
        if not 0 <= to < len(entries):
            return entries
        rows = list(entries)
        rows[at], rows[to] = rows[to], rows[at]
        return rows

    return move


def _removed(entries: list[Numbered], form: Form) -> list[Numbered]:
    at = _place(entries, form.get("section", ""))
    if len(entries) == 1:
        raise UsageError("an edition needs a section")
    return [*entries[:at], *entries[at + 1 :]]


def _added(entries: list[Numbered], form: Form) -> list[Numbered]:
    name = form.get("add", "")
    if name not in NAMES:
        raise UsageError(f"{name[:40]!r} is no ready-made section; there are {', '.join(NAMES)}")
    if any(_id(entry) == name for _, entry in entries):
        raise UsageError(f"the section {name} is there already")
    return [*entries, (None, name)]


def _unknown(form: Form) -> list[Numbered]:
    raise UsageError(f"{form.get('do', '')[:40]!r} is nothing that can be done with sections")


_CHANGES: Mapping[str, Any] = {
    "save": _changed,
    "up": _moved(-1),
    "down": _moved(1),
    "remove": _removed,
    "add": _added,
}
