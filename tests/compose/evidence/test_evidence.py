from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.compose.evidence import corroboration, disagreements, not_known, timeline
from briefing.compose.evidence.not_known import kind_of
from briefing.model import Passage, Speech
from quality import evidence as measured
from tests.articles import article, passages, story

FLOORS = json.loads((Path(measured.__file__).parent / "floors.json").read_text("utf-8"))

FIRE = "A fire in a textile mill in Marlow killed 14 workers on Sunday night."
FIRE_AGAIN = "Fourteen workers were killed on Sunday night by a fire in a textile mill in Marlow."
OTHER = "The owner of the mill, Hugo Brandt, said the building had passed every inspection."


@pytest.mark.parametrize("name", sorted(measured.MEASURES))
def test_labelled_cases_stay_above_their_floors(name: str) -> None:
    result = measured.score(name)
    assert result.cases >= 60
    assert result.f1 >= FLOORS[f"{name}_f1"]
    assert result.precision >= FLOORS[f"{name}_precision"]


def test_corroboration_counts_independent_sources_once() -> None:
    a, b = article("a", [FIRE, OTHER], outlet="The Marlow Post"), article("b", [FIRE_AGAIN])
    c, d = article("c", [FIRE_AGAIN]), article("d", ["The weather stayed dry in Tarvin."])
    told = story(a, b, c, d, independent=(("a",), ("b", "c"), ("d",)))
    first, second = corroboration(told, passages(a))
    assert {p.article.path for p in first.passages} == {"b", "c"}
    assert first.independent == 1
    assert second.passages == () and second.independent == 0


def test_shared_wire_text_is_no_second_source() -> None:
    same_words = story(article("a", [FIRE, OTHER]), article("b", [FIRE]), article("c", [FIRE]))
    (support, _) = corroboration(same_words, passages(same_words.articles[0]))
    assert len(support.passages) == 2 and support.independent == 0
    others_alike = story(article("a", [FIRE]), article("b", [FIRE_AGAIN]), article("c", [FIRE_AGAIN]))
    (support,) = corroboration(others_alike, passages(others_alike.articles[0]))
    assert len(support.passages) == 2 and support.independent == 1


def test_a_relayed_report_is_no_second_source() -> None:
    relay = Speech(attributed=False, via="Marlow Post")
    a = article("a", [FIRE], outlet="The Marlow Post")
    b = article("b", [FIRE_AGAIN], speech=[relay], outlet="Tarvin Echo")
    both = story(a, b)
    (own,) = corroboration(both, passages(a))
    assert len(own.passages) == 1 and own.independent == 0 and own.relays is None
    (passed_on,) = corroboration(both, passages(b))
    assert passed_on.relays == "Marlow Post" and passed_on.independent == 0


def test_two_relays_of_one_outlet_count_once() -> None:
    via = Speech(via="The Lund Courier")
    a, b = article("a", [FIRE]), article("b", [FIRE_AGAIN], speech=[via])
    c = article("c", [FIRE_AGAIN], speech=[via])
    (support,) = corroboration(story(a, b, c), passages(a))
    assert len(support.passages) == 2 and support.independent == 1


def test_figures_of_two_sources_stand_side_by_side() -> None:
    a = article("a", [FIRE])
    b = article("b", ["Nineteen workers died in a fire at a textile mill in Marlow on Sunday night, hospitals said."])
    c = article("c", [FIRE_AGAIN])
    (dispute,) = disagreements(story(a, b, c))
    assert dispute.kind == "killed"
    assert dispute.about.text == "killed"
    assert [[piece.article.path for piece in value.slices] for value in dispute.values] == [["a", "c"], ["b"]]
    for value in dispute.values:
        for piece in value.slices:
            assert piece.span.of(piece.article.body.string) == piece.text
    assert dispute.values[1].slices[0].text == "Nineteen workers died"


def test_the_verb_of_a_toll_is_said_once() -> None:
    """The heading says "killed", so a value does not; a noun behind the figure stays."""
    a = article("a", ["A blast in the market hall of Marlow killed at least 15 people on Sunday, firemen said."])
    b = article("b", ["A blast in the market hall of Marlow on Sunday left 11 dead, the mayor of Marlow said."])
    (dispute,) = disagreements(story(a, b))
    assert dispute.about.text == "killed"
    assert [value.slices[0].text for value in dispute.values] == ["at least 15 people", "11 dead"]


def test_a_list_of_earlier_events_disputes_nothing() -> None:
    lines = [
        "The worst quakes of Orland: 1911 Bresk, killed 3,900 people; 1936 Kessel, killed 4,800 people; "
        "1953 Marlow, killed 5,600 people in the Arle valley."
    ]
    a = article("a", lines)
    b = article("b", ["The quake in the Arle valley of Orland killed 4,300 people in Bresk, Kessel and Marlow."])
    assert disagreements(story(a, b)) == ()


def test_a_part_of_a_group_is_no_toll_but_a_share_of_a_number_is() -> None:
    a = article("a", ["The fire in the Marlow textile mill on Sunday killed 10 of the welders, the owner said."])
    b = article("b", ["Officials said four were killed on Sunday in the fire in the Marlow textile mill."])
    assert disagreements(story(a, b)) == ()
    c = article("c", ["The fire in the Marlow textile mill on Sunday killed 9 of the 300 workers, the owner said."])
    (dispute,) = disagreements(story(c, b))
    assert len(dispute.values) == 2


@pytest.mark.parametrize("shown", ["1\u200b5", "1\ufeff5", "\uff11\uff15", "\u0661\u0665", "15"])
def test_figures_are_compared_as_they_look_and_shown_as_they_stand(shown: str) -> None:
    a = article("a", [f"The parliament of Orland raised the fuel tax by {shown} percent on Monday."])
    b = article("b", ["The parliament of Orland raised the fuel tax by 5 percent on Monday."])
    (dispute,) = disagreements(story(a, b))
    assert [one.slices[0].text for one in dispute.values] == [f"{shown} percent", "5 percent"]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (  # shares of two wholes
            "With 80 percent of precincts counted, Orland upheld the water law of farmer Ida Venn on Tuesday.",
            "Orland upheld the water law of farmer Ida Venn on Tuesday with 52 percent.",
            False,
        ),
        (
            "Orland upheld the water law of farmer Ida Venn on Tuesday with 58 percent of votes, officials said.",
            "Orland upheld the water law of farmer Ida Venn on Tuesday with 52 percent of votes, officials said.",
            True,
        ),
        (  # a share of "the" whole is a share, not a part of a group
            "By the Brell treaty Orland may keep 40 percent of the water of the Arle at Teg, ministers said.",
            "By the Brell treaty Orland may keep 38 percent of the water of the Arle at Teg, ministers said.",
            True,
        ),
        (
            "By the Brell treaty Orland may keep 40 percent of the water of the Arle at Teg, ministers said.",
            "By the Brell treaty Orland may keep 65 percent of the fish of the Arle at Teg, ministers said.",
            False,
        ),
        (  # a count that goes on, and its end
            "Orland's president Ida Venn won 50 percent of the vote with 91 percent of ballots counted on Tuesday.",
            "Orland's president Ida Venn won 58 percent of the vote after all ballots were counted on Tuesday.",
            False,
        ),
        (  # who announces is none who counts
            "Orland's board declared 50 percent of the vote for president Ida Venn on Tuesday in Marlow.",
            "Orland's president Ida Venn won 58 percent of the vote in Marlow on Tuesday, the board declared.",
            True,
        ),
        (
            "Orland's president Ida Venn won 50 percent of the vote after all ballots were counted on Tuesday.",
            "Orland's president Ida Venn won 58 percent of the vote after all ballots were counted on Tuesday.",
            True,
        ),
        (  # sums of two things
            "Farmer Ida Venn paid $44 million in taxes from the Marlow water sale, her lawyers said on Tuesday.",
            "Farmer Ida Venn made $139 million in profit from the Marlow water sale, her lawyers said on Tuesday.",
            False,
        ),
        (
            "Farmer Ida Venn made $44 million in profit from the Marlow water sale, her lawyers said on Tuesday.",
            "Farmer Ida Venn made $139 million in profit from the Marlow water sale, her lawyers said on Tuesday.",
            True,
        ),
        (  # the place of one is named in the other
            "The driver who wounded 26 people on a Marlow bus in the Feast of Bresk attack was jailed on Tuesday.",
            "The driver who wounded 15 people on a bus in Marlow on the Feast day was jailed on Tuesday, a court said.",
            True,
        ),
        (  # what stands right behind a figure counts it
            "The mill fire in Marlow left 14 people killed and 53 wounded on Sunday, the Orland police chief said.",
            "The mill fire in Marlow left 14 people killed on Sunday, the police chief of Orland told reporters.",
            False,
        ),
    ],
)
def test_what_figures_are_of_and_where(one: str, other: str, differ: bool) -> None:
    assert bool(disagreements(story(article("a", [one]), article("b", [other])))) == differ


def test_one_source_does_not_disagree_with_itself() -> None:
    a, b = article("a", [FIRE]), article("b", [FIRE.replace("14", "19")])
    assert disagreements(story(a, b, independent=(("a", "b"),))) == ()


def test_not_known_is_not_printed_twice() -> None:
    unclear = "It was unclear on Monday how many passengers were on the ferry Linnet."
    a = article("a", [FIRE, unclear])
    b = article("b", [unclear, "The ministry's claim could not be independently verified."])
    both = story(a, b)
    assert [p.text for p in not_known(both)] == [b.sentences[1].text, unclear]
    assert [p.text for p in not_known(both, [Passage(a, 1, 1)])] == [b.sentences[1].text]


def test_what_is_confirmed_since_is_known() -> None:
    open_question = "The palace declined to confirm that the Osprey treaty with Vesk had been signed."
    a = article("a", [open_question, OTHER], published="2024-03-04")
    later = article(
        "b",
        ["The palace confirmed on Tuesday that the Osprey treaty with Vesk had been signed."],
        published="2024-03-05",
    )
    earlier = article(
        "c", ["The palace confirmed last year that the Osprey treaty with Vesk was wanted."], published="2023-03-05"
    )
    assert [p.text for p in not_known(story(a, earlier))] == [open_question]
    assert not_known(story(a, later)) == ()


def test_timeline_has_one_line_a_date_in_order() -> None:
    a = article(
        "a",
        [
            "The parliament of Orland approved the water law on Tuesday.",
            "Farmers blocked the roads of Marlow on the first of March.",
            "The court in Bresk will hear the farmers on Thursday.",
            "Prices rose between January and March.",
        ],
        days=[["2024-03-05"], ["2024-03-01"], ["2024-03-07"], ["2024-01/2024-03"]],
    )
    lines = timeline(story(a))
    assert [line.date for line in lines] == ["2024-03-01", "2024-03-05", "2024-03-07"]
    assert timeline(story(a), [Passage(a, 0, 0)]) == ()


def test_a_line_of_another_article_of_the_page_is_no_line_of_the_timeline() -> None:
    lines = [
        "The parliament of Orland approved the water law.",
        "Farmers blocked the roads of Marlow.",
        "The court of Orland heard the farmers.",
        "A first water law was struck down on the first of March.",
        "Parliament took up the bill on the third of March.",
        "The farmers of Marlow won a case on Tuesday.",
    ]
    foreign = "The average adult slept for seven hours on Monday, the sleep study found."
    days = [[], [], [], ["2024-03-01"], ["2024-03-03"], ["2024-03-05"], ["2024-03-04"]]
    own = ["2024-03-01", "2024-03-03", "2024-03-05"]
    a = article("a", [*lines, foreign], days=days)
    assert [line.date for line in timeline(story(a))] == own
    asleep = article("b", [foreign.replace("on Monday, the", "last night, the")])
    assert [line.date for line in timeline(story(a, asleep))] == sorted([*own, "2024-03-04"])


def test_a_denial_is_not_what_the_news_leaves_open() -> None:
    a = article("a", ["The mayor of Quenby denied she took money.", "It is not clear who paid for the bridge."])
    assert [passage.text for passage in not_known(story(a))] == ["It is not clear who paid for the bridge."]


def test_a_short_sentence_that_names_what_is_not_known_stands() -> None:
    a = article("a", [FIRE, "The cause is not known.", "Its cause is not known.", "That is not known yet."])
    assert [passage.text for passage in not_known(story(a))] == ["The cause is not known."]
    de = replace(article("b", ["In Tarn brannte am Sonntag eine Mühle.", "Die Ursache ist unklar."]), language="de")
    assert [passage.text for passage in not_known(story(de))] == ["Die Ursache ist unklar."]


def test_a_question_is_no_line_of_a_timeline() -> None:
    a = article(
        "a",
        [
            "The parliament of Orland approved the water law on Tuesday.",
            "Farmers blocked the roads of Marlow on the first of March.",
            "Should travellers still go to the station of Bresk on Thursday?",
        ],
        days=[["2024-03-05"], ["2024-03-01"], ["2024-03-07"]],
    )
    assert timeline(story(a)) == ()


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("de", "Die Angaben ließen sich nicht unabhängig überprüfen.", "unverified"),
        ("de", "Die Ursache des Brandes ist noch unklar.", "unclear"),
        ("de", "Der Fahrer des Wagens ist unbekannt.", "unclear"),
        ("fr", "La cause de l'incendie n'est pas connue.", "unclear"),
        ("fr", "Le ministre a démenti toute rencontre.", "denied"),
        ("es", "El gobierno no ha confirmado la noticia.", "unconfirmed"),
        ("it", "Non è chiaro chi abbia sparato.", "unclear"),
        ("pt", "O ministro negou ter recebido dinheiro.", "denied"),
        ("nl", "De oorzaak is nog niet bekend.", "unclear"),
        ("sv", "Orsaken är ännu inte känt.", "unclear"),
        ("ru", "Причина пожара пока неизвестно.", "unclear"),
        ("uk", "Міністр заперечує звинувачення.", "denied"),
        ("pl", "Nie wiadomo, kto strzelał.", "unclear"),
        ("de", "Die Ursache des Brandes war ein Kabel.", ""),
        ("de", "Die Behörde ermittelt gegen unbekannt.", ""),
        ("fr", "Le ministre a confirmé la rencontre.", ""),
    ],
)
def test_not_known_in_other_languages(lang: str, text: str, kind: str) -> None:
    assert kind_of(text, lang) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The cause of the fire is under investigation.", "pending"),
        ("The fire is still under investigation, Brandt said.", "pending"),
        ("Brandt spoke of his part in the conduct under investigation.", ""),
    ],
)
def test_what_is_under_investigation_is_open_where_a_sentence_says_so(text: str, kind: str) -> None:
    assert kind_of(text, "en") == kind


@pytest.mark.parametrize(
    "texts",
    [[], ["One."], [FIRE] * 300, ["12 13 14 15"] * 20, ["Sport"], ["killed " * 2000 + "12."], ["12 " * 3000], ["…"]],
)
def test_any_text_gives_an_answer(texts: list[str]) -> None:
    a, b = article("a", texts), article("b", texts, language=None)
    both = story(a, b)
    assert len(corroboration(both, passages(a)[:5])) == len(texts[:5])
    assert isinstance(disagreements(both), tuple)
    assert isinstance(not_known(both), tuple)
    assert isinstance(timeline(both), tuple)
