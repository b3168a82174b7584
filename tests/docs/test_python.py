"""The README's Python, and the programs in examples/."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, called


def example(name: str, *arguments: str, cwd: Path) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    call = [sys.executable, str(ROOT / "examples" / name), *arguments]
    done = subprocess.run(call, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_section_of_the_readme(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text[text.index("## From Python") : text.index("## Work on it")]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.S)
    assert called("init", "my-brief", cwd=tmp_path).returncode == 0
    names: dict[str, object] = {}
    with contextlib.chdir(tmp_path):
        exec(code, names)
    assert getattr(names["report"], "holds") is True  # noqa: B009
    assert (tmp_path / "my-brief" / "out" / "2026-03-03" / "brief.html").is_file()


def test_a_brief_from_texts(tmp_path: Path) -> None:
    printed = example("from_texts.py", cwd=tmp_path)
    assert "40,000 passengers would have to travel by bus" in " ".join(printed.split())
    assert (tmp_path / "out" / "2026-03-03" / "brief.html").is_file()


def test_a_section_with_a_feature_of_its_own(tmp_path: Path) -> None:
    printed = example("money_section.py", str(SAMPLE), SAMPLE_DAY, cwd=tmp_path)
    said = [line for line in printed.splitlines() if line.startswith("  ")]
    assert said and all(re.search(r"million|billion|euro|dollar|crown|[$€£]", line, re.I) for line in said)


def test_a_look_at_stories(tmp_path: Path) -> None:
    printed = example("look_at_stories.py", str(SAMPLE), cwd=tmp_path)
    assert re.search(r"^\d+ articles, \d+ files that cannot be read$", printed, re.M)
    assert "names shared: " in printed and re.search(r"^ +\d+ words  \w", printed, re.M)
