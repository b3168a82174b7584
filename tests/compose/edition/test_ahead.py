"""What lies ahead, from texts to the edition: which days are sure, what still stands, and where it is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import briefing
from briefing.compose.edition.length.one_page import fitted
from briefing.model import Edition, Statement
from briefing.proof.within import agrees

DAY = "2031-05-13"
OPENING = "The council of Tarvin approved the new ferry quay on Tuesday, the mayor, Ada Brandt, said."
TITLE = "Tarvin approves a ferry quay"
Text = dict[str, str]


def told(*sentences: str, at: str = DAY, title: str = TITLE, more: str = "") -> Text:
    return {"title": title, "text": " ".join((OPENING, *sentences)) + more, "published": at}


def built(*texts: Text) -> Edition:
    return briefing.build(list(texts), day=DAY)


def statements(edition: Edition) -> dict[str, Statement]:
    found = {}
    for story in edition.stories:
        for one in [s for section in story.sections for s in section.statements]:
            found[one.id] = one
        for event in story.evidence.timeline:
            found[event.statement.id] = event.statement
    return found


def coming(*texts: Text) -> list[tuple[str, str]]:
    edition = built(*texts)
    known = statements(edition)
    return [(one.date, known[one.statement].text) for one in edition.ahead]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The quay will open to ferries on 2 June, the council said.", "2031-06-02"),
        ("The order for the quay takes effect on July 1.", "2031-07-01"),
        ("Builders of the quay have until 20 May to name their price, the council said.", "2031-05-20"),
        ("The council will vote on the price of the quay on Friday.", "2031-05-16"),
        ("The council said that work on the quay would begin tomorrow.", "2031-05-14"),
        ("The ferry quay must be ready by 3 March 2032, the council said.", "2032-03-03"),
    ],
)
def test_a_sure_day_to_come_is_named(sentence: str, day: str) -> None:
    assert coming(told(sentence)) == [(day, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council had voted on the price of the quay on 2 May.",  # a day that lies behind
        "Ferries lay at the old quay until Friday, the council said.",  # perhaps the last one
        "If the mayor signs, the quay opens on 2 June.",  # on a condition
        "The 2 June vote on the quay divides the council of Tarvin.",  # the day of a noun
        "The quay will be finished next year, the council said.",  # no day
        "It is unclear whether the quay will open on 2 June.",  # not known
        "“The ferry quay opens on 2 June.”",  # words of nobody
        "The quay will pay for itself by 2 June 2050, the council said.",  # too far to react to
    ],
)
def test_no_other_day_is(sentence: str) -> None:
    assert coming(told(sentence)) == []


def test_the_days_stand_in_their_order_each_once() -> None:
    first = "The quay will open to ferries on 2 June, the council said."
    again = "Ferries will use the quay from 2 June."
    second = "The council will name the builders of the quay on 20 May."
    assert [day for day, _ in coming(told(first, second, again))] == ["2031-05-20", "2031-06-02"]


def test_a_newer_report_of_another_day_overtakes_the_older() -> None:
    old = "The council will vote on the price of the quay on 20 May."
    new = "The council will now vote on the price of the quay on 27 May."
    texts = told(old, at="2031-05-12"), told(new, at=DAY, title="Tarvin puts off its vote on the quay")
    assert coming(*texts) == [("2031-05-27", new)]
    same = told("The council meets to vote on the price of the quay on 20 May.", at=DAY, title="Tarvin to vote on quay")
    assert [day for day, _ in coming(told(old, at="2031-05-12"), same)] == ["2031-05-20"]


def test_what_is_denied_is_not_said_to_come() -> None:
    said = "The mayor, Ada Brandt, will resign over the quay on 20 May."
    denied = "The mayor, Ada Brandt, denied that she will resign over the quay on 20 May."
    assert coming(told(said)) == [("2031-05-20", said)]
    assert coming(told(said), told(denied, title="Mayor denies that she resigns over the quay")) == []


def test_a_printed_statement_is_pointed_to_and_another_is_printed_once() -> None:
    edition = built(told("The quay will open to ferries on 2 June, the council said."))
    (story,) = edition.stories
    in_sections = {one.id for section in story.sections for one in section.statements}
    (day,) = edition.ahead
    alone = [event.statement.id for event in story.evidence.timeline if event.ahead]
    assert (day.statement in in_sections) is (day.statement not in alone)
    none_printed = replace(edition, ahead=())
    assert [f.message for f in agrees(none_printed, None) if not f.holds] == (
        ["ahead: the first page does not print this statement"] if alone else []
    )


def test_none_are_named_where_the_limit_is_none(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("length: {ahead: 0}\n", "utf-8")
    config = briefing.load_config(file)
    edition = briefing.build([told("The quay will open on 2 June, the council said.")], day=DAY, config=config)
    assert edition.ahead == ()
    assert not any(event.ahead for story in edition.stories for event in story.evidence.timeline)


def test_one_page_says_each_sentence_once() -> None:
    later = "The quay will open to ferries on 2 June, the council said."
    rest = (
        "Ferries have used a wooden quay since the storm of 2019.",
        "The harbour master, Olaf Renn, said that the wooden quay could not be mended.",
        "Two islands depend on the ferries of Tarvin.",
        "The quay costs 4 million crowns, the council said.",
    )
    small = fitted(built(told(*rest, later)))
    (story,) = small.stories
    assert [(event.date, event.statement.text) for event in story.evidence.timeline] == [("2031-06-02", later)]
    assert later not in [one.text for section in story.sections for one in section.statements]
    assert [one.date for one in small.ahead] == ["2031-06-02"]
    assert [f.message for f in agrees(small, {"statements": small.explain}) if not f.holds] == []


def test_verify_finds_days_that_are_none_to_come_or_of_no_statement() -> None:
    edition = built(told("The quay will open to ferries on 2 June, the council said."))
    (day,) = edition.ahead
    for wrong in (replace(day, date=DAY), replace(day, statement="s0000000000"), replace(day, story="t0")):
        assert [f.message for f in agrees(replace(edition, ahead=(wrong,)), None) if not f.holds]
