"""A kill at any moment: what was received is kept, nothing is asked for again, nothing is there twice."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from briefing.intake.state import StateChanges
from briefing.prepare.options import ReaderOptions
from briefing.prepare.reading import read
from briefing.storage import fetched as store
from tests.intake.fetches import NOW, Desk
from tests.servers.web import Site, article, rss, serving

TEASER = "The first line of a longer text …"
LONG = " ".join(["The lock keepers of the lower canal went on strike at dawn."] * 12)
STEPS = ("before commit", "after commit", "after write")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _run(folder: str, feeds: list[str], where: str, nth: int) -> None:
    """A run that is killed at the nth time of a step."""
    count: Counter[str] = Counter()
    commit, write = store.Fetched.commit, store._write

    def at(step: str) -> None:
        count[step] += 1
        if (step, count[step]) == (where, nth):
            _die()

    def watched_commit(self: store.Fetched, changes: StateChanges) -> None:
        at("before commit")
        commit(self, changes)
        at("after commit")

    def watched_write(root: Path, path: str, data: bytes) -> None:
        write(root, path, data)
        at("after write")

    store.Fetched.commit, store._write = watched_commit, watched_write  # type: ignore[method-assign]
    Desk(Path(folder)).fetch(feeds=feeds)


def _filled(site: Site) -> list[str]:
    for name in ("one", "two"):
        links = [(site.url(f"/{name}/{n}"), f"{name} {n}", TEASER, "") for n in range(2)]
        site.put(f"/{name}.xml", rss(links))
        for n in range(2):
            site.put(f"/{name}/{n}", article(f"Page {name} {n}", [LONG]))
    return [site.url("/one.xml"), site.url("/two.xml")]


def _titles(desk: Desk) -> list[str]:
    found = [one for file in desk.files() for one in read(file.name, file.read_bytes(), ReaderOptions())[0]]
    return sorted(one.title.value for one in found if one.title)


def _context() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.intake.test_kills"])
    return context


EXPECTED = [f"Page {name} {n}" for name in ("one", "two") for n in range(2)]
COMMITS, WRITES = 8, 6  # of a whole run: two feeds, four articles, two ends; each article and feed is a file


@pytest.mark.parametrize("where", STEPS)
def test_a_kill_at_every_step(tmp_path: Path, where: str) -> None:
    for nth in range(1, (COMMITS if "commit" in where else WRITES) + 1):
        with serving() as site:
            desk = Desk(tmp_path / str(nth))
            feeds = _filled(site)
            process = _context().Process(target=_run, args=(str(desk.folder), feeds, where, nth))
            process.start()
            process.join(120)
            assert process.exitcode == -signal.SIGKILL, (where, nth)
            desk.fetch(NOW + 1, feeds=feeds)
            desk.fetch(NOW + 2, feeds=feeds)
            assert _titles(desk) == EXPECTED, (where, nth)
            assert len([*desk.files(), *desk.files(hidden=True)]) == WRITES
            again = {path: count for path, count in Counter(site.paths()).items() if count > 1}
            again.pop("/robots.txt", None)
            # of the answer that came while the process died nothing is kept yet: it alone is asked for once more
            assert list(again.values()) == ([2] if where == "before commit" and nth <= 6 else []), (where, nth)


def test_a_kill_while_an_answer_comes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        feeds = _filled(site)
        reached = threading.Event()
        site.before = lambda path: (reached.set(), time.sleep(0.3)) if path == "/one/1" else None  # type: ignore[assignment,func-returns-value]
        process = _context().Process(target=_run, args=(str(tmp_path), feeds, "", 0))
        process.start()
        assert reached.wait(120)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join(60)
        site.before = lambda path: None
        desk.fetch(NOW + 1, feeds=feeds)
        assert _titles(desk) == EXPECTED
        counts = Counter(site.paths())
        assert counts["/one/1"] == 2 and counts["/one.xml"] == counts["/two.xml"] == 1


def test_two_at_once_are_one_after_the_other(tmp_path: Path) -> None:
    with serving() as site:
        feeds = _filled(site)
        site.before = lambda path: time.sleep(0.02)
        processes = [_context().Process(target=_run, args=(str(tmp_path), feeds, "", 0)) for _ in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(120)
            assert process.exitcode == 0
        assert set(Counter(site.paths()).values()) == {1}
    assert _titles(Desk(tmp_path)) == EXPECTED


def test_a_file_that_cannot_be_written_is_written_by_the_next_run(tmp_path: Path) -> None:
    from briefing.errors import StateError

    desk = Desk(tmp_path)
    with serving() as site:
        feeds = _filled(site)
        (tmp_path / "sources").write_text("in the way")
        with pytest.raises(StateError, match="cannot write"):
            desk.fetch(feeds=feeds)
        assert set(Counter(site.paths()).values()) == {1}  # the rest was made all the same
        (tmp_path / "sources").unlink()
        desk.fetch(NOW + 1, feeds=feeds)
        assert _titles(desk) == EXPECTED
        assert set(Counter(site.paths()).values()) == {1}


def test_a_damaged_state_is_put_aside(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        feeds = _filled(site)
        (tmp_path / "state").mkdir()
        (tmp_path / "state" / store.FILE).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
        desk.fetch(feeds=feeds)
    assert _titles(desk) == EXPECTED
    assert (tmp_path / "state" / f"{store.FILE}.damaged").is_file()


def test_a_folder_in_the_place_of_the_state_is_put_aside(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "state" / store.FILE).mkdir(parents=True)
    (tmp_path / "state" / store.FILE / "kept.txt").write_text("somebody's")
    with serving() as site:
        desk.fetch(feeds=_filled(site))
    assert _titles(desk) == EXPECTED
    assert (tmp_path / "state" / f"{store.FILE}.damaged" / "kept.txt").read_text() == "somebody's"
