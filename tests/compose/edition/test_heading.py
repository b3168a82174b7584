from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing import pipeline
from briefing.compose.edition.compose import compose
from briefing.config import parse
from briefing.model import Edition, Story
from briefing.publish.page.labels import labels, languages
from briefing.publish.page.view import view
from tests.articles import from_lines

DAY = date(2024, 5, 7)
VOTE = "The council of Ostrau on Tuesday approved a toll bridge over the river Lune, the mayor's office said."
STORM = "Trams in Prell stood still on Tuesday after a storm tore down wires in the old town, the operator reported."


def edition(*texts: str, config: str = "") -> Edition:
    stories = [
        Story(id=f"t{k}", articles=(from_lines(text, f"{k}.txt", day="2024-05-07"),)) for k, text in enumerate(texts)
    ]
    return compose(stories, (), DAY, pipeline.plan(parse(f"sources: in\n{config}".encode()), DAY))


def headings(made: Edition) -> list[str]:
    return [section.title for story in made.stories for section in story.sections if section.id == "decision"]


def test_only_what_somebody_decided_is_headed_decision() -> None:
    assert headings(edition(VOTE, STORM)) == ["Decision", "What happened"]


def test_the_statement_that_the_section_opens_with_counts() -> None:
    (heading,) = headings(edition(STORM + "\n\nThe city council on Tuesday ordered buses for the old town of Prell."))
    assert heading == "What happened"


def test_a_title_of_the_users_own_is_printed_whatever_happened() -> None:
    config = "sections:\n- {like: decision, title: News}\n"
    assert headings(edition(VOTE, STORM, config=config)) == ["News", "News"]


def test_another_section_has_the_label_of_its_id_or_its_id() -> None:
    config = "sections:\n- {like: decision, id: the-news}\n"
    (section,) = edition(STORM, config=config).stories[0].sections
    assert section.title == "The news"


@pytest.mark.parametrize("code", languages())
def test_every_language_has_a_heading_for_every_ready_section(code: str) -> None:
    words = labels(code)
    names = ["what_happened", "in-figures", "what-next", "timeline", "not-confirmed", "by-country"]
    assert all(words[name] for name in names)
    assert len({words[name] for name in [*names, "decision", "reactions", "context"]}) == 9
    made = edition(VOTE, STORM, config=f"language: {code}\n")
    assert headings(made) == [words["decision"], words["what_happened"]]


def test_one_chapter_across_the_stories_is_headed_with_what_is_true_of_all() -> None:
    mixed = replace(edition(VOTE, STORM), layout="by-section")
    assert view(mixed).chapters[0].headline == "What happened"
    decided = replace(edition(VOTE), layout="by-section")
    assert view(decided).chapters[0].headline == "Decision"
