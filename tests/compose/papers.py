"""Small papers of one day for the tests of whole editions, and what an edition prints of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import briefing
from briefing.model import Edition

DAY = "2026-05-12"


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    published: str
    text: str
    publisher: str = ""


def built(papers: Sequence[Paper]) -> Edition:
    records = [
        {
            "id": f"p{number}",
            "title": paper.title,
            "published": paper.published,
            "publisher": paper.publisher or f"Paper {number}",
            "text": paper.text,
        }
        for number, paper in enumerate(papers)
    ]
    return briefing.build(records, day=DAY)


def printed(edition: Edition, *sections: str) -> str:
    """All that the sections print (all sections if none is named)."""
    return "\n".join(
        statement.text
        for story in edition.stories
        for section in story.sections
        if not sections or section.id in sections
        for statement in section.statements
    )


def opening(edition: Edition) -> str:
    """The headlines, and what stands at a glance."""
    glance = [
        statement.text
        for story in edition.stories
        for section in story.sections
        for statement in section.statements
        if statement.id in edition.at_a_glance
    ]
    return "\n".join([*(story.headline for story in edition.stories), *glance])
