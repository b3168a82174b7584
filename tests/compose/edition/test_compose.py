from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing import pipeline
from briefing.compose.edition.compose import compose
from briefing.compose.edition.length.options import LengthOptions
from briefing.config import parse
from briefing.model import Edition, Story
from tests.articles import from_lines

DAY = date(2024, 5, 7)
BRIDGE = """
The council of Ostrau on Tuesday approved a toll bridge over the river Lune, the mayor's office said.

[Ada Roe] “It is a historic day for the whole valley of the Lune,” said Ada Roe, an engineer.
[Ben Ashe] “The toll bridge is a disgrace and it will cost us dearly,” said Ben Ashe of the ferry company.

Ostrau has long depended on a ferry over the Lune that was founded in 1911.
"""
TRAM = "Trams in Prell stood still on Tuesday after a storm tore down the wires in the old town, the operator reported."


def told(*texts: str) -> list[Story]:
    return [
        Story(id=f"t{k}", articles=(from_lines(text, f"{k}.txt", day="2024-05-07"),)) for k, text in enumerate(texts)
    ]


def edition(stories: list[Story], **budget: int) -> Edition:
    plan = pipeline.plan(parse(b"sources: in"), DAY)
    return compose(stories, (), DAY, replace(plan, length=LengthOptions(**budget)))


def sections(made: Edition) -> list[dict[str, tuple[int, bool]]]:
    """Per story, section by section, how many statements it has and whether it says that too little was found."""
    return [{s.id: (len(s.statements), bool(s.note)) for s in story.sections} for story in made.stories]


def test_too_little_is_said_in_the_leading_story_alone() -> None:
    small, full = sections(edition(told(TRAM, BRIDGE)))
    assert small == {"decision": (1, False), "reactions": (0, True), "context": (0, True)}
    assert set(full) == {"decision", "reactions", "context"} and not any(note for _, note in full.values())
    full, small = sections(edition(told(BRIDGE, TRAM)))
    assert small == {"decision": (1, False)}


def test_what_the_budget_cuts_is_not_too_little() -> None:
    (cut,) = sections(edition(told(BRIDGE), statements=2))
    assert cut == {"decision": (1, False), "reactions": (1, False)}


def test_stories_beyond_the_limit_of_also_are_counted_and_their_files_left_out() -> None:
    texts = [
        f"The council of Place{n} on Tuesday approved bridge number {n}, the mayor's office said." for n in range(6)
    ]
    plan = replace(pipeline.plan(parse(b"sources: in"), DAY), length=LengthOptions(stories=2, also=1))
    made = compose(told(*texts), (), DAY, plan)
    assert (len(made.stories), len(made.also), made.more) == (2, 1, 3)
    assert [left.path for left in made.left_out] == ["3.txt", "4.txt", "5.txt"]
    assert {source.path for source in made.sources} == {"0.txt", "1.txt", "2.txt"}
