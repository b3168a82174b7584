"""A speaker is a person, a body, an office or people: whole, and never a fragment or what somebody does."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# label, text, speaker
WHOLE = [
    (
        "a body whose name is a list",
        "The Ministry for Fish, Harbours, Ferries and Tides said the gates had been tested.",
        "The Ministry for Fish, Harbours, Ferries and Tides",
    ),
    (
        "a body whose name is a list, with of",
        "The Department of Health, Labour and Welfare said three people had died.",
        "The Department of Health, Labour and Welfare",
    ),
    (
        "people of several places",
        "Officials from Norland, Marland, Tarn and Lisk said they would meet in May.",
        "Officials from Norland, Marland, Tarn and Lisk",
    ),
    (
        "two behind what leads in",
        "At the Ministry of Health, Lisk and Tarn said they would pay.",
        "Lisk",
    ),
    ("titles of several", "Reps. Orla Venn and Joseph diVenn, both of Lisk, said the gates would stay.", "Orla Venn"),
    (
        "a titled name behind what leads in",
        "At a meeting to mark the end of Harbour Force Lisk, its last commander Captain Orla Venn, said: “It is over.”",
        "Orla Venn",
    ),
    ("what was said before it", "The port was shut after police said that a gate had burst.", "police"),
    ("who echoes", "The mayor echoed that view, saying it was over.", "The mayor"),
    (
        "a title in marks is the noun",
        'According to a 40-page "Harbour Report" made public in June, the gates were never tested.',
        'a 40-page "Harbour Report"',
    ),
    (
        "a word in marks before the noun",
        'According to the "best" officials in town, the gates were never tested.',
        'the "best" officials in town',
    ),
    (
        "a title in marks inside the phrase",
        'A post on the port\'s "We the Pilots" online forum explains the strike: "The quay is not for sale to anyone."',
        'A post on the port\'s "We the Pilots" online forum',
    ),
    (
        "a place does not speak",
        "Venn flew home after talks with the head of the Union of Harbours in Norland, who said the gates would stay.",
        "the head of the Union of Harbours in Norland",
    ),
    (
        "the office of a place",
        "It drew a rebuke from the mayor of Lisk in Norland, who said no.",
        "the mayor of Lisk in Norland",
    ),
    ("who is behind with", "He spoke after talks in Lisk with Orla Venn, who said the gates would stay.", "Orla Venn"),
    ("a verb with its object", "It pleased Senator Orla Venn, who said the bill would pass.", "Orla Venn"),
    (
        "somebody who acts",
        "The harbour office released a report on Monday that the council called “late and thin, like all the others.”",
        "the council",
    ),
    (
        "an office of a body, then a name",
        "But former attorney for the District of Marland Joseph diVenn blasted the plan as “outrageous.”",
        "Joseph diVenn",
    ),
    (
        "an office of a newspaper, then a name",
        "Associate editor of the Lisk Mirror Kevin Salk said it was off.",
        "Kevin Salk",
    ),
    (
        "both parties that criticize",
        "Mrs. Venn has been criticized by Republicans and some Democrats for saying little about the quay.",
        "Republicans and some Democrats",
    ),
    (
        "both examples",
        "Venn sought to answer opponents of the bill, including liberals and labor unions, who have said it is late.",
        "liberals and labor unions",
    ),
    (
        "a participle parted from its time",
        "The 24-page file released early Friday alleges that Salk lied to the harbour board.",
        "The 24-page file",
    ),
    (
        "a long description ends with a part of it",
        "The July indictment of 12 Norland harbour pilots in connection with the theft of a Marland Port Council boat "
        "during the 2016 regatta referred to Salk as “a person who was often at the quay.”",
        "The July indictment of 12 Norland harbour pilots in connection with the theft",
    ),
    ("a day is not a participle's", "The injured said the gates had stayed shut.", "The injured"),
    ("a thing said by a body", "The harbour study suggested that the gates were old.", "The harbour study"),
    ("a statement in its own clause", "The file does not help, and the pilots say the gates were shut.", "the pilots"),
    (
        "what somebody did, adding",
        "The board left the hall, either shouting or insisting that it had won.",
        "The board",
    ),
    ("a body ends its clause", "The bridge is safe, the Lisk Courier reports.", "the Lisk Courier"),
    (
        "people behind a clause of its own",
        "The island stays close to the limits of the United Ports and many question the count.",
        "many",
    ),
    (
        "people of a place and others",
        "The pilots of Lisk and many residents question the count.",
        "The pilots of Lisk and many residents",
    ),
    ("a report by somebody", "A report by the harbour board said the quay was old.", "A report by the harbour board"),
    ("officials whom a paper cites", "Officials cited by the paper said the quay was old.", "Officials"),
    (
        "an office of a body with its letters behind it",
        "“It is old,” Orla Venn, head of the Harbour Safety Board (HSB) told reporters.",
        "Orla Venn",
    ),
    (
        "an office with its place in brackets",
        "Orla Venn, the director for Rep. Hugo Salk (Lisk), wrote that it was old.",
        "Orla Venn",
    ),
    (
        "who wrote the letter",
        "A letter written in 2007 by Orla Venn, a pilot and the only one who left the quay, alleged that it was old.",
        "Orla Venn",
    ),
    (
        "who wrote something else",
        "A pilot beaten in 2007 by Orla Venn, and the only one who left the quay, alleged that it was old.",
        "A pilot beaten in 2007 by Orla Venn",
    ),
    ("who is not named", "A spokesman who asked not to be named said the quay was old.", "A spokesman"),
    (
        "who is not named, of a body",
        "A spokesman for the Lisk Harbour Board who declined to be identified confirmed the raid.",
        "A spokesman for the Lisk Harbour Board",
    ),
    ("whom an outlet quotes", "The Courier quoted Orla Venn, a pilot, as saying that the quay was old.", "Orla Venn"),
    ("people whom an outlet quotes", "The Courier quoted officials as saying that the quay was old.", "officials"),
    ("in a letter at the end", "The quay is old, Orla Venn wrote in a letter to the board.", "Orla Venn"),
    ("close to so many", "Close to three dozen House Democrats said no.", "House Democrats"),
    ("who is close to somebody", "Officials close to the talks said no.", "Officials close to the talks"),
    ("a body with its letters", "The Harbour Safety Board (HSB) said the quay was old.", "The Harbour Safety Board"),
    ("who was elected", "Orla Venn was elected and warned of a flood.", "Orla Venn"),
    (
        "a body of that name",
        "A spokesman for the George Venn University said it was off.",
        "A spokesman for the George Venn University",
    ),
]

# label, text
NOBODY = [
    ("a time is not said", "Divers have left the quay after the harbour group announced plans to march on Sunday."),
    (
        "a participle behind a preposition",
        "Millions voted, with few attacks on polling stations reported in the north.",
    ),
    (
        "an act beside an act",
        "The troops will stay, either working with the council or supporting the repair of the quay.",
    ),
    (
        "what a film shows",
        "The release, hours after a paper printed a film of Venn bragging about the quay, was aimed at Salk.",
    ),
    (
        "said of somebody on the side",
        "The file does not charge Salk with plotting against the port, or with the Norland pilots Venn says robbed it.",
    ),
    ("a thing that shows something", "But Venn's smile suggested that a strike was off the agenda for now."),
    ("a noun that names a kind", "Salk will go to Lisk to hinder any new Lisk Church protests, or so it seemed."),
    (
        "who is what somebody was described as",
        "Salk appears to be the official described in the file as “the high-ranking pilot.”",
    ),
    (
        "what has a place in it",
        "Today's confirmed case in New South Lisk took the number of boats confirmed with the rot to 12.",
    ),
    ("the last of what is done to them", "Pilots are being beaten, jailed, and falsely charged."),
    ("what could add help", "In Lisk the old boats could provide added help."),
    ("what is written elsewhere", "The quay is old, and the pilots wrote in a hall."),
    ("what came does not speak", "The talks came near the end of a day dominated by questions about the port."),
]


@pytest.mark.parametrize(("text", "speaker"), [pytest.param(*case[1:], id=case[0]) for case in WHOLE])
def test_whole(text: str, speaker: str) -> None:
    assert spoken(text)[0].speaker == speaker


@pytest.mark.parametrize("text", [pytest.param(case[1], id=case[0]) for case in NOBODY])
def test_no_fragment(text: str) -> None:
    assert spoken(text)[0].speaker is None


def test_the_title_of_senator_is_no_clause() -> None:
    assert spoken("It pleased Senator Orla Venn, who said the bill would pass.")[0].role == "Senator"


def test_one_name_with_a_small_first_letter() -> None:
    found = spoken("Former mayor Joseph diVenn said it was late.", "DiVenn likened the plan to a raid.")
    assert [one.speaker for one in found] == ["Joseph diVenn", "Joseph diVenn"]


def test_an_office_beside_a_name_is_its_role() -> None:
    found = spoken("It is bad, said Marland's leader of the House of Commons Angela Salk.", "Salk said it would go on.")
    assert [(one.speaker, one.role) for one in found] == [
        ("Angela Salk", "Marland's leader of the House of Commons")
    ] * 2


def test_it_was_the_minister_who_said_it() -> None:
    assert spoken("It was the minister who said that it was “too late for all of us.”")[0].speaker == "the minister"
