"""What was found out about a word, kept: an article, and a day's news, says the same words again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")
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
