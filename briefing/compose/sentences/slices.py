"""A piece of an article: what evidence is made of before it is cited."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.language import plain
from briefing.model import Article
from briefing.text import Span


@dataclass(frozen=True, slots=True)
class Slice:
    """A range of an article's kept text."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        """Its words, mark-up out, white space folded."""
        return plain(self.span.of(self.article.body.string))

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.article.path, self.span.start, self.span.end)
