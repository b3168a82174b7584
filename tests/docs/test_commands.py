"""What the documentation shows works as it stands there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

from tests.running import ROOT, SAMPLE, SAMPLE_DAY, run


def blocks(file: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / file).read_text(encoding="utf-8"), re.S)


def test_the_reader_of_the_guide(tmp_path: Path) -> None:
    (tmp_path / "subtitles.py").write_text(blocks("docs/add-a-reader.md", "python")[0])
    (tmp_path / "config.yaml").write_text(blocks("docs/add-a-reader.md", "yaml")[0])
    (tmp_path / "talk.srt").write_text(
        "1\n00:00:01,000 --> 00:00:04,000\nThe locks will open in June, the minister told the chamber.\n"
    )
    done = run("inspect", "talk.srt", "--json", cwd=tmp_path, PYTHONPATH=f"{ROOT}:{tmp_path}")
    assert done.returncode == 0, done.stderr
    assert [s["text"] for s in json.loads(done.stdout)["sentences"]] == [
        "The locks will open in June, the minister told the chamber."
    ]


def test_the_summarizer_of_the_guide(tmp_path: Path) -> None:
    (tmp_path / "newest.py").write_text(blocks("docs/add-a-summarizer.md", "python")[0])
    path = f"{ROOT}:{tmp_path}"
    done = run(
        "summarize", str(SAMPLE), "--words", "100", "--summarizer", "newest:newest_first", "--json",
        cwd=tmp_path, PYTHONPATH=path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert 0 < json.loads(done.stdout)["words"] <= 100
    config = blocks("docs/add-a-summarizer.md", "yaml")[0] + f"sources: {json.dumps(str(SAMPLE))}\nformats: [txt]\n"
    (tmp_path / "config.yaml").write_text(config)
    built = run("build", "--date", SAMPLE_DAY, cwd=tmp_path, PYTHONPATH=path)
    assert built.returncode == 0, built.stderr


def test_the_commands_of_the_readme(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line.split("#")[0].strip() for line in readme.splitlines() if line.startswith("    briefing ")]
    assert len(commands) >= 3
    for command in commands:
        done = run(*shlex.split(command)[1:], cwd=tmp_path)
        assert done.returncode == 0, f"{command}: {done.stderr}"


def test_the_readme_opens_with_the_two_commands_and_the_makefile_has_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^    make ([\w-]+)", readme, re.M)
    assert named[:2] == ["brief", "test"]
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_every_command_of_the_readmes_table_has_help() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in sorted(set(re.findall(r"^\| `briefing (\w+)", readme, re.M))):
        done = run(name, "--help")
        assert done.returncode == 0 and "usage: briefing" in done.stdout, name
