"""Where the work of many files and articles is done: the table MAPS, and a user's own map, checked.

A map of a user's own is a function (function, items) → results in the order of the items, as the built-in `map` is; it
may do the work in other processes or on other machines, in any order, but not in threads that share this process: a
stemmer keeps the word that it is at. Both function and items can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple

from briefing.errors import BriefingError
from briefing.plugins import ExtensionPoint, UserFunction, is_plugin, shown
from briefing.workers import Item, Map, Result, here, processes

POINT = ExtensionPoint(
    role="map",
    key="workers:",
    takes=("function", "items"),
    gives="the results of the function, one for each item, in their order",
    guide="docs/add-a-map.md",
)

# How each gives a map for as long as a command needs it; the number is of processes, None for one a processor.
MAPS: Mapping[str, Callable[[int | None], AbstractContextManager[Map]]] = {
    "processes": processes,
    "here": lambda count: nullcontext(here),
}


def map_by(name: str, count: int | None = None) -> AbstractContextManager[Map]:
    """The map of that name, built in or "package.module:function". Raises ConfigError."""
    return nullcontext(own(POINT.load(name))) if is_plugin(name) else MAPS[name](count)


class _Done(NamedTuple):
    """What the function made of the item of that number."""

    number: int
    result: Any


@dataclass(frozen=True, slots=True)
class _Numbered(Generic[Item, Result]):
    """A function of numbered items that gives numbered results, so that what comes back can be checked."""

    function: Callable[[Item], Result]

    def __call__(self, item: tuple[int, Item]) -> _Done:
        return _Done(item[0], self.function(item[1]))


def own(function: UserFunction) -> Map:
    """A user's own map: ConfigError for whatever it raises, and for results that are missing, too many or in another
    order."""

    def map_(work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        tasks = list(enumerate(items))
        if not tasks:
            return iter(())
        made = function(_Numbered(work), tasks)
        if not isinstance(made, Iterable):
            raise function.wrong(made)
        return _checked(function, iter(made), len(tasks))

    return map_


def _checked(function: UserFunction, made: Iterator[Any], size: int) -> Iterator[Any]:
    end = object()
    for number in range(size):
        result = _next(function, made, end)
        if result is end:
            raise function.wrong(None, f"returned {number} results of {size} items")
        if not isinstance(result, _Done):
            raise function.wrong(result, f"returned {shown(result)} as result {number + 1} of {size}")
        if result.number != number:
            raise function.wrong(None, f"returned result {result.number + 1} where {number + 1} was due")
        yield result.result
    if _next(function, made, end) is not end:
        raise function.wrong(None, f"returned more results than {size} items")


def _next(function: UserFunction, made: Iterator[Any], end: object) -> Any:
    try:
        return next(made, end)
    except BriefingError:
        raise
    except Exception as fault:
        raise function.failed(fault) from fault
