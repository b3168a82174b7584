# ruff: noqa: E501 (what a page holds is not broken)
"""Headings and lists that an extraction leaves out, and links behind a label."""

from __future__ import annotations

from briefing.prepare.readers.html.article.between import filled
from briefing.prepare.readers.html.article.complete import completed
from briefing.prepare.readers.html.article.locate import located
from briefing.prepare.readers.html.stream import stream

FIRST = "The harbour council of Östmark keeps the old ferry until the bridge opens, it said on Monday."
SECOND = "The ferry has crossed the sound for forty years, and its crew of eleven will stay on until then."


def read(markup: str, *taken: str) -> dict[str, str]:
    """Of a page of which an extraction took these texts: the text of each block without white space → its tag."""
    found = stream(f"<html><body>{markup}</body></html>")
    parts = completed(found, ["paragraph"] * len(taken), located(found.visible, list(taken)))
    return {found.visible[part.ranges[0][0] : part.ranges[-1][1]]: part.tag for part in filled(found, parts)}


def test_headings_between_paragraphs_of_one_element_are_read() -> None:
    for heading in (
        "<h2>Who pays</h2>",
        "<h3><a href=/f>Who pays</a></h3>",
        "<div class='text_subhead'>Who pays</div>",
    ):
        found = read(f"<div><p>{FIRST}</p>{heading}<p>{SECOND}</p></div>", FIRST, SECOND)
        assert found["Whopays"] == "heading", heading


def test_a_heading_over_what_is_not_of_the_article_is_not() -> None:
    markup = f"<div><p>{FIRST}</p><h3>More news</h3><ul><li><a href=/1>Old quay shut</a></li></ul><p>{SECOND}</p></div>"
    assert list(read(markup, FIRST, SECOND).values()) == ["paragraph", "paragraph"]
    teaser = f"<div><p>{FIRST}</p></div><div><h3>Old quay shut</h3></div><div><p>{SECOND}</p></div>"
    assert list(read(teaser, FIRST, SECOND).values()) == ["paragraph", "paragraph"]
    under = f"<div><p>{FIRST}</p><h3>Subscribe</h3><div><input></div><div>Every day at six</div><p>{SECOND}</p></div>"
    assert list(read(under, FIRST, SECOND).values()) == ["paragraph", "paragraph"]


def test_a_list_of_the_article_is_read_with_its_heading() -> None:
    markup = f"<div><p>{FIRST}</p><h3>Terms</h3><ul><li>Fares stay</li><li>The <a href=/c>crew</a> of eleven stays</li></ul><p>{SECOND}</p></div>"
    found = read(markup, FIRST, SECOND)
    assert [found[text] for text in ("Terms", "Faresstay", "Thecrewofelevenstays")] == ["heading", "item", "item"]


def test_a_link_behind_its_label_is_set_aside() -> None:
    line = "<p><b>Related: </b><a href=/x>Ten ferries that never left their quay</a></p>"
    found = read(
        f"<div><p>{FIRST}</p>{line}<p>{SECOND}</p></div>",
        FIRST,
        "Related: Ten ferries that never left their quay",
        SECOND,
    )
    assert list(found.values()) == ["paragraph", "aside", "paragraph"]
    for line in (
        "<p>The council: <a href=/x>The old ferry stays in service until the bridge opens.</a></p>",
        "<p>Address: <a href=/x>Quay 4, Östmark</a></p>",
        "<p>Chair: <a href=/x>Ada Quill of Östmark Harbour</a>, since 2028</p>",
    ):
        text = line.replace("<p>", "").replace("</p>", "").replace("<a href=/x>", "").replace("</a>", "")
        found = read(f"<div><p>{FIRST}</p>{line}<p>{SECOND}</p></div>", FIRST, text, SECOND)
        assert list(found.values()) == ["paragraph"] * 3, line
