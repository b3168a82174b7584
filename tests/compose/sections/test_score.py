from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.compose.sections.features import FEATURES, values
from briefing.compose.sections.rules import DEFAULT_SECTIONS, SectionRule
from briefing.compose.sections.score import Router, article_scores, route
from briefing.compose.sections.views import views
from tests.articles import from_lines

TOLD = from_lines(
    """
    The council of Ostrau on Monday approved a bridge over the Lune after ten years of talks.

    [Ada Roe] “It is a historic day for the valley,” said Ada Roe, an engineer who has campaigned for it.

    Ostrau has long depended on a ferry that was founded in 1911.
    """,
    title="Ostrau approves bridge over the Lune",
    day="2024-05-07",
)


def test_each_sentence_goes_where_a_reader_looks_for_it() -> None:
    assert [section for section, _ in article_scores(TOLD, DEFAULT_SECTIONS)] == ["decision", "reactions", "context"]


def test_scores_lie_between_nought_and_one() -> None:
    for _, scores in article_scores(TOLD, DEFAULT_SECTIONS):
        assert set(scores) == {"decision", "reactions", "context"}
        assert all(0 <= score <= 1 for score in scores.values())


def test_features_lie_between_nought_and_one() -> None:
    for view in views([TOLD], None)[0]:
        found = values(view)
        assert list(found) == list(FEATURES)
        assert all(0 <= value <= 1 for value in found.values())


def test_the_contributions_make_up_the_score() -> None:
    from math import log

    router = Router(DEFAULT_SECTIONS)
    for scored in route([TOLD], router, None)[0]:
        for rule in DEFAULT_SECTIONS:
            score = scored.scores[rule.id]
            total = sum(term.points for term in router.contributions(rule, scored))
            assert total == pytest.approx(log(score / (1 - score)), abs=1e-6)


@pytest.mark.parametrize("share", [0.25, 1.0])
def test_the_scorers_terms_make_up_its_share_of_the_score(share: float) -> None:
    from math import log

    rules = [replace(rule, scorer=share, cues={"valley": 0.5}) for rule in DEFAULT_SECTIONS]
    router = Router(rules)
    for scored in route([TOLD], router, None)[0]:
        for rule in rules:
            terms = router.contributions(rule, scored)
            total = log(scored.scores[rule.id] / (1 - scored.scores[rule.id]))
            assert sum(term.points for term in terms) == pytest.approx(total, abs=1e-6)
            assert any(term.name.startswith("scorer: ") for term in terms)
            assert share < 1 or all(term.name.startswith("scorer: ") for term in terms)


def test_half_a_share_lies_between_rules_and_scorer() -> None:
    given = [
        [scores for _, scores in article_scores(TOLD, [replace(rule, scorer=share) for rule in DEFAULT_SECTIONS])]
        for share in (0.0, 0.5, 1.0)
    ]
    for rules, half, whole in zip(*given, strict=True):
        assert all(min(rules[k], whole[k]) <= half[k] <= max(rules[k], whole[k]) for k in half)


def test_the_scorer_alone_tells_the_sections_too() -> None:
    rules = [replace(rule, scorer=1.0) for rule in DEFAULT_SECTIONS]
    assert [section for section, _ in article_scores(TOLD, rules)] == ["decision", "reactions", "context"]


def test_filters_turn_away() -> None:
    rule = SectionRule(id="numbers", where={"attributed": False}, with_words=("found*",), without_words=("lune",))
    assert [set(scores) for _, scores in article_scores(TOLD, [rule])] == [set(), set(), {"numbers"}]


def test_a_cue_adds_its_points() -> None:
    plain, cued = SectionRule(id="a"), SectionRule(id="b", cues={"ferry": 1.0, "has long": 1.0})
    scored = route([TOLD], Router([plain, cued]), None)[0][2]
    assert scored.scores["a"] == 0.5
    assert [term.name for term in Router([cued]).contributions(cued, scored)] == ["cue: ferry", "cue: has long"]


def test_an_article_without_sentences_has_no_scores() -> None:
    assert article_scores(replace(TOLD, sentences=()), DEFAULT_SECTIONS) == []
