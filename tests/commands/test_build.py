from __future__ import annotations

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
    project(tmp_path, "sources: sources/\nformats: [txt]\n")
    (tmp_path / "sources").mkdir(exist_ok=True)
    (tmp_path / "sources" / "a.txt").write_text(text, "utf-8")
    built = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert said in built.stdout
    lines = (tmp_path / "out" / SAMPLE_DAY / "brief.txt").read_text("utf-8").splitlines()
    written = [line for line in lines if line]
    assert all(not one == other == RULE for one, other in pairwise(written))
