"""What stands beside the editions (index.html, feed.xml, series/), made again from them and compared byte for byte.

It is made by each build of all editions that lie there then. Where others lie there by now, what it says of those that
are still there is compared; the list, the feed and the pages between editions are made again from the search files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.config import Project
from briefing.editions.outputs import design_of, index_of
from briefing.errors import BriefingError
from briefing.proof.citations import Finding
from briefing.proof.differences import first_line
from briefing.publish.editions import DamagedEdition
from briefing.publish.series.catalogue import FOLDER, Month, SavedMonth, saved
from briefing.publish.series.pages import beside_months

INDEX, FEED = "index.html", "feed.xml"
SHOWN = 3  # editions that are named
_MONTH = ".js"  # of a month's file in FOLDER, whose first line names the editions that it was made of
_ALL = f"what stands beside the editions ({INDEX}, {FEED}, {FOLDER}/)"
_SAID = f"what {INDEX}, {FEED} and {FOLDER}/, beside the edition, say of others"


def beside(out: Path, name: str, project: Project, *, same: bool) -> Iterator[Finding]:
    """A fault for each file that is not what the editions in `out` give. name: of the edition's folder; same: is the
    configuration that of the build? Nothing where there is neither list nor feed, as beside an edition alone."""
    if not any((out / one).is_file() for one in (INDEX, FEED)):
        return
    if not same:
        yield Finding(True, f"not checked: {_ALL}: made with another configuration")
        return
    try:
        made = index_of(project, anew=name[-10:-3])(out)
        there = {f"{FOLDER}/{file.name}": file.read_bytes() for file in (out / FOLDER).glob(f"*{_MONTH}")}
        if {one: _head(data) for one, data in made.items() if one.endswith(_MONTH)} != {
            one: _head(data) for one, data in there.items()
        }:
            found = {one: saved(Path(one).stem, data) for one, data in there.items()}
            yield from _other_editions(found, _months(made), name)
            made = beside_months(_newest_first(found), design_of(project))
    except DamagedEdition as fault:
        yield Finding(False, f"{FOLDER}/, beside the edition: {fault.message}")
        return
    except (BriefingError, OSError) as fault:
        yield Finding(True, f"not checked: what stands beside the editions, which cannot be made again: {fault}")
        return
    yield from _compared(out, made)


def _compared(out: Path, made: Mapping[str, bytes]) -> Iterator[Finding]:
    for name, data in made.items():
        found = _content(out / name)
        if found is None:
            yield Finding(False, f"{name}, beside the edition: missing")
        elif found != data:
            yield Finding(False, f"{name}, beside the edition: not what the editions give: {first_line(found, data)}")
    there = {f"{FOLDER}/{path.relative_to(out / FOLDER).as_posix()}" for path in (out / FOLDER).rglob("*")}
    for name in sorted(there - made.keys()):
        yield Finding(False, f"{name}, beside the edition: nothing that the editions give")


def _other_editions(found: Mapping[str, SavedMonth], now: Mapping[str, SavedMonth], name: str) -> Iterator[Finding]:
    """What the search files say of editions that lie there as they were is compared; the rest is named. found, now: by
    the names of the files."""
    unknown: list[str] = []
    for file, month in found.items():
        known = now[file].made_of if file in now else {}
        for edition, what in month.made_of.items():
            if what == known.get(edition):
                if month.rows.get(edition) != now[file].rows.get(edition):
                    yield Finding(False, f"{file}, beside the edition: not what the edition {edition} gives")
            elif edition == name:
                yield Finding(False, f"{file}, beside the edition: made of another edition {edition} than this one")
            else:
                unknown.append(edition)
    listed = {edition for month in found.values() for edition in month.made_of}
    more = [edition for month in now.values() for edition in month.made_of if edition not in listed]
    if unknown:
        yield Finding(True, f"not checked: {_SAID}, which do not lie there as they did then: {_named(unknown)}")
    if more:
        yield Finding(True, f"not checked: editions that {INDEX}, beside the edition, does not name: {_named(more)}")


def _named(editions: list[str]) -> str:
    return ", ".join(sorted(editions, reverse=True)[:SHOWN]) + (", …" if len(editions) > SHOWN else "")


def _months(made: Mapping[str, bytes]) -> dict[str, SavedMonth]:
    return {name: saved(Path(name).stem, data) for name, data in made.items() if name.endswith(_MONTH)}


def _newest_first(found: Mapping[str, SavedMonth]) -> list[Month]:
    return [found[file].month for file in sorted(found, reverse=True)]


def _head(script: bytes) -> bytes:
    return script.partition(b"\n")[0]


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
