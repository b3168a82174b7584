"""No single change to an edition passes `verify`, and what is untouched, or only not known, is no fault."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from briefing import config as settings
from briefing.errors import CitationError
from briefing.proof import prove
from briefing.proof.citations import Demand, Finding, open_edition
from briefing.proof.originals import attachments
from briefing.running.workers import Means
from tests.golden import CORPUS
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called
from tests.helpers.tampering import ATTACKS, kinds, of_files, of_json

GOLDEN = CORPUS / "sample" / "golden"
PLACES = {
    f"{name}: {what}": (name, place)
    for name in ("brief.json", "explain.json")
    for what, place in kinds(json.loads((GOLDEN / name).read_bytes())).items()
}
NAMES = sorted(PLACES)
# what the edition shows without its originals: it is printed, or another part of it says otherwise
ALONE = [
    *("title", "date", "language", "generator", "cut_off", "at_a_glance", "stories.*.id", "stories.*.headline"),
    *("stories.*.independent_sources", "stories.*.headline_source.source", "stories.*.articles.*"),
    *("stories.*.sections.*.title", "stories.*.sections.*.statements"),
]
STATEMENT = ["id", "text", "speaker", "corroborated_by", "language", "citations"]
STATEMENT += [f"citations.*.{key}" for key in ("source", "start", "end", "line", "exact", "prefix", "suffix")]
ALONE += [f"stories.*.sections.*.statements.*.{key}" for key in STATEMENT]
ALONE += [f"sources.*.{key}" for key in ("number", "path", "text_sha256", "title", "publisher", "words_quoted")]


@dataclass(frozen=True, slots=True)
class Built:
    """A project with an edition; cache: what was read and set for it, so that nothing is done twice."""

    folder: Path
    cache: dict[str, bytes]

    @property
    def edition(self) -> Path:
        return self.folder / "out" / SAMPLE_DAY


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("proof")
    shutil.copytree(SAMPLE, folder / "sources")
    (folder / "config.yaml").write_text("")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    return Built(folder, {})


def said(edition: Path, built: Built, base: Path | None = None, strict: bool = False) -> Iterator[Finding]:
    """All that is said of an edition; a malformed one is one fault."""
    try:
        opened = open_edition(str(edition), edition.parent, attachments)
    except CitationError as fault:
        yield Finding(False, fault.message)
        return
    project = settings.read(built.folder / "config.yaml")
    yield from prove(
        opened,
        project,
        base or built.folder,
        demand=Demand(originals=strict, again=strict),
        means=Means(cache=built.cache),
    )


def found(edition: Path, built: Built, base: Path | None = None, strict: bool = False) -> list[Finding]:
    """What is said beside the citations that hold."""
    return [one for one in said(edition, built, base, strict) if not (one.holds and one.statements)]


def faults(edition: Path, built: Built, base: Path | None = None) -> list[str]:
    """The first fault of an edition."""
    return [one.message for one in islice((one for one in said(edition, built, base) if not one.holds), 1)]


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """The edition without its PDF, to be changed."""
    shutil.copytree(built.edition, tmp_path / "edition", ignore=shutil.ignore_patterns("brief.pdf"))
    return tmp_path / "edition"


def test_an_untouched_edition_holds_with_its_originals_and_alone(built: Built, tmp_path: Path) -> None:
    assert found(built.edition, built, strict=True) == []
    alone = found(built.edition, built, tmp_path)
    assert all(one.holds for one in alone)
    assert any("not made again: 12 of its originals are not at hand" in one.message for one in alone)


@pytest.mark.parametrize("name", NAMES)
def test_a_change_of_one_value_is_told(name: str, built: Built, copy: Path) -> None:
    file, place = PLACES[name]
    of_json(file, place)(copy)
    assert faults(copy, built)


@pytest.mark.parametrize("name", ALONE)
def test_and_without_the_originals_too(name: str, built: Built, copy: Path, tmp_path: Path) -> None:
    """The page, the text or the mail then print other words, or the edition's own parts do not agree."""
    file, place = PLACES[f"brief.json: {name}"]
    of_json(file, place)(copy)
    assert faults(copy, built, tmp_path)


FILES = sorted(of_files(GOLDEN))


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_a_file_is_told(name: str, built: Built, tmp_path: Path) -> None:
    copy = tmp_path / "edition"
    shutil.copytree(built.edition, copy)
    assert of_files(built.edition)[name](copy), "there is no such place"
    assert faults(copy, built)


@pytest.mark.parametrize("name", ["a range before the text", "a source far away", "a path out of the folder"])
def test_data_that_nothing_can_hold_is_told_to_the_end(name: str, built: Built, copy: Path) -> None:
    assert ATTACKS[name](copy)
    assert not all(one.holds for one in said(copy, built, strict=True))


def test_a_text_that_ends_before_its_citations_is_told_in_words(built: Built, copy: Path) -> None:
    last = sorted((copy / "sources").glob("*.txt"))[-1]
    last.write_text("x", encoding="utf-8")
    faults = [one.message for one in said(copy, built) if not one.holds]
    assert f"sources/{last.name}: changed since the edition was built" in faults
    assert any(message.endswith("no range of its text") for message in faults)


def test_an_edition_under_the_name_of_another_day_is_told(built: Built, copy: Path) -> None:
    other = copy.rename(copy.with_name("2026-03-04"))
    assert faults(other, built) == [f"2026-03-04: an edition of {SAMPLE_DAY}, under the name of another day"]
    own = other.rename(copy.with_name(SAMPLE_DAY))
    assert not any("another day" in one.message for one in said(own, built))


def test_a_copy_that_is_not_at_hand_is_told(built: Built, tmp_path: Path) -> None:
    shutil.copytree(built.folder / "sources", tmp_path / "sources")
    (tmp_path / "sources" / "courier-canal-vote.txt").unlink()
    faults = [one.message for one in said(built.edition, built, tmp_path, strict=True) if not one.holds]
    assert "sources/courier-canal-vote.txt: original not at hand" in faults
    assert all(one.holds for one in said(built.edition, built, tmp_path))
