"""Where the work of many files and articles is done: the table MAPS, and a user's own map, checked.

A map of a user's own is a function (function, items) → results in the order of the items, as the built-in `map` is; it
may do the work in other processes or on other machines, in any order, but not in threads that share this process: a
stemmer keeps the word that it is at. Both function and items can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, NamedTuple

from briefing.config import Project
from briefing.errors import UsageError
from briefing.plugins import ExtensionPoint, UserFunction, is_plugin, shown
from briefing.running.cluster import Certificates, Program, cluster, is_cluster
from briefing.running.cluster import check as check_cluster
from briefing.running.program import own_functions, program_of
from briefing.running.workers import Item, Map, Result, here, processes

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


def map_of(project: Project, name: str | None = None, count: int | None = None) -> AbstractContextManager[Map]:
    """The map that `name` names, else the project's config. count: of processes. Raises as `map_by` does."""
    chosen = name or project.config.workers
    program = partial(program_of, own_functions(project.config))
    return map_by(chosen, count, program=program, certificates=_certificates(project))


def map_by(
    name: str, count: int | None = None, *, program: Program = program_of, certificates: Certificates | None = None
) -> AbstractContextManager[Map]:
    """The map of that name: built in, a cluster, or "package.module:function". count: of processes. program: gives a
    digest of the program, for a cluster, whose workers have to run the same. Raises ConfigError, and UsageError where
    there is no such map or cluster."""
    if name in MAPS:
        return MAPS[name](count)
    if is_cluster(name):
        return cluster(name, count, program, certificates)
    if "://" in name or not is_plugin(name):
        raise UsageError(f"workers: found {name!r}, expected {_EXPECTED}")
    return nullcontext(own(POINT.load(name)))


_EXPECTED = "processes, here, dask, tcp://127.0.0.1:PORT, tls://HOST:PORT, or package.module:function"


def check(project: Project) -> None:
    """Raises as `map_of` does; no process is started and no connection opened."""
    name = project.config.workers
    if is_cluster(name):
        check_cluster(name, _certificates(project))
    else:
        map_by(name)


def _certificates(project: Project) -> Certificates | None:
    """The files for a cluster by TLS, where the config names them all."""
    files = project.config.cluster
    if files.ca is None or files.certificate is None or files.key is None:
        return None
    return Certificates(*(project.folder / name for name in (files.ca, files.certificate, files.key)))


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
    return function.guarded(lambda: next(made, end))
