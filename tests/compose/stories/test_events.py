"""Two events of one kind on one day are two; one event in other words is one."""

from __future__ import annotations

import pytest

from briefing.compose.stories.events import ArticleOpening, two_events
from tests.articles import article

TAILOR = ("Tailor jailed", "A tailor was jailed for four years by a court in Ostrau on Monday for forging wills.")


def opening(title: str, *sentences: str) -> ArticleOpening:
    return ArticleOpening(article(title, sentences, title=title))


@pytest.mark.parametrize(
    ("title", "sentence", "why"),
    [
        ("Pilot jailed", "A pilot was jailed for six years by a court in Ostrau on Monday for smuggling.", True),
        ("Tailor in prison", "A tailor in Ostrau must go to prison for four years, a court ruled on Monday.", False),
        ("Man jailed", "A man was jailed for four years by a court in Ostrau on Monday over false wills.", False),
        ("Shopkeeper jailed", "A shopkeeper was jailed for four years in Ostrau on Monday over false wills.", False),
    ],
)
def test_another_person_with_another_figure_is_another_event(title: str, sentence: str, why: bool) -> None:
    assert bool(two_events(opening(*TAILOR), opening(title, sentence))) is why


def test_another_street_with_another_figure_is_another_event() -> None:
    one = opening("Fire in Ostrau", "Three people died in a fire in Weaver Street in Ostrau on Monday.")
    other = opening("Fire in Ostrau", "Nine people died in a fire in Orchard Road in Ostrau on Monday.")
    assert "place" in two_events(one, other)
    both = opening("Fire", "Nine people died in a fire in Orchard Road in Ostrau.", "It began in Weaver Street.")
    assert not two_events(one, both)


def test_a_word_that_the_other_article_has_further_down_sets_nothing_apart() -> None:
    pilot = "A pilot was jailed for six years by a court in Ostrau on Monday for smuggling."
    assert not two_events(opening(*TAILOR), opening("Pilot jailed", pilot, "The pilot's uncle, a tailor, wept."))
