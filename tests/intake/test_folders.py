"""Watched folders whose files have names, kinds and places that a copy cannot have."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.helpers.running import called, project, run

DAY = "2026-03-03"
TEXT = "The harbour board voted to dredge the eastern channel before the autumn storms.\n"


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A project with the watched folder inbox/, which holds plain.txt."""
    project(tmp_path, "intake:\n  folders: [inbox/]\n")
    put(tmp_path / "inbox" / "plain.txt")
    return tmp_path


def put(file: Path, text: str = TEXT) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    return file


def fetched_files(folder: Path) -> list[str]:
    done = called("fetch", "--date", DAY, "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)["files"]
    assert all((folder / name).read_bytes() for name in found)
    return found


def texts(folder: Path) -> list[str]:
    """What the copies say."""
    return sorted(file.read_text() for file in (folder / "sources").rglob("[!.]*") if file.is_file())


LONG = "n" * 246 + ".txt"  # 250 bytes


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (LONG, True),
        ("n" * 247 + ".txt", False),
        ("n" * 251 + ".txt", False),
        ("ü" * 125 + ".txt", False),
        ("d" * 252 + "/a.txt", False),
        ("/".join(["d" * 200] * 15) + "/" + LONG, True),
    ],
)
def test_a_name_as_long_as_the_system_allows(watched: Path, name: str, kept: bool) -> None:
    put(watched / "inbox" / name, "long\n")
    found = fetched_files(watched)
    assert texts(watched) == sorted([TEXT, "long\n"]) and len(found) == 2
    assert (f"sources/{DAY}/inbox/{name}" in found) is kept
    put(watched / "inbox" / name, "longer\n")  # its next state has its digest in its name
    os.utime(watched / "inbox" / name, (1_700_000_100, 1_700_000_100))
    assert len(fetched_files(watched)) == 1 and "longer\n" in texts(watched)
    assert fetched_files(watched) == []


def test_a_path_as_long_as_the_system_allows(tmp_path: Path) -> None:
    project(tmp_path, "intake:\n  folders: [in/]\n")
    room = 4090 - len(os.fsencode(tmp_path)) - len("/in/") - len("/a.txt")
    parts = ["p" * 199] * (room // 200)
    put(tmp_path / "in" / "/".join(parts) / "a.txt", "deep\n")
    fetched_files(tmp_path)
    assert texts(tmp_path) == ["deep\n"]


def test_a_file_gives_way_to_a_folder_of_its_name_and_back(watched: Path) -> None:
    assert fetched_files(watched) == [f"sources/{DAY}/inbox/plain.txt"]
    (watched / "inbox/plain.txt").unlink()
    put(watched / "inbox/plain.txt/b.txt", "below\n")
    assert len(fetched_files(watched)) == 1 and texts(watched) == sorted([TEXT, "below\n"])
    put(watched / "inbox/other/c.txt", "c\n")
    fetched_files(watched)
    (watched / "inbox/other/c.txt").unlink()
    (watched / "inbox/other").rmdir()
    put(watched / "inbox/other", "a file\n")
    assert len(fetched_files(watched)) == 1 and texts(watched) == sorted([TEXT, "below\n", "c\n", "a file\n"])
    assert fetched_files(watched) == []


def test_a_name_that_an_earlier_version_could_not_write_is_written(watched: Path) -> None:
    """Its bytes wait in the state, under a name that no file can have."""
    from briefing.storage.fetched import fetched

    with fetched(watched / ".briefing", watched, lambda: None) as state:
        add = "INSERT INTO arriving VALUES (?, ?)"
        with state._connection:
            state._connection.execute(add, (f"sources/{DAY}/inbox/{'w' * 255}", b"waited\n"))
    fetched_files(watched)
    assert texts(watched) == sorted([TEXT, "waited\n"])


def test_a_name_that_is_no_text(watched: Path) -> None:
    raw = os.fsencode(watched / "inbox") + b"/caf\xe9.txt"
    Path(os.fsdecode(raw)).write_text("latin\n")
    os.utime(raw, (1_700_000_000, 1_700_000_000))
    put(watched / "inbox" / "café.txt", "utf-8\n")
    found = fetched_files(watched)
    assert len(found) == 3 and f"sources/{DAY}/inbox/café.txt" in found
    assert texts(watched) == sorted([TEXT, "latin\n", "utf-8\n"])
    assert fetched_files(watched) == []


def test_a_pipe_is_not_waited_for(watched: Path) -> None:
    os.mkfifo(watched / "inbox" / "a.txt")
    (watched / "inbox" / "link.txt").symlink_to("a.txt")
    done = run("fetch", "--date", DAY, "--json", cwd=watched)  # a process, which would never end
    assert done.returncode == 0 and json.loads(done.stdout)["files"] == [f"sources/{DAY}/inbox/plain.txt"]


def test_a_pipe_that_takes_a_files_place_is_not_waited_for(watched: Path) -> None:
    from briefing.intake import folders
    from briefing.storage.fetched import Nothing

    os.mkfifo(watched / "inbox" / "z.txt")
    box = folders.Watched(
        folder="inbox", root=watched, into="sources/", state=Nothing(), most=1000, write=False
    )  # fmt: skip
    assert box._one("z.txt", watched / "inbox" / "z.txt", {}) is False


@pytest.mark.parametrize(
    "folder",
    ["sources/", "sources", "./", ".", "./sources/", f"sources/{DAY}", f"sources/{DAY}/inbox", "in/../sources"],
)
def test_a_folder_that_its_copies_are_put_into_is_refused(tmp_path: Path, folder: str) -> None:
    project(tmp_path, f"intake:\n  folders:\n    - inbox/\n    - {folder}\n")
    done = called("fetch", "--date", DAY, cwd=tmp_path)
    assert done.returncode == 2 and "config.yaml:4:7" in done.stderr, done.stderr
    assert "a folder apart from sources/{date}/" in done.stderr


@pytest.mark.parametrize("folder", ["inbox", "sources/wire", "sources-2", "../outside/", "source"])
def test_a_folder_beside_them_is_watched(tmp_path: Path, folder: str) -> None:
    here = tmp_path / "here"
    project(here, f"intake:\n  folders: [{folder}]\n")
    put(here / folder / "a.txt")
    assert len(fetched_files(here)) == 1
    said = "is read by `sources:` as it is" in called("fetch", "--dry-run", cwd=here).stderr
    assert said is (folder == "sources/wire")  # each of its files is read twice


def test_a_folder_that_leads_there_by_another_way_is_left_alone(watched: Path) -> None:
    (watched / "way").symlink_to(".")
    project(watched, f"intake:\n  folders: [way, {watched}, inbox]\n")
    done = called("fetch", "--date", DAY, cwd=watched)
    assert done.returncode == 0 and done.stdout.count("where copies are put, lies in it or holds it") == 2
    assert texts(watched) == [TEXT]
