"""Where work is done: the table, and a user's own map that does not keep its promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.config import parse
from briefing.errors import ConfigError
from briefing.running.maps import MAPS, map_by
from tests.helpers.running import SAMPLE, SAMPLE_DAY, called, project

OWN = "tests.running.test_maps:"
Function = Callable[[Any], Any]


def last_first(function: Function, items: Iterable[Any]) -> Iterator[Any]:
    """In another order than they come, and given back in theirs."""
    done = {number: function(item) for number, item in reversed(list(enumerate(items)))}
    yield from (done[number] for number in sorted(done))


def backwards(function: Function, items: Iterable[Any]) -> list[Any]:
    return [function(item) for item in items][::-1]


def one_less(function: Function, items: Iterable[Any]) -> list[Any]:
    return [function(item) for item in items][:-1]


def one_more(function: Function, items: Iterable[Any]) -> list[Any]:
    return [function(item) for item in [*items, *items]]


def of_items(function: Function, items: Iterable[Any]) -> Iterable[Any]:
    return items


def of_nothing(function: Function, items: Iterable[Any]) -> None:
    return None


def failing(function: Function, items: Iterable[Any]) -> Iterator[Any]:
    yield from map(function, list(items)[:1])
    raise ConnectionError("the scheduler is gone")


def of_two(items: Iterable[Any]) -> list[Any]:
    return []


def double(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("name", [*MAPS, OWN + "last_first"])
def test_results_come_in_the_order_of_their_items(name: str) -> None:
    with map_by(name) as map_:
        assert list(map_(double, range(100))) == [2 * number for number in range(100)]
        assert list(map_(double, [])) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("backwards", "returned result 3 where 1 was due"),
        ("one_less", "returned 2 results of 3 items"),
        ("one_more", "returned more results than 3 items"),
        ("of_items", "as result 1 of 3"),
        ("of_nothing", "returned None"),
        ("failing", "ConnectionError: the scheduler is gone"),
        ("of_two", r"cannot be called with \(function, items\)"),
        ("not_there", "has no 'not_there'"),
    ],
)
def test_an_own_map_that_breaks_its_promise_is_reported_by_name(name: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught, map_by(OWN + name) as map_:
        list(map_(double, [1, 2, 3]))
    assert OWN + name in caught.value.message


def test_a_build_reads_where_the_config_says(tmp_path: Path) -> None:
    project(tmp_path, f"sources: {SAMPLE}\nformats: [txt]\nworkers: '{OWN}last_first'\n")
    built = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    project(tmp_path, f"sources: {SAMPLE}\nformats: [txt]\nstate: other\nworkers: '{OWN}failing'\n")
    failed = called("build", "--date", SAMPLE_DAY, cwd=tmp_path)
    assert failed.returncode == 2 and "the scheduler is gone" in failed.stderr and "Traceback" not in failed.stderr


def test_a_mistyped_name_is_a_fault_of_the_config() -> None:
    with pytest.raises(ConfigError, match="processes, here") as caught:
        parse(b"workers: proceses")
    assert caught.value.remedy == "did you mean 'processes'?"
