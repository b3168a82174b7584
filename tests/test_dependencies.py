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


def rows(heading: str) -> set[str]:
    """The packages that the table under a heading names, under none the first."""
    part = LISTED.split(f"\n## {heading}\n")[-1 if heading else 0].split("\n## ")[0]
    found = [line.split("|")[1] for line in part.splitlines() if line.startswith("| ") and "---" not in line][1:]
    listed = [name.strip().lower() for row in found for name in row.split(",")]
    assert len(set(listed)) == len(listed)
    return set(listed)


def pinned() -> set[str]:
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    return set(re.findall(r"^([a-z0-9.-]+)==", lock, re.M))


def test_every_dependency_is_listed_with_its_reason_and_no_other() -> None:
    needed = names(PROJECT["dependencies"]).union(*map(names, PROJECT["optional-dependencies"].values()))
    assert rows("") == needed


def test_so_is_all_that_they_bring_along() -> None:
    asked = {name.replace(".", "-") for name in names((ROOT / "requirements.in").read_text("utf-8").split())}
    assert rows("Brought along") == {name.replace(".", "-") for name in pinned()} - asked


def test_and_every_tool() -> None:
    tools = (ROOT / "requirements-dev.in").read_text("utf-8").splitlines()
    assert rows("Tools") == names([one for one in tools if one[:1] != "-"])


def test_the_lock_file_holds_every_dependency() -> None:
    needed = names(PROJECT["dependencies"]).union(*map(names, PROJECT["optional-dependencies"].values()))
    asked = names((ROOT / "requirements.in").read_text("utf-8").split())
    assert needed <= asked
    assert {name.replace(".", "-") for name in needed} <= {one.replace(".", "-") for one in pinned()}


def test_what_comes_as_source_is_built_with_a_pinned_setuptools() -> None:
    builds = [line for line in (ROOT / "requirements-build.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    assert builds[0].startswith("setuptools==")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        assert "\n".join(builds) in (ROOT / lock).read_text("utf-8")
    for name in ("tools/setup", "Dockerfile"):
        steps = (ROOT / name).read_text("utf-8").replace("\\\n", "")
        first, *others = [line for line in re.split("\n|&&", steps) if re.search(r" -r \S+", line)]
        assert "-r requirements-build.txt" in first
        assert others and all("--no-build-isolation" in line for line in others)


def test_a_build_loads_nothing_that_is_no_longer_kept() -> None:
    code = (
        "import sys, briefing\n"
        "briefing.render(briefing.build('sources', day='2026-03-03'), formats=['html', 'txt'])\n"
        "print(sorted({'breadability', 'docopt', 'wordfreq.tokens'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
