"""The ready-made sections beside the three that an edition has: they take what those do not print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing import pipeline
from briefing.compose.edition.compose import compose
from briefing.compose.sections.rules import NAMES, ready_rules
from briefing.config import Config
from briefing.model import DateMention, Edition, Story
from briefing.text import Span
from tests.articles import from_lines

DAY = date(2024, 5, 7)
TEXT = """
The senate of Kenya on Tuesday approved a railway from the port of Lamu to the lake, the speaker confirmed.

The line is to cost 3.2 billion shillings and to carry 14 million tonnes in its first 5 years.
Lamu has 25 thousand people, 3 banks and 12 hotels on its islands.

[Ada Roe] “The railway is a disgrace to the coast,” said Ada Roe, Norway's foreign minister.
[Ben Ashe] “The railway is what the coast needs,” said Ben Ashe of the port.

It is not clear who will pay for the bridges.
The senate is scheduled to debate the land laws next week, and a final vote is expected by the end of the year.

Work on the railway began on 4 May 2011 under an older plan.
The first railway of Lamu opened in 1924 with a gift from the islands.
Lamu lost its first railway in 1957, when the sea took the embankment.
The port of Lamu was deepened in 1998 for the ships of the lake.
"""
DATES = {"Tuesday": "2024-05-07", "4 May 2011": "2011-05-04", "1924": "1924", "1957": "1957", "1998": "1998"}
EXTRA = NAMES[3:]


def told() -> Story:
    plain = from_lines(TEXT, "a.txt", "Senate approves railway from Lamu to the lake", "2024-05-07")
    sentences = []
    for sentence in plain.sentences:
        found = [
            DateMention(Span(sentence.span.start + at, sentence.span.start + at + len(words)), value)
            for words, value in DATES.items()
            if (at := sentence.text.find(words)) >= 0
        ]
        sentences.append(replace(sentence, dates=tuple(found)))
    return Story(id="t0", articles=(replace(plain, sentences=tuple(sentences)),), day="2024-05-07")


def edition(*names: str) -> Edition:
    rules = tuple(ready_rules()[name] for name in names)
    return compose([told()], (), DAY, pipeline.plan(Config(sections=rules), DAY))


def texts(made: Edition) -> dict[str, list[str]]:
    return {s.id: [statement.text for statement in s.statements] for s in made.stories[0].sections}


def everything(made: Edition) -> list[str]:
    evidence = made.stories[0].evidence
    printed = [text for found in texts(made).values() for text in found]
    printed += [statement.text for statement in evidence.not_known]
    return printed + [event.statement.text for event in evidence.timeline]


@pytest.mark.parametrize("name", EXTRA)
def test_a_section_that_is_added_by_name_takes_nothing_from_the_three(name: str) -> None:
    without, beside = texts(edition(*NAMES[:3])), texts(edition(*NAMES[:3], name))
    assert {key: beside[key] for key in without} == without


def test_nothing_is_printed_twice_with_all_of_them() -> None:
    printed = everything(edition(*NAMES))
    assert len(printed) == len(set(printed))


def test_the_order_of_print_is_that_of_the_configuration_whatever_the_turn() -> None:
    assert list(texts(edition("what-next", "decision"))) == ["what-next", "decision"]


def test_alone_each_prints_what_its_name_says() -> None:
    assert [text[:8] for text in texts(edition("in-figures"))["in-figures"]] == ["The line", "Lamu has"]
    assert [text[:14] for text in texts(edition("what-next"))["what-next"]] == ["The line is to", "The senate is "]
    assert [text[:15] for text in texts(edition("not-confirmed"))["not-confirmed"]] == ["It is not clear"]


def test_a_timeline_has_one_date_a_statement_and_stands_instead_of_the_evidence() -> None:
    assert edition("decision").stories[0].evidence.timeline
    made = edition("decision", "timeline")
    (section,) = [s for s in made.stories[0].sections if s.id == "timeline"]
    assert [statement.group for statement in section.statements] == ["1957", "1998", "2011-05-04"]
    assert not made.stories[0].evidence.timeline


def test_what_is_not_confirmed_stands_instead_of_the_evidence() -> None:
    assert edition("decision").stories[0].evidence.not_known
    assert not edition("decision", "not-confirmed").stories[0].evidence.not_known
    assert edition("decision", "timeline").stories[0].evidence.not_known


def test_by_country_leaves_out_what_names_no_country() -> None:
    (section,) = edition("by-country").stories[0].sections
    assert [statement.group for statement in section.statements] == ["Norway"]
