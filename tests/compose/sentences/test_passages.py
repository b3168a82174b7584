from __future__ import annotations

import pytest

from briefing.compose.sentences.passages import passages, quotation_depth
from tests.articles import from_lines


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("He came.", 0),
        ("“I came.", 1),
        ("I went,” she said.", -1),
        ("“I came,” he said, “and went.”", 0),
        ("‘Fuel to the fire’, he said of Roe’s bridge.", 0),
        ("‘This is Roe’s bridge.", 1),
        ("Born in the ‘90s.", 0),
        ('"I came.', 1),
        ("„Ich kam“, sagte er.", 0),
        ("« Je suis venu » , dit-il.", 0),
    ],
)
def test_where_a_text_stands_to_its_quotations(text: str, depth: int) -> None:
    assert quotation_depth(text) == depth


def test_a_leaning_sentence_takes_the_one_before_along() -> None:
    told = from_lines("Ada Roe spoke in Ostrau on Monday.\nShe left the hall.\n\nThe ferry of Ostrau sank at night.")
    assert [(p.first, p.last, p.flaws) for p in passages(told)] == [(0, 0, ()), (0, 1, ()), (2, 2, ())]


def test_a_first_sentence_that_leans_keeps_its_flaw() -> None:
    (found,) = passages(from_lines("She left the hall."))
    assert found.flaws


def test_a_quotation_is_never_cut() -> None:
    lines = ["Ada Roe spoke on Monday.", "[Ada Roe/1] “We will build,” Roe said.", "[Ada Roe/1] “The ferry is old.”"]
    told = from_lines("\n".join([*lines, "It rained."]))
    assert (1, 2) in [(p.first, p.last) for p in passages(told)]
    assert all(not (p.first == 2 or p.last == 1) for p in passages(told))


@pytest.mark.parametrize(
    ("end", "stands"),
    [
        ("I will stay,” Ada Roe said.", True),
        ("He is wrong,” Ada Roe said.", True),  # whom she means is her affair; who speaks is not
        ("I will stay,” she said.", False),
        ("I will stay.”", False),
    ],
)
def test_a_quotation_whose_speaker_is_named_at_its_end_stands_alone(end: str, stands: bool) -> None:
    told = from_lines(f"It rained in Ostrau.\n\n[Ada Roe/1] “No bridge will be built.\n[Ada Roe/1] {end}")
    assert [(p.first, p.last) for p in passages(told)] == [(0, 0), (1, 2) if stands else (0, 2)]


def test_a_quotation_over_paragraphs_is_one_passage() -> None:
    told = from_lines("“We will build,\n\n“and soon,” Ada Roe said.")
    assert [(p.first, p.last, p.flaws) for p in passages(told)] == [(0, 1, ())]


def test_a_fragment_is_flawed() -> None:
    found = passages(from_lines("the bridge of Ostrau is\n\nThe ferry of Ostrau sank at night"))
    assert all(p.flaws for p in found)


def test_a_line_that_is_no_sentence_is_not_printed_with_what_follows_it() -> None:
    told = from_lines("Ostrau Bridge Case Reopened\nBut she said the bridge of Ostrau is safe.")
    assert passages(told)[1].flaws == ("holds a line that does not end as a sentence does",)
    told = from_lines("[Ada Roe] Ada Roe said:\nBut the bridge of Ostrau is safe.")
    assert passages(told)[1].flaws == ()


def test_what_takes_a_claim_back_is_printed_with_it() -> None:
    article = from_lines("The dam of Sorel broke, its office said.\nIt withdrew the statement later.\nIt rained.")
    first = passages(article)[0]
    assert (first.first, first.last) == (0, 1)


def test_an_articles_first_sentence_has_nothing_before_it_that_it_could_liken_to() -> None:
    line = "Ostrau voted for a ferry on Monday, the first time that such a vote was held in the town hall."
    first, second = passages(from_lines(f"{line}\n{line}"))
    assert first.flaws == ()
    assert second.first == 0 or second.flaws


def test_an_articles_first_sentence_may_open_with_the_thing_it_introduces() -> None:
    lines = "The ship Aurora sank off the coast of Tarn on Tuesday.\nThe ship had 40 sailors on board that night."
    first, second = passages(from_lines(lines))
    assert not first.flaws
    assert second.first == 0  # a later one still leans on what introduced the ship


def test_a_quotation_over_paragraphs_in_straight_marks_is_one_passage_and_ends_with_it() -> None:
    told = from_lines(
        'Ada Roe, a builder, said: "The wall must be built.\n\n"If it is, the house stands by May," she added.\n\n'
        '"Not one beam was sound," said the mason Jan Holt of Ostrau.'
    )
    assert [(p.first, p.last, p.flaws) for p in passages(told)] == [(0, 1, ()), (2, 2, ())]


def test_a_quotation_that_nobody_closes_ends_with_its_paragraph() -> None:
    told = from_lines('Ada Roe said: "The wall must be built.\n\nThe ferry of Ostrau sank at night in the storm.')
    assert [p.flaws for p in passages(told)] == [("begins or ends inside a quotation",), ()]


def test_a_mark_behind_a_figure_is_a_measure() -> None:
    told = from_lines(
        'The beam was 12" wide and had cracked in Ostrau.\n\n"It was held by tape," said the mason Jan Holt.'
    )
    assert [p.flaws for p in passages(told)] == [(), ()]
