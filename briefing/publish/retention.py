"""Old editions without the texts of their sources, which are their publishers'.

What an edition prints stays: its pages, its brief.json with every cited passage. The whole texts in `sources/` go. In
place of each source's page stands one with the cited passages alone, so that every link still leads to its words; and
`sources/dropped.json` says what is no longer there. All of that is made of brief.json, so that `verify` can make it
again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from briefing.publish import folder
from briefing.publish.document import statements, words_of_series
from briefing.publish.editions import UNFIT, DamagedEdition, days, opened, read, there
from briefing.publish.page.labels import direction, labels, text_direction
from briefing.publish.page.render import encoded, styled
from briefing.publish.page.templating import sandbox

MARK = "sources/dropped.json"
NEWEST = 2  # editions that keep their texts whatever their age: the next one is held against them


def drop(out: Path, day: date, keep_days: int) -> list[str]:
    """Takes the texts out of editions whose last day is more than `keep_days` before `day`; returns their names. Raises
    StateError where an edition cannot be written; it is then as it was."""
    oldest = (day - timedelta(days=keep_days)).isoformat()
    old = [name for name in list(there(out))[:-NEWEST] if (days(name) or ("9", ""))[0] < oldest]
    return [name for name in old if any((out / name / "sources").glob("*.txt")) and _dropped(out, name)]


def _dropped(out: Path, name: str) -> bool:
    try:
        made = remains(opened(read(out, name)))
    except (DamagedEdition, *UNFIT):
        return False  # what cannot be read is left as it is, and `verify` says what is wrong with it
    files = sorted(path for path in (out / name).rglob("*") if path.is_file())
    kept = {path.relative_to(out / name).as_posix(): path.read_bytes() for path in files}
    rest = {path: data for path, data in kept.items() if not path.startswith("sources/")}
    folder.exchange(out, name, {**rest, **made})
    return True


def remains(brief: Mapping[str, Any]) -> dict[str, bytes]:
    """What stands in `sources/` once the texts are gone. Raises one of UNFIT where brief.json is no edition's."""
    passages: dict[int, dict[int, list[str]]] = {}
    for _, one in (*statements(dict(brief)), *words_of_series(brief)):
        for citation in one["citations"]:
            lines = passages.setdefault(citation["source"], {})
            here = lines.setdefault(citation["line"], [])
            here += [citation["exact"]] if citation["exact"] not in here else []
    pages = {
        f"sources/{source['number']:03d}.html": _page(brief, source, passages.get(source["number"], {}))
        for source in brief["sources"]
    }
    gone = [f"sources/{source['number']:03d}.txt" for source in brief["sources"]]
    mark = json.dumps({"dropped": gone, "why": "rights: keep_texts_days"}, indent=1) + "\n"
    return {**pages, MARK: mark.encode()}


def _page(brief: Mapping[str, Any], source: Mapping[str, Any], lines: Mapping[int, list[str]]) -> bytes:
    language = str(brief["language"])
    words = {**labels(language), **brief["labels"]}
    values: dict[str, Any] = {
        "labels": words,
        "language": language,
        "direction": direction(language),
        "source": source,
        "name": source["title"] or source["path"],
        "source_language": source["language"] or language,
        "passages": [
            {"line": line, "texts": found, "direction": text_direction("".join(found), source["language"])}
            for line, found in sorted(lines.items())
        ],
        "fonts": (),
    }
    values |= styled("source.css", values, None)
    return encoded(sandbox.render("dropped.html.j2", values))


def is_dropped(edition: Path) -> bool:
    """Whether an edition's folder says that its texts are gone."""
    return (edition / MARK).is_file()
