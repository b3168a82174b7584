"""Where the work is done makes no difference to its results."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator

import pytest

from briefing import workers
from briefing.workers import HEAVY, MANY, ahead, cached_map, processes, seldom_collected, threads, worth_it


def length(task: tuple[str, bytes]) -> int:
    return len(task[1])


def process_of(task: tuple[str, bytes]) -> int:
    return os.getpid()


def test_processes_keep_the_order() -> None:
    with processes(2) as map_:
        assert list(map_(abs, range(-3 * MANY, 0))) == list(range(3 * MANY, 0, -1))
        assert list(map_(abs, [-2, 1])) == [2, 1]


def test_many_tasks_or_heavy_ones_are_worth_processes() -> None:
    assert worth_it(range(MANY)) and not worth_it(range(MANY - 1))
    assert worth_it([("a", bytes(HEAVY // 2)), ("b", bytes(HEAVY // 2))])
    assert not worth_it([("a", bytes(1000)), ("b", bytes(1000))])
    assert not worth_it([("a", bytes(2 * HEAVY))])  # a single task cannot be shared


def test_a_few_large_files_go_to_processes() -> None:
    large = [(str(number), bytes(HEAVY // 2)) for number in range(4)]
    with processes(2) as map_:
        assert os.getpid() not in set(map_(process_of, large))
        assert set(map_(process_of, [("small", b"1"), ("too", b"2")])) == {os.getpid()}
        assert list(map_(length, large)) == [HEAVY // 2] * 4


def test_beside_threads_no_process_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Context:
        def Pool(self, number: int, initializer: object) -> str:
            return f"{number} processes"

    def get_context(way: str) -> Context:
        asked.append(way)
        return Context()

    monkeypatch.setattr("multiprocessing.get_context", get_context)
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert threads() > 1
        workers._pool(2)
    finally:
        done.set()
        thread.join()
    monkeypatch.setattr(workers, "threads", lambda: 1)
    workers._pool(2)
    assert asked[0] != "fork" and asked[1] == "fork"


def test_work_is_done_beside_threads_too() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with processes(2) as map_:
            assert list(map_(abs, range(-MANY, 0))) == list(range(MANY, 0, -1))
    finally:
        done.set()
        thread.join()


def test_the_collector_is_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] >= workers.SELDOM
    assert gc.get_threshold() == before


def test_the_next_batch_is_begun_before_the_last_is_used_up() -> None:
    log: list[str] = []

    def batches() -> Iterator[Iterator[str]]:
        for name in "abc":
            log.append(f"begin {name}")
            yield iter([name, name])

    for result in ahead(batches()):
        log.append(result)
    assert log == ["begin a", "begin b", "a", "a", "begin c", "b", "b", "c", "c"]


def test_nothing_is_begun_of_nothing() -> None:
    assert list(ahead([])) == []


def test_a_cached_map_does_each_task_once_and_keeps_what_it_may() -> None:
    asked: list[int] = []
    cache: dict[str, bytes] = {}

    def work(task: int) -> bytes:
        asked.append(task)
        return str(-task).encode()

    def opened(task: int, key: str, data: bytes) -> int | None:
        return int(data) if data.lstrip(b"-").isdigit() else None

    def run(tasks: list[int]) -> list[int]:
        keys = [f"key {task}" for task in tasks]
        return list(cached_map(work, tasks, keys, opened, cache=cache, keep=lambda result: result != -3))

    assert run([1, 2, 3]) == [-1, -2, -3] and asked == [1, 2, 3]
    assert run([3, 2, 1, 4]) == [-3, -2, -1, -4] and asked == [1, 2, 3, 3, 4]
    cache["key 2"] = b"broken"
    assert run([2]) == [-2] and asked[5:] == [2] and cache["key 2"] == b"-2"
