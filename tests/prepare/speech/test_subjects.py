"""Whose noun phrase answers for a statement, where it is not simply the words before the verb: invented sentences."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# label, text, speaker
ONE = [
    ("condolences", "President Orla Venn offered her condolences to the families of the pilots.", "Orla Venn"),
    ("a tribute", "The port council paid tribute to the crew.", "The port council"),
    ("support", "Sen. Orla Venn threw her support behind the harbour bill.", "Orla Venn"),
    (
        "a body is called by its name",
        "The operator, Lisk Water, said it would not comment while the inquiry was under way.",
        "Lisk Water",
    ),
    ("a clause is no name", "The operator, which owns the dam, said it would not comment.", "The operator"),
    (
        "inverted behind a clause",
        "The dead included 13 pilots, two clerks and a cook, said harbour police Captain Orla Venn.",
        "Orla Venn",
    ),
    (
        "inverted behind a short clause with a verb",
        "Mr. Salk spent much of the day calling friends, said a port aide with ties to the mayor.",
        "a port aide with ties to the mayor",
    ),
    (
        "a quotation is no nickname",
        "Salk “is reaching for something that is very deep in this town,” Orla Venn, a pilot, told the Courier.",
        "Orla Venn",
    ),
    (
        "a quotation behind an article",
        "The Open Docks Act “takes the quay from the few and gives it to the pilots,” Sen. Orla Venn said.",
        "Orla Venn",
    ),
    ("a nickname", "Ivo “The Mole” Salk said the talks had failed.", "Ivo “The Mole” Salk"),
    (
        "a day behind the subject",
        "The state weather bureau over the weekend warned of a storm.",
        "The state weather bureau",
    ),
    (
        "released",
        "Fees rose by a third, according to a report by the port council released Friday.",
        "a report by the port council",
    ),
    ("issued last month", "Fees rose, according to a port council report issued last month.", "a port council report"),
    (
        "recently",
        "According to the recently unsealed Salk papers, the clerks were told to lie.",
        "the recently unsealed Salk papers",
    ),
    (
        "whom an agent names",
        "He was found at home by his deckhands, who say he died in his sleep.",
        "his deckhands",
    ),
    (
        "behind a noun that does not speak",
        "The report led to a flurry of moves by senior members of the Tarn council, who said it was wrong.",
        "senior members of the Tarn council",
    ),
    ("an age", "“Why not sing it?” the 43-year-old asked in a note.", "the 43-year-old"),
    (
        "an age before a name",
        "In Tarn, 62-year-old Orla Venn railed against the fee and said it was unjust.",
        "Orla Venn",
    ),
    (
        "apposition without a second comma",
        "“It was the current,” Orla Venn, regional head of the rescue service told reporters.",
        "Orla Venn",
    ),
    ("particles", "Senior Inspector Alvo de los Venn said the ferry was full.", "Alvo de los Venn"),
    (
        "a network",
        "The popular Marland broadcasting network has written to us, asking people to wait.",
        "The popular Marland broadcasting network",
    ),
    ("a colon in the quotation's stead", "Sen. Orla Venn (R-Tarn):“I have not heard of that.”", "Orla Venn"),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in ONE], ids=[row[0] for row in ONE])
def test_one_sentence(text: str, speaker: str) -> None:
    assert spoken(text)[0].speaker == speaker


NOBODY = [
    ("paid for", "The council paid the crew on Friday."),
    ("offered for sale", "The port offered two cranes at half the price."),
    ("a court", "The case will be reviewed by a panel and then by a special military appeals court."),
    ("nobody", "No one told me anything about the ships."),
    ("delegates", "His lead of nearly 400 pledged votes is three times what Venn had."),
    ("compared", "Fees were up by a third, compared with the year before."),
    ("shells", "Shells slammed into the densely built quay."),
]


@pytest.mark.parametrize("text", [row[1] for row in NOBODY], ids=[row[0] for row in NOBODY])
def test_nobody_speaks(text: str) -> None:
    assert spoken(text)[0].speaker is None


def test_some_of_whose() -> None:
    said = spoken("Salk did not name the port unions, some of whose members have voiced anger at the fee.")
    assert said[0].speaker != "some of"


def test_she_is_who_the_same_sentence_is_about() -> None:
    said = spoken(
        "Governor Orla Venn came home on Sunday.",
        "Former mayor Tavo Salk urged the town to wait.",
        "There is wide talk that Venn will sign the bill, but she has not said how she will act.",
    )
    assert said[2].speaker == "Orla Venn"


def test_the_company_is_the_body_that_was_called_so() -> None:
    said = spoken(
        "The company, Orne Crossings, rejected the claim.",
        "“We built it well,” it said.",
        "“We need it,” the company said.",
    )
    assert [s.speaker for s in said] == ["Orne Crossings"] * 3


def test_they_are_whom_the_same_sentence_is_about() -> None:
    said = spoken(
        "Observers in Tarn warned that the mayor was slow.",
        "Some port senators who pushed the bill are now calling for a veto, but they cite “wrong” figures.",
        "They argue that the bill only guards the pilots.",
    )
    assert [s.speaker for s in said[1:]] == ["Some port senators"] * 2


def test_they_are_whom_the_sentence_before_is_about() -> None:
    said = spoken(
        [
            "Harbour clerks said the crane was sound.",
            "Three port engineers went down on Sunday.",
            "They said it was cracked.",
        ]
    )
    assert said[2].speaker == "Three port engineers"


def test_he_is_the_office_holder_whom_the_sentence_before_is_about() -> None:
    said = spoken(
        "“The siege is over,” said Port Minister Ivo Salk.",
        "For his part, the emir of Tarn used the visit to call for peace.",
        "“Why are you divided?” he asked the pilots.",
    )
    assert said[2].speaker == "the emir of Tarn"


def test_it_is_the_body_that_the_sentence_is_about() -> None:
    said = spoken(
        "The Grey House had earlier said the trial was fair.",
        "The port union is still likely to go ahead with the strike it announced on Friday.",
    )
    assert said[1].speaker == "The port union"


def test_a_building_is_not_she() -> None:
    said = spoken(
        "In the march that set out from Al-Noor Mosque, Shaima, an activist in her twenties, came to join.",
        "“We are here for the port,” she said.",
    )
    assert said[1].speaker != "Al-Noor Mosque"


def test_a_clause_before_a_colon_is_no_speaker() -> None:
    said = spoken("A top port aide, likewise, put the matter bluntly in a note to the Courier: “It was too dear.”")
    assert said[0].speaker == "A top port aide"


def test_some_blame() -> None:
    said = spoken("Some blame the port for the crane.", "The port has many fear signs.")
    assert [s.speaker for s in said] == ["Some", None]


def test_what_a_town_boasts_it_does_not_say() -> None:
    said = spoken("The small town of Tarn boasts the widest quay.", "Tarn boasted that its quay was the widest.")
    assert [s.speaker for s in said] == [None, "Tarn"]


def test_a_name_that_men_and_women_bear_tells_no_gender() -> None:
    said = spoken(
        "“Wait,” former mayor Mett Salk said.",
        "Governor Jan Venn will sign the bill, but she has not said when.",
    )
    assert said[1].speaker == "Jan Venn"


def test_words_that_only_look_like_speech() -> None:
    said = spoken(
        "The vote could provide added force to the pilots.",
        "The answer of the mayor, Orla Venn, echoed well outside the wood-panelled Port House.",
    )
    assert [s.speaker for s in said] == [None, None]


def test_an_office_means_the_only_one_named_with_it() -> None:
    said = spoken(
        "President Ivo Salk visited Tarn on Monday with the Marland vice president, Orla Venn.",
        "The president said the port was safe.",
        "“It is fine,” the vice president said.",
        "Harbour police chief Rolf Haas came.",
        "The police chief denied it.",
    )
    assert [s.speaker for s in said] == [None, "Ivo Salk", "Orla Venn", None, "Rolf Haas"]


def test_an_office_that_two_hold_means_neither() -> None:
    said = spoken("Mayor Ivo Salk and Mayor Orla Venn came.", "The mayor said the port was safe.")
    assert said[1].speaker == "The mayor"


def test_where_something_was_posted_does_not_speak() -> None:
    said = spoken("Orla Venn, who married in May, posted to her page on the port site: “I love the crane.”")
    assert said[0].speaker == "Orla Venn"


def test_a_rival_in_an_election_says_nothing() -> None:
    said = spoken("Orla Venn is challenging Sen. Ivo Salk in the spring vote.", "Venn challenged Salk to a debate.")
    assert [s.speaker for s in said] == [None, "Orla Venn"]


MORE = [
    (
        "an object before an inverted office",
        "Nearly 50 survived the crash, coast guard head Orla Venn told the Courier.",
        "Orla Venn",
        "coast guard head",
    ),
    ("two of a family", "The ferry is lost, Salk and his sister, Orla Venn, said.", "Salk and his sister", None),
    (
        "a pronoun before a colon",
        "Telling the town to wait, Salk ended with the promise that started it all: “We will sail.”",
        "Salk",
        None,
    ),
    ("those of a crowd", "The quay was filled with pilots, many wearing caps and chanting “Venn!”", "many", None),
    ("an outlet's man", "The Courier's Orla Venn in Tarn says that every house is flat.", "Orla Venn", None),
    ("says no", "Racing Tarn spokesman Ivo V'Venn says no chances are taken.", "Ivo V'Venn", "Racing Tarn spokesman"),
    ("an age is no role", "The 16-year-old Ivo Salk said no.", "Ivo Salk", None),
    ("an adjective before a colon", "The better: “It is a good day to see how many people care.”", None, None),
    ("sworn", "Salk became the oldest mayor sworn in since Venn.", None, None),
    ("a named group", "Salk, who founded a port group called Open Docks, rejected the rumours.", "Salk", None),
]


@pytest.mark.parametrize(("text", "speaker", "role"), [row[1:] for row in MORE], ids=[row[0] for row in MORE])
def test_speaker_and_role(text: str, speaker: str | None, role: str | None) -> None:
    said = spoken(text)[0]
    assert (said.speaker, said.role) == (speaker, role)


def test_whom_a_film_shows_saying_it() -> None:
    said = spoken("The clip ends with footage of Ivo Salk saying of the fee, “That makes me smart.”")
    assert said[0].speaker == "Ivo Salk"


def test_what_somebody_wants_on_the_side_is_no_statement() -> None:
    said = spoken(
        "Tarn saw several marches when Mr. Salk planned to burn the flag.",
        "The offer was below the price that Salk wants.",
        "Orla Venn wants the fee abolished.",
        "Until now, the port towns have held back, fearing a strike.",
    )
    assert [s.speaker for s in said] == [None, None, "Orla Venn", None]


def test_he_may_mean_who_thought_on_the_side() -> None:
    said = spoken(
        "“Wait,” Ivo Salk said.",
        "Though he did not name Rolf Haas, it was clear that he felt the fee was wrong.",
        "He asked the town to wait.",
    )
    assert said[2].speaker == "Ivo Salk"


LAST = [
    (
        "a story called so",
        "Orla Venn has refused to speak of the story of the candidate called “The Queen of Tarn” so far.",
        "Orla Venn",
    ),
    (
        "after, with an apposition",
        "There was doubt after Ivo Salk, the mayor of Tarn, said seven had died.",
        "Ivo Salk",
    ),
    ("a comma too many", "Following the fire, Orla Venn, had called on the town to pay.", "Orla Venn"),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in LAST], ids=[row[0] for row in LAST])
def test_one_sentence_more(text: str, speaker: str) -> None:
    assert spoken(text)[0].speaker == speaker


def test_who_speaks_in_a_report() -> None:
    said = spoken("According to the report, the pilot said Salk booked the ferry under another name.")
    assert said[0].speaker == "the pilot"


def test_made_clear_and_encouraged() -> None:
    said = spoken(
        "The mayor of Tarn, amid calls to stop the bill, made clear she still backs it.",
        "The Tarn Pilots Union, in a letter to the council, encouraged members to vote against the fee.",
    )
    assert [s.speaker for s in said] == ["The mayor of Tarn", "The Tarn Pilots Union"]


def test_nouns_and_adjectives_that_look_like_speech() -> None:
    said = spoken(
        "Tarn has released film of strikes on alleged rebel targets.",
        "The find marks the first reported death on the quay.",
        "They were held in painful stress positions for weeks.",
        "The union grew by half, taking in clerks and rail staff.",
        "Charges have been filed against several other suspects in the port.",
        "Crow left school at 16 to work on the quay, and became a local union man.",
    )
    assert [s.speaker for s in said] == [None] * 6


def test_what_is_won_or_pleaded_is_not_said() -> None:
    acts = spoken("Ada Venn claimed gold in the final.", "Ada Venn pleaded guilty in May.")
    said = spoken("Ada Venn claimed that the gold was hers.", "Ada Venn claimed the mayor had lied.")
    assert [one.speaker for one in acts] == [None, None]
    assert [one.speaker for one in said] == ["Ada Venn", "Ada Venn"]


def test_a_body_that_rejects_a_plan_says_nothing() -> None:
    acts = spoken(
        "The council of Tarn on Monday rejected the plan for a second quay.",
        "Ada Venn has refused to sign the deal.",
        "The two towns agreed on Friday to share the ferry.",
    )
    said = spoken(
        "Ada Venn rejected the accusations.",
        "Ada Venn rejected the plan as “a bad joke”.",
        "The two towns agreed that the ferry was too small.",
        "The ferry is too small, Ada Venn agreed.",
    )
    assert [one.attributed for one in acts] == [False, False, False]
    assert all(one.attributed and one.speaker for one in said)


def test_who_speaks_out_says_something() -> None:
    said = spoken("Ada Venn spoke out against the plan.", "Ada Venn weighed in to defend the mayor.")
    acts = spoken("Ada Venn weighed the fish on Monday.", "A wave hit the quay of Tarn.")
    assert [one.speaker for one in said] == ["Ada Venn", "Ada Venn"]
    assert [one.attributed for one in acts] == [False, False]
