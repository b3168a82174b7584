"""Folders of many editions for the tests of what spans editions. All names, places and words are invented."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement of an edition, and the source that it is quoted from. also: paths of other sources that it cites."""

    text: str
    speaker: str | None = None
    role: str | None = None
    section: str = "decision"
    story: str = "The bridge"
    path: str = "sources/gazette.txt"
    outlet: str | None = "Lune Gazette"
    url: str | None = None
    also: tuple[str, ...] = ()


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def brief(day: str, rows: Sequence[Row], language: str = "en", title: str = "Morning Brief") -> dict[str, Any]:
    """The content of a brief.json with these statements. A path names one source; its text is not kept."""
    sources: dict[str, dict[str, Any]] = {}
    stories: dict[str, dict[str, Any]] = {}
    for row in rows:
        for path in (row.path, *row.also):
            sources.setdefault(path, _source(len(sources) + 1, path, row, day))
        story = stories.setdefault(row.story, _story(row.story, sources[row.path]["number"], day))
        _section(story, row.section)["statements"].append(_statement(row, day, sources))
    return {
        "schema": 1,
        "title": title,
        "date": day,
        "language": language,
        "generator": "briefing 0",
        "number": None,
        "cut_off": None,
        "labels": {},
        "at_a_glance": [story["sections"][0]["statements"][0]["id"] for story in stories.values()],
        "stories": list(stories.values()),
        "also": [],
        "sources": list(sources.values()),
        "left_out": [],
        "layout": "by-story",
        "edited": [],
    }


def write(
    out: Path, name: str, rows: Sequence[Row], corrections: Sequence[tuple[str, dict[str, Any], str]] = (), **about: str
) -> Path:
    """An edition `out/NAME/` that holds a brief.json alone; returns its folder. corrections: day of an earlier edition,
    statement as it has it, and why."""
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    content = brief(name[-10:], rows, **about)
    if corrections:
        content["corrections"] = [
            {"edition": day, "statement": statement, "why": why, "now": None} for day, statement, why in corrections
        ]
    data = json.dumps(content, ensure_ascii=True)
    (folder / "brief.json").write_text(data, encoding="utf-8")
    return folder


def _source(number: int, path: str, row: Row, day: str) -> dict[str, Any]:
    return {
        "number": number,
        "path": path,
        "sha256": digest(f"file {path} {day}"),
        "text_sha256": digest(f"text {path} {day}"),
        "reader": "text",
        "encoding": "utf-8",
        "title": row.story,
        "publisher": row.outlet,
        "author": None,
        "published": day,
        "published_origin": None,
        "url": row.url,
        "language": "en",
        "copies": [],
        "words_quoted": 0,
        "genre": "news",
        "relays": None,
    }


def _story(headline: str, number: int, day: str) -> dict[str, Any]:
    return {
        "id": "t" + digest(headline + day)[:10],
        "headline": headline,
        "headline_source": {"source": number, "field": "title"},
        "articles": [number],
        "independent_sources": 1,
        "outlets": 1,
        "date": day,
        "sections": [],
        "evidence": {"disagreements": [], "not_known": [], "timeline": []},
        "background": False,
        "opinion": False,
    }


def _section(story: dict[str, Any], name: str) -> dict[str, Any]:
    sections: list[dict[str, Any]] = story["sections"]
    if not any(section["id"] == name for section in sections):
        sections.append({"id": name, "title": name, "statements": [], "group_by": "none", "note": ""})
    return next(section for section in sections if section["id"] == name)


def _statement(row: Row, day: str, sources: dict[str, dict[str, Any]]) -> dict[str, Any]:
    place = {"start": 0, "end": len(row.text), "line": 1, "page": None, "file_start": None, "file_end": None}
    cited = [
        {"source": sources[path]["number"], **place, "exact": row.text, "prefix": "", "suffix": ""}
        for path in (row.path, *row.also)
    ]
    return {
        "id": "s" + digest(f"{row.text} {row.path} {row.section} {day}")[:10],
        "text": row.text,
        "speaker": row.speaker,
        "role": row.role,
        "quote": "none",
        "corroborated_by": 0,
        "citations": cited,
        "relays": None,
        "language": "en",
        "edited": False,
        "as_of": None,
        "group": None,
    }
