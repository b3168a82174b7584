"""The editions before the one that is made: found in the folder of editions, read back from their files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from briefing.compose.changes.past import Earlier
from briefing.compose.changes.tuning import CHANGES
from briefing.editions.true_to_sources import true_to_sources
from briefing.errors import UsageError
from briefing.model import Edition, NamedEdition, Previous
from briefing.publish import editions
from briefing.publish.document import SCHEMA, edition_of
from briefing.publish.retention import is_dropped

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NONE, NEWEST = "none", "previous"  # what `since:` may say, beside a day


@dataclass(frozen=True, slots=True)
class EarlierEditions:
    """The editions before, the newest first, and the names of others in the folder that cannot be used. changed: those
    that do not say what their sources say."""

    editions: tuple[Earlier, ...] = ()
    unreadable: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def before(out: Path, day: date, since: str = NEWEST) -> EarlierEditions:
    """The editions in `out` that the edition of the day is held against. since: "none", "previous" (the newest that is
    dated earlier), or a day: that day's edition. Raises UsageError where that day has none, or is not before."""
    if since == NONE:
        return EarlierEditions()
    if since != NEWEST and since >= day.isoformat():
        raise UsageError(
            f"since: found {since}, expected a day before {day}, that of the edition",
            "write `since: previous`, or build it with --alone",
        )
    last = day.isoformat() if since == NEWEST else since
    folders = [folder for folder in _folders(out) if folder.name < last or folder.name == since]
    if since != NEWEST and (not folders or folders[0].name != since):
        raise UsageError(
            f"since: found {since}, and {out} holds no edition of that day",
            "build it first, or write `since: previous` or `since: none`",
        )
    found: list[Earlier] = []
    unreadable: list[str] = []
    changed: list[str] = []
    for folder in folders:
        if found and folder.name < _first(found[0].day):
            break
        earlier = _opened(folder)
        if earlier is None:
            unreadable.append(folder.name)
        elif not true_to_sources(earlier.edition):
            changed.append(folder.name)
        else:
            found.append(earlier)
    return EarlierEditions(tuple(found), tuple(unreadable), tuple(changed))


def day_of(edition: Edition) -> date:
    """The day of an edition, the last of several."""
    return date.fromisoformat(edition.date)


def named(out: Path, previous: Previous | None) -> tuple[Earlier, ...] | None:
    """The very editions that a brief.json names; None where one of them is not there, is another by now, or has lost
    the texts of its sources."""
    if previous is None:
        return ()
    wanted = (NamedEdition(previous.date, previous.sha256), *previous.before)
    known = [_is_day(one.date) and not is_dropped(out / one.date) for one in wanted]
    found = [read(out / one.date) if whole else None for one, whole in zip(wanted, known, strict=True)]
    same = [one for one, name in zip(found, wanted, strict=True) if one is not None and one.sha256 == name.sha256]
    return tuple(same) if len(same) == len(wanted) else None


def read(folder: Path) -> Earlier | None:
    """The edition of a folder with those of its sources' texts that are what it says; None where it is none, or does
    not say what they say."""
    found = _opened(folder)
    return found if found is not None and true_to_sources(found.edition) else None


def _opened(folder: Path) -> Earlier | None:
    try:
        raw = editions.read(folder.parent, folder.name)
        brief = editions.opened(raw)
        texts = dict(_texts(folder, brief))
        edition = edition_of(dict(brief), texts)
        known = editions.number(brief["schema"]) <= SCHEMA
    except (editions.DamagedEdition, *editions.UNFIT):
        return None
    if edition.date != folder.name or not known:
        return None
    return Earlier(edition, hashlib.sha256(raw).hexdigest())


def _texts(folder: Path, brief: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for source in brief["sources"]:
        number = editions.number(source["number"])
        data = _content(folder / "sources" / f"{number:03d}.txt")
        if data is None:
            continue  # a source without a text: what was printed of it is still known
        if hashlib.sha256(data).hexdigest() == source["text_sha256"]:
            yield number, data.decode("utf-8", "replace")


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.stat().st_size <= editions.MOST_BYTES else None
    except OSError:
        return None


def _folders(out: Path) -> list[Path]:
    """The folders of editions of one day, the newest first."""
    if not out.is_dir():
        return []
    return sorted((one for one in out.iterdir() if _is_day(one.name) and (one / "brief.json").is_file()), reverse=True)


def _is_day(name: str) -> bool:
    return bool(_DAY.fullmatch(name)) and editions.days(name) is not None


def _first(newest: str) -> str:
    return (date.fromisoformat(newest) - timedelta(days=CHANGES.corrected_days)).isoformat()
