from __future__ import annotations

from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule
from briefing.compose.selection.explain import pick_data, screen
from briefing.compose.selection.options import SelectOptions
from briefing.compose.selection.select import Selection, SelectionPlan, select
from briefing.model import Passage
from tests.articles import from_lines, story

FIRST = from_lines(
    """
    The council of Ostrau on Tuesday approved a toll bridge over the river Lune, the mayor's office confirmed.

    [Ada Roe] “It is a historic day for the valley,” said Ada Roe, an engineer who has campaigned for the bridge.
    [Ada Roe] Roe said that the toll bridge would bring visitors to Ostrau.
    [Ada Roe] Roe warned that the ferry would have sunk within years.
    [Ben Ashe] Ben Ashe of the ferry company called the decision “a disgrace”.

    Ostrau has long depended on a ferry that was founded in 1911.
    """,
    "a.txt",
    "Ostrau approves bridge over the Lune",
    "2024-05-07",
)
SECOND = from_lines(
    """
    The council of Ostrau has approved a toll bridge over the river Lune, the mayor's office confirmed on Tuesday.

    [Tom Hale] Tom Hale, a spokesman of the province, declined to confirm that Ostrau has approved the bridge.
    [Cleo Birk] “We will appeal,” said Cleo Birk, a lawyer of the ferrymen.

    Two bridges over the Lune collapsed in the floods of 1953.
    """,
    "b.txt",
    None,
    "2024-05-06",
)


def chosen(rules: tuple[SectionRule, ...] = DEFAULT_SECTIONS) -> Selection:
    return select(story(FIRST, SECOND), SelectionPlan(rules=rules))


def texts(selection: Selection) -> dict[str, list[str]]:
    return {s.rule.id: [pick.passage.text for pick in s.picks] for s in selection.sections}


def test_nothing_is_printed_twice_nor_said_twice() -> None:
    found = texts(chosen())
    everything = [text for section in found.values() for text in section]
    assert len(everything) == len(set(everything))
    assert sum("approved a toll bridge" in text for text in everything) == 1


def test_a_refusal_to_confirm_gives_way_to_the_confirmation() -> None:
    assert not any("declined to confirm" in text for section in texts(chosen()).values() for text in section)


def test_every_speaker_has_a_turn_before_one_has_a_second() -> None:
    rules = tuple(
        SectionRule(id="reactions", where={"attributed": True}, min_score=0.0, group_by="speaker", statements=3)
        for _ in range(1)
    )
    speakers = [pick.speaker for section in chosen(rules).sections for pick in section.picks]
    assert sorted(map(str, speakers)) == ["Ada Roe", "Ben Ashe", "Cleo Birk"]


def test_one_speaker_stands_together() -> None:
    rule = SectionRule(id="reactions", where={"attributed": True}, min_score=0.0, group_by="speaker", statements=8)
    speakers = [pick.speaker for section in chosen((rule,)).sections for pick in section.picks]
    assert speakers == sorted(speakers, key=speakers.index)
    assert [s for k, s in enumerate(speakers) if s != speakers[k - 1]] == list(dict.fromkeys(speakers))


def test_too_little_is_noted_or_hidden() -> None:
    nothing = {"where": {"question": True}}
    noted = SectionRule(id="a", if_too_few="note", where=nothing["where"])
    hidden = SectionRule(id="b", if_too_few="hide", where=nothing["where"])
    found = chosen((noted, hidden))
    assert [(s.rule.id, s.picks, s.too_little) for s in found.sections] == [("a", (), True)]


def test_budgets_hold() -> None:
    rule = SectionRule(id="all", min_score=0.0, statements=3, words=40)
    (section,) = chosen((rule,)).sections
    assert len(section.picks) <= 3
    assert sum(len(pick.passage.text.split()) for pick in section.picks) <= 40


def test_what_a_speaker_says_next_goes_with_it_as_far_as_a_statement_may_be_long() -> None:
    def longest(words: int) -> list[str]:
        options = SelectOptions(max_words=words)
        section = select(story(FIRST, SECOND), SelectionPlan(rules=DEFAULT_SECTIONS, options=options)).sections[1]
        return [pick.passage.text for pick in section.picks if pick.speaker == "Ada Roe"]

    assert any(text.count("Roe") >= 2 for text in longest(80))
    assert all(text.count("Roe") == 1 for text in longest(1))


def test_a_summarizer_by_name_ranks() -> None:
    rule = SectionRule(id="all", min_score=0.0, statements=1, summarizer="last")

    def last(passages: object, words: int) -> list[int]:
        assert isinstance(passages, (list, tuple)) and all(isinstance(p, Passage) for p in passages)
        return list(range(len(passages)))[::-1]

    options = SelectOptions(summarizer_share=1.0)
    found = select(story(FIRST, SECOND), SelectionPlan(rules=[rule], options=options, summarizers={"last": last}))
    assert [pick.passage.article.path for pick in found.sections[0].picks] == ["b.txt"]


def test_an_explanation_is_one_screen() -> None:
    for section in chosen().sections:
        for pick in section.picks:
            lines = screen("s0123456789", pick_data(pick), {"sections[0].min_score": "config.yaml:9"})
            assert any("min_score" in line for line in lines)
            assert ("config.yaml:9" in " ".join(lines)) is (pick.section == "decision")
            assert len(lines) <= 50 and all(len(line) <= 320 for line in lines)


def test_the_same_whatever_the_day_of_the_run() -> None:
    assert texts(chosen()) == texts(chosen())


def test_a_story_without_sentences() -> None:
    from dataclasses import replace

    empty = select(story(replace(FIRST, sentences=())), SelectionPlan(rules=DEFAULT_SECTIONS))
    assert all(section.too_little and not section.picks for section in empty.sections)


def test_the_newest_step_of_a_story_leads_its_decision() -> None:
    asked = from_lines(
        "Governor Ada Roe of Ostrau asked the council to rewrite the toll bridge bill, its office said.",
        "a.txt",
        "Governor asks Ostrau for a new toll bridge bill",
        "2024-05-06",
    )
    signed = from_lines(
        "Governor Ada Roe of Ostrau signed the toll bridge bill that the council rewrote.",
        "b.txt",
        "Governor signs the toll bridge bill",
        "2024-05-07",
    )
    found = select(story(asked, signed), SelectionPlan(rules=DEFAULT_SECTIONS))
    assert texts(found)["decision"][0].startswith("Governor Ada Roe of Ostrau signed")


def test_a_decision_is_no_question() -> None:
    told = from_lines(
        "What are the options for those who booked the toll bridge?", "a.txt", "Toll bridge: your options"
    )
    assert texts(select(story(told), SelectionPlan(rules=DEFAULT_SECTIONS)))["decision"] == []


def test_what_its_section_will_not_print_may_stand_in_the_second() -> None:
    told = from_lines(
        """
        The council of Ostrau on Tuesday approved a toll bridge over the river Lune.

        Ferry sinkings on the Lune are common because of poor boats.
        """,
        "a.txt",
        "Ostrau approves bridge",
    )
    judged = SectionRule(id="judged", base=1.0, where={"lead": False}, print_if={"speaker": True})
    rest = SectionRule(id="rest", base=-0.2, where={"lead": False})
    assert texts(select(story(told), SelectionPlan(rules=(judged, rest))))["rest"] == [told.sentences[1].text]
    strict = SelectOptions(second_choice_least=1.0)
    assert not select(story(told), SelectionPlan(rules=(judged, rest), options=strict)).sections
