"""The PDF: the same bytes twice, dated, tagged, nothing loaded but our own files, bounds that hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pypdfium2
import pytest

from briefing.compose.edition.length.one_page import fitted
from briefing.errors import RenderError
from briefing.files import packaged
from briefing.model import AlsoStory, Edition, HeadlineSource, Section
from briefing.publish import bounded
from briefing.publish.bounded import ProcessBounds
from briefing.publish.page.options import PageOptions
from briefing.publish.page.render import print_page
from briefing.publish.pdf import render as pdf
from briefing.publish.pdf import typeset
from tests.helpers import editions
from tests.helpers.running import ROOT
from tests.helpers.torture import torture

MOMENT = datetime(2026, 3, 3, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.render(editions.small(), PageOptions(), None, {"brief.json": b"{}"})


def text_of(content: bytes) -> list[str]:
    import pypdfium2

    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def test_it_is_the_same_twice_and_dated_the_day(made: bytes) -> None:
    assert made == pdf.render(editions.small(), PageOptions(), None, {"brief.json": b"{}"})
    assert b"/CreationDate (D:20260303060000" in made


def test_it_is_tagged_titled_in_its_language_and_carries_the_attachment(made: bytes) -> None:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(made)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "en"
        assert str(document.docinfo["/Title"]) == "Morning Brief, Tuesday 3 March 2026"
        assert document.attachments["brief.json"].get_file().read_bytes() == b"{}"
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles[:2] == ["At a glance", "Council shuts inner basin to tankers"]
    assert "Source notes" in titles


def test_the_day_begins_on_the_first_page_however_small_it_is() -> None:
    small = editions.small()
    more = tuple(replace(small.stories[1], id=f"t{number}") for number in range(4))
    first = text_of(pdf.render(replace(small, stories=small.stories + more), PageOptions(size="tablet"), None, {}))[0]
    assert "At a glance" in first and "Council shuts inner basin" in " ".join(first.split())


@pytest.mark.parametrize("size", ["A4", "tablet"])
def test_what_hangs_beside_the_text_stands_on_the_page_from_right_to_left_too(size: Literal["A4", "tablet"]) -> None:
    edges = {}
    for language in ("en", "ar"):
        options = PageOptions(size=size, notes="full")
        document = pypdfium2.PdfDocument(pdf.render(editions.small(language), options, None, {}))
        width = document[0].get_width()
        texts = [page.get_textpage() for page in document]
        boxes = [text.get_charbox(n) for text in texts for n in range(text.count_chars())]
        printed = [(left, right) for left, bottom, right, top in boxes if right > left and top > bottom]
        edges[language] = (min(left for left, _ in printed), width - max(right for _, right in printed))
    least = min(edges["en"])
    assert least > 20  # points
    assert min(edges["ar"]) > least - 6


def test_the_notes_of_one_page_stand_within_its_margins() -> None:
    document = pypdfium2.PdfDocument(pdf.render(replace(editions.small(), layout="one-page"), PageOptions(), None, {}))
    text = document[0].get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    edge = min(left for left, bottom, right, top in boxes if right > left and top > bottom)
    assert edge > 44  # points: the margin is 16 mm, and a number that hangs stands before it


def test_page_numbers_are_right_and_every_statement_is_printed(made: bytes) -> None:
    pages = text_of(made)
    assert f"1 of {len(pages)}" in pages[0]
    whole = "".join("".join(pages).split())
    for story in editions.small().stories:
        for section in story.sections:
            for statement in section.statements:
                assert "".join(statement.text.split()) in whole.replace("\ufffe", "").replace("\u2060", "")
    bridge = next(n for n, page in enumerate(pages[1:], 2) if "Varn bridge reopens" in page)  # the first page names it
    assert f"p. {bridge}" in pages[0]


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(secret)
    fetcher = typeset._fetcher([inside, packaged("templates")])
    for address in (
        secret.as_uri(),
        (inside / "link.txt").as_uri(),
        f"{inside.as_uri()}/../secret.txt",
        f"{inside.as_uri()}/%2e%2e/secret.txt",
        "http://127.0.0.1:9/x",
        "https://example.org/x",
        "ftp://example.org/x",
        "file://example.org/etc/passwd",
    ):
        with pytest.raises(ValueError, match="nothing is loaded"):
            fetcher.fetch(address)
    assert fetcher.fetch("data:text/plain,words").read() == b"words"
    assert fetcher.fetch((packaged("templates") / "fonts" / "LICENSE-sans.md").as_uri()).read()


def test_a_page_of_the_packaged_templates_is_read_as_xml_and_any_other_as_html() -> None:
    assert typeset._well_formed(print_page(torture(12), PageOptions())) is not None
    assert typeset._well_formed("<!DOCTYPE html><html><body><p>one<br>two</body></html>") is None
    assert typeset._well_formed('<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a;</p></html>') is None
    assert typeset._well_formed("<html><body><p>one</p></body></html>") is None


def test_a_page_reads_the_same_as_xml_and_as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    page = print_page(editions.small(), PageOptions())
    roots = [packaged("templates")]
    as_xml = typeset.typeset(page, roots, {}, MOMENT)
    monkeypatch.setattr(typeset, "_well_formed", lambda page: None)
    assert typeset.typeset(page, roots, {}, MOMENT) == as_xml


def test_no_line_of_a_statement_ends_in_white_space_that_would_be_a_box_of_its_own() -> None:
    page = print_page(torture(12), PageOptions())
    ends = re.findall(r"(?:</a>|</span>|[^>\s])(\s*)</(?:li|dd)>", page)
    assert len(ends) > 50 and set(ends) == {""}


def test_an_attachment_that_a_page_asks_for_is_not_taken(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    html = f'<!DOCTYPE html><html lang="en"><title>x</title><link rel="attachment" href="{secret.as_uri()}"><p>words'
    made = typeset.typeset(html, [packaged("templates")], {}, MOMENT)
    assert b"EmbeddedFile" not in made


FAKE = """
import ctypes.util
found = ctypes.util.find_library("m")
if {wanted}:
    raise OSError("libm is not there")
"""


@pytest.mark.parametrize(("wanted", "told"), [("found", "None"), ("not found", "libm.so.6")])
def test_no_compiler_is_asked_for_libraries_unless_the_loader_does_not_find_them(
    wanted: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text(FAKE.format(wanted=wanted))
    asked = "import ctypes.util as c; from briefing.publish.pdf.typeset import _weasyprint; before = c.find_library; "
    asked += "print(_weasyprint().found, c.find_library is before)"
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, encoding="utf-8")
    assert done.stdout.split() == [told, "True"], done.stderr


@pytest.mark.parametrize(("size", "width"), [("A4", 595), ("Letter", 612), ("tablet", 420)])
def test_the_page_has_the_size_that_the_config_says(size: str, width: int) -> None:
    options = PageOptions(size=size)  # type: ignore[arg-type]
    html = print_page(editions.small(), options)
    found = re.search(r"size: ([\d.]+)mm", html)
    assert found is not None
    assert round(float(found[1]) / 25.4 * 72) == width
    assert "var(--" not in html


def test_the_bounds_are_reported_when_they_are_hit() -> None:
    long, much = ProcessBounds(what="the PDF", seconds=20, megabytes=2000), 2_000_000_000
    with pytest.raises(RenderError, match="more than 1 seconds of processor time"):
        bounded.run(replace(long, seconds=1, clock=300), spin)
    with pytest.raises(RenderError, match="the PDF took longer than 1 seconds"):
        bounded.run(replace(long, seconds=300, clock=1), spin)
    with pytest.raises(RenderError, match="more than 300 MB of memory"):
        bounded.run(replace(long, megabytes=300), swell, much)
    with pytest.raises(RenderError, match="its own words"):
        bounded.run(long, fault)
    assert bounded.run(long, swell, 3) == 3


def spin() -> None:
    while True:
        pass


def swell(size: int) -> int:
    return len(b"x" * size)


def fault() -> None:
    raise RenderError("its own words")


def test_a_long_source_note_comes_in_parts_each_with_its_number() -> None:
    text = "".join(f"Sentence {n} of the note is as long as this one here is.\n\nApart {n}.\n\n" * 2 for n in range(40))
    long = editions.source(7, "A long one", text)
    statements = tuple(editions.statement(long, f"Sentence {n} of … one here is.") for n in range(40))
    story = editions.story(long, [long], (Section(id="context", title="Context", statements=statements),))
    small = editions.small()
    html = print_page(
        replace(small, stories=(*small.stories, story), sources=(*small.sources, long)), PageOptions(notes="full")
    )
    notes = html[html.index('class="notes') :]
    assert notes.count(">7</b>") == 3  # 2,240 characters, at most 900 a part
    assert notes.count('class="source goes-on"') == 2
    assert notes.count('id="note-7"') == 1
    assert notes.count(">1</b>") == 1


def test_a_pdf_is_set_anew_where_anything_that_it_is_made_of_has_changed(tmp_path: Path) -> None:
    asked: list[str] = []

    def known(inputs: str, make: object) -> bytes:
        asked.append(inputs)
        return b"%PDF"

    def ask(edition: Edition, carried: bytes = b"{}", templates: Path | None = None, hour: int = 6) -> None:
        options = PageOptions(hour=hour)
        assert pdf.render(edition, options, templates, {"brief.json": carried}, again=known) == b"%PDF"

    ask(editions.small())
    ask(editions.small())
    assert asked[0] == asked[1]
    ask(replace(editions.small(), title="Another"))
    ask(editions.small(), b"[]")
    ask(editions.small(), hour=7)
    (tmp_path / "picture.svg").write_text("<svg/>")
    ask(editions.small(), templates=tmp_path)
    (tmp_path / "picture.svg").write_text("<svg />")
    ask(editions.small(), templates=tmp_path)
    assert len(set(asked)) == 6


def test_short_notes_name_the_place_and_quote_only_what_is_not_printed_above() -> None:
    def notes(kind: Literal["short", "full"]) -> str:
        html = print_page(editions.small(), PageOptions(notes=kind))
        return html[html.index('class="notes') :]

    printed = "The harbourmaster has until Friday to publish the order."
    borne_out = "basin closes to tankers on 1 June after a vote of seven to two."
    assert (printed in notes("short"), borne_out in notes("short")) == (False, True)
    assert (printed in notes("full"), borne_out in notes("full")) == (True, True)
    assert "Council shuts inner basin to tankers" in notes("short")
    assert "2026-03-02/file-0001.txt, lines 4–6, 8–9" in notes("short")


def test_an_edition_of_one_page_is_set_in_smaller_type_until_it_fits() -> None:
    edition = fitted(replace(torture(12), layout="one-page"))
    made = pdf.render(edition, PageOptions(), None, {})
    assert len(pypdfium2.PdfDocument(made)) == 1
    crowded = replace(
        edition,
        also=tuple(
            AlsoStory(headline=f"Headline {n}", headline_source=HeadlineSource(1), articles=(1,)) for n in range(20)
        ),
    )
    assert len(pypdfium2.PdfDocument(pdf.render(crowded, PageOptions(), None, {}))) == 1


def one_side(used: float, pages: int = 1) -> SimpleNamespace:
    """What the engine says of a document: this much of the first page is taken."""
    body = SimpleNamespace(position_y=10.0, height=used * 100)
    box = SimpleNamespace(children=[SimpleNamespace(children=[body])], height=100.0, content_box_y=lambda: 10.0)
    return SimpleNamespace(pages=[SimpleNamespace(_page_box=box)] * pages)


@pytest.mark.parametrize(
    ("pages", "taken", "tried"),
    [
        ({"1": (0.7, 1)}, "1.12", ["1", "1.12"]),
        ({"1": (0.9, 1)}, "1.04", ["1", "1.04"]),
        ({"1": (0.7, 1), "1.12": (0.1, 2)}, "1.04", ["1", "1.12", "1.04"]),
        ({"1": (0.97, 1)}, "1", ["1"]),
        ({"1": (0.2, 2)}, "0.9", ["1", "0.9"]),
        ({"1": (0.2, 2), "0.9": (0.2, 2)}, "0.8", ["1", "0.9", "0.8"]),
    ],
)
def test_one_page_is_set_in_the_largest_type_that_fits(
    pages: dict[str, tuple[float, int]], taken: str, tried: list[str]
) -> None:
    asked: list[str] = []

    def laid_out(name: str) -> SimpleNamespace:
        asked.append(name)
        found = one_side(*pages.get(name, (0.9, 1)))
        found.name = name
        return found

    assert typeset._that_fits(laid_out, "1", ["0.9", "0.8"], {1.12: "1.12", 1.04: "1.04"}).name == taken
    assert asked == tried


def test_a_page_number_of_two_figures_stands_where_the_story_begins() -> None:
    edition = torture(36)
    made = pdf.render(edition, PageOptions(), None, {})
    pages = text_of(made)
    heads = "\n".join(pages[:3])
    named = [int(number) for number in re.findall(r"p\.\s(\d+)", heads)]
    assert len(named) == 36 and named == sorted(named) and named[-1] > 9
    assert "00" not in re.findall(r"p\.\s(\d+)", heads)
    last = edition.stories[-1].headline.split(":")[0]
    assert last in pages[named[-1] - 1]
