"""What was found out, kept: of a word, since an article, and a day's news, says the same words again and again; of an
article or a story, since several steps ask, and an edition is composed again for each change by an editor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Generic, ParamSpec, Self, TypeVar, overload

V = TypeVar("V")
P = ParamSpec("P")
MOST = 20_000  # words kept; then all are forgotten, so that no input can fill the memory
LONGEST = 40  # characters of a word that is kept


class Memory(dict[str, V]):
    """`memory[word]` is `find(word)`, asked once per word while it is kept. `find` must be a pure function.

    A plain dictionary is several times faster than a cached function.
    """

    __slots__ = ("_find", "_longest", "_most")

    def __init__(self, find: Callable[[str], V], *, most: int = MOST, longest: int = LONGEST) -> None:
        super().__init__()
        self._find = find
        self._most = most
        self._longest = longest

    def __missing__(self, word: str) -> V:
        found = self._find(word)
        if len(word) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found


class lazy(Generic[V]):
    """A property that is worked out when it is first asked for and then kept in the object's dictionary:
    `functools.cached_property` without its lock, which takes longer than much of what is kept."""

    def __init__(self, find: Callable[[Any], V]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> V: ...

    def __get__(self, instance: object | None, owner: type) -> V | Self:
        if instance is None:
            return self
        found = instance.__dict__[self._name] = self._find(instance)
        return found


def kept_for_the_same(most: int) -> Callable[[Callable[P, V]], Callable[P, V]]:
    """Keeps what a pure function gives for the very same objects (not merely equal ones: to compare articles takes
    longer than most functions do). Sequences count by their members, passages by article and sentences.

    most: results that are kept; then all are forgotten. The objects are kept with the result, so that no other takes
    their place in memory. What is kept must not be changed by whoever asks."""

    def keeping(function: Callable[P, V]) -> Callable[P, V]:
        known: dict[Any, tuple[Any, V]] = {}

        @wraps(function)
        def asked(*parts: P.args, **named: P.kwargs) -> V:
            key = (tuple(map(_identity, parts)), tuple((name, _identity(value)) for name, value in named.items()))
            if key not in known:
                if len(known) >= most:
                    known.clear()
                known[key] = ((parts, named), function(*parts, **named))
            return known[key][1]

        return asked

    return keeping


def _identity(value: object) -> object:
    if value is None or isinstance(value, (str, int, float, date)):
        return value
    if isinstance(value, (tuple, list)):
        return tuple(map(_identity, value))
    article = getattr(value, "article", None)
    if article is not None and hasattr(value, "first"):
        return (id(article), value.first, value.last)  # type: ignore[attr-defined]
    return id(value)
