from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.helpers.running import SAMPLE_DAY, called, project

RULE = "=" * 72


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Roe stays\n\n"I will not go. He knows it," he said.\n', "nothing of 2026-03-03 is quoted; 1 story is named"),
        ("Roe stays\n\n4 March 2026\n\nAda Roe stayed in Ostrau.\n", "No news for 2026-03-03: the edition says so."),
    ],
)
def test_a_day_without_statements_says_so(tmp_path: Path, text: str, said: str) -> None:
    project(tmp_path, "sources: sources/\nformats: [html, txt, eml]\n")
    (tmp_path / "sources").mkdir(exist_ok=True)
    (tmp_path / "sources" / "a.txt").write_text(text, "utf-8")
    built = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert said in built.stdout
    lines = (tmp_path / "out" / SAMPLE_DAY / "brief.txt").read_text("utf-8").splitlines()
    written = [line for line in lines if line]
    assert all(not one == other == RULE for one, other in pairwise(written))
    edition = tmp_path / "out" / SAMPLE_DAY
    heading = json.loads((edition / "brief.json").read_bytes())["labels"]["sources"]
    assert written.count(heading.upper()) == 1
    page = (edition / "brief.html").read_text("utf-8")
    assert page.count('<section id="sources"') == 1 and page.count(f"<h2>{heading}</h2>") == 1


def test_it_says_what_changed_since_the_edition_before(tmp_path: Path) -> None:
    bridge = (
        "Bridge closed\n\nOstrau closed its bridge over the Lune on Monday, the council said. It was built in 1901.\n"
    )
    ferry = (
        "Ferry begins\n\nA ferry began to cross the lake at Prell on Tuesday, the harbour office said. It takes 20.\n"
    )
    project(tmp_path, "formats: [txt]\n", {"bridge.txt": bridge})
    first = called("build", "--date", "2026-03-02", cwd=tmp_path)
    assert "since" not in first.stdout
    (tmp_path / "sources" / "ferry.txt").write_text(ferry, "utf-8")
    second = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    said = "since 2026-03-02: 1 new, 0 developing, 1 unchanged, 0 gone (`briefing changes` names them)"
    assert second.stdout.splitlines()[-1] == said
    (tmp_path / "sources" / "bridge.txt").unlink()
    third = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    counts = "since 2026-03-02: 1 new, 0 developing, 0 unchanged, 1 gone"
    assert third.stdout.splitlines()[-1].startswith(counts)
    told = called("changes", SAMPLE_DAY, cwd=tmp_path).stdout.splitlines()[0]
    assert told == f"{SAMPLE_DAY} {counts}"
    assert "since" not in called("build", "--date", SAMPLE_DAY, "--alone", cwd=tmp_path).stdout


@pytest.mark.parametrize("formats", ["", " , "])
def test_no_format_at_all_takes_nothing_away(tmp_path: Path, formats: str) -> None:
    project(
        tmp_path,
        "formats: [txt]\n",
        {"a.txt": "Bridge closed\n\nOstrau closed its bridge on Monday, the council said.\n"},
    )
    called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    asked = called("build", "--date", SAMPLE_DAY, "--formats", formats, cwd=tmp_path)
    assert asked.returncode == 2 and f"--formats: found {formats!r}, expected formats" in asked.stderr
    assert (tmp_path / "out" / SAMPLE_DAY / "brief.txt").is_file()
