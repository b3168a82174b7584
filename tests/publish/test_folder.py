from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import StateError
from briefing.publish import folder

BRIEF = {"title": "A", "number": None, "language": "en", "stories": [{"headline": "One"}]}


def files(word: str) -> dict[str, bytes]:
    return {"brief.json": json.dumps({**BRIEF, "title": word}).encode(), "sources/001.txt": word.encode()}


def index(out: Path) -> dict[str, bytes]:
    names = sorted((path.name for path in out.glob("2*")), reverse=True)
    told = json.dumps([[name, title(out, name)] for name in names]).encode()
    return {"index.html": told, **{f"series/{name}.html": b"a way" for name in names}}


def title(out: Path, day: str = "2026-03-03") -> str:
    return str(json.loads((out / day / "brief.json").read_bytes())["title"])


def test_an_edition_replaces_the_one_before_and_leaves_no_trace(tmp_path: Path) -> None:
    folder.write(tmp_path, "2026-03-03", {**files("old"), "brief.pdf": b"x"}, index)
    folder.write(tmp_path, "2026-03-02", files("before"), index)
    folder.write(tmp_path, "2026-03-03", files("new"), index)
    assert title(tmp_path) == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2026-03-02", "2026-03-03", "index.html", "series"]
    assert not (tmp_path / "2026-03-03" / "brief.pdf").exists()
    assert json.loads((tmp_path / "index.html").read_bytes()) == [["2026-03-03", "new"], ["2026-03-02", "before"]]


class Killed(BaseException):
    pass


CALLS: list[tuple[Any, str]] = [
    (Path, "rename"),
    (Path, "open"),
    (os, "fsync"),
    (shutil, "rmtree"),
    (Path, "replace"),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[1])
@pytest.mark.parametrize("at", range(6))
def test_a_kill_at_any_moment_leaves_the_old_edition_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[Any, str], at: int
) -> None:
    folder.write(tmp_path, "2026-03-03", files("old"), index)
    owner, name = call
    real: Callable[..., Any] = getattr(owner, name)
    count = 0

    def dying(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == at + 1:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, dying)
    with contextlib.suppress(Killed):
        folder.write(tmp_path, "2026-03-03", files("new"), index)
    monkeypatch.undo()
    folder.recover(tmp_path)
    assert title(tmp_path) in ("old", "new")
    word = (tmp_path / "2026-03-03" / "sources" / "001.txt").read_text()
    assert word == title(tmp_path)
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".2026")]


def test_a_full_disk_leaves_the_previous_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write(tmp_path, "2026-03-03", files("old"), index)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateError, match="No space left"):
        folder.write(tmp_path, "2026-03-03", files("new"), index)
    monkeypatch.undo()
    assert title(tmp_path) == "old"
    assert not (tmp_path / ".2026-03-03.new").exists()


def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protected: Path) -> None:
    """Access to a folder as it is for a user who may not write there, which root may."""
    real = os.access

    def access(path: Any, mode: int) -> bool:
        return Path(path) != protected and real(path, mode)

    monkeypatch.setattr(os, "access", access)


@pytest.mark.parametrize("inner", ["", "sources"])
def test_an_edition_that_is_protected_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    folder.write(tmp_path, "2026-03-03", files("old"), index)
    refused(tmp_path, monkeypatch, tmp_path / "2026-03-03" / inner)
    with pytest.raises(StateError, match="protected against changes") as raised:
        folder.write(tmp_path, "2026-03-03", files("new"), index)
    assert "chmod -R u+w" in str(raised.value.remedy)
    assert title(tmp_path) == "old"
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_what_cannot_be_written_beside_an_edition_does_not_deny_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StateError, match=r"2026-03-03 is whole, but .*No space left on device \(.*index.html\)"):
        folder.write(tmp_path, "2026-03-03", files("new"), index)
    assert title(tmp_path) == "new"


def test_what_stands_beside_the_editions_follows_them(tmp_path: Path) -> None:
    for day in ("2026-03-02", "2026-03-03"):
        folder.write(tmp_path, day, files("new"), index)
    before = (tmp_path / "series" / "2026-03-03.html").stat().st_mtime_ns
    shutil.rmtree(tmp_path / "2026-03-02")
    (tmp_path / ".index.html.part").write_text("left by a kill")
    folder.write(tmp_path, "2026-03-03", files("new"), index)
    assert [p.name for p in (tmp_path / "series").iterdir()] == ["2026-03-03.html"]
    assert (tmp_path / "series" / "2026-03-03.html").stat().st_mtime_ns == before  # what is right is not written again
    assert not (tmp_path / ".index.html.part").exists()
