"""Dockerfile, metadata and links: what stands outside the package agrees with it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefing import __version__
from tests.helpers.running import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def test_the_dockerfile_is_linted_and_a_fault_in_one_is_found(tmp_path: Path) -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    good = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, encoding="utf-8", check=False)
    assert good.returncode == 0, good.stdout
    (tmp_path / "Dockerfile").write_text("FROM debian\nRUN cd /tmp && sudo apt-get install curl\n")
    bad = subprocess.run([hadolint, tmp_path / "Dockerfile"], capture_output=True, encoding="utf-8", check=False)
    assert bad.returncode != 0 and "DL3004" in bad.stdout


def test_the_image_has_the_system_packages_that_the_set_up_asks_for_and_is_not_root() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    wanted = re.search(r'wanted="([\w .+-]+)"', (ROOT / "tools" / "setup").read_text(encoding="utf-8"))
    assert wanted
    for package in wanted[1].split():
        assert package in dockerfile, package
    assert re.search(r"^USER [1-9]\d*$", dockerfile, re.M)
    assert dockerfile.index("USER ") < dockerfile.index("ENTRYPOINT")


def test_the_image_is_built_from_all_that_the_wheel_is_made_of() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    parts = [*wheel["wheel"]["packages"], *wheel["wheel"]["force-include"], "README.md", "LICENSE"]
    parts += ["requirements.txt", "requirements-build.txt"]
    for part in parts:
        assert re.search(rf"^COPY .*\b{re.escape(part)}\b", dockerfile, re.M), part
        assert f"!{part}\n" in ignored, part


def test_the_metadata_says_what_the_program_is() -> None:
    assert PROJECT["license"] == "MIT"
    assert len(PROJECT["keywords"]) >= 5
    assert "Operating System :: POSIX :: Linux" in PROJECT["classifiers"]


def test_the_changelog_has_the_version_and_a_date_a_release() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert any(heading.startswith(__version__) for heading in headings)
    for heading in headings:
        assert heading == "Unreleased" or re.fullmatch(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", heading), heading


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)#]+)(?:#[^)]*)?\)", text):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    for name in re.findall(
        r"`((?:briefing|templates|quality|tools|tests|docs)/[\w./*-]*)`", document.read_text("utf-8")
    ):
        assert list(ROOT.glob(name.rstrip("/"))), name
