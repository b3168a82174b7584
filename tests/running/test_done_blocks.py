"""A comparing that was stopped goes on from the last block that was done, with the same stories."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from briefing.compose.stories import shared_runs
from briefing.compose.stories.arrays import blocks, columns, scratch
from briefing.compose.stories.grouping import sides
from briefing.compose.stories.options import CopyOptions
from briefing.compose.stories.tuning import BLOCKS, SCRATCH
from briefing.config import Config
from briefing.model import Story
from briefing.prepare.options import PrepareOptions
from briefing.running import done_blocks
from briefing.running.records import Record
from briefing.running.workers import Means
from briefing.steps.reading import read
from briefing.steps.stories import stories_of
from quality import made_news

ROOT = Path(__file__).resolve().parents[2]
SMALL = replace(BLOCKS, rows=25, pairs=400, at_once=2, kept_from=10)


class Stopped(Exception):
    """As a run is that somebody ends."""


class Counting:
    """A map that counts what it does, and ends the run after so many."""

    def __init__(self, most: int = 1_000_000) -> None:
        self.done = 0
        self._most = most

    def __call__(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        tasks = list(items)
        return (self._one(function, task) for task in tasks)

    def _one(self, function: Callable[[Any], Any], task: Any) -> Any:
        if isinstance(function, blocks.BlockWork) and not function.is_quick:
            if self.done >= self._most:
                raise Stopped
            self.done += 1
        return function(task)


@cache
def articles(folder: Path) -> tuple[Record, ...]:
    made_news.write(folder, 60)
    return tuple(record for file in read([folder], folder, PrepareOptions()) for record in file.records)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, ...]:
    return articles(tmp_path_factory.mktemp("news"))


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    """Few articles in many blocks."""
    tuned = replace(SCRATCH, worth_it=0, least=1, rows=20, numbers=2_000, pairs=300)
    with ExitStack() as stack:
        for module in (blocks, done_blocks):
            stack.enter_context(mock.patch.object(module, "BLOCKS", SMALL))
        for module in (columns, scratch, shared_runs, sides):
            stack.enter_context(mock.patch.object(module, "SCRATCH", tuned))
        yield


def stories(found: tuple[Record, ...], state: Path | None, map_: Counting, config: Config | None = None) -> object:
    made = stories_of(found, config or Config(), means=Means(map_, state=state)).stories
    return [_plain(story) for story in made]


def _plain(story: Story) -> tuple[object, ...]:
    return story.id, [one.path for one in story.articles], [copy for _, copy in story.copies], story.why


def whole(found: tuple[Record, ...]) -> tuple[object, int]:
    counting = Counting()
    return stories(found, None, counting), counting.done


def kept(state: Path) -> Path:
    (file,) = (state / done_blocks.FOLDER).iterdir()
    return file


@pytest.mark.parametrize("share", [0.1, 0.4, 0.8])
def test_a_run_that_was_stopped_does_only_what_is_left(found: tuple[Record, ...], share: float, tmp_path: Path) -> None:
    expected, every = whole(found)
    assert every > 20
    first = Counting(int(every * share))
    with pytest.raises(Stopped):
        stories(found, tmp_path, first)
    second = Counting()
    assert stories(found, tmp_path, second) == expected
    # what was under way when the run was stopped is done again: at most what is begun ahead
    assert every - first.done <= second.done <= every - first.done + 2 * SMALL.at_once


def test_the_same_again_compares_nothing_anew(found: tuple[Record, ...], tmp_path: Path) -> None:
    expected = stories(found, tmp_path, Counting())
    again = Counting()
    assert stories(found, tmp_path, again) == expected
    assert not again.done


def test_other_settings_and_other_articles_are_compared_anew(found: tuple[Record, ...], tmp_path: Path) -> None:
    stories(found, tmp_path, Counting())
    file = kept(tmp_path)
    other = replace(Config(), copies=CopyOptions(min_share=0.9))
    counting = Counting()
    assert stories(found, tmp_path, counting, other) == stories(found, None, Counting(), other)
    assert counting.done and not file.exists() and kept(tmp_path) != file
    fewer = Counting()
    assert stories(found[:-1], tmp_path, fewer) == stories(found[:-1], None, Counting())
    assert fewer.done


@pytest.mark.parametrize("cut", [1, 9, 30, 1_000])
def test_what_is_cut_short_is_done_again(found: tuple[Record, ...], cut: int, tmp_path: Path) -> None:
    expected = stories(found, tmp_path, Counting())
    file = kept(tmp_path)
    os.truncate(file, file.stat().st_size - cut)
    counting = Counting()
    assert stories(found, tmp_path, counting) == expected
    assert counting.done


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_damaged_file_changes_no_story(found: tuple[Record, ...], share: float, tmp_path: Path) -> None:
    expected = stories(found, tmp_path, Counting())
    file = kept(tmp_path)
    data = bytearray(file.read_bytes())
    data[int(share * len(data))] ^= 0x55
    file.write_bytes(data)
    counting = Counting()
    assert stories(found, tmp_path, counting) == expected
    assert counting.done


@pytest.mark.parametrize("written", [0, 1, 7])
def test_a_full_disk_ends_the_keeping_and_nothing_else(
    found: tuple[Record, ...], written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, _ = whole(found)
    left = [written]
    plain = os.pwrite

    def full(file: int, data: bytes, at: int) -> int:
        if str(Path(f"/proc/self/fd/{file}").readlink()).endswith(done_blocks.ENDING):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return plain(file, data, at)

    monkeypatch.setattr(os, "pwrite", full)
    assert stories(found, tmp_path, Counting()) == expected
    assert left[0] == -1 and kept(tmp_path).stat().st_size == 0


def test_two_runs_at_once_do_not_share_a_file(found: tuple[Record, ...], tmp_path: Path) -> None:
    folder = tmp_path / done_blocks.FOLDER
    with done_blocks.kept_in(folder, "one") as first, done_blocks.kept_in(folder, "one") as second:
        assert first is not None and second is None
    (tmp_path / "file").touch()
    with done_blocks.kept_in(tmp_path / "file", "one") as none:
        assert none is None


def test_few_articles_leave_nothing_behind(
    found: tuple[Record, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(done_blocks, "BLOCKS", replace(SMALL, kept_from=BLOCKS.kept_from))
    stories(found, tmp_path, Counting())
    assert not list(tmp_path.iterdir())


RUN = """
import sys
from dataclasses import replace
from pathlib import Path
from briefing.compose.stories.arrays import blocks, scratch
from briefing.running import done_blocks
done_blocks.BLOCKS = blocks.BLOCKS = replace(blocks.BLOCKS, rows=25, at_once=2, kept_from=10)
scratch.SCRATCH = replace(scratch.SCRATCH, worth_it=0, least=1)
from briefing.cli import main
sys.exit(main(["stories", sys.argv[1], "--json", "--jobs", "2"]))
"""


def test_a_killed_command_leaves_what_it_had_done(tmp_path: Path) -> None:
    made_news.write(tmp_path / "sources", 200)
    (tmp_path / "config.yaml").write_text("state: state\n", encoding="utf-8")
    command = [sys.executable, "-c", RUN, "sources"]
    folder = tmp_path / "state" / done_blocks.FOLDER
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=here, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None and not any(file.stat().st_size > 5_000 for file in folder.glob("*")):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    left = kept(tmp_path / "state").stat().st_size
    assert left > 5_000
    done = subprocess.run(command, cwd=tmp_path, env=here, capture_output=True, check=True).stdout
    (tmp_path / "config.yaml").write_text("state: other\n", encoding="utf-8")
    assert done == subprocess.run(command, cwd=tmp_path, env=here, capture_output=True, check=True).stdout
