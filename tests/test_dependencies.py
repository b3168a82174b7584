"""What the program rests on is listed with its reason, and what is no longer kept is not loaded."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

from tests.helpers.running import ROOT

LISTED = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ ]", one)[0].lower() for one in requirements}


def test_every_dependency_is_listed_with_its_reason_and_no_other() -> None:
    needed = names(PROJECT["dependencies"]).union(*map(names, PROJECT["optional-dependencies"].values()))
    rows = [line.split("|")[1] for line in LISTED.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert {name.strip() for row in rows for name in row.split(",")} == needed


def test_the_lock_file_holds_every_dependency() -> None:
    needed = names(PROJECT["dependencies"]).union(*map(names, PROJECT["optional-dependencies"].values()))
    asked = names((ROOT / "requirements.in").read_text("utf-8").split())
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.M))
    assert needed <= asked and {name.replace(".", "-") for name in needed} <= {one.replace(".", "-") for one in pinned}


def test_a_build_loads_nothing_that_is_no_longer_kept() -> None:
    code = (
        "import sys, briefing\n"
        "briefing.render(briefing.build('sources', day='2026-03-03'), formats=['html', 'txt'])\n"
        "print(sorted({'breadability', 'docopt', 'wordfreq.tokens'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
