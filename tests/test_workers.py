"""Where the work is done makes no difference to its results."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.workers import SMALL, ahead, processes


def test_processes_keep_the_order() -> None:
    with processes(2) as lend:
        assert list(lend(abs, range(-3 * SMALL, 0))) == list(range(3 * SMALL, 0, -1))
        assert list(lend(abs, [-2, 1])) == [2, 1]


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
