"""First page, sizes, voices and notes: what a reader sees of an edition, and what is said only once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import (
    Change,
    Disagreement,
    Edition,
    Evidence,
    GoesOn,
    Previous,
    Section,
    StoryBrief,
    Value,
    Worded,
)
from briefing.publish.page.options import PageOptions
from briefing.publish.page.parts.sizes import sizes
from briefing.publish.page.parts.voices import capitalised
from briefing.publish.page.render import print_page_of
from briefing.publish.page.view import view
from tests.helpers import editions

SHOWERS = "Showers in the north, dry by evening."
YESTERDAY = Previous("2026-03-02", "0" * 64)
FERRY = "The ferry to Hoym sails again from Thursday, the harbour office said."


def brief_story(
    number: int, title: str, line: str, *, genre: str = "news", speaker: str | None = None, as_of: str | None = None
) -> tuple[StoryBrief, object]:
    """A story of this one statement, and its source."""
    source = editions.source(number, title, f"{title}\n{line}\n", f"Paper {number}", genre=genre)
    said = editions.statement(source, line, speaker=speaker, as_of=as_of)
    section = Section(id="decision", title="Decision", statements=(said,))
    return editions.story(source, [source], (section,)), source


def with_more(*more: tuple[StoryBrief, object]) -> Edition:
    """The small edition with these stories behind its own."""
    small = editions.small()
    return replace(
        small,
        stories=(*small.stories, *(story for story, _ in more)),
        sources=(*small.sources, *(source for _, source in more)),  # type: ignore[arg-type]
    )


def test_the_first_story_leads_a_short_one_is_brief_and_the_last_notices_are_notices() -> None:
    ferry, showers = brief_story(7, "Ferry sails", FERRY), brief_story(8, "Weather", SHOWERS, genre="notice")
    edition = with_more(ferry, showers)
    basin, varn = editions.small().stories
    assert sizes(edition) == {basin.id: "lead", varn.id: "full", ferry[0].id: "brief", showers[0].id: "notice"}
    labels = [(chapter.number, chapter.size, chapter.label) for chapter in view(edition).chapters]
    assert labels == [(1, "lead", ""), (2, "full", ""), (3, "brief", "In brief"), (4, "notice", "Notices")]


def test_a_notice_before_other_stories_keeps_its_place_and_is_brief() -> None:
    showers, ferry = brief_story(7, "Weather", SHOWERS, genre="notice"), brief_story(8, "Ferry sails", FERRY)
    assert [sizes(with_more(showers, ferry))[story.id] for story, _ in (showers, ferry)] == ["brief", "brief"]


def test_a_notice_whose_headline_is_its_sentence_is_said_once() -> None:
    chapter = view(with_more(brief_story(7, SHOWERS, SHOWERS, genre="notice"))).chapters[-1]
    assert chapter.said
    assert not view(with_more(brief_story(7, "Ferry sails", FERRY))).chapters[-1].said


def test_the_first_page_has_every_story_once_with_the_numbers_of_the_stories() -> None:
    ferry, showers = brief_story(7, "Ferry sails", FERRY), brief_story(8, "Weather", SHOWERS, genre="notice")
    brief = view(with_more(ferry, showers))
    assert [item.headline for item in brief.front] == [chapter.headline for chapter in brief.chapters]
    assert [item.number for item in brief.front] == [1, 2, 3, 0]  # a notice has no chapter that a number leads to
    assert [item.target for item in brief.front] == [chapter.id for chapter in brief.chapters]
    said = [[quoted.id for quoted in item.quoted] for item in brief.front]
    assert [len(one) for one in said] == [1, 1, 1, 0]  # a notice's headline says it
    assert said[0][0] in editions.small().at_a_glance and said[2] == [ferry[0].sections[0].statements[0].id]


def test_the_first_page_names_what_the_edition_before_had_and_the_day_does_not_go_on() -> None:
    ended = tuple(GoesOn("2026-03-02", f"t{n:010}", f"story {n} of yesterday") for n in range(8))
    line = GoesOn("2026-03-02", None, "a story in a line")
    brief = view(replace(editions.small(), gone=(*ended, line)))
    assert brief.gone[:2] == ("Story 0 of yesterday", "Story 1 of yesterday")
    assert len(brief.gone) == 7 and brief.gone[-1] == "and 2 more stories"
    assert view(editions.small()).gone == ()


def test_what_changed_is_what_was_said_before_and_what_is_said_now() -> None:
    small = editions.small()
    basin, varn = small.stories
    decision = basin.sections[0].statements[0]
    before = Worded(text="The council votes on the basin today.", edition="2026-03-02", outlet="Kessel Gazette")
    cost = Worded(text="41 million crowns", citations=basin.evidence.disagreements[0].values[0].citations)
    changes = (
        Change("state_of_things", before, Worded(text=decision.text, citations=decision.citations)),
        Change("relocation", replace(before, text="39 million crowns"), cost),
    )
    brief = view(replace(small, stories=(replace(basin, changes=changes), varn)))
    (band,) = [band for band in brief.chapters[0].bands if band.kind == "changes"]
    told, figure = band.groups
    assert (told.name, [one.text for one in told.quoted]) == ("How things stand", [before.text, decision.text])
    assert (figure.name, [one.text for one in figure.quoted]) == (
        "Relocation",
        ["39 million crowns", "41 million crowns"],
    )
    assert figure.quoted[0].remarks == ("2 Mar 2026, Kessel Gazette",)


def test_the_first_page_says_where_articles_are_in_a_language_without_rules() -> None:
    small = editions.small()
    unserved = replace(small.sources[0], language="eo")
    (alert,) = view(replace(small, sources=(unserved, *small.sources[1:]))).alerts
    assert ": 1 (eo)" in alert
    served = tuple(replace(one, language="en") for one in small.sources)
    assert view(replace(small, sources=served)).alerts == ()


def test_what_an_older_article_says_is_never_on_the_first_page() -> None:
    old = view(with_more(brief_story(7, "Ferry sails", FERRY, as_of="2026-02-11"))).front[-1]
    new = view(with_more(brief_story(7, "Ferry sails", FERRY))).front[-1]
    assert old.headline == new.headline
    assert (len(old.quoted), len(new.quoted)) == (0, 1)


def test_on_paper_a_headline_alone_says_where_its_story_is_none_of_the_day() -> None:
    story, source = brief_story(7, "Ferry sails", FERRY, as_of="2026-02-11")

    def said(shown: StoryBrief) -> str:
        page = print_page_of(with_more((shown, source)), PageOptions(), None, "UTC")
        return page.split('class="band glance')[1].split("</ol>")[0].split("<li")[-1]

    assert "Background" in said(replace(story, background=True, date="2026-02-11"))
    assert "11 Feb" in said(replace(story, background=True, date="2026-02-11"))
    assert "support" not in said(story)


def test_by_section_a_story_goes_on_where_it_stands_first() -> None:
    brief = view(editions.small(layout="by-section"))
    bands = [band for chapter in brief.chapters for band in chapter.bands]
    for item in brief.front:
        first = next(band for band in bands if band.id == item.target)
        assert (first.number, first.headline) == (item.number, item.headline)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("a senior US official", "A senior US official"),
        ("один чиновник", "Один чиновник"),
        ("d’Argan", "D’Argan"),
        ("eBay", "eBay"),
        ("Ida Varn", "Ida Varn"),
        ("41 mayors", "41 mayors"),
        ("", ""),
    ],
)
def test_a_heading_never_opens_with_a_small_letter(found: str, shown: str) -> None:
    assert capitalised(found) == shown


def voices(*said: tuple[str, str | None, str | None]) -> list[tuple[str, str]]:
    text = "\n".join(["Voices", *(line for line, _, _ in said)])
    source = editions.source(7, "Voices", text)
    statements = tuple(editions.statement(source, line, speaker=who, role=role) for line, who, role in said)
    section = Section(id="reactions", title="Reactions", statements=statements, group_by="speaker")
    story = editions.story(source, [source], (section,))
    edition = replace(editions.small(), stories=(story,), sources=(*editions.small().sources, source), also=())
    (band,) = view(edition).chapters[0].bands
    return [(group.name, group.role) for group in band.groups]


def test_a_role_that_the_sentence_says_is_not_said_beside_it() -> None:
    opened = "Kessel's Mayor Ida Prask said the ferry was late."
    unsaid = "“The ferry was late again,” Prask added."
    assert voices((opened, "Ida Prask", "mayor")) == [("Ida Prask", "")]
    assert voices((unsaid, "Ida Prask", "mayor")) == [("Ida Prask", "mayor")]


def test_neighbours_of_one_speaker_stand_under_one_name() -> None:
    one, other, third = "“It is late,” said Ida Prask.", "“Very late,” she said.", "“Not so,” said Jonas Falk."
    said = ((one, "Ida Prask", None), (other, "Ida Prask", None), (third, "Jonas Falk", None))
    assert [name for name, _ in voices(*said)] == ["Ida Prask", "Jonas Falk"]
    assert [name for name, _ in voices(said[0], said[2], said[1])] == ["Ida Prask", "Jonas Falk", "Ida Prask"]


def test_a_speaker_whom_neither_label_nor_sentence_names_stands_beside_the_statement() -> None:
    def speaker(line: str) -> str:
        return view(with_more(brief_story(7, "Ferry", line, speaker="Ida Prask"))).chapters[-1].quoted[0].speaker

    assert speaker("“The ferry sails again on Thursday,” she said.") == "Ida Prask"
    assert speaker("“The ferry sails again on Thursday,” said Ida Prask.") == ""


def test_high_names_and_roles_make_their_row_as_high() -> None:
    long = "Deputy under-secretary for harbours, lighthouses and inland waterways of the northern provinces"
    source = editions.source(7, "Voices", "Voices\n“No,” he said.")
    said = editions.statement(source, "“No,” he said.", speaker="Ida Prask", role=long)
    section = Section(id="reactions", title="Reactions", statements=(said,), group_by="speaker")
    story = editions.story(source, [source], (section,))
    edition = replace(editions.small(), stories=(story,), sources=(*editions.small().sources, source), also=())
    (group,) = view(edition).chapters[0].bands[0].groups
    assert 40 < group.points < 90
    assert all(group.points == 0 for group in view(editions.small()).chapters[0].bands[1].groups[1:2])


def test_a_source_that_is_only_read_stands_apart_and_one_that_bears_out_shows_its_words() -> None:
    brief = view(editions.small())
    assert [note.number for note in brief.cited] == [1, 2, 3, 4, 5, 6]
    assert brief.counted == ()
    unprinted = {note.number: "".join(p.text for e in note.unprinted for p in e if p.marked) for note in brief.notes}
    assert unprinted[2] == "Kessel's inner basin closes to tankers on 1 June after a vote of seven to two."
    assert unprinted[1] == ""
    read = editions.source(7, "Only read", "Only read\nNobody quotes this.")
    small = editions.small()
    more = view(replace(small, sources=(*small.sources, read)))
    assert [note.number for note in more.counted] == [7]
    assert [note.number for note in more.cited] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("independent", "outlets", "said"),
    [
        (1, 1, ("Single source: Kessel Gazette",)),
        (3, 1, ("Whole story: 3 independent sources",)),
        (3, 3, ("Whole story: 3 independent sources",)),
        (3, 5, ("Whole story: 3 independent sources", "5 outlets")),
    ],
)
def test_why_a_story_stands_where_it_stands(independent: int, outlets: int, said: tuple[str, ...]) -> None:
    source = editions.source(7, "Ferry", f"Ferry\n{FERRY}")
    section = Section(id="decision", title="Decision", statements=(editions.statement(source, FERRY),))
    story = editions.story(source, [source], (section,))
    story = replace(story, independent_sources=independent, outlets=outlets)
    edition = replace(editions.small(), stories=(story,), sources=(*editions.small().sources, source), also=())
    assert view(edition).chapters[0].support == said
    older = replace(edition, stories=(replace(story, date="2026-03-01"),))
    assert view(older).chapters[0].support == (*said, "Latest 1 Mar 2026")


def test_parties_and_opinions_are_counted_apart_in_words() -> None:
    genres = ("news", "news", "press-release", "press-release", "opinion")
    outlets = ("Kessel Gazette", "Varn Post", "Norden Group", "Norden Group", "Varn Post")
    sources = [
        editions.source(7 + i, "Ferry", f"Ferry\n{FERRY}", outlet, genre=genre)
        for i, (genre, outlet) in enumerate(zip(genres, outlets, strict=True))
    ]
    section = Section(id="decision", title="Decision", statements=(editions.statement(sources[0], FERRY),))

    def support(*which: int, independent: int, opinion: bool = False) -> tuple[str, ...]:
        told = [sources[i] for i in which]
        story = replace(
            editions.story(told[0], told, (section,)), independent_sources=independent, outlets=1, opinion=opinion
        )
        sides = (*editions.small().sources, *sources)
        return view(replace(editions.small(), stories=(story,), sources=sides, also=())).chapters[0].support

    assert support(0, 1, 2, 3, 4, independent=2) == (
        "Whole story: 2 independent sources",
        "1 party",
        "1 opinion piece",
    )
    assert support(0, 2, independent=1) == ("Single source: Kessel Gazette", "1 party")
    assert support(0, 1, independent=2) == ("Whole story: 2 independent sources",)
    assert support(2, independent=1, opinion=True) == ("Single source: Norden Group",)


def test_stories_beyond_those_named_are_counted() -> None:
    assert view(replace(editions.small(), more=3)).more == "and 3 more stories"
    assert view(editions.small()).more == ""


def test_what_is_new_since_the_edition_before_stands_on_the_first_page() -> None:
    small = editions.small()
    basin, varn = small.stories
    first, *others = basin.sections[0].statements
    section = replace(basin.sections[0], statements=(replace(first, since="new"), *others))
    basin = replace(basin, since="developing", sections=(section, *basin.sections[1:]))
    edition = replace(small, stories=(basin, replace(varn, since="new")), previous=Previous("2026-03-02", "0" * 64))
    brief = view(edition)
    assert (brief.since_label, brief.since) == ("Since the last edition (2 Mar 2026)", "1 new story · 1 developing")
    assert brief.marks
    marked = [item.id for chapter in brief.chapters for item in chapter.quoted if item.new]
    assert marked == [first.id]
    assert view(small).since == ""
    assert not view(small).marks


def developing(story: StoryBrief, *states: str) -> StoryBrief:
    """The story as one that goes on, its first statements in these states, in one section."""
    said = [one for section in story.sections for one in section.statements]
    marked = tuple(replace(one, since=state) for one, state in zip(said, states, strict=False))  # type: ignore[arg-type]
    section = replace(story.sections[0], statements=marked)
    return replace(story, since="developing", sections=(section,), evidence=Evidence())


@pytest.mark.parametrize(
    ("states", "marked"),
    [(("new", "known"), [0]), (("known", "new", "known"), [1]), (("new", "new", "known"), []), (("new",), [])],
)
def test_a_mark_of_what_is_new_stands_where_that_is_the_exception(states: tuple[str, ...], marked: list[int]) -> None:
    small = editions.small()
    edition = replace(small, stories=(developing(small.stories[0], *states),), previous=YESTERDAY)
    brief = view(edition)
    assert [i for i, item in enumerate(brief.chapters[0].quoted) if item.new] == marked
    assert brief.marks is bool(marked)
    known = [i for i, item in enumerate(brief.chapters[0].quoted) if "already reported" in item.remarks]
    assert known == [i for i, state in enumerate(states) if state == "known"]


def test_the_first_page_says_beside_each_story_what_is_new_and_what_it_said_before() -> None:
    small = editions.small()
    basin, varn = small.stories
    place = basin.sections[0].statements[0].citations
    figure = Change(
        "dead",
        Worded(text="11 people", edition="2026-03-02", citations=()),
        Worded(text="14 people", edition=None, citations=place),
    )
    long = "The harbour office had said on Monday that no ship would leave the basin before the end of the week."
    state = Change(
        "state_of_things",
        Worded(text=long, edition="2026-03-02", citations=()),
        Worded(text=basin.headline, edition=None, citations=place),
    )
    both = replace(basin, since="developing", changes=(figure, state))
    edition = replace(small, stories=(both, replace(varn, since="new")), previous=YESTERDAY)
    first, second = view(edition).front
    assert (first.state, second.state) == ("Developing", "New")
    assert first.state not in first.other_tags
    line = first.lines[0]
    assert (line.label, [one.text for one in line.quoted], line.between) == ("Dead", ["11 people", "14 people"], "→")
    assert "Previously" not in [line.label for line in first.lines]  # the figures say it
    alone = view(replace(edition, stories=(replace(both, changes=(state,)), varn))).front[0]
    assert [(line.label, line.quoted[0].text) for line in alone.lines if line.label == "Previously"] == [
        ("Previously", long)
    ]
    assert view(small).front[0].state == ""


def test_what_is_open_of_the_lead_stands_on_the_first_page_that_of_others_is_counted() -> None:
    small = editions.small()
    basin, varn = small.stories
    unsure = replace(varn.sections[0].statements[0], id="s0123456789")
    values = tuple(
        Value(text, one.citations) for text, one in zip(("14", "11"), basin.sections[0].statements * 2, strict=False)
    )
    open_ = Evidence(disagreements=(Disagreement("dead", values),), not_known=(unsure,))
    stories = tuple(replace(story, evidence=open_) for story in small.stories)
    first, second = view(replace(small, stories=stories)).front
    labels = {line.label: [one.text for one in line.quoted] for line in first.lines}
    assert labels == {"Where sources disagree: Dead": ["14", "11"], "Not confirmed": [unsure.text]}
    assert all(one.cites for line in first.lines for one in line.quoted)
    assert not second.lines
    assert second.support[-2:] == ("Where sources disagree: 1", "Not confirmed: 1")
    assert not any(part.startswith(("Where", "Not")) for part in first.support)
    many = replace(open_, disagreements=open_.disagreements * 5)
    crowded = view(replace(small, stories=(replace(basin, evidence=many), varn))).front[0]
    assert [line.label for line in crowded.lines].count("Where sources disagree: Dead") == 2
    assert crowded.support[-1] == "Where sources disagree: 5"


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The offer could not be confirmed in Hoym.", False),  # nothing above says which offer
        ("The company said it was not clear who would pay.", False),
        ("The ferry could be late, and nobody knows how late.", True),  # the headline names it
        ("The offer of the harbour office could not be confirmed.", True),
        ("It is not known when the ferry sails again.", True),
    ],
)
def test_what_is_not_known_stands_on_the_first_page_where_that_explains_it(sentence: str, shown: bool) -> None:
    (story, source) = brief_story(7, "Ferry sails", FERRY)
    unsure = replace(story.sections[0].statements[0], id="s0123456789", text=sentence)
    edition = with_more((replace(story, evidence=Evidence(not_known=(unsure,))), source))
    front = view(replace(edition, stories=edition.stories[-1:])).front[0]
    assert [one.text for line in front.lines for one in line.quoted] == ([sentence] if shown else [])
    assert ("Not confirmed: 1" in front.support) is not shown


def test_the_first_page_says_how_many_say_the_sentence_beside_how_many_tell_the_story() -> None:
    small = editions.small()
    basin = small.stories[0]
    first, *others = basin.sections[0].statements
    section = replace(basin.sections[0], statements=(replace(first, corroborated_by=2), *others))
    told = replace(basin, sections=(section, *basin.sections[1:]), independent_sources=5)
    item = view(replace(small, stories=(told,), at_a_glance=(first.id,))).front[0]
    assert item.quoted[0].remarks == ("2 other sources say so too",)
    assert item.support[0] == "Whole story: 5 independent sources"
