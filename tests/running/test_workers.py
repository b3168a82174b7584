"""Where the work is done makes no difference to its results."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.running import workers
from briefing.running.workers import (
    GROWTH,
    HEAVY,
    MANY,
    Means,
    ProcessLost,
    ahead,
    cached_map,
    processes,
    seldom_collected,
    threads,
    worth_it,
)
from tests.helpers.running import ROOT


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
    package = b"PK\x03\x04" + bytes(HEAVY // GROWTH)
    assert worth_it([("a", package)])  # but what grows when it is read may end its process
    assert not worth_it([("a", package[:1000]), ("b", package[:1000])])


def test_a_few_large_files_go_to_processes() -> None:
    large = [(str(number), bytes(HEAVY // 2)) for number in range(4)]
    with processes(2) as map_:
        assert os.getpid() not in set(map_(process_of, large))
        assert set(map_(process_of, [("small", b"1"), ("too", b"2")])) == {os.getpid()}
        assert list(map_(length, large)) == [HEAVY // 2] * 4


def test_beside_threads_no_process_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert threads() > 1 and workers._way() != "fork"
    finally:
        done.set()
        thread.join()
    monkeypatch.setattr(workers, "threads", lambda: 1)
    assert workers._way() == "fork"


def ends_its_process(item: int) -> int:
    if item % 100 == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return -item


def test_an_item_that_ends_its_process_costs_itself_only() -> None:
    """Nothing waits for a process that is gone; the next call has processes again, and none is left over."""
    before = set(multiprocessing.active_children())
    with processes(2) as map_:
        for _ in range(2):
            results, lost = map_(ends_its_process, range(3 * MANY)), []
            made = []
            for item in range(3 * MANY):
                try:
                    made.append(next(results))
                except ProcessLost as fault:
                    assert "ended the process" in fault.message and fault.remedy
                    lost.append(item)
            assert lost == [7, 107] and made == [-item for item in range(3 * MANY) if item not in lost]
            assert list(results) == []
    assert set(multiprocessing.active_children()) <= before


def test_a_fault_of_the_work_is_raised_as_it_is() -> None:
    with processes(2) as map_, pytest.raises(ZeroDivisionError):
        list(map_((1).__floordiv__, range(MANY)))


def test_a_result_for_what_ended_its_process_is_given_and_not_kept() -> None:
    cache: dict[str, bytes] = {}

    def lost(task: int, fault: ProcessLost) -> int:
        return 1000 + task

    def opened(task: int, key: str, data: bytes) -> int:
        return int(data)

    with processes(2) as map_:
        tasks = [(str(number), number) for number in range(MANY)]
        found = cached_map(negative, tasks, opened, means=Means(map_, cache), lost=lost)
        assert list(found) == [1007 if number == 7 else -number for number in range(MANY)]
        assert "7" not in cache and len(cache) == MANY - 1
        with pytest.raises(ProcessLost):
            list(cached_map(negative, tasks, opened, means=Means(map_)))


def negative(item: int) -> bytes:
    return str(ends_its_process(item)).encode()


UNGUARDED = """
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
from briefing.running.workers import MANY, processes
with processes(2) as map_:
    print(sum(map_(abs, range(MANY))))
"""


def test_a_program_without_a_guard_is_told_so_and_does_not_start_itself_for_ever(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(UNGUARDED)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, str(program)]
    ended = subprocess.run(call, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1 and ended.stdout == ""
    assert "UsageError" in ended.stderr and "no process could be started" in ended.stderr


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
        keyed = [(f"key {task}", task) for task in tasks]
        return list(cached_map(work, keyed, opened, means=Means(cache=cache), keep=lambda result: result != -3))

    assert run([1, 2, 3]) == [-1, -2, -3] and asked == [1, 2, 3]
    assert run([3, 2, 1, 4]) == [-3, -2, -1, -4] and asked == [1, 2, 3, 3, 4]
    cache["key 2"] = b"broken"
    assert run([2]) == [-2] and asked[5:] == [2] and cache["key 2"] == b"-2"
