"""Small editions for the tests of the outputs. All names, places and words are invented."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from briefing.compose.edition.citations import surroundings
from briefing.language import plain
from briefing.model import (
    AlsoStory,
    Citation,
    CitedSource,
    CopyOf,
    Correction,
    Disagreement,
    Dropped,
    Edition,
    Event,
    Evidence,
    GoesOn,
    HeadlineSource,
    LeftOut,
    Previous,
    Revision,
    Section,
    Statement,
    StoryBrief,
    Value,
)
from briefing.publish.page.labels import labels
from briefing.text import Span, line_of


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def source(
    number: int, title: str | None, text: str, outlet: str | None = "Kessel Gazette", **other: object
) -> CitedSource:
    plain_fields: dict[str, object] = {
        "path": f"2026-03-02/file-{number:04d}.txt",
        "reader": "text",
        "encoding": "utf-8",
        "author": None,
        "published": "2026-03-02T18:40:00+00:00",
        "published_origin": "line 2",
        "url": f"https://gazette.example/2026/{number}",
        "language": "en",
        "copies": (),
    }
    fields = {**plain_fields, **other}
    return CitedSource(
        number=number,
        sha256=digest("file " + text),
        text_sha256=digest(text),
        title=title,
        publisher=outlet,
        text=text,
        **fields,  # type: ignore[arg-type]
    )


def words_at(where: CitedSource, words: str) -> str:
    """The source's own words; “First words … last words.” stands for all from the one to the other."""
    first, _, last = words.partition(" … ")
    start = where.text.index(first)
    return where.text[start : where.text.index(last, start) + len(last)] if last else first


def cite(where: CitedSource, words: str) -> Citation:
    """A citation of the first place where `words` stand in the source's text."""
    words = words_at(where, words)
    start = where.text.index(words)
    end = start + len(words)
    prefix, suffix = surroundings(where.text, Span(start, end))
    return Citation(
        source=where.number,
        start=start,
        end=end,
        line=line_of(where.text, start),
        page=None,
        file_start=None,
        file_end=None,
        exact=words,
        prefix=prefix,
        suffix=suffix,
    )


def statement(
    where: CitedSource,
    words: str,
    *others: tuple[CitedSource, str],
    speaker: str | None = None,
    role: str | None = None,
    corroborated_by: int = 0,
    **more: object,
) -> Statement:
    first = cite(where, words)
    return Statement(
        id="s" + digest(f"{where.text_sha256}:{first.start}-{first.end}")[:10],
        text=plain(first.exact),
        speaker=speaker,
        role=role,
        quote="none",
        corroborated_by=corroborated_by,
        citations=(first, *(cite(other, found) for other, found in others)),
        language=where.language,
        **more,  # type: ignore[arg-type]
    )


def story(
    lead: CitedSource, articles: Sequence[CitedSource], sections: tuple[Section, ...], evidence: Evidence | None = None
) -> StoryBrief:
    outlets = {article.publisher for article in articles if article.publisher}
    return StoryBrief(
        id="t" + digest(lead.text_sha256)[:10],
        headline=plain(lead.title or ""),
        headline_source=HeadlineSource(lead.number),
        articles=tuple(article.number for article in articles),
        independent_sources=len(articles),
        outlets=len(outlets),
        date="2026-03-03",
        sections=sections,
        evidence=evidence or Evidence(),
    )


COUNCIL = """Council shuts inner basin to tankers
2 March 2026, 18:40

After four hours of debate the council voted seven to two to close the inner basin to \
tankers from the first of June, with both island members opposed.
The order covers every vessel above 5,000 tonnes and moves fuel landings to the outer mole, \
which has one working berth.
The harbourmaster has until Friday to publish the order.

A fuel barge grounded at the basin mouth in May 2024. The council ordered a risk study in November 2025.
"We could not wait for a third grounding," said Ina Vermoor, who chairs the harbour council.
"""
WIRE = """Tanker closure: the cost question

Kessel's inner basin closes to tankers on 1 June after a vote of seven to two.
The port authority told this agency it expects \
relocation to cost **41 million crowns**, to be met from [berth fees](https://wire.example/fees) over six years.
Neither document has been published, and it is not confirmed who would pay for dredging.
"""
OWNERS = """Owners: ninety days is not a plan
Speaking for eleven owners, Mara Lindqvist said "ninety days is a deadline, not a plan" and \
asked for a hearing before April.
"Nobody has asked us where the ships should go," Lindqvist added.
The dockers' union welcomed the vote. "Our members will retrain tanker crews," said its secretary, Jonas Falk.
"""
ISLANDS = """Запасов хватит до июля
По словам управления, топлива на островах хватит до середины июля; дальше поставки не определены.
"""
TREASURY = """Treasury doubts port's figure
A treasury note seen by this paper puts the bill nearer 60 million crowns once dredging of the outer mole is counted.
The islands take nine tenths of their winter fuel through Kessel, and stocks reach only to the middle of July.
"""
BRIDGE = """Varn bridge reopens
The bridge at Varn reopened to lorries on Monday after eleven weeks of repairs, the road office said.
Tolls stay as they were until the end of the year.
"""


def small(language: str = "en", layout: Literal["by-story", "by-section"] = "by-story") -> Edition:
    """Two stories from six sources, with evidence, a foreign passage, something under “also”, files left out."""
    council = source(1, "Council shuts inner basin to tankers", COUNCIL, author="Per Holm")
    wire = source(
        2,
        "Tanker closure: the cost question",
        WIRE,
        "Harbour Wire",
        reader="markdown",
        copies=(CopyOf("2026-03-02/reprint of <wire> & co.md", digest("copy")),),
    )
    owners = source(3, "Owners: ninety days is not a plan", OWNERS, "Varenia Shipping News", published="2026-03-03")
    islands = source(4, "Запасов хватит до июля", ISLANDS, "Острова сегодня", language="ru", url=None)
    treasury = source(5, "Treasury doubts port's figure", TREASURY, published="2026-03-03T05:15:00+00:00")
    bridge = source(
        6, "Varn bridge reopens", BRIDGE, None, published=None, published_origin=None, url="javascript:alert(1)"
    )
    title = labels(language)
    decision = statement(
        council,
        "After four hours … members opposed.",
        (wire, "Kessel's inner basin closes to tankers on 1 June after a vote of seven to two."),
        corroborated_by=1,
    )
    order = statement(
        council,
        "The order covers … working berth.",
    )
    cost = statement(
        wire,
        "The port authority … over six years.",
    )
    chair = statement(
        council,
        '"We could not wait for a third grounding," said Ina Vermoor, who chairs the harbour council.',
        speaker="Ina Vermoor",
        role="chairs the harbour council",
    )
    lindqvist = statement(
        owners,
        "Speaking for eleven owners … before April.",
        speaker="Mara Lindqvist",
        role="for eleven owners",
    )
    nobody = statement(
        owners,
        '"Nobody has asked us where the ships should go," Lindqvist added.',
        speaker="Mara Lindqvist",
        role="for eleven owners",
    )
    falk = statement(
        owners,
        '"Our members will retrain tanker crews," said its secretary, Jonas Falk.',
        speaker="Jonas Falk",
        role="secretary",
    )
    fuel = statement(
        islands, "По словам управления, топлива на островах хватит до середины июля; дальше поставки не определены."
    )
    winter = statement(
        treasury,
        "The islands take … of July.",
        edited=True,
    )
    evidence = Evidence(
        disagreements=(
            Disagreement(
                "relocation",
                (
                    Value("41 million crowns", (cite(wire, "41 million crowns"),)),
                    Value("nearer 60 million crowns", (cite(treasury, "nearer 60 million crowns"),)),
                ),
            ),
        ),
        not_known=(
            statement(wire, "Neither document has been published, and it is not confirmed who would pay for dredging."),
        ),
        timeline=(
            Event("2024-05", statement(council, "A fuel barge grounded at the basin mouth in May 2024.")),
            Event("2025-11", statement(council, "The council ordered a risk study in November 2025.")),
            Event("2026-03-06", statement(council, "The harbourmaster has until Friday to publish the order.")),
        ),
    )
    basin = story(
        council,
        [council, wire, owners, islands, treasury],
        (
            Section(id="decision", title=title["decision"], statements=(decision, order, cost)),
            Section(
                id="reactions",
                title=title["reactions"],
                statements=(chair, lindqvist, nobody, falk),
                group_by="speaker",
            ),
            Section(id="context", title=title["context"], statements=(fuel, winter)),
        ),
        evidence,
    )
    reopened = statement(
        bridge, "The bridge at Varn reopened to lorries on Monday after eleven weeks of repairs, the road office said."
    )
    tolls = statement(bridge, "Tolls stay as they were until the end of the year.")
    varn = replace(
        story(
            bridge,
            [bridge],
            (
                Section(id="decision", title=title["decision"], statements=(reopened,)),
                Section(
                    id="reactions", title=title["reactions"], statements=(), group_by="speaker", note=title["nothing"]
                ),
                Section(id="context", title=title["context"], statements=(tolls,)),
            ),
        ),
        date=None,
    )
    return Edition(
        title="Morning Brief",
        date="2026-03-03",
        language=language,
        generator="briefing 0.1.0",
        number=62,
        cut_off="2026-03-03T05:15:00+00:00",
        labels=title,
        at_a_glance=(decision.id, reopened.id, cost.id),
        stories=(basin, varn),
        also=(
            AlsoStory(headline="Tanker closure: the cost question", headline_source=HeadlineSource(2), articles=(2, 5)),
        ),
        sources=(council, wire, owners, islands, treasury, bridge),
        left_out=(
            LeftOut("2026-03-02/<script>alert(1)</script>.txt", "empty"),
            LeftOut("old.txt", "published after the day"),
        ),
        layout=layout,
        edited=(winter.id,),
        explain={},
    )


def after_another(language: str = "en") -> Edition:
    """The small edition as one that follows another and replaces a version of its own that was sent: its first story
    goes on with one new statement, its line is unchanged, a story of the day before ended, a statement was wrong."""
    edition = small(language)
    basin, varn = edition.stories
    decision, *rest = basin.sections
    first, *known = decision.statements
    told = (replace(first, since="new"), *(replace(one, since="known") for one in known))
    basin = replace(basin, since="developing", sections=(replace(decision, statements=told), *rest))
    toll = varn.sections[2].statements[0]
    wrong = replace(toll, id="s00000000aa", text="Tolls fall at the end of the year.", citations=())
    return replace(
        edition,
        previous=Previous("2026-03-02", digest("the edition before")),
        stories=(basin, replace(varn, since="new")),
        also=tuple(replace(line, since="unchanged") for line in edition.also),
        gone=(GoesOn("2026-03-02", "t00000000aa", "the ferry strike is over"),),
        corrections=(
            Correction(
                edition="2026-03-02",
                statement=wrong,
                why="source changed",
                now=replace(toll, id="s00000000ab"),
                outlet="Velm Gazette",
            ),
        ),
        revises=Revision(
            sha256=digest("sent"), dropped=(Dropped("Varn bridge reopens", "The road office gave no figures."),)
        ),
    )
