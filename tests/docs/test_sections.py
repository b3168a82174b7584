"""The examples of docs/sections.md, each read from the page and put to work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule
from briefing.compose.selection.options import SelectOptions
from briefing.compose.selection.select import select
from briefing.model import DateMention
from briefing.shape import load
from briefing.text import Span
from tests.told import article, story

PAGE = Path(__file__).parents[2] / "docs" / "sections.md"
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)]
RULES = {entry["id"]: load(SectionRule, entry) for block in BLOCKS for entry in block}

TOLD = article(
    """
    The senate of Kenya on Tuesday approved a railway from the port of Lamu to the lake, the speaker confirmed.

    The line is to cost 3.2 billion shillings and to carry 14 million tonnes in its first 5 years.

    [Ada Roe] “The railway is a disgrace to the coast,” said Ada Roe, Norway's foreign minister.
    [Lena Prutz] The railway would be welcomed by Germany, Lena Prutz, the German ambassador, said.
    [Hugo Marsk] Norway is opposed to the railway, said Hugo Marsk, a Norwegian lawmaker.

    It is not clear who will pay for the bridges.

    The senate is scheduled to debate the land laws next week, and a final vote is expected by the end of the year.

    Work on the railway began on 4 May 2011 under an older plan.
    Lamu lost its first railway in 1957, when the sea took the embankment.
    """,
    "a.txt",
    "Senate approves railway from Lamu to the lake",
    "2024-05-07",
)


def with_dates(found: dict[str, str]) -> None:
    """Dates as the act before would have found them: words → value."""
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


with_dates({"Tuesday": "2024-05-07", "4 May 2011": "2011-05-04", "1957": "1957", "next week": "2024-05-13/2024-05-19"})


def printed(*names: str) -> dict[str, list[str]]:
    """The texts of each section, with the default three after the named ones."""
    rules = [*(RULES[name] for name in names), *DEFAULT_SECTIONS]
    return {
        section.rule.id: [pick.passage.text for pick in section.picks]
        for section in select(story(TOLD), rules, SelectOptions(), {}).sections
    }


def test_the_page_has_five_examples() -> None:
    assert list(RULES) == ["in-figures", "what-next", "timeline", "not-confirmed", "by-country"]


@pytest.mark.parametrize("name", list(RULES))
def test_an_example_prints_something_beside_the_default_three_and_nothing_twice(name: str) -> None:
    found = printed(name)
    assert found[name] and found["decision"]
    everything = [text for texts in found.values() for text in texts]
    assert len(everything) == len(set(everything))


def test_in_figures() -> None:
    assert [text[:8] for text in printed("in-figures")["in-figures"]] == ["The line"]


def test_what_next() -> None:
    assert printed("what-next")["what-next"][0][:26] == "The senate is scheduled to"


def test_timeline_goes_by_the_days() -> None:
    assert [re.findall(r"1957|2011", text)[:1] for text in printed("timeline")["timeline"]][:2] == [["1957"], ["2011"]]


def test_what_is_not_confirmed() -> None:
    assert [text[:15] for text in printed("not-confirmed")["not-confirmed"]] == ["It is not clear"]


def test_by_country_one_after_the_other() -> None:
    (section,) = select(story(TOLD), [RULES["by-country"]], SelectOptions(), {}).sections
    assert [pick.group for pick in section.picks] == ["Norway", "Norway", "Germany"]


def test_all_at_once() -> None:
    found = printed(*RULES)
    assert set(RULES) <= set(found)
