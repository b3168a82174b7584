from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.model import Problem
from briefing.prepare import scan


def test_files_are_found_in_order_without_hidden_ones_and_loops(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two words.txt").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "b" / "again").symlink_to(tmp_path)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    found, problems = scan.files([tmp_path], tmp_path)
    assert [file.name for file in found] == ["a.txt", "b/two words.txt"]
    assert [problem.path for problem in problems] == ["gone"]
    with pytest.raises(UsageError):
        scan.files([tmp_path / "nothing"], tmp_path)


def test_a_file_above_the_limit_is_left_out_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(3 << 20)
    found, _ = scan.files([path], tmp_path)
    refused = scan.content(found[0], 2)
    assert isinstance(refused, Problem)
    assert refused.remedy
    assert isinstance(scan.content(found[0], 3), bytes)


def test_pipes_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    found, problems = scan.files([tmp_path], tmp_path)
    assert not found
    assert problems[0].remedy


def test_names_that_are_no_utf_8_can_still_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text("x")
    found, _ = scan.files([tmp_path], tmp_path)
    assert [file.name for file in found] == ["bad\\udcff.txt"]
    assert scan.content(found[0], 1) == b"x"


def test_a_folder_that_links_lead_to_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "also").symlink_to(tmp_path / "real")
    found, _ = scan.files([tmp_path], tmp_path)
    assert [file.name for file in found] == ["real/a.txt"]


def test_a_link_that_leads_out_of_the_folders_is_left_out(tmp_path: Path) -> None:
    inside, other, outside = tmp_path / "sources", tmp_path / "other", tmp_path / "private"
    for folder in (inside, other, outside):
        folder.mkdir()
        (folder / os.fsdecode(b"memo\xff.txt")).write_text("x")
    (inside / "folder").symlink_to(outside)
    (inside / os.fsdecode(b"link\xff.txt")).symlink_to(outside / os.fsdecode(b"memo\xff.txt"))
    (inside / "beside").symlink_to(other)
    (inside / "up").symlink_to("..")
    (inside / "within.txt").symlink_to(os.fsdecode(b"memo\xff.txt"))
    found, problems = scan.files([inside, other], tmp_path)
    memo = "memo\\udcff.txt"
    assert [file.name for file in found] == [f"sources/beside/{memo}", f"sources/{memo}", "sources/within.txt"]
    assert [one.path for one in problems] == ["sources/folder", "sources/link\\udcff.txt", "sources/up"]
    assert "leads out" in problems[0].message and "follow_links" in str(problems[0].remedy)
    found, problems = scan.files([inside], tmp_path, follow_links=True)
    assert not problems and {f"sources/folder/{memo}", "sources/link\\udcff.txt"} <= {file.name for file in found}


def test_a_folder_that_is_named_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "sources").symlink_to(tmp_path / "real")
    found, problems = scan.files([tmp_path / "sources"], tmp_path)
    assert [file.name for file in found] == ["sources/a.txt"] and not problems
