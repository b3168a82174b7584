"""What a wire writes around an article, and what only looks like it."""

# ruff: noqa: E501 (what a file holds is not broken)

from __future__ import annotations

from briefing.prepare.furniture.lines.wire_lines import wire_lines
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from briefing.prepare.wrapping import width_of_text

TAKES = """\
b0417kd
PM-Ostmark-Ferry, 2nd Ld-Writethru, 210
Eds: UPDATES with vote of the council. No pickup.
Harbour council keeps the old ferry until the bridge opens
By ADA QUILL
Velm Press Agency
   OSTMARK (VPA) -- The harbour council of Ostmark voted on
 Tuesday to keep the old ferry in service until the new bridge
 opens in the spring of the next year, for 12 million crowns.
   The vote was closer than many members of the council had
 hoped for, with seven of them for the ferry and six of them
 against it, said the chair of the council, Bo Reed.
MORE
VPA-04-03-31 1412GMT

b0418kd
PM-Ostmark-Ferry, 2nd Ld-Writethru, 1st Add, 90
OSTMARK: council, Bo Reed.
   The ferry is thirty-one years old, and it was repaired so
 often that nobody knows what it weighs. It is to be sold.
   -30-
VPA-04-03-31 1420GMT
"""


def test_takes_are_one_article_without_the_lines_of_the_wire() -> None:
    (article,), _ = prepare_file("takes.txt", TAKES.encode(), PrepareOptions())
    assert article.title and article.title.value == "Harbour council keeps the old ferry until the bridge opens"
    said = [" ".join(s.text.split()) for s in article.sentences]
    assert len(said) == 4
    assert said[0].startswith("The harbour council of Ostmark voted on Tuesday to keep")
    assert said[1].endswith("said the chair of the council, Bo Reed.")
    assert (
        said[2] == "The ferry is thirty-one years old, and it was repaired so often that nobody knows what it weighs."
    )
    assert said[3] == "It is to be sold."


def test_a_counter_with_its_categories_is_the_wires() -> None:
    lines = ["VPA2041 4 ECO 0180 :TXT", "FERRY-VOTE/ (UPDATE 1)", "Old ferry stays", "040331 1412 GMT"]
    assert wire_lines(lines) == {0, 1, 3}


def test_such_lines_say_nothing_where_no_counter_and_no_slug_stands() -> None:
    lines = [
        "MORE",
        "COVID19",
        "B-52s over the bay, 1994",
        "Eds: a name from the north",
        "12-05-31 1412GMT",
        "OSTMARK/",
    ]
    assert wire_lines(lines) == frozenset()


def test_a_word_in_capitals_with_a_hyphen_is_no_slug() -> None:
    assert wire_lines(["PM-Kisan scheme reaches more farmers", "BC-based firm buys ferry, hires forty"]) == frozenset()


def test_lines_without_an_indent_are_no_wrapped_ones_where_paragraphs_are_indented() -> None:
    assert 60 <= width_of_text(TAKES) <= 70
    verse = "   The ferry goes\n over the sea\n   the gulls come\n and look at me\n   the night is here\n and so are we\n   hm\n"
    assert width_of_text(verse) == 0
