"""An edition with everything at once: every output is made, escaped, whole."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.model import Edition, LeftOut
from briefing.publish.page import render as pages
from briefing.publish.page.options import PageOptions
from briefing.publish.page.styles import fonts
from briefing.publish.page.styles.fonts import font_gaps, screen_faces
from briefing.publish.page.templating import sandbox
from briefing.publish.page.templating.plain_text import columns
from briefing.publish.pdf import render as pdf
from tests.helpers import editions
from tests.helpers.torture import MARKED_UP, torture


def test_all_pages_of_the_torture_edition() -> None:
    edition = torture(25)
    files = pages.render(edition, PageOptions())
    page, text = files["brief.html"].decode(), files["brief.txt"].decode()
    body = page.partition("<body>")[2]
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', page))
    visible = " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())
    flat = "".join(text.split())
    for story in edition.stories:
        assert story.headline in visible
        for section in story.sections:
            for statement in section.statements:
                assert statement.text in visible
                assert "".join(statement.text.split()) in flat
    assert "{{ 7 * 7 }}" in MARKED_UP[2]
    assert "{{ 7 * 7 }}" in visible
    assert visible.count("empty/") == 0  # so many of one reason are one line
    assert "81 files" in visible
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert len(files) == 2 + len(edition.sources)
    assert all(columns(line) <= 72 or max(map(len, line.split())) > 60 for line in text.splitlines())


def test_a_page_embeds_only_the_scripts_it_shows() -> None:
    assert len(screen_faces("plain words")) == 5
    assert len(screen_faces("Слова і слова")) == 10
    assert all(face.unicode_range.startswith("U+") for face in screen_faces(""))


def test_scripts_that_the_project_has_faces_for_need_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_system_has", lambda letter: False)
    assert font_gaps(["Latin, Ελληνικά, кирилиця"]) == ()


def test_a_script_that_no_face_holds_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_system_has", lambda letter: False)
    assert [problem.remedy for problem in font_gaps(["港 ب"])] == [
        "apt-get install fonts-noto-core",
        "apt-get install fonts-noto-cjk",
    ]


HOSTILE = (
    "\x00\x01\x0b\x1b[31m\x7f\u202e\u2066x\ud800 <b>&amp;</style></title>]]> --> {{ 1 }} \ufffe \U0001f600 a\u0301"
)


def hostile() -> Edition:
    """The small edition with every string of a source hostile."""
    edition = editions.small()
    basin, varn = edition.stories
    section = basin.sections[0]
    statements = tuple(replace(found, text=found.text + HOSTILE) for found in section.statements)
    sources = tuple(
        replace(
            source,
            title=(source.title or "") + HOSTILE,
            publisher=HOSTILE,
            path=HOSTILE + "\n",
            author=HOSTILE,
            url="https://x.example/" + HOSTILE,
            published_origin=HOSTILE,
            language=HOSTILE[:5],
            text=source.text + HOSTILE,
        )
        for source in edition.sources
    )
    return replace(
        edition,
        title=HOSTILE * 3,
        stories=(
            replace(
                basin,
                headline=HOSTILE,
                sections=(replace(section, id=HOSTILE, title=HOSTILE, statements=statements), *basin.sections[1:]),
            ),
            varn,
        ),
        sources=sources,
        cut_off=HOSTILE,
        generator=HOSTILE,
        left_out=(LeftOut(HOSTILE, HOSTILE),),
    )


def test_no_string_of_a_source_breaks_an_output() -> None:
    files = pages.render(hostile(), PageOptions())
    for name, content in files.items():
        text = content.decode()
        if name.endswith(".html"):
            assert text.count("<style>") == text.count("</style>") == text.count("</title>") == 1
            assert "<b>&" not in text
            assert 'href="https://x.example' not in text
        else:
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]", text)
    assert pdf.render(hostile(), PageOptions(), None, {}).startswith(b"%PDF-")


def test_a_link_in_the_folder_of_templates_does_not_lead_out_of_it(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (tmp_path / "secret").write_text("a secret")
    (templates / "own.html.j2").write_text("{% include 'part' %}")
    (templates / "part").symlink_to(templates / "real")
    (templates / "real").write_text("a part")
    assert sandbox.render("own.html.j2", {}, templates) == "a part"
    (templates / "part").unlink()
    (templates / "part").symlink_to(tmp_path / "secret")
    with pytest.raises(RenderError, match="leads out of the folder"):
        sandbox.render("own.html.j2", {}, templates)
