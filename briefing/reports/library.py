"""What the library finds, for people and for programs: statements with the words marked, people, what rests on a
source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.reports.terminal import Terminal, clipped, columns_of, visible
from briefing.storage.library.hits import Withdrawn
from briefing.storage.library.library import FoundStatement, Resting
from briefing.storage.library.people import QuotedPerson
from briefing.text import counted

Marks = Sequence[tuple[int, int]]

LONGEST = 420  # characters of a statement that are shown; of a longer one, what is around the first mark
BEFORE = 120  # characters before that mark
_INDENT = "  "


# --- for programs ---------------------------------------------------------------------------------------------------


def search_json(asked: str, number: int, found: Sequence[FoundStatement]) -> dict[str, Any]:
    """The interface's `search --json`. marks: half-open ranges of the statement's text."""
    return {
        "query": asked,
        "found": number,
        "statements": [{**found_json(one), "marks": [list(mark) for mark in one.marks]} for one in found],
    }


def found_json(found: FoundStatement) -> dict[str, Any]:
    """A statement with its place: edition, story, section, and the source that it is quoted from; `withdrawn` says
    which later edition put it right, and why."""
    place = found.place
    return {
        "edition": found.edition,
        "story": place.story,
        "headline": place.headline,
        "section": place.section,
        "statement": place.statement,
        "source": found.source,
        "withdrawn": _withdrawn(found),
    }


def _withdrawn(found: FoundStatement) -> dict[str, str] | None:
    later = found.withdrawn
    return None if later is None else {"edition": later.edition, "why": later.why}


def people_json(people: Sequence[QuotedPerson]) -> dict[str, Any]:
    """Who is quoted, the most quoted first."""
    return {"people": [person_json(person) for person in people]}


def person_json(person: QuotedPerson) -> dict[str, Any]:
    """A person or body with all forms of the name, and the roles; each with its number of statements."""
    return {
        "name": person.name,
        "forms": [{"name": name, "statements": count} for name, count in person.forms],
        "roles": [{"role": role, "statements": count} for role, count in person.roles],
        "statements": person.statements,
        "editions": person.editions,
        "first": person.first,
        "last": person.last,
    }


def said_json(people: Sequence[tuple[QuotedPerson, Sequence[FoundStatement]]]) -> dict[str, Any]:
    """Who is quoted, each with what they said, in the order of the editions."""
    return {"people": [{**person_json(one), "said": [found_json(found) for found in said]} for one, said in people]}


def impact_json(source: str, resting: Sequence[Resting]) -> dict[str, Any]:
    """The interface's `impact --json`; `sources` are the entries of the source in that edition, `withdrawn` says which
    later edition put a statement right, and why."""
    return {
        "source": source,
        "editions": [
            {
                "edition": one.edition,
                "statements": [found.place.statement for found in one.statements],
                "headlines": list(one.headlines),
                "sources": list(one.sources),
                "withdrawn": {
                    str(found.place.statement["id"]): _withdrawn(found) for found in one.statements if found.withdrawn
                },
            }
            for one in resting
        ],
    }


# --- for people -----------------------------------------------------------------------------------------------------


def search_lines(number: int, found: Sequence[FoundStatement], out: Path, terminal: Terminal) -> Iterator[str]:
    """Each statement under its edition and headline, the words marked; below it who says so, where, and its address."""
    shown = f"the first {len(found)} of " if len(found) < number else ""
    yield f"{shown}{counted(number, 'statement')}"
    for one in found:
        yield ""
        yield from _statement(one, out, terminal, with_speaker=True)


def people_lines(people: Sequence[QuotedPerson], terminal: Terminal) -> Iterator[str]:
    """A line a person: statements, name and role, days; a second one where the name has other forms."""
    wide = max(24, terminal.width - 34)
    for person in people:
        role = f", {person.roles[0][0]}" if person.roles else ""
        name = clipped(person.name + role, wide)
        bold = min(len(visible(person.name)), len(name))
        days = person.first if person.first == person.last else f"{person.first} – {person.last}"
        fill = " " * (wide - columns_of(name))
        yield f"{person.statements:5}  {terminal.style(name[:bold], 'bold')}{name[bold:]}{fill}  {days}"
        if other := _other_forms(person):
            yield f"       {terminal.style(clipped(other, wide), 'dim')}"


def said_lines(
    people: Sequence[tuple[QuotedPerson, Sequence[FoundStatement]]], out: Path, terminal: Terminal
) -> Iterator[str]:
    """Each person with what they said, in the order of the editions."""
    for number, (person, said) in enumerate(people):
        if number:
            yield ""
        roles = ", ".join(role for role, _ in person.roles[:3])
        yield terminal.style(visible(person.name), "bold") + (f", {visible(roles)}" if roles else "")
        counts = f"{counted(person.statements, 'statement')} in {counted(person.editions, 'edition')}"
        yield "; ".join(filter(None, (counts, visible(_other_forms(person)))))
        for one in said:
            yield ""
            yield from _statement(one, out, terminal, with_speaker=False)


def impact_lines(source: str, resting: Sequence[Resting], out: Path, terminal: Terminal) -> Iterator[str]:
    """Each edition with the digest that the source had there, and what rests on it."""
    if not resting:
        yield f"no edition names {visible(source)}"
        return
    statements = sum(len(one.statements) for one in resting)
    rests = "rests" if statements == 1 else "rest"
    of = f"in {counted(len(resting), 'edition')}"
    yield f"{counted(statements, 'statement')} {of} {rests} on {visible(source)}"
    for one in resting:
        yield ""
        notes = "; ".join(f"note {s['number']}: {s['path']}, SHA-256 {str(s['sha256'])[:12]}…" for s in one.sources)
        yield f"{terminal.style(one.edition, 'bold')}  {clipped(notes, terminal.width - len(one.edition) - 2)}"
        for headline in one.headlines:
            yield f"{_INDENT}headline: {clipped(headline, terminal.width - 12)}"
        for found in one.statements:
            text, _ = _shown(str(found.place.statement["text"]), ())
            yield f"{_INDENT}{visible(str(found.place.statement['id']))}  {visible(found.place.section)}"
            yield from _indented(text, (), terminal)
            if found.withdrawn:
                yield terminal.style(_INDENT + put_right(found.withdrawn), "bold")
        if not one.statements:
            yield f"{_INDENT}no statement"


def put_right(later: Withdrawn) -> str:
    """That a statement no longer stands, in a line."""
    return f"put right in the edition of {visible(later.edition)}: {visible(later.why)}"


def _other_forms(person: QuotedPerson) -> str:
    others = [name for name, _ in person.forms if name != person.name]
    return f"also as {', '.join(others[:8])}" if others else ""


def _statement(found: FoundStatement, out: Path, terminal: Terminal, with_speaker: bool) -> Iterator[str]:
    place = found.place
    head = f"  {place.headline} · {place.section}"
    head = clipped(head, terminal.width - len(found.edition))
    yield terminal.style(found.edition, "bold") + head
    yield from _indented(*_shown(str(place.statement["text"]), found.marks), terminal)
    if found.withdrawn:
        yield terminal.style(_INDENT + put_right(found.withdrawn), "bold")
    parts = [_source(found.source)] if found.source else []
    if with_speaker and place.statement["speaker"]:
        role = place.statement["role"]
        parts.insert(0, str(place.statement["speaker"]) + (f", {role}" if role else ""))
    about = clipped(" · ".join(parts), terminal.width - 2)
    if about:
        yield terminal.style(_INDENT + about, "dim")
    yield terminal.style(_INDENT + address(found, out), "dim")


def _source(source: Mapping[str, Any]) -> str:
    parts = (source["publisher"] or source["path"], (source["published"] or "")[:10])
    return ", ".join(str(part) for part in parts if part)


def address(found: FoundStatement, out: Path) -> str:
    """Where a statement is read: its place on the page, or the edition's folder and its id where there is no page."""
    folder, name = out / found.edition, visible(str(found.place.statement["id"]))
    return f"{folder / 'brief.html'}#{name}" if (folder / "brief.html").is_file() else f"{folder} {name}"


def _shown(text: str, marks: Marks) -> tuple[str, Marks]:
    """A statement's text, or of a long one what is around the first mark; without what a terminal would obey."""
    harmless = "".join(c if c.isprintable() else "\ufffd" for c in text)
    if len(harmless) <= LONGEST:
        return harmless, marks
    first = marks[0][0] if marks else 0
    start = harmless.rfind(" ", 0, max(0, first - BEFORE)) + 1 if first > BEFORE else 0
    end = min(len(harmless), start + LONGEST)
    if end < len(harmless) and (space := harmless.rfind(" ", start, end)) > first:
        end = space
    head = "… " if start else ""
    move = len(head) - start
    kept = [(low + move, min(high, end) + move) for low, high in marks if start <= low < end]
    return head + harmless[start:end] + (" …" if end < len(harmless) else ""), kept


def _indented(text: str, marks: Marks, terminal: Terminal) -> Iterator[str]:
    """The lines of a text, marked words bold, or between asterisks where there is no colour."""
    for start, end in _lines(text, terminal.width - 2):
        line, at = _INDENT, start
        for low, high in marks:
            low, high = max(low, start), min(high, end)
            if low < high:
                word = text[low:high]
                bold = terminal.style(word, "bold", "yellow")
                line += text[at:low] + (bold if bold != word else f"*{word}*")
                at = high
        yield line + text[at:end]


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where the lines of a text stand: broken at spaces, else anywhere."""
    start = 0
    while start < len(text):
        end, used, space = start, 0, -1
        while end < len(text) and used + columns_of(text[end]) <= width:
            space = end if text[end] == " " else space
            used += columns_of(text[end])
            end += 1
        if end < len(text) and text[end] != " " and space > start:
            end = space
        end = max(end, start + 1)
        yield start, end
        start = end + (end < len(text) and text[end] == " ")
