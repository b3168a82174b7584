"""What documents and messages say of configuration, commands, programs and templates is so."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from briefing.cli import parser
from briefing.config import Config, parse
from briefing.editions.edits_file import parse as parse_edits
from briefing.shape import Path as KeyPath
from briefing.shape import current, fields_of
from tests.helpers.running import ROOT

DOCUMENTS = [*(file for file in ROOT.glob("*.md") if file.name != "CHANGELOG.md"), *(ROOT / "docs").glob("*.md")]
CODE = [*(ROOT / "briefing").rglob("*.py"), *(ROOT / "briefing" / "desk" / "views" / "words").glob("*.toml")]
CHAIN = re.compile(r"`([a-z_]+(?:: [a-z_]+)+):?(?: [^`]*)?`")  # `mail: smtp: host:` and `page: notes: full`


def of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def yaml_blocks(document: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", document.read_text(encoding="utf-8"), re.S)


def keys(data: object, at: KeyPath = ()) -> list[KeyPath]:
    if isinstance(data, dict):
        return [path for key, value in data.items() for path in ((*at, key), *keys(value, (*at, key)))]
    if isinstance(data, list):
        return [path for number, value in enumerate(data) for path in keys(value, (*at, number))]
    return []


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if yaml_blocks(one)], ids=of)
def test_every_yaml_example_is_a_configuration_with_its_present_keys(document: Path) -> None:
    for block in yaml_blocks(document):
        data = yaml.safe_load(block)
        if isinstance(data, dict) and "edits" in data:
            assert parse_edits(block.encode(), document.name, [rule.id for rule in Config().sections]).edits
            continue
        data = {"sections": data} if isinstance(data, list) else data
        parse(yaml.safe_dump(data).encode(), document.name)
        assert [path for path in keys(data) if current(Config, path) != path] == []


def unknown_chains(text: str) -> list[str]:
    """Chains of keys that begin with one of the configuration's and do not lead anywhere by their present names."""
    found = []
    for chain in CHAIN.findall(text):
        names = chain.split(": ")
        kind: object = Config
        for name in names:
            known = fields_of(kind) if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__") else None
            if known is None:  # a value, or a list's entry
                break
            if name not in known:
                found += [chain] if name != names[0] or current(Config, (name,)) != (name,) else []
                break
            kind = known[name][0]
    return found


@pytest.mark.parametrize("files", [DOCUMENTS, CODE], ids=["documents", "messages"])
def test_every_chain_of_keys_leads_to_one(files: list[Path]) -> None:
    assert [(of(file), chain) for file in files for chain in unknown_chains(file.read_text(encoding="utf-8"))] == []


def test_an_older_or_unknown_key_in_a_chain_is_found() -> None:
    text = "`budget: words_per_story:` `mail: smpt: host` `mail: smtp: host:` `length: stories:` `display: none`"
    assert unknown_chains(text) == ["budget: words_per_story", "mail: smpt: host"]


def options() -> dict[str, set[str]]:
    """Command → its options."""
    (commands,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return {
        name: {word for action in made._actions for word in action.option_strings}
        for name, made in commands.choices.items()
    }


KNOWN = options()


def calls(text: str) -> list[str]:
    """`briefing …` in a line of code, or in one's own line of an example."""
    return [
        *re.findall(r"`briefing ([a-z][^`]*)`", text),
        *re.findall(r"^(?: {4}.*\s| {4}|)briefing ([a-z]+\b[^#\n]*)", text, re.M),
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=of)
def test_every_command_that_a_document_calls_has_these_options(document: Path) -> None:
    for call in calls(document.read_text(encoding="utf-8")):
        name, *rest = call.split()
        if document.name == "scale.md" and name in ("scheduler", "worker"):  # of dask
            continue
        assert name in KNOWN, call
        assert {word for word in rest if re.fullmatch(r"--[\w-]+", word)} <= KNOWN[name], call


@pytest.mark.parametrize("document", DOCUMENTS, ids=of)
def test_every_program_of_quality_that_a_document_calls_has_these_options(document: Path) -> None:
    for name, rest in re.findall(r"python -m quality\.(\w+)([^`\n]*)", document.read_text(encoding="utf-8")):
        program = (ROOT / "quality" / f"{name}.py").read_text(encoding="utf-8")
        for option in re.findall(r"--([\w-]+)", rest):
            assert re.search(rf'"(?:--)?{option}"', program), (name, option)


def test_every_template_is_in_the_table() -> None:
    """The names of templates are promised (docs/versioning.md)."""
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    named = {name for row in re.findall(r"^\| (`.*?) \|", page, re.M) for name in re.findall(r"`([\w.]+)`", row)}
    assert named == {file.name for file in (ROOT / "templates").iterdir() if file.is_file()}
    for name, blocks in re.findall(r"^\| `([\w.]+)`.*?\| [^|]*blocks? ((?:`\w+`(?:, )?)+)", page, re.M):
        there = re.findall(r"{%-? block (\w+)", (ROOT / "templates" / name).read_text(encoding="utf-8"))
        assert set(re.findall(r"`(\w+)`", blocks)) <= set(there), name


def test_every_program_that_measures_is_in_the_table_of_contributing() -> None:
    """Whoever looks for one finds it there, and what it prints."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for file in sorted((ROOT / "quality").glob("*.py")):
        text = file.read_text(encoding="utf-8")
        if '__name__ == "__main__"' in text and f"python -m quality.{file.stem}" in text.split('"""')[1]:
            assert re.search(rf"`(?:python -m quality\.|make )?{file.stem}\b", page), file.name


def test_the_source_package_holds_what_its_tests_need(tmp_path: Path) -> None:
    """Whoever unpacks it can work on the program as CONTRIBUTING says."""
    build = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    if not (ROOT / ".git").exists():
        pytest.skip("this is such a package, unpacked")
    subprocess.run(build, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    listed = subprocess.run(["tar", "tzf", archive], check=True, capture_output=True, encoding="utf-8").stdout
    inside = {line.partition("/")[2] for line in listed.splitlines()}
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    assert {name for name in kept.splitlines() if Path(ROOT / name).is_file()} - inside <= {".gitattributes"}
