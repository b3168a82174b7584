from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.selection.headline import Printed, at_a_glance, cut, headline
from briefing.compose.sentences.slices import Slice
from briefing.language import plain
from briefing.model import Passage, Speech
from briefing.text import Span
from tests.articles import article, story

LEAD = "The parliament of Orland approved the new water law on Tuesday by 64 votes to 51."


def test_the_title_that_says_most_of_what_the_articles_share() -> None:
    a = article("a", [LEAD], title="Live: all the latest")
    b = article("b", [LEAD], title="Orland parliament approves new water law")
    c = article("c", [LEAD], title="What does it mean?")
    found = headline(story(a, b, c))
    assert (found.path, found.span, found.text) == ("b", None, "Orland parliament approves new water law")


def test_the_newer_title_of_two() -> None:
    a = article("a", [LEAD], title="Orland votes on the water law", published="2024-03-04")
    b = article("b", [LEAD], title="Orland approves the water law", published="2024-03-05")
    assert headline(story(a, b)).text == "Orland approves the water law"


def test_the_name_of_a_site_is_no_headline() -> None:
    site = "Arle Valley Herald and Gazette Online"
    a, b = article("a", [LEAD], title=site), article("b", [LEAD], title=site)
    assert headline(story(a, b)).text == LEAD


def test_a_title_of_several_articles_is_a_rubric_unless_each_of_them_tells_it() -> None:
    site = "Orland News (Orland Broadcasting Service)"
    other = "Two boats sank in the harbour of Port Vell on Tuesday, and nobody was hurt in either of them."
    a, b = article("a", [LEAD], title=site), article("b", [other], title=site)
    assert headline(story(a, b)).text == LEAD
    same = "Orland approves new water law"
    assert headline(story(article("a", [LEAD], title=same), article("b", [LEAD, other], title=same))).text == same


def test_a_lead_is_cut_at_a_clause() -> None:
    opening = "The parliament of Orland approved the water law"
    long = f"{opening}, which farmers in the Arle valley had fought for two years with blockades of the roads."
    a = article("a", [long])
    found = headline(story(a))
    assert found.text == f"{opening}…"
    assert found.span is not None and found.span.of(a.body.string) + "…" == found.text
    short = article("b", [LEAD])
    assert headline(story(short)).text == LEAD


def test_an_article_without_sentences_has_a_headline() -> None:
    assert headline(story(article("a", [], title="Orland"))).text == "Orland"
    assert headline(story(article("a", []))).text == ""


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_a_cut_is_a_beginning(text: str) -> None:
    a = article("a", [text])
    found = cut(Slice(a, Span(0, len(text))))
    assert found.span is not None and 0 <= found.span.start <= found.span.end <= len(text)
    assert found.text.removesuffix("…") == plain(found.span.of(text)) or found.text == plain(text)


def row(name: str, *texts: str, section: int = 0) -> list[Printed]:
    a = article(name, texts)
    return [Printed(id=f"{name}{i}", passage=Passage(a, i, i), section=section, rank=i) for i in range(len(texts))]


FARM = "Farmers blocked the roads to Marlow with tractors before the vote."
OTHER = "A landslide buried the road between Hollin and Kessel on Friday."
COURT = "The constitutional court in Bresk will hear the case in May."


def test_a_glance_takes_one_of_each_story_then_the_leading() -> None:
    assert at_a_glance([row("a", LEAD, FARM, COURT)]) == ("a0", "a1", "a2")
    assert at_a_glance([row("a", LEAD, FARM), row("b", COURT)]) == ("a0", "b0", "a1")
    assert at_a_glance([row("a", LEAD, FARM, COURT), row("b", OTHER)], 3) == ("a0", "b0", "a1")
    many = [row(name, f"{FARM} {COURT} {name} {number}") for number, name in enumerate("abcdefgh")]
    assert len(at_a_glance(many)) == 5
    assert at_a_glance([row("a", f"{FARM[:-1]} {'and again ' * 40}.", LEAD)], 3)[0] == "a1"
    assert at_a_glance([]) == ()
    assert at_a_glance([row("a", LEAD)]) == ("a0",)


def test_a_glance_says_nothing_twice_unless_nothing_else_is_left() -> None:
    assert at_a_glance([row("a", LEAD, LEAD, FARM, COURT)]) == ("a0", "a2", "a3")
    assert set(at_a_glance([row("a", LEAD, LEAD, FARM)])) == {"a0", "a1", "a2"}


def test_a_glance_opens_with_what_happened_even_if_that_is_long() -> None:
    long = f"The parliament of Orland approved the water law {'and again ' * 20}on Tuesday."
    assert at_a_glance([row("a", long, FARM, COURT)])[0] == "a0"


def test_a_glance_takes_the_best_of_each_section_in_turn() -> None:
    decision = row("a", LEAD, FARM)
    reactions = row("b", OTHER, COURT, section=1)[::-1]
    context = row("c", "Rain fell on Kessel in May.", section=2)
    assert at_a_glance([[*decision, *reactions, *context]]) == ("a0", "b0", "a1", "c0", "b1")


def test_a_quotation_is_fit_for_the_glance_where_it_says_whose_it_is() -> None:
    words = "“The water law of Orland is a theft from every farm in the Arle valley,”"
    said = Speech(speaker="Ada Roe", role=None, quote="direct", attributed=True, cue="said")
    named = article("b", [f"{words} said Ada Roe."], speech=[said])
    bare = article(
        "c", [words[:-2] + ".”"], speech=[Speech(speaker="Ada Roe", role=None, quote="direct", attributed=True)]
    )
    rows = [
        *row("a", LEAD),
        Printed(id="c0", passage=Passage(bare, 0, 0), section=1, rank=0),
        Printed(id="b0", passage=Passage(named, 0, 0), section=1, rank=1),
    ]
    assert at_a_glance([rows], 3)[:2] == ("a0", "b0")
