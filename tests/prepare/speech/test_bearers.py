"""Who of several bears a name, and what bears it that is nobody."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

HEIRS = "Karl Tarn sued his sister, Helga Tarn, over the mill."


@pytest.mark.parametrize(
    ("first", "said", "who"),
    [
        (HEIRS, "Mr Tarn said the mill would stay.", "Karl Tarn"),
        (HEIRS, "Ms Tarn said the mill would stay.", "Helga Tarn"),
        ("Karl Tarn won the mill on Tuesday.", "Ms Tarn said the mill would stay.", "Ms Tarn"),
        ("Karl Tarn won the mill on Tuesday.", "Chairwoman Tarn said the mill would stay.", "Karl Tarn"),
        ("Helga Tarn won the mill on Tuesday.", "Chairman Tarn said the mill would stay.", "Helga Tarn"),
    ],
)
def test_a_title_says_whether_a_man_or_a_woman_is_meant_and_an_office_does_not(first: str, said: str, who: str) -> None:
    assert spoken(first, said)[1].speaker == who


def test_a_thing_that_is_named_after_somebody_says_nothing() -> None:
    thing = "No crown of the town went into the Tarn Tower in Velm."
    assert spoken(thing, "Mayor Tarn said that the tower was paid for.")[1].speaker == "Tarn"
    person = "No crown of the town went to Tarn Halder in Velm."
    assert spoken(person, "Mayor Tarn said that the tower was paid for.")[1].speaker == "Tarn Halder"


def test_a_building_that_bears_a_surname_is_not_who_the_surname_means() -> None:
    found = spoken("President Velm said he liked the plan for a Velm Tower in Lisk.", "President Velm said so again.")
    assert [one.speaker for one in found] == ["Velm", "Velm"]
    found = spoken("President Velm said he liked the plan of Ada Velm in Lisk.", "President Velm said so again.")
    assert [one.speaker for one in found] == ["Ada Velm", "Ada Velm"]


MAY = "Home Secretary Theresa May will leave."


@pytest.mark.parametrize(
    ("before", "said", "who"),
    [
        (MAY, "Mrs May said a vote held last year drew 5,000 answers.", "Theresa May"),
        (MAY, "“If so, that is bad,” May said.", "Theresa May"),
        (MAY, "May said it was bad.", "Theresa May"),
        (MAY, "In May the pilots said no.", "the pilots"),
        ("Speaker David Long spoke.", "“The law does not discriminate,” Long said.", "David Long"),
        ("Speaker David Long spoke.", "Long on Monday also denied that he would go.", "David Long"),
        ("Speaker David Long spoke.", "Long before Monday, the council said no.", "the council"),
        ("Speaker David Long spoke.", "It will not take long, officials said.", "officials"),
        ("It rained.", "“No,” Venn said in May.", "Venn"),
    ],
)
def test_a_surname_that_is_another_word_too_is_one_where_the_article_names_it(before: str, said: str, who: str) -> None:
    assert spoken(before, said)[1].speaker == who


def test_a_calling_that_opens_a_sentence_is_no_part_of_the_name() -> None:
    found = spoken("Entertainer Karl Tarn was held.", "Police held Karl Tarn in May.", "Tarn denied it.")
    assert found[2].speaker == "Karl Tarn"
    found = spoken("On Monday Karl Anton Tarn was held.", "Police held Anton Tarn in May.", "Tarn denied it.")
    assert found[2].speaker == "Karl Anton Tarn"
