"""Pages: the outputs hold what the edition says, escaped, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.model import Correction, Section
from briefing.publish.page import render
from briefing.publish.page.options import PageOptions
from tests.helpers import editions


def rendered(user: Path | None = None) -> dict[str, bytes]:
    return render.render(editions.small(), PageOptions(), user)


def test_every_statement_stands_in_page_and_text_with_its_link() -> None:
    files = rendered()
    page, text = files["brief.html"].decode(), " ".join(files["brief.txt"].decode().split())
    for story in editions.small().stories:
        for section in story.sections:
            for statement in section.statements:
                assert f'id="{statement.id}"' in page
                first = statement.citations[0]
                assert f"sources/{first.source:03d}.html#L{first.line}" in page
                assert statement.text in text


def test_every_link_within_a_page_leads_somewhere() -> None:
    for edition in (editions.small(), editions.after_another(), editions.small(layout="by-section")):
        page = render.render(edition, PageOptions())["brief.html"].decode()
        ids = set(re.findall(r'\sid="([^"]+)"', page))
        assert set(re.findall(r'href="#([^"]+)"', page)) - ids == set()


def test_the_page_runs_nothing_and_asks_for_nothing() -> None:
    page = rendered()["brief.html"].decode()
    assert "<script" not in page
    assert "unsafe-inline" not in page
    assert not re.findall(r"\son[a-z]+=", page)
    assert (
        "javascript:" not in re.sub(r"<[^>]*>", lambda m: m[0] if "href" not in m[0] else "", page).split("<style")[0]
    )
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.txt" in page


def test_no_number_runs_into_a_figure() -> None:
    source = editions.source(3, "Ferry", "The ferry fare rises to 45")
    statement = editions.statement(source, "The ferry fare rises to 45")
    story = editions.story(source, [source], (Section(id="context", title="Context", statements=(statement,)),))
    edition = replace(editions.small(), stories=(story,), sources=(source,), also=(), at_a_glance=(statement.id,))
    page = render.render(edition, PageOptions())["brief.html"].decode()
    words = re.sub(r"<[^>]*>", "", page)
    assert "rises to 45&#160;3" in words
    assert "to 453" not in words


def test_pages_are_the_same_twice() -> None:
    assert rendered() == rendered()


def test_a_source_page_has_an_id_a_line_and_marks_what_is_cited() -> None:
    page = rendered()["sources/001.html"].decode()
    assert page.count('<p id="L') == editions.COUNCIL.count("\n") + 1
    assert "<mark>The harbourmaster has until Friday to publish the order.</mark>" in page


@pytest.mark.parametrize("layout", ["by-story", "by-section"])
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_both_layouts_in_both_directions(layout: str, language: str) -> None:
    edition = editions.small(language, "by-section" if layout == "by-section" else "by-story")
    page = render.render(edition, PageOptions())["brief.html"].decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ brief.no_such_name }}", "brief.txt.j2:1: .*no_such_name"),
        ("one line\n{{ nothing }}", "brief.txt.j2:2: 'nothing' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "brief.txt.j2:1: .*__class__"),
        ("{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}", "brief.txt.j2:1: .*steps"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "brief.txt.j2:1: it calls itself without end"),
        ("{{ 'x' * 10 ** 9 }}", "brief.txt.j2:1: .*characters"),
        ("{% if %}", "brief.txt.j2:1: "),
        ("{% include 'absent.j2' %}", "absent.j2"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{% include '../config.yaml' %}", "config.yaml"),
        ("{{ brief.title | safe }}", "No filter named 'safe'"),
        ("{{ 'x'.center(10 ** 9) }}", "center"),
    ],
)
def test_a_faulty_template_is_named_with_its_line(tmp_path: Path, template: str, fault: str) -> None:
    (tmp_path / "brief.txt.j2").write_text(template)
    with pytest.raises(RenderError, match=fault):
        rendered(tmp_path)


def test_a_template_that_swells_meets_the_bound_on_memory(tmp_path: Path) -> None:
    swelling = "{% set n = namespace(x='x') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
    (tmp_path / "brief.txt.j2").write_text(swelling)
    with pytest.raises(RenderError, match=r"too much memory|MB of memory"):
        render.render(editions.small(), PageOptions(megabytes=400), tmp_path)


def test_corrections_of_one_source_are_one_and_say_once_what_became_of_it() -> None:
    edition = editions.after_another()
    (one,) = edition.corrections
    other = replace(one, statement=replace(one.statement, id="s00000000ac", text="The ferry sails on Sundays."))

    def said(*found: Correction) -> tuple[int, int, bool]:
        files = render.render(replace(edition, corrections=found), PageOptions())
        page, text = files["brief.html"].decode(), files["brief.txt"].decode()
        assert all(f"<s>{each.statement.text}</s>" in page and each.statement.text in text for each in found)
        why = edition.labels["source_changed"]
        return page.count(f"{why}. "), text.count(f"{why}. "), 'id="correction-2"' in page

    assert said(one, other) == (1, 1, True)
    assert said(one, replace(other, outlet="Varn Herald")) == (2, 2, True)  # two sources
    assert said(one, replace(other, now=None)) == (2, 2, True)  # of one, which says of one thing nothing more
