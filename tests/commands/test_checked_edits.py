"""`check` names a change of an editor's, or an override of the config, that is about nothing there is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing.compose.sentences.slices import statement_id
from briefing.prepare.options import PrepareOptions
from briefing.prepare.prepare import read_file
from tests.helpers.running import called, project

DAY = "2031-03-03"
FIRST = "Ostrel's council voted 12 to 7 on Monday to close the northern bridge for repairs until June."
TEXT = f"Council closes bridge\n\n{FIRST}\n\nTraffic will be led over the old dam, the engineer Ada Quill said.\n"
SOURCES: dict[str, str | bytes] = {"bridge.txt": TEXT, "dam.txt": TEXT.replace("bridge", "dam")}


def first_id() -> str:
    """The id of the first sentence."""
    (article,), _ = read_file("sources/bridge.txt", TEXT.encode(), PrepareOptions())
    sentence = next(one for one in article.sentences if article.body.string[one.span.start :].startswith(FIRST[:20]))
    return statement_id(article, sentence.span)


def checked(folder: Path, edits: str, config: str = "") -> tuple[int, str]:
    project(folder, config, SOURCES)
    (folder / "edits").mkdir(exist_ok=True)
    (folder / "edits" / f"{DAY}.yaml").write_text(edits)
    done = called("check", cwd=folder)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ("edits:\n- strike: s0123456789\n", ["2031-03-03.yaml:2:11: edits[0].strike: found 's0123456789'"]),
        ("edits:\n- pin: ID\n- move: ID\n  section: decision\n  before: s0123456789\n", [":5:11: edits[1].before"]),
        ("edits:\n- hide_story: sources/bridg.txt\n", ["edits[0].hide_story", "did you mean 'sources/bridge.txt'?"]),
        ("edits:\n- merge: [sources/bridge.txt, t0123456789]\n", ["edits[0].merge[1]: found 't0123456789'"]),
        ("edits:\n- headline: sources/bridge.txt\n  title_of: sources/d.txt\n", [":3:13: edits[0].title_of"]),
        ("edits:\n- strik: s0123456789\n", ["did you mean 'strike'?"]),
    ],
)
def test_a_change_of_nothing_is_a_fault_with_its_place(edits: str, words: list[str], tmp_path: Path) -> None:
    code, said = checked(tmp_path, edits.replace("ID", first_id()))
    assert code == 2
    for word in words:
        assert word in said, said


def test_an_override_of_nothing_is_a_fault_of_the_config(tmp_path: Path) -> None:
    code, said = checked(tmp_path, "", "title: A\nstatements:\n  drop: [s0123456789]\n")
    assert code == 2 and "config.yaml:3:10: statements.drop[0]: found 's0123456789'" in said


def test_what_is_there_is_right(tmp_path: Path) -> None:
    edits = "edits:\n- strike: ID\n- lead: sources/bridge.txt\n- note: Mind the dam.\n  story: sources/dam.txt\n"
    code, said = checked(tmp_path, edits.replace("ID", first_id()), f"statements:\n  first: [{first_id()}]\n")
    assert code == 0 and "edits: 1 file, the newest of 2031-03-03: right" in said


def test_what_an_edition_was_changed_in_is_known_when_its_sources_are_gone(tmp_path: Path) -> None:
    """An override counts on all days: the article that it is about may be of another one."""
    config = f"statements:\n  drop: [{first_id()}]\n"
    project(tmp_path, config, SOURCES)
    assert called("build", "--quiet", "--date", DAY, "--formats", "txt", cwd=tmp_path).returncode == 0
    shutil.rmtree(tmp_path / "sources")
    project(tmp_path, config, {"new.txt": "Harbour opens\n\nThe harbour of Lisk opened on Tuesday after a year.\n"})
    assert called("check", cwd=tmp_path).returncode == 0


def test_a_file_of_changes_has_a_day_as_its_name(tmp_path: Path) -> None:
    project(tmp_path, "", SOURCES)
    (tmp_path / "edits").mkdir()
    (tmp_path / "edits" / "monday.yaml").write_text("edits: []\n")
    done = called("check", cwd=tmp_path)
    assert done.returncode == 2 and "found 'monday', expected the day as its name" in done.stderr
