"""A project with the sample day, read once; one desk of it for all tests that share it, and copies for the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from tests.desk.browser import Browser, opened
from tests.helpers.running import SAMPLE

CONFIG = """\
# the brief of the harbour office
formats: [txt, eml]   # no PDF
mail: {needs_approval: true, recipients: [ann@example.org], smtp: {tries: 1, seconds: 2}}
"""


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of `desk`."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(SAMPLE, folder / "sources")
    (folder / "config.yaml").write_text(CONFIG)
    return folder


@pytest.fixture(scope="session")
def shared_desk(shared_folder: Path) -> tuple[Desk, Browser]:
    return opened(shared_folder)


@pytest.fixture
def desk(shared_desk: tuple[Desk, Browser], shared_folder: Path) -> Iterator[tuple[Desk, Browser]]:
    """A desk and a browser that came in; what a test changes is taken back after it."""
    yield shared_desk
    for file in (shared_folder / "edits").glob("*"):
        file.unlink()
    if (shared_folder / "config.yaml").read_text() != CONFIG:  # another time of the file has all read again
        (shared_folder / "config.yaml").write_text(CONFIG)
    shutil.rmtree(shared_folder / "out", ignore_errors=True)
    for file in (shared_folder / ".briefing").glob("journal*"):
        file.unlink()


@pytest.fixture
def folder(shared_folder: Path) -> Path:
    """The project of the desk that tests share."""
    return shared_folder
