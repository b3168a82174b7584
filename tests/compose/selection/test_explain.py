from __future__ import annotations

import json
from dataclasses import replace

from briefing.compose.sections.rules import DEFAULT_SECTIONS
from briefing.compose.selection.explain import pick_data, screen
from briefing.compose.selection.select import SelectionPlan, select
from tests.articles import from_lines, story

TOLD = from_lines(
    """
    The council of Ostrau on Tuesday approved a toll bridge over the river Lune, the mayor's office confirmed.

    [Ada Roe] “The bridge is a historic gift to the valley,” said Ada Roe, an engineer who has campaigned for it.
    [Ada Roe] Ada Roe said that the toll bridge would bring visitors to Ostrau.
    """,
    title="Ostrau approves bridge over the Lune",
)
(DECISION, REACTIONS, _) = select(story(TOLD), SelectionPlan(rules=DEFAULT_SECTIONS)).sections


def test_the_data_are_plain_and_whole() -> None:
    for pick in (*DECISION.picks, *REACTIONS.picks):
        data = pick_data(pick)
        assert json.loads(json.dumps(data)) == data
        assert {"features", "scores", "contributions", "merit", "rules", "rivals"} <= set(data)
        assert 1 <= data["rank"] <= data["of"]


def test_every_term_names_its_key_in_the_config() -> None:
    (pick, *_) = REACTIONS.picks
    keys = {term["name"]: term["key"] for term in pick_data(pick)["contributions"]}
    assert keys["quoted"] == "sections[1].weights.quoted"
    assert keys["base"] == "sections[1].base"
    assert "sections[1].prefer.quoted" in {term["key"] for term in pick_data(pick)["merit"]}


def test_the_scorers_terms_are_shown_with_the_file_that_holds_them() -> None:
    rules = [replace(rule, scorer=0.5) for rule in DEFAULT_SECTIONS]
    (pick, *_) = select(story(TOLD), SelectionPlan(rules=rules)).sections[1].picks
    data = pick_data(pick)
    keys = {term["name"]: term["key"] for term in data["contributions"]}
    assert keys["scorer: quoted"] == "section_scorer.toml: reactions.weights.quoted"
    assert keys["scorer: base"] == "section_scorer.toml: reactions.base"
    lines = screen("s1", data, {})
    assert [
        line for line in lines if "scorer: said" in line and "[section_scorer.toml: reactions.weights.said]" in line
    ]
    assert any("scorer: 0.5" in line for line in lines)


def test_the_screen_shows_places_where_they_are_known() -> None:
    (pick, *_) = REACTIONS.picks
    lines = screen("s1", pick_data(pick), {"sections[1].weights.quoted": "config.yaml:57"})
    assert [line for line in lines if "quoted" in line and "[config.yaml:57]" in line]


def test_each_rule_stands_beside_its_own_line() -> None:
    (pick, *_) = REACTIONS.picks
    places = {"sections[1].min_score": "config.yaml:9", "sections[1].print_if.speaker": "config.yaml:12"}
    lines = screen("s1", pick_data(pick), places)
    assert "  config.yaml:12  sections[1].print_if: speaker: true" in lines
    assert any(line.startswith("  config.yaml:9  sections[1].min_score: ") for line in lines)
    assert "  sections[1].print_if: refusal: false" in lines  # whose place is not known


def test_evidence_without_sums_is_shown_too() -> None:
    data = {
        "section": "timeline",
        "path": "a.txt",
        "sentences": [1, 1],
        "text": "Rain.",
        "rules": ["dated"],
        "rivals": [],
    }
    assert any("dated" in line for line in screen("s1", data, {}))


def test_who_else_says_it_is_shown_with_what_decides_that() -> None:
    data = {
        "section": "decision",
        "path": "a.txt",
        "sentences": [1, 1],
        "text": "Rain.",
        "rules": ["dated"],
        "confirmed": [{"path": "b.txt", "text": "It rained.", "why": "it holds 90% of what the other tells"}],
    }
    lines = screen("s1", data, {})
    assert any("b.txt: it holds 90%" in line for line in lines)
