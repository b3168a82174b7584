"""Does each citation stand where the edition says? Nothing of the edition is believed: all is looked up again.

1. `exact`, its surroundings, line and printed words against `sources/NNN.txt`
2. `sources/NNN.txt` against `text_sha256`
3. where the original file is found, its bytes against `sha256`
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from briefing.compose.edition.tuning import EDITION
from briefing.errors import CitationError, UsageError
from briefing.language import plain
from briefing.proof.bounds import weigh
from briefing.proof.places import Original, Places
from briefing.publish import folder as exchanges
from briefing.publish.document import SCHEMA, edition_of, statements, words_of_series
from briefing.publish.retention import is_dropped
from briefing.text import line_of

Brief = dict[str, Any]
LATEST = "latest"  # names the newest edition
TODAY = "today"  # names that of this day
REMEDY = "build the edition again"
NOT_AT_HAND: Final = "original not at hand"
NOT_MADE: Final = "not made again"
Lack = Literal["original not at hand", "not made again"]


@dataclass(frozen=True, slots=True)
class Demand:
    """Which of what cannot be looked at is a fault. originals: those that are not at hand; again: what this version
    reads or makes otherwise. beside: are the list of editions and the feed looked at, which are no part of it?"""

    originals: bool = True
    again: bool = False
    beside: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEdition:
    """An edition to be looked at: its brief.json, and the kept text of each source where that is at hand."""

    name: str
    brief: Brief
    explain: Brief | None
    texts: Mapping[int, bytes]
    without_texts: bool = False  # a PDF that carries no cited texts: the originals are read again
    raw: bytes = b""  # of brief.json
    folder: Path | None = None  # None: a PDF alone
    dropped: bool = False  # its folder says that the texts of the sources are no longer kept


@dataclass(frozen=True, slots=True)
class Finding:
    """holds: nothing was wrong. A fault names the statements that fall with it. lacks: what was wanting, where nothing
    could be looked at.

    >>> briefing.Finding(holds=False, message="sources/001.txt: missing", statements=("s0123456789",)).holds
    False
    """

    holds: bool
    message: str
    statements: tuple[str, ...] = ()
    lacks: Lack | None = None


def open_edition(
    name: str, out: Path, attachments: Callable[[bytes], Mapping[str, bytes]], zone: str = "UTC"
) -> OpenEdition:
    """The edition that a user names: a folder, a date in `out`, `today` (in the time zone `zone`), `latest`, or a PDF
    that carries its brief.json. An exchange of its folder that was interrupted is finished first.

    `attachments` takes a PDF's bytes and gives its attached files by name. Raises UsageError where there is none,
    CitationError where its brief.json or explain.json is not what an edition holds.
    """
    given = Path(name)
    exchanges.finish(out)
    exchanges.finish(given.parent, given.name)
    if given.is_file():
        weigh(name, [given])
        found = dict(attachments(given.read_bytes()))
        if "brief.json" not in found:
            raise UsageError(f"{name} carries no brief.json", "name the edition's folder, its date, or its PDF")
        texts = {
            int(m[1]): data for key, data in found.items() if (m := re.fullmatch(r"(?:sources[/-])?(\d+)\.txt", key))
        }
        raw = found["brief.json"]
        return OpenEdition(
            name=name,
            brief=_brief(raw, f"{name}: brief.json"),
            explain=None,
            texts=texts,
            without_texts=not texts,
            raw=raw,
        )
    folder = given if (given / "brief.json").is_file() else out / _in_words(name, out, zone)
    if not (folder / "brief.json").is_file():
        there = _names(out)
        known = f"editions in {out}: {', '.join(there[-5:])}" if there else f"there are no editions in {out}"
        said = f"{name!r}" if folder.name == given.name else f"{name!r}, which is {folder.name}"
        raise UsageError(f"no edition {said}", f"name a folder with a brief.json, a date, or a PDF; {known}")
    weigh(str(folder), files_of(folder))
    raw = (folder / "brief.json").read_bytes()
    brief = _brief(raw, str(folder / "brief.json"))
    explain = None
    if (folder / "explain.json").is_file():
        explain = _json((folder / "explain.json").read_bytes(), str(folder / "explain.json"))
    texts = {}
    for source in brief["sources"]:
        file = folder / "sources" / f"{source['number']:03d}.txt"
        if file.is_file():
            texts[source["number"]] = file.read_bytes()
    return OpenEdition(
        name=str(folder),
        brief=brief,
        explain=explain,
        texts=texts,
        raw=raw,
        folder=folder,
        dropped=is_dropped(folder),
    )


def files_of(folder: Path) -> list[Path]:
    """All files of an edition, by name."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _in_words(name: str, out: Path, zone: str) -> str:
    """The name in `out` of the edition that `latest` or `today` means; any other name as it is."""
    if name not in (LATEST, TODAY):
        return name
    dated = [one for one in _names(out) if one[0].isdigit()]
    if name == LATEST:
        return dated[-1] if dated else LATEST
    day = datetime.now(ZoneInfo(zone)).date().isoformat()
    return next((one for one in dated if _last_day(one) == day), day)


def _names(out: Path) -> list[str]:
    """All editions in the folder by the days that they end on; of one day, that of the day alone first."""
    there = [file.parent.name for file in out.glob("*/brief.json")] if out.is_dir() else []
    return sorted((one for one in there if one[0] != "."), key=lambda one: (_last_day(one), len(one), one))


def _last_day(name: str) -> str:
    return name.rpartition("_")[2]


def _json(raw: bytes, name: str) -> Brief:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise CitationError(f"{name} is not JSON: {fault}", REMEDY) from None
    if not isinstance(data, dict):
        raise CitationError(f"{name} is not a JSON object", REMEDY)
    return data


def _brief(raw: bytes, name: str) -> Brief:
    """The content of a brief.json that has the keys and the kinds of values of an edition."""
    brief = _json(raw, name)
    try:
        edition = edition_of(brief, {})
        date.fromisoformat(edition.date)
        date.fromisoformat(edition.begins or edition.date)
        for when in filter(None, (edition.cut_off, *(source.published for source in edition.sources))):
            datetime.fromisoformat(when)
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        what = f"the key {fault}" if isinstance(fault, KeyError) else str(fault)
        raise CitationError(f"{name} is not that of an edition: {what}", REMEDY) from None
    if not isinstance(brief.get("schema"), int) or brief["schema"] > SCHEMA:
        raise CitationError(f"{name}: schema: found {brief.get('schema')!r}, expected at most {SCHEMA}", REMEDY)
    return brief


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """What a path of an edition is today: the digest of its file (the inner one in an archive) and its kept text."""

    sha256: str
    text: str | None


def verify(
    edition: OpenEdition, places: Places, demand: Demand, read_again: Callable[[Original, str], ReadAgain]
) -> Iterator[Finding]:
    """All findings, faults and what could not be looked at; one of `holds` for each citation that stands.

    places: where the originals lie. read_again: (the file, the path) → what it is today; asked only for members of
    archives and where the edition has no texts.
    """
    brief = edition.brief
    cited: dict[int, list[str]] = {}
    everything = [*statements(brief), *words_of_series(brief)]
    for name, statement in everything:
        for citation in statement["citations"]:
            cited.setdefault(citation["source"], []).append(name)
    texts: dict[int, str] = {}
    for source in brief["sources"]:
        number = source["number"]
        names = tuple(cited.get(number, ()))
        if not edition.without_texts and (number in edition.texts or not edition.dropped):
            yield from _check_text(source, edition.texts.get(number), names, texts)
        yield from _check_original(source, places, names, demand, read_again, texts)
        yield from _check_copies(source, places, demand)
    if edition.dropped:
        yield from _check_dropped(brief, cited, texts, demand.originals)
    for name, statement in everything:
        yield from _check_statement(name, statement, texts)


def _check_dropped(
    brief: Brief, cited: Mapping[int, list[str]], texts: Mapping[int, str], demanded: bool
) -> Iterator[Finding]:
    """Says which texts are no longer kept, and how many of them the originals stand in for."""
    wanted = [source["number"] for source in brief["sources"] if cited.get(source["number"])]
    lost = [number for number in wanted if number not in texts]
    names = tuple(dict.fromkeys(name for number in lost for name in cited[number]))
    again = f"; {len(wanted) - len(lost)} were read again from their originals" if len(lost) < len(wanted) else ""
    yield Finding(True, f"the texts of {len(wanted)} cited sources are no longer kept (rights: keep_texts_days){again}")
    if lost:
        said = f"not checked: citations of {len(lost)} sources whose text is gone and whose original is not at hand"
        yield Finding(not demanded, said, names if demanded else ())


def _check_text(source: Brief, raw: bytes | None, cited: tuple[str, ...], texts: dict[int, str]) -> Iterator[Finding]:
    name = f"sources/{source['number']:03d}.txt"
    if raw is None:
        if cited:
            yield Finding(False, f"{name}: missing", cited)
        return
    try:
        texts[source["number"]] = raw.decode("utf-8")
    except UnicodeDecodeError:
        yield Finding(False, f"{name}: not UTF-8", cited)
        return
    if hashlib.sha256(raw).hexdigest() != source["text_sha256"]:
        yield Finding(False, f"{name}: changed since the edition was built", cited)


def _check_original(
    source: Brief,
    places: Places,
    cited: tuple[str, ...],
    demand: Demand,
    read_again: Callable[[Original, str], ReadAgain],
    texts: dict[int, str],
) -> Iterator[Finding]:
    path = str(source["path"])
    found = places.find(path)
    if found is None:
        yield _absent(path, demand, cited)
        return
    needs_text = cited and source["number"] not in texts
    now = read_again(found, path) if found.inner(path) or needs_text else ReadAgain(digest(found.file), None)
    if now.sha256 != source["sha256"]:
        yield Finding(False, f"{path}: changed since the edition was built", cited)
    elif needs_text and now.text is not None:
        if hashlib.sha256(now.text.encode("utf-8")).hexdigest() == source["text_sha256"]:
            texts[source["number"]] = now.text
        else:
            yield Finding(not demand.again, f"{path}: read otherwise by this version", cited if demand.again else ())


def digest(file: Path) -> str:
    """The SHA-256 of a file, however large it is."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_copies(source: Brief, places: Places, demand: Demand) -> Iterator[Finding]:
    """The files that the edition says hold the same text. What is in them is compared when it is made again."""
    for copy in source["copies"]:
        if places.find(str(copy["path"])) is None:
            yield _absent(str(copy["path"]), demand, ())


def _absent(path: str, demand: Demand, cited: tuple[str, ...]) -> Finding:
    """Of an original that is not at hand: a fault where it must be."""
    fallen = cited if demand.originals else ()
    return Finding(not demand.originals, f"{path}: {NOT_AT_HAND}", fallen, NOT_AT_HAND)


def _surrounded(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Do these words stand on either side? Nothing only at the ends of the text."""
    if max(len(prefix), len(suffix)) > EDITION.around or (start and not prefix) or (end < len(text) and not suffix):
        return False
    return text.endswith(prefix, 0, start) and text.startswith(suffix, end)


def _check_statement(name: str, statement: Brief, texts: Mapping[int, str]) -> Iterator[Finding]:
    for n, citation in enumerate(statement["citations"]):
        text = texts.get(citation["source"])
        where = f"source {citation['source']}, {citation['start']}–{citation['end']}"
        if text is None:
            continue  # reported once, with the source
        start, end, exact = citation["start"], citation["end"], citation["exact"]
        if not 0 <= start < end <= len(text) or text[start:end] != exact:
            yield Finding(False, f"{where}: the words are not there", (name,))
        elif not _surrounded(text, start, end, citation["prefix"], citation["suffix"]):
            yield Finding(False, f"{where}: the surroundings differ", (name,))
        elif line_of(text, start) != citation["line"]:
            yield Finding(False, f"{where}: not on line {citation['line']}", (name,))
        elif n == 0 and plain(exact) != statement["text"]:
            yield Finding(False, f"{where}: the statement prints other words", (name,))
        else:
            yield Finding(True, where, (name,))
