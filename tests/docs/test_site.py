"""The documentation site builds strictly, without a network, and holds what the code says."""

from __future__ import annotations

import dataclasses
import html
import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefing
from briefing.config import Config
from quality.configuration_reference import markdown
from quality.site import plain_docstring, seen_from_docs
from tests.helpers.running import ROOT

# Sphinx in a process in which no connection can be opened
BUILD = """
import socket, sys
def refuse(*_):
    raise SystemExit("a connection was asked for")
socket.socket.connect = socket.getaddrinfo = refuse
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-c", BUILD, "-q", "-W", "--keep-going", "-E", "-b", "html", "docs", str(out)],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def words(page: Path) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8")))


def test_every_public_name_has_its_entry(site: Path) -> None:
    page = (site / "api.html").read_text(encoding="utf-8")
    for name in briefing.__all__:
        if not name.startswith("__"):
            assert f'id="briefing.{name}"' in page, name


def test_every_configuration_key_has_its_row(site: Path) -> None:
    page = words(site / "configuration.html")
    first_level = page.split("The first level¶")[1].split("¶")[0]
    for field in dataclasses.fields(Config):
        assert re.search(rf"^{field.name}$", first_level, re.M), field.name


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|link)\b[^>]*?(?:src|href)=\"([^\"]*)\"", text)
        assert not [address for address in loaded if re.match(r"(https?:)?//", address)], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?https?:|@import [\"']?https?:", sheet.read_text(encoding="utf-8")), sheet


def test_pictures_are_small_and_all_are_shown(site: Path) -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.*"))
    shown = "".join(page.read_text(encoding="utf-8") for page in site.glob("*.html"))
    assert len(pictures) >= 5
    for picture in pictures:
        assert picture.stat().st_size < 200_000, picture
        assert picture.name in shown, picture


def test_a_default_and_the_bounds_of_a_key_are_in_the_reference() -> None:
    days = [line for line in markdown().splitlines() if line.startswith("| `days`")]
    assert any("0 to 36500" in line and f"`{Config().window.days}`" in line for line in days)


def test_a_docstring_cannot_break_the_build() -> None:
    lines = plain_docstring(["A *star, a |bar, `code` and a_ .", "", "    files = made(x)", "", "After."])
    assert lines[0] == "A \\*star, a \\|bar, ``code`` and a\\_ ."
    assert lines[2:5] == [".. code-block:: python", "", "   files = made(x)"]


def test_links_of_the_readme_are_rewritten_for_the_site() -> None:
    text = seen_from_docs("[a](docs/mail.md) [b](SECURITY.md) [c](Dockerfile) ![p](docs/pictures/page.png)")
    assert text == "[a](mail.md) [b](security.md) c ![p](pictures/page.png)"
