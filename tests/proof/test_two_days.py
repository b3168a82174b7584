"""No change to an edition that goes on another passes `verify`: not in its parts, nor in the parts of its files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from briefing import config as settings
from briefing.errors import CitationError
from briefing.proof import prove
from briefing.proof.citations import Demand, Finding, open_edition
from briefing.proof.originals import attachments
from briefing.running.workers import Means
from tests.helpers.tampering_parts import every_part
from tests.helpers.two_days import SECOND, two_days

CHANGES = every_part()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two") / "days"
    two_days(folder)
    return folder


@pytest.fixture(scope="module")
def cache() -> dict[str, bytes]:
    """What was read and composed, so that nothing is done twice."""
    return {}


@pytest.fixture
def edition(home: Path, tmp_path: Path) -> Path:
    """The second edition beside the first, without its PDF, to be changed."""
    shutil.copytree(home / "out", tmp_path / "out", ignore=shutil.ignore_patterns("brief.pdf"))
    return tmp_path / "out" / SECOND


def said(edition: Path, home: Path, cache: dict[str, bytes]) -> Iterator[Finding]:
    try:
        opened = open_edition(str(edition), edition.parent, attachments)
    except CitationError as fault:
        yield Finding(False, fault.message)
        return
    yield from prove(
        opened, settings.read(home / "config.yaml"), home, demand=Demand(again=True), means=Means(cache=cache)
    )


def test_it_has_every_part_and_holds_as_it_is(home: Path, cache: dict[str, bytes]) -> None:
    edition = home / "out" / SECOND
    opened = open_edition(str(edition), edition.parent, attachments)
    stories = opened.brief["stories"]
    for part in ("gone", "corrections", "also", "edited"):
        assert opened.brief[part], part
    assert opened.brief["revises"]["dropped"] and stories[0]["changes"] and stories[1]["notes"]
    assert stories[0]["evidence"]["disagreements"]
    assert [one for one in said(edition, home, cache) if not one.statements] == []


@pytest.mark.parametrize("name", list(CHANGES))
def test_a_change_is_found(name: str, home: Path, edition: Path, cache: dict[str, bytes]) -> None:
    assert CHANGES[name](edition), "there is no such place"
    assert list(islice((one.message for one in said(edition, home, cache) if not one.holds), 1))
