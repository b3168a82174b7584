"""What stands beside the editions (index.html, feed.xml, series/), made again from them and compared byte for byte.

It is made by each build of all editions that lie there then. Where others lie there by now it cannot be held against
them, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.config import Project
from briefing.editions.outputs import index_of
from briefing.errors import BriefingError
from briefing.proof.citations import Finding
from briefing.proof.differences import first_line
from briefing.publish.series.catalogue import FOLDER

INDEX, FEED = "index.html", "feed.xml"
_MONTH = ".js"  # of a month's file in FOLDER, whose first line names the editions that it was made of


def beside(out: Path, day: str, project: Project, *, same: bool) -> Iterator[Finding]:
    """A fault for each file that is not what the editions in `out` give. day: of the edition; same: is the
    configuration that of the build? Nothing where there is neither list nor feed, as beside an edition alone."""
    if not any((out / name).is_file() for name in (INDEX, FEED)):
        return
    try:
        made = index_of(project, anew=day[:7])(out)
    except (BriefingError, OSError) as fault:
        yield Finding(True, f"not checked: what stands beside the editions, which cannot be made again: {fault}")
        return
    if why := _not_comparable(out, made, same):
        yield Finding(True, f"not checked: what stands beside the editions ({INDEX}, feed.xml, {FOLDER}/): {why}")
        return
    for name, data in made.items():
        found = _content(out / name)
        if found is None:
            yield Finding(False, f"{name}, beside the edition: missing")
        elif found != data:
            yield Finding(False, f"{name}, beside the edition: not what the editions give: {first_line(found, data)}")
    there = {f"{FOLDER}/{path.relative_to(out / FOLDER).as_posix()}" for path in (out / FOLDER).rglob("*")}
    for name in sorted(there - made.keys()):
        yield Finding(False, f"{name}, beside the edition: nothing that the editions give")


def _not_comparable(out: Path, made: dict[str, bytes], same: bool) -> str:
    """Why what lies there cannot be held against what was made, or ""."""
    if not same:
        return "made with another configuration"
    expected = {name: _head(data) for name, data in made.items() if name.endswith(_MONTH)}
    there = {f"{FOLDER}/{file.name}": _head(file.read_bytes()) for file in (out / FOLDER).glob(f"*{_MONTH}")}
    return "" if there == expected else "made of other editions than lie there now"


def _head(script: bytes) -> bytes:
    return script.partition(b"\n")[0]


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
