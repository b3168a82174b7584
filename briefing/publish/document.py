"""Edition → brief.json and explain.json, and back. Keys in a fixed order; what is optional is present as null."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.model import AlsoStory, CitedSource, Edition, HeadlineSource, StoryBrief
from briefing.shape import dump, load

SCHEMA = 2


def brief_json(edition: Edition) -> bytes:
    """The content of all outputs, as the interface fixes it: the fields of the data classes stand in the order of its
    keys."""
    data = {
        "schema": SCHEMA,
        **{
            name: dump(getattr(edition, name))
            for name in ("previous", "gone", "corrections", "warnings", "title", "date")
        },
        "from": edition.begins,
        **{name: dump(getattr(edition, name)) for name in ("language", "generator", "number", "cut_off")},
        "labels": dict(sorted(edition.labels.items())),
        "at_a_glance": list(edition.at_a_glance),
        "stories": [_with_headline(story) for story in edition.stories],
        "also": [_with_headline(story) for story in edition.also],
        "sources": [_source(source) for source in edition.sources],
        "left_out": dump(edition.left_out),
        "layout": edition.layout,
        "edited": list(edition.edited),
        "more": edition.more,
        "revises": dump(edition.revises),
        "cut": dump(edition.cut),
        "ahead": dump(edition.ahead),
    }
    return as_written(data)


def explain_json(edition: Edition, settings: str = "") -> bytes:
    """Why each statement stands where it stands. settings: a digest of what the user set, "" where it is not known."""
    data: dict[str, Any] = {"statements": dict(edition.explain), "not_printed": dump(edition.not_printed)}
    return as_written({**data, "settings": settings} if settings else data)


def as_written(data: Any) -> bytes:
    """Plain data in the one form in which the program writes it."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _with_headline(story: StoryBrief | AlsoStory) -> dict[str, Any]:
    data: dict[str, Any] = dump(story)
    if isinstance(story, StoryBrief):
        data["days"] = [{**dump(day), "headline_source": _headline_source(day.headline_source)} for day in story.days]
    return {**data, "headline_source": _headline_source(story.headline_source)}


def _headline_source(source: HeadlineSource) -> dict[str, Any]:
    if source.start is None:
        return {"source": source.source, "field": "title"}
    return {"source": source.source, "start": source.start, "end": source.end}


def _source(source: CitedSource) -> dict[str, Any]:
    """All but the text, which is a file of its own."""
    data: dict[str, Any] = dump(source)
    del data["text"]
    return data


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


def words_of_series(brief: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a brief.json of schema 2 quotes against the editions before, each with its name: what sources say by now,
    beside a correction or a change."""
    for number, correction in enumerate(brief.get("corrections", ()), 1):
        if correction["now"] is not None:
            yield f"correction {number}", correction["now"]
    for story in brief["stories"]:
        for number, change in enumerate(story.get("changes", ()), 1):
            yield f"{story['id']}, change {number}", change["after"]


def edition_of(brief: dict[str, Any], texts: Mapping[int, str]) -> Edition:
    """The edition that a brief.json was made from, with its sources' texts. Raises ShapeError where it is none."""
    data = {key: value for key, value in brief.items() if key not in ("schema", "from")}
    data["begins"] = brief.get("from")
    for part in ("stories", "also"):
        data[part] = [_without_field(story) for story in brief[part]]
    data["sources"] = [{**source, "text": texts.get(source["number"], "")} for source in brief["sources"]]
    return load(Edition, data)


def _without_field(story: Mapping[str, Any]) -> dict[str, Any]:
    """A story, or a day of one, whose headline's source is that of the data classes."""
    place = {key: value for key, value in story["headline_source"].items() if key != "field"}
    days = {"days": [_without_field(day) for day in story["days"]]} if "days" in story else {}
    return {**story, **days, "headline_source": place}
