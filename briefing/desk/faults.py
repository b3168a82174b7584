"""What the desk cannot do for somebody who uses its pages: said in the desk's language."""

from __future__ import annotations

from briefing.desk.views.words import Phrases, words
from briefing.errors import UsageError


class Unable(UsageError):
    """key: of the phrase that says it, whole with its remedy; n: a number in it."""

    def __init__(self, key: str, n: int | None = None) -> None:
        self.key, self.n = key, n
        super().__init__(self.said(words("en")))

    def said(self, phrases: Phrases) -> str:
        return phrases[self.key] if self.n is None else phrases.counted(self.key, self.n)
