"""What is compared is what is seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing
from briefing.language.seen import hides, in_order, isolated, seen, turns

INVISIBLE = ["\u200b", "\u2060", "\xad", "\ufeff", "͏", "️", "\u2063", "\u200e", "\u200d", "\u061c"]


@pytest.mark.parametrize("mark", INVISIBLE, ids=unicodedata.name)
def test_a_mark_that_shows_nothing_is_not_compared(mark: str) -> None:
    assert seen(f"by 1{mark}5 per cent") == "by 15 per cent"
    assert seen(f"did n{mark}ot raise") == "did not raise"
    assert hides(f"by 1{mark}5 per cent") or mark == "\ufe0f"


@pytest.mark.parametrize(
    ("text", "as_seen"),
    [
        ("\uff11\uff15\uff05", "15%"),
        ("\u0661\u0665", "15"),
        ("\u06f1\u06f5", "15"),
        ("\u0967\u096b", "15"),
        ("P\u0430ris", "Paris"),  # a Cyrillic a
        ("\u0391thens", "Athens"),  # a Greek alpha
        ("Москва", "Москва"),
        ("Αθήνα", "Αθήνα"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("a naïve café – “quoted” €5 ½", "a naïve café – “quoted” €5 ½"),
        ("COVID-пандемия", "COVID-пандемия"),
    ],
)
def test_figures_and_letters_as_they_look(text: str, as_seen: str) -> None:
    assert seen(text) == as_seen


@given(st.text(max_size=60))
def test_what_is_seen_of_what_is_seen_is_the_same(text: str) -> None:
    assert seen(seen(text)) == seen(text)
    assert not turns(in_order(text))


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=60))
def test_only_marks_that_show_nothing_leave_western_text(text: str) -> None:
    assert seen(text) == text.replace("\u00ad", "")


def test_soft_hyphens_in_words_are_no_cause_for_a_warning() -> None:
    assert not hides("Ver\u00adtei\u00addi\u00adgung") and hides("Ver\u200bteidigung") and hides("1\u00ad5")


TO_5 = "from \u202b5 to 3\u202c, from \u20675 to 3\u2069"  # closed, and shown as "3 to 5"


@pytest.mark.parametrize(
    "text", ["pay \u202e$001\u202c", "pay \u202d$001", "\u2067a", "a\u2069", "\u2067a\u202c", TO_5]
)
def test_controls_that_turn_the_order_are_told(text: str) -> None:
    assert turns(text)
    assert not set(in_order(text)) & set("\u202c\u202d\u202e\u2067\u2069")


@pytest.mark.parametrize("text", ["pay \u2067\u05d0\u05d1\u2069 now", "\u202b\u05d0\u202c", "\u05d0\u200f!"])
def test_controls_that_are_closed_are_left(text: str) -> None:
    assert not turns(text) and in_order(text) == text


@given(
    st.text(alphabet=st.sampled_from("a1 \u05d0\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=30)
)
def test_what_is_printed_turns_nothing_and_holds_no_embedding(text: str) -> None:
    printed = isolated(text)
    assert not turns(printed) and isolated(printed) == printed
    assert not set(printed) & set("\u202a\u202b\u202c\u202d\u202e")
    assert printed.count("\u2069") == sum(printed.count(control) for control in "\u2066\u2067\u2068")


FIRE = "A fire in a textile mill in Marlow killed {} workers on Sunday night."
FIRE_AGAIN = "{} workers were killed on Sunday night by a fire in a textile mill in Marlow."
MILL = [
    "The owner of the mill, Hugo Brandt, said the building had passed every inspection of the last ten years.",
    "Neighbours heard two explosions before the roof came down, and carried water from the river in buckets.",
]
TAX = "The harbour council of Lisk raised the tax on ferries by {} per cent on Monday evening."
MORE = "Fishermen from four villages had asked for a lower rate than that since the spring of last year."


@pytest.mark.parametrize("figure", ["1\u200b5", "1\u00ad5", "\uff11\uff15", "1\u2060\u20605"])
def test_a_figure_is_confirmed_by_what_it_looks_like(figure: str) -> None:
    def edition(other: str) -> briefing.Edition:
        texts = [
            {"title": "Mill fire in Marlow", "publisher": "Lisk Post", "text": f"{FIRE.format(figure)} {MILL[0]}"},
            {"title": "Marlow fire", "publisher": "Coast Gazette", "text": f"{FIRE_AGAIN.format(other)} {MILL[1]}"},
        ]
        return briefing.build([text | {"published": "2031-03-03"} for text in texts], day="2031-03-03")

    def confirmed(found: briefing.Edition) -> list[int]:
        return [
            statement.corroborated_by
            for story in found.stories
            for section in story.sections
            for statement in section.statements
            if "textile mill" in statement.text
        ]

    assert confirmed(edition("15")) == [1]
    assert 1 not in confirmed(edition("5"))


def test_a_statement_is_printed_as_its_source_has_it() -> None:
    tax = TAX.format("1\u200b5")
    text = {"title": "Lisk raises the ferry tax", "published": "2031-03-03", "text": f"{tax} {MORE}"}
    [story] = briefing.build([text], day="2031-03-03").stories
    statements = [statement.text for section in story.sections for statement in section.statements]
    assert tax in statements


def test_a_sentence_that_is_read_otherwise_than_it_stands_is_not_quoted() -> None:
    turned = "The council will pay \u202e$001\u202c to each of the owners of the boats in May."
    text = {"title": "Lisk pays \u202e001", "published": "2031-03-03", "text": f"{TAX.format(15)} {turned} {MORE}"}
    found = briefing.read(text)
    [article] = found.articles
    assert turned not in [sentence.text for sentence in article.sentences] and len(article.sentences) == 2
    assert article.title is not None and article.title.value == "Lisk pays 001"
    assert any("turn the order" in problem.message for problem in article.problems)
