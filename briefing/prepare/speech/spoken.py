"""Who spoke so far in an article, in the order of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from briefing.prepare.speech.speakers import Speaker

_IN_SENTENCE = 4  # speakers of one sentence that are looked at


class Spoken:
    """The speakers of an article's sentences, noted as they are found."""

    def __init__(self) -> None:
        self._found: list[tuple[int, Speaker]] = []

    def add(self, sentence: int, speaker: Speaker) -> None:
        if not self._found or self._found[-1] != (sentence, speaker):
            self._found.append((sentence, speaker))

    def long_ago(self, sentence: int) -> bool:
        """Whether nobody spoke in the sentence before."""
        return not self._found or self._found[-1][0] < sentence - 1

    def since(self, sentence: int) -> Iterator[tuple[int, Speaker]]:
        """Who spoke in that sentence or after it, with the sentence, the last first."""
        return takewhile(lambda spoken: spoken[0] >= sentence, reversed(self._found))

    def recent(self, sentence: int, back: int, fits: Callable[[Speaker], bool]) -> Speaker | None:
        """Who spoke last of those that fit, at most so many sentences back."""
        return next((speaker for _, speaker in self.since(sentence - back) if fits(speaker)), None)

    def in_sentence(self, sentence: int) -> list[Speaker]:
        """Who spoke in a sentence, if it is among the last that spoke."""
        last = islice(reversed(self._found), _IN_SENTENCE)
        return [speaker for when, speaker in last if when == sentence]
