"""Each change does what it says, to the story that it names and to no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from briefing import pipeline
from briefing.compose.edits.edits import Edit, Edits
from briefing.compose.edits.places import places
from briefing.compose.sentences.slices import statement_id
from briefing.config import Config
from briefing.model import Article, Edition, Statement, Story, StoryBrief
from briefing.pipeline import Stories
from briefing.proof.within import agrees, statements_of
from briefing.publish.document import brief_json, edition_of
from briefing.text import Span
from tests.articles import from_lines
from tests.helpers.changes import change, statements_in

DAY = date(2026, 3, 3)
BRIDGE = """
The council of Ostrau on Tuesday approved a toll bridge over the river Lune, the mayor's office said.

[Ada Roe] “It is a historic day for the whole valley of the Lune,” said Ada Roe, an engineer.
[Ben Ashe] “The toll bridge is a disgrace and it will cost us dearly,” said Ben Ashe of the ferry company.

Ostrau has long depended on a ferry over the Lune that was founded in 1911.
The ferry carries 400 cars a day.
"""
BRIDGE_TOO = """
A bridge will replace the ferry of Ostrau, the council of the town decided on Tuesday by 14 votes to 9.

[Cleo Birk] “We will go to court over this bridge,” said Cleo Birk, a lawyer of the ferrymen.

It is not known who will pay for the bridge, a spokeswoman of the council said.
Two earlier bridges collapsed in the floods of 1953.
"""
TRAM = """
Trams in Prell stood still on Tuesday after a storm tore down the wires in the old town, the operator reported.

[Dora Lind] “We will have the trams running by Friday,” said Dora Lind, who heads the operator.

[Emil Varga] “My shop has been cut off since Monday,” said Emil Varga, a baker in the old town of Prell.

The old town of Prell has had trams since 1898.
"""
FERRY = """
A ferry ran aground off Mellick on Monday and 48 passengers waited nine hours for help, the coast guard said.

The coast guard will publish a first report within three weeks.
"""
SECTIONS = ("decision", "reactions", "context")


def story(name: str, *articles: Article) -> Story:
    paths = tuple((article.path,) for article in articles)
    return Story(id=name, articles=articles, independent=paths, day="2026-03-03")


STORIES = (
    story(
        "t1",
        from_lines(BRIDGE, "bridge.txt", "Ostrau approves a toll bridge", "2026-03-03"),
        from_lines(BRIDGE_TOO, "bridge-too.txt", "Bridge instead of ferry at Ostrau", "2026-03-03"),
    ),
    story("t2", from_lines(TRAM, "tram.txt", "Storm stops the trams of Prell", "2026-03-03")),
    story("t3", from_lines(FERRY, "ferry.txt", "Ferry runs aground off Mellick", "2026-03-03")),
)


def made(*edits: Edit, stories: Sequence[Story] = STORIES, head: int = 8) -> Edition:
    config = Config()
    config = replace(config, length=replace(config.length, stories=head))
    told = pipeline.arrange(Stories(stories=tuple(stories)), Edits(edits), config)
    edition = pipeline.compose(told, (), config, DAY)
    assert [finding.message for finding in agrees(edition, {"statements": edition.explain}) if not finding.holds] == []
    return edition


BEFORE = made()


def brief(edition: Edition, name: str) -> StoryBrief:
    return next(story for story in edition.stories if story.id == name)


def ids(edition: Edition) -> list[str]:
    return [statement.id for statement in statements_of(edition)]


def section(edition: Edition, story: str, name: str) -> list[Statement]:
    return [s for section in brief(edition, story).sections if section.id == name for s in section.statements]


def named(article: str, first: int, last: int | None = None) -> str:
    found = next(one for story in STORIES for one in story.articles if one.path == article)
    last = first if last is None else last
    return statement_id(found, Span(found.sentences[first].span.start, found.sentences[last].span.end))


def same_but(edition: Edition, *names: str) -> bool:
    """Is all as before but these stories?"""
    before = {one.id: one for one in BEFORE.stories if one.id not in names}
    return {one.id: one for one in edition.stories if one.id not in names} == before


def test_a_struck_statement_is_gone_and_no_other_takes_its_place() -> None:
    struck = section(BEFORE, "t1", "reactions")[0]
    after = made(Edit(strike=struck.id))
    assert struck.id not in ids(after) and set(ids(after)) == set(ids(BEFORE)) - {struck.id}
    assert same_but(after, "t1") and after.edited == (struck.id,) and after.warnings == ()


def test_what_is_restored_is_as_before() -> None:
    struck = section(BEFORE, "t1", "reactions")[0]
    assert replace(made(Edit(strike=struck.id), Edit(restore=struck.id)), edited=()) == BEFORE


def test_a_story_of_which_all_is_struck_is_named_in_a_line() -> None:
    after = made(*(Edit(strike=statement.id) for statement in statements_in(brief(BEFORE, "t3"))))
    assert [one.id for one in after.stories] == [one.id for one in BEFORE.stories if one.id != "t3"]
    assert [one.headline for one in after.also] == ["Ferry runs aground off Mellick"]


def test_a_statement_of_the_evidence_can_be_struck() -> None:
    unknown = brief(BEFORE, "t1").evidence.not_known[0]
    after = made(Edit(strike=unknown.id))
    assert unknown.id not in ids(after) and set(ids(after)) == set(ids(BEFORE)) - {unknown.id}


def test_any_sentences_can_be_put_in_where_the_editor_wants_them() -> None:
    wanted, before = named("bridge-too.txt", 2, 3), section(BEFORE, "t1", "reactions")[0].id
    assert wanted not in ids(BEFORE)
    after = made(Edit(put=wanted, section="reactions", before=before, by="Ada Roe", why="who pays is asked"))
    found = [statement.id for statement in section(after, "t1", "reactions")]
    assert found[:2] == [wanted, before] and same_but(after, "t1")
    rules = after.explain[wanted]["rules"]  # type: ignore[index]
    assert rules[0].endswith("placed by the editor: Ada Roe: who pays is asked")


def test_what_is_put_in_takes_the_place_of_the_statements_that_share_its_sentences() -> None:
    unknown = brief(BEFORE, "t1").evidence.not_known[0].id
    after = made(Edit(put=named("bridge-too.txt", 2, 3), section="context"))
    assert unknown == named("bridge-too.txt", 2) and unknown not in ids(after)
    places_of = [(s.citations[0].source, s.citations[0].start) for s in statements_of(after)]
    assert len(set(places_of)) == len(places_of)


def test_moved_within_a_section_and_between_sections() -> None:
    row = [statement.id for statement in section(BEFORE, "t1", "reactions")]
    after = made(Edit(move=row[-1], section="reactions", before=row[0]))
    assert [s.id for s in section(after, "t1", "reactions")] == [row[-1], *row[:-1]]
    after = made(Edit(move=row[0], section="context"))
    assert section(after, "t1", "context")[-1].id == row[0]
    assert [s.id for s in section(after, "t1", "reactions")] == row[1:]


def test_a_pinned_statement_opens_its_section_and_is_marked() -> None:
    row = section(BEFORE, "t1", "reactions")
    after = made(Edit(pin=row[-1].id))
    assert section(after, "t1", "reactions")[0].id == row[-1].id and section(after, "t1", "reactions")[0].edited


def test_a_pin_without_a_section_goes_where_it_fits_best() -> None:
    wanted = named("bridge-too.txt", 3)
    after = made(Edit(pin=wanted))
    assert [name for name in SECTIONS if wanted in {s.id for s in section(after, "t1", name)}] != []


def test_sections_and_parts_of_the_evidence_are_hidden_here_or_everywhere() -> None:
    here = made(Edit(hide_section="reactions", story="t1"))
    assert not section(here, "t1", "reactions") and section(here, "t2", "reactions") and same_but(here, "t1")
    everywhere = made(Edit(hide_section="reactions"), Edit(hide_section="not_known"))
    assert not any(one.id == "reactions" for story in everywhere.stories for one in story.sections)
    assert not any(story.evidence.not_known for story in everywhere.stories)
    shown = made(Edit(hide_section="reactions", story="t1"), Edit(show_section="reactions", story="bridge.txt"))
    assert shown == BEFORE


def test_a_hidden_story_is_left_out_with_that_reason_and_no_other_takes_its_place() -> None:
    after = made(Edit(hide_story="tram.txt"), head=2)
    assert [one.id for one in after.stories] == ["t1"] and len(after.also) == 1
    assert ("tram.txt", "hidden by the editor") in [(left.path, left.reason) for left in after.left_out]
    assert made(Edit(hide_story="t2"), Edit(show_story="t2"), head=2) == made(head=2)


def test_stories_are_moved_and_none_of_them_changes() -> None:
    after = made(Edit(lead="t3"))
    assert after.stories[0].id == "t3"
    assert {one.id: [s.id for s in statements_in(one)] for one in after.stories} == {
        one.id: [s.id for s in statements_in(one)] for one in BEFORE.stories
    }
    assert [one.id for one in made(Edit(move_story="t1", before="ferry.txt")).stories] == ["t2", "t1", "t3"]
    assert [one.id for one in made(Edit(move_story="t1")).stories] == ["t2", "t3", "t1"]


def test_a_story_is_printed_in_full_or_in_a_line() -> None:
    assert [one.id for one in made(head=1).stories] == ["t1"]
    assert [one.id for one in made(Edit(full_story="t3"), head=1).stories] == ["t1", "t3"]
    assert [one.id for one in made(Edit(line_story="t2")).stories] == ["t1", "t3"]
    assert [one.id for one in made(Edit(move_story="t3", before="t1"), head=1).stories] == ["t3", "t1"]


def test_merged_stories_are_one_with_all_their_sources() -> None:
    after = made(Edit(merge=("tram.txt", "t3")), Edit(note="Two on one morning.", story="t3"))
    assert [one.id for one in after.stories] == ["t1", "t2"] and same_but(after, "t2", "t3")
    assert len(brief(after, "t2").articles) == 2 and brief(after, "t2").independent_sources == 2
    assert brief(after, "t2").notes[0].text == "Two on one morning."


def test_an_article_becomes_a_story_of_its_own() -> None:
    after = made(Edit(part=("bridge-too.txt",)))
    assert len(after.stories) == 4 and len(brief(after, "t1").articles) == 1
    assert brief(after, "t1").independent_sources == 1
    own = next(one for one in after.stories if one.id not in {"t1", "t2", "t3"})
    assert own.headline == "Bridge instead of ferry at Ostrau"
    back = made(Edit(part=("bridge-too.txt",)), Edit(merge=("bridge.txt", "bridge-too.txt")))
    assert len(brief(back, "t1").articles) == 2


def test_the_headline_is_one_of_the_titles() -> None:
    other = {"Ostrau approves a toll bridge": "bridge-too.txt", "Bridge instead of ferry at Ostrau": "bridge.txt"}
    path = other[brief(BEFORE, "t1").headline]
    after = made(Edit(headline="t1", title_of=path))
    assert brief(after, "t1").headline != brief(BEFORE, "t1").headline
    assert after.sources[brief(after, "t1").headline_source.source - 1].path == path


def test_a_note_is_no_statement() -> None:
    after = made(Edit(note="The ministry answers at noon.", story="t2", by="Ada Roe"))
    assert [(note.text, note.by) for note in brief(after, "t2").notes] == [("The ministry answers at noon.", "Ada Roe")]
    assert ids(after) == ids(BEFORE)
    assert made(Edit(note="Wrong.", story="t2"), Edit(drop_notes="t2")) == BEFORE


@pytest.mark.parametrize(
    "edit",
    [
        Edit(strike="s" + "0" * 10, words="It was all"),
        Edit(hide_story="gone.txt"),
        Edit(merge=("t1", "gone.txt")),
        Edit(merge=("t1", "bridge-too.txt")),
        Edit(part=("bridge.txt", "bridge-too.txt")),
        Edit(part=("bridge.txt", "tram.txt")),
        Edit(headline="t1", title_of="tram.txt"),
        Edit(move_story="t1", before="gone.txt"),
        Edit(note="Lost.", story="gone.txt"),
    ],
)
def test_what_cannot_be_obeyed_changes_nothing_and_is_listed(edit: Edit) -> None:
    after = made(edit)
    assert replace(after, warnings=()) == BEFORE and len(after.warnings) == 1 and after.warnings[0].message


def test_a_source_quoted_beyond_its_limit_is_listed() -> None:
    config = Config()
    config = replace(config, length=replace(config.length, words_per_source=20))
    told = pipeline.arrange(
        Stories(stories=STORIES), Edits((Edit(put=named("tram.txt", 0, 1), section="context"),)), config
    )
    after = pipeline.compose(told, (), config, DAY)
    assert any("words_per_source (20)" in notice.message for notice in after.warnings)


def test_manual_overrides_of_the_config_are_edits() -> None:
    row = section(BEFORE, "t1", "reactions")
    config = Config()
    config = replace(config, statements=replace(config.statements, drop=(row[0].id,), first=(row[-1].id,)))
    after = pipeline.compose(pipeline.arrange(Stories(stories=STORIES), Edits(), config), (), config, DAY)
    assert section(after, "t1", "reactions")[0].id == row[-1].id and row[0].id not in ids(after)
    assert after.edited == (row[0].id, row[-1].id)


def test_an_id_is_found_wherever_its_sentences_stand() -> None:
    wanted = {named("tram.txt", 0, 2), named("bridge.txt", 4), "s" + "0" * 10}
    found = places(STORIES, wanted)
    assert {name: (story.id, passage.first, passage.last) for name, (story, passage) in found.items()} == {
        named("tram.txt", 0, 2): ("t2", 0, 2),
        named("bridge.txt", 4): ("t1", 4, 4),
    }


@pytest.mark.parametrize("seed", range(5))
def test_any_sequence_of_changes_holds_together_and_can_be_taken_back(seed: int) -> None:
    random = Random(seed)
    edits: list[Edit] = []
    edition = BEFORE
    for number in range(16):
        edits.append(change(edition, STORIES, SECTIONS, random, number))
        edition = made(*edits)  # which asks whether its parts agree
        texts = {source.number: source.text for source in edition.sources}
        for statement in statements_of(edition):
            for place in statement.citations:
                assert texts[place.source][place.start : place.end] == place.exact
    assert brief_json(edition_of(_again(edition), {s.number: s.text for s in edition.sources})) == brief_json(edition)
    assert brief_json(made()) == brief_json(BEFORE)


def _again(edition: Edition) -> dict[str, object]:
    import json

    found: dict[str, object] = json.loads(brief_json(edition))
    return found
