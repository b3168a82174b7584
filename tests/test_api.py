"""The public API: its names, its documented examples, its calls and what they refuse."""

from __future__ import annotations

import contextlib
import doctest
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import briefing
from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, project

TOLD = "The council of Ostrau approved a toll bridge over the river Lune on Tuesday, the mayor's office said."
TEXT = {"title": "Ostrau approves a toll bridge", "text": TOLD, "published": "2026-03-03", "publisher": "Lune Gazette"}


@pytest.fixture(scope="module")
def edition() -> briefing.Edition:
    return briefing.build([TEXT], day="2026-03-03")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Path]:
    with contextlib.chdir(tmp_path):
        yield tmp_path


def public() -> list[str]:
    return [name for name in briefing.__all__ if name != "__version__"]


def test_dir_shows_every_name_and_nothing_else() -> None:
    assert dir(briefing) == sorted(briefing.__all__)
    for name in briefing.__all__:
        assert getattr(briefing, name) is not None
    with pytest.raises(AttributeError):
        briefing.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, briefing; print([n for n in sys.modules if n.startswith('briefing.') or n == 'numpy'])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.strip() == "[]"


def test_the_calls_stay_functions_whatever_is_imported() -> None:
    import briefing.cli
    import briefing.proof.citations

    for name in ("load_config", "read", "stories", "build", "render", "write", "verify"):
        assert inspect.isfunction(getattr(briefing, name)), name


@pytest.mark.parametrize("name", public())
def test_the_example_of_every_public_name_works(name: str, here: Path, edition: briefing.Edition) -> None:
    found = doctest.DocTestFinder(recurse=False).find(getattr(briefing, name), name)
    examples = [test for test in found if test.examples]
    assert examples, f"{name} has no example"
    for test in examples:
        test.globs = {"briefing": briefing, "edition": edition}
        result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
        assert result.failed == 0, name


@pytest.mark.parametrize("name", public())
def test_every_parameter_and_result_has_a_type(name: str) -> None:
    found = getattr(briefing, name)
    if inspect.isfunction(found):
        signature = inspect.signature(found)
        assert signature.return_annotation is not inspect.Signature.empty
        assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())


def test_sources_are_a_path_paths_or_texts_and_a_day_is_words_or_a_date(here: Path) -> None:
    (here / "bridge.txt").write_text("Ostrau approves bridge\n\n2026-03-03\n\n" + TOLD + "\n")
    one = briefing.build("bridge.txt", day="2026-03-03")
    assert one == briefing.build(Path("bridge.txt"), day=date(2026, 3, 3))
    assert one == briefing.build(["bridge.txt"], day=date(2026, 3, 3))
    assert [source.path for source in one.sources] == ["bridge.txt"]
    both = briefing.build(
        ["bridge.txt", {"text": "Trams in Prell stood still.", "published": "2026-03-03"}], day="2026-03-03"
    )
    assert sorted(source.path for source in both.sources) == ["bridge.txt", "texts.jsonl"]


def test_the_sample_as_the_command_makes_it(here: Path) -> None:
    edition = briefing.build(SAMPLE, day=SAMPLE_DAY)
    assert edition == briefing.build(sorted(SAMPLE.iterdir(), reverse=True), day=SAMPLE_DAY)
    assert len(edition.stories) > 1 and not list(here.iterdir())
    assert len(briefing.stories(SAMPLE)) >= len(edition.stories)
    assert len(briefing.read(SAMPLE).articles) >= len(edition.sources)


def test_the_config_says_what_is_made(here: Path) -> None:
    file = project(here, "title: Lune Letter\nformats: [txt]\n")
    config = briefing.load_config(file)
    edition = briefing.build([TEXT], day="2026-03-03", config=config)
    assert edition.title == "Lune Letter"
    brief = {name for name in briefing.render(edition, config=config) if name.startswith("brief.")}
    assert brief == {"brief.json", "brief.txt"}
    assert briefing.build([TEXT], day="2026-03-03", config=config.config) == edition


def test_an_edition_is_written_whole_replaced_and_checked(here: Path, edition: briefing.Edition) -> None:
    files = briefing.render(edition, formats=["txt"])
    folder = briefing.write({**files, "brief.old": b""}, "out/2026-03-03")
    assert briefing.write(files, str(folder)) == folder == Path("out/2026-03-03")
    assert {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} == set(files)
    assert [path.name for path in Path("out").iterdir()] == ["2026-03-03"]
    assert not briefing.verify(folder).holds  # texts have no originals
    assert briefing.verify(folder, without_originals=True).holds
    cited = folder / "sources" / "001.txt"
    cited.write_text(cited.read_text().replace("toll", "free"))
    report = briefing.verify(folder, without_originals=True)
    assert not report.holds and any("changed since" in problem.message for problem in report.problems)


def test_nothing_but_an_edition_is_replaced(here: Path, edition: briefing.Edition) -> None:
    files = briefing.render(edition, formats=["txt"])
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("dear")
    Path(".mine.old").mkdir()
    Path(".other.new").mkdir()
    with pytest.raises(briefing.UsageError, match="is no edition"):
        briefing.write(files, "mine")
    with pytest.raises(briefing.UsageError, match="within the folder"):
        briefing.write({"../x": b""}, "new")
    briefing.write(files, "new")
    assert Path("mine/letter.txt").read_text() == "dear"
    assert Path(".mine.old").is_dir() and Path(".other.new").is_dir()


def test_what_a_user_can_mend_is_a_briefing_error(here: Path, edition: briefing.Edition) -> None:
    Path("empty").mkdir()
    with pytest.raises(briefing.NothingReadError):
        briefing.build("empty", day="2026-03-03")
    with pytest.raises(briefing.UsageError, match="is not there"):
        briefing.build("nowhere", day="2026-03-03")
    with pytest.raises(briefing.UsageError, match="expected a day"):
        briefing.build([TEXT], day="3 March")
    with pytest.raises(briefing.UsageError, match="found '0001-01-01', expected a day"):
        briefing.build([TEXT], day=date(1, 1, 1))
    with pytest.raises(briefing.UsageError, match="formats: found 'doc'"):
        briefing.render(edition, formats=["doc"])
    with pytest.raises(briefing.ConfigError, match="cannot be read"):
        briefing.load_config("nowhere.yaml")
    with pytest.raises(briefing.UsageError, match="no edition"):
        briefing.verify("nowhere")
    with pytest.raises(briefing.NothingReadError, match="no text"):
        briefing.build([{"title": "without a text"}], day="2026-03-03")
    assert issubclass(briefing.NothingReadError, briefing.BriefingError)


def test_an_edition_is_held_against_those_before_it(here: Path) -> None:
    first = briefing.build([TEXT], day="2026-03-03")
    briefing.write(briefing.render(first, formats=["txt"]), "out/2026-03-03")
    alone = briefing.build([TEXT], day="2026-03-04")
    next_day = briefing.build([TEXT], day="2026-03-04", before="out")
    assert (alone.previous, alone.stories[0].since) == (None, None)
    assert next_day.previous is not None
    assert next_day.previous.date == "2026-03-03"
    assert [line.since for line in next_day.also] == ["unchanged"]
    with pytest.raises(briefing.UsageError, match="nowhere is no folder"):
        briefing.build([TEXT], day="2026-03-04", before="nowhere")
