"""The sections that docs/sections.md speaks of: the ready-made ones, and its examples, read from the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule, ready_rules
from briefing.compose.selection.select import SelectionPlan, select
from briefing.config import parse
from briefing.model import DateMention
from briefing.shape import load
from briefing.text import Span
from tests.articles import from_lines, story

PAGE = Path(__file__).parents[2] / "docs" / "sections.md"
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)]
EXAMPLES = {entry["id"]: load(SectionRule, entry) for block in BLOCKS for entry in block}
READY = {name: rule for name, rule in ready_rules().items() if rule not in DEFAULT_SECTIONS}
RULES = {**READY, **EXAMPLES}

TOLD = from_lines(
    """
    The senate of Kenya on Tuesday approved a railway from the port of Lamu to the lake, the speaker confirmed.

    The line is to cost 3.2 billion shillings and to carry 14 million tonnes in its first 5 years.

    [Ada Roe] “The railway is a disgrace to the coast,” said Ada Roe, Norway's foreign minister.
    [Lena Prutz] The railway would be welcomed by Germany, Lena Prutz, the German ambassador, said.
    [Hugo Marsk] Norway is opposed to the railway, said Hugo Marsk, a Norwegian lawmaker.

    It is not clear who will pay for the bridges.

    The senate is scheduled to debate the land laws next week, and a final vote is expected by the end of the year.

    Work on the railway began on 4 May 2011 under an older plan.
    A harbour was built in Lamu in 1924 with a gift from the islands.
    Lamu lost its first railway in 1957, when the sea took the embankment.
    """,
    "a.txt",
    "Senate approves railway from Lamu to the lake",
    "2024-05-07",
)


def with_dates(found: dict[str, str]) -> None:
    """Dates as the stage before would have found them: words → value."""
    from dataclasses import replace

    global TOLD
    sentences = []
    for sentence in TOLD.sentences:
        dates = tuple(
            DateMention(Span(sentence.span.start + at, sentence.span.start + at + len(words)), value)
            for words, value in found.items()
            if (at := sentence.text.find(words)) >= 0
        )
        sentences.append(replace(sentence, dates=dates))
    TOLD = replace(TOLD, sentences=tuple(sentences))


with_dates(
    {
        "Tuesday": "2024-05-07",
        "4 May 2011": "2011-05-04",
        "1957": "1957",
        "1924": "1924",
        "next week": "2024-05-13/2024-05-19",
    }
)


def printed(*names: str) -> dict[str, list[str]]:
    """The texts of each section, with the default three after the named ones."""
    rules = [*(RULES[name] for name in names), *DEFAULT_SECTIONS]
    return {
        section.rule.id: [pick.passage.text for pick in section.picks]
        for section in select(story(TOLD), SelectionPlan(rules=rules)).sections
    }


def alone(name: str) -> list[str]:
    """The texts of a section that is the only one."""
    (section,) = select(story(TOLD), SelectionPlan(rules=[RULES[name]])).sections
    return [pick.passage.text for pick in section.picks]


def test_the_page_names_every_ready_section() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in text for name in ready_rules())
    assert list(EXAMPLES) == ["business", "officials"]


@pytest.mark.parametrize("name", [None, *READY])
def test_an_example_goes_into_the_file_that_comes_with_the_program(name: str | None) -> None:
    """As a reader would do it: the block behind the last section of the list."""
    text = (PAGE.parents[1] / "config.yaml").read_text(encoding="utf-8")
    blocks = (
        re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S) if name is None else [f"- {name}\n"]
    )
    found = parse(text.replace("- context\n", "- context\n" + "".join(blocks)).encode())
    assert [rule.id for rule in found.sections[3:]] == ([name] if name else list(EXAMPLES))


@pytest.mark.parametrize("name", list(RULES))
def test_a_section_prints_something_alone_and_beside_the_three_nothing_twice(name: str) -> None:
    assert alone(name)
    everything = [text for texts in printed(name).values() for text in texts]
    assert len(everything) == len(set(everything))


def test_in_figures() -> None:
    assert [text[:8] for text in alone("in-figures")] == ["The line"]


def test_what_next() -> None:
    assert any(text.startswith("The senate is scheduled to") for text in alone("what-next"))


def test_timeline_goes_by_the_days() -> None:
    found = [re.findall(r"1924|1957|2011|Tuesday", text)[0] for text in alone("timeline")]
    assert len(found) > 1 and found == sorted(found)


def test_what_is_not_confirmed() -> None:
    assert [text[:15] for text in alone("not-confirmed")] == ["It is not clear"]


def test_officials() -> None:
    assert all("minister" in text or "ambassador" in text for text in alone("officials"))


def test_by_country_one_after_the_other() -> None:
    (section,) = select(story(TOLD), SelectionPlan(rules=[RULES["by-country"]])).sections
    assert [pick.group for pick in section.picks] == ["Norway", "Norway", "Germany"]
