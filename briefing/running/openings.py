"""Details and first sentences of an article, of which the sentences are unpacked when they are asked for.

The sentences are most of what an opening holds in memory, and few steps look at them: those of the openings that were
asked last are kept, and the others unpacked anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from briefing.model import Article, Sentence
from briefing.text import Text

KEPT = 2_000  # openings whose sentences are kept


class Opening(Article):
    """An article whose sentences are packed. What is made of it with other values is an Article."""

    __slots__ = ("_packed", "_unpack")
    _packed: bytes
    _unpack: Callable[[bytes], tuple[Sentence, ...]]

    def __new__(cls, **values: Any) -> Article:  # type: ignore[misc]
        return Article(**values)

    @staticmethod
    def of(details: Article, packed: bytes, unpack: Callable[[bytes], tuple[Sentence, ...]]) -> Opening:
        """The article with the sentences that the function makes of the packed data."""
        made = object.__new__(Opening)
        for name in _DETAILS:
            object.__setattr__(made, name, getattr(details, name))
        if details.body == _NO_TEXT:  # one for all, as of most it is
            object.__setattr__(made, "body", _NO_TEXT)
        object.__setattr__(made, "_packed", packed)
        object.__setattr__(made, "_unpack", unpack)
        return made

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        try:
            known: tuple[Sentence, ...] = _SENTENCES.__get__(self)
        except AttributeError:
            known = self._unpack(self._packed)
            _SENTENCES.__set__(self, known)
            _kept.append(self)
            while len(_kept) > KEPT:
                _kept.popleft()._forget()
        return known

    def _forget(self) -> None:
        try:
            _SENTENCES.__delete__(self)
        except AttributeError:
            return

    def whole(self) -> Article:
        """The same as an Article that holds its sentences."""
        return Article(**{name: getattr(self, name) for name in (*_DETAILS, "sentences")})

    def __reduce__(self) -> tuple[Any, ...]:
        return _article, ({name: getattr(self, name) for name in (*_DETAILS, "sentences")},)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Article) and self.whole() == (other.whole() if isinstance(other, Opening) else other)

    def __hash__(self) -> int:
        return hash(self.whole())

    def __repr__(self) -> str:
        return repr(self.whole())


def _article(values: dict[str, Any]) -> Article:
    return Article(**values)


_SENTENCES: Any = Article.__dict__["sentences"]  # the place in an article's memory, which an Opening fills and empties
_DETAILS = tuple(field.name for field in fields(Article) if field.name != "sentences")
_NO_TEXT = Text("")
_kept: deque[Opening] = deque()
