from __future__ import annotations

from briefing.compose.sections.views import views
from tests.articles import from_lines

ASIDE = from_lines(
    """
    The council of Ostrau approved a toll bridge over the river Lune.

    The bridge over the Lune will cost the council much, and the toll will pay for it.

    [Ada Roe] The toll bridge is good for Ostrau and the Lune, Ada Roe said.

    The council will build the bridge at the old ferry on the Lune.

    Elsewhere a fire destroyed a bakery in Prell.

    [Ben Ashe] The oven was to blame, Ben Ashe said.

    Nobody was hurt when the roof fell.
    """,
    title="Ostrau approves toll bridge over the Lune",
)


def test_where_an_article_turns_to_another_matter() -> None:
    assert [view.aside for view in views([ASIDE], None)[0]] == [False] * 4 + [True] * 3


def test_an_article_of_one_matter_has_no_aside() -> None:
    told = from_lines("\n\n".join(f"The council approved bridge number {n} over the Lune." for n in range(8)))
    assert not any(view.aside for view in views([told], None)[0])


def test_a_lead_is_close_to_the_other_articles_leads_not_to_itself() -> None:
    same = from_lines("The council of Ostrau approved a toll bridge over the Lune.", "b.txt")
    other = from_lines("Ferrymen sing old songs at dawn.", "c.txt")
    first, _, third = (seen[0].event for seen in views([ASIDE, same, other], None))
    assert first > third


def test_numbers_of_dates_are_not_figures() -> None:
    told = from_lines("It cost 3 million in 2019.")
    assert views([told], None)[0][0].numbers == 1
