"""The ids of the page that the PDF is set from."""

from __future__ import annotations

import re

from briefing.publish.page.options import PageOptions
from briefing.publish.page.print_ids import linked_only
from briefing.publish.page.render import print_page
from tests.helpers import editions


def test_ids_that_a_link_leads_to_are_kept_and_no_others() -> None:
    page = '<p id="a">x</p><p id="b">y</p><a href="#a">1</a><span data-to="#c"></span><i id="c">z</i>'
    assert linked_only(page) == '<p id="a">x</p><p>y</p><a href="#a">1</a><span data-to="#c"></span><i id="c">z</i>'


def test_words_that_look_like_an_id_are_left_alone() -> None:
    assert linked_only("<p>an id=&#34;b&#34; in text</p>") == "<p>an id=&#34;b&#34; in text</p>"


def test_every_link_of_the_print_page_leads_to_an_element_that_holds_no_others() -> None:
    """An element with an id shares its style with none, nor does what it holds: so it holds text and links alone."""
    page = print_page(editions.small(), PageOptions())
    targets = set(re.findall(r' (?:href|data-to)="#([^"]*)"', page))
    found = re.findall(r'<(\w+)[^>]* id="([^"]*)"', page)
    assert targets and {name for _, name in found} == targets
    assert {tag for tag, _ in found} <= {"h2", "h3", "b", "span", "p"}
