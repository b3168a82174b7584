"""The process that does a worker's work: bounded, and alone in what it breaks."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

from briefing.contents import FileBytes
from briefing.running.cluster import child
from briefing.running.limits import Limits, TimeExceeded, limited
from briefing.running.workers import is_worker


def asked(function: Any, items: list[Any]) -> list[tuple[str, Any]]:
    found = child.answers(child.packed(function), [child.packed(item) for item in items])
    return [child.unpacked(answer) for answer in found]


def double(number: int) -> int:
    print("a library that prints")
    return 2 * number


def divided(number: int) -> float:
    return 1 / number


def ends_its_process(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def ends_it_once(task: tuple[str, int]) -> int:
    mark = Path(task[0])
    if task[1] == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task[1]


def size(task: tuple[str, bytes]) -> int:
    return len(task[1])


def about_it(seconds: int) -> tuple[bool, bool, int]:
    """Whether it is known as a worker, whether time is bounded, and its process."""
    try:
        with limited(Limits(seconds, 1000)):
            while True:
                pass
    except TimeExceeded:
        return is_worker(), True, os.getpid()


def test_answers_in_order_faults_among_them() -> None:
    assert asked(double, [1, 2, 3]) == [(child.RESULT, 2), (child.RESULT, 4), (child.RESULT, 6)]
    (one, fault) = asked(divided, [1, 0])
    assert one == (child.RESULT, 1.0)
    assert fault[0] == child.FAULT and isinstance(fault[1], ZeroDivisionError)
    assert asked(double, []) == []


def test_what_ends_the_process_costs_one_item(tmp_path: Path) -> None:
    found = asked(ends_its_process, [1, 2, 3, 4])
    assert [value for _, value in found[:2]] == [1, 2] and found[3] == (child.RESULT, 4)
    assert found[2] == (child.LOST, None)
    again = asked(ends_it_once, [(str(tmp_path / "mark"), number) for number in range(6)])
    assert [value for _, value in again] == list(range(6))


def test_bounds_hold_though_the_worker_is_no_first_thread() -> None:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.extend(asked(about_it, [1])))
    thread.start()
    thread.join()
    kind, (worker, bounded, process) = found[0]
    assert (kind, worker, bounded) == (child.RESULT, True, True) and process != os.getpid()


def test_a_file_is_read_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"told")
    place = FileBytes.of(b"told", file).place
    assert asked(size, [("a", place)]) == [(child.RESULT, 4)]
    file.unlink()
    assert asked(size, [("a", place), ("b", b"12")]) == [(child.ABSENT, None), (child.RESULT, 2)]


def fails_badly(number: int) -> object:
    return (lambda: number) if number else 1


def test_what_cannot_be_sent_back_is_a_fault() -> None:
    (kind, fault) = asked(fails_badly, [1])[0]
    assert kind == child.FAULT and "pickle" in str(fault)
