"""The whole road, as a user goes it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.running import ROOT, SAMPLE, SAMPLE_DAY, SHARED, called, digest_of, project, run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the sample day, all formats, beside its config and sources."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE, folder / "sources")
    (folder / "config.yaml").write_text("")
    done = run("build", "--date", SAMPLE_DAY, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert f"out/{SAMPLE_DAY}/" in done.stdout
    return folder / "out" / SAMPLE_DAY


def test_the_sample_has_all_its_files(sample: Path) -> None:
    names = set(digest_of(sample))
    assert {"brief.html", "brief.pdf", "brief.txt", "brief.json", "explain.json"} <= names
    assert {"sources/001.txt", "sources/001.html"} <= names
    assert (sample.parent / "index.html").is_file()


def test_the_same_bytes_in_another_folder_and_with_another_clock(sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(sample.parent.parent / "sources", other / "sources")
    (other / "config.yaml").write_text("")
    done = run("build", "--config", str(other / "config.yaml"), "--date", SAMPLE_DAY, cwd=tmp_path, TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stderr
    assert digest_of(other / "out" / SAMPLE_DAY) == digest_of(sample)


def test_every_citation_of_the_sample_holds(sample: Path) -> None:
    done = called("verify", SAMPLE_DAY, "--strict", cwd=sample.parent.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "citations hold" in done.stdout


def _first_cited(sample: Path) -> tuple[str, int, int]:
    brief = json.loads((sample / "brief.json").read_bytes())
    statement = brief["stories"][0]["sections"][0]["statements"][0]
    return statement["id"], statement["citations"][0]["source"], statement["citations"][0]["start"]


def test_one_changed_byte_of_a_cited_text_is_told_with_its_statement(sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "edition"
    shutil.copytree(sample, copy)
    name, number, start = _first_cited(sample)
    file = copy / "sources" / f"{number:03d}.txt"
    raw = bytearray(file.read_bytes())
    raw[start] ^= 1
    file.write_bytes(raw)
    done = called("verify", str(copy), cwd=sample.parent.parent)
    assert done.returncode == 7
    assert name in done.stdout


def test_a_changed_original_is_told_with_all_statements_that_cite_it(sample: Path, tmp_path: Path) -> None:
    brief = json.loads((sample / "brief.json").read_bytes())
    name, number, _ = _first_cited(sample)
    path = brief["sources"][number - 1]["path"]
    shutil.copytree(sample.parent.parent / "sources", tmp_path / "sources")
    original = tmp_path / path.split("#")[0]
    original.write_bytes(original.read_bytes() + b" ")
    done = called("verify", str(sample), "--sources", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 7
    assert name in done.stdout and path in done.stdout


def test_a_missing_original_is_a_fault_unless_it_is_to_be_done_without(sample: Path, tmp_path: Path) -> None:
    done = called("verify", str(sample), "--sources", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 7 and "12 originals not at hand" in done.stderr and "--without-originals" in done.stderr
    told = done.stdout.splitlines()
    at = next(i for i, line in enumerate(told) if line.endswith("original not at hand"))
    assert told[at + 1].startswith("  s")  # with a statement that rests on it
    without = ("verify", str(sample), "--sources", str(tmp_path), "--without-originals")
    done = called(*without, cwd=tmp_path)
    assert done.returncode == 0 and "original not at hand" in done.stderr
    assert done.stdout.splitlines()[-1].endswith("citations hold; 12 originals not at hand")
    assert called(*without, "--strict", cwd=tmp_path).returncode == 7
    pdf = ("verify", str(sample / "brief.pdf"), "--sources", str(tmp_path))
    assert [called(*pdf, *more, cwd=tmp_path).returncode for more in ((), ("--without-originals",))] == [7, 0]


def test_the_pdf_alone_can_be_verified(sample: Path) -> None:
    done = called("verify", str(sample / "brief.pdf"), "--sources", str(sample.parent.parent), cwd=sample)
    assert done.returncode == 0, done.stdout + done.stderr


def test_explain_says_why(sample: Path) -> None:
    name, _, _ = _first_cited(sample)
    done = called("explain", SAMPLE_DAY, name, cwd=sample.parent.parent)
    assert done.returncode == 0, done.stderr
    assert name in done.stdout and "score" in done.stdout
    assert len(done.stdout.splitlines()) <= 60
    data = json.loads((sample / "explain.json").read_text("utf-8"))
    row = data["not_printed"][0]
    words = (sample / "sources" / f"{row['source']:03}.txt").read_text("utf-8")[row["start"] : row["end"]]
    why = called("explain", SAMPLE_DAY, words, cwd=sample.parent.parent)
    assert why.returncode == 0 and row["why"] in why.stdout and "is not printed" in why.stdout
    many = called("explain", SAMPLE_DAY, "the", cwd=sample.parent.parent).stdout.splitlines()
    assert many[0] == "several statements hold these words:" and many[-1].startswith("and ")
    assert len(many) == 14 and all(name in data["statements"] for name in (line.split()[0] for line in many[1:-1]))
    nowhere = called("explain", SAMPLE_DAY, "words of no source at all", cwd=sample.parent.parent)
    assert nowhere.returncode == 2 and "no source" in nowhere.stderr
    wrong = called("explain", SAMPLE_DAY, "s000", cwd=sample.parent.parent)
    assert wrong.returncode == 2 and "no statement" in wrong.stderr


def test_copies_are_folded_and_the_reprint_is_no_confirmation(sample: Path) -> None:
    brief = json.loads((sample / "brief.json").read_bytes())
    copies = {copy["path"] for source in brief["sources"] for copy in source["copies"]}
    assert copies & {"sources/courier-canal-vote.txt", "sources/courier-canal-vote.md"}
    assert copies & {"sources/harbour-wire-0412.txt", "sources/ostrel-gazette-reprint.txt"}
    assert len(copies) == 2


def test_nothing_set_aside_is_printed(sample: Path) -> None:
    text = " ".join((sample / "brief.txt").read_text(encoding="utf-8").split("SOURCE NOTES")[0].split())
    for words in (
        "support The Velmar Courier",
        "Sign up for",
        "Related article",
        "tram sheds",
        "Growers in the southern",
    ):
        assert words not in text


def _outside(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    file = SHARED / "evaluation" / program
    if not file.is_file():
        pytest.skip(f"{program} is not at hand")
    return subprocess.run(
        [sys.executable, str(file), *arguments], capture_output=True, encoding="utf-8", check=False, timeout=300
    )


def test_the_sample_as_it_is_checked_from_outside(sample: Path) -> None:
    done = _outside("stories/verify_edition.py", str(sample), "--formats", "html,pdf,txt,eml")
    assert done.stdout.endswith(" 0 failed\n"), done.stdout


def test_the_seeds_as_they_are_checked_from_outside(tmp_path: Path) -> None:
    seeds = SHARED / "data" / "stories" / "seeds" / "files"
    if not seeds.is_dir():
        pytest.skip("the five real files are not at hand")
    shutil.copytree(seeds, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text("")
    done = called("build", "--date", "2024-11-19", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    checked = _outside(
        "stories/verify_edition.py", str(tmp_path / "out" / "2024-11-19"), "--formats", "html,pdf,txt,eml"
    )
    assert checked.stdout.endswith(" 0 failed\n"), checked.stdout


def test_a_section_that_is_added_renamed_or_removed_shows_in_the_next_build(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    (tmp_path / "config.yaml").write_text(
        "sections:\n"
        "  - {id: figures, title: In figures, base: -1.0, weights: {numbers: 3.0}, order: place, statements: 3}\n"
        "  - {id: reactions, title: Voices, base: -1.5, weights: {attributed: 2.5}, statements: 2}\n"
    )
    done = called("build", "--date", SAMPLE_DAY, "--formats", "txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    brief = json.loads((tmp_path / "out" / SAMPLE_DAY / "brief.json").read_bytes())
    for story in brief["stories"]:
        titles = [section["title"] for section in story["sections"]]
        assert titles == [title for title in ("In figures", "Voices") if title in titles]
    assert any(section["title"] == "In figures" for section in brief["stories"][0]["sections"])
    assert "IN FIGURES" in (tmp_path / "out" / SAMPLE_DAY / "brief.txt").read_text(encoding="utf-8")


def test_the_editors_hand(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sources")
    config = project(tmp_path)
    called("build", "--date", SAMPLE_DAY, "--formats", "txt", cwd=tmp_path)
    file = tmp_path / "out" / SAMPLE_DAY / "brief.json"
    reactions = json.loads(file.read_bytes())["stories"][0]["sections"][1]["statements"]
    dropped, first = reactions[0]["id"], reactions[-1]["id"]
    config.write_text(f"statements: {{drop: [{dropped}], first: [{first}]}}\n")
    done = called("build", "--date", SAMPLE_DAY, "--formats", "txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    brief = json.loads(file.read_bytes())
    ids = [s["id"] for story in brief["stories"] for section in story["sections"] for s in section["statements"]]
    assert dropped not in ids and first in ids
    assert brief["edited"] == [dropped, first]
    assert "edited" in (tmp_path / "out" / SAMPLE_DAY / "brief.txt").read_text(encoding="utf-8").lower()


def test_init_makes_a_folder_that_builds_and_overwrites_nothing(tmp_path: Path) -> None:
    done = called("init", "my brief", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    built = called("build", "--config", "my brief/config.yaml", "--date", SAMPLE_DAY, "--formats", "txt", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "my brief" / "out" / SAMPLE_DAY / "brief.txt").is_file()
    again = called("init", "my brief", cwd=tmp_path)
    assert again.returncode == 2 and "config.yaml" in again.stderr


def test_the_wheel_works_from_any_folder(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    init = run("init", "there", cwd=tmp_path, PYTHONPATH=str(site))
    assert init.returncode == 0, init.stderr
    done = run("build", "--date", SAMPLE_DAY, cwd=tmp_path / "there", PYTHONPATH=str(site))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there" / "out" / SAMPLE_DAY / "brief.pdf").is_file()
    assert (site / "briefing" / "config.schema.json").is_file()
