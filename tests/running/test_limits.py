"""Work that takes too long or too much is stopped, and what comes after it is done."""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Iterator

import pytest

from briefing.model import Article, Problem
from briefing.prepare import reading
from briefing.prepare.options import PrepareOptions, ReaderOptions
from briefing.running import records, tasks
from briefing.running.limits import Limits, TimeExceeded, limited
from briefing.running.workers import HERE, Means

LARGE = 10_000
Made = tuple[list[Article], list[Problem]]


def without_end() -> None:
    while True:
        pass


def kept_bounds() -> tuple[tuple[float, float], tuple[int, int]]:
    return signal.getitimer(signal.ITIMER_PROF), resource.getrlimit(resource.RLIMIT_AS)


def test_work_without_end_is_stopped_and_the_bounds_are_as_before() -> None:
    before = kept_bounds()
    with pytest.raises(TimeExceeded), limited(Limits(1, LARGE)):
        try:
            without_end()
        except Exception:  # what a library catches does not keep the work going
            pytest.fail("caught within the work")
    assert kept_bounds() == before


def test_what_asks_for_too_much_memory_gets_none_and_the_next_gets_it() -> None:
    with pytest.raises(MemoryError), limited(Limits(60, 100)):
        bytearray(200_000_000)
    with limited(Limits(60, 100)):
        assert len(bytearray(20_000_000)) == 20_000_000
    assert len(bytearray(200_000_000)) == 200_000_000


def test_beside_the_first_thread_the_work_runs_without_bounds() -> None:
    done: list[int] = []

    def work() -> None:
        with limited(Limits(1, 100)):
            done.append(len(bytearray(200_000_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [200_000_000]


@pytest.fixture
def greedy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def read(path: str, data: bytes, options: ReaderOptions) -> reading.Read:
        if b"memory" in data:
            raise_memory = bytearray(1_000_000_000)
            assert not raise_memory
        elif b"time" in data:
            without_end()
        return plain(path, data, options)

    plain = reading.READERS["text"]
    monkeypatch.setattr(reading, "READERS", {**reading.READERS, "text": read})
    yield


@pytest.mark.usefixtures("greedy")
def test_a_file_that_goes_beyond_costs_itself_and_its_reason_names_the_setting() -> None:
    # more than a process of its own needs to begin with, on a machine that does much else
    options = PrepareOptions(ReaderOptions(seconds=3, megabytes=100))
    files = [(f"{name}.txt", f"Ferry\n\nAll {name} is used.\n".encode()) for name in ("time", "memory", "paper")]
    slow, large, good = tasks.read(files, records.recipe_of(options), options, means=HERE)
    assert good.records and not good.problems
    assert not slow.records and not large.records
    problem = slow.problems[0]
    assert problem.failure
    assert "3 seconds of processor time" in problem.message and "`seconds`" in (problem.remedy or "")
    assert "too large" in large.problems[0].message


@pytest.mark.usefixtures("greedy")
def test_what_was_stopped_is_not_kept() -> None:
    options = PrepareOptions(ReaderOptions(seconds=1, megabytes=100))
    cache: dict[str, bytes] = {}
    files = [("time.txt", b"Ferry\n\nAll time is used.\n"), ("paper.txt", b"Ferry\n\nAll paper is used.\n")]
    list(tasks.read(files, records.recipe_of(options), options, means=Means(cache=cache)))
    assert len(cache) == 1
