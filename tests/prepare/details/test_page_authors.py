"""Who wrote a page, as its data, its marks and the lines around its text tell it."""

# ruff: noqa: E501 (what a file holds is not broken)

from __future__ import annotations

import json

import pytest

from briefing.model import Article
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import prepare_file
from tests.helpers import format_seeds as seeds

TEXT = "".join(f"<p>{sentence}</p>" for sentence in seeds.SENTENCES)


def page(head: str = "", above: str = "", below: str = "", before: str = "") -> Article:
    body = f"{before}<article><h1>{seeds.TITLE}</h1>{above}{TEXT}</article>{below}"
    found, _ = prepare_file("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(), PrepareOptions())
    return found[0]


def author(article: Article) -> str | None:
    return article.author.value if article.author else None


def data(*items: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": items})}</script>'


PERSON: dict[str, object] = {"@type": "Person", "@id": "#ada", "name": "Ada Quill"}


@pytest.mark.parametrize(
    "head",
    [
        data({"@type": "NewsArticle", "headline": seeds.TITLE, "author": {"@id": "#ada"}}, PERSON),
        data({"@type": "NewsArticle", "headline": seeds.TITLE}, PERSON),
        '<meta name="twitter:label1" content="Geschrieben von"><meta name="twitter:data1" content="Ada Quill">',
    ],
)
def test_what_the_page_s_data_say(head: str) -> None:
    assert author(page(head)) == "Ada Quill"


@pytest.mark.parametrize(
    "above", ["<div>By</div><div>Ada Quill</div>", "<div>ByAda Quill</div>", "<span>By | Ada Quill</span>"]
)
def test_a_byline_word_beside_its_name(above: str) -> None:
    assert author(page(above=above)) == "Ada Quill"


def test_a_page_of_one_s_own() -> None:
    assert (
        author(page(below="<footer><p>Copyright (c) 2031 Ada Quill. All rights reserved.</p></footer>")) == "Ada Quill"
    )


@pytest.mark.parametrize(
    "below", ["<p>© 2031 Östmark Courier</p>", "<p>© 2031 Velm Media Group. All rights reserved.</p>"]
)
def test_a_firm_s_copyright_names_no_author(below: str) -> None:
    assert author(page(below=f"<footer>{below}</footer>")) is None


@pytest.mark.parametrize("label", ["Est. reading time", "Filed under"])
def test_other_labels_for_networks_name_nobody(label: str) -> None:
    head = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ada Quill">'
    assert author(page(head)) is None


def test_a_title_that_was_escaped_twice() -> None:
    found, _ = prepare_file(
        "a.html",
        f"<html><head><title>Ferry &amp;amp; bridge &amp;quot;stay&amp;quot;</title></head><body>{TEXT}</body></html>".encode(),
        PrepareOptions(),
    )
    assert found[0].title and found[0].title.value == 'Ferry & bridge "stay"'


@pytest.mark.parametrize(("language", "day"), [("de", "2031-11-05"), ("fr", "2031-11-05")])
def test_the_language_settles_the_order_of_day_and_month(language: str, day: str) -> None:
    texts = {
        "de": "Der Rat von Velm hat am Mittwoch beschlossen, die alte Fähre weiter fahren zu lassen, bis die neue Brücke steht.",
        "fr": "Le conseil de Velm a décidé mercredi de garder le vieux bac en service jusqu'à l'ouverture du nouveau pont.",
    }
    found, _ = prepare_file(
        "a.txt", f"Velm\n\n05/11/2031\n\n{texts[language]}\n\n{texts[language]}".encode(), PrepareOptions()
    )
    assert found[0].published and found[0].published.day == day


def test_a_nickname_with_figures_above_the_title() -> None:
    assert author(page(before="<div><span>by</span></div><div>delta_7</div>")) == "delta_7"


def test_a_section_is_no_author() -> None:
    section = '<meta property="article:section" content="Open Waters">'
    line = "<div>Open Waters</div><div>4 May 2031</div>"
    assert author(page(section, above=line)) is None
    assert author(page(section, above=line.replace("Open Waters", "Ada Quill"))) == "Ada Quill"


def test_the_long_form_of_a_site_s_name_in_its_copyright_line_is_no_author() -> None:
    foot = "<footer><p>© 2031 Ferry Pilots Brenn District</p></footer>"
    assert author(page(f"<title>{seeds.TITLE} - Ferry Pilots Brenn</title>", below=foot)) is None
    own = foot.replace("Ferry Pilots Brenn District", "Ada Quill")
    assert author(page(f"<title>{seeds.TITLE} - Ada Quill</title>", below=own)) == "Ada Quill"


@pytest.mark.parametrize(
    ("title", "headings", "expected"),
    [
        ("Ferry stays – Brenn on the river", ["Brenn on the river", "Ferry stays"], "Ferry stays"),
        (
            "Trips on the lower river",
            ["Brenn, western quarter"],
            "Brenn, western quarter",
        ),  # one title for a whole site
        ("Ferry archive: council votes to keep it", ["Ferry archive"], "Ferry archive: council votes to keep it"),
    ],
)
def test_the_heading_that_is_the_title(title: str, headings: list[str], expected: str) -> None:
    heads = "".join(f"<h1>{heading}</h1>" for heading in headings)
    shared = '<meta property="og:title" content="Ferry stays">' if len(headings) > 1 else ""
    source = f"<html><head><title>{title}</title>{shared}</head><body>{heads}<article>{TEXT}</article></body></html>"
    found, _ = prepare_file("a.html", source.encode(), PrepareOptions())
    assert found[0].title and found[0].title.value == expected
