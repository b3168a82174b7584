"""The files of an edition, those of a user's own renderer among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.config import parse
from briefing.errors import BriefingError, ConfigError, RenderError
from briefing.model import Edition
from briefing.publish.formats import RENDERERS, Design, render
from briefing.publish.options import FORMATS
from briefing.publish.pdf import render as pdf
from tests.helpers.editions import small
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called, project

OWN = "tests.publish.test_formats:"


def headlines(edition: Edition) -> bytes:
    return "".join(f"- {story.headline}\n" for story in edition.stories).encode()


def of_text(edition: Edition) -> str:
    return edition.title


def failing(edition: Edition) -> bytes:
    return edition.stories[99].headline.encode()


def of_two(edition: Edition, folder: str) -> bytes:
    return b""


def test_the_table_holds_every_format() -> None:
    assert tuple(RENDERERS) == FORMATS


def test_the_page_leads_to_the_files_beside_it_and_to_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def led_to(*formats: str) -> list[str]:
        page = render(small(), formats, Design(), {})["brief.html"].decode()
        return re.findall(r'href="(brief\.[a-z]+)"', page)

    assert led_to("html") == []
    assert led_to("html", "txt", "docx") == ["brief.txt", "brief.docx"]
    monkeypatch.setattr(pdf, "render", lambda *_, **__: b"%PDF")
    assert led_to("html", "pdf") == ["brief.pdf", "brief.pdf"]  # at the head and at the foot

    def fails(*_: object, **__: object) -> bytes:
        raise RenderError("the PDF needed too much")

    monkeypatch.setattr(pdf, "render", fails)
    assert led_to("html", "pdf", "txt") == ["brief.txt"]


def test_an_own_renderer_makes_a_file_of_its_ending() -> None:
    files = render(small(), ("txt", "md"), Design(renderers={"md": OWN + "headlines"}))
    assert files["brief.md"] == headlines(small())
    brief = {name for name in files if name.startswith("brief.")}
    assert brief == {"brief.json", "brief.txt", "brief.md"}


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("of_text", RenderError, "returned str .*, expected bytes"),
        ("failing", RenderError, "failed in line [0-9]+ of test_formats.py: IndexError"),
        ("of_two", ConfigError, r"cannot be called with \(edition\)"),
        ("not_there", ConfigError, "has no 'not_there'"),
    ],
)
def test_an_own_renderer_that_breaks_its_promise_is_reported_by_name(
    name: str, kind: type[BriefingError], said: str
) -> None:
    with pytest.raises(kind, match=said) as caught:
        render(small(), ("md",), Design(renderers={"md": OWN + name}))
    assert OWN + name in caught.value.message


@pytest.mark.parametrize("ending", ["html", "json", "a.b", "MD", "../x"])
def test_an_ending_that_is_taken_or_none(ending: str) -> None:
    with pytest.raises(ConfigError, match="an ending of small letters"):
        parse(f"renderers: {{'{ending}': 'a.b:c'}}".encode())


def test_build_makes_what_the_config_adds_and_what_is_asked_for(tmp_path) -> None:  # type: ignore[no-untyped-def]
    config = f"sources: {SAMPLE}\nformats: [txt]\nrenderers: {{md: '{OWN}headlines', bad: '{OWN}failing'}}\n"
    project(tmp_path, config)
    failed = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert failed.returncode == 4 and "IndexError" in failed.stderr and "Traceback" not in failed.stderr
    assert (
        "brief.bad: not made" in failed.stderr and f"the rest of the edition is in out/{SAMPLE_DAY}/" in failed.stderr
    )
    made = {path.name for path in (tmp_path / "out" / SAMPLE_DAY).glob("brief.*")}
    assert made == {"brief.json", "brief.txt", "brief.md"}  # one that fails costs itself
    built = called("build", "--date", SAMPLE_DAY, "--formats", "md", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert "taken away, since this build does not make them: brief.txt" in built.stderr
    made = {path.name for path in (tmp_path / "out" / SAMPLE_DAY).glob("brief.*")}
    assert made == {"brief.json", "brief.md"}
    wrong = called("build", "--date", SAMPLE_DAY, "--formats", "mdx", cwd=tmp_path)
    assert wrong.returncode == 2 and "html, pdf, txt, eml, epub, docx, md, bad" in wrong.stderr


def test_a_pdf_beyond_its_bounds_costs_no_other_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def beyond(edition: Edition, *_: object, **__: object) -> bytes:
        tried.append(edition.date)
        raise RenderError("the PDF needed more than 200 MB of memory", "print less")

    monkeypatch.setattr(pdf, "render", beyond)
    project(tmp_path, f"sources: {SAMPLE}\nmail: {{attach_pdf: true}}\n")
    failed = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert failed.returncode == 4 and "brief.pdf, brief.eml: not made: the PDF needed" in failed.stderr
    assert failed.stderr.count("MB of memory") == len(tried) == 1  # found out and said once, though two rest on it
    edition = tmp_path / "out" / SAMPLE_DAY
    assert {path.name for path in edition.glob("brief.*")} == {"brief.json", "brief.html", "brief.txt"}
    assert called("verify", SAMPLE_DAY, cwd=tmp_path).returncode == 0
