"""docs/templates.md: each of its examples does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.publish.page import render as pages
from briefing.publish.page.options import PageOptions
from briefing.publish.pdf import render as pdf
from tests.helpers import editions

GUIDE = Path(__file__).parents[2] / "docs" / "templates.md"
EXAMPLES = re.findall(r"`templates/([\w.]+)`:\n\n```\w+\n(.*?)```", GUIDE.read_text("utf-8"), re.S)


@pytest.fixture
def user(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def put(user: Path, name: str) -> None:
    (user / name).write_text(dict(EXAMPLES)[name], "utf-8")


def test_there_are_three_examples_of_at_most_five_lines() -> None:
    assert [name for name, _ in EXAMPLES] == ["masthead.html.j2", "brief.css", "print.css"]
    assert all(len(text.splitlines()) <= 5 for _, text in EXAMPLES)


def test_another_masthead_on_the_page_and_in_the_pdf(user: Path) -> None:
    put(user, "masthead.html.j2")
    page = pages.render(editions.small(), PageOptions(), user)["brief.html"].decode()
    assert '<p class="office">Harbour Office of Kessel</p>' in page
    assert '<time datetime="2026-03-03">Tuesday 3 March 2026</time>' in page
    assert "Harbour Office of Kessel" in pages.print_page(editions.small(), PageOptions(), user)


def test_a_sections_look(user: Path) -> None:
    put(user, "brief.css")
    page = pages.render(editions.small(), PageOptions(), user)["brief.html"].decode()
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    assert ".section-context { font-size: .9rem" in style
    assert ".masthead" in style
    assert 'class="band statements section-context"' in page


def test_own_colours_reach_the_pdf(user: Path) -> None:
    put(user, "print.css")
    html = pages.print_page(editions.small(), PageOptions(), user)
    assert "color: #0b4f6c" in html
    assert "color: #7c1d1d" not in html
    assert pdf.render(editions.small(), PageOptions(), user, {})[:5] == b"%PDF-"
