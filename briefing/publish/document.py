"""Edition → brief.json and explain.json, and back. Keys in a fixed order; what is optional is present as null."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.model import (
    AlsoStory,
    Citation,
    CitedSource,
    Edition,
    HeadlineSource,
    Section,
    Statement,
    StoryBrief,
)
from briefing.shape import load

SCHEMA = 1


def brief_json(edition: Edition) -> bytes:
    """The content of all outputs, as the interface fixes it."""
    return _bytes(_brief(edition))


def explain_json(edition: Edition) -> bytes:
    """Why each statement stands where it stands."""
    return _bytes({"statements": dict(edition.explain)})


def _bytes(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _brief(edition: Edition) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "title": edition.title,
        "date": edition.date,
        "language": edition.language,
        "generator": edition.generator,
        "number": edition.number,
        "cut_off": edition.cut_off,
        "labels": dict(sorted(edition.labels.items())),
        "at_a_glance": list(edition.at_a_glance),
        "stories": [_story(story) for story in edition.stories],
        "also": [_also(story) for story in edition.also],
        "sources": [_source(source) for source in edition.sources],
        "left_out": [{"path": left.path, "reason": left.reason} for left in edition.left_out],
        "layout": edition.layout,
        "edited": list(edition.edited),
    }


def _story(story: StoryBrief) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "headline_source": _headline_source(story.headline_source),
        "articles": list(story.articles),
        "independent_sources": story.independent_sources,
        "outlets": story.outlets,
        "date": story.date,
        "sections": [_section(section) for section in story.sections],
        "evidence": {
            "disagreements": [
                {
                    "about": item.about,
                    "values": [
                        {"text": value.text, "citations": [_citation(c) for c in value.citations]}
                        for value in item.values
                    ],
                }
                for item in story.evidence.disagreements
            ],
            "not_known": [_statement(statement) for statement in story.evidence.not_known],
            "timeline": [
                {"date": event.date, "statement": _statement(event.statement)} for event in story.evidence.timeline
            ],
        },
        "background": story.background,
        "opinion": story.opinion,
    }


def _headline_source(source: HeadlineSource) -> dict[str, Any]:
    if source.start is None:
        return {"source": source.source, "field": "title"}
    return {"source": source.source, "start": source.start, "end": source.end}


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "statements": [_statement(statement) for statement in section.statements],
        "group_by": section.group_by,
        "note": section.note,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "text": statement.text,
        "speaker": statement.speaker,
        "role": statement.role,
        "quote": statement.quote,
        "corroborated_by": statement.corroborated_by,
        "citations": [_citation(citation) for citation in statement.citations],
        "relays": statement.relays,
        "language": statement.language,
        "edited": statement.edited,
        "group": statement.group,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "source": citation.source,
        "start": citation.start,
        "end": citation.end,
        "line": citation.line,
        "page": citation.page,
        "file_start": citation.file_start,
        "file_end": citation.file_end,
        "exact": citation.exact,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
    }


def _also(story: AlsoStory) -> dict[str, Any]:
    return {
        "headline": story.headline,
        "headline_source": _headline_source(story.headline_source),
        "articles": list(story.articles),
    }


def _source(source: CitedSource) -> dict[str, Any]:
    return {
        "number": source.number,
        "path": source.path,
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "reader": source.reader,
        "encoding": source.encoding,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published,
        "published_origin": source.published_origin,
        "url": source.url,
        "language": source.language,
        "copies": [{"path": copy.path, "sha256": copy.sha256, "kind": copy.kind} for copy in source.copies],
        "words_quoted": source.words_quoted,
    }


def statements(brief: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that a brief.json quotes, each with its name: statements by id, values that disagree by their place."""
    for story in brief["stories"]:
        for section in story["sections"]:
            for statement in section["statements"]:
                yield statement["id"], statement
        for i, disagreement in enumerate(story["evidence"]["disagreements"], 1):
            for k, value in enumerate(disagreement["values"], 1):
                yield f"{story['id']}, disagreement {i}.{k}", value
        for statement in story["evidence"]["not_known"]:
            yield statement["id"], statement
        for event in story["evidence"]["timeline"]:
            yield event["statement"]["id"], event["statement"]


def edition_of(brief: dict[str, Any], texts: Mapping[int, str]) -> Edition:
    """The edition that a brief.json was made from, with its sources' texts. Raises ShapeError where it is none."""
    data = {key: value for key, value in brief.items() if key != "schema"}
    for part in ("stories", "also"):
        data[part] = [
            {**story, "headline_source": {k: v for k, v in story["headline_source"].items() if k != "field"}}
            for story in brief[part]
        ]
    data["sources"] = [{**source, "text": texts.get(source["number"], "")} for source in brief["sources"]]
    return load(Edition, data)
