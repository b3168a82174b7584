"""Where the originals lie that an edition names: whatever they are called, and nowhere else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from briefing.proof.places import LONGEST, Places, outer_names
from tests.helpers.days import paper
from tests.helpers.running import called

DAY = "2031-03-03"
TEXT = "The council of Ostrel voted on Monday to keep the ferry, its clerk {n} said.\n"
TITLES = ("Ostrel keeps its ferry", "Owls seen at Pell weir", "Bell of Hadle rings again", "Sarn opens a library")


def places(base: Path, *given: str, follow_links: bool = False) -> Places:
    return Places(base, tuple(base / name for name in given), follow_links)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("a.txt", ("a.txt",)),
        ("a.jsonl#1", ("a.jsonl#1", "a.jsonl")),
        ("a.jsonl#b#c", ("a.jsonl#b#c", "a.jsonl#b", "a.jsonl")),
        ("a.zip!/b/c.txt", ("a.zip!/b/c.txt", "a.zip")),
        ("a.zip!/b.zip!/c.mbox#2", ("a.zip!/b.zip!/c.mbox#2", "a.zip!/b.zip!/c.mbox", "a.zip!/b.zip", "a.zip")),
        ("#", ("#",)),
    ],
)
def test_every_part_may_be_the_name_of_the_file(path: str, names: tuple[str, ...]) -> None:
    assert outer_names(path) == names


def test_a_path_without_end_is_not_looked_for() -> None:
    assert outer_names("a#" * LONGEST) == ()
    assert len(outer_names("a!/" * 1000)) < 40


def test_nothing_outside_of_the_folders_is_found(tmp_path: Path) -> None:
    home, inbox = tmp_path / "home", tmp_path / "inbox"
    for folder in (home / "sources", inbox):
        folder.mkdir(parents=True)
    for file in (tmp_path / "secret.txt", inbox / "a.txt", home / "sources" / "b.txt"):
        file.write_text("x")
    (home / "sources" / "link.txt").symlink_to(tmp_path / "secret.txt")
    here = places(home, "sources", "../inbox")
    assert here.find("sources/b.txt") and here.find("../inbox/a.txt")
    for path in (
        "../secret.txt",
        str(tmp_path / "secret.txt"),
        "sources/../../secret.txt",
        "sources/link.txt",
        "a\0b",
        "a\ud800",
    ):
        assert here.find(path) is None, path
    assert places(home, "sources", follow_links=True).find("sources/link.txt")
    assert not places(home, "sources", follow_links=True).find("../secret.txt")
    assert not places(home, "sources").find("../inbox/a.txt")


def test_a_folder_of_originals_elsewhere_holds_them_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("x")
    assert places(tmp_path, "../nowhere").find("sources/b.txt")


def strange_names(sources: Path) -> None:
    """Files whose names hold what stands for something else in a path, or cannot be printed."""
    (sources / "a.zip!").mkdir(parents=True)
    (sources / "a.zip!" / "x.txt").write_text(f"{TITLES[0]}\n\n" + TEXT.format(n="Ada Quill"))
    (sources / "bell#1.txt").write_text(f"{TITLES[1]}\n\nTwo owls were seen at the weir of Pell on Monday.\n")
    Path(os.fsdecode(os.fsencode(sources) + b"/n\xfctt.txt")).write_text(
        f"{TITLES[2]}\n\nThe bell of Hadle rang on Monday for the first time in ten years, the parish said.\n"
    )
    record = {**paper(TITLES[3], "Sarn opened a library on Monday with 40,000 books.", f"{DAY}T06:00:00Z"), "id": "n#1"}
    (sources / "records.jsonl").write_text(json.dumps(record) + "\n")
    (sources.parent / "outside.txt").write_text("A link leads here\n\nNobody is to read this on Monday, it says.\n")
    (sources / "link.txt").symlink_to(sources.parent / "outside.txt")
    (sources / "dangling.txt").symlink_to("/nowhere")


def test_an_edition_of_strange_names_holds(tmp_path: Path) -> None:
    """Each original is found, and what the build left out as a link is left out when it is made again."""
    strange_names(tmp_path / "sources")
    (tmp_path / "config.yaml").write_text("formats: [txt]\n")
    built = called("build", "--date", DAY, cwd=tmp_path)
    assert built.returncode == 0 and "is a link that leads out" in built.stdout + built.stderr
    brief = json.loads((tmp_path / "out" / DAY / "brief.json").read_text())
    assert {source["title"] for source in brief["sources"]} == set(TITLES)
    proved = called("verify", DAY, "--strict", cwd=tmp_path)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert not proved.stderr
