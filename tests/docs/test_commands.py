"""What the documentation shows works as it stands there."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, called


def blocks(file: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / file).read_text(encoding="utf-8"), re.S)


def test_the_reader_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "subtitles.py").write_text(blocks("docs/add-a-reader.md", "python")[0])
    (tmp_path / "config.yaml").write_text(blocks("docs/add-a-reader.md", "yaml")[0])
    (tmp_path / "talk.srt").write_text(
        "1\n00:00:01,000 --> 00:00:04,000\nThe locks will open in June, the minister told the chamber.\n"
    )
    done = called("inspect", "talk.srt", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [s["text"] for s in json.loads(done.stdout)["sentences"]] == [
        "The locks will open in June, the minister told the chamber."
    ]


def test_the_summarizer_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "newest.py").write_text(blocks("docs/add-a-summarizer.md", "python")[0])
    asked = ("--words", "100", "--summarizer", "newest:newest_first", "--json")
    done = called("summarize", str(SAMPLE), *asked, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert 0 < json.loads(done.stdout)["words"] <= 100
    config = blocks("docs/add-a-summarizer.md", "yaml")[0] + f"sources: {json.dumps(str(SAMPLE))}\nformats: [txt]\n"
    (tmp_path / "config.yaml").write_text(config)
    built = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert built.returncode == 0, built.stderr


def test_the_commands_of_the_readme(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line.split("#")[0].strip() for line in readme.splitlines() if line.startswith("    briefing ")]
    assert len(commands) >= 3
    for command in commands:
        done = called(*shlex.split(command)[1:], cwd=tmp_path)
        assert done.returncode == 0, f"{command}: {done.stderr}"


def test_the_readme_opens_with_the_two_commands_and_the_makefile_has_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^    make ([\w-]+)", readme, re.M)
    assert named[:2] == ["brief", "test"]
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.M), target


# what stands in the README for something of the user's, and a thing of that kind
EXAMPLES = {
    "PATH…": "sources",
    "FILE": "sources/courier-canal-vote.md",
    "A": "sources/courier-canal-vote.md",
    "B": "sources/harbour-wire-0412.txt",
    "WORD…": "canal",
    "NAME": "Dorst",
    "PATH": "sources/courier-canal-vote.md",
    "EDITION": SAMPLE_DAY,
    "DIR": "another",
    "COMMAND": "build",
}
README_COMMANDS = sorted(set(re.findall(r"`briefing ([^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a config, sources and an edition of the sample day."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "config.yaml").write_text(
        "mail: {recipients: [ann@example.org]}\nformats: [txt, eml]\n", encoding="utf-8"
    )
    shutil.copytree(SAMPLE, folder / "sources")
    assert called("build", "--quiet", "--date", SAMPLE_DAY, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("command", README_COMMANDS)
def test_every_command_that_the_readme_names_runs(command: str, built: Path) -> None:
    brief = json.loads((built / "out" / SAMPLE_DAY / "brief.json").read_text(encoding="utf-8"))
    words = [{**EXAMPLES, "STATEMENT-ID": brief["at_a_glance"][0]}.get(word, word) for word in shlex.split(command)]
    if words in (
        ["explain"],
        ["verify"],
        ["send"],
        ["fetch"],
        ["schedule"],
        ["desk"],
    ):  # named in passing, without what it is about
        words.append("--help")
    if words[0] in ("build", "send"):  # of the sample day; no mail leaves the machine
        words += ["--date", SAMPLE_DAY] if words[0] == "build" else ["--dry-run", "--past"]
    try:
        done = called(*words, cwd=built)
    except SystemExit as ended:
        assert ended.code == 0 and "--help" in words
    else:
        assert done.returncode == 0, f"{words}: {done.stderr}"


def modules_named(document: str) -> list[str]:
    return sorted(set(re.findall(r"python -m (quality\.\w+)", (ROOT / document).read_text(encoding="utf-8"))))


DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", *(f"docs/{file.name}" for file in ROOT.glob("docs/*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_and_target_that_a_document_names_is_there(document: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in modules_named(document):
        assert importlib.util.find_spec(name), name
    for target in re.findall(r"(?:^    |`)make ([\w-]+)", (ROOT / document).read_text(encoding="utf-8"), re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target


FOLDERS = "|".join(
    path.name
    for where in (ROOT, ROOT / "briefing")
    for path in where.iterdir()
    if path.is_dir() and path.name[0] != "." and path.name not in ("sources", "out")
)
PATHS = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    named = PATHS.findall((ROOT / document).read_text(encoding="utf-8"))
    assert named or document not in ("README.md", "CONTRIBUTING.md", "docs/design.md")
    assert [path for path in named if not (ROOT / path).exists() and not (ROOT / "briefing" / path).exists()] == []
