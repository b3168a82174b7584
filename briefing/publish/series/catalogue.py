"""The editions of `out/` by months, as the list, the feed and the search need them.

What the search of a month needs is a file of its own, `series/2026-03.js`: a script, since a page that is opened from
a folder may load no other kind of file. Its first line names the editions that it was made of, by their digests, so
that a build makes only the months anew in which something has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from briefing.publish.editions import (
    UNFIT,
    DamagedEdition,
    PutRight,
    days,
    number,
    opened,
    optional,
    origin_of,
    places,
    put_right,
    read,
    text,
    there,
)

FOLDER = "series"
FORM = 2  # of a month's file; another one is made anew
_CALL = "briefingMonth("
MOST_BYTES = 500_000_000  # of a month's file


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesEntry:
    """An edition of the series. first, last: its days, the same but where it is one of several; stories: their ids and
    headlines; glance: ids and texts of what is at a glance; said: the id of each statement with the place of its
    story; put_right: what it corrects of earlier editions; files: names of what it was rendered to, brief.*."""

    name: str
    first: str
    last: str
    title: str
    number: int | None
    language: str
    stories: tuple[tuple[str, str], ...]
    glance: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, int], ...]
    put_right: tuple[PutRight, ...]
    files: tuple[str, ...]

    @property
    def page(self) -> str:
        """The file that a reader opens; "" where there is none."""
        return next((name for name in ("brief.html", "brief.txt", "brief.pdf") if name in self.files), "")


@dataclass(frozen=True, slots=True)
class Month:
    """The editions of a month, the newest first, and the file that its search needs."""

    name: str
    entries: tuple[SeriesEntry, ...]
    script: bytes


def months(out: Path, *, anew: str = "") -> list[Month]:
    """All months with editions, the newest first. An edition that cannot be read is left out. anew: the month, such as
    2026-03, whose file is made again even if it is there and whole."""
    names = sorted(there(out), key=lambda name: days(name) or (), reverse=True)
    return [
        _month(out, month, list(group), month == anew) for month, group in groupby(names, key=lambda name: name[-10:-3])
    ]


def _month(out: Path, month: str, names: Sequence[str], anew: bool) -> Month:
    raw = {name: data for name in names if (data := _read(out, name)) is not None}
    files = {name: _files(out / name) for name in raw}
    head = _head({name: f"{sha256(data).hexdigest()} {','.join(files[name])}" for name, data in raw.items()})
    script = None if anew else _kept(out / FOLDER / f"{month}.js", head)
    if script is None:
        rows = [row for name, data in raw.items() if (row := _row(name, data, files[name])) is not None]
        script = _script(head, month, rows)
    entries = tuple(map(_entry, _rows(script)))
    return Month(month, entries, script)


@dataclass(frozen=True, slots=True)
class SavedMonth:
    """A month's file as it stands. made_of: what each edition was when the file was made; rows: what it says of them,
    both by the names of the editions."""

    month: Month
    made_of: Mapping[str, str]
    rows: Mapping[str, Mapping[str, Any]]


def saved(name: str, script: bytes) -> SavedMonth:
    """What a month's file says, whatever editions lie there now. name: of the month. Raises DamagedEdition where it is
    not as this module writes it."""
    try:
        head, _, _ = script.partition(b"\n")
        words = head.decode().split(" ")[2:]
        made_of = {words[at]: " ".join(words[at + 1 : at + 3]) for at in range(0, len(words) - 2, 3)}
        rows = {text(row["name"]): row for row in _rows(script)}
        entries = tuple(map(_entry, rows.values()))
        newest_first = sorted(made_of, key=lambda edition: days(edition) or (), reverse=True)
        written = _script(head.decode(), name, list(rows.values()))
    except (DamagedEdition, *UNFIT):
        raise DamagedEdition("not as the program writes it") from None
    of_month = days(f"{name}-01") and all(edition[-10:-3] == name and days(edition) for edition in made_of)
    in_order = list(made_of) == newest_first and list(rows) == [one for one in newest_first if one in rows]
    if script != written or head != _head(made_of).encode() or not of_month or not in_order:
        raise DamagedEdition("not as the program writes it")
    return SavedMonth(Month(name, entries, script), made_of, rows)


def _head(made_of: Mapping[str, str]) -> str:
    return f"// {FORM} " + " ".join(f"{name} {what}" for name, what in made_of.items())


def _read(out: Path, name: str) -> bytes | None:
    try:
        return read(out, name)
    except DamagedEdition:
        return None


def _files(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("brief.") and entry.is_file())
    except OSError:
        return []


def _kept(file: Path, head: str) -> bytes | None:
    """A month's file, if it was made of the same editions and is whole."""
    try:
        if file.stat().st_size > MOST_BYTES:
            return None
        script = file.read_bytes()
    except OSError:
        return None
    first, _, rest = script.partition(b"\n")
    digest, _, body = rest.partition(b"\n")
    whole = first == head.encode() and digest == _digest(body)
    return script if whole else None


def _script(head: str, month: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    body = f'{_CALL}"{month}",[\n{lines}\n]);\n'.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
    return head.encode() + b"\n" + _digest(body) + b"\n" + body


def _digest(body: bytes) -> bytes:
    return b"// " + sha256(body).hexdigest().encode()


def _rows(script: bytes) -> Iterator[Mapping[str, Any]]:
    """The rows of a month's file."""
    body = script.split(b"\n", 2)[2].decode()
    yield from json.loads(body[body.index("[") : body.rindex("]") + 1])


def _row(name: str, raw: bytes, files: Sequence[str]) -> dict[str, Any] | None:
    """An edition as a month's file has it. said: id, text, speaker, outlet, number of the story, section; put_right:
    day of the edition, id of the statement, why."""
    try:
        brief = opened(raw)
        stories = {text(story["id"]): text(story["headline"]) for story in brief["stories"]}
        titles = {text(s["id"]): text(s["title"]) for story in brief["stories"] for s in story["sections"]}
        order = {story: place for place, story in enumerate(stories)}
        said: list[list[Any]] = []
        texts: dict[str, str] = {}
        for place in places(brief):
            statement = place.statement
            origin = origin_of(brief, statement)
            words = texts[text(statement["id"])] = text(statement["text"])
            outlet = optional(origin["publisher"]) if origin else None
            section = titles.get(place.section) or text(brief["labels"].get(place.section, place.section))
            speaker = optional(statement["speaker"])
            said.append([text(statement["id"]), words, speaker or "", outlet or "", order[place.story], section])
        return {
            "name": name,
            "title": text(brief["title"]),
            "number": None if brief["number"] is None else number(brief["number"]),
            "language": text(brief["language"]),
            "files": list(files),
            "stories": [list(story) for story in stories.items()],
            "glance": [[one, texts[one]] for one in brief["at_a_glance"] if one in texts],
            "put_right": [[one.edition, one.statement, one.why] for one in put_right(brief)],
            "said": said,
        }
    except (DamagedEdition, *UNFIT):
        return None


def _entry(row: Mapping[str, Any]) -> SeriesEntry:
    last, first = days(row["name"]) or ("", "")
    return SeriesEntry(
        name=text(row["name"]),
        first=first,
        last=last,
        title=text(row["title"]),
        number=None if row["number"] is None else number(row["number"]),
        language=text(row["language"]),
        stories=tuple((text(story), text(headline)) for story, headline in row["stories"]),
        glance=tuple((text(name), text(words)) for name, words in row["glance"]),
        said=tuple((text(said[0]), number(said[4])) for said in row["said"]),
        put_right=tuple(PutRight(*map(text, one)) for one in row["put_right"]),
        files=tuple(map(text, row["files"])),
    )
